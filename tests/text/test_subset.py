"""Fonts cut down to some glyphs."""

from __future__ import annotations

import uharfbuzz

from pressdesk.text.fonts import builtin_library
from pressdesk.text.subset import bounding_box, glyph_count, subset


def test_glyphs_keep_their_ids_and_shapes_and_the_rest_is_empty() -> None:
    face = builtin_library().face("Inter")
    wanted = [face.glyph(char) for char in "aé"]
    data = subset(face, wanted)
    cut = uharfbuzz.Face(uharfbuzz.Blob(data))
    font = uharfbuzz.Font(cut)
    assert cut.upem == face.upem
    for gid in (0, *wanted):
        assert font.get_glyph_extents(gid) == face.hb_font.get_glyph_extents(gid)
        assert font.get_glyph_h_advance(gid) == face.advance(gid)
    other = font.get_glyph_extents(face.glyph("z"))
    assert other is None or other.width == 0
    assert len(data) < len(face.data) / 8
    assert {"GSUB", "GPOS", "name", "cmap"}.isdisjoint(cut.table_tags)


def test_the_same_glyphs_give_the_same_bytes() -> None:
    face = builtin_library().face("Anton")
    assert subset(face, [40, 41, 60]) == subset(face, {60, 41, 40})


def test_the_box_and_the_count_are_the_fonts_own() -> None:
    face = builtin_library().face("Anton")
    left, bottom, right, top = bounding_box(face)
    for char in "ÂjM,":
        extents = face.hb_font.get_glyph_extents(face.glyph(char))
        assert left <= extents.x_bearing
        assert right >= extents.x_bearing + extents.width
        assert top >= extents.y_bearing
        assert bottom <= extents.y_bearing + extents.height
    assert glyph_count(face) == face.hb_face.glyph_count
