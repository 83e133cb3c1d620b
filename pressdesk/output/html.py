"""A document as one HTML file for e-mail: inline styles, tables for its frame, safe in the dark.

What clients take away decides the form: the sheet of style in the head may vanish (it only adapts to the dark and to
narrow screens), fonts may be missing, margins of boxes may be ignored. So each element has its own style, the frame is
a table that is as wide as it may be, and all colours are set where the text is. Logos stand on a white plate, so that
they are seen on a dark ground too.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

from pressdesk.base.colour import contrast, parse_hex
from pressdesk.model.story import Block, Cell, Span
from pressdesk.output.document import PAGE, PAGES, Document, Look, Part, Spans
from pressdesk.output.embedding import Embedded
from pressdesk.output.wording import target, word
from pressdesk.text.style import TypeStyle

WIDTH = 640
"""The width of the letter in CSS pixels; narrower windows get all of theirs."""

BODY_PX = 16.0
"""What the text's own size on paper becomes: a telephone shows nothing smaller well."""

_SMALLEST_PX, _ROW_PX, _LARGEST_PX = 13.0, 21.0, 30.0
_LEAST_CONTRAST = 4.5
_ASIDE = 48
"""Where an address stands from the left, in per cent."""

_BARS = 60
"""The longest bar of a chart, in per cent of its cell."""

_FALLBACK = "'Segoe UI',Roboto,'Helvetica Neue',Helvetica,Arial,sans-serif"
_NARROW = "'Arial Narrow','Roboto Condensed'," + _FALLBACK
_PAPER, _DARK, _LIGHT, _RULE = "#ffffff", "#17151c", "#ece9f1", "#cfccd6"

_SHEET = f"""\
:root {{ color-scheme: light dark; supported-color-schemes: light dark; }}
body {{ margin: 0; padding: 0; -webkit-text-size-adjust: 100%; }}
@media (max-width: 520px) {{
  .frame {{ padding: 20px 18px 28px !important; }}
  .cell {{ display: block !important; width: auto !important; text-align: left !important; }}
  .title {{ font-size: 25px !important; }}
  .aside {{ margin-left: 0 !important; }}
}}
@media (prefers-color-scheme: dark) {{
  .ground, .frame {{ background-color: {_DARK} !important; }}
  .ink {{ color: {_LIGHT} !important; }}
  .link {{ color: {_LIGHT} !important; }}
  .rule {{ border-color: #4a4654 !important; }}
}}
[data-ogsc] .ink, [data-ogsc] .link {{ color: {_LIGHT} !important; }}
"""


def html_page(document: Document, sources: Mapping[Path, str] = {}, sizes: Mapping[Path, Embedded] = {}) -> str:
    """The file; `sources` says where each picture is found, `sizes` how large it is shown.

    A picture without a source is told by its alternative text.
    """
    return _Writer(document, sources, sizes).page()


def inline_sources(pictures: Mapping[Path, Embedded]) -> dict[Path, str]:
    """The pictures as addresses that hold them, for a file that stands alone."""
    return {path: f"data:{one.mime};base64,{b64encode(one.data).decode()}" for path, one in pictures.items()}


