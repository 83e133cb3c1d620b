"""Functions of a PDF against what the standard says they give."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary

from pressdesk.output.functions import function

HOLDER = pikepdf.new()


def exponential(first: list[float], last: list[float], power: float = 1) -> Dictionary:
    return Dictionary(FunctionType=2, Domain=[0, 1], C0=first, C1=last, N=power)


def stream(data: bytes, **entries: Any) -> pikepdf.Stream:
    return HOLDER.make_stream(data, **entries)


def program(words: str, inputs: int = 1, outputs: int = 1) -> pikepdf.Stream:
    return stream(words.encode(), FunctionType=4, Domain=[-100, 100] * inputs, Range=[-1000, 1000] * outputs)


def test_exponential_and_clipping() -> None:
    found = function(exponential([0, 1], [1, 0], 2))
    assert found([0.5]) == [0.25, 0.75]
    assert found([7]) == [1, 0]


def test_an_array_gives_one_output_each() -> None:
    assert function(Array([exponential([0], [1]), exponential([1], [0])]))([0.25]) == [0.25, 0.75]


def test_stitching() -> None:
    parts = Array([exponential([0], [1]), exponential([1], [0])])
    found = function(Dictionary(FunctionType=3, Domain=[0, 1], Functions=parts, Bounds=[0.5], Encode=[0, 1, 0, 1]))
    assert [found([x])[0] for x in (0, 0.25, 0.5, 0.75, 1)] == [0, 0.5, 1, 0.5, 0]


@pytest.mark.parametrize(("bits", "data"), [(8, b"\x00\xff"), (16, b"\x00\x00\xff\xff"), (4, b"\x0f"), (1, b"\x40")])
def test_samples_of_any_width(bits: int, data: bytes) -> None:
    found = function(stream(data, FunctionType=0, Domain=[0, 1], Range=[0, 1], Size=[2], BitsPerSample=bits))
    assert [round(found([x])[0], 3) for x in (0, 0.5, 1)] == [0, 0.5, 1]


def test_samples_in_two_directions() -> None:
    table = stream(
        bytes([0, 255, 255, 0]), FunctionType=0, Domain=[0, 1] * 2, Range=[0, 1], Size=[2, 2], BitsPerSample=8
    )
    found = function(table)
    assert [found(list(at))[0] for at in ((0, 0), (1, 0), (0, 1), (1, 1), (0.5, 0.5))] == [0, 1, 1, 0, 0.5]


@pytest.mark.parametrize(
    ("words", "given", "wanted"),
    [
        ("{ 2 mul 1 add }", [3], [7]),
        ("{ dup 0.5 gt { 1 exch sub } if }", [0.75], [0.25]),
        ("{ dup 0 lt { pop 0 } { 2 exp } ifelse }", [3], [9]),
        ("{ 3 1 roll }", [1, 2, 3], [3, 1, 2]),
        ("{ 2 copy add }", [1, 2], [1, 2, 3]),
        ("{ 1 index }", [4, 5], [4, 5, 4]),
        ("{ exch }", [4, 5], [5, 4]),
        ("{ 7 3 idiv 7 3 mod }", [0], [0, 2, 1]),
        ("{ 0 div }", [5], [0]),
        ("{ 90 sin exch pop }", [0], [1]),
        ("{ true exch pop { 5 } { 6 } ifelse }", [0], [5]),
    ],
)
def test_the_calculator(words: str, given: list[float], wanted: list[float]) -> None:
    assert function(program(words, len(given), len(wanted)))(given) == pytest.approx(wanted)


@pytest.mark.parametrize("words", ["", "{", "{ add }", "{ nonsense }", "{ pop pop }", "1 2 add"])
def test_programs_that_make_no_sense(words: str) -> None:
    with pytest.raises((ValueError, LookupError)):
        function(program(words))([1])


def test_what_is_no_function() -> None:
    for wrong in (Dictionary(), Dictionary(FunctionType=9, Domain=[0, 1]), Dictionary(FunctionType=0, Domain=[0, 1])):
        with pytest.raises((ValueError, LookupError)):
            function(wrong)
    with pytest.raises(ValueError, match="cut off"):
        function(stream(b"", FunctionType=0, Domain=[0, 1], Range=[0, 1], Size=[9], BitsPerSample=8))


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_what_is_clipped_stays_in_its_range(first: float, last: float, at: float) -> None:
    (value,) = function(exponential([first], [last]))([at])
    assert min(first, last) - 1e-5 <= value <= max(first, last) + 1e-5
