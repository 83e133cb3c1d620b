from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.base.colour import CMYK, RGB, Ink
from pressdesk.model.campaign import Brand, PictureInfo
from pressdesk.model.piece import Piece
from pressdesk.model.table import Row
from pressdesk.work.session.changes import ValueChange
from pressdesk.work.session.encoding import decode, decode_changes, encode, encode_changes

PLAIN: st.SearchStrategy[Any] = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.dates()
    | st.times()
    | st.datetimes()
)
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=4).map(tuple) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
)


@given(VALUES)
def test_a_value_comes_back_from_json_as_it_was(value: Any) -> None:
    again = decode(json.loads(json.dumps(encode(value))))
    assert again == value
    assert type(again) is type(value)


@given(st.dictionaries(st.sampled_from(["$date", "$map", "$Piece", "a"]), st.text(), min_size=1))
def test_a_key_that_looks_like_a_tag_is_a_key(value: dict[str, str]) -> None:
    assert decode(json.loads(json.dumps(encode(value)))) == value


@pytest.mark.parametrize(
    "value",
    [
        Brand({"ink": Ink("ink", RGB(0, 0.5, 1), CMYK(1, 0, 0, 0.25), "P 485")}),
        Piece("a", "poster", ("A3",), {"title": "Oui"}, {"title": {"move": ("1mm", "2mm")}}),
        PictureInfo("pictures/a.jpg", focus=(0.25, 1.0)),
        Row(7, {"town": "Évry"}),
    ],
)
def test_named_values_keep_their_kind(value: Any) -> None:
    again = decode(json.loads(json.dumps(encode(value))))
    assert again == value
    assert type(again) is type(value)


def test_change_records_come_back() -> None:
    changes = [
        ValueChange("set", ("pieces", "a", "content", "title"), "Oui"),
        ValueChange("drop", ("facts", "x"), None),
    ]
    assert decode_changes(json.loads(json.dumps(encode_changes(changes)))) == changes


@pytest.mark.parametrize("data", [[["set", "facts", 1]], [["burn", [], 1]], [{"$Window": {}}], [["set", ["a"]]], 7])
def test_what_was_never_written_is_refused(data: Any) -> None:
    with pytest.raises((ValueError, TypeError)):
        decode_changes(data)


def test_a_value_no_campaign_holds_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot hold"):
        encode({"a": object()})
