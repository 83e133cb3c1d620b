"""What is done by hand to one box of a piece: moved, resized, hidden, put back. Tweaks in millimetres of the trim."""

from __future__ import annotations

from pressdesk.app.document import Document
from pressdesk.app.selection import Selection
from pressdesk.app.translations import tr
from pressdesk.base.geometry import Rect
from pressdesk.base.units import MM
from pressdesk.layout.tweaks import length_of
from pressdesk.model.values import Value

PLACE_KEYS = ("move", "size", "rotate", "hide")


def move_box(document: Document, chosen: Selection, dx: float, dy: float) -> None:
    """Move a box by so many points from where it is."""
    piece, shown = document.piece, document.shown
    if piece is None or shown is None or not (dx or dy):
        return
    x, y = _moved(document, chosen.box)
    value = (_mm(x + dx), _mm(y + dy))
    document.edit(
        tr("Move a box"),
        lambda draft: draft.tweak(piece.name, chosen.box, "move", None if value == ("0mm", "0mm") else value),
        merge=f"move:{piece.name}:{chosen.box}",
    )


def resize_box(document: Document, chosen: Selection, wanted: Rect) -> None:
    """Give a box another size, and another place when its left or upper edge was pulled."""
    piece, shown = document.piece, document.shown
    if piece is None or shown is None:
        return
    now = chosen.rect
    sheet = shown.sheets[chosen.sheet] if chosen.sheet < len(shown.sheets) else None
    if sheet is None or wanted == now:
        return
    x, y = _moved(document, chosen.box)
    # the mouse gives where the edges are to be; only what differs from what is there is moved
    dx, dy = wanted.x - now.x, wanted.y - now.y

    def change(draft: object) -> None:
        draft.tweak(piece.name, chosen.box, "size", (_mm(wanted.width), _mm(wanted.height)))  # type: ignore[attr-defined]
        if abs(dx) > 0.01 or abs(dy) > 0.01:
            draft.tweak(piece.name, chosen.box, "move", (_mm(x + dx), _mm(y + dy)))  # type: ignore[attr-defined]

    document.edit(tr("Resize a box"), change, merge=f"size:{piece.name}:{chosen.box}")


def reset_box(document: Document, box: str) -> None:
    """Take back all that was changed by hand about the place of a box."""
    piece = document.piece
    if piece is None:
        return

    def change(draft: object) -> None:
        for key in PLACE_KEYS:
            draft.tweak(piece.name, box, key, None)  # type: ignore[attr-defined]

    document.edit(tr("Put a box back"), change)


def hide_box(document: Document, box: str) -> None:
    """Leave a box out."""
    piece = document.piece
    if piece is not None:
        document.edit(tr("Hide a box"), lambda draft: draft.tweak(piece.name, box, "hide", True))


def hidden_boxes(document: Document) -> tuple[str, ...]:
    """The boxes of the piece that were hidden by hand."""
    piece = document.piece
    return tuple(box for box, tweaks in piece.tweaks.items() if tweaks.get("hide")) if piece else ()


def show_boxes(document: Document) -> None:
    """Show all hidden boxes of the piece again."""
    piece, boxes = document.piece, hidden_boxes(document)
    if piece is None:
        return

    def change(draft: object) -> None:
        for box in boxes:
            draft.tweak(piece.name, box, "hide", None)  # type: ignore[attr-defined]

    document.edit(tr("Show hidden boxes again"), change)


def _moved(document: Document, box: str) -> tuple[float, float]:
    piece, shown = document.piece, document.shown
    if piece is None or shown is None:
        return 0.0, 0.0
    told: Value = piece.tweaks.get(box, {}).get("move")
    if not isinstance(told, tuple | list) or len(told) != 2:
        return 0.0, 0.0
    try:
        format = shown.format
        return length_of(told[0], format.width, format), length_of(told[1], format.height, format)
    except ValueError:
        return 0.0, 0.0


def _mm(points: float) -> str:
    """A length for a tweak, to the tenth of a millimetre."""
    return f"{round(points / MM, 1) + 0.0:g}mm"
