"""What of a page must be painted again: layout shares what did not change, so identity tells."""

from __future__ import annotations

from pressdesk.base.geometry import Affine, Rect
from pressdesk.display.items import GlyphRun, Group, Item, Link, Mark, Sheet
from pressdesk.output.extent import ink_box, line_box


def changed_area(old: Sheet, new: Sheet) -> Rect | None:
    """The part of the page that looks different, in points; None when nothing does.

    Sheets of another size are different as a whole.
    """
    if old is new:
        return None
    if old.format != new.format or old.bleed != new.bleed:
        return new.format.trim.inset(-new.bleed)
    return _changed(old.items, new.items, Affine())


def _changed(old: tuple[Item, ...], new: tuple[Item, ...], by: Affine) -> Rect | None:
    if old is new:
        return None
    if len(old) != len(new):
        known = {id(item) for item in old} & {id(item) for item in new}
        return _all([item for item in (*old, *new) if id(item) not in known], by)
    area: Rect | None = None
    for before, after in zip(old, new, strict=True):
        if before is after:
            continue
        if isinstance(before, Group) and isinstance(after, Group) and _same_frame(before, after):
            part = _changed(before.items, after.items, after.transform.then(by))
        elif before == after:  # the lines around an edited one
            continue
        else:
            part = _all([before, after], by)
        area = _union(area, part)
    return area


def _same_frame(before: Group, after: Group) -> bool:
    return before[1:5] == after[1:5]


def _all(items: list[Item], by: Affine) -> Rect | None:
    seen = tuple(item for item in items if not isinstance(item, Mark | Link))
    if not seen:
        return None
    area: Rect | None = None
    for item in seen:  # line by line: the letters of the next one begin within this one's leading
        part = line_box(item) if isinstance(item, GlyphRun) else ink_box((item,))
        area = _union(area, part)
    return by.bounds(area) if area is not None and (area.width or area.height) else None


def _union(one: Rect | None, other: Rect | None) -> Rect | None:
    if one is None or other is None:
        return one or other
    return one.union(other)
