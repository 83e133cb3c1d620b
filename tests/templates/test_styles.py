from itertools import pairwise
from pathlib import Path

import pytest

from pressdesk.base.problem import InputError
from pressdesk.model.campaign import Brand
from pressdesk.templates.styles import DEFAULTS, SMALLEST_PT, resolve_style, style_names
from pressdesk.templates.tree import Template
from tests.templates.given import template

BRAND = Brand({}, "Affiche", "Lecture")
A3, A4, A2, A1, A6 = 8.418, 5.953, 11.906, 16.838, 2.976


def made(folder: Path, styles: str = "") -> Template:
    return template(folder, "", more=f"<styles>{styles}</styles>")


def test_every_default_style_resolves_to_the_brands_fonts(tmp_path: Path) -> None:
    plain = made(tmp_path)
    for name in DEFAULTS:
        style, colour = resolve_style(name, plain, BRAND, A3)
        assert style.family in ("Affiche", "Lecture")
        assert style.size >= SMALLEST_PT
        assert colour in ("", "accent")
    assert resolve_style("slogan", plain, BRAND, A3)[0].family == "Affiche"
    assert resolve_style("", plain, BRAND, A3)[0].family == "Lecture"


def test_sizes_grow_with_the_page_but_not_below_the_readable(tmp_path: Path) -> None:
    plain = made(tmp_path)
    assert resolve_style("text", plain, BRAND, A3)[0].size == pytest.approx(2.2 * A3)
    assert resolve_style("small", plain, BRAND, A6)[0].size == SMALLEST_PT


def test_the_legal_line_grows_with_the_page_from_5_to_9_points(tmp_path: Path) -> None:
    plain = made(tmp_path)
    sizes = [resolve_style("legal", plain, BRAND, u)[0].size for u in (A6, A4, A3, A2, A1)]
    assert sizes == pytest.approx([5, 6, 7.35, 9, 9], abs=0.01)
    pages = [A6 + (A1 - A6) * step / 200 for step in range(201)]
    grown = [resolve_style("legal", plain, BRAND, u)[0].size for u in pages]
    assert all(0 <= after - before < 0.1 for before, after in pairwise(grown))
    own = made(tmp_path, '<style name="legal" size="7pt"/>')
    assert resolve_style("legal", own, BRAND, A2)[0].size == 7


def test_a_templates_style_goes_before_and_takes_the_rest_from_below(tmp_path: Path) -> None:
    own = made(
        tmp_path,
        '<style name="slogan" weight="900"/><style name="cry" based-on="slogan" colour="paper" italic="yes"/>'
        '<style name="note" size="8pt" space-after="50%" family="Courante" features="tnum lnum"/>',
    )
    slogan, _ = resolve_style("slogan", own, BRAND, A3)
    assert (slogan.weight, slogan.family, slogan.leading) == (900, "Affiche", DEFAULTS["slogan"].leading)
    cry, colour = resolve_style("cry", own, BRAND, A3)
    assert (cry.weight, cry.italic, colour) == (900, True, "paper")
    note, _ = resolve_style("note", own, BRAND, A3)
    assert (note.size, note.space_after, note.family, note.features) == (8, 4, "Courante", ("tnum", "lnum"))
    assert note.leading == DEFAULTS["text"].leading
    assert "cry" in style_names(own) and "cry" not in style_names()


def test_a_given_size_goes_before_the_rules(tmp_path: Path) -> None:
    assert resolve_style("legal", made(tmp_path), BRAND, A2, 4.5)[0].size == 4.5


def test_the_same_question_gets_the_same_object(tmp_path: Path) -> None:
    plain = made(tmp_path)
    first = resolve_style("lede", plain, BRAND, A3)
    assert resolve_style("lede", plain, BRAND, A3) is first
    assert resolve_style("lede", plain, Brand({}, "Autre", "Autre"), A3)[0].family == "Autre"


def test_an_unknown_style_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Did you mean “slogan”"):
        resolve_style("slogn", made(tmp_path), BRAND, A3)
