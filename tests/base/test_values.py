"""The quick named tuples against those of the standard library."""

from __future__ import annotations

import copy
import inspect
import pickle
import typing
from typing import Any

import pytest

from pressdesk.base import values


class Ours(values.NamedTuple):
    """A place."""

    name: str
    x: float = 0.0
    y: float = 0.0

    @property
    def far(self) -> bool:
        return self.x + self.y > 10


class Theirs(typing.NamedTuple):
    """A place."""

    name: str
    x: float = 0.0
    y: float = 0.0

    @property
    def far(self) -> bool:
        return self.x + self.y > 10


BOTH = pytest.mark.parametrize("kind", [Ours, Theirs])


@BOTH
def test_both_are_used_alike(kind: Any) -> None:
    place = kind("a", y=20.0)
    assert place == ("a", 0.0, 20.0)
    assert (place.name, place.x, place.y, place.far) == ("a", 0.0, 20.0, True)
    assert place._replace(x=1.0) == kind("a", 1.0, 20.0)
    assert place._asdict() == {"name": "a", "x": 0.0, "y": 20.0}
    assert kind._make(["b", 1.0, 2.0]) == kind("b", 1.0, 2.0)
    assert type(kind._make(["b", 1.0, 2.0])) is kind
    assert repr(place) == f"{kind.__name__}(name='a', x=0.0, y=20.0)"
    assert (kind._fields, kind._field_defaults) == (("name", "x", "y"), {"x": 0.0, "y": 0.0})
    assert kind.__doc__ == "A place."
    assert typing.get_type_hints(kind) == {"name": str, "x": float, "y": float}
    match place:
        case kind(name, _, y):
            assert (name, y) == ("a", 20.0)


@BOTH
def test_both_are_frozen_and_lean(kind: Any) -> None:
    place = kind("a")
    with pytest.raises(AttributeError):
        place.x = 1.0
    with pytest.raises(AttributeError):
        place.colour = "red"
    assert not hasattr(place, "__dict__")
    assert hash(place) == hash(("a", 0.0, 0.0))


@BOTH
def test_both_travel(kind: Any) -> None:
    place = kind("a", 1.0)
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        back = pickle.loads(pickle.dumps(place, protocol))
        assert back == place
        assert type(back) is kind
    assert type(copy.deepcopy(place)) is kind


@BOTH
@pytest.mark.parametrize(("words", "more"), [((), {}), (("a", 1, 2, 3), {}), (("a",), {"z": 1}), (("a", 1), {"x": 2})])
def test_both_refuse_what_does_not_fit(kind: Any, words: tuple[Any, ...], more: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        kind(*words, **more)
    with pytest.raises(ValueError, match="z"):
        kind("a")._replace(z=1)
    with pytest.raises(TypeError):
        kind._make(["a"])


def test_they_are_told_alike_to_tools() -> None:
    assert list(inspect.signature(Ours).parameters) == list(inspect.signature(Theirs).parameters)
    defaults = [parameter.default for parameter in inspect.signature(Ours).parameters.values()]
    assert defaults == [inspect.Parameter.empty, 0.0, 0.0]


def test_classes_with_as_many_fields_keep_their_own_names() -> None:
    class Other(values.NamedTuple):
        width: int
        height: int
        depth: int = 3

    assert Other(height=1, width=2) == (2, 1, 3)
    assert Ours("a")._fields == ("name", "x", "y")

    class Nothing(values.NamedTuple):
        pass

    assert Nothing() == ()


def test_a_field_without_default_cannot_follow_one_with() -> None:
    with pytest.raises(TypeError, match="default"):
        type(values.NamedTuple).__new__(
            type(Ours), "Wrong", (values.NamedTuple,), {"__annotations__": {"a": "int", "b": "int"}, "a": 1}
        )
