"""What every test stands on: no screen is needed, nothing of the user's is touched."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
