from __future__ import annotations

from pathlib import Path

import pytest

from pressdesk.base.problem import InputError, PressDeskError
from pressdesk.base.units import MM
from pressdesk.prepress.imposition.imposing import impose, placed
from pressdesk.prepress.imposition.values import Imposition, Scheme
from tests.prepress.imposition.given import numbered, piece


@pytest.mark.parametrize(("scheme", "sides"), [("n-up", 1), ("booklet", 4), ("tri-fold", 2), ("tiles", 24)])
def test_each_scheme_lays_six_pages_out(scheme: Scheme, sides: int) -> None:
    surfaces, _ = placed([piece(99, 210)] * 6, Imposition(scheme, "A6" if scheme == "tiles" else "A3"))
    assert len(surfaces) == sides
    assert {place.page for surface in surfaces for place in surface.placed} == set(range(6))


def test_the_paper_of_most_sheets_is_told() -> None:
    sizes = [(100, 140), (100, 140), (290, 410)]
    imposed = impose([numbered(3, sizes)], Imposition(up=1))
    assert [surface.paper.name for surface in imposed.surfaces] == ["A6", "A6", "A3"]
    assert imposed.paper == "A6"


def test_folds_come_from_whoever_knows_them() -> None:
    source = numbered(1, (200, 100), 3)
    order = Imposition(up=1, paper="A3")
    plain = impose([source], order)
    folded = impose([source], order, folds=[(66 * MM,)])
    assert folded.surfaces[0].marks != plain.surfaces[0].marks


def test_the_title_stands_in_only_where_there_is_none() -> None:
    import pypdf

    from tests.prepress.imposition.test_writing import for_press

    def title(*files: bytes) -> str:
        from io import BytesIO

        data = impose(files, Imposition(up=1, paper="A4"), title="stand-in").data
        told = pypdf.PdfReader(BytesIO(data)).metadata
        assert told is not None
        return str(told.title)

    assert title(numbered(1)) == "stand-in"
    assert title(for_press()) == "Flyers"


def test_a_content_that_cannot_be_unpacked_is_told(tmp_path: Path) -> None:
    from io import BytesIO

    import pikepdf

    from tests.prepress.imposition.given import saved

    with pikepdf.open(BytesIO(numbered(1))) as document:
        page = document.pages[0].obj
        bad = pikepdf.Stream(document, b"not deflated at all", Filter=pikepdf.Name.FlateDecode)
        page.Contents = pikepdf.Array([document.make_indirect(bad)])
        path = tmp_path / "bad.pdf"
        path.write_bytes(saved(document))
    try:
        impose([path], Imposition(up=1, paper="A4"))
    except PressDeskError as fault:
        assert isinstance(fault, InputError)
        assert fault.problems[0].code == "broken-pdf"
