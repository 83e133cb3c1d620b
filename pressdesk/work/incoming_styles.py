"""What the styles and lists of a Word file make of a paragraph and of letters."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from pressdesk.base.values import NamedTuple

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHAIN = 12
"""How many styles may be based on each other."""

_QUOTES = ("quote", "intense quote", "speaker", "block text", "citation", "citation intense")
_USUAL = ("fr", "en", "zxx", "x")
"""Languages that Word guesses at; only another one was meant by somebody."""


def w(name: str) -> str:
    """A name of WordprocessingML as ElementTree writes it."""
    return _W + name


def is_on(element: Element | None) -> bool:
    """Whether a property that is there or not holds: `<w:b/>` does, `<w:b w:val="0"/>` does not."""
    return element is not None and element.get(w("val"), "1").lower() not in ("0", "false", "off")


class _Style(NamedTuple):
    """A style as written."""

    name: str
    base: str
    paragraph: Element | None
    letters: Element | None


class _Level(NamedTuple):
    """How one level of a list counts."""

    form: str
    start: int


class Place(NamedTuple):
    """The place of an item: its list, its level from 0, how it is counted and from what on."""

    list: str
    level: int
    form: str
    start: int


class ParagraphLooks(NamedTuple):
    """What a paragraph is: the name of its style in small letters, the level of a heading (0: none)."""

    name: str
    heading: int = 0
    place: Place | None = None
    is_quote: bool = False


class LetterLooks(NamedTuple):
    """What a run of letters is; `language` only where somebody chose another one."""

    bold: bool = False
    italic: bool = False
    superior: bool = False
    hidden: bool = False
    language: str = ""


class Styles:
    """Answers what a paragraph and a run of letters are, from their properties and the styles they name."""

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._default = ""
        for one in styles.findall(w("style")) if styles is not None else ():
            id = one.get(w("styleId"), "")
            self._styles[id] = _Style(
                _value(one.find(w("name"))).lower(),
                _value(one.find(w("basedOn"))),
                one.find(w("pPr")),
                one.find(w("rPr")),
            )
            if one.get(w("type")) == "paragraph" and is_on_attribute(one.get(w("default"))):
                self._default = id
        self._language = self._main_language(styles)
        self._lists: dict[str, Mapping[int, _Level]] = {}
        self._named: dict[str, str] = {}
        if numbering is not None:
            self._read_lists(numbering)

    def paragraph(self, properties: Element | None) -> ParagraphLooks:
        """What the properties of a paragraph, and the styles behind them, make of it."""
        id = _value(properties.find(w("pStyle"))) if properties is not None else self._default
        chain = self._chain(id or self._default)
        name = chain[0].name if chain else ""
        sources = [properties, *(style.paragraph for style in chain)]
        heading = next((level for style in chain if (level := _heading(style.name))), 0)
        if not heading:
            outline = next((_value(found) for one in sources if (found := _find(one, "outlineLvl")) is not None), "")
            heading = int(outline) + 1 if outline.isdecimal() and int(outline) < 6 else 0
        quote = any(style.name in _QUOTES for style in chain)
        speaker = next((style.name for style in chain if style.name == "speaker"), "")
        return ParagraphLooks(speaker or name, min(heading, 6), self._place(sources), quote)

    def letters(self, properties: Element | None) -> LetterLooks:
        """What the properties of a run, and the style of letters that it names, make of it."""
        if properties is None:
            return LetterLooks()
        chain = self._chain(_value(properties.find(w("rStyle"))))
        sources = [properties, *(style.letters for style in chain)]

        def on(name: str) -> bool:
            return is_on(next((found for one in sources if (found := _find(one, name)) is not None), None))

        raised = next((_value(found) for one in sources if (found := _find(one, "vertAlign")) is not None), "")
        language = _value(properties.find(w("lang")))
        base = language.partition("-")[0].lower()
        foreign = base if base and base not in (*_USUAL, self._language) else ""
        return LetterLooks(on("b"), on("i"), raised == "superscript", on("vanish"), foreign)

    def _chain(self, id: str) -> list[_Style]:
        found: list[_Style] = []
        while id in self._styles and len(found) < _CHAIN:
            found.append(self._styles[id])
            id = found[-1].base
        return found

    def _place(self, sources: list[Element | None]) -> Place | None:
        for one in sources:
            properties = _find(one, "numPr")
            if properties is None:
                continue
            number, level = _value(properties.find(w("numId"))), _value(properties.find(w("ilvl")))
            if not number:
                continue
            at = min(int(level), 8) if level.isdecimal() else 0
            known = self._lists.get(number, {}).get(at)
            if number == "0" or known is None or known.form == "none":
                return None
            return Place(number, at, known.form, known.start)
        return None

    def _read_lists(self, numbering: Element) -> None:
        abstract: dict[str, dict[int, _Level]] = {}
        for one in numbering.findall(w("abstractNum")):
            abstract[one.get(w("abstractNumId"), "")] = _levels(one)
        for one in numbering.findall(w("num")):
            levels = dict(abstract.get(_value(one.find(w("abstractNumId"))), {}))
            for override in one.findall(w("lvlOverride")):
                at = _number(override.get(w("ilvl"), "0"), 0)
                own = _levels(override)
                level = own.get(at, levels.get(at, _Level("decimal", 1)))
                start = _value(override.find(w("startOverride")))
                levels[at] = level._replace(start=_number(start, level.start))
            self._lists[one.get(w("numId"), "")] = levels

    def _main_language(self, styles: Element | None) -> str:
        found = (
            styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w('lang')}") if styles is not None else None
        )
        return _value(found).partition("-")[0].lower()


def is_on_attribute(value: str | None) -> bool:
    """Whether an attribute that is there or not holds."""
    return value is not None and value.lower() not in ("0", "false", "off")


def _heading(name: str) -> int:
    """The level of a heading by the name of its style, 0 for none."""
    for start in ("heading ", "titre "):
        if name.startswith(start) and name[len(start) :].isdecimal():
            return int(name[len(start) :])
    return 0


def _levels(root: Element) -> dict[int, _Level]:
    return {
        _number(one.get(w("ilvl"), "0"), 0): _Level(
            _value(one.find(w("numFmt"))) or "decimal", _number(_value(one.find(w("start"))), 1)
        )
        for one in root.findall(w("lvl"))
    }


def _number(text: str, instead: int) -> int:
    return int(text) if text.isdecimal() else instead


def _find(parent: Element | None, name: str) -> Element | None:
    return parent.find(w(name)) if parent is not None else None


def _value(element: Element | None) -> str:
    return element.get(w("val"), "") if element is not None else ""
