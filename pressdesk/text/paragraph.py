"""Paragraphs set to a width: lines of runs, with everything at its place.

Vertical rule, the same for every face: each line is a box as high as the leading; ascender and descender of the
paragraph's own face (its horizontal header) are centred in it, as CSS does with half-leading, and the baseline stands
where that puts it. A span of another size makes its line higher by the same rule; superior letters do not. Between two
paragraphs stands the larger of the space after the first and the space before the second; none at top and bottom.

Opening quotes and markers hang to the left of the text when that takes at most a twentieth of the width.
"""

from __future__ import annotations

from collections.abc import Sequence

from pressdesk.base.values import NamedTuple
from pressdesk.text import breaks, hyphenation
from pressdesk.text.breaks import Opportunity
from pressdesk.text.clearance import TIGHT, apart
from pressdesk.text.fonts import FontLibrary
from pressdesk.text.glyphs import PlacedRun, SetLine, SetText
from pressdesk.text.linebreak import Measure, Stop, balanced_fit, ragged_fit, total_fit
from pressdesk.text.prepare import SPACES, Paragraph, Piece, Prepared, prepared
from pressdesk.text.shaping import HYPHEN, STRETCHING, Setting, run_of, width_at_end, width_of
from pressdesk.text.tokens import tokens

__all__ = ["Paragraph", "line_count", "min_width", "natural_width", "set_rest", "set_text"]

HANG_SHARE = 1 / 20
_SLACK = 0.001
_OPENING = "«“„‹"
_SENSE = ".,;:!?…»”)–—"


class _Part(NamedTuple):
    """A part of a line in one setting: its text and what is drawn for it."""

    piece: Piece
    text: str
    shown: str


class _Extent(NamedTuple):
    """A line before it is built: its visible text is `start` to `end`, the next one begins at `next`."""

    start: int
    end: int
    next: int
    hyphen: bool = False
    final: bool = False


def set_text(paragraphs: Sequence[Paragraph], width: float, library: FontLibrary) -> SetText:
    """Set paragraphs to a width in points, typography applied; the same input gives the same object.

    Nothing is ever left out: a word wider than the line is broken by force, and `widest` tells how wide a line it
    needs. Raises InputError for a font that is not there.
    """
    memo = library.memo.get("set")
    if memo is None:
        memo = library.memo["set"] = {}
    known = (tuple(paragraphs), width)
    found: SetText | None = memo.get(known)
    if found is None:
        if len(memo) > 5000:
            memo.clear()
        found = memo[known] = _set(known[0], width, library)
    return found


def line_count(paragraphs: Sequence[Paragraph], width: float, library: FontLibrary) -> int:
    """How many lines `set_text` would give, found without setting them. Raises InputError for a font that is not
    there."""
    count = 0
    for index, paragraph in enumerate(paragraphs):
        ready = prepared(paragraph, library)
        if ready.text:
            count += _Setter(ready, library, width, index).count()
    return count


def set_rest(paragraph: Paragraph, start: int, width: float, library: FontLibrary) -> SetText:
    """Set what a paragraph has from `start` on (the `start` of a line of it), going on in a box of another width."""
    ready = prepared(paragraph, library)
    setter = _Setter(ready, library, width, 0)
    lines: list[SetLine] = []
    height = setter.set(0.0, lines, max(start - len(setter.prefix), 0))
    return SetText(width, height, tuple(lines), (setter.prefix + ready.text,), ready.missing, setter.widest)


def natural_width(paragraphs: Sequence[Paragraph], library: FontLibrary) -> float:
    """The width in points of the widest line when lines end only where that was typed."""
    widest = 0.0
    for paragraph in paragraphs:
        ready = prepared(paragraph, library)
        head = _head(ready, 0.0)
        for start, end in _segments(ready.text):
            widest = max(widest, _visible(ready, start, end) + head.indent + (0 if start else head.first))
    return widest


def min_width(paragraphs: Sequence[Paragraph], library: FontLibrary) -> float:
    """The width in points of the widest piece that may not be broken, indents included."""
    widest = 0.0
    for paragraph in paragraphs:
        ready = prepared(paragraph, library)
        head = _head(ready, 0.0)
        for start, end in _segments(ready.text):
            at = start
            for place in (*_opportunities(ready, start, end), Opportunity(end, end)):
                widest = max(widest, _visible(ready, at, place.end) + head.indent + (0 if at else head.first))
                at = place.next
    return widest


