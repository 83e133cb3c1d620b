"""A letterhead of the user's own: a Word file with names in double braces, filled in a closed room.

`{{ title }}`, `{{ date }}` and their like become texts, `{{ body }}` on a line of its own becomes the text of the
document in the letterhead's own styles where it has them. A letterhead may choose and repeat (`{% if embargo %}`,
`{% for contact in contacts %}`), but it can reach nothing else: no attribute of Python, no function, no file.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from pressdesk.base.problem import InputError, Place, Problem
from pressdesk.output.document import Document, Part, leaves
from pressdesk.output.embedding import Embedded

BODY = "body"
_MARK = "\ue012body\ue012"
_MOST_LOOPS = 6
_FILTERS = ("upper", "lower", "capitalize", "title", "trim", "length", "first", "last", "join", "default", "e")


def write_on_letterhead(
    document: Document,
    letterhead: Path,
    stream: BinaryIO,
    options: Any,
    pictures: Mapping[Path, Embedded] = {},
) -> None:
    """Write a document into a letterhead. Raises InputError for one that is broken, unsafe, or names what is not there,
    OSError."""
    from pressdesk.output.word.body import BodyWriter
    from pressdesk.output.word.notes import add_notes, notes_in
    from pressdesk.output.word.package import describe, number_lists, save
    from pressdesk.output.word.styles import Styles

    word = _rendered(letterhead, document)
    styles = Styles(document)
    renamed = _add_styles(word, styles)
    start = _add_lists(word)
    first_note = notes_in(word)
    section = word.sections[0]
    width = (section.page_width - section.left_margin - section.right_margin) / 12700
    writer = BodyWriter(document, word, styles, pictures, width, first_list=start)
    place = _place(word)
    if place is None:
        raise _broken(letterhead, "it has no line that says {{ body }}", "Write {{ body }} where the text begins.")

    def append(made: Any) -> None:
        _adapt(made, renamed, first_note)
        place.addprevious(made)

    writer.write(told_by_body(document), append)
    place.getparent().remove(place)
    number_lists(word, writer.lists, start)
    if document.notes:
        add_notes(document, word, styles)
    describe(word, document, options)
    save(word, stream)


def letterhead_for(root: Path, template: str) -> Path | None:
    """The campaign's letterhead for a template: `templates/NAME.docx`, else `templates/letterhead.docx`."""
    for name in (template, "letterhead"):
        path = root / "templates" / f"{name}.docx"
        if path.is_file():
            return path
    return None


def told_by_body(document: Document) -> tuple[Part, ...]:
    """The parts that `{{ body }}` stands for: from the lede, or the first text after the title, to the end."""
    parts = document.parts
    for number, part in enumerate(parts):
        if part.role == "lede":
            return parts[number:]
    titles = [number for number, part in enumerate(parts) if part.role == "title"]
    return parts[titles[0] + 1 :] if titles else parts


def names_of(document: Document) -> dict[str, object]:
    """What a letterhead can name, besides the body: what stands before it, by the style it is set in.

    `title`, `mention`, `sender`, `date`, `embargo` and so on are the ends of the styles' names; `head` is all of it,
    line by line, and `organisations` are the names behind the logos.
    """
    body = told_by_body(document)
    before = document.parts[: len(document.parts) - len(body)]
    names: dict[str, object] = {"language": document.language, "title": document.title, BODY: _MARK}
    lines = []
    for part in leaves(before):
        if part.kind == "text" and part.text:
            lines.append(part.text)
            name = "title" if part.role == "title" else part.style.rpartition("-")[2]
            if name not in names or name == "title":
                names[name] = part.text
    names["head"] = lines
    names["organisations"] = [logo.name for part in document.parts for logo in part.logos]
    names["foot"] = "\n".join(part.text for part in document.closing)
    return names


def _rendered(letterhead: Path, document: Document) -> Any:
    """The letterhead with its names filled in, as a file of python-docx."""
    import docx
    from docxtpl import DocxTemplate
    from jinja2 import TemplateError, UndefinedError

    from pressdesk.output.word.guard import checked

    data, problems = checked(letterhead)
    unsafe = [problem for problem in problems if problem.code in ("word-macro", "word-outside")]
    if unsafe:
        raise InputError(*(problem._replace(severity="error") for problem in unsafe))
    names = names_of(document)
    for name in _OPTIONAL:
        names.setdefault(name, "")
    try:
        template = DocxTemplate(BytesIO(data))
        template.render(names, jinja_env=_closed_room(), autoescape=True)
    except UndefinedError as fault:
        raise _broken(letterhead, str(fault), f"Known are: {', '.join(names)}.") from None
    except (TemplateError, OverflowError, MemoryError, RecursionError, TypeError, ValueError) as fault:
        reason = str(fault).split("\n", maxsplit=1)[0][:120]
        raise _broken(letterhead, reason, "Look at what stands between the braces.") from None
    filled = BytesIO()
    template.save(filled)
    return docx.Document(filled)


