from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from pressdesk.base.problem import InputError
from pressdesk.work.checking import check_pdf


def pdf(path: Path, **options: object) -> Path:
    """A page of a stranger's PDF: no trim box, a font that is not in it."""
    document = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.TrueType,
        BaseFont=pikepdf.Name.Arial,
        FontDescriptor=document.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.FontDescriptor, FontName=pikepdf.Name.Arial)
        ),
    )
    page = document.add_blank_page(page_size=(300, 400))
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    stream = BytesIO()
    document.save(stream, **options)  # type: ignore[arg-type]
    path.write_bytes(stream.getvalue())
    return path


def test_a_stranger_s_file_is_told_what_a_printer_would_say(tmp_path: Path) -> None:
    found = check_pdf(pdf(tmp_path / "a.pdf"))
    assert [(problem.severity, problem.code) for problem in found] == [
        ("warning", "no-trim"),
        ("error", "font-not-embedded"),
        ("note", "size"),
        ("note", "no-title"),
        ("note", "no-text"),
    ]
    assert "“Arial”" in found[1].message


def test_boxes_that_do_not_lie_within_each_other(tmp_path: Path) -> None:
    with pikepdf.open(pdf(tmp_path / "a.pdf")) as document:
        document.pages[0].trimbox = pikepdf.Rectangle(10, 10, 500, 390)
        document.save(tmp_path / "b.pdf")
    assert ("error", "boxes") in [(problem.severity, problem.code) for problem in check_pdf(tmp_path / "b.pdf")]


def test_locked_files(tmp_path: Path) -> None:
    lock = pikepdf.Encryption(owner="o", user="")
    assert "encrypted" in [problem.code for problem in check_pdf(pdf(tmp_path / "a.pdf", encryption=lock))]
    with pytest.raises(InputError, match="password"):
        check_pdf(pdf(tmp_path / "b.pdf", encryption=pikepdf.Encryption(owner="o", user="u")))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"\x89PNG", b"text"])
def test_what_is_no_pdf(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    with pytest.raises(InputError, match="cannot be read as a PDF"):
        check_pdf(tmp_path / "a.pdf")
