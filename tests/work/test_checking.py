"""Looking at finished PDFs, also at those of other programs; each file here is made with another library than ours."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from pressdesk.base.problem import InputError, Problem
from pressdesk.work.checking import check_pdf


def pdf(path: Path, *texts: str, title: str = "Affiche") -> Path:
    canvas = Canvas(str(path), pagesize=(300, 400))
    canvas.setTitle(title)
    for text in texts:
        canvas.drawString(50, 50, text)
        canvas.showPage()
    canvas.save()
    return path


def told(path: Path, code: str) -> list[Problem]:
    return [problem for problem in check_pdf(path) if problem.code == code]


def test_a_page_without_text_is_told(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", "un", "", "trois", "")
    assert [problem.message.split(":")[0] for problem in told(path, "no-text")] == ["There is no text on page 2, 4"]
    assert told(pdf(tmp_path / "b.pdf", "un"), "no-text") == []


def test_a_file_without_a_title_is_told(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", "un")
    assert told(path, "no-title") == []
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        del document.docinfo["/Title"]
        document.save(path)
    assert len(told(path, "no-title")) == 1


def test_fonts_that_are_not_in_the_file_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with pikepdf.new() as document:
        document.add_blank_page()
        font = pikepdf.Dictionary(Type=pikepdf.Name.FontDescriptor, FontName=pikepdf.Name("/Garamond"))
        document.Root.Kept = document.make_indirect(font)
        document.save(path)
    assert [problem.message for problem in told(path, "font-not-embedded")] == [
        "The font “Garamond” is not in the file."
    ]


def test_boxes_are_looked_at(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", "un")
    assert len(told(path, "no-trim")) == 1
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        document.pages[0].trimbox = [10, 10, 290, 390]
        document.pages[0].bleedbox = [5, 5, 295, 395]
        document.save(path)
    assert [problem.message.split(";")[0] for problem in told(path, "no-bleed")] == ["Page 1 has 1.8 mm of bleed"]


@pytest.mark.parametrize("content", [b"", b"no PDF at all", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"broken\.pdf” cannot be read as a PDF"):
        check_pdf(path)


def test_a_locked_file_says_so(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", "un")
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        document.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(InputError, match="needs a password"):
        check_pdf(path)
