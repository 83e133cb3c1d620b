import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.base.units import Length
from pressdesk.templates import attributes as read
from pressdesk.templates.tree import Edges, Fit


def test_edges_follow_css() -> None:
    one, two, three, four = (Length(n, "mm") for n in (1, 2, 3, 4))
    assert read.edges("1mm") == Edges(one, one, one, one)
    assert read.edges("1mm 2mm") == Edges(one, two, one, two)
    assert read.edges("1mm 2mm 3mm") == Edges(one, two, three, two)
    assert read.edges("1mm 2mm 3mm 4mm") == Edges(one, two, three, four)


@pytest.mark.parametrize("text", ["", "1mm 2mm 3mm 4mm 5mm", "1fr", "-1mm", "1", "mm"])
def test_edges_refuse(text: str) -> None:
    with pytest.raises(ValueError, match=r"“|below"):
        read.edges(text)


def test_fit() -> None:
    assert read.fit("9u..22u") == Fit(Length(9, "u"), Length(22, "u"))
    assert read.fit("8pt .. 22u").floor == Length(8, "pt")
    with pytest.raises(ValueError, match="above the ideal 9u"):
        read.fit("22u..9u")
    with pytest.raises(ValueError, match="such as"):
        read.fit("22u")
    with pytest.raises(ValueError, match="no size here"):
        read.fit("10%..20%")


def test_pins_in_any_order() -> None:
    assert read.pin("left top") == read.pin("top left") == "top left"
    assert read.pin("centre") == "centre"
    with pytest.raises(ValueError, match="Did you mean “centre”"):
        read.pin("center")


def test_options() -> None:
    assert read.distance_m("2m") == 2 and read.distance_m("40cm") == 0.4
    assert read.scrim("ink 60% bottom") == ("ink", 0.6, "bottom")
    assert read.scrim("ink 60%") == ("ink", 0.6, "")
    assert read.focus("field") is None and read.focus("0.5 0.25") == (0.5, 0.25)
    assert read.pair("ink accent") == ("ink", "accent")
    assert read.columns("1fr 20mm") == (Length(1, "fr"), Length(20, "mm"))
    assert len(read.points("0% 0%, 100% 0%, 50% 100%")) == 3


@pytest.mark.parametrize(
    ("how", "text"),
    [
        (read.distance_m, "2"),
        (read.distance_m, "0m"),
        (read.scrim, "ink"),
        (read.scrim, "ink 120%"),
        (read.scrim, "ink 60% middle"),
        (read.focus, "0.5 2"),
        (read.zoom, "0.9"),
        (read.pair, "ink"),
        (read.columns, "0"),
        (read.points, "0% 0%, 1% 1%"),
        (read.colour, "#ff0000"),
        (read.weight, "950"),
        (read.positive, "0"),
        (read.yes, "true"),
        (read.name, "1st"),
    ],
)
def test_options_refuse_in_plain_words(how, text) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError) as fault:
        how(text)
    assert len(str(fault.value)) > 10


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    for how in (read.edges, read.fit, read.pin, read.points, read.scrim, read.columns, read.focus, read.distance_m):
        try:
            how(text)
        except ValueError as fault:
            assert str(fault)
