from __future__ import annotations

from datetime import date
from pathlib import Path

import pikepdf
import pypdf
import pytest

from pressdesk.base.problem import UsageError
from pressdesk.base.units import MM
from pressdesk.prepress.imposition.values import Imposition
from pressdesk.qr.verify import Grey, decode
from pressdesk.work.build import build
from pressdesk.work.imposing import impose_files, with_sheets
from pressdesk.work.making import Made
from pressdesk.work.merge import merge, merge_of
from pressdesk.work.plan import Order
from pressdesk.work.store import load_with_problems
from tests.prepress.imposition.given import numbered, objects
from tests.work.given import TRIPTYCH, campaign, put

DAY = date(2027, 2, 1)
FOUR = Imposition(up=4, paper="A4")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return campaign(tmp_path)


@pytest.fixture
def flyers(root: Path) -> tuple[Path, Path]:
    """The flyers of all rows in one file, and the sheets that a merge lays them out on."""
    loaded = load_with_problems(root, ("flyer",))
    order = Order(DAY, ("flyer",), "office")
    built = merge(loaded, merge_of(loaded, "flyer", "events"), order, sheets=FOUR)
    assert built.status == 0
    whole, sheets = built.files
    assert (whole.pages, sheets.pages, sheets.format) == (3, 1, "A4")
    return whole.path, sheets.path


def codes(path: Path) -> list[str]:
    """What all QR codes of all pages say."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    found = []
    for page in document:
        image = page.render(scale=150 / 72, grayscale=True).to_pil().convert("L")
        found += decode(Grey(image.width, image.height, image.tobytes()))
    document.close()
    return found


def test_codes_on_the_sheets_say_what_they_said(flyers: tuple[Path, Path]) -> None:
    whole, sheets = flyers
    assert len(codes(whole)) == 3
    assert sorted(codes(sheets)) == sorted(codes(whole))


def test_the_text_of_the_sheets_is_that_of_the_pieces(flyers: tuple[Path, Path]) -> None:
    def words(path: Path) -> list[str]:
        return sorted(word for page in pypdf.PdfReader(path).pages for word in page.extract_text().split())

    whole, sheets = flyers
    assert words(whole)
    assert words(sheets) == words(whole)


def test_fonts_and_pictures_stay_as_many(flyers: tuple[Path, Path]) -> None:
    whole, sheets = (path.read_bytes() for path in flyers)
    for kind in ("/Image", "/Type0", "/CIDFontType2"):
        assert objects(sheets, kind) == objects(whole, kind)
    assert len(sheets) < 1.1 * len(whole) + 4000


def test_a_poster_is_tiled_as_vectors_and_stays_up_to_date(root: Path) -> None:
    loaded = load_with_problems(root, ("poster",))
    order = Order(DAY, ("poster",), "office")
    tiles = Imposition("tiles", "A6", overlap=6 * MM, enlarge_to="A4")
    whole, sheets = build(loaded, order, sheets=tiles).files
    assert sheets.path.name == "poster-A6-tiles-A4-A6.pdf"
    assert sheets.path.stat().st_size < 1.1 * whole.path.stat().st_size + 40_000  # the type of the labels
    assert objects(sheets.path.read_bytes(), "/Image") == objects(whole.path.read_bytes(), "/Image")
    again = build(loaded, order, sheets=tiles)
    assert [file.fresh for file in again.files] == [False, False]
    other = build(loaded, order, sheets=tiles._replace(plan=False))
    assert [file.fresh for file in other.files] == [False, True]
    assert other.files[1].pages == sheets.pages - 1


def test_pruning_leaves_the_sheets_just_made(root: Path) -> None:
    loaded = load_with_problems(root, ("poster",))
    order = Order(DAY, ("poster",), "office")
    build(loaded, order, sheets=FOUR)
    pruned = build(loaded, order, sheets=FOUR, prune=True)
    assert all(file.path.exists() for file in pruned.files)
    assert pruned.removed == ()
    gone = build(loaded, order, prune=True)
    assert not (root / "build" / "office" / "poster-A6-4-up-A4.pdf").exists() or gone.files


def test_of_a_set_the_whole_is_laid_out(root: Path) -> None:
    put(root, "pieces/triptych.toml", TRIPTYCH)
    loaded = load_with_problems(root, ("triptych",))
    built = build(loaded, Order(DAY, ("triptych",), "office"), sheets=Imposition("tiles", "A5"))
    names = [file.path.name for file in built.files]
    assert names[:2] == ["triptych-A4.pdf", "triptych-A4-tiles-A5.pdf"]
    assert sum("tiles" in name for name in names) == 1


def test_what_does_not_fit_is_a_problem_and_the_piece_is_there_all_the_same(root: Path) -> None:
    loaded = load_with_problems(root, ("poster",))
    built = build(loaded, Order(DAY, ("poster",), "office"), sheets=Imposition(up=9, paper="A4"))
    assert [file.path.name for file in built.files] == ["poster-A6.pdf"]
    assert built.status == 1
    assert [problem.code for problem in built.problems if problem.severity == "error"] == ["does-not-fit"]


def test_pictures_are_not_laid_out(tmp_path: Path) -> None:
    picture = Made("p", "", tmp_path / "p.png", "png", "A6", 1)
    assert with_sheets([picture], FOUR) == ((picture,), [])


def test_folds_of_the_sheets_reach_the_marks(tmp_path: Path) -> None:
    path = tmp_path / "leaflet.pdf"
    path.write_bytes(numbered(2, (297, 210), 3))
    made = Made("leaflet", "", path, "pdf", "A4-landscape", 2, folds=((300.0, 580.0), (262.0, 542.0)))
    order = Imposition(up=1, paper="SRA3", two_sided=True)
    _, bare = with_sheets([made._replace(folds=())], order)[0]
    plain = bare.path.read_bytes()
    _, folded = with_sheets([made], order)[0]
    assert folded.path.read_bytes() != plain


def test_sheets_stand_beside_the_file_or_where_one_says(tmp_path: Path) -> None:
    path = tmp_path / "flyer.pdf"
    path.write_bytes(numbered(4))
    target, imposed = impose_files([path], FOUR)
    assert target.name == "flyer-4-up-A4.pdf"
    assert target.read_bytes() == imposed.data
    target, _ = impose_files([path], FOUR, tmp_path / "new" / "s.pdf")
    with pikepdf.open(target) as document:
        assert len(document.pages) == 1
    with pytest.raises(UsageError) as caught:
        impose_files([path], FOUR, tmp_path / "." / "flyer.pdf")
    assert caught.value.problems[0].code == "same-file"
    assert path.read_bytes() == numbered(4)