class _Writer:
    """Writes the elements of one document."""

    def __init__(self, document: Document, sources: Mapping[Path, str], sizes: Mapping[Path, Embedded]) -> None:
        self.document = document
        self.sources = sources
        self.sizes = sizes
        self.language = document.language
        body = _body_look(document)
        self.scale = BODY_PX / body.style.size
        self.body = body

    def page(self) -> str:
        document = self.document
        parts = [*document.parts]
        told = "\n".join(self.parts(parts))
        notes = "\n".join(self.notes())
        closing = "\n".join(self.closing())
        face = _family(self.body.style)
        return f"""\
<!DOCTYPE html>
<html lang="{escape(self.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no">
<title>{escape(document.title)}</title>
<style>
{_SHEET}</style>
</head>
<body class="ground" style="margin:0;padding:0;background-color:{_PAPER}">
<table role="presentation" class="ground" width="100%" cellpadding="0" cellspacing="0" border="0" \
style="width:100%;border-collapse:collapse;background-color:{_PAPER}">
<tr><td align="center" style="padding:0">
<!--[if mso]><table role="presentation" width="{WIDTH}" cellpadding="0" cellspacing="0"><tr><td><![endif]-->
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" \
style="width:100%;max-width:{WIDTH}px;border-collapse:collapse">
<tr><td class="frame ink" align="left" style="padding:32px 32px 40px;background-color:{_PAPER};color:{document.ink};\
font-family:{face};font-size:{BODY_PX:g}px;line-height:1.5;text-align:left">
{told}
{notes}{closing}</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr>
</table>
</body>
</html>
"""

    def parts(self, parts: Sequence[Part]) -> Iterator[str]:
        """The elements of parts that stand below each other; neighbours in a list or a card share one element."""
        number = 0
        while number < len(parts):
            part = parts[number]
            end = number + 1
            if part.left:
                while end < len(parts) and parts[end].left == part.left:
                    end += 1
                inside = "".join(self.parts([one._replace(left=0.0) for one in parts[number:end]]))
                yield f'<div class="aside" style="margin:16px 0 16px {_ASIDE}%">{inside}</div>'
                number = end
                continue
            if part.kind == "text" and part.block.kind in ("bullet", "number"):
                while end < len(parts) and _in_list(parts[end]):
                    end += 1
                yield self.listing(parts[number:end])
            elif end < len(parts) and parts[end].close:
                end = _cards_end(parts, number)
                yield self.cards(parts[number:end])
            else:
                yield self.part(part)
            number = end

    def part(self, part: Part) -> str:
        match part.kind:
            case "row":
                return self.row(part)
            case "rule":
                return _rule(14, 24)
            case "logos":
                return self.logos(part)
            case "text":
                return self.block(part)

    # parts

    def row(self, part: Part) -> str:
        last = len(part.cells) - 1
        cells = "".join(
            f'<td class="cell" valign="bottom" style="padding:0 {0 if number == last else 16}px 0 0;'
            f'text-align:{"right" if number == last else "left"}">{self.block(cell, tight=True, most=_ROW_PX)}</td>'
            for number, cell in enumerate(part.cells)
        )
        return (
            '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" '
            f'style="width:100%;border-collapse:collapse"><tr>{cells}</tr></table>'
        )

    def logos(self, part: Part) -> str:
        look = self.look("text")
        found = []
        for logo in part.logos:
            shown = self.sizes.get(logo.file) if logo.file is not None else None
            source = self.sources.get(logo.file, "") if logo.file is not None else ""
            if shown is None or not source:
                words = f'<strong style="{self.type(look)}">{_text(logo.name)}</strong>'
                found.append(f'<span class="ink" style="display:inline-block;padding:8px 20px 8px 0">{words}</span>')
                continue
            width, height = round(shown.width / 0.75 * 1.15), round(shown.height / 0.75 * 1.15)
            found.append(
                f'<img src="{escape(source)}" alt="{escape(logo.name)}" width="{width}" height="{height}" '
                f'style="display:inline-block;width:{width}px;max-width:100%;height:auto;border:0;padding:8px 12px;'
                f"margin:0 8px 8px {0 if found else -12}px;background-color:{_PAPER};border-radius:4px;"
                'vertical-align:middle">'
            )
        return f'<div style="margin:0 0 16px">{"".join(found)}</div>'

    def cards(self, parts: Sequence[Part]) -> str:
        """Groups of lines that belong together, beside each other where there is room."""
        groups: list[list[Part]] = []
        for part in parts:
            if part.close and groups:
                groups[-1].append(part)
            else:
                groups.append([part])
        cells = "".join(
            '<div style="display:inline-block;vertical-align:top;width:100%;max-width:270px;margin:0 12px 16px 0">'
            + "".join(self.block(part, tight=True) for part in group)
            + "</div>"
            for group in groups
        )
        return f'<div style="margin:8px 0 0">{cells}</div>'

    def block(self, part: Part, *, tight: bool = False, most: float = _LARGEST_PX) -> str:
        block, look = part.block, self.look(part.style)
        style = self.type(look, part, most=most)
        words = self.spans(block.spans)
        match block.kind:
            case "pagebreak":
                return _rule(24, 24)
            case "heading":
                level = min(block.level + 1, 6)
                return f'<h{level} class="ink" style="{style};margin:30px 0 8px">{words}</h{level}>'
            case "rule":
                return f'<p class="ink" style="{style};margin:24px 0;text-align:center">{words}</p>'
            case "quote" | "speaker":
                space = "0 0 24px" if block.kind == "speaker" else "24px 0 0"
                bar = f"border-left:3px solid {self.document.accent};padding:0 0 4px 18px"
                lead = '<span aria-hidden="true">— </span>' if block.kind == "speaker" else ""
                tag = "p" if block.kind == "speaker" else "blockquote"
                return f'<{tag} class="ink" style="{style};margin:{space};{bar}">{lead}{words}</{tag}>'
            case "table":
                return self.table(block, look)
            case "chart":
                return self.chart(block, look)
            case "figure":
                return self.figure(part, look)
            case _ if part.role == "title":
                wide = " title" if f"font-size:{_LARGEST_PX:g}px" in style else ""
                return f'<h1 class="ink{wide}" style="{style};margin:22px 0 10px">{words}</h1>'
            case _ if part.fill:
                ground = f"background-color:{part.fill};color:{_seen(look.colour, part.fill)}"
                return (
                    f'<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td style="{style};'
                    f'{ground};padding:6px 10px">{words}</td></tr></table>'
                )
            case _:
                inside = f";padding-left:{24 * block.depth}px" if block.depth else ""
                space = "0" if tight else "0 0 18px" if part.role == "lede" else "0 0 14px"
                return f'<p class="ink" style="{style};margin:{space}{inside}">{words}</p>'

    def listing(self, parts: Sequence[Part]) -> str:
        """Items of a list, one inside the other by their level; what is no item belongs to the one before it."""
        out: list[str] = []
        open_lists: list[str] = []
        for part in parts:
            block = part.block
            if block.kind not in ("bullet", "number"):
                out.append(self.block(part._replace(block=block._replace(depth=0))))
                continue
            tag = "ul" if block.kind == "bullet" else "ol"
            level = max(block.level, 1)
            while len(open_lists) > level:
                out.append(f"</li></{open_lists.pop()}>")
            if len(open_lists) == level and open_lists[-1] != tag:
                out.append(f"</li></{open_lists.pop()}>")
            elif len(open_lists) == level:
                out.append("</li>")
            style = self.type(self.look(part.style))
            while len(open_lists) < level:
                if open_lists and out[-1].startswith(("<ul", "<ol")):
                    out.append('<li style="list-style-type:none">')
                start = f' start="{block.number}"' if tag == "ol" and len(open_lists) == level - 1 else ""
                space = "0 0 16px" if not open_lists else "6px 0 0"
                out.append(f'<{tag}{start} class="ink" style="{style};margin:{space};padding:0 0 0 24px">')
                open_lists.append(tag)
            value = f' value="{block.number}"' if tag == "ol" else ""
            out.append(f'<li{value} class="ink" style="{style};margin:0 0 6px">{self.spans(block.spans)}')
        while open_lists:
            out.append(f"</li></{open_lists.pop()}>")
        return "".join(out)

    def table(self, block: Block, look: Look) -> str:
        style = self.type(look)
        rows = []
        for number, row in enumerate(block.rows):
            head = number < block.header_rows
            cells = "".join(self.cell(cell, style, head=head) for cell in row)
            rows.append(f"<tr>{cells}</tr>")
        heading = f"<thead>{''.join(rows[: block.header_rows])}</thead>" if block.header_rows else ""
        return self._framed(block, look, f"{heading}<tbody>{''.join(rows[block.header_rows :])}</tbody>")

    def cell(self, cell: Cell, style: str, *, head: bool) -> str:
        tag = "th" if cell.header or head else "td"
        scope = f' scope="{"col" if head else "row"}"' if tag == "th" else ""
        align = {"centre": "center"}.get(cell.align, cell.align)
        weight = ";font-weight:600" if tag == "th" else ""
        edge = f"border-bottom:{2 if head else 1}px solid {_RULE}"
        return (
            f'<{tag}{scope} class="ink rule" valign="top" style="{style}{weight};{edge};padding:6px 12px 6px 0;'
            f'text-align:{align}">{self.spans(cell.spans)}</{tag}>'
        )

    def chart(self, block: Block, look: Look) -> str:
        """The values of a chart, each with its bar."""
        style = self.type(look)
        rows = []
        most = max((number_of(row[-1].text) for row in block.rows if row), default=0.0)
        for number, row in enumerate(block.rows):
            head = number < block.header_rows
            cells = "".join(self.cell(cell, style, head=head) for cell in row)
            share = round(number_of(row[-1].text) / most * 100) if most > 0 and row and not head else 0
            bar = (
                f'<div aria-hidden="true" style="width:{max(share, 1)}%;height:14px;'
                f'background-color:{self.document.accent}"></div>'
                if share > 0
                else ""
            )
            rows.append(f'<tr>{cells}<td width="{_BARS}%" style="width:{_BARS}%;padding:6px 0">{bar}</td></tr>')
        return self._framed(block, look, "".join(rows))

    def _framed(self, block: Block, look: Look, rows: str) -> str:
        caption = ""
        if block.spans:
            style = self.type(look)
            words = self.spans(block.spans)
            style += ";font-weight:600;text-align:left;padding:0 0 6px"
            caption = f'<caption class="ink" style="{style}">{words}</caption>'
        return (
            '<div style="overflow-x:auto;margin:18px 0 22px"><table cellpadding="0" cellspacing="0" border="0" '
            f'style="width:100%;border-collapse:collapse">{caption}{rows}</table></div>'
        )

    def figure(self, part: Part, look: Look) -> str:
        block = part.block
        source = self.sources.get(part.picture, "") if part.picture is not None else ""
        shown = self.sizes.get(part.picture) if part.picture is not None else None
        style = self.type(look)
        if source and shown is not None:
            width = min(round(shown.width / 0.75), WIDTH - 64)
            picture = (
                f'<img src="{escape(source)}" alt="{escape(block.alternative)}" width="{width}" '
                f'style="display:block;width:100%;max-width:{width}px;height:auto;border:0">'
            )
        else:
            lead = word("picture", self.language) + word("colon", self.language)
            picture = f'<p class="ink" style="{style};margin:0">[{_text(lead + block.alternative)}]</p>'
        told = self.spans(block.spans)
        credit = f'<span style="opacity:.8">{_text(block.credit)}</span>' if block.credit else ""
        caption = f'<p class="ink" style="{style};margin:6px 0 0">{told}{" " if told else ""}{credit}</p>'
        return f'<div style="margin:20px 0 24px">{picture}{caption if told or credit else ""}</div>'

    def notes(self) -> Iterator[str]:
        """The foot-notes, each with a way back to where it is called."""
        if not self.document.notes:
            return
        style = self.type(self.body, size=_SMALLEST_PX)
        yield _rule(28, 14)
        back = escape(word("back", self.language))
        for number, spans in enumerate(self.document.notes, 1):
            yield (
                f'<p class="ink" id="note-{number}" style="{style};margin:0 0 6px"><a class="link" '
                f'href="#call-{number}" title="{back}" style="color:{self.document.ink}">{number}</a>. '
                f"{self.spans(spans)}</p>"
            )

    def closing(self) -> Iterator[str]:
        """What the foot of the page says."""
        parts = self.document.closing
        if parts:
            yield _rule(24, 12)
            for part in parts:
                yield self.block(part, tight=True)

    # text

    def look(self, name: str) -> Look:
        return self.document.looks.get(name, self.body)

    def type(self, look: Look, part: Part | None = None, *, size: float = 0.0, most: float = _LARGEST_PX) -> str:
        """The style of letters; a colour that is hard to read on paper gives way to that of the text."""
        style = look.style
        if not size:
            size = round(min(max(style.size * self.scale, _SMALLEST_PX), most) * 2) / 2
        colour = look.colour if part is not None and part.fill else _seen(look.colour, _PAPER, self.document.ink)
        leading = max(style.leading, 1.15)
        slope = ";font-style:italic" if style.italic else ""
        side = {"right": "right", "centre": "center"}.get(style.align, "")
        return (
            f"font-family:{_family(style)};font-size:{size:g}px;line-height:{leading:g};"
            f"font-weight:{style.weight};color:{colour}{slope}" + (f";text-align:{side}" if side else "")
        )

    def spans(self, spans: Spans) -> str:
        """A paragraph's words with their marks."""
        return "".join(map(self.span, spans))

    def span(self, span: Span) -> str:
        words = _text(span.text.replace(PAGE, "").replace(PAGES, ""))
        styles = []
        if span.colour and contrast(parse_hex(span.colour), parse_hex(_PAPER)) >= _LEAST_CONTRAST:
            styles.append(f"color:{span.colour}")
        if span.size_factor != 1.0:
            styles.append(f"font-size:{span.size_factor:.4g}em")
        if span.superior and not span.note:
            words = f'<sup style="font-size:70%;line-height:0;vertical-align:super">{words}</sup>'
        if span.bold:
            words = f'<strong style="font-weight:700">{words}</strong>'
        if span.italic:
            words = f"<em>{words}</em>"
        if styles or span.language:
            language = f' lang="{escape(span.language)}"' if span.language else ""
            style = f' style="{";".join(styles)}"' if styles else ""
            words = f'<span class="ink"{language}{style}>{words}</span>'
        if span.note:
            call = f'<a class="link" href="#note-{span.note}" style="color:{self.document.ink}">{words}</a>'
            words = f'<sup id="call-{span.note}" style="font-size:70%;line-height:0">{call}</sup>'
        link = target(span.link)
        if link:
            words = (
                f'<a class="link" href="{escape(link)}" style="color:{self.document.ink};'
                f'text-decoration:underline">{words}</a>'
            )
        return words


