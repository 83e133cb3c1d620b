from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressdesk.base.units import MM
from pressdesk.output.pdf.options import Standard
from pressdesk.prepress.imposition.imposing import impose
from pressdesk.prepress.imposition.values import Imposition
from tests.prepress.imposition.given import RED, WHITE, Rendered, numbered, objects, saved

SCHEMES = {
    "4-up": Imposition(up=4, paper="SRA3"),
    "repeat": Imposition(paper="A4", repeat=True),
    "two-sided": Imposition(up=2, paper="A4", two_sided=True),
    "booklet": Imposition("booklet", thickness=0.3 * MM),
    "tri-fold": Imposition("tri-fold", paper="A3"),
    "tiles": Imposition("tiles", "A6"),
}


@pytest.mark.parametrize("name", SCHEMES)
@pytest.mark.parametrize("bleed", [0, 3])
def test_each_page_is_seen_where_it_was_placed(name: str, bleed: int) -> None:
    source = numbered(6, (99, 210) if name == "tri-fold" else (105, 148), bleed)
    imposed = impose([source], SCHEMES[name])
    rendered = Rendered(imposed.data)
    assert len(rendered.pages) == len(imposed.surfaces)
    for number, surface in enumerate(imposed.surfaces):
        assert rendered.pages[number].shape[:2] == (round_up(surface.paper.height), round_up(surface.paper.width))
        assert not rendered.has(number, RED)
        if surface.title.startswith("Plan"):
            continue
        for place in surface.placed:
            left, top = max(place.clip.x, place.box.x), max(place.clip.y, place.box.y)
            right, bottom = min(place.clip.right, place.box.right), min(place.clip.bottom, place.box.bottom)
            seen = place.clip._replace(x=left, y=top, width=right - left, height=bottom - top)
            assert rendered.shows(number, seen, place.page, 2)
            if bleed and name not in ("tiles", "tri-fold"):
                assert rendered.shows(number, place.clip, place.page, 2)


def round_up(value: float) -> int:
    return int(value) + (value > int(value))


@pytest.mark.parametrize("name", SCHEMES)
def test_the_same_input_gives_the_same_bytes_and_another_one_others(name: str) -> None:
    source = numbered(6)
    order = SCHEMES[name]
    data = impose([source], order).data
    assert impose([source], order).data == data
    other = impose([numbered(6, bleed_mm=2)], order).data
    assert other != data
    with pikepdf.open(BytesIO(data)) as one, pikepdf.open(BytesIO(other)) as two:
        assert one.trailer.ID[0] != two.trailer.ID[0]
        assert one.Root.Metadata.read_bytes() != two.Root.Metadata.read_bytes()


@pytest.mark.parametrize("name", SCHEMES)
def test_the_file_is_whole(name: str, tmp_path: Path) -> None:
    import subprocess

    path = tmp_path / "sheets.pdf"
    path.write_bytes(impose([numbered(6, bleed_mm=3)], SCHEMES[name]).data)
    done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert b"/ObjStm" not in path.read_bytes()


def test_text_labels_and_outline_are_read_by_others() -> None:
    imposed = impose([numbered(8)], Imposition("booklet"))
    reader = pypdf.PdfReader(BytesIO(imposed.data))
    assert reader.page_labels == ["8, 1", "2, 7", "6, 3", "4, 5"]
    assert [line.title for line in reader.outline] == [  # type: ignore[union-attr]
        "1 recto: 8, 1",
        "1 verso: 2, 7",
        "2 recto: 6, 3",
        "2 verso: 4, 5",
    ]
    words = [set(page.extract_text().split()) for page in reader.pages]
    assert words == [{"piece8", "piece1"}, {"piece2", "piece7"}, {"piece6", "piece3"}, {"piece4", "piece5"}]


def test_the_outline_of_the_source_leads_to_the_sheets() -> None:
    with pikepdf.open(BytesIO(numbered(5))) as document:
        with document.open_outline() as outline:
            chapter = pikepdf.OutlineItem("First", 0)
            chapter.children.append(pikepdf.OutlineItem("Within", 2))
            outline.root.extend([chapter, pikepdf.OutlineItem("Last", 4)])
        source = saved(document)
    reader = pypdf.PdfReader(BytesIO(impose([source], Imposition(up=2, paper="A4")).data))
    found = [(line.title, reader.get_destination_page_number(line)) for line in reader.outline]  # type: ignore[union-attr,arg-type]
    assert found == [("First", 0), ("Within", 1), ("Last", 2)]


