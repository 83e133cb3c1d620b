"""A hash of what a page shows: two pages with the same hash are painted alike."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterable, Sequence
from typing import Any

from pressdesk.display.items import GlyphRun, Group, Mark, Picture, Shape, Sheet
from pressdesk.text.glyphs import ShapedRun

_PLAIN = 2
"""The version of marshal that writes equal values alike, whichever objects they share."""


def fingerprint(sheets: Sequence[Sheet], *others: object) -> str:
    """A hash of everything on the sheets, and of what else decides how they are written."""
    digest = hashlib.blake2b(digest_size=16)
    digest.update(repr(others).encode())
    for sheet in sheets:
        digest.update(repr(sheet._replace(items=())).encode())
        _items(sheet.items, digest.update)
    return digest.hexdigest()


def _items(items: Iterable[Any], update: Any) -> None:
    for item in items:
        match item:
            case Group():
                update(repr(item._replace(items=(), clip=None)).encode())
                if item.clip is not None:
                    _path(item.clip, update)
                _items(item.items, update)
                update(b"end")
            case GlyphRun():
                update(repr((item.x, item.y, item.ink, item.overprint)).encode())
                _run(item.run, update)
            case Shape():
                update(repr(item[1:]).encode())
                _path(item.path, update)
            case Picture():
                asset = item.asset
                update(repr((asset.digest, asset.orientation, item[1:])).encode())
            case Mark():
                if item.kind == "qr":
                    update(repr(item).encode())
            case _:
                update(repr(item).encode())


def _run(run: ShapedRun, update: Any) -> None:
    glyphs = (run.gids, run.xs, run.ys, run.clusters, run.text, run.size, run.rtl, run.language)
    update(run.face.key.encode())
    update(marshal.dumps(glyphs, _PLAIN))


def _path(path: Any, update: Any) -> None:
    update(path.verbs.encode())
    update(marshal.dumps(tuple(path.coords), _PLAIN))
