"""SVG files read into a tree of elements; whatever could reach outside the file or blow up is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from pressdesk.base.problem import InputError, Place, Problem
from pressdesk.base.values import NamedTuple

MOST_BYTES = 30_000_000
MOST_DEPTH = 128

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"


class Element(NamedTuple):
    """An element of SVG: its local name, attributes (`href` for `xlink:href`), children, text, line in the file."""

    tag: str
    attributes: dict[str, str]
    children: list[Element]
    text: list[str]
    line: int

    def walk(self) -> Iterator[Element]:
        yield self
        for child in self.children:
            yield from child.walk()


def read_tree(path: Path) -> Element:
    """The root element of an SVG file; elements of other languages are left out.

    Raises InputError for what is missing, no SVG, broken XML, or declares entities.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise refusal(
                path,
                "svg-too-large",
                f"The drawing “{path.name}” is larger than {MOST_BYTES // 10**6} MB.",
                _AS_PICTURE,
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise refusal(
            path,
            "picture-missing",
            f"There is no drawing “{path.name}” in “{path.parent.name}”.",
            "Put the file there, or choose another one.",
        ) from None
    except OSError as fault:
        raise refusal(
            path, "picture-unreadable", f"The drawing “{path.name}” cannot be read: {fault.strerror}.", ""
        ) from None
    if data[:2] == b"\x1f\x8b":
        data = _unpacked(path, data)
    return _parsed(path, data)


def refusal(path: Path, code: str, message: str, remedy: str, line: int = 0) -> InputError:
    """The error for a drawing that is not taken."""
    return InputError(Problem("error", code, message, remedy, Place(file=str(path), line=line)))


_AS_PICTURE = "Export it as a PNG of 600 ppi and use that."
_SAVE_AGAIN = "Open it in a drawing program and save it as plain SVG."


def _unpacked(path: Path, data: bytes) -> bytes:
    import zlib

    try:
        unpacker = zlib.decompressobj(31)
        plain = unpacker.decompress(data, MOST_BYTES)
    except zlib.error:
        raise refusal(path, "svg-broken", f"The drawing “{path.name}” is damaged.", _SAVE_AGAIN) from None
    if unpacker.unconsumed_tail:
        raise refusal(path, "svg-too-large", f"The drawing “{path.name}” is too large when unpacked.", _AS_PICTURE)
    return plain


def _parsed(path: Path, data: bytes) -> Element:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    top = Element("", {}, [], [], 0)
    stack = [top]
    foreign = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal foreign
        space, _, tag = name.rpartition(" ")
        if foreign or space not in ("", _SVG):
            foreign += 1
            return
        if len(stack) > MOST_DEPTH:
            line = parser.CurrentLineNumber
            raise refusal(path, "svg-too-deep", f"The drawing “{path.name}” is nested too deeply.", _SAVE_AGAIN, line)
        own = {key.removeprefix(f"{_XLINK} "): value for key, value in attributes.items()}
        element = Element(tag, own, [], [], parser.CurrentLineNumber)
        stack[-1].children.append(element)
        stack.append(element)

    def end(_name: str) -> None:
        nonlocal foreign
        if foreign:
            foreign -= 1
        else:
            stack.pop()

    def text(data: str) -> None:
        if not foreign:
            stack[-1].text.append(data)

    def doctype(_name: str, _system: str | None, _public: str | None, internal: int) -> None:
        if internal:
            raise refusal(
                path,
                "svg-entities",
                f"The drawing “{path.name}” declares entities of its own, which are not read, for safety.",
                _SAVE_AGAIN,
                parser.CurrentLineNumber,
            )

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as fault:
        told = expat.ErrorString(fault.code)
        raise refusal(
            path, "svg-broken", f"The drawing “{path.name}” is not well-formed: {told}.", _SAVE_AGAIN, fault.lineno
        ) from None
    if not top.children or top.children[0].tag != "svg":
        raise refusal(path, "not-a-drawing", f"“{path.name}” is no SVG drawing.", "Use an SVG file.")
    return top.children[0]
