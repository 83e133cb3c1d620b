"""A Word file that somebody sent, read as a story: styles by their names, lists, tables, pictures, foot-notes.

The parts are read as XML by the standard library, after the guard has looked at the package: nothing is fetched or run.
What a text here cannot say is counted and told; no letter is left out without a problem that says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias
from xml.etree.ElementTree import Element, ParseError, fromstring
from zipfile import ZipFile

from pressdesk.base.problem import InputError, Problem
from pressdesk.base.values import NamedTuple
from pressdesk.model.story import Block, Cell, Span, Story
from pressdesk.work.incoming_styles import ParagraphLooks, Place, Styles, is_on, w

if TYPE_CHECKING:
    from pressdesk.model.story import BlockKind

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_V = "{urn:schemas-microsoft-com:vml}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DEEPEST = 60

_THROUGH = {
    w("ins"),
    w("moveTo"),
    w("smartTag"),
    w("sdt"),
    w("sdtContent"),
    w("customXml"),
    w("fldSimple"),
    w("dir"),
    w("bdo"),
}
_GONE = {w("del"), w("moveFrom")}
_LOOKS = {
    w("u"): "underlining",
    w("highlight"): "highlighting",
    w("strike"): "struck-out words",
    w("dstrike"): "struck-out words",
}
_Links: TypeAlias = Mapping[str, str]


class Incoming(NamedTuple):
    """What was read: the story, its title if one was set as such, and the pictures by the names that figures have."""

    story: Story
    title: str
    pictures: Mapping[str, bytes]
    problems: tuple[Problem, ...]


def read_word(path: Path) -> Incoming:
    """Read a Word file. Raises InputError for one that is broken or unsafe, OSError."""
    from pressdesk.output.word.guard import checked

    data, problems = checked(path)
    with ZipFile(BytesIO(data)) as package:
        try:
            reader = _Reader(package)
            story = reader.read()
        except (ParseError, KeyError, RecursionError, UnicodeDecodeError) as fault:
            reason = str(fault).split("\n", maxsplit=1)[0][:80]
            message = f"“{path.name}” cannot be read as a Word file ({reason})."
            remedy = "Open it in Word or LibreOffice and save it again as .docx."
            raise InputError(Problem("error", "word-broken", message, remedy)) from None
    return Incoming(story, reader.title, reader.pictures, (*problems, *reader.told()))


class _Reader:
    """Walks the body of one file."""

    def __init__(self, package: ZipFile) -> None:
        self.package = package
        self.names = {name.lower(): name for name in package.namelist()}
        self.styles = Styles(self._tree("word/styles.xml"), self._tree("word/numbering.xml"))
        self.links = self._links("document.xml")
        self.title = ""
        self.pictures: dict[str, bytes] = {}
        self.blocks: list[Block] = []
        self.notes: list[tuple[Span, ...]] = []
        self.left: Counter[str] = Counter()
        self.hidden: list[str] = []
        self.lost_pictures: list[str] = []
        self._numbered: dict[tuple[str, int], int] = {}
        self._after: list[Block] = []
        self._note_texts: dict[tuple[str, str], Element] = {}
        self._fields: list[list[str]] = []
        self._depth = 0

    def read(self) -> Story:
        body = self._tree("word/document.xml")
        assert body is not None
        for kind in ("footnote", "endnote"):
            tree = self._tree(f"word/{kind}s.xml")
            for one in tree if tree is not None else ():
                self._note_texts[kind, one.get(w("id"), "")] = one
        for part in sorted(name for name in self.names if name.startswith(("word/header", "word/footer"))):
            tree = self._tree(part)
            if tree is not None and any((node.text or "").strip() for node in tree.iter(w("t"))):
                self.left["the head and foot of the pages"] += 1
        for one in body.iter(w("body")):
            self._blocks_of(one)
        return Story(tuple(_captioned(self.blocks)), tuple(self.notes))

    def told(self) -> Iterator[Problem]:
        """What could not be carried."""
        if self.hidden:
            words = " … ".join(self.hidden)[:120]
            message = f"Words that Word hides were left out: “{words}”."
            yield Problem("warning", "word-hidden", message, "Show them in Word first if they belong to the text.")
        if self.lost_pictures:
            message = f"Pictures in a form that cannot be shown were left out: {', '.join(self.lost_pictures[:5])}."
            yield Problem("warning", "word-picture", message, "Save them from Word as PNG or JPEG and import those.")
        if self.left:
            listed = ", ".join(f"{what} ({count})" if count > 1 else what for what, count in self.left.items())
            message = f"What a text here does not have was left out or made plain: {listed}."
            yield Problem("note", "word-left-out", message, "Compare the text with the file.")

    # blocks

    def _blocks_of(self, parent: Element) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise RecursionError("it is nested too deeply")
        for child in parent:
            if child.tag == w("p"):
                self._paragraph(child)
            elif child.tag == w("tbl"):
                self._table(child)
            elif child.tag in _THROUGH:
                self._blocks_of(child)
            elif child.tag in _GONE:
                self.left["deleted text that is still marked"] += 1
        self._depth -= 1

    def _paragraph(self, element: Element) -> None:
        properties = element.find(w("pPr"))
        looks = self.styles.paragraph(properties)
        if looks.name.startswith("toc "):
            self.left["the table of contents"] = 1
            return
        before = len(self._after)
        spans = joined(self._runs(element))
        figures = self._after[before:]
        del self._after[before:]
        if properties is not None and is_on(properties.find(w("pageBreakBefore"))) and self.blocks:
            self.blocks.append(Block("pagebreak", ()))
        for number, part in enumerate(_parted(spans)):
            if number:
                self.blocks.append(Block("pagebreak", ()))
            if any(span.text.strip() for span in part):
                self._add(part, looks)
        self.blocks += figures

    def _add(self, spans: tuple[Span, ...], looks: ParagraphLooks) -> None:
        text = "".join(span.text for span in spans)
        if looks.name == "title" and not self.title:
            self.title = " ".join(text.split())
            return
        kind: BlockKind = "paragraph"
        level, number, depth = 1, 0, 0
        if looks.name == "title":
            kind = "heading"
        elif looks.heading:
            kind, level = "heading", looks.heading
            spans = tuple(span._replace(bold=False) for span in spans)
        elif looks.place is not None:
            kind, level, number = self._item(looks.place)
        elif looks.is_quote:
            kind = "speaker" if looks.name == "speaker" else "quote"
            spans = tuple(span._replace(italic=False) for span in spans)
        elif looks.name == "caption":
            kind = "paragraph"
            depth = -1  # told apart until it is known what it belongs to
        self.blocks.append(Block(kind, spans, level, number, depth=depth))

    def _item(self, place: Place) -> tuple[BlockKind, int, int]:
        """What an item of a list is, and its number, which Word does not write down."""
        if place.form == "bullet":
            return "bullet", place.level + 1, 1
        if place.form not in ("decimal", "decimalZero"):
            self.left["letters and Roman figures before items"] += 1
        key = (place.list, place.level)
        number = self._numbered.get(key, place.start - 1) + 1
        self._numbered[key] = number
        for other in [one for one in self._numbered if one[0] == place.list and one[1] > place.level]:
            del self._numbered[other]
        return "number", place.level + 1, number

    def _table(self, element: Element) -> None:
        rows = [one for one in element.iter(w("tr")) if _is_row_of(element, one)]
        cells = [[one for one in row if one.tag == w("tc")] for row in rows]
        if len(rows) == 1 and len(cells[0]) == 1:  # a frame, not a table
            self._blocks_of(cells[0][0])
            return
        made: list[tuple[Cell, ...]] = []
        heads = 0
        after = len(self._after)
        for row, row_cells in zip(rows, cells, strict=True):
            properties = row.find(w("trPr"))
            head = properties is not None and is_on(properties.find(w("tblHeader")))
            heads += head and heads == len(made)
            found: list[Cell] = []
            for cell in row_cells:
                found.append(self._cell(cell))
                found += [Cell(())] * (_span_of(cell) - 1)
            made.append(tuple(found))
        width = max(map(len, made), default=0)
        made = [(*row, *[Cell(())] * (width - len(row))) for row in made]
        heads = heads or (1 if len(made) > 1 else 0)
        made = [tuple(cell._replace(header=True) for cell in row) if i < heads else row for i, row in enumerate(made)]
        if width:
            self.blocks.append(Block("table", (), rows=tuple(made), header_rows=heads))
        self.blocks += self._after[after:]
        del self._after[after:]

    def _cell(self, cell: Element) -> Cell:
        """A cell with its paragraphs on lines of their own."""
        spans: list[Span] = []
        align = "left"
        if cell.find(f".//{w('tbl')}") is not None:
            self.left["tables inside tables"] += 1
        if (merge := cell.find(f"{w('tcPr')}/{w('vMerge')}")) is not None and merge.get(w("val")) == "restart":
            self.left["cells over several rows"] += 1
        for paragraph in cell.iter(w("p")):
            found = joined(self._runs(paragraph))
            side = paragraph.find(f"{w('pPr')}/{w('jc')}")
            align = {"right": "right", "end": "right", "center": "centre"}.get(_value(side), align)
            if any(span.text.strip() for span in found):
                if spans:
                    spans.append(Span("\n"))
                spans += found
        return Cell(joined(spans), align=align)  # type: ignore[arg-type]

    # runs

    def _runs(self, parent: Element, link: str = "") -> list[Span]:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise RecursionError("it is nested too deeply")
        spans: list[Span] = []
        for child in parent:
            tag = child.tag
            if tag == w("r"):
                spans += self._run(child, link)
            elif tag == w("hyperlink"):
                spans += self._runs(child, self.links.get(child.get(f"{_R}id", ""), "") or link)
            elif tag == w("fldSimple"):
                spans += self._runs(child, _field_link(child.get(w("instr"), "")) or link)
            elif tag in _THROUGH:
                spans += self._runs(child, link)
            elif tag in _GONE:
                self.left["deleted text that is still marked"] += 1
            elif tag == f"{_MC}AlternateContent":
                chosen = next(iter(child), None)
                spans += self._runs(chosen, link) if chosen is not None else []
            elif tag in (f"{_M}oMath", f"{_M}oMathPara"):
                self.left["formulas (only their signs were kept)"] += 1
                spans.append(Span("".join(node.text or "" for node in child.iter(f"{_M}t"))))
            elif tag == w("commentRangeStart"):
                self.left["comments"] += 1
        self._depth -= 1
        return spans

    def _run(self, run: Element, link: str) -> list[Span]:
        properties = run.find(w("rPr"))
        looks = self.styles.letters(properties)
        for tag, what in _LOOKS.items():
            one = properties.find(tag) if properties is not None else None
            if one is not None and is_on(one) and _value(one) != "none" and not (link and tag == w("u")):
                self.left[what] += 1
        if self._fields and self._fields[-1][0] == "shown":
            link = link or _field_link(self._fields[-1][1])
        mark = Span("", looks.bold, looks.italic, looks.superior, looks.language, link=link)
        spans: list[Span] = []
        for child in run:
            text = self._piece(child, spans)
            if text and not (self._fields and self._fields[-1][0] == "told"):
                spans.append(mark._replace(text=text))
        if looks.hidden and spans:
            self.hidden.append("".join(span.text for span in spans))
            return []
        return spans

    def _piece(self, child: Element, spans: list[Span]) -> str:
        """The text of a part of a run; notes, pictures and fields are taken as they come."""
        match child.tag.rpartition("}")[2]:
            case "t":
                return child.text or ""
            case "tab":
                return " "
            case "br":
                return "\f" if child.get(w("type")) == "page" else "\n"
            case "cr":
                return "\n"
            case "noBreakHyphen":
                return "\u2011"
            case "sym":
                self.left["signs of a symbol font"] += 1
                return _SYMBOLS.get(child.get(w("char"), "").upper(), "□")
            case "instrText":
                if self._fields:
                    self._fields[-1][1] += child.text or ""
            case "fldChar":
                self._field(child.get(w("fldCharType"), ""))
            case "footnoteReference" | "endnoteReference":
                note = self._note(child)
                if note:
                    spans.append(Span(str(note), superior=True, note=note))
            case "drawing" | "pict" | "object":
                self._drawing(child)
            case "AlternateContent":
                chosen = next(iter(child), None)
                for one in chosen if chosen is not None else ():
                    self._piece(one, spans)
            case _:
                pass
        return ""

    def _field(self, kind: str) -> None:
        """A field: first what it asks for, then what Word showed last."""
        if kind == "begin":
            self._fields.append(["told", ""])
        elif self._fields and kind == "separate":
            self._fields[-1][0] = "shown"
        elif self._fields and kind == "end":
            self._fields.pop()

    def _note(self, call: Element) -> int:
        """The number of a foot-note or end-note that is called here; each is taken once."""
        kind = "footnote" if call.tag == w("footnoteReference") else "endnote"
        text = self._note_texts.pop((kind, call.get(w("id"), "")), None)
        if text is None:
            return 0
        kept, self.links = self.links, self._links(f"{kind}s.xml")
        paragraphs = [joined(self._runs(one)) for one in text.iter(w("p"))]
        self.links = kept
        spans: list[Span] = []
        for one in paragraphs:
            if any(span.text.strip() for span in one):
                spans += [Span("\n"), *one] if spans else one
        self.notes.append(_stripped(joined(spans)))
        return len(self.notes)

    # pictures

    def _drawing(self, element: Element) -> None:
        described = element.find(f".//{_WP}docPr")
        alternative = described.get("descr", "") if described is not None else ""
        found = [one.get(f"{_R}embed", "") or one.get(f"{_R}link", "") for one in element.iter(f"{_A}blip")]
        found += [one.get(f"{_R}id", "") for one in element.iter(f"{_V}imagedata")]
        for identity in found:
            self._picture(self.links.get(identity, ""), alternative)
        boxes = list(element.iter(w("txbxContent")))
        if boxes:
            self.left["text boxes (their words stand after the paragraph)"] += 1
            kept, self.blocks = self.blocks, []
            self._blocks_of(boxes[0])
            inside, self.blocks = self.blocks, kept
            self._after += inside
        if not found and not boxes:
            self.left["drawings and objects"] += 1

    def _picture(self, target: str, alternative: str) -> None:
        name = self.names.get(_part_name(target).lower(), "")
        suffix = name.rpartition(".")[2].lower()
        if suffix not in ("png", "jpg", "jpeg", "gif", "tif", "tiff", "webp"):
            self.lost_pictures.append(_part_name(target).rpartition("/")[2] or "?")
            return
        self.pictures.setdefault(name, self.package.read(name))
        self._after.append(Block("figure", (), picture=name, alternative=" ".join(alternative.split())))

    # the package

    def _tree(self, name: str) -> Element | None:
        known = self.names.get(name.lower())
        return fromstring(self.package.read(known)) if known else None

    def _links(self, part: str) -> dict[str, str]:
        """Where the relations of a part lead, by their names."""
        tree = self._tree(f"word/_rels/{part}.rels")
        return {one.get("Id", ""): one.get("Target", "") for one in tree} if tree is not None else {}


def joined(spans: list[Span]) -> tuple[Span, ...]:
    """Runs of letters with equal neighbours as one; empty ones left out."""
    out: list[Span] = []
    for span in spans:
        if not span.text:
            continue
        if out and not span.note and out[-1]._replace(text="") == span._replace(text=""):
            out[-1] = out[-1]._replace(text=out[-1].text + span.text)
        else:
            out.append(span)
    return tuple(out)


def _captioned(blocks: list[Block]) -> Iterator[Block]:
    """The blocks with each caption given to the figure before it, or to the table beside it."""
    skip = False
    for number, block in enumerate(blocks):
        if skip:
            skip = False
            continue
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        if block.kind in ("figure", "table") and not block.spans and after is not None and after.depth < 0:
            skip = True
            yield block._replace(spans=after.spans)
        elif block.depth < 0 and after is not None and after.kind == "table" and not after.spans:
            skip = True
            yield after._replace(spans=block.spans)
        else:
            yield block._replace(depth=max(block.depth, 0))


def _parted(spans: tuple[Span, ...]) -> Iterator[tuple[Span, ...]]:
    """A paragraph cut where a page ends in it."""
    part: list[Span] = []
    for span in spans:
        pieces = span.text.split("\f")
        for number, piece in enumerate(pieces):
            if number:
                yield _stripped(tuple(part))
                part = []
            if piece:
                part.append(span._replace(text=piece))
    yield _stripped(tuple(part))


def _stripped(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """A paragraph without the white space at its ends."""
    if not spans:
        return spans
    kept = list(spans)
    kept[0] = kept[0]._replace(text=kept[0].text.lstrip())
    kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip())
    return tuple(span for span in kept if span.text)


def _is_row_of(table: Element, row: Element) -> bool:
    """Whether a row is the table's own, not that of a table in one of its cells."""
    for child in table:
        if child is row:
            return True
        if child.tag in _THROUGH and _is_row_of(child, row):
            return True
    return False


def _span_of(cell: Element) -> int:
    value = _value(cell.find(f"{w('tcPr')}/{w('gridSpan')}"))
    return min(int(value), 60) if value.isdecimal() and int(value) > 0 else 1


def _value(element: Element | None) -> str:
    return element.get(w("val"), "") if element is not None else ""


def _field_link(instruction: str) -> str:
    """The address of a field such as `HYPERLINK "https://…"`."""
    words = instruction.split('"')
    return words[1] if words[0].strip().upper() == "HYPERLINK" and len(words) > 1 else ""


def _part_name(target: str) -> str:
    """The name of a part that a relation leads to, from the package's root."""
    return target.lstrip("/") if target.startswith("/") else f"word/{target}"


_SYMBOLS = {"F0B7": "•", "F0A7": "▪", "F0E0": "→", "F0FC": "✓", "F0D8": "►", "F02D": "-"}
