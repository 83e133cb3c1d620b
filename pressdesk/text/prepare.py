"""A paragraph made ready for setting: rules applied, case changed, cut into pieces of one face and size, measured."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from pressdesk.base.regex import regex
from pressdesk.base.values import NamedTuple
from pressdesk.model.story import Span
from pressdesk.text.fonts import Face, FontLibrary
from pressdesk.text.shaping import STRETCHING, Setting, advances, by_coverage, small_caps, superior, width_of
from pressdesk.text.style import TypeStyle
from pressdesk.text.tokens import tokens
from pressdesk.text.typography import typeset_spans

SPACES = " \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"

_UNCLEAN = regex("[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b\u2028\u2029\ufeff]")
_HINT = regex("[\u00ad\u200b]")
_UNIT_IN_CAPITALS = regex(
    r"(?<=\d\u00a0)(?:h|min|s|km|m|cm|mm|kg|g|mg|l|cl|ml|k€|kW|kWh)(?!\w)|(?<=\d)(?:er|re|e|nd|nde)s?(?!\w)"
)


class Paragraph(NamedTuple):
    """A paragraph to set: its spans, its style, and `marker`, the bullet or number that hangs before it."""

    spans: tuple[Span, ...]
    style: TypeStyle
    language: str = "fr"
    marker: str = ""
    bold_weight: int = 700
    colour: str = ""


class Piece(NamedTuple):
    """A stretch of the paragraph's text in one setting; `shown` is what is drawn, character by character.

    `nominal` is the size in points that counts for the leading.
    """

    start: int
    end: int
    setting: Setting
    shown: str
    colour: str
    link: str
    nominal: float


class Prepared:
    """A paragraph in pieces. `text` is what a reader gets; `hints` are the places of soft hyphens that were typed."""

    __slots__ = ("_spaces", "_xs", "face", "hints", "missing", "paragraph", "pieces", "style", "text", "zero_hints")

    def __init__(self, paragraph: Paragraph, library: FontLibrary) -> None:
        self.paragraph = paragraph
        self.style = paragraph.style
        self.face: Face = library.face(self.style.family, self.style.weight, self.style.italic)
        self.pieces: list[Piece] = []
        self.hints: list[int] = []
        self.zero_hints: list[int] = []
        self._xs: list[float] | None = None
        self._spaces: list[float] = []
        missing: list[str] = []
        at = 0
        texts: list[str] = []
        for span in typeset_spans(paragraph.spans, paragraph.language):
            text = self._cleaned(span.text, at)
            if self.style.case == "upper" and not span.superior:
                text = capitals(text)
            if not text:
                continue
            texts.append(text)
            for part, setting, shown in self._settings(library, span, text, missing):
                end = at + len(part)
                nominal = self.style.size * span.size_factor
                self.pieces.append(Piece(at, end, setting, shown, span.colour or paragraph.colour, span.link, nominal))
                at = end
        self.text = texts[0] if len(texts) == 1 else "".join(texts)
        self.missing = "".join(missing)

    @property
    def natural(self) -> float:
        """The width in points when nothing is broken, trailing spaces and tracking included."""
        return sum([width_of(piece.setting, piece.shown) for piece in self.pieces])

    @property
    def xs(self) -> list[float]:
        """Where each character begins along the unbroken text, and where the last one ends."""
        if self._xs is None:
            moves = [move for piece in self.pieces for move in advances(piece.setting, piece.shown)]
            self._xs = list(accumulate(moves, initial=0.0))
            given = [move if char in STRETCHING else 0.0 for char, move in zip(self.text, moves, strict=True)]
            self._spaces = list(accumulate(given, initial=0.0))
        return self._xs

    @property
    def spaces(self) -> list[float]:
        """How much of word spaces there is before each character, and before the end."""
        return self._spaces if self.xs else []

    def piece_at(self, place: int) -> Piece:
        """The piece that a character belongs to."""
        low, high = 0, len(self.pieces) - 1
        while low < high:
            middle = (low + high) // 2
            if self.pieces[middle].end <= place:
                low = middle + 1
            else:
                high = middle
        return self.pieces[low]

    def languages(self) -> Iterator[tuple[int, int, str]]:
        """Stretches of one language: start, end, language."""
        start, current = 0, ""
        for piece in self.pieces:
            if piece.setting.language != current:
                if piece.start > start:
                    yield start, piece.start, current
                start, current = piece.start, piece.setting.language
        if self.pieces:
            yield start, self.pieces[-1].end, current

    def _cleaned(self, text: str, at: int) -> str:
        """The text without soft hyphens (their places are kept), control characters and decomposed accents."""
        if not text.isascii():
            from unicodedata import is_normalized, normalize

            if not is_normalized("NFC", text):
                text = normalize("NFC", text)
        if not _UNCLEAN.search(text):
            return text
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
        text = _UNCLEAN.sub(
            lambda match: match[0] if match[0] in "\u00ad\u200b" else " " if match[0] == "\t" else "", text
        )
        for count, match in enumerate(_HINT.finditer(text)):
            kept = self.hints if match[0] == "\u00ad" else self.zero_hints
            kept.append(at + match.start() - count)
        return _HINT.sub("", text)

    def _settings(
        self, library: FontLibrary, span: Span, text: str, missing: list[str]
    ) -> Iterator[tuple[str, Setting, str]]:
        style, paragraph = self.style, self.paragraph
        if span.bold or span.italic:
            weight = max(paragraph.bold_weight, style.weight) if span.bold else style.weight
            face = library.face(style.family, weight, style.italic != span.italic)
        else:
            face = self.face
        size = style.size * span.size_factor
        tracking = style.tracking * size / 1000
        features = ("-liga", "-clig", *style.features) if tracking else style.features
        if style.case == "upper" and "case" in face.feature_tags:
            features = (*features, "case")
        setting = Setting(face, size, features, span.language or paragraph.language, tracking)
        for part, covering in by_coverage(library, face, text, missing):
            own = setting if covering is face else setting._replace(face=covering)
            if span.superior:
                yield part, superior(library, own, part), part
            elif style.case == "small-caps":
                yield from small_caps(own, part)
            else:
                yield part, own, part


def prepared(paragraph: Paragraph, library: FontLibrary) -> Prepared:
    """The paragraph made ready; the same paragraph gives the same object. Raises InputError for an unknown font."""
    memo = library.memo.setdefault("prepared", {})
    found: Prepared | None = memo.get(paragraph)
    if found is None:
        if len(memo) > 2000:
            memo.clear()
        found = memo[paragraph] = Prepared(paragraph, library)
    return found


def capitals(text: str) -> str:
    """A text in capitals, accents kept; addresses, hashtags, units after a figure and ordinals stay as they are.

    >>> capitals("À 14\u00a0h\u00a030, place de l’Église, #PasDeBébés")
    'À 14\\xa0h\\xa030, PLACE DE L’ÉGLISE, #PasDeBébés'
    """
    kept = [(token.start, token.end) for token in tokens(text)]
    kept += [match.span() for match in _UNIT_IN_CAPITALS.finditer(text)]
    if not kept:
        return text.upper()
    parts: list[str] = []
    at = 0
    for start, end in sorted(kept):
        if start >= at:
            parts += [text[at:start].upper(), text[start:end]]
            at = end
    return "".join(parts) + text[at:].upper()
