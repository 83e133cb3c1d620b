"""What is kept between files: fonts with their subsets, pictures, and the operators of items seen before."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from pressdesk.base.colour import Colour, Ink
from pressdesk.colour.modes import Mode, choose
from pressdesk.display.items import Group, Item, Picture, Sheet
from pressdesk.output.pdf.content import Fragment, Writer, form_part
from pressdesk.output.pdf.fonts import Encoded, Font
from pressdesk.output.pdf.parts import Part
from pressdesk.output.pdf.pictures import image_part, needed_pixels
from pressdesk.text.glyphs import ShapedRun

if TYPE_CHECKING:
    from pressdesk.text.fonts import Face

_MOST = 20_000
"""So many fragments and runs are remembered; then all are forgotten, for a window that is open all day."""

_WORTH = 160
"""A form object costs some hundred bytes and an entry in the table; shorter operators are written out again."""


class PdfKit:
    """Give the same kit to every file of a batch, and what they share is made once. A kit changes no bytes."""

    def __init__(self) -> None:
        self._fonts: dict[int, Font] = {}
        self._runs: dict[int, tuple[ShapedRun, Encoded]] = {}
        self._painters: dict[Mode, Painter] = {}

    def painter(self, mode: Mode) -> Painter:
        """What makes operators for files in this colour mode."""
        found = self._painters.get(mode)
        if found is None:
            found = self._painters[mode] = Painter(self, mode)
        return found

    def font(self, face: Face) -> Font:
        found = self._fonts.get(id(face))
        if found is None:  # the font holds its face, so the id stays its own
            found = self._fonts[id(face)] = Font(face)
        return found

    def encoded(self, run: ShapedRun) -> Encoded:
        """The run's operators, made once for each run object."""
        found = self._runs.get(id(run))
        if found is None:
            if len(self._runs) > _MOST:
                self._runs.clear()
            found = self._runs[id(run)] = run, self.font(run.face).encode(run)
        return found[1]


class Painter:
    """Operators for one colour mode; pictures that must be converted are kept in the folder `cache`."""

    def __init__(self, kit: PdfKit, mode: Mode) -> None:
        self.mode = mode
        self.encoded = kit.encoded
        self.cache: Path | None = None
        self._fragments: dict[int, tuple[tuple[Item, ...], Fragment]] = {}
        self._forms: dict[int, tuple[Fragment, Part]] = {}
        self._see_through_forms: dict[int, tuple[Fragment, Part]] = {}
        self._colours: dict[Ink, Colour] = {}
        self._pictures: dict[tuple[object, ...], Part] = {}

    def colour(self, ink: Ink) -> Colour:
        """The colour that this mode prints the ink in."""
        found = self._colours.get(ink)
        if found is None:
            found = self._colours[ink] = choose(ink, self.mode)
        return found

    def picture(self, picture: Picture) -> Part:
        """The image object of a picture, one for each file that is the same."""
        asset = picture.asset
        key: tuple[object, ...] = asset.digest, None, 0
        if picture.duotone is not None or self.mode == "cmyk":
            key = asset.digest, picture.duotone, needed_pixels(picture, self.mode)
        found = self._pictures.get(key)
        if found is None:
            found = self._pictures[key] = image_part(picture, self.mode, self.cache)
        return found

    def fragment(self, items: tuple[Item, ...]) -> Fragment:
        """The operators of some items, made once for each tuple."""
        found = self._fragments.get(id(items))
        if found is None:
            writer = Writer(self)
            writer.items(items)
            if len(self._fragments) > _MOST:
                self._fragments.clear()
                self._forms.clear()
                self._see_through_forms.clear()
            found = self._fragments[id(items)] = items, writer.fragment()
        return found[1]

    def form(self, items: tuple[Item, ...], fragment: Fragment) -> Part:
        """The items as a form object."""
        found = self._forms.get(id(fragment))
        if found is None:
            found = self._forms[id(fragment)] = fragment, form_part(items, fragment)
        return found[1]

    def transparency_form(self, items: tuple[Item, ...], fragment: Fragment) -> Part:
        """The items as a transparency group, which is let through as a whole (ISO 32000-1, 11.6.6)."""
        found = self._see_through_forms.get(id(fragment))
        if found is None:
            space = "/DeviceCMYK" if self.mode == "cmyk" else "/DeviceRGB"
            group = f"/Group<</S/Transparency/CS{space}/I true>>"
            found = self._see_through_forms[id(fragment)] = fragment, form_part(items, fragment, group=group)
        return found[1]


class Forms:
    """Which groups of a file come more than once: the outermost ones, told by the identity of their items."""

    def __init__(self, painter: Painter, sheets: Iterable[Sheet]) -> None:
        self._painter = painter
        self._seen: set[int] = set()
        self._repeated: set[int] = set()
        self._holding: set[int] = set()
        for sheet in sheets:
            self._count(sheet.items)
        if self._repeated:
            self._seen.clear()
            for sheet in sheets:
                self._trace(sheet.items)

    def holds_some(self, items: tuple[Item, ...]) -> bool:
        """Whether something in the group is drawn as a form object while the group itself is not."""
        return id(items) in self._holding

    def form(self, items: tuple[Item, ...], fragment: Fragment) -> Part | None:
        if id(items) in self._repeated and len(fragment.operators) >= _WORTH:
            return self._painter.form(items, fragment)
        return None

    def _count(self, items: tuple[Item, ...]) -> None:
        seen = self._seen
        for item in items:
            if item.__class__ is Group:
                inner = item.items
                if id(inner) in seen:
                    self._repeated.add(id(inner))
                elif inner:
                    seen.add(id(inner))
                    self._count(inner)

    def _trace(self, items: tuple[Item, ...]) -> bool:
        """Mark the groups that hold a repeated one."""
        found = False
        for item in items:
            if item.__class__ is Group:
                inner = item.items
                if id(inner) in self._repeated or id(inner) in self._holding:
                    found = True
                elif self._trace(inner):
                    self._holding.add(id(inner))
                    found = True
        return found
