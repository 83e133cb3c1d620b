"""Blocks take the styles of the flow's family, or ones derived from its text."""

from __future__ import annotations

from pathlib import Path

from pressdesk.display.items import GlyphRun, Sheet
from pressdesk.model.story import TextFile
from tests.layout.given import Desk, found

BODY = (
    "Texte[^1]\n\n| Tête | B |\n|---|---|\n| case | 2 |\n: Titre\n\n"
    '![x](pictures/photo.png "Légende"){credit=Ana}\n\n[^1]: Bas'
)
FLOW = '<flow id="story" field="letter" style="note-text" height="1fr"/>'
TEXT = '<style name="note-text" based-on="text" size="10pt"/>'


def sizes(root: Path, styles: str) -> dict[str, tuple[float, int]]:
    desk = Desk(root, f'<sheet id="one"><column padding="20mm">{FLOW}</column></sheet>', styles=styles)
    desk.campaign = desk.campaign._replace(texts={"lettre": TextFile("lettre", {}, BODY, 1, "texts/lettre.md")})
    return _sizes(desk.compose("A5", letter="lettre").sheets[0])


def _sizes(sheet: Sheet) -> dict[str, tuple[float, int]]:
    runs = [run.run for run, _ in found(sheet, GlyphRun, "story")]
    return {run.text.strip(): (round(run.size, 2), run.face.weight) for run in runs}


def test_what_a_family_lacks_is_derived_from_its_text(tmp_path: Path) -> None:
    sized = sizes(tmp_path, TEXT)
    assert [sized[words] for words in ("Texte", "case", "Tête", "Titre")] == [
        (10, 400), (9.4, 400), (9.4, 600), (10, 600),
    ]  # fmt: skip
    assert [sized[words][0] for words in ("Légende", "Bas")] == [8.4, 8]


def test_the_styles_of_the_family_go_before(tmp_path: Path) -> None:
    names = ("table", "table-head", "table-title", "caption", "note")
    own = "".join(f'<style name="note-{name}" based-on="text" size="{20 + i}pt"/>' for i, name in enumerate(names))
    sized = sizes(tmp_path, TEXT + own)
    assert [sized[words][0] for words in ("case", "Tête", "Titre", "Légende", "Bas")] == [20, 21, 22, 23, 24]
