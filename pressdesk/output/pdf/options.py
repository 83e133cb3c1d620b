"""What can be chosen for a PDF file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pressdesk.base.values import NamedTuple
from pressdesk.colour.modes import Mode


class OutputIntent(NamedTuple):
    """The printing condition that a file is made for: the name of its characterisation and the printer profile.

    A file with one says of itself that it is PDF/X-4.
    """

    condition: str
    profile: bytes
    info: str = ""


class PdfOptions(NamedTuple):
    """`mode` is `rgb` for the screen and `cmyk` for the printer; `created` stands for the clock.

    `links` puts places to click into the file; print files have none. `pictures` is a folder where converted
    pictures are kept.
    """

    mode: Mode = "rgb"
    title: str = ""
    author: str = ""
    language: str = "fr"
    created: datetime = datetime(2000, 1, 1)
    links: bool = True
    subject: str = ""
    intent: OutputIntent | None = None
    pictures: Path | None = None