def test_what_pages_share_is_stored_once() -> None:
    one = impose([numbered(8)], Imposition(up=4, paper="A4"))
    assert objects(one.data, "/Image") == 1
    assert objects(one.data, "/Type1") == 1
    assert objects(one.data, "/Form") == 8 + 0
    tiled = impose([numbered(1)], Imposition("tiles", "A6", overlap=5 * MM, plan=False, marks=False))
    assert len(tiled.surfaces) > 1
    assert objects(tiled.data, "/Form") == 1
    repeated = impose([numbered(1)], Imposition(paper="A4", repeat=True, marks=False))
    assert objects(repeated.data, "/Form") == 1


def test_what_several_files_share_is_stored_once() -> None:
    files = [numbered(1), numbered(2), numbered(3)]
    imposed = impose(files, Imposition(up=6, paper="A3"))
    assert objects(imposed.data, "/Image") == 1
    assert objects(imposed.data, "/Type1") == 1
    rendered = Rendered(imposed.data)
    (surface,) = imposed.surfaces
    for place, ground in zip(surface.placed, [0, 0, 1, 0, 1, 2], strict=True):
        assert rendered.shows(0, place.box, ground, 2)
    assert impose(files, Imposition(up=6, paper="A3")).data == imposed.data


def for_press(name: str = "FOGRA39", *, trapped: bool = False, standard: Standard = "PDF/X-4") -> bytes:
    """A print file of our own: two flyers with bleed."""
    from pressdesk.base.colour import CMYK, RGB, Ink
    from pressdesk.base.formats import format_named
    from pressdesk.base.geometry import Path as Outline
    from pressdesk.colour.profiles import COATED, read_profile
    from pressdesk.display.items import Shape, Sheet
    from pressdesk.output.pdf import OutputIntent, PdfOptions, write_pdf

    size = format_named("A6")
    ground = Ink("ground", RGB(0.2, 0.4, 0.6), CMYK(0.6, 0.3, 0.1, 0))
    art = Shape(Outline.rect(size.trim.inset(-size.bleed)), ground)
    stream = BytesIO()
    intent = OutputIntent(name, read_profile(COATED).data)
    options = PdfOptions("cmyk", "Flyers", "We", intent=intent, links=False, standard=standard)
    write_pdf([Sheet(size, (art,), size.bleed)] * 2, stream, options)
    if not trapped:
        return stream.getvalue()
    with pikepdf.open(BytesIO(stream.getvalue())) as document:
        document.trailer.Info.Trapped = pikepdf.Name("/True")
        return saved(document)


@pytest.mark.parametrize("order", [SCHEMES["4-up"], SCHEMES["booklet"], SCHEMES["two-sided"]])
@pytest.mark.parametrize("trapped", [False, True])
def test_a_print_file_stays_one(order: Imposition, trapped: bool) -> None:
    imposed = impose([for_press(trapped=trapped)], order)
    with pikepdf.open(BytesIO(imposed.data)) as document:
        (intent,) = document.Root.OutputIntents
        assert str(intent.OutputConditionIdentifier) == "FOGRA39"
        assert len(intent.DestOutputProfile.read_bytes()) > 100_000
        metadata = document.Root.Metadata.read_bytes()
        assert b"PDF/X-4" in metadata
        wanted = b"True" if trapped else b"False"
        assert b"<pdf:Trapped>%s<" % wanted in metadata
        assert str(document.trailer.Info.Trapped).encode() == b"/" + wanted
        assert str(document.trailer.Info.Title) == "Flyers"
        assert str(document.pdf_version) <= "1.6"
        for page in document.pages:
            media, trim, bleed = ([float(v) for v in page.obj[key]] for key in ("/MediaBox", "/TrimBox", "/BleedBox"))
            assert media[0] <= bleed[0] <= trim[0] < trim[2] <= bleed[2] <= media[2]
            assert media[1] <= bleed[1] <= trim[1] < trim[3] <= bleed[3] <= media[3]
            assert pikepdf.Name.DeviceCMYK == page.obj.Group.CS
            assert "/CropBox" not in page.obj


