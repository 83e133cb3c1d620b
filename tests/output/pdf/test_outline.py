"""The outline of a file for the screen."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pypdf
import pytest

from pressdesk.base.geometry import Affine
from pressdesk.display.items import Group, Sheet
from pressdesk.output.pdf.outline import Heading, headings_of
from tests.output.sheets import OPTIONS, PRINT, line, opened, pdf, sheet


def title(text: str, y: float = 40.0) -> Group:
    return Group((line(text, y, 20),), role="title", level=1)


def heading(text: str, y: float, level: int = 2, key: str = "") -> Group:
    return Group((line(text, y),), role="heading", level=level, key=key)


def told(data: bytes) -> list[tuple[int, str, int]]:
    """Depth, words and page of every line, as another program reads them."""
    reader = pypdf.PdfReader(BytesIO(data))
    found: list[tuple[int, str, int]] = []

    def look(entries: list[Any], depth: int) -> None:
        for entry in entries:
            if isinstance(entry, list):
                look(entry, depth + 1)
            else:
                found.append((depth, entry.title, reader.get_destination_page_number(entry) or 0))

    look(reader.outline, 0)
    return found


def pages() -> list[Sheet]:
    first = sheet(
        title("Été à 100 %"), Group((heading("Le constat", 90), heading("Plus bas", 120, 3)), Affine.translation(0, 30))
    )
    return [
        first,
        sheet(heading("Nos demandes", 30, 2, "k"), heading("Calendrier", 200)),
        sheet(heading("Nos demandes", 30, 2, "k"), title("Annexe", 150)),
    ]


def test_titles_and_headings_lead_to_their_pages() -> None:
    data = pdf(*pages())
    assert told(data) == [
        (0, "Été à 100 %", 0),
        (1, "Le constat", 0),
        (2, "Plus bas", 0),
        (1, "Nos demandes", 1),
        (1, "Calendrier", 1),
        (0, "Annexe", 2),
    ]
    with opened(data) as document:
        assert int(document.Root.Outlines.Count) == 6
        assert int(document.Root.Outlines.First.Count) == 4
        assert document.check_pdf_syntax() == []


def test_a_place_is_counted_from_the_foot_of_the_page() -> None:
    (found, low, _) = headings_of(pages()[0])
    assert found == Heading(1, "Été à 100 %", found.top)
    assert 300 - 40 < found.top < 300 - 10
    assert 300 - 120 < low.top < 300 - 100


def test_pages_without_headings_go_by_their_titles() -> None:
    bare = [sheet(line("a", 20))._replace(title=text) for text in ("Un", "Un", "Deux")]
    assert told(pdf(*bare)) == [(0, "Un", 0), (0, "Deux", 2)]


@pytest.mark.parametrize("options", [PRINT, OPTIONS._replace(links=False)])
def test_files_for_printers_have_none(options: Any) -> None:
    with opened(pdf(*pages(), options=options)) as document:
        assert "/Outlines" not in document.Root


def test_one_line_is_no_outline() -> None:
    with opened(pdf(sheet(title("Seul")))) as document:
        assert "/Outlines" not in document.Root


def test_words_broken_at_a_line_s_end_are_whole_again() -> None:
    broken = Group((line("Mobili\u00ad", 40), line("sation géné-", 60), line("rale", 80)), role="title")
    (found,) = headings_of(sheet(broken))
    assert found.text == "Mobilisation géné- rale"
