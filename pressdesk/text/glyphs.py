"""What typesetting gives: runs of positioned glyphs, lines, and a set text. All lengths in points, y down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressdesk.base.values import NamedTuple

if TYPE_CHECKING:
    from pressdesk.text.fonts import Face


class ShapedRun(NamedTuple):
    """Glyphs of one face and size. `xs[i]` is where glyph i stands from the run's origin, `ys[i]` how far above
    the baseline it is raised (empty when none is); `clusters[i]` is the index in `text` of its first character.

    `text` is what a reader of the exported file must get: no-break spaces stay, a hyphen set at a line's end is
    U+00AD, and the space on which a line was broken stands at the line's end as an empty glyph, as does one for a
    line end that was typed.
    Runs are shared: the same text in the same style is the same object, so painters may cache by identity.
    """

    face: Face
    size: float
    gids: tuple[int, ...]
    xs: tuple[float, ...]
    clusters: tuple[int, ...]
    text: str
    advance: float
    ys: tuple[float, ...] = ()
    rtl: bool = False
    language: str = ""


class PlacedRun(NamedTuple):
    """A run at its place: the origin of its first glyph on the baseline, and the marks of its span."""

    x: float
    y: float
    run: ShapedRun
    colour: str = ""
    link: str = ""


class SetLine(NamedTuple):
    """One line: its baseline, its visible extent, its runs from left to right, and the paragraph it belongs to.

    `start` and `end` are places in the paragraph's typeset text (typography applied).
    """

    baseline: float
    x: float
    width: float
    runs: tuple[PlacedRun, ...]
    paragraph: int
    start: int
    end: int
    top: float = 0.0
    bottom: float = 0.0


class SetText(NamedTuple):
    """Paragraphs set to a width. `height` reaches from the first line's top to the last line's bottom;
    `texts` are the typeset paragraphs (French rules applied), so `text` is what a reader must get back.

    `missing` lists the characters that no font covers.
    """

    width: float
    height: float
    lines: tuple[SetLine, ...]
    texts: tuple[str, ...]
    missing: str = ""
    widest: float = 0.0

    @property
    def text(self) -> str:
        return "\n".join(self.texts)

    @property
    def first_baseline(self) -> float:
        return self.lines[0].baseline if self.lines else 0.0
