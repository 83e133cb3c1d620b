"""Display items as content operators with marks around them (ISO 32000-1, 14.6): what is read is what was painted.

Every operator stands in a marked-content sequence: one of an element that is read, or that of an artifact. The elements
of a page are plain values; the structure of the whole file is made of them (`structure`).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from pressdesk.base.geometry import IDENTITY, Affine, Rect
from pressdesk.base.values import NamedTuple
from pressdesk.display.inspect import bounds, walk
from pressdesk.display.items import GlyphRun, Group, Item, Link, Picture, Shape
from pressdesk.output.extent import stands_alone
from pressdesk.output.pdf.content import Fragment, Writer
from pressdesk.output.pdf.links import Clicked
from pressdesk.text.glyphs import ShapedRun

if TYPE_CHECKING:
    from pressdesk.output.pdf.kit import Forms, Painter

SOFT_HYPHEN = "\u00ad"

_ARTIFACT = "/Artifact BMC"
_HEADER = "/Artifact <</Type/Pagination/Subtype/Header>> BDC"
_FOOTER = "/Artifact <</Type/Pagination/Subtype/Footer>> BDC"

_HOLDERS = ("", "list", "table", "row", "code")
"""What holds elements and no text of its own."""


class Element(NamedTuple):
    """What somebody who listens meets on a page; `role` is that of a `Group`, or `span` for words in another language.

    `kids` are elements, numbers of marked-content sequences, and places to click. `box` is where a figure
    lies, in the page's own coordinates. `words` are those of a label; those of a `span` replace its marked content,
    which stands in the order in which it is seen where a script goes from right to left.
    """

    role: str
    kids: tuple[Kid, ...] = ()
    key: str = ""
    level: int = 0
    scope: str = ""
    language: str = ""
    alternative: str = ""
    box: Rect | None = None
    words: str = ""


Kid: TypeAlias = Element | Clicked | int


class _Open:
    """An element that still grows."""

    __slots__ = (
        "alternative",
        "box",
        "implied",
        "key",
        "kids",
        "language",
        "level",
        "role",
        "scope",
        "target",
        "words",
    )

    def __init__(self, role: str, *, language: str = "", implied: bool = False) -> None:
        self.role = role
        self.kids: list[_Open | Clicked | int] = []
        self.key = self.scope = self.alternative = self.words = self.target = ""
        self.level = 0
        self.language = language
        self.box: Rect | None = None
        self.implied = implied

    def closed(self) -> Element | None:
        """The element, None when there is nothing to be read; a cell keeps the place of its neighbours."""
        kids: list[Kid] = []
        for kid in self.kids:
            if isinstance(kid, _Open):
                inner = kid.closed()
                if inner is not None:
                    kids.append(inner)
            else:
                kids.append(kid)
        if not kids and self.role not in ("header", "cell"):
            return None
        words = self.words if self.role in ("label", "span") else ""
        return Element(
            self.role, tuple(kids), self.key, self.level, self.scope, self.language, self.alternative, self.box, words
        )


class MarkedWriter(Writer):
    """A writer that marks everything: text belongs to the innermost group with a role, a figure to its group, all else
    is an artifact. What layout adds to the words, a hyphen at a line's end, is an artifact too."""

    def __init__(self, painter: Painter, forms: Forms | None, page: Affine, language: str, *, clickable: bool) -> None:
        super().__init__(painter, forms)
        self._through = page
        self._height = abs(page.apply(0, 0)[1])
        self._clickable = clickable
        self._root = _Open("", language=language)
        self._stack = [self._root]
        self._marked: _Open | str | None = None
        self._solid = False
        self._count = 0

    def fragment(self) -> Fragment:
        self._unmark()
        return super().fragment()

    def elements(self) -> tuple[Element, ...]:
        """What is read on the page, in its order."""
        found = self._root.closed()
        return tuple([kid for kid in found.kids if isinstance(kid, Element)]) if found is not None else ()

    # marks

    def _mark(self, target: _Open | str) -> None:
        if target is self._marked:
            return
        self._unmark()
        self._end_text()
        if isinstance(target, str):
            self._out.append(target)
        else:
            tag = "Figure" if target.role == "figure" else "Span"
            self._out.append(f"/{tag} <</MCID {self._count}>> BDC")
            target.kids.append(self._count)
            self._count += 1
        self._marked = target

    def _unmark(self) -> None:
        if self._marked is not None:
            self._end_text()
            self._out.append("EMC")
            self._marked = None

    def _enter(self, group: Group) -> None:
        if not self._solid:
            self._unmark()
        super()._enter(group)

    def _leave(self) -> None:
        if not self._solid:
            self._unmark()
        super()._leave()

    # what is read

    def _glyphs(self, item: GlyphRun) -> None:
        if self._solid:
            super()._glyphs(item)
            return
        leaf = self._leaf(item.run.language)
        if item.run.rtl:
            leaf = self._reversed(leaf, item.run.text)
        top = self._stack[-1]
        if top.role in ("label", "link"):
            top.words += item.run.text
        for piece in parted(item):
            self._mark(_ARTIFACT if piece.run.text == SOFT_HYPHEN else leaf)
            super()._glyphs(piece)

    def _leaf(self, language: str) -> _Open:
        """The element that text in a language belongs to."""
        top = self._stack[-1]
        if top.role in _HOLDERS:
            last = top.kids[-1] if top.kids else None
            if not (isinstance(last, _Open) and last.implied):
                last = _Open("paragraph", language=top.language, implied=True)
                top.kids.append(last)
            top = last
        if not language or language == top.language:
            return top
        last = top.kids[-1] if top.kids else None
        if not (isinstance(last, _Open) and last.role == "span" and last.language == language and not last.words):
            last = _Open("span", language=language)
            top.kids.append(last)
        return last

    def _reversed(self, leaf: _Open, text: str) -> _Open:
        """An element in a leaf that says in its order what is painted from right to left."""
        span = leaf.kids[-1] if leaf.kids else None
        if not (isinstance(span, _Open) and span.role == "span" and span.words):
            span = _Open("span", language=leaf.language)
            leaf.kids.append(span)
        span.words += text.replace(SOFT_HYPHEN, "")
        return span

    def _end_paragraph(self) -> None:
        """Words of two groups without a role are two paragraphs."""
        top = self._stack[-1]
        if top.role in _HOLDERS and top.kids and isinstance(last := top.kids[-1], _Open):
            last.implied = False

    def _shape(self, item: Shape) -> None:
        if not self._solid and item.path.verbs:
            top = self._stack[-1]
            if top.role == "code":
                self._mark(self._code_figure(top, bounds(item)))
            else:
                self._mark(_ARTIFACT)
        super()._shape(item)

    def _code_figure(self, code: _Open, box: Rect) -> _Open:
        """The figure of a code: its modules and their ground, without the words beside them."""
        figure = next((kid for kid in code.kids if isinstance(kid, _Open) and kid.role == "figure"), None)
        if figure is None:
            figure = _Open("figure", language=code.language)
            figure.alternative = code.alternative
            code.kids.append(figure)
        box = self._through.bounds(box)
        figure.box = box if figure.box is None else figure.box.union(box)
        return figure

    def _picture(self, item: Picture) -> None:
        if not self._solid:
            self._mark(self._figure(item, item.alternative) if item.alternative else _ARTIFACT)
        super()._picture(item)

    def _figure(self, item: Item, alternative: str) -> _Open:
        top = self._stack[-1]
        figure = _Open("figure", language=top.language)
        figure.alternative = alternative
        figure.box = self._through.bounds(bounds(item))
        figure.key = item.key if isinstance(item, Group) else ""
        top.kids.append(figure)
        return figure

    def _link(self, item: Link) -> None:
        if self._solid:
            super()._link(item)
        elif self._clickable:
            top = self._stack[-1]
            if top.role != "link":
                top = self._opened_link(item.target)
            top.kids.append(Clicked(self._through.bounds(item.box), item.target, top.words.strip()))

    def _opened_link(self, target: str) -> _Open:
        """A link in the open element; the one before it when that leads to the same place."""
        top = self._stack[-1]
        last = top.kids[-1] if top.kids else None
        if isinstance(last, _Open) and last.role == "link" and last.target == target:
            return last
        link = _Open("link", language=top.language)
        link.target = target
        top.kids.append(link)
        return link

    # groups

    def _group(self, group: Group) -> None:
        if group.opacity <= 0:
            return
        if self._solid:
            super()._group(group)
        elif group.role == "artifact":
            self._solidly(self._artifact(group), group)
        elif group.role == "figure":
            alternative = group.alternative or next(
                (item.alternative for item, _ in walk(group.items) if isinstance(item, Picture) and item.alternative),
                "",
            )
            if group.items:
                self._solidly(self._figure(group, alternative) if alternative else _ARTIFACT, group)
        elif self._stack[-1].role == "code" and not _says(group):
            self._solidly(self._code_figure(self._stack[-1], bounds(group)), group)
        elif (group.opacity < 1 or group.blend != "normal") and not stands_alone(group):
            self._solidly(self._leaf("") if _says(group) else _ARTIFACT, group)
        else:
            self._read(group)

    def _artifact(self, group: Group) -> str:
        """What stands on every page is its header or its footer; all else is decoration."""
        if not (group.box and _says(group)):
            return _ARTIFACT
        box = self._through.bounds(bounds(group))
        return _HEADER if box.y + box.height / 2 > self._height / 2 else _FOOTER

    def _solidly(self, target: _Open | str, group: Group) -> None:
        """Write a group as one thing, whatever it holds."""
        self._mark(target)
        self._solid = True
        before = len(self._links)
        super()._group(group)
        self._solid = False
        links = self._links[before:]
        del self._links[before:]
        for link in links:
            self._link(link)

    def _read(self, group: Group) -> None:
        """Write a group whose parts are read each for itself."""
        opened = self._opened(group)
        if opened is not None:
            self._stack.append(opened)
        else:
            self._end_paragraph()
        outside = self._through
        if group.transform != IDENTITY:
            self._through = group.transform.then(outside)
        mixed = group.opacity < 1 or group.blend != "normal"
        self._open_group(group, mixed or group.transform != IDENTITY or group.clip is not None)
        self._through = outside
        if opened is not None:
            self._stack.pop()
        else:
            self._end_paragraph()

    def _opened(self, group: Group) -> _Open | None:
        role = group.role
        top = self._stack[-1]
        if role == "link":
            target = next((item.target for item in group.items if isinstance(item, Link)), "")
            return self._opened_link(target) if target and self._clickable else None
        if not role:
            if not group.language or group.language == top.language:
                return None
            role = "paragraph" if top.role in _HOLDERS else "span"  # type: ignore[assignment]
        opened = _Open(role, language=group.language or top.language)
        opened.key, opened.level, opened.scope = group.key, group.level, group.scope
        opened.alternative = group.alternative
        top.kids.append(opened)
        return opened


