"""A font cut down to the glyphs that a file shows, for embedding in a PDF."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from typing import TYPE_CHECKING

import uharfbuzz as hb

if TYPE_CHECKING:
    from pressdesk.text.fonts import Face

_DROPPED = "GSUB GPOS GDEF kern name post cmap OS/2 STAT DSIG gasp BASE JSTF MATH COLR CPAL meta VORG hdmx LTSH VDMX"


def glyph_count(face: Face) -> int:
    """How many glyphs the face has; glyph ids are below it."""
    return int(face.hb_face.glyph_count)


def bounding_box(face: Face) -> tuple[int, int, int, int]:
    """Left, bottom, right and top around all glyphs, in font units, y up (OpenType, table `head`)."""
    head = bytes(face.hb_face.reference_table("head").data)
    left, bottom, right, top = struct.unpack(">4h", head[36:44])
    return left, bottom, right, top


def subset(face: Face, gids: Iterable[int]) -> bytes:
    """The font program with these glyphs, each at its old id, and .notdef: a TrueType file, or a bare CFF table
    for a face with `cff`.

    Hints, layout tables and names are left out; a PDF needs none of them.
    """
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update({0, *gids})
    flags = hb.SubsetFlags
    wanted.flags = flags.RETAIN_GIDS | flags.NO_HINTING | flags.NOTDEF_OUTLINE | flags.NO_LAYOUT_CLOSURE
    if face.cff:
        wanted.flags |= flags.CFF_IDENTITY_CHARSET
    wanted.drop_table_tag_set.update(int.from_bytes(tag.ljust(4).encode(), "big") for tag in _DROPPED.split())
    cut = hb.subset(face.hb_face, wanted)
    if face.cff:
        return bytes(cut.reference_table("CFF ").data)
    return bytes(cut.blob.data)