def test_preflight_finds_nothing_wrong_with_flyers_on_sra3() -> None:
    from pressdesk.prepress.preflight import preflight

    imposed = impose([for_press()], SCHEMES["4-up"])
    assert [problem for problem in preflight(imposed.data) if problem.severity == "error"] == []


def test_a_file_of_the_older_standard_keeps_to_it() -> None:
    data = impose([for_press(standard="PDF/X-1a:2003")] * 2, SCHEMES["4-up"]).data
    with pikepdf.open(BytesIO(data)) as document:
        assert str(document.trailer.Info.GTS_PDFXVersion) == "PDF/X-1a:2003"
        assert str(document.pdf_version) == "1.4"
        assert all("/Group" not in page.obj for page in document.pages)
        forms = document.pages[0].obj.Resources.XObject
        assert all("/Group" not in form for form in forms.values())
    mixed = impose([for_press(standard="PDF/X-1a:2003"), for_press()], SCHEMES["4-up"]).data
    with pikepdf.open(BytesIO(mixed)) as document:
        assert b"PDF/X-4" in document.Root.Metadata.read_bytes()


def test_files_for_two_presses_on_one_sheet_are_told() -> None:
    imposed = impose([for_press(), for_press("FOGRA47")], SCHEMES["4-up"])
    assert "mixed-presses" in [problem.code for problem in imposed.problems]
    assert "mixed-presses" not in [problem.code for problem in impose([for_press()] * 2, SCHEMES["4-up"]).problems]


def test_an_office_file_stays_in_rgb() -> None:
    data = impose([numbered(4)], SCHEMES["4-up"]).data
    with pikepdf.open(BytesIO(data)) as document:
        assert "/OutputIntents" not in document.Root
        assert all("/Group" not in page.obj for page in document.pages)


def test_layers_that_are_off_stay_off() -> None:
    with pikepdf.open(BytesIO(numbered(1))) as document:
        layer = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="draft"))
        page = document.pages[0].obj
        page.Resources.Properties = pikepdf.Dictionary(L=layer)
        page.Contents = pikepdf.Stream(
            document, page.Contents.read_bytes() + b" /OC /L BDC 0 1 0 rg 50 50 99 99 re f EMC"
        )
        document.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer], Order=[layer]))
        source = saved(document)
    for files in ([source], [source, numbered(1)]):
        assert not Rendered(impose(files, Imposition(up=1, paper="A4")).data).has(0, (0, 255, 0))


def test_white_paper_stays_white_around_the_pieces() -> None:
    imposed = impose([numbered(4, bleed_mm=3)], Imposition(up=4, paper="SRA3", marks=False))
    rendered = Rendered(imposed.data)
    (surface,) = imposed.surfaces
    for x, y in ((3.0, 3.0), (surface.paper.width - 3, 3.0), (3.0, surface.paper.height - 3)):
        assert rendered.at(0, x, y) == WHITE


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.tuples(st.integers(30, 200), st.integers(30, 280)), min_size=1, max_size=5),
    st.sampled_from([0, 2, 3]),
    st.sampled_from(["A4", "SRA3"]),
    st.booleans(),
)
def test_pages_of_any_size_arrive(sizes: list[tuple[int, int]], bleed: int, paper: str, repeat: bool) -> None:
    imposed = impose(
        [numbered(len(sizes), sizes, bleed)], Imposition(paper=paper, repeat=repeat, fit=True, marks=False)
    )
    rendered = Rendered(imposed.data)
    seen = set()
    for number, surface in enumerate(imposed.surfaces):
        for place in surface.placed:
            assert rendered.shows(number, place.box, place.page, 2.5)
            seen.add(place.page)
        assert not rendered.has(number, RED)
    assert seen == set(range(len(sizes)))


@pytest.mark.full
def test_ten_thousand_pages_are_laid_out() -> None:
    imposed = impose([numbered(10_000, (40, 50))], Imposition(up=16, paper="A4"))
    assert len(imposed.surfaces) == 625
    with pikepdf.open(BytesIO(imposed.data)) as document:
        assert len(document.pages) == 625
