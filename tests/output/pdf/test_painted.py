"""Painted pages on their way from one process to another."""

from __future__ import annotations

from io import BytesIO

import pytest

from pressdesk.output.pdf import PdfKit
from pressdesk.output.pdf.painted import ClashError, packed, parts_of, unpacked
from pressdesk.output.pdf.writer import paint, write_painted
from tests.output.pdf.test_writer import flyers
from tests.output.sheets import OPTIONS, face, line, pdf, sheet


def test_pages_painted_elsewhere_make_the_same_file() -> None:
    sheets = flyers(6)
    here, there = PdfKit(), PdfKit()
    first = paint(sheets[:3], OPTIONS, here)
    second = paint(sheets[3:], OPTIONS, here)
    expected, found = BytesIO(), BytesIO()
    write_painted([first, second], expected, OPTIONS, here)
    known = parts_of(first)
    data = packed(paint(sheets[3:], OPTIONS, there), known)
    write_painted([first, unpacked(data, known, here)], found, OPTIONS, here)
    assert found.getvalue() == expected.getvalue()


def test_what_the_other_process_has_already_is_not_sent() -> None:
    sheets = flyers(2)
    painted = paint(sheets, OPTIONS, PdfKit())
    assert len(packed(painted, parts_of(painted))) < len(packed(painted, {})) / 2


def test_one_block_is_the_file_of_its_sheets() -> None:
    sheets = flyers(4)
    stream = BytesIO()
    kit = PdfKit()
    write_painted([paint(sheets, OPTIONS, kit)], stream, OPTIONS, kit)
    assert stream.getvalue() == pdf(*sheets)


def test_a_code_that_means_another_glyph_here_is_told() -> None:
    there, here = PdfKit(), PdfKit()
    data = packed(paint([sheet(line("①", 20))], OPTIONS, there), {})
    font = here.font(face())
    taken = font._code(3, "x")
    font._numbers[0x2460] = taken
    font._codes[there.font(face())._numbers[0x2460].gid, "①"] = taken
    with pytest.raises(ClashError):
        unpacked(data, {}, here)
