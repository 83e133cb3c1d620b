"""File names in plain letters, as every disk and every web server takes them."""

from __future__ import annotations

import re
import unicodedata


def plain_name(name: str) -> str:
    """A file name in small plain letters, as every disk and every web server takes it.

    >>> plain_name("Été à Évry (2).JPG")
    'ete-a-evry-2.jpg'
    """
    stem, dot, suffix = name.rpartition(".")
    if not dot:
        stem, suffix = name, ""
    return (slug(stem) or "file") + (f".{slug(suffix)}" if suffix else "")


def slug(text: str) -> str:
    """Small letters, figures and single hyphens.

    >>> slug("L’Haÿ-les-Roses, 12 mars : œuvre")
    'l-hay-les-roses-12-mars-oeuvre'
    """
    text = text.lower().replace("œ", "oe").replace("æ", "ae").replace("ß", "ss")
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")