def _set(paragraphs: tuple[Paragraph, ...], width: float, library: FontLibrary) -> SetText:
    lines: list[SetLine] = []
    texts: list[str] = []
    missing = ""
    widest = y = after = 0.0
    for index, paragraph in enumerate(paragraphs):
        ready = prepared(paragraph, library)
        style = ready.style
        if ready.missing:
            missing += "".join(char for char in ready.missing if char not in missing)
        if not ready.text:
            texts.append("")
            continue
        if lines:
            y += max(after, style.space_before)
        after = style.space_after
        setter = _Setter(ready, library, width, index)
        texts.append(setter.prefix + ready.text)
        y = setter.set(y, lines)
        widest = max(widest, setter.widest)
    return SetText(width, y, tuple(lines), tuple(texts), missing, widest)


class _Head(NamedTuple):
    """What stands before a paragraph: how far its lines are moved in, its first one on top, and the marker's place."""

    indent: float
    first: float
    marker_x: float = 0.0
    prefix: str = ""


def _head(ready: Prepared, width: float) -> _Head:
    style, marker = ready.style, ready.paragraph.marker
    if not marker:
        return _Head(style.indent, style.first_indent)
    gap = 0.4 * style.size
    wide = width_of(_marker_setting(ready), marker)
    needed = wide + gap
    if style.indent >= needed:
        numbered = any(char.isdigit() for char in marker)
        return _Head(style.indent, 0.0, style.indent - needed if numbered else 0.0, marker + " ")
    if style.hang and needed - style.indent <= width * HANG_SHARE:
        return _Head(style.indent, 0.0, style.indent - needed, marker + " ")
    return _Head(needed, 0.0, 0.0, marker + " ")


def _marker_setting(ready: Prepared) -> Setting:
    style = ready.style
    return Setting(ready.face, style.size, style.features, ready.paragraph.language)


def _segments(text: str) -> list[tuple[int, int]]:
    """The stretches between line ends that were typed."""
    if "\n" not in text:
        return [(0, len(text))]
    found: list[tuple[int, int]] = []
    at = 0
    for part in text.split("\n"):
        found.append((at, at + len(part)))
        at += len(part) + 1
    return found


def _visible(ready: Prepared, start: int, end: int) -> float:
    """The width of a stretch without the spaces at its end and the tracking after its last character."""
    text = ready.text
    while end > start and text[end - 1] in SPACES:
        end -= 1
    if end <= start:
        return 0.0
    return ready.xs[end] - ready.xs[start] - ready.piece_at(end - 1).setting.tracking


def _opportunities(ready: Prepared, start: int, end: int) -> list[Opportunity]:
    plain = breaks.opportunities(ready.text, start, end)
    if ready.zero_hints:
        extra = [
            Opportunity(place, place, breaks.TYPED_HYPHEN_COST) for place in ready.zero_hints if start < place < end
        ]
        plain = sorted({*plain, *extra})
    if ready.hints:
        plain = breaks.with_hyphens(plain, [place for place in ready.hints if start < place < end])
    return plain


