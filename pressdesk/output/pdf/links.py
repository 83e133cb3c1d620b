"""Places to click on a page."""

from __future__ import annotations

from pressdesk.base.geometry import Rect
from pressdesk.base.values import NamedTuple
from pressdesk.output.pdf.syntax import num, string


class Clicked(NamedTuple):
    """A place to click: `rect` in the page's own coordinates (y up), `words` what stands there."""

    rect: Rect
    target: str
    words: str = ""


def annotation(clicked: Clicked) -> str:
    """The inside of a link's dictionary."""
    rect = clicked.rect
    area = f"{num(rect.x)} {num(rect.y)} {num(rect.right)} {num(rect.bottom)}"
    return f"/Type/Annot/Subtype/Link/Rect[{area}]/Border[0 0 0]/F 4/A<</S/URI/URI{string(address(clicked.target))}>>"


def address(target: str) -> str:
    """The address in ASCII (RFC 3987, 3.1); what is escaped already stays.

    >>> address("https://example.org/été?a=b%20c")
    'https://example.org/%C3%A9t%C3%A9?a=b%20c'
    """
    if target.isascii() and target.isprintable():
        return target
    from urllib.parse import quote

    return quote(target, safe="!#$%&'()*+,/:;=?@[]~", errors="replace")
