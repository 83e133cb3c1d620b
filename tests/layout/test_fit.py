"""Fit and overset: what shrinks, how far, in which order, and what is said of what is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pressdesk.base.formats import FORMATS
from pressdesk.display.inspect import marks
from pressdesk.display.items import GlyphRun, Group, Shape, Sheet
from pressdesk.layout.compose import Composition
from pressdesk.layout.drawing import ALARM
from pressdesk.layout.fit import STEPS, WORTH
from tests.layout.given import Desk, codes, found, rect_of

U = FORMATS["A4"].u
LONG = "Nos cabinets ferment le 12 mars pour que demain ils puissent rester ouverts dans toute la vallée"


def size_of(sheet: Sheet, box: str) -> float:
    """The size of the first glyphs in a box, in points."""
    return next(float(run.run.size) for run, _ in found(sheet, GlyphRun, box))


def test_a_text_that_fits_keeps_its_ideal_size(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<text id="title" field="title" fit="5u..12u"/><shape height="1fr"/>')
    made = desk.compose(title="Oui")
    assert size_of(made.sheets[0], "title") == pytest.approx(12 * U)
    assert not made.problems


def test_a_text_shrinks_just_enough_for_its_box(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<column id="box" height="60u"><text id="title" field="title" fit="3u..20u"/></column>')
    made = desk.compose(title=LONG)
    (sheet,) = made.sheets
    assert not made.problems
    size = size_of(sheet, "title")
    step = 17 * U / STEPS
    assert 3 * U < size < 20 * U
    assert rect_of(sheet, "title").bottom <= rect_of(sheet, "box").bottom + 0.1
    larger = Desk(
        tmp_path,
        f'<column id="box" height="60u"><text id="title" field="title" fit="3u..{(size + step) / U:.4f}u"/></column>',
    ).compose(title=LONG)
    assert size_of(larger.sheets[0], "title") < size + step


def test_a_word_is_never_broken_while_the_text_can_shrink(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<text id="title" field="title" style="slogan" fit="4u..30u"/>')
    made = desk.compose(title="Anticonstitutionnellement encore une fois")
    (sheet,) = made.sheets
    assert not made.problems
    texts = [run.run.text.strip() for run, _ in found(sheet, GlyphRun, "title")]
    assert texts == ["Anticonstitutionnellement", "encore une fois"]
    widest = max(run.run.advance for run, _ in found(sheet, GlyphRun, "title"))
    assert 0.9 * sheet.format.width < widest <= sheet.format.width + 0.1


def test_the_lowest_priority_shrinks_first(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path,
        '<column height="40u"><text id="title" field="title" fit="4u..12u" priority="2"/>'
        '<text id="lede" field="lede" fit="2u..8u" priority="1"/></column>',
    )
    (sheet,) = desk.compose(title="Nos cabinets ferment", lede="Infirmières et kinés dans la rue le 12 mars").sheets
    assert size_of(sheet, "title") == pytest.approx(12 * U)
    assert size_of(sheet, "lede") < 8 * U


def test_equal_priorities_shrink_in_tree_order(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path,
        '<column height="40u"><text id="title" field="title" fit="4u..12u"/>'
        '<text id="lede" field="lede" fit="2u..8u"/></column>',
    )
    (sheet,) = desk.compose(title="Nos cabinets ferment", lede="Infirmières et kinés dans la rue le 12 mars").sheets
    assert size_of(sheet, "title") < 12 * U
    assert size_of(sheet, "lede") == pytest.approx(8 * U)


def test_when_one_text_is_at_its_floor_the_next_shrinks(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path,
        '<column height="40u"><text id="title" field="title" fit="4u..30u" priority="2"/>'
        '<text id="lede" field="lede" fit="7u..8u" priority="1"/></column>',
    )
    made = desk.compose(title="Oui", lede="Infirmières et kinés")
    (sheet,) = made.sheets
    assert not made.problems
    assert size_of(sheet, "lede") < 7.5 * U
    assert size_of(sheet, "title") < 30 * U


def test_a_text_that_shrank_in_vain_grows_back(tmp_path: Path) -> None:
    """The lede goes to its floor; then the title loses a line, and there is room for both."""
    boxes = (
        '<column height="40u"><text id="title" field="title" fit="4u..12u" priority="2"/>'
        '<text id="lede" field="lede" fit="7u..8u" priority="1"/></column>'
    )
    made = Desk(tmp_path, boxes).compose(title="Nos cabinets ferment", lede="Infirmières et kinés dans la rue")
    (sheet,) = made.sheets
    assert not made.problems
    assert len(list(found(sheet, GlyphRun, "title"))) == 1
    assert size_of(sheet, "lede") == pytest.approx(8 * U)


@pytest.mark.parametrize("height", [18, 22, 26, 30, 34])
def test_no_text_could_be_a_step_larger(tmp_path: Path, height: int) -> None:
    texts: dict[str, Any] = {"title": "Nos cabinets ferment", "lede": "Infirmières et kinés dans la rue"}
    ranges = {"title": (4.0, 12.0), "lede": (3.0, 8.0)}

    def composed(fits: dict[str, tuple[float, float]]) -> Composition:
        boxes = "".join(
            f'<text id="{name}" field="{name}" fit="{low:.4f}u..{high:.4f}u" priority="{order}"/>'
            for order, (name, (low, high)) in enumerate(fits.items())
        )
        return Desk(tmp_path, f'<column height="{height}u">{boxes}</column>').compose(**texts)

    made = composed(ranges)
    assert not made.problems
    sizes = {name: size_of(made.sheets[0], name) / U for name in texts}
    for name, (low, high) in ranges.items():
        larger = sizes[name] + (high - low) / STEPS + 0.01
        if larger < high:
            assert codes(composed({**{n: (s, s) for n, s in sizes.items()}, name: (larger, larger)})) == ["overset"]


def test_a_slogan_gives_up_a_little_size_for_fewer_lines(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<text id="title" field="title" style="slogan" width="89u" fit="8u..23u"/>')
    (sheet,) = desk.compose(title="Qui passera demain ?").sheets
    lines = [run.run.text.strip() for run, _ in found(sheet, GlyphRun, "title")]
    alone = Desk(tmp_path, '<text id="title" field="title" style="slogan" width="89u" fit="23u..23u"/>')
    more = list(found(alone.compose(title="Qui passera demain ?").sheets[0], GlyphRun, "title"))
    assert len(more) == len(lines) + 1
    assert WORTH * 23 * U <= size_of(sheet, "title") < 23 * U


def test_a_slogan_keeps_its_lines_where_fewer_would_cost_too_much(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<text id="title" field="title" style="slogan" width="89u" fit="8u..32u"/>')
    (sheet,) = desk.compose(title="Tenons bon").sheets
    assert len(list(found(sheet, GlyphRun, "title"))) == 2
    assert size_of(sheet, "title") == pytest.approx(32 * U)


def test_a_text_that_cannot_help_stays_as_it_is(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path,
        '<row><text id="title" field="title" width="50%" fit="2u..6u"/>'
        '<column width="50%" height="5u"><text id="lede" field="lede"/></column></row>',
    )
    made = desk.compose(title="Oui", lede=LONG)
    assert size_of(made.sheets[0], "title") == pytest.approx(6 * U)
    assert codes(made) == ["overset"]


def test_a_trouble_elsewhere_does_not_press_a_text_to_its_floor(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path,
        '<column height="60u"><text id="title" field="title" fit="3u..20u"/>'
        '<column height="2u"><text id="lede" field="lede"/></column></column>',
    )
    alone = Desk(tmp_path, '<column height="58u"><text id="title" field="title" fit="3u..20u"/></column>')
    made = desk.compose(title=LONG, lede=LONG)
    assert codes(made) == ["overset"]
    assert size_of(made.sheets[0], "title") == pytest.approx(size_of(alone.compose(title=LONG).sheets[0], "title"))


def test_what_is_lost_is_quoted(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<column id="box" height="9u"><text field="title" style="lede"/></column>')
    made = desk.compose(title=" ".join(f"mot{n}" for n in range(60)))
    assert codes(made) == ["overset"]
    problem = made.problems[0]
    assert problem.severity == "error"
    assert problem.place.box == "box"
    lines = [run.run.text.split() for run, _ in found(made.sheets[0], GlyphRun)]
    kept = int(9 * U // (3.3 * U * 1.25))
    assert f"“{' '.join(lines[kept][:6])} …”" in problem.message


def test_a_word_too_wide_is_quoted(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<text id="title" field="title" width="60mm" style="slogan"/>')
    made = desk.compose(title="Tenons anticonstitutionnellement")
    assert codes(made) == ["overset"]
    assert "“anticonstitutionnellement” is too wide" in made.problems[0].message


def test_an_overset_box_shows_on_the_sheet(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<column id="box" height="9u"><text field="title" style="slogan"/></column>')
    (sheet,) = desk.compose(title=LONG).sheets
    assert [mark.box for mark, _ in marks(sheet, "overset")] == ["box"]
    alarms = [shape for shape, _ in found(sheet, Shape) if shape.fill == ALARM]
    assert len(alarms) == 2
    assert [group.role for group, _ in found(sheet, Group) if any(item in alarms for item in group.items)] == [
        "artifact"
    ]


def test_something_other_than_text_is_told_without_a_quote(tmp_path: Path) -> None:
    desk = Desk(tmp_path, '<column id="box" height="9u"><qr field="petition" size="20u"/></column>')
    made = desk.compose()
    assert codes(made) == ["overset"]
    assert "too large for it" in made.problems[0].message


def test_fit_gives_the_same_whatever_was_composed_before(tmp_path: Path) -> None:
    boxes = '<column height="60u"><text id="title" field="title" fit="3u..20u"/></column><text field="lede"/>'
    desk = Desk(tmp_path, boxes)
    for words in ("Oui", LONG + LONG, "Nos cabinets ferment"):
        desk.compose(title=words)
    used = desk.compose(title=LONG, lede="Venez").sheets[0]
    fresh = Desk(tmp_path, boxes).compose(title=LONG, lede="Venez").sheets[0]
    assert size_of(used, "title") == size_of(fresh, "title")


def test_a_fit_text_in_a_repeated_item(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path,
        '<column id="demands" each="demands" height="50u"><text style="lede" fit="2u..20u">{item}</text></column>',
    )
    made = desk.compose(demands=["Payer la route et le temps", "Rouvrir la maternité de la vallée", "Oui"])
    assert not made.problems
    assert rect_of(made.sheets[0], "demands").height == pytest.approx(50 * U)


def test_the_texts_of_a_list_share_the_smallest_size(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path,
        '<column id="demands" each="demands" gap="1u" width="30u"><row height="9u">'
        '<text id="demand" style="lede" width="1fr" fit="2u..6u">{item}</text></row></column>',
    )
    made = desk.compose(demands=["Payer", "Payer la route et le temps passé au chevet", "Anticonstitutionnellement"])
    assert not made.problems
    sizes = {round(run.run.size, 6) for run, _ in found(made.sheets[0], GlyphRun)}
    assert len(sizes) == 1
    assert sizes.pop() < 6 * U
