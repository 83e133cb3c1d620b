"""What somebody hears who has a tagged PDF read aloud: the structure tree walked, its marked content collected."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

import pikepdf

from tests.output.reading import code_map

INLINE = ("Span", "Link", "Reference")
PAINTING = frozenset(("TJ", "Do", "sh", "f", "f*", "S", "B", "B*", "s", "b", "b*"))


class Heard(NamedTuple):
    """An element: its type, the words that are its own or of elements in its line, and what else is said of it."""

    type: str
    text: str
    depth: int
    language: str = ""
    alternative: str = ""
    element: pikepdf.Object | None = None


class Marked(NamedTuple):
    """What a page's content stream says: the text of each marked-content sequence, and that of artifacts; what is
    painted outside of any mark."""

    texts: dict[int, str]
    artifacts: list[str]
    unmarked: list[str]


class Reader:
    """A tagged file, read."""

    def __init__(self, data: bytes) -> None:
        self.document = pikepdf.open(BytesIO(data))
        self.root = self.document.Root.StructTreeRoot
        self.pages = [marked_on(page.obj) for page in self.document.pages]
        self._numbers = {page.obj.objgen: number for number, page in enumerate(self.document.pages)}

    def heard(self) -> list[Heard]:
        """All elements that are no part of a line, in their order."""
        return list(self._walk(self.root.K, 0))

    def words(self) -> list[str]:
        """All words, in the order in which they are read."""
        return " ".join(heard.text for heard in self.heard()).split()

    def _walk(self, element: pikepdf.Object, depth: int) -> Iterator[Heard]:
        kind = str(element.S)[1:]
        yield Heard(
            kind, self._text(element), depth, str(element.get("/Lang", "")), str(element.get("/Alt", "")), element
        )
        for kid in kids_of(element):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid and str(kid.S)[1:] not in INLINE:
                yield from self._walk(kid, depth + 1)

    def _text(self, element: pikepdf.Object) -> str:
        if "/ActualText" in element:
            return str(element.ActualText)
        out: list[str] = []
        for kid in kids_of(element):
            if not isinstance(kid, pikepdf.Dictionary):
                out.append(self.pages[self._numbers[element.Pg.objgen]].texts[int(kid)])
            elif kid.get("/Type") == "/MCR":
                page = kid.Pg if "/Pg" in kid else element.Pg
                out.append(self.pages[self._numbers[page.objgen]].texts[int(kid.MCID)])
            elif "/S" in kid and str(kid.S)[1:] in INLINE:
                out.append(self._text(kid))
        return "".join(out)


def kids_of(element: pikepdf.Object) -> list[pikepdf.Object]:
    if "/K" not in element:
        return []
    found = element.K
    return list(found.as_list()) if isinstance(found, pikepdf.Array) else [found]


def marked_on(page: pikepdf.Object) -> Marked:
    """A page's marked content."""
    marked = Marked({}, [], [])
    _read(page, page.Resources, marked, [])
    return marked


def _read(stream: pikepdf.Object, resources: pikepdf.Object, marked: Marked, stack: list[object]) -> None:
    codes: dict[bytes, str] = {}
    kept: list[dict[bytes, str]] = []
    base = len(stack)
    for step in pikepdf.parse_content_stream(stream):
        assert isinstance(step, pikepdf.ContentStreamInstruction)
        name = str(step.operator)
        if name == "Tf":
            codes = code_map(resources.Font[str(step.operands[0])])
        elif name == "q":
            kept.append(codes)
        elif name == "Q":
            codes = kept.pop()
        elif name in ("BDC", "BMC"):
            _open(step, marked, stack)
        elif name == "EMC":
            stack.pop()
        elif name in PAINTING and not any(isinstance(mark, int) or mark == "Artifact" for mark in stack):
            marked.unmarked.append(name)
        elif name == "TJ" and "told" not in stack:
            text = "".join(
                codes[bytes(piece)[i : i + 2]]
                for piece in step.operands[0]
                if isinstance(piece, pikepdf.String)
                for i in range(0, len(bytes(piece)), 2)
            )
            _say(text, marked, stack)
        elif name == "Do":
            drawn = resources.XObject[str(step.operands[0])]
            if drawn.Subtype == "/Form":
                _read(drawn, drawn.Resources, marked, stack)
    assert len(stack) == base


def _open(step: pikepdf.ContentStreamInstruction, marked: Marked, stack: list[object]) -> None:
    given = step.operands[1] if len(step.operands) > 1 else pikepdf.Dictionary()
    if step.operands[0] == "/Artifact":
        assert not stack
        marked.artifacts.append("")
        stack.append("Artifact")
    elif "/MCID" in given:
        assert not stack
        marked.texts[int(given.MCID)] = ""
        stack.append(int(given.MCID))
    else:
        told = given.get("/ActualText")
        if told is not None:
            _say(str(told), marked, stack)
        stack.append("" if told is None else "told")


def _say(text: str, marked: Marked, stack: list[object]) -> None:
    for mark in stack:
        if isinstance(mark, int):
            marked.texts[mark] += text
        elif mark == "Artifact":
            marked.artifacts[-1] += text