class _Setter:
    """Sets one paragraph; lives no longer than that."""

    def __init__(self, ready: Prepared, library: FontLibrary, width: float, index: int) -> None:
        self.ready = ready
        self.library = library
        self.width = width
        self.index = index
        self.style = ready.style
        self.head = _head(ready, width)
        self.prefix = self.head.prefix
        self.widest = 0.0
        self.hangs = self.style.hang and self.style.align in ("left", "justify")
        self.uniform = all(piece.nominal == self.style.size for piece in ready.pieces)

    def set(self, y: float, lines: list[SetLine], begin: int = 0) -> float:
        """Add the paragraph's lines below `y`, those from the place `begin` of its text on; returns where they end."""
        ready = self.ready
        text = ready.text
        if not begin and "\n" not in text and self._fits():
            end = len(text.rstrip(SPACES))
            lines.append(self._line(_Extent(0, end, len(text), final=True), y))
            return lines[-1].bottom
        first = len(lines)
        for start, end in _segments(text):
            if end < begin:
                continue
            for extent in self._extents(max(start, begin), end):
                lines.append(self._line(extent, y))
                y = lines[-1].bottom
        if self.style.balance and len(lines) > first + 1 and self.style.line_height < TIGHT * self.style.size:
            lines[first:] = apart(lines[first:], self.style.size)
        return lines[-1].bottom if lines else y

    def count(self) -> int:
        """How many lines the paragraph has."""
        text = self.ready.text
        if "\n" not in text and self._fits():
            return 1
        return sum(len(self._extents(start, end)) for start, end in _segments(text))

    def _fits(self) -> bool:
        """Whether the whole paragraph goes on one line, spaces at its end left out."""
        ready, head = self.ready, self.head
        wide = ready.natural - ready.pieces[-1].setting.tracking
        room = self.width - head.indent - head.first + _SLACK
        return wide <= room or (ready.text[-1] in SPACES and _visible(ready, 0, len(ready.text)) <= room)

    def _extents(self, start: int, end: int) -> list[_Extent]:
        ready, style, head = self.ready, self.style, self.head
        visible_end = end
        while visible_end > start and ready.text[visible_end - 1] in SPACES:
            visible_end -= 1
        rest = max(self.width - head.indent, 1.0)
        measure = Measure(max(rest - (0 if start else head.first), 1.0), rest)
        whole = _visible(ready, start, end) - self._hang(start)
        if whole <= measure.first + _SLACK:
            return [_Extent(start, visible_end, end, final=True)]
        places = self._with_forced(_opportunities(ready, start, visible_end), start, visible_end, min(measure))
        stops = self._stops(places, start, visible_end, measure)

        def hyphenated() -> list[Stop]:
            if not style.hyphenate or style.align == "centre":
                return []
            divided = breaks.with_hyphens(places, self._word_places(start, visible_end))
            return self._stops(divided, start, visible_end, measure)

        if style.balance:
            chosen = balanced_fit(stops, measure)
        elif style.align == "justify":
            chosen = total_fit(stops, measure, hyphenated)
        else:
            chosen = ragged_fit(stops, measure, hyphenated)
        extents: list[_Extent] = []
        at = start
        for stop in chosen:
            if (place := stop.place) is not None:
                extents.append(_Extent(at, place.end, place.next, place.hyphen))
                at = place.next
        return [*extents, _Extent(at, visible_end, end, final=True)]

    def _with_forced(self, places: list[Opportunity], start: int, end: int, width: float) -> list[Opportunity]:
        """The places, and inside a piece that is wider than the line one after each character."""
        ready = self.ready
        xs = ready.xs
        forced: list[Opportunity] = []
        surely = width - abs(self.style.tracking) * max(piece.nominal for piece in ready.pieces) / 1000
        at = start
        for place in (*places, Opportunity(end, end)):
            if xs[place.end] - xs[at] > surely and (needed := _visible(ready, at, place.end)) > width + _SLACK:
                self.widest = max(self.widest, needed + self.head.indent)
                forced += [
                    Opportunity(inside, inside, breaks.FORCED_COST)
                    for inside in range(at + 1, place.end)
                    if xs[inside] > xs[inside - 1] and xs[inside + 1] > xs[inside]
                ]
            at = place.next
        return sorted([*places, *forced]) if forced else places

    def _word_places(self, start: int, end: int) -> list[int]:
        """Where words may be divided: not in the last word of the paragraph, nor in addresses."""
        ready = self.ready
        text = ready.text
        if end == len(text.rstrip()):
            end = max(text.rfind(" ", start, end) + 1, start)
        kept = tokens(text)
        return [
            place
            for first, last, language in ready.languages()
            for place in hyphenation.places(text, max(first, start), min(last, end), language)
            if not any(token.start < place < token.end for token in kept)
        ]

    def _stops(self, places: list[Opportunity], start: int, end: int, measure: Measure) -> list[Stop]:
        ready, text = self.ready, self.ready.text
        xs, spaces = ready.xs, ready.spaces
        slogan, judged = self.style.balance, self.style.balance or self.style.align != "justify"
        whole = xs[end] - xs[start]
        short = 0.33 * measure.rest
        if slogan:
            short = 0.45 * min(measure.rest, whole / max(1.0, -(-whole // measure.rest)))
        whole_end = xs[end]
        last_space = next((place.end for place in reversed(places) if place.next > place.end), -1)
        stops = [Stop(0.0, xs[start] + self._hang(start), 0.0, spaces[start])]
        setting = ready.pieces[0].setting
        several, hangs = len(ready.pieces) > 1, self.hangs
        for place in places:
            at, following, cost, hyphen = place
            if several:
                setting = ready.piece_at(at - 1).setting
            ends = xs[at] - setting.tracking
            begins = xs[following]
            if hyphen:
                ends += width_of(setting, self._hyphen(setting))
            alone = at >= last_space and whole_end - begins < short
            if hangs and text[following] in _OPENING:
                begins += self._hang(following)
            weak = judged and not hyphen and breaks.ends_weakly(text, start, at)
            sense = judged and text[at - 1] in _SENSE
            stops.append(
                Stop(ends, begins, spaces[at], spaces[following], cost, hyphen, weak, sense, alone, place),
            )
        tracking = ready.piece_at(end - 1).setting.tracking if end > start else 0.0
        stops.append(Stop(xs[end] - tracking, xs[end], spaces[end], spaces[end]))
        return stops

    def _hang(self, start: int) -> float:
        """How far a line that begins at `start` hangs out to the left, in points."""
        text = self.ready.text
        if not self.hangs or text[start : start + 1] not in _OPENING or start >= len(text):
            return 0.0
        end = start + 1
        while end < len(text) and text[end] in "\u00a0\u202f":
            end += 1
        out = self.ready.xs[end] - self.ready.xs[start]
        return out if out <= self.width * HANG_SHARE else 0.0

    @staticmethod
    def _hyphen(setting: Setting) -> str:
        return "\u2010" if setting.face.covers("\u2010") else "-"

    def _line(self, extent: _Extent, y: float) -> SetLine:
        ready, head, style = self.ready, self.head, self.style
        start, end, after, hyphen, final = extent
        indent = head.indent if start else head.indent + head.first
        hang = self._hang(start) if self.hangs else 0.0
        room = self.width - indent
        parts = self._parts(start, end, after, hyphen)
        spaces = after - end
        if parts and ready.text[after : after + 1] == "\n" and parts[-1].text[-1] not in SPACES:
            parts[-1] = _spaced(parts[-1])
            spaces += 1
        wide = self._wide(parts, spaces)
        stretch = 0.0
        if style.align == "justify" and (not final or wide - hang > room + _SLACK):
            stretch = self._stretch(start, end, room + hang - wide)
            wide = room + hang if stretch else wide
        self.widest = max(self.widest, indent + wide - hang)
        if style.align == "right":
            x = indent + room - wide
        elif style.align == "centre":
            x = indent + (room - wide) / 2
        else:
            x = indent - hang
        above, below = self._box(parts)
        baseline = y + above
        runs: list[PlacedRun] = []
        if not start and head.prefix:
            marker = run_of(self.library, _marker_setting(ready), head.prefix)
            runs.append(PlacedRun(head.marker_x, baseline, marker, ready.paragraph.colour))
        at = x
        for piece, text, shown in parts:
            run = run_of(self.library, piece.setting, text, "" if shown is text else shown, stretch)
            runs.append(PlacedRun(at, baseline, run, piece.colour, piece.link))
            at += run.advance
        offset = len(head.prefix)
        return SetLine(
            baseline,
            x,
            wide,
            tuple(runs),
            self.index,
            start + offset if start else 0,
            end + offset,
            y,
            baseline + below,
        )

    def _parts(self, start: int, end: int, after: int, hyphen: bool) -> list[_Part]:
        """What a line is made of, the spaces it was broken at and the hyphen it gets included."""
        ready = self.ready
        if len(ready.pieces) == 1 and after - start == len(ready.text):
            piece = ready.pieces[0]
            return [_Part(piece, ready.text, ready.text if piece.shown == ready.text else piece.shown)]
        parts: list[_Part] = []
        for piece in ready.pieces:
            if piece.start >= after:
                break
            first, last = max(piece.start, start), min(piece.end, after)
            if first >= last:
                continue
            text = shown = ready.text[first:last]
            if piece.shown is not ready.text:
                drawn = piece.shown[first - piece.start : last - piece.start]
                shown = text if drawn == text else drawn
            if hyphen and last == end:
                text, shown = text + HYPHEN, shown + self._hyphen(piece.setting)
            parts.append(_Part(piece, text, shown))
        return parts

    @staticmethod
    def _wide(parts: list[_Part], spaces: int) -> float:
        """The width of a line without the spaces at its end and the tracking after its last letter."""
        wide = sum([width_of(piece.setting, shown) for piece, _, shown in parts])
        for piece, _, shown in reversed(parts):
            if not spaces:
                return wide - piece.setting.tracking
            ending = min(spaces, len(shown))
            wide -= width_at_end(piece.setting, shown, ending)
            spaces -= ending
            if ending < len(shown):
                return wide - piece.setting.tracking
        return wide

    def _stretch(self, start: int, end: int, free: float) -> float:
        """What each word space of a line gets on top to fill it, in points."""
        count = sum(self.ready.text.count(space, start, end) for space in STRETCHING)
        return free / count if count else 0.0

    def _box(self, parts: list[_Part]) -> tuple[float, float]:
        """How far a line's box reaches above and below its baseline, in points."""
        style, face = self.style, self.ready.face
        above, below = _half_leading(style.line_height, style.size, face.ascender, face.descender)
        if not self.uniform:
            for piece, *_ in parts:
                leading = style.leading_pt or piece.nominal * style.leading
                higher, lower = _half_leading(leading, piece.nominal, face.ascender, face.descender)
                above, below = max(above, higher), max(below, lower)
        return above, below


def _spaced(part: _Part) -> _Part:
    """A part with a space after it, for a line end that was typed: to a reader the words on both sides are two."""
    text = f"{part.text} "
    return _Part(part.piece, text, text if part.shown is part.text else f"{part.shown} ")


def _half_leading(leading: float, size: float, ascender: float, descender: float) -> tuple[float, float]:
    above = (leading - (ascender - descender) * size) / 2 + ascender * size
    return above, leading - above
