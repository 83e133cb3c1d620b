from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from pressdesk.base.formats import FORMATS
from pressdesk.base.geometry import Rect
from pressdesk.display.items import Picture, Sheet
from pressdesk.display.pictures import probe
from pressdesk.output.pdf import PdfOptions, write_pdf
from pressdesk.prepress.distant import take_off_distant_pictures
from tests.work.given import photo

TOP = Rect(0, 0, 297, 100)


def page_with_picture(folder: Path, bleed: float) -> bytes:
    path = folder / "photo.jpg"
    path.write_bytes(photo())
    items = (Picture(probe(path), TOP, Rect(0.2, 0.2, 0.5, 0.3)),)
    stream = BytesIO()
    write_pdf([Sheet(FORMATS["A6"], items, bleed=bleed, slug=bleed)], stream, PdfOptions())
    return stream.getvalue()


@pytest.mark.parametrize("bleed", [0.0, 20.0])
@pytest.mark.parametrize(
    ("near", "removed"),
    [
        ([Rect(100, 200, 60, 60)], 1),
        ([Rect(100, 90, 60, 60)], 0),
        ([Rect(100, 200, 60, 60), Rect(10, 10, 20, 20)], 0),
        ([Rect(100, 100.5, 60, 60)], 0),
    ],
)
def test_a_picture_goes_only_when_it_is_clear_of_every_code(
    tmp_path: Path, bleed: float, near: list[Rect], removed: int
) -> None:
    data = page_with_picture(tmp_path, bleed)
    document = pypdfium2.PdfDocument(data)
    page = document[0]
    pictures = sum(1 for _ in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))
    assert pictures == 1
    assert take_off_distant_pictures(page, near) == removed
    page.close()
    document.close()
