"""Large black grounds in several inks: black alone looks grey where there is much of it."""

from __future__ import annotations

from pressdesk.base.colour import CMYK, Ink
from pressdesk.base.geometry import IDENTITY, Affine, Path
from pressdesk.base.units import MM
from pressdesk.display.items import Group, Item, Shape, Sheet

LARGE = 20 * MM
"""The shorter side of what counts as a large ground; QR codes are drawn of many outlines and never count."""

_ALONE = CMYK(0.0, 0.0, 0.0, 1.0)


def with_rich_black(sheet: Sheet, rich: CMYK) -> Sheet:
    """The sheet with `rich` in place of black alone on its large grounds; text, lines and codes stay on one plate.

    Groups without such a ground stay the same objects.
    """
    items = _items(sheet.items, IDENTITY, rich)
    return sheet if items is sheet.items else sheet._replace(items=items)


def _items(items: tuple[Item, ...], through: Affine, rich: CMYK) -> tuple[Item, ...]:
    found = tuple([_item(item, through, rich) for item in items])
    same = all(one is other for one, other in zip(found, items, strict=True))
    return items if same else found


def _item(item: Item, through: Affine, rich: CMYK) -> Item:
    match item:
        case Group():
            inner = item.transform.then(through)
            items = _items(item.items, inner, rich)
            return item if items is item.items else item._replace(items=items)
        case Shape():
            fill = item.fill
            plain = isinstance(fill, Ink) and fill.cmyk == _ALONE and not fill.spot
            if isinstance(fill, Ink) and plain and not item.registration and _is_large(item.path, through):
                return item._replace(fill=fill._replace(cmyk=rich), overprint=False)
    return item


def _is_large(path: Path, through: Affine) -> bool:
    if path.verbs.count("M") != 1:
        return False
    box = through.bounds(path.bounds())
    return min(box.width, box.height) >= LARGE
