from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import pikepdf
import pytest

from pressdesk.base.geometry import Rect
from pressdesk.base.problem import InputError
from pressdesk.base.units import MM
from pressdesk.prepress.imposition.imposing import impose
from pressdesk.prepress.imposition.source import opened_sources, read_pages
from pressdesk.prepress.imposition.values import Imposition
from tests.prepress.imposition.given import RED, Rendered, numbered, piece, saved

ORDER = Imposition(up=1, paper="A4", marks=False)


def changed(pdf: bytes, **entries: object) -> bytes:
    """The file with these entries in its first page."""
    with pikepdf.open(BytesIO(pdf)) as document:
        for key, value in entries.items():
            document.pages[0].obj[f"/{key}"] = value
        return saved(document)


def sizes(pdf: bytes) -> tuple[list[tuple[float, float]], list[str]]:
    with pikepdf.open(BytesIO(pdf)) as document:
        pages, problems = read_pages(document, "the file")
        found = [(round(page.piece.width / MM, 1), round(page.piece.height / MM, 1)) for page in pages]
        return found, [problem.code for problem in problems]


@pytest.mark.parametrize("turn", [0, 90, 180, 270, -90, 450])
@pytest.mark.parametrize("unit", [1.0, 2.0])
def test_turned_pages_and_other_units_lie_as_one_sees_them(turn: int, unit: float) -> None:
    pdf = numbered(1, (80, 120), 3, rotate=turn, unit=unit)
    wanted = (120, 80) if turn % 180 else (80, 120)
    assert sizes(pdf)[0] == [wanted]
    (surface,) = impose([pdf], ORDER).surfaces
    imposed = Rendered(impose([pdf], ORDER).data, 2)
    assert imposed.shows(0, surface.placed[0].box, 0)
    assert imposed.shows(0, surface.placed[0].clip, 0)
    assert not imposed.has(0, RED)
    if unit != 1:  # the reader of the tests knows no such units
        return
    alone, beside, box = Rendered(pdf, 2), 9 * MM, surface.placed[0].box
    high, wide = int(box.height) * 2 - 8, int(box.width) * 2 - 8
    left, top = round(box.x * 2) + 4, round(box.y * 2) + 4
    one = imposed.pages[0][top : top + high, left : left + wide].astype(int)
    start = round(beside * 2) + 4
    other = alone.pages[0][start : start + high, start : start + wide].astype(int)
    assert one.shape == other.shape
    assert (np.abs(one - other).max(axis=2) > 90).mean() < 0.004  # half a pixel at the edges of the letters


def test_bleed_is_what_lies_between_trim_and_bleed_box() -> None:
    with pikepdf.open(BytesIO(numbered(1, bleed_mm=3))) as document:
        (page,), _ = read_pages(document, "the file")
    assert [round(edge / MM, 2) for edge in page.piece.bleed] == [3, 3, 3, 3]
    assert page.piece.is_as_large_as(piece(105, 148))


@pytest.mark.parametrize("box", [[0, 0, 0, 0], [5, 5, 5, 90], [900, 900, 990, 990], ["a", 1, 2, 3], [1, 2]])
def test_a_trim_box_without_sense_gives_way_to_the_page(box: list[str | int]) -> None:
    entry = pikepdf.Array([pikepdf.String(v) if isinstance(v, str) else v for v in box])
    found, codes = sizes(changed(numbered(1), TrimBox=entry))
    assert found == [(105, 148)]
    assert codes in ([], ["wrong-box"])


def test_a_crop_box_is_what_one_sees() -> None:
    found, _ = sizes(changed(numbered(1), CropBox=pikepdf.Array([10 * MM, 10 * MM, 90 * MM, 110 * MM])))
    assert found == [(80, 100)]


def test_boxes_and_resources_are_inherited() -> None:
    with pikepdf.open(BytesIO(numbered(2))) as document:
        for key in ("/MediaBox", "/Resources"):
            document.Root.Pages[key] = document.pages[0].obj[key]
            for page in document.pages:
                del page.obj[key]
        pdf = saved(document)
    assert sizes(pdf)[0] == [(105, 148)] * 2
    imposed = impose([pdf], Imposition(up=2, paper="A4"))
    with pikepdf.open(BytesIO(imposed.data)) as document:
        form = document.pages[0].obj.Resources.XObject["/Page1"]
        assert "/F" in form.Resources.Font