def _closed_room() -> Any:
    """An environment in which a template can name, choose and repeat, and nothing else."""
    from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
    from jinja2.runtime import LoopContext
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Room(ImmutableSandboxedEnvironment):
        def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
            tree = super()._parse(source, name, filename)
            found = [type(node).__name__ for node in tree.find_all(nodes.Node)]
            other = next((kind for kind in found if kind not in _ALLOWED), "")
            if other or found.count("For") > _MOST_LOOPS:
                raise TemplateSyntaxError(f"it may name, choose and repeat only ({other or 'too many loops'})", 1)
            return tree

        def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002
            return isinstance(obj, LoopContext) and attr in ("index", "first", "last")

        def is_safe_callable(self, obj: Any) -> bool:  # noqa: ARG002
            return False

    room = Room(undefined=StrictUndefined, autoescape=True)
    room.globals.clear()
    room.filters = {name: room.filters[name] for name in _FILTERS}
    room.tests = {name: room.tests[name] for name in ("defined", "undefined", "none")}
    return room


def _place(word: Any) -> Any:
    """The paragraph that stands where the text goes."""
    from docx.oxml.ns import qn

    for paragraph in word.element.body.iter(qn("w:p")):
        if _MARK in "".join(node.text or "" for node in paragraph.iter(qn("w:t"))):
            return paragraph
    return None


def _adapt(made: Any, renamed: Mapping[str, str], first_note: int) -> None:
    """Give what was written the names that the letterhead has for styles, and its notes numbers after its own."""
    from docx.oxml.ns import qn

    for tag in _NAMING:
        for one in made.iter(qn(tag)):
            name = one.get(qn("w:val"))
            one.set(qn("w:val"), renamed.get(name, name))
    for one in made.iter(qn("w:footnoteReference")):
        one.set(qn("w:id"), str(int(one.get(qn("w:id"))) + first_note))


def _add_styles(word: Any, styles: Any) -> dict[str, str]:
    """Add the styles that the text needs and the letterhead lacks; what it calls those that it has."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import parse_xml

    theirs = word.styles.element
    names = {_name_of(one): one.get(qn("w:styleId")) for one in _styles_in(theirs)}
    ours = _styles_in(parse_xml(styles.xml().encode()))
    renamed = {one.get(qn("w:styleId")): names[_name_of(one)] for one in ours if _name_of(one) in names}
    taken = set(names.values())
    for style in ours:
        id = style.get(qn("w:styleId"))
        if id in renamed or style.get(qn("w:default")) is not None:
            continue
        if id in taken:
            renamed[id] = f"PressDesk{id}"
            style.set(qn("w:styleId"), renamed[id])
        theirs.append(style)
    for style in _styles_in(theirs):
        if style in ours:
            _adapt(style, renamed, 0)
    return renamed


def _name_of(style: Any) -> str:
    from docx.oxml.ns import qn

    return str(style.find(qn("w:name")).get(qn("w:val"))).lower()


def _styles_in(root: Any) -> list[Any]:
    from docx.oxml.ns import qn

    return [one for one in root.findall(qn("w:style")) if one.find(qn("w:name")) is not None]


def _add_lists(word: Any) -> int:
    """Our two kinds of lists beside those of the letterhead; the number of the first of them."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import parse_xml

    from pressdesk.output.word.package import numbering

    root = word.part.numbering_part.element
    used = [int(one.get(qn("w:numId"))) for one in root.findall(qn("w:num"))]
    abstract = [int(one.get(qn("w:abstractNumId"))) for one in root.findall(qn("w:abstractNum"))]
    first = max((*used, *abstract, 0)) + 1
    ours = parse_xml(numbering(first).encode())
    last = root.findall(qn("w:abstractNum"))
    for one in ours.findall(qn("w:abstractNum")):
        if last:
            last[-1].addnext(one)
        else:
            root.insert(0, one)
        last = [one]
    root.extend(ours.findall(qn("w:num")))
    return first


def _broken(letterhead: Path, reason: str, remedy: str) -> InputError:
    message = f"The letterhead “{letterhead.name}” cannot be used: {reason.rstrip('.')}."
    return InputError(Problem("error", "broken-letterhead", message, remedy, Place(file=str(letterhead))))


_NAMING = ("w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next")
_ALLOWED = frozenset(
    [
        *("Template", "Output", "TemplateData", "Name", "Const", "List", "Tuple", "If", "For"),
        *("Getattr", "Getitem", "Filter", "Test", "Compare", "Operand", "And", "Or", "Not", "CondExpr", "Concat"),
    ]
)
_OPTIONAL = ("mention", "name", "date", "embargo", "foot", "lede")
