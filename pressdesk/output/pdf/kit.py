"""What is kept between files: fonts with their subsets, pictures, and the operators of items seen before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pressdesk.base.colour import Ink
from pressdesk.colour.modes import Mode
from pressdesk.display.items import Group, Item, Picture, Sheet
from pressdesk.output.pdf.content import Fragment, Writer, form_part
from pressdesk.output.pdf.fonts import Encoded, Font
from pressdesk.output.pdf.paints import Inking, inking
from pressdesk.output.pdf.parts import Part
from pressdesk.output.pdf.pictures import AS_IT_IS, Making, image_part, needed_pixels
from pressdesk.text.glyphs import ShapedRun

if TYPE_CHECKING:
    from pressdesk.text.fonts import Face

_MOST = 5_000
"""So many fragments and runs are remembered; then all are forgotten, for a window that is open all day."""

_MOST_PICTURES = 40
"""Of decoded pictures, which may be large."""

_WORTH = 160
"""A form object costs some hundred bytes and an entry in the table; shorter operators are written out again."""


_LONG = 1500
"""A drawing with as many bytes of operators or more is a form object in any file."""


class PdfKit:
    """Give the same kit to every file of a batch, and what they share is made once. A kit changes no bytes."""

    def __init__(self) -> None:
        self._fonts: dict[int, Font] = {}
        self._runs: dict[int, tuple[ShapedRun, Encoded]] = {}
        self._painters: dict[tuple[Mode, Making], Painter] = {}

    def painter(self, mode: Mode, making: Making = AS_IT_IS) -> Painter:
        """What makes operators for files in this colour mode, with their pictures made ready in this way."""
        key = mode, making
        found = self._painters.get(key)
        if found is None:
            found = self._painters[key] = Painter(self, mode, making)
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
    """Operators for one colour mode and one way of making pictures ready."""

    def __init__(self, kit: PdfKit, mode: Mode, making: Making) -> None:
        self.mode = mode
        self.making = making
        self.encoded = kit.encoded
        self._fragments: dict[int, tuple[tuple[Item, ...], Fragment]] = {}
        self._forms: dict[int, tuple[Fragment, Part]] = {}
        self._see_through_forms: dict[int, tuple[Fragment, Part]] = {}
        self._inkings: dict[Ink, Inking] = {}
        self._pictures: dict[tuple[object, ...], Part] = {}

    def inking(self, ink: Ink) -> Inking:
        """How the ink is set in this mode."""
        found = self._inkings.get(ink)
        if found is None:
            found = self._inkings[ink] = inking(ink, self.mode)
        return found

    def picture(self, picture: Picture) -> Part:
        """The image object of a picture, one for each file that is the same."""
        asset, making = picture.asset, self.making
        key: tuple[object, ...] = asset.digest, None, 0
        if picture.duotone is not None or self.mode == "cmyk" or making.ppi:
            key = asset.digest, picture.duotone, needed_pixels(picture, self.mode, making.ppi)
        found = self._pictures.get(key)
        if found is None:
            if len(self._pictures) > _MOST_PICTURES:
                self._pictures.clear()
            found = self._pictures[key] = image_part(picture, self.mode, making)
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

    def drawing(self, items: tuple[Item, ...], fragment: Fragment) -> Part | None:
        """A long drawing without text, such as a logo, as a form object: deflated once for all files."""
        if len(fragment.operators) < _LONG or fragment.runs:
            return None
        return self.form(items, fragment)

    def repeated(self, items: tuple[Item, ...], fragment: Fragment) -> Part | None:
        """Items that come again in a file as a form object, when that is shorter."""
        return self.form(items, fragment) if len(fragment.operators) >= _WORTH else None

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

    def __init__(self, sheets: Iterable[Sheet]) -> None:
        self._seen: set[int] = set()
        self._again: set[int] = set()
        for sheet in sheets:
            self._count(sheet.items)

    def comes_again(self, items: tuple[Item, ...]) -> bool:
        return id(items) in self._again

    def _count(self, items: tuple[Item, ...]) -> None:
        for item in items:
            if item.__class__ is Group:
                inner = item.items
                if id(inner) in self._seen:
                    self._again.add(id(inner))
                elif inner:
                    self._seen.add(id(inner))
                    self._count(inner)