def refused(*files: bytes | Path) -> str:
    with pytest.raises(InputError) as caught:
        impose(files, ORDER)
    (problem,) = caught.value.problems
    assert problem.message.endswith(".")
    return problem.code


def test_a_page_without_size_is_refused() -> None:
    assert refused(changed(numbered(1), MediaBox=pikepdf.Array([0, 0, 0, 300]))) == "no-size"


def test_files_that_cannot_be_used_are_refused_in_one_sentence(tmp_path: Path) -> None:
    assert refused(b"") == "broken-pdf"
    assert refused(b"%PDF-1.4\nnonsense") == "broken-pdf"
    assert refused(tmp_path / "nothing.pdf") == "missing-file"
    empty = pikepdf.new()
    assert refused(saved(empty)) == "broken-pdf"


def test_a_locked_file_is_refused_and_one_locked_against_changes_is_not() -> None:
    with pikepdf.open(BytesIO(numbered(1))) as document:
        closed = saved(document, encryption=pikepdf.Encryption(owner="o", user="u"))
        shut = saved(
            document,
            encryption=pikepdf.Encryption(
                owner="o", user="", allow=pikepdf.Permissions(print_lowres=False, print_highres=False)
            ),
        )
        guarded = saved(
            document, encryption=pikepdf.Encryption(owner="o", user="", allow=pikepdf.Permissions(modify_other=False))
        )
    assert refused(closed) == "locked"
    assert refused(shut) == "locked"
    imposed = impose([guarded], ORDER)
    with pikepdf.open(BytesIO(imposed.data)) as document:
        assert not document.is_encrypted
    assert Rendered(imposed.data).shows(0, imposed.surfaces[0].placed[0].box, 0)


def test_a_page_tree_in_a_circle_ends() -> None:
    with pikepdf.open(BytesIO(numbered(2))) as document:
        document.Root.Pages.Kids.append(document.Root.Pages)
        pdf = saved(document)
    try:
        assert impose([pdf], ORDER).surfaces
    except InputError as fault:
        assert fault.problems[0].code == "broken-pdf"


def test_a_truncated_file_is_read_as_far_as_it_goes_or_refused() -> None:
    whole = numbered(3)
    for share in (0.3, 0.6, 0.9):
        try:
            impose([whole[: int(len(whole) * share)]], ORDER)
        except InputError as fault:
            assert fault.problems[0].code in ("broken-pdf", "no-size")


def test_contents_in_several_parts_and_none_at_all() -> None:
    with pikepdf.open(BytesIO(numbered(2))) as document:
        page = document.pages[0].obj
        operators = page.Contents.read_bytes()
        cut = operators.index(b" BT")
        parts = [pikepdf.Stream(document, operators[:cut]), pikepdf.Stream(document, operators[cut:])]
        page.Contents = pikepdf.Array([document.make_indirect(part) for part in parts])
        del document.pages[1].obj["/Contents"]
        pdf = saved(document)
    imposed = impose([pdf], Imposition(up=2, paper="A4", marks=False))
    rendered = Rendered(imposed.data)
    first, second = imposed.surfaces[0].placed
    assert rendered.shows(0, first.box, 0)
    assert rendered.at(0, second.box.x + 40, second.box.y + 40) == (255, 255, 255)


def test_filled_forms_and_stamps_are_printed() -> None:
    with pikepdf.open(BytesIO(numbered(1))) as document:
        look = pikepdf.Stream(document, b"0 0 1 rg 0 0 50 50 re f", Subtype=pikepdf.Name.Form, BBox=[0, 0, 50, 50])
        stamp = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Stamp,
            Rect=[100, 100, 150, 150],
            F=4,
            AP=pikepdf.Dictionary(N=document.make_indirect(look)),
        )
        document.pages[0].obj.Annots = pikepdf.Array([document.make_indirect(stamp)])
        pdf = saved(document)
    imposed = impose([pdf], ORDER)
    box = imposed.surfaces[0].placed[0].box
    assert Rendered(imposed.data).at(0, box.x + 125, box.bottom - 125) == (0, 0, 255)


def test_sources_are_opened_once_each() -> None:
    documents = opened_sources([numbered(1), numbered(2)])
    assert [len(document.pages) for document in documents] == [1, 2]


def test_a_box_on_the_sheet_is_a_rect() -> None:
    (surface,) = impose([numbered(1)], ORDER).surfaces
    assert isinstance(surface.placed[0].box, Rect)
