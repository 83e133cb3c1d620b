"""Pages painted and not in any file yet, and their way from one process to another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from pressdesk.base.values import NamedTuple
from pressdesk.output.pdf.fonts import Font, Glyphs
from pressdesk.output.pdf.outline import Heading
from pressdesk.output.pdf.parts import Named, Part

if TYPE_CHECKING:
    from pressdesk.output.pdf.kit import PdfKit
    from pressdesk.output.pdf.marking import Element


class PaintedPage(NamedTuple):
    """A page: its dictionary without references (parent, resources, contents), its table of resources, its content
    deflated, what it gives to the outline, its language, what is read on it, and whether another
    record begins here."""

    body: str
    table: Part
    content: bytes
    headings: tuple[Heading, ...] = ()
    language: str = ""
    elements: tuple[Element, ...] = ()
    begins: bool = False


class Painted(NamedTuple):
    """Pages in their order, and what they show of each font."""

    pages: tuple[PaintedPage, ...]
    glyphs: Mapping[Font, Glyphs]


class ClashError(Exception):
    """Two processes gave one code of a font to different glyphs; the pages must be painted in one."""


def parts_of(painted: Painted) -> dict[str, Part]:
    """All objects behind some pages by their names, fonts apart."""
    found: dict[str, Part] = {}

    def look(parts: Iterable[Named]) -> None:
        for part in parts:
            if isinstance(part, Part) and part.name not in found:
                found[part.name] = part
                look(part.refs)

    look({id(page.table): page.table for page in painted.pages}.values())
    return found


def packed(painted: Painted, known: Mapping[str, Part]) -> bytes:
    """Pages as bytes for a process that has the objects `known` by their names."""
    from io import BytesIO
    from pickle import Pickler

    class Packer(Pickler):
        def persistent_id(self, found: object) -> object:
            if isinstance(found, Font):
                return found.face
            if isinstance(found, Part) and found.name in known:
                return found.name
            return None

    stream = BytesIO()
    codes = {font: font.codes_in(glyphs.blocks) for font, glyphs in painted.glyphs.items()}
    Packer(stream, protocol=5).dump((painted, codes))
    return stream.getvalue()


def unpacked(data: bytes, known: Mapping[str, Part], kit: PdfKit) -> Painted:
    """Pages that came as bytes, with the fonts of this process's kit. Raises ClashError."""
    from io import BytesIO
    from pickle import Unpickler

    class Unpacker(Unpickler):
        def persistent_load(self, name: object) -> object:
            return known[name] if isinstance(name, str) else kit.font(name)  # type: ignore[arg-type]

    painted: Painted
    painted, codes = Unpacker(BytesIO(data)).load()
    if not all(font.takes_over(some) for font, some in codes.items()):
        raise ClashError
    return painted