def number_of(text: str) -> float:
    """The first number in the words of a cell, 0 where there is none.

    >>> number_of("62,5\\u00a0%"), number_of("1\\u202f204 voix")
    (62.5, 1204.0)
    """
    import re

    found = re.search(r"\d[\d \u00a0\u202f]*(?:[.,]\d+)?", text)
    if found is None:
        return 0.0
    return float("".join(found[0].split()).replace("\u00a0", "").replace("\u202f", "").replace(",", "."))


def _body_look(document: Document) -> Look:
    """The look that most of the text has."""
    counts: dict[str, int] = {}
    for part in document.parts:
        if part.kind == "text" and part.block.kind == "paragraph" and part.style in document.looks:
            counts[part.style] = counts.get(part.style, 0) + len(part.text)
    if counts:
        return document.looks[max(counts, key=lambda name: counts[name])]
    return Look(TypeStyle("Arial", size=10.5), document.ink)


def _text(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")


def _family(style: TypeStyle) -> str:
    narrow = any(name in style.family.lower() for name in ("condensed", "narrow", "anton", "gothic", "oswald", "bebas"))
    name = "".join(char for char in style.family if char.isalnum() or char in " -")
    return f"'{name}',{_NARROW if narrow else _FALLBACK}"


def _seen(colour: str, ground: str, instead: str = "#000000") -> str:
    """A colour if it can be read on a ground, else another one, or whichever of black and white can."""
    under = parse_hex(ground)
    for one in (colour, instead):
        if one and contrast(parse_hex(one), under) >= _LEAST_CONTRAST:
            return one
    return max("#000000", "#ffffff", key=lambda one: contrast(parse_hex(one), under))


def _rule(above: int, below: int) -> str:
    return f'<div class="rule" style="border-top:1px solid {_RULE};margin:{above}px 0 {below}px;font-size:0"></div>'


def _in_list(part: Part) -> bool:
    return part.kind == "text" and (part.block.kind in ("bullet", "number") or part.block.depth > 0)


def _cards_end(parts: Sequence[Part], start: int) -> int:
    """Where a run of groups ends: each begins with one line, and has at least one more."""
    end = start
    while end < len(parts):
        after = end + 1
        while after < len(parts) and parts[after].close:
            after += 1
        if after == end + 1:
            break
        end = after
    return end
