"""Stories of all kinds of blocks: over pages of any height and width, all that is written comes once and in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pressdesk.base.values import NamedTuple
from pressdesk.display.items import GlyphRun, Group, Item, Sheet
from pressdesk.layout.compose import Composition
from tests.layout.given import Desk, codes
from tests.layout.reports import STYLES, composed

LATER = ("low-resolution", "small-table", "wide-table", "long-word")
"""Remarks about what is shown all the same."""


class Told(NamedTuple):
    """A block as it is written, and what of it each keyed part of the pages must show, in order."""

    markdown: str
    shown: tuple[str, ...]


class Pages(NamedTuple):
    """The flows of the first page, of the next and of the last one, 0 millimetres wide for none: width, height and
    number of columns; and which of them have a list of contents and a signature."""

    first: tuple[int, int, int]
    following: tuple[int, int, int]
    last: tuple[int, int, int]
    contents: tuple[int, int]
    signed: tuple[bool, bool]


def words(letter: str, block: int, count: int) -> str:
    """So many words, each of them only in this block."""
    return " ".join(f"{letter}{block}m{i}" for i in range(count))


def items(block: int, counts: list[int], ordered: bool) -> Told:
    lines = [words(f"i{i}x", block, count) for i, count in enumerate(counts)]
    marks = [f"{i}." if ordered else "-" for i in range(1, len(counts) + 1)]
    return Told(
        "\n".join(f"{mark} {line}" for mark, line in zip(marks, lines, strict=True)),
        tuple(lines),
    )


def table(block: int, rows: list[tuple[int, int]], chart: bool) -> Told:
    cells = [[words(f"c{i}x", block, max(one, 1)), str(other) if chart else words(f"d{i}x", block, other)]
             for i, (one, other) in enumerate(rows)]  # fmt: skip
    head = [words("k", block, 1), words("l", block, 2)]
    caption = words("t", block, 3)
    lines = [f"| {one} | {other} |" for one, other in cells]
    markdown = f"| {head[0]} | {head[1]} |\n|---|---|\n" + "\n".join(lines) + f"\n\n: {caption}"
    shown = (caption, *head, *[cell for row in cells for cell in row if cell])
    return Told(markdown + (" {chart}" if chart else ""), shown)


def told(kind: str, block: int, counts: list[int]) -> Told:
    """A block of a kind, as long as some counts say."""
    most = max(counts)
    match kind:
        case "heading" | "subheading":
            text = words("h", block, min(most, 9))
            return Told(("## " if kind == "heading" else "### ") + text, (text,))
        case "bullets" | "numbers":
            return items(block, counts, kind == "numbers")
        case "quote":
            text, speaker = words("q", block, min(most, 40)), words("s", block, 2)
            return Told(f"> {text}\n>\n> — {speaker}", (text, speaker))
        case "table" | "chart":
            pairs = list(zip(counts, [*counts[1:], 3], strict=True)) * (1 if kind == "table" else 2)
            return table(
                block, [(one % 12 if kind == "chart" else one, other) for one, other in pairs], kind == "chart"
            )
        case "figure":
            caption = words("f", block, min(most, 30))
            return Told(f'![Alt](pictures/photo.png "{caption}")', (caption,))
        case "break":
            return Told("+++", ())
        case _:
            text = words("p", block, most * 2)
            return Told(text, (text,))


KINDS = (
    "heading",
    "subheading",
    "bullets",
    "numbers",
    "quote",
    "table",
    "chart",
    "figure",
    "break",
    *["paragraph"] * 3,
)
BLOCKS = st.lists(
    st.tuples(st.sampled_from(KINDS), st.lists(st.integers(1, 60), min_size=1, max_size=7), st.integers(0, 200)),
    min_size=1,
    max_size=12,
)
FLOW = st.tuples(st.integers(45, 100), st.integers(60, 120), st.integers(1, 2))
PAGES = st.builds(
    Pages,
    FLOW,
    FLOW,
    st.one_of(st.just((0, 0, 1)), FLOW),
    st.tuples(st.integers(0, 2), st.integers(0, 2)),
    st.tuples(st.booleans(), st.booleans()),
)


def sheets_of(pages: Pages) -> str:
    """The sheets of a template with such pages."""
    found = []
    for role, (width, height, columns) in zip(
        ("first", "next", "last"), (pages.first, pages.following, pages.last), strict=True
    ):
        if not width:
            continue
        number = min(("first", "next", "last").index(role), 1)
        contents = f' contents="{pages.contents[number]}"' if pages.contents[number] else ""
        signature = "<text>signature</text>" if pages.signed[number] else ""
        found.append(
            f'<sheet id="{role}" role="{role}"><column padding="10mm">'
            f'<flow id="story" field="letter" style="note-text" width="{width}mm" height="{height}mm" '
            f'columns="{columns}" gap="4mm"{contents}>{signature}</flow></column></sheet>'
        )
    return "".join(found)


def keyed(items: tuple[Item, ...], key: str = "") -> Iterator[tuple[str, str]]:
    """Each run of glyphs of a page with the key of the element it stands in, without what is said again overleaf."""
    for item in items:
        if isinstance(item, GlyphRun):
            yield key, item.run.text
        elif isinstance(item, Group) and item.role != "artifact":
            yield from keyed(item.items, key if item.role in ("link", "reference") else item.key or key)


def shown(sheets: tuple[Sheet, ...]) -> dict[str, str]:
    """What the pages show, by the keys of the elements in the order in which they begin."""
    found: dict[str, str] = {}
    for sheet in sheets:
        for key, text in keyed(sheet.items):
            found[key] = found.get(key, "") + text
    return {key: bare(text) for key, text in found.items()}


def bare(text: str) -> str:
    """Text without spaces, hyphens of line ends, bullets, the numbers of items, and quotation marks."""
    return re.sub("^\\d+[.]|[\\s\u00ad\u00a0«»•]", "", text)


def story(blocks: list[tuple[str, list[int], int]]) -> tuple[str, list[str], list[str]]:
    """The Markdown of some blocks, what must be shown of them in order, and their foot-notes."""
    made = [told(kind, number, counts) for number, (kind, counts, _) in enumerate(blocks)]
    texts, expected = [one.markdown for one in made], [list(one.shown) for one in made]
    notes: list[str] = []
    for number, (kind, _, length) in enumerate(blocks):
        if kind == "paragraph" and length % 2:
            notes.append(words("n", number, length // 2 + 1))
            texts[number] += f"[^{len(notes)}]"
            expected[number][0] += str(len(notes))
    texts += [f"[^{number}]: {note}" for number, note in enumerate(notes, 1)]
    return "\n\n".join(texts), [bare(text) for one in expected for text in one], notes


def assert_nothing_lost(made: Composition, pages: Pages, written: tuple[str, list[str], list[str]]) -> None:
    _, expected, notes = written
    found = shown(made.sheets)
    listed = [text for key, text in found.items() if key.startswith("contents-")]
    footed = [text for key, text in found.items() if key.startswith("note-")]
    body = [text for key, text in found.items() if not key.startswith(("contents-", "note-")) and text]
    assert body == [text for text in [*expected, "signature" if any(pages.signed) else ""] if text]
    assert footed == [bare(f"{number}.{note}") for number, note in enumerate(notes, 1)]
    begins: dict[str, int] = {}
    for number, sheet in enumerate(made.sheets, 1):
        for key in shown((sheet,)):
            begins.setdefault(key, number)
    headings = [(key, text) for key, text in found.items() if text in expected and text.startswith("h")]
    entries = [f"{text}{begins[key]}" for key, text in headings]
    if max(pages.contents) == 2 and len(headings) > 1:
        assert listed == entries
    assert set(listed) <= (set(entries) if any(pages.contents) else set())


def tried(root: Path, blocks: list[tuple[str, list[int], int]], pages: Pages, format: str = "A5") -> None:
    written = story(blocks)
    made = composed(Desk(root, sheets_of(pages), styles=STYLES), written[0], format)
    if "overset" in codes(made):
        return
    assert set(codes(made)) <= set(LATER)
    assert_nothing_lost(made, pages, written)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(BLOCKS, PAGES)
def test_all_blocks_come_once_and_in_order(
    tmp_path: Path, blocks: list[tuple[str, list[int], int]], pages: Pages
) -> None:
    tried(tmp_path, blocks, pages)


@pytest.mark.full
@settings(max_examples=1200, deadline=None, suppress_health_check=list(HealthCheck))
@given(BLOCKS, PAGES)
def test_all_blocks_come_once_and_in_order_often(
    tmp_path: Path, blocks: list[tuple[str, list[int], int]], pages: Pages
) -> None:
    tried(tmp_path, blocks, pages)