def _says(group: Group) -> bool:
    """Whether there are words in a group."""
    return any(isinstance(item, GlyphRun) for item, _ in walk(group.items))


def parted(item: GlyphRun) -> tuple[GlyphRun, ...]:
    """A run with the soft hyphens in it as runs of their own."""
    run = item.run
    if SOFT_HYPHEN not in run.text or run.rtl:
        return (item,)
    text, clusters, count = run.text, run.clusters, len(run.gids)
    ends = (*clusters[1:], len(text))
    cuts = {0, count}
    for i, (start, end) in enumerate(zip(clusters, ends, strict=True)):
        if text[start:end] == SOFT_HYPHEN:
            cuts |= {i, i + 1}
    places = sorted(cuts)
    return tuple(
        [item._replace(x=item.x + run.xs[start], run=_part(run, start, end)) for start, end in pairwise(places)]
    )


def _part(run: ShapedRun, start: int, end: int) -> ShapedRun:
    """Glyphs `start` to `end` (not included) of a run that goes from left to right."""
    count = len(run.gids)
    first, x = run.clusters[start], run.xs[start]
    last = run.clusters[end] if end < count else len(run.text)
    return run._replace(
        gids=run.gids[start:end],
        xs=tuple([at - x for at in run.xs[start:end]]),
        clusters=tuple([at - first for at in run.clusters[start:end]]),
        text=run.text[first:last],
        advance=(run.xs[end] if end < count else run.advance) - x,
        ys=run.ys[start:end],
    )
