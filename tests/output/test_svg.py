"""SVG files: well formed, of the right size, and the same picture."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path as FilePath
from xml.etree import ElementTree

import numpy

from pressdesk.base.colour import BLACK, WHITE
from pressdesk.base.formats import Format
from pressdesk.base.geometry import Path, Rect
from pressdesk.display.items import Duotone, Group, Picture, Shape, Sheet
from pressdesk.display.pictures import probe
from pressdesk.output.svg import path_data, write_svg
from tests.output.sheets import BLUE, box, photo, pixels, rich_sheet, sheet

SVG = "{http://www.w3.org/2000/svg}"


def written(shown: Sheet) -> bytes:
    stream = BytesIO()
    write_svg(shown, stream)
    return stream.getvalue()


def test_a_code_is_one_path_on_its_ground() -> None:
    code = Path.rect(Rect(10, 10, 5, 5)) + Path.rect(Rect(20, 20, 5, 5))
    page = Format("code", 72, 72, "code")
    items = (Shape(Path.rect(page.trim), fill=WHITE), Shape(code, fill=BLACK))
    root = ElementTree.fromstring(written(Sheet(page, items)))
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("25.4mm", "25.4mm", "0 0 72 72")
    ground, dark = root.findall(f"{SVG}path")
    assert ground.get("fill") == "#ffffff"
    assert dark.get("fill") == "#000000"
    assert dark.get("d") == path_data(code)


def test_a_sheet_names_its_title_and_its_text() -> None:
    root = ElementTree.fromstring(written(rich_sheet()))
    assert root.findtext(f"{SVG}title") == "A sheet"
    labels = [found.get("aria-label") for found in root.iter(f"{SVG}path")]
    assert "L’été à Noël : « Office »" in labels


def test_a_sheet_looks_as_its_pdf(qapp: object) -> None:
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    plain = tuple(
        item for item in rich_sheet().items if not (isinstance(item, Group) and (item.blend != "normal" or item.clip))
    )  # Qt's reader knows no blending and no clips
    shown = sheet(*plain)
    renderer = QSvgRenderer(written(shown))
    image = QImage(800, 1200, QImage.Format.Format_RGB888)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    found = numpy.frombuffer(image.constBits(), numpy.uint8).reshape(1200, 800, 3).astype(int)
    assert numpy.abs(found - pixels(shown, 4)).mean() < 1.5


def test_pictures_stand_in_the_file(tmp_path: FilePath) -> None:
    picture = Picture(probe(photo(tmp_path / "a.png")), Rect(0, 0, 60, 40), Rect(0, 0, 0.5, 0.5), None, "Une place")
    root = ElementTree.fromstring(written(sheet(picture, picture._replace(duotone=Duotone(BLUE, BLUE)))))
    first, second = root.iter(f"{SVG}image")
    assert first.get("href", "").startswith("data:image/png;base64,")
    assert second.get("href", "").startswith("data:image/jpeg;base64,")
    assert first.get("aria-label") == "Une place"
    assert len(list(root.iter(f"{SVG}clipPath"))) == 2


def test_every_definition_has_a_name_of_its_own() -> None:
    root = ElementTree.fromstring(written(sheet(*rich_sheet().items, *rich_sheet().items)))
    names = [found.get("id") for kind in ("clipPath", "linearGradient") for found in root.iter(f"{SVG}{kind}")]
    assert len(names) == len(set(names)) == 4
    assert written(sheet(box(0, 0, 1, 1))) == written(sheet(box(0, 0, 1, 1)))
