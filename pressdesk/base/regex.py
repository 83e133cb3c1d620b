"""Patterns of a module that are compiled when they are first used: a command needs few of those it loads."""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["regex"]

if TYPE_CHECKING:
    from re import compile as regex
else:
    import re

    class regex:  # noqa: N801 - stands for `re.compile`
        """A pattern with its flags, as `re.compile` takes them; a faulty one is told of when it is first used."""

        def __init__(self, pattern, flags=0):
            self._given = pattern, flags

        def __getattr__(self, name):
            value = getattr(re.compile(*self._given), name)
            self.__dict__[name] = value  # found there from now on
            return value
