"""The outline of a file that is read on a screen: its titles and headings, each leading to its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from pressdesk.base.geometry import IDENTITY, Affine
from pressdesk.base.values import NamedTuple
from pressdesk.display.items import GlyphRun, Group, Item, Sheet
from pressdesk.output.pdf.parts import Named, Part
from pressdesk.output.pdf.syntax import num, string

if TYPE_CHECKING:
    from pressdesk.output.pdf.document import Document

_LONGEST = 120


class Heading(NamedTuple):
    """A line of the outline: how deep it stands, from 1, its words, and where it is, in points from the page's foot."""

    level: int
    text: str
    top: float
    key: str = ""


class _Line(NamedTuple):
    heading: Heading
    page: str
    parent: int
    children: list[int]


class _Stub:
    """A part by its name alone, for what refers to it before it is made."""

    def __init__(self, name: str) -> None:
        self.name = name


def headings_of(sheet: Sheet) -> tuple[Heading, ...]:
    """The titles and headings of a sheet in reading order; its name where it has none."""
    head = sheet.format.height + max(sheet.bleed, sheet.slug)
    found = tuple(_headings(sheet.items, IDENTITY, head))
    return found or (Heading(1, sheet.title or sheet.name, head),)


def _headings(items: tuple[Item, ...], through: Affine, head: float) -> Iterator[Heading]:
    for item in items:
        if item.__class__ is not Group:
            continue
        if item.role in ("title", "heading"):
            runs = list(_runs(item.items, item.transform.then(through)))
            if runs:
                level = 1 if item.role == "title" else max(2, item.level)
                yield Heading(level, _words(runs), head - min(top for top, _ in runs), item.key)
        elif item.role not in ("artifact", "figure"):
            yield from _headings(item.items, item.transform.then(through), head)


def enter_outline(document: Document, pages: Sequence[tuple[str, tuple[Heading, ...]]]) -> Named | None:
    """Enter the outline of pages, given by the names of their parts; None when it would have a single line.

    A heading that goes on overleaf has one line, as has a title that several pages in turn bear.
    """
    lines = _lines(pages)
    if len(lines) < 2:
        return None
    parts: list[Part] = []
    top = [at for at, line in enumerate(lines) if line.parent < 0]
    root = Part("outline", f"/Type/Outlines/First %s/Last %s/Count {len(lines)}", (_named(top[0]), _named(top[-1])))
    for at, line in enumerate(lines):
        siblings = lines[line.parent].children if line.parent >= 0 else top
        place = siblings.index(at)
        title = string(line.heading.text).replace("%", "%%")
        body = f"/Title{title}/Parent %s/Dest[%s /XYZ null {num(line.heading.top)} null]"
        refs: list[Named] = [_named(line.parent) if line.parent >= 0 else _Stub(root.name), _Stub(line.page)]
        for key, beside in (("Prev", place - 1), ("Next", place + 1)):
            if 0 <= beside < len(siblings):
                body += f"/{key} %s"
                refs.append(_named(siblings[beside]))
        if line.children:
            body += f"/First %s/Last %s/Count {_below(lines, at)}"
            refs += [_named(line.children[0]), _named(line.children[-1])]
        parts.append(Part(_named(at).name, body, tuple(refs)))
    for part in (root, *parts):  # all have their numbers before any is written
        document.number(part)
    return root


def _lines(pages: Iterable[tuple[str, tuple[Heading, ...]]]) -> list[_Line]:
    lines: list[_Line] = []
    open_at: list[int] = []
    keys: set[str] = set()
    title = ""
    for page, headings in pages:
        for heading in headings:
            if (heading.key and heading.key in keys) or (heading.level == 1 and heading.text == title):
                continue
            keys.add(heading.key)
            title = heading.text if heading.level == 1 else title
            while open_at and lines[open_at[-1]].heading.level >= heading.level:
                open_at.pop()
            parent = open_at[-1] if open_at else -1
            lines.append(_Line(heading, page, parent, []))
            if parent >= 0:
                lines[parent].children.append(len(lines) - 1)
            open_at.append(len(lines) - 1)
    return lines


def _below(lines: Sequence[_Line], at: int) -> int:
    """How many lines an open line shows below it."""
    return sum(1 + _below(lines, child) for child in lines[at].children)


def _named(at: int) -> _Stub:
    return _Stub(f"outline-{at + 1}")


def _runs(items: tuple[Item, ...], through: Affine) -> Iterator[tuple[float, str]]:
    """The runs in a heading: the top of each on the page, and its text."""
    for item in items:
        if item.__class__ is Group:
            yield from _runs(item.items, item.transform.then(through))
        elif item.__class__ is GlyphRun and item.run.text.strip():
            yield through.apply(item.x, item.y - item.run.size)[1], item.run.text


def _words(runs: Sequence[tuple[float, str]]) -> str:
    """The words of a heading in one line, its hyphens at line ends taken out."""
    text = " ".join("".join(f"{run}\n" for _, run in runs).replace("\u00ad\n", "").split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
