"""The sample's flyers, read back from the exported bytes with other people's tools: each its own row, its own code."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from shutil import copytree

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from pressdesk.base.paths import SAMPLE
from pressdesk.model.table import Row
from pressdesk.text.dates import format_date
from pressdesk.text.typography import typeset
from pressdesk.work.build import Built
from pressdesk.work.merge import merge, merge_of
from pressdesk.work.plan import Order
from pressdesk.work.sample_photo import walker
from pressdesk.work.store import load_with_problems


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sample") / "campaign"
    copytree(SAMPLE, root)
    walker(0.1).convert("RGB").save(root / "pictures" / "marche.jpg")
    return root


def merged(root: Path, out: Path, *, one: bool = False) -> tuple[tuple[Row, ...], Built]:
    campaign = load_with_problems(root)
    merging = merge_of(campaign, "flyer", "tables/events.csv")
    order = Order(date(2027, 1, 20), purpose="screen", format="A6", out=out)
    return merging.table.rows, merge(campaign, merging, order, one=one, jobs=1)


def plain(text: str) -> str:
    """The words without the kind and number of spaces between them, in small letters."""
    return " ".join(text.casefold().split())


def shows(text: str, row: Row) -> bool:
    day = row.cells["date"]
    assert isinstance(day, date)
    wanted = [str(row.cells["place"]), format_date(day, "day", "fr"), format_date(day, "month", "fr")]
    town = str(row.cells["town"]).casefold()
    joined = plain(text).replace(" ", "")
    return plain(typeset(town, "fr")).replace(" ", "") in joined and all(
        plain(typeset(words, "fr")) in plain(text) for words in wanted
    )


def codes(page: pypdfium2.PdfPage) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(page.render(scale=150 / 72).to_pil())]


def test_every_flyer_shows_its_own_row_and_its_own_code(root: Path, tmp_path: Path) -> None:
    rows, built = merged(root, tmp_path)
    assert len(built.files) == len(rows) == 12
    seen = set()
    for row, file in zip(rows, built.files, strict=True):
        text = PdfReader(file.path).pages[0].extract_text()
        assert [other.number for other in rows if shows(text, other)] == [row.number]
        document = pypdfium2.PdfDocument(file.path)
        (code,) = codes(document[0])
        document.close()
        assert code.startswith("https://quipassera.example/?utm_source=flyer&utm_content=")
        seen.add(code)
    assert len(seen) == 12


def test_one_file_for_all_has_a_page_for_each_row_in_order(root: Path, tmp_path: Path) -> None:
    rows, built = merged(root, tmp_path, one=True)
    (file,) = built.files
    document = pypdfium2.PdfDocument(file.path)
    reader = PdfReader(file.path)
    assert len(document) == len(reader.pages) == len(rows)
    for row, page in zip(rows, reader.pages, strict=True):
        assert shows(page.extract_text(), row)
    found = [codes(page) for page in document]
    document.close()
    assert len({tuple(code) for code in found}) == len(rows)
    assert all(len(code) == 1 for code in found)
