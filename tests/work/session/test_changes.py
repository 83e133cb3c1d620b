from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pressdesk.work.session.changes import ValueChange, apply, differences, get, put
from pressdesk.work.session.encoding import decode_changes, encode_changes
from tests.work.session.sample import campaign

LEAF = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(),
    st.dates(),
    st.times(),
    st.datetimes(),
)
VALUE = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(tuple), st.dictionaries(st.text(max_size=6), inner, max_size=4)
    ),
    max_leaves=12,
)
MAPPING = st.dictionaries(st.sampled_from(["a", "b", "c", "$date", "$map"]), VALUE, max_size=5)


def same(one: Any, other: Any) -> bool:
    """Equal in value, kind and order of keys."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and one == other


@given(MAPPING, MAPPING)
def test_written_down_and_made_again_gives_the_same(before: dict[str, Any], after: dict[str, Any]) -> None:
    written = json.loads(json.dumps(encode_changes(differences(before, after))))
    assert same(apply(before, decode_changes(written)), after)


@given(MAPPING, MAPPING, MAPPING)
def test_a_journal_may_be_replayed_on_what_already_has_a_part_of_it(
    first: dict[str, Any], second: dict[str, Any], third: dict[str, Any]
) -> None:
    made = [*differences(first, second), *differences(second, third)]
    for saved in (first, second, third):
        assert apply(saved, made) == third


def test_only_what_differs_is_told(tmp_path: Path) -> None:
    before = campaign(tmp_path)
    after = put(before, ("pieces", "affiche", "content", "title"), "Debout")
    assert differences(before, after) == [ValueChange("set", ("pieces", "affiche", "content", "title"), "Debout")]
    assert after.pieces["tract"] is before.pieces["tract"]


def test_a_whole_piece_goes_through_json(tmp_path: Path) -> None:
    before = campaign(tmp_path)
    after = before._replace(pieces={"neu": before.pieces["tract"]._replace(name="neu")}, tables={})
    written = json.loads(json.dumps(encode_changes(differences(before, after))))
    assert same(apply(before, decode_changes(written)), after)


def test_read_only_mappings_are_mappings() -> None:
    before = {"a": MappingProxyType({"b": 1, "c": 2})}
    after = put(before, ("a", "b"), 3)
    assert after == {"a": {"b": 3, "c": 2}}
    assert get(after, ("a", "b")) == 3


def test_a_place_that_is_gone_is_passed_over() -> None:
    assert put({"a": (1,)}, ("b", "c"), 2) == {"a": (1,)}
    assert put({"a": (1,)}, ("a", 5), 2) == {"a": (1,)}
    assert apply({"a": 1}, [ValueChange("drop", ("x", "y"))]) == {"a": 1}
