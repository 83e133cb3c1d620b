"""XML as plain nodes that know their line; a document type or an entity is refused."""

from __future__ import annotations

from xml.parsers import expat

from pressdesk.base.problem import Place, Problem

SIZE_LIMIT = 4_000_000
"""Bytes; no template written by hand comes near."""


class Node:
    """An element: `content` holds its text and its child elements in order."""

    __slots__ = ("attrs", "content", "line", "tag")

    def __init__(self, tag: str, attrs: dict[str, str], line: int) -> None:
        self.tag = tag
        self.attrs = attrs
        self.line = line
        self.content: list[str | Node] = []

    @property
    def children(self) -> list[Node]:
        return [part for part in self.content if isinstance(part, Node)]

    @property
    def text(self) -> str:
        """The element's own text, without that of its children."""
        return "".join(part for part in self.content if isinstance(part, str))


class _RefusedError(Exception):
    """Stops the parser at what is not allowed."""


def read_nodes(data: bytes, file: str, *, depth: int) -> tuple[Node | None, list[Problem]]:
    """The root element of an XML file, None when it is broken; elements deeper than `depth` are left out and told."""
    problems: list[Problem] = []
    if len(data) > SIZE_LIMIT:
        problems.append(
            Problem(
                "error",
                "too-large",
                f"The file has {len(data) // 1_000_000} MB; a template has a few kilobytes.",
                "Keep pictures in files of their own.",
                Place(file=file),
            )
        )
        return None, problems
    top = Node("", {}, 0)
    open_nodes = [top]
    skipped = 0

    parser = expat.ParserCreate()
    parser.buffer_text = True

    def start(tag: str, attrs: dict[str, str]) -> None:
        nonlocal skipped
        if skipped or len(open_nodes) > depth:
            if not skipped and not any(problem.code == "too-deep" for problem in problems):
                problems.append(
                    Problem(
                        "error",
                        "too-deep",
                        f"<{tag}> lies more than {depth} elements deep.",
                        "Lay out with fewer boxes inside one another.",
                        Place(file=file, line=parser.CurrentLineNumber),
                    )
                )
            skipped += 1
            return
        node = Node(tag, attrs, parser.CurrentLineNumber)
        open_nodes[-1].content.append(node)
        open_nodes.append(node)

    def end(_tag: str) -> None:
        nonlocal skipped
        if skipped:
            skipped -= 1
        else:
            open_nodes.pop()

    def text(data: str) -> None:
        if not skipped:
            open_nodes[-1].content.append(data)

    def doctype(*_: object) -> None:
        problems.append(
            Problem(
                "error",
                "doctype",
                "A document type or an entity (<!DOCTYPE …>) is not allowed in a template.",
                "Delete it, and write the characters themselves.",
                Place(file=file, line=parser.CurrentLineNumber),
            )
        )
        raise _RefusedError

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = doctype
    parser.EntityDeclHandler = doctype
    try:
        parser.Parse(data, True)
    except _RefusedError:
        return None, problems
    except expat.ExpatError as fault:
        within = open_nodes[-1]
        inside = f", inside the <{within.tag}> of line {within.line}" if within.tag else ""
        problems.append(
            Problem(
                "error",
                "broken-xml",
                f"The XML is broken: {expat.ErrorString(fault.code)}, in column {fault.offset + 1}{inside}.",
                "Close every element, and write &amp; for & and &lt; for <.",
                Place(file=file, line=fault.lineno),
            )
        )
        return None, problems
    except (LookupError, ValueError) as fault:  # an encoding that Python does not know, or characters outside it
        problems.append(
            Problem(
                "error",
                "broken-xml",
                f"The encoding of the file cannot be read: {fault}.",
                "Save it as UTF-8.",
                Place(file=file, line=1),
            )
        )
        return None, problems
    return top.children[0], problems
