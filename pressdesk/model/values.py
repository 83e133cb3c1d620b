"""What a fact or the content of a field can be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import TypeAlias, Union

Value: TypeAlias = Union[str, int, float, bool, date, time, datetime, "tuple[Value, ...]", "Mapping[str, Value]", None]
"""As TOML has them, with tuples for arrays and read-only mappings for tables."""
