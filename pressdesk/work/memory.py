"""The collector of cycles, asked to look less often: a build makes many values and next to no cycles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

RARE = (200_000, 20, 100)
"""Python's own 700 new values between two looks cost a quarter of the time of a merge, and free nothing."""


@contextmanager
def fewer_collections() -> Iterator[None]:
    """Lets the block make many values between two looks for cycles."""
    usual = gc.get_threshold()
    gc.set_threshold(*RARE)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
