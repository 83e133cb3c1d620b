"""What every test stands on: no screen is needed, nothing of the user's is touched, no clock decides."""

from __future__ import annotations

import os

from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile("no clock", deadline=None)
settings.load_profile("no clock")
