"""Texts with tables, pictures, charts and foot-notes over small pages, and ways to read what they show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pressdesk.base.geometry import Affine
from pressdesk.display.inspect import walk
from pressdesk.display.items import GlyphRun, Group, Item, Sheet
from pressdesk.layout.compose import Composition
from pressdesk.model.story import TextFile
from tests.layout.given import Desk

STYLES = """
<style name="note-text" based-on="text" size="10pt" leading="1.4" space-after="60%" hyphenate="yes"/>
<style name="note-heading" based-on="text" weight="700" size="14pt" space-before="80%" space-after="30%"/>
"""
FLOW = '<flow id="story" field="letter" style="note-text" height="1fr"{more}/>'
PAGES = """
<sheet id="one" role="first"><column padding="15mm"><text style="title" fit="8pt..14pt">Rapport</text>{flow}
  </column></sheet>
<sheet id="more" role="next"><column padding="15mm"><text id="running">Rapport, suite</text>{flow}
  <text id="folio">{{page}}/{{pages}}</text></column></sheet>
"""


def desk_for(root: Path, more: str = "") -> Desk:
    """A desk whose pages show the text `lettre` with what a flow may have more."""
    return Desk(root, PAGES.format(flow=FLOW.format(more=more)), styles=STYLES)


def composed(desk: Desk, body: str, format: str = "A6") -> Composition:
    """The pages of a text."""
    texts = {"lettre": TextFile("lettre", {}, body, 1, "texts/lettre.md")}
    desk.campaign = desk.campaign._replace(texts=texts)
    return desk.compose(format, letter="lettre")


def report(root: Path, body: str, format: str = "A6", more: str = "") -> Composition:
    return composed(desk_for(root, more), body, format)


def elements(items: Sheet | tuple[Item, ...], role: str = "") -> Iterator[tuple[Group, Affine]]:
    """The groups of a role, artifacts and what is in them left out, with the map to the page."""

    def look(inside: tuple[Item, ...], through: Affine) -> Iterator[tuple[Group, Affine]]:
        for item in inside:
            if isinstance(item, Group) and item.role != "artifact":
                to = item.transform.then(through)
                if item.role == role or not role:
                    yield item, to
                yield from look(item.items, to)

    yield from look(items.items if isinstance(items, Sheet) else items, Affine())


def said(group: Group | Sheet) -> str:
    """The text in a group, artifacts left out, without the spaces and hyphens of line ends."""
    parts: list[str] = []

    def look(items: tuple[Item, ...]) -> None:
        for item in items:
            if isinstance(item, GlyphRun):
                parts.append(item.run.text)
            elif isinstance(item, Group) and item.role != "artifact":
                look(item.items)

    look(group.items)
    return re.sub(r"\s+", " ", "".join(parts).replace("\u00ad", "")).strip()


def letters(text: str) -> list[str]:
    return sorted(char for char in text if char.isalnum())


def baselines(sheet: Sheet) -> dict[str, float]:
    """How far down each run of text stands, by its text."""
    return {
        item.run.text.strip(): round(through.apply(item.x, item.y)[1], 2)
        for item, through in walk(sheet)
        if isinstance(item, GlyphRun)
    }
