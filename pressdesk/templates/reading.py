"""Reads `template.xml`: the reference for people who write templates.

    <template format="1" kind="poster">        kind: any word (poster, triptych, flyer, release, …)
      <title lang="fr">…</title>               one for each language
      <description lang="fr">…</description>
      <fields> <field …>…</field> … </fields>
      <styles> <style …/> … </styles>
      <layout formats="…"> <sheet …>…</sheet> … <span …/> </layout> …
    </template>

**Lengths** are a number and `mm`, `pt`, `px`, `u` (a hundredth of the page's shorter side), `%` (of what the box lies
in; for `pin`, `x`, `y` too) or, for `width` and `height`, `fr` (a share of the free space). A size that is not given
comes from the content. **Colours** are names of the brand: `ground`, `ink`, `accent`, `paper`, ….

**Fields**: `<field name type required="yes|no" max default choices>` with `<label lang>`, `<help lang>` and `<example
kind="short|longest">`. The types are those of `tree.FIELD_TYPES`. `max` counts characters, of a list its items.
`default` is a pattern: `{petitions.main}`, `{event.town}`, `{slogan}`. `choices` has commas between. Examples of a
list have `|` between the items, those of a story between the paragraphs (in Markdown), dates are written 2026-03-12,
times 14:30. Organisations and people are ordered by the choice of a field `order` (`alphabétique`, or as listed),
addressees by protocol; `{addressees.first.greeting}` is the salutation of all. The fields `organisations` and
`contacts` are there without being written: those of the campaign.

**Styles**: `<style name based-on family weight italic size leading tracking align case hyphenate balance hang features
space-before space-after indent first-indent colour>`. Without `based-on`, a style takes what it leaves out from the
program's style of the same name (`styles.DEFAULTS`), or from `text`. `family` is `display`, `text` (the brand's fonts)
or the name of a font; `leading` and `tracking` (thousandths of an em) are numbers; `%` of a space is of the type's
size; `align` is left, centre, right, justify; `case` is normal, upper, small-caps; `features` are OpenType tags.

**Layouts**: `formats` has families (`a-portrait`, `a-landscape`, `dl`, `pixel-square`, …) and formats (`A6`, `story`)
with spaces between; a format's own layout goes before its family's. `<sheet id bleed="yes|no" fill folds
role="first|next|last">` holds one box; `folds` are lengths from the left edge. `<span picture sheets gap box>` paints
the picture of the field `picture` across the sheets, in the picture boxes with the id `box` (the field's name, where
it is left out); `gap` is what the wall hides between two sheets.

**Boxes** hold boxes: `row`, `column`, `grid`, `overlay` (children lie over one another, the last on top). **Leaves**:
`text`, `picture`, `shape`, `qr`, `logos`, `rule`, `flow` (a story over several pages), `space`. No more than 64 deep.

Of every box:

- `id` (letters, digits, `-`, `_`; tweaks and locks go by it), `lock` (`content|place|style|all`)
- `width height min-width max-width min-height max-height`, `padding` (one to four lengths: top right bottom left)
- `fill` the ground's colour, `colour` that of what is on it (passed down to the boxes inside)
- `if` shows the box only when the field is filled, with `!` before it only when it is empty; a part may be named
  (`petition.short`), and what a campaign has (`hashtag`, `legal`)
- in an overlay: `pin` (`top left`, `top`, …, `centre`) and `x`, `y`, the offset inwards from the pinned edge (without
  `pin` from the top left)
- `rotate` in degrees clockwise about the middle, after layout; `role` for reading aloud (`display.Role`)
- `self` its own alignment across the direction of the row or column: `start|centre|end|stretch|baseline`

Of boxes that hold boxes: `gap`, `align` (across: as `self`), `justify` (along: `start|centre|end|between|around` or
`evenly`), `clip="yes"` cuts what sticks out, and `each`: the children are repeated for each item of a list, of
organisations, contacts, people or addressees; inside, `{item}`, `{item.name}` and `{index}` (from 1) stand for the
item. A grid has `columns` (a number, lengths, or `auto`: one to four by the number of its items) and `row-gap`.

Of leaves:

- text: its words are a pattern (blanks count once, `|` or `<br/>` breaks the line, `||` is a bar), or `field`; `{page}`
  and `{pages}` stand for the number of the page and how many there are; `style`;
  `fit="floor..ideal"` with `priority` (the lowest shrinks first; repeated texts share one size, and a balanced one
  gives up a little of it for fewer lines); `align="left|centre|right|justify"` of the lines,
  `justify="start|centre|end"` of the text within a taller box
- picture: `field`, or `source`, a file beside template.xml; `scale="cover|contain"`; `duotone="ink accent"` (dark,
  light); `focus="field"` or two fractions `0.5 0.3`; `zoom="1.5"` crops closer about it, unless a tweak zooms;
  `scrim="ink 60% bottom"`, a film of a colour that fades from that edge (without an edge it is even); `alternative` (a
  pattern); `opacity`, `blend="normal|multiply|screen"`
- shape: `form="rect|ellipse|circle|triangle|polygon|line"`, `points="0% 0%, 100% 0%, 50% 100%"` for a polygon, `fill`,
  `stroke` (a colour), `thickness`, `opacity`, `blend`
- qr: `field` of type petition or link; `size`, the least side of the code without its quiet zone; `distance` it must
  scan from (`2m`); `level="L|M|Q|H"`; `modules="square|rounded"`; `logo`, a file beside template.xml for its middle
  (both raise the level, and a code for a transfer takes neither); `<call style>` above it and `<short style>` under it,
  patterns that go before the petition's own words; `arrange="below|beside"`; `colour` of the modules, `fill` of the
  ground under them
- logos: `field` of type organisations; `height` of the row, `gap`, `rows` at most, `align="start|centre|end"`, `ink`
  paints all in one colour; `wall`, a height: more than four stand in equal cells of a wall that is so high at most
- rule: `thickness`, `colour`, `upright="yes"` for a vertical one
- flow: `field` of type story or longtext, `style`, `columns` (evened out on the last page), `gap` between them;
  `opening-style` of its first paragraph; `contents="2"` sets a list of contents with headings of so many levels before
  the first one. It takes what fits and goes on in the flows of the sheets with the role `next` (copied as often as it
  takes) and `last`. Beside a style `release-text`, headings, quotations, speakers and lists take `release-heading`,
  `release-subheading`, `release-quote`, `release-speaker`, `release-list`, and quotation marks the colour of
  `release-quote-mark`; tables, their header and title, captions, foot-notes and the list of contents take
  `release-table`, `release-table-head`, `release-table-title`, `release-caption`, `release-note`, `release-contents`.
  Texts and boxes inside a flow are set after the story: a signature, a list of those who sign, which goes on overleaf
  row by row, a wall of logos. On sheets with the role `next`, what is no
  flow repeats what stood before and is left out when the page is read aloud, unless it has a `role`.
- space: nothing but its size
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal, cast

from pressdesk.base.formats import FORMATS
from pressdesk.base.problem import InputError, Place, Problem, did_you_mean, has_errors
from pressdesk.base.units import Length
from pressdesk.templates import attributes as read
from pressdesk.templates.boxes import ATTRIBUTES, COMMON, OPTIONS, BoxReader
from pressdesk.templates.checking import Notebook
from pressdesk.templates.sections import EXAMPLE_KINDS, IMPLICIT, by_language, read_fields, read_styles
from pressdesk.templates.styles import DEFAULTS
from pressdesk.templates.tree import (
    BOX_KINDS,
    NESTING_LIMIT,
    ZERO,
    Field,
    LayoutPlan,
    SheetPlan,
    SpanPicture,
    Template,
)
from pressdesk.templates.xmltree import Node, read_nodes

__all__ = ["ATTRIBUTES", "COMMON", "FILE", "OPTIONS", "check_template", "read_template"]

FILE = "template.xml"
FORMAT = 1

LAYOUT_NAMES = tuple(dict.fromkeys((*(found.family for found in FORMATS.values()), *FORMATS)))
"""What `formats` of a layout can name: families, then formats."""

LANGUAGES = ("fr", "en")
_ABOVE_BOXES = 3  # template, layout, sheet


def read_template(folder: Path) -> Template:
    """The template in a folder; raises InputError with all its problems, each with file and line."""
    template, problems = _read(folder)
    if template is None or has_errors(problems):
        raise InputError(*problems)
    return template


def check_template(folder: Path) -> tuple[Problem, ...]:
    """All that is wrong with the template in a folder, and advice to its author; empty when there is nothing to say."""
    template, problems = _read(folder)
    if template is not None:
        problems += _advice(template, _shown_name(folder))
    return tuple(problems)


def _shown_name(folder: Path) -> str:
    parts = (folder.parent.name, folder.name) if folder.parent.name == "templates" else (folder.name,)
    return "/".join((*parts, FILE))


def _read(folder: Path) -> tuple[Template | None, list[Problem]]:
    file = _shown_name(folder)
    try:
        data = (folder / FILE).read_bytes()
    except OSError as fault:
        missing = isinstance(fault, FileNotFoundError)
        return None, [
            Problem(
                "error",
                "no-template",
                f"There is no {FILE} in {folder.name}." if missing else f"{FILE} cannot be read: {fault.strerror}.",
                f"A template is a folder with a file {FILE}." if missing else "",
                Place(file=file),
            )
        ]
    root, problems = read_nodes(data, file, depth=NESTING_LIMIT + _ABOVE_BOXES)
    notes = Notebook(file)
    notes.problems += problems
    template = None if root is None else _template(root, folder, notes)
    notes.problems.sort(key=lambda problem: problem.place.line)
    return template, notes.problems


def _template(root: Node, folder: Path, notes: Notebook) -> Template | None:
    if root.tag != "template":
        notes.note(root, "unknown-element", f"The file begins with <{root.tag}>, not with <template>.")
        return None
    notes.only_attributes(root, ("format", "kind"))
    version = notes.attribute(root, "format", read.whole, 0)
    if version > FORMAT:
        notes.note(
            root, "newer-format", f"The template is written for a newer PressDesk (format {version}).",
            f"This one reads format {FORMAT}; update PressDesk.", key="format",
        )  # fmt: skip
        return None
    if "format" not in root.attrs:
        notes.note(root, "missing-attribute", f'<template> has no format=…; write format="{FORMAT}".', key="format")
    kind = notes.required(root, "kind", read.name, "")
    titles: dict[str, str] = {}
    descriptions: dict[str, str] = {}
    sections: dict[str, list[Node]] = {"fields": [], "styles": [], "layout": []}
    for child in notes.only_children(root, ("title", "description", *sections)):
        if child.tag in sections:
            sections[child.tag].append(child)
        else:
            by_language(child, titles if child.tag == "title" else descriptions, notes)
    for tag in ("fields", "styles"):
        for extra in sections[tag][1:]:
            notes.note(extra, "twice", f"There is a second <{tag}>.", "Put everything into the first.")
    fields = read_fields(sections["fields"], notes)
    styles = read_styles(sections["styles"], notes)
    notes.styles = tuple(dict.fromkeys((*DEFAULTS, *styles)))
    layouts = tuple(_layout(node, fields, notes) for node in sections["layout"])
    if not layouts:
        notes.note(root, "missing-element", "The template has no <layout>.")
    _check_overlap(sections["layout"], layouts, notes)
    return Template(folder.name, kind, folder, titles, fields, layouts, styles, descriptions)


def _layout(node: Node, fields: Mapping[str, Field], notes: Notebook) -> LayoutPlan:
    notes.only_attributes(node, ("formats",))
    families = tuple(notes.required(node, "formats", str, "").split())
    for name in families:
        if name not in LAYOUT_NAMES:
            notes.note(
                node, "unknown-format", f"There is no format or family of formats “{name}”.",
                did_you_mean(name, LAYOUT_NAMES), key="formats",
            )  # fmt: skip
    sheets: list[SheetPlan] = []
    pictures: dict[str, Mapping[str, str]] = {}
    spans: list[Node] = []
    for child in notes.only_children(node, ("sheet", "span")):
        if child.tag == "span":
            spans.append(child)
            continue
        reader = BoxReader(notes, {**IMPLICIT, **fields})
        sheet = _sheet(child, reader, len(sheets) + 1)
        if sheet is None:
            continue
        if sheet.id in pictures:
            notes.note(child, "duplicate-id", f"There is a second sheet “{sheet.id}” in this layout.", key="id")
        sheets.append(sheet)
        pictures[sheet.id] = reader.kinds
    if not any(child.tag == "sheet" for child in node.children):
        notes.note(node, "missing-element", "The layout has no <sheet>.")
    return LayoutPlan(families, tuple(sheets), tuple(_span(span, fields, pictures, notes) for span in spans), node.line)


def _sheet(node: Node, reader: BoxReader, number: int) -> SheetPlan | None:
    notes = reader.notes
    notes.only_attributes(node, ("id", "bleed", "fill", "folds", "role"))
    boxes = list(notes.only_children(node, BOX_KINDS))
    for extra in boxes[1:]:
        notes.note(
            extra, "two-roots", f"The sheet holds a second box, <{extra.tag}>.",
            "A sheet holds one box; put both into an <overlay> or a <column>.",
        )  # fmt: skip
    if not node.children:
        notes.note(node, "missing-element", "The sheet holds no box.", "Put a <column> or an <overlay> into it.")
    if not boxes:
        return None
    role = notes.attribute(node, "role", read.word("first", "next", "last"), "")
    return SheetPlan(
        notes.attribute(node, "id", read.name, f"sheet-{number}"),
        reader.box(boxes[0]),
        notes.attribute(node, "bleed", read.yes, True),
        notes.attribute(node, "fill", read.colour, ""),
        cast(Literal["", "first", "next", "last"], role),
        notes.attribute(node, "folds", read.several(read.space), ()),
        node.line,
    )


def _span(
    node: Node, fields: Mapping[str, Field], pictures: Mapping[str, Mapping[str, str]], notes: Notebook
) -> SpanPicture:
    notes.only_attributes(node, ("picture", "sheets", "gap", "box"))
    for _ in notes.only_children(node, ()):
        raise AssertionError("no child is allowed")
    field = notes.required(node, "picture", str, "")
    if field and field not in fields:
        notes.note(
            node, "unknown-field", f"There is no field “{field}”.", did_you_mean(field, list(fields)), key="picture"
        )
    elif field and fields[field].type != "picture":
        notes.note(node, "wrong-field", f"The field “{field}” is of type {fields[field].type}.",
                   "Only a picture can run across sheets.", key="picture")  # fmt: skip
    box = node.attrs.get("box", field)
    sheets = tuple(notes.required(node, "sheets", str, "").split())
    for sheet in sheets:
        if sheet not in pictures:
            notes.note(
                node, "unknown-sheet", f"There is no sheet “{sheet}” in this layout.",
                did_you_mean(sheet, list(pictures)), key="sheets",
            )  # fmt: skip
        elif pictures[sheet].get(box) != "picture":
            known = [id for id, kind in pictures[sheet].items() if kind == "picture"]
            notes.note(
                node, "unknown-box", f"The sheet “{sheet}” has no <picture id=\"{box}\"> to show its part.",
                did_you_mean(box, known), key="box",
            )  # fmt: skip
    gap: Length = notes.attribute(node, "gap", _wall, ZERO)
    return SpanPicture(field, sheets, gap, box, node.line)


def _wall(text: str) -> Length:
    length = read.space(text)
    if length.unit == "%":
        raise ValueError(f"“{text}” is no length on a wall; write mm, or u")
    return length


def _check_overlap(nodes: Sequence[Node], layouts: Sequence[LayoutPlan], notes: Notebook) -> None:
    first: dict[str, int] = {}
    for node, layout in zip(nodes, layouts, strict=True):
        for name in layout.families:
            if name in first:
                notes.note(
                    node, "twice", f"“{name}” has its layout already, in line {first[name]}.",
                    "Take it out of one of the two.", key="formats",
                )  # fmt: skip
            first.setdefault(name, layout.line)


def _advice(template: Template, file: str) -> list[Problem]:
    """What a careful author would add: nothing here stops a template from working."""
    advice = [
        Problem("note", "no-title", f"The template has no title in “{language}”.", "", Place(file=file))
        for language in LANGUAGES
        if language not in template.titles
    ]
    for field in template.fields.values():
        place = Place(file=file, line=field.line)
        missing = [language for language in LANGUAGES if language not in field.labels]
        if missing:
            message = f"The field “{field.name}” has no label in {', '.join(missing)}."
            advice.append(Problem("note", "no-label", message, "People see its label in the form.", place))
        longest = field.examples.get("longest", "")
        size = len(longest.split("|")) if field.type == "list" else len(longest)
        if field.max and size > field.max:
            message = f"The longest example of “{field.name}” has {size}, and max is {field.max}."
            advice.append(Problem("warning", "long-example", message, "Shorten it, or raise max.", place))
        if field.type in ("text", "longtext", "list") and not field.default:
            kinds = [kind for kind in EXAMPLE_KINDS if kind not in field.examples]
            if kinds:
                message = f"The field “{field.name}” has no example ({', '.join(kinds)})."
                advice.append(
                    Problem("note", "no-example", message, "Previews and tests are made of the examples.", place)
                )
    return advice
