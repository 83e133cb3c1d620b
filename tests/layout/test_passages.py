"""A story's blocks as passages: their styles, marks and steps, and what keeps together."""

from __future__ import annotations

from pathlib import Path

import pytest

from pressdesk.base.geometry import Affine
from pressdesk.display.items import GlyphRun, Sheet
from pressdesk.model.story import TextFile
from tests.layout.given import Desk, codes, found

STYLES = """
<style name="note-text" based-on="text" size="10pt" space-after="50%"/>
<style name="note-heading" based-on="text" size="20pt"/><style name="note-subheading" based-on="text" size="12pt"/>
<style name="note-quote" based-on="text" size="15pt"/><style name="note-quote-mark" based-on="text" colour="accent"/>
<style name="note-list" based-on="text" size="8pt" indent="200%"/>
<style name="note-lede" based-on="text" size="11pt"/>
"""
FLOW = '<flow id="story" field="letter" style="note-text" opening-style="note-lede" height="{height}">{more}</flow>'


def page(root: Path, body: str, height: str = "1fr", more: str = "") -> Sheet:
    """The first page of a text of the campaign."""
    flow = FLOW.format(height=height, more=more)
    desk = Desk(root, f'<sheet id="one"><column padding="20mm">{flow}</column></sheet>', styles=STYLES)
    desk.campaign = desk.campaign._replace(texts={"lettre": TextFile("lettre", {}, body, 1, "texts/lettre.md")})
    return desk.compose("A5", letter="lettre").sheets[0]


def runs(sheet: Sheet) -> list[tuple[GlyphRun, Affine]]:
    return list(found(sheet, GlyphRun, "story"))


def sizes(sheet: Sheet) -> dict[str, float]:
    """The size of each run, by its text."""
    return {run.run.text.strip(): run.run.size for run, _ in runs(sheet)}


def lefts(sheet: Sheet) -> dict[str, float]:
    """How far each run stands from the left edge of the flow, by its text."""
    places = {run.run.text.strip(): through.apply(run.x, run.y)[0] for run, through in runs(sheet)}
    return {text: round(x - 56.69, 1) for text, x in places.items()}


def test_each_kind_of_block_has_the_style_of_the_family(tmp_path: Path) -> None:
    body = "Lede\n\n# Un\n\nTexte\n\n### Deux\n\n- point\n\n> Dit\n>\n> — Ana"
    found = sizes(page(tmp_path, body))
    assert found == {"Lede": 11, "Un": 20, "Texte": 10, "Deux": 12, "•": 8, "point": 8, "«": 15, "Dit": 15, "»": 15,
                     "Ana": 10}  # fmt: skip


def test_only_a_paragraph_at_the_beginning_is_the_lede(tmp_path: Path) -> None:
    assert sizes(page(tmp_path, "# Titre\n\nUn\n\nDeux")) == {"Titre": 20, "Un": 10, "Deux": 10}


def test_quotation_marks_are_set_once_in_their_colour(tmp_path: Path) -> None:
    shown = runs(page(tmp_path, "> Un\n>\n> Deux\n\nTexte\n\n> « Trois »"))
    text = "".join(run.run.text for run, _ in shown)
    assert text.replace("\u00a0", "") == "«UnDeux»Texte«Trois»"
    assert [run.ink.name for run, _ in shown if run.run.text.strip("\u00a0") in ("«", "»")] == ["accent", "accent"]


def test_english_quotations_have_english_marks(tmp_path: Path) -> None:
    desk = Desk(tmp_path, FLOW.format(height="1fr", more=""), styles=STYLES)
    texts = {"lettre": TextFile("lettre", {}, "> We stay", 1, "texts/lettre.md")}
    desk.campaign = desk.campaign._replace(texts=texts, language="en")
    assert "".join(run.run.text for run, _ in runs(desk.compose("A5", letter="lettre").sheets[0])) == "“We stay”"


def test_lists_in_lists_stand_in_by_steps(tmp_path: Path) -> None:
    places = lefts(page(tmp_path, "1. un\n    1. deux\n\n        suite\n2. trois"))
    assert places["un"] == places["trois"] == 16
    assert places["deux"] == places["suite"] == 32
    assert places["1."] == pytest.approx(16 + (places["2."]), abs=1.5)


def test_a_line_that_announces_a_list_stays_with_it(tmp_path: Path) -> None:
    body = " ".join(["mot"] * 64) + "\n\nIl reste :\n\n- un\n- deux"
    for height in range(24, 60):
        shown = " ".join(run.run.text for run, _ in runs(page(tmp_path, body, f"{height}mm")))
        if "reste" in shown:
            assert "•" in shown


def test_appended_texts_come_only_when_their_field_is_filled(tmp_path: Path) -> None:
    more = '<text if="lede" field="lede" style="strong"/><text style="small">{name} fin</text>'
    assert list(sizes(page(tmp_path, "Un", more=more))) == ["Un", "Nos soins fin"]


def test_a_flow_holds_no_second_flow_and_no_picture(tmp_path: Path) -> None:
    from pressdesk.base.problem import InputError

    with pytest.raises(InputError) as fault:
        page(tmp_path, "Un", more='<flow field="story"/>')
    assert codes(fault.value) == ["unknown-element"]  # type: ignore[arg-type]
