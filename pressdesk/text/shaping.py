"""Shaping with HarfBuzz: characters to glyphs in font units, kept by text, and glyphs at a size as shared runs.

A paragraph is shaped once for measuring, and each of its lines once more for good: to read the unsafe-to-break flags
of a paragraph takes longer than to shape its lines again, which is right at every break by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

import uharfbuzz as hb

from pressdesk.base.values import NamedTuple
from pressdesk.text.fonts import Face, FontLibrary
from pressdesk.text.glyphs import ShapedRun

HYPHEN = "\u00ad"
STRETCHING = " \u00a0"
SUPERIOR_SIZE = 0.6
SMALL_CAPS_SIZE = 0.8

_KEPT = 20_000
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RIGHT_TO_LEFT = f"[{_RTL}](?:[^A-Za-z\u00c0-\u024f]*[{_RTL}])?"
_JOINED_BEFORE = r"[\u0300-\u036f\u200c\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]"


class Shape(NamedTuple):
    """Glyphs in font units from left to right; `shifts` holds offsets (x, y) by glyph, and is empty when all are 0."""

    gids: tuple[int, ...]
    advances: tuple[int, ...]
    clusters: tuple[int, ...]
    total: int
    shifts: tuple[tuple[int, int], ...] = ()
    rtl: bool = False


class Setting(NamedTuple):
    """How a run is set: face, size in points, OpenType features (a minus before a tag puts it off), the language.

    `tracking` is in points after each character, `rise` in points above the baseline.
    """

    face: Face
    size: float
    features: tuple[str, ...] = ()
    language: str = ""
    tracking: float = 0.0
    rise: float = 0.0


def shape(face: Face, text: str, features: tuple[str, ...] = (), language: str = "") -> Shape:
    """The glyphs of a text in one face; the same input gives the same object."""
    known = (text, features, language)
    found = face.shapes.get(known)
    if found is None:
        if len(face.shapes) > _KEPT:
            face.shapes.clear()
        found = face.shapes[known] = _shape(face, text, features, language)
    return found


def run_of(library: FontLibrary, setting: Setting, text: str, shown: str = "", stretch: float = 0.0) -> ShapedRun:
    """A text as a run at its size; the same input gives the same object.

    `shown` is what to draw for `text` where that differs, character by character; `stretch` is added to each word
    space, in points.
    """
    runs = library.memo.get("runs")
    if runs is None:
        runs = library.memo["runs"] = {}
    known = (setting, text, shown, stretch)
    run: ShapedRun | None = runs.get(known)
    if run is None:
        if len(runs) > _KEPT:
            runs.clear()
        run = runs[known] = _run(setting, text, shown or text, stretch)
    return run


def advances(setting: Setting, shown: str) -> list[float]:
    """How far each character of a text moves on, in points; what joins an earlier character's glyph counts 0."""
    face, size, features, language, tracking, _ = setting
    found = shape(face, shown, features, language)
    scale = size / face.upem
    out = [0.0] * len(shown)
    for cluster, advance in zip(found.clusters, found.advances, strict=True):
        out[cluster] += advance * scale
    if tracking:
        for cluster in set(found.clusters):
            out[cluster] += tracking
    return out


def width_of(setting: Setting, shown: str) -> float:
    """How wide a text is in points, the tracking after its last character included."""
    found = shape(setting.face, shown, setting.features, setting.language)
    width = found.total * setting.size / setting.face.upem
    return width + setting.tracking * len(set(found.clusters)) if setting.tracking else width


def width_at_end(setting: Setting, shown: str, count: int) -> float:
    """How wide the last `count` characters of a text are in points, tracking included."""
    found = shape(setting.face, shown, setting.features, setting.language)
    first = len(shown) - count
    total = glyphs = 0
    pairs = zip(found.clusters, found.advances, strict=True)
    for cluster, move in pairs if found.rtl else zip(reversed(found.clusters), reversed(found.advances), strict=True):
        if cluster < first:  # HarfBuzz keeps clusters in order
            break
        total += move
        glyphs += 1
    return total * setting.size / setting.face.upem + setting.tracking * glyphs


def superior(library: FontLibrary, setting: Setting, text: str) -> Setting:
    """The setting for superior letters: the font's own where it has them all, else smaller ones, raised and bolder."""
    face = setting.face
    plain = shape(face, text, setting.features, setting.language).gids
    for tag in ("sups", "ordn"):
        if tag in face.feature_tags:
            own = shape(face, text, (*setting.features, tag), setting.language).gids
            if len(own) == len(plain) and all(one != other for one, other in zip(own, plain, strict=True)):
                return setting._replace(features=(*setting.features, tag))
    bolder = library.face(face.family, min(900, face.weight + 150), face.italic)
    rise = face.cap_height - SUPERIOR_SIZE * (face.cap_height + face.x_height) / 2
    return setting._replace(
        face=bolder,
        size=setting.size * SUPERIOR_SIZE,
        tracking=setting.tracking * SUPERIOR_SIZE,
        rise=setting.rise + rise * setting.size,
    )


