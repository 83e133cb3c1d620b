"""What can be chosen for a PDF file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Literal, TypeAlias

from pressdesk.base.values import NamedTuple
from pressdesk.colour.modes import Mode

Standard: TypeAlias = Literal["PDF/X-4", "PDF/X-1a:2003"]
STANDARDS: tuple[Standard, ...] = ("PDF/X-4", "PDF/X-1a:2003")


class OutputIntent(NamedTuple):
    """The printing condition that a file is made for: the name of its characterisation, the printer profile, and the
    most ink in per cent that converted pictures may get.

    A file with one says of itself which standard it keeps.
    """

    condition: str
    profile: bytes
    info: str = ""
    ink_limit: int = 400


class PdfOptions(NamedTuple):
    """`mode` is `rgb` for the screen and `cmyk` for the printer; `created` stands for the clock.

    `links` puts places to click into the file; print files have none. `pictures` is a folder where converted
    pictures are kept. For PDF/X-1a, sheets are flattened first (`output.flatten`). `ppi` is the
    resolution of pictures that is enough on screen, 0 to leave them as they are. A `tagged` file for the screen can be
    read aloud and kept: it claims to be PDF/UA-1 and PDF/A-2a.
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
    standard: Standard = "PDF/X-4"
    ppi: float = 0.0
    tagged: bool = False
