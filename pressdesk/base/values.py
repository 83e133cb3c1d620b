"""Named tuples that are quick to define: the program has 140 of them, and a command must begin at once.

They are `typing.NamedTuple` for the type checker and in use. That one compiles a constructor and looks at the type of
every field for each class, 0.15 ms a time; here classes with as many fields share the constructor's code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["NamedTuple"]

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from collections import _tuplegetter
    from functools import cache
    from types import FunctionType

    @cache
    def _constructor(count):
        names = "".join(f", f{number}" for number in range(count))
        return eval(f"lambda _cls{names}: _new(_cls, ({names[2:]}{',' if count else ''}))").__code__

    class _Definition(type):
        """Makes fields of the annotations in a class, and defaults of what is assigned to them there."""

        def __new__(cls, name, bases, space):
            types = space.get("__annotations__", {})
            fields = tuple(types)
            defaults = {field: space.pop(field) for field in fields if field in space}
            if fields[len(fields) - len(defaults) :] != tuple(defaults):
                raise TypeError(f"A field of {name} without a default stands behind one with a default.")
            code = _constructor(len(fields)).replace(co_varnames=("_cls", *fields))
            new = FunctionType(code, {"_new": tuple.__new__}, "__new__", tuple(defaults.values()) or None)
            new.__annotations__ = types
            space.update({field: _tuplegetter(index, "") for index, field in enumerate(fields)})
            space.update(__slots__=(), __new__=new, __match_args__=fields, _fields=fields, _field_defaults=defaults)
            return super().__new__(cls, name, bases, space)

    class NamedTuple(tuple, metaclass=_Definition):
        """The base of a class of frozen values: its annotations are its fields, in their order."""

        @classmethod
        def _make(cls, values):
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"{cls.__name__} has {len(cls._fields)} fields, not {len(made)}.")
            return made

        def _replace(self, /, **changes):
            made = self._make(map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"{type(self).__name__} has no fields {list(changes)}.")
            return made

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            told = ", ".join(f"{field}={value!r}" for field, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({told})"

        def __getnewargs__(self):
            return tuple(self)