def small_caps(setting: Setting, text: str) -> Iterator[tuple[str, Setting, str]]:
    """A text in small capitals as pieces (text, setting, what to draw): by the font's own, else from its capitals."""
    if "smcp" in setting.face.feature_tags:
        yield text, setting._replace(features=(*setting.features, "smcp")), text
        return
    smaller = setting._replace(size=setting.size * SMALL_CAPS_SIZE, tracking=setting.tracking * SMALL_CAPS_SIZE)
    at = 0
    while at < len(text):
        low = text[at].islower()
        end = at + 1
        while end < len(text) and text[end].islower() == low:
            end += 1
        part = text[at:end]
        drawn = part.upper()
        if low and len(drawn) == len(part):
            yield part, smaller, drawn
        else:
            yield part, setting, part
        at = end


def by_coverage(library: FontLibrary, face: Face, text: str, missing: list[str]) -> Iterator[tuple[str, Face]]:
    """A text cut where another face has to help out, and where the direction changes.

    What no face covers stays with the first one and is added to `missing`.
    """
    if face.covers_all(text) and (text.isascii() or not re.search(f"[{_RTL}]", text)):
        yield text, face
        return
    for part in _by_direction(text):
        if face.covers_all(part):
            yield part, face
            continue
        start, current = 0, face
        for place, char in enumerate(part):
            if place and (re.match(_JOINED_BEFORE, char) or (char == " " and current is not face)):
                continue
            chosen = face if face.covers(char) else library.fallback(char, face)
            if chosen is None:
                chosen = face
                if char not in missing:
                    missing.append(char)
            if chosen is not current:
                if place > start:
                    yield part[start:place], current
                start, current = place, chosen
        yield part[start:], current


def _by_direction(text: str) -> Iterator[str]:
    at = 0
    for match in re.finditer(_RIGHT_TO_LEFT, text):
        if match.start() > at:
            yield text[at : match.start()]
        yield match[0]
        at = match.end()
    if at < len(text):
        yield text[at:]


def _shape(face: Face, text: str, features: tuple[str, ...], language: str) -> Shape:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    if buffer.script in ("Zyyy", "Zinh", "Zzzz", None):
        buffer.script = "Latn"  # figures alone would miss the features that a face has for Latin only
    buffer.language = language or "und"  # not guessed: that would ask the machine's locale
    hb.shape(face.hb_font, buffer, {tag.lstrip("-"): not tag.startswith("-") for tag in features})
    infos = buffer.glyph_infos
    if not infos:
        return Shape((), (), (), 0)
    positions = buffer.glyph_positions
    moves = tuple([position.x_advance for position in positions])
    shifted = [position for position in positions if position.x_offset or position.y_offset]
    return Shape(
        tuple([info.codepoint for info in infos]),
        moves,
        tuple([info.cluster for info in infos]),
        sum(moves),
        tuple([(position.x_offset, position.y_offset) for position in positions]) if shifted else (),
        buffer.direction == "rtl",
    )


def _run(setting: Setting, text: str, shown: str, stretch: float) -> ShapedRun:
    face, size, features, language, tracking, rise = setting
    gids, moves, clusters, total, shifts, rtl = shape(face, shown, features, language)
    scale = size / face.upem
    xs: tuple[float, ...]
    if tracking or stretch:
        at = 0.0
        places: list[float] = []
        for glyph, cluster in enumerate(clusters):
            places.append(at)
            at += moves[glyph] * scale
            if glyph + 1 == len(clusters) or clusters[glyph + 1] != cluster:
                at += tracking
                if stretch and text[cluster] in STRETCHING:
                    at += stretch
        xs, advance = tuple(places), at
    else:
        xs = tuple([at * scale for at in accumulate(moves, initial=0)][:-1])
        advance = total * scale
    ys: tuple[float, ...] = ()
    if shifts:
        xs = tuple([x + shift[0] * scale for x, shift in zip(xs, shifts, strict=True)])
        if any(shift[1] for shift in shifts):
            ys = tuple([rise + shift[1] * scale for shift in shifts])
    if rise and not ys:
        ys = (rise,) * len(gids)
    return ShapedRun(face, size, gids, xs, clusters, text, advance, ys, rtl, language)
