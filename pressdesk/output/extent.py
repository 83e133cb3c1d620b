"""How far ink may reach, and whether a group needs a layer of its own: what every painter asks."""

from __future__ import annotations

from collections.abc import Callable

from pressdesk.base.colour import Ink
from pressdesk.base.geometry import Rect
from pressdesk.display.inspect import bounds
from pressdesk.display.items import GlyphRun, Group, Item, Picture, Shape
from pressdesk.text.clearance import ink_of


def ink_box(items: tuple[Item, ...], inside: Callable[[tuple[Item, ...]], Rect] | None = None) -> Rect:
    """A rectangle that surely holds all ink: glyphs may reach beyond their line, mitres beyond their stroke.

    `inside` answers the same question for the items of a group, for callers that remember answers.
    """
    found: Rect | None = None
    for item in items:
        match item:
            case Group():
                box = item.transform.bounds((inside or ink_box)(item.items))
            case GlyphRun():
                box = bounds(item).inset(-item.run.size)
            case Shape():
                box = item.path.bounds().inset(-5 * item.stroke.width if item.stroke else 0)
            case _:
                box = bounds(item)
        found = box if found is None else found.union(box)
    return (found or Rect(0, 0, 0, 0)).inset(-1)


def line_box(item: GlyphRun) -> Rect:
    """A rectangle that surely holds the ink of a run, and no more above and below than its letters need."""
    run = item.run
    size = run.size
    inks = [ink_of(run.face, gid) for gid in set(run.gids)]
    top, bottom = max([0.0, *[ink.top for ink in inks]]), min([0.0, *[ink.bottom for ink in inks]])
    up, down = top * size + max(0.0, *run.ys, 0.0), bottom * size + min(0.0, *run.ys, 0.0)
    return Rect(item.x - size, item.y - up, run.advance + 2 * size, up - down).inset(-1)


def stands_alone(group: Group) -> bool:
    """Whether nothing in the group can overlap anything else in it, so that it needs no object of its own."""
    if len(group.items) != 1:
        return False
    only = group.items[0]
    match only:
        case Picture():
            return not only.asset.alpha
        case Shape():
            return isinstance(only.fill, Ink) and only.stroke is None and not only.registration
        case _:
            return False
