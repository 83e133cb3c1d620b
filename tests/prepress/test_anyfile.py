"""Any PDF is looked at and none makes the program fall over: broken, hostile, huge, or from other programs."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pressdesk.base.problem import InputError, Problem
from pressdesk.output.separations import separations
from pressdesk.prepress import anyfile
from pressdesk.prepress.anyfile import Seen, look
from pressdesk.prepress.apart import Wanted, painted
from pressdesk.prepress.coverage import NONSENSE
from pressdesk.prepress.facts import File
from pressdesk.prepress.marks import MARKS, with_marks
from pressdesk.prepress.preflight import judged_anyhow, opened
from pressdesk.prepress.reading import read_file
from tests.output.sheets import PRINT, line, pdf, sheet
from tests.prepress.broken import BREAKS, broken, good
from tests.prepress.strangers import STRANGERS, UNREADABLE, form_in_itself, many_pages, one_page, saved

DATA = Path(__file__).parent / "data"
SLOW = ("many_pages", "forms_that_multiply", "huge_page")


def seen(tmp_path: Path, data: bytes) -> Seen:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    return look(path)


def codes(found: Seen) -> list[str]:
    return [problem.code for problem in found.problems]


def is_plain(problem: Problem) -> bool:
    """Whether a problem is a sentence, with what to do where there is something to do."""
    ends = problem.message.endswith(".") and not problem.message.endswith("..")
    return (
        ends
        and (problem.message[0].isupper() or problem.message[0] == "“")
        and (bool(problem.remedy) or problem.severity == "note")
    )


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.full) if name in SLOW else name for name in STRANGERS]
)
def test_a_stranger_is_looked_at(tmp_path: Path, name: str) -> None:
    make, code = STRANGERS[name]
    found = seen(tmp_path, make())
    assert all(is_plain(problem) for problem in found.problems), found.problems
    if code:
        assert code in codes(found), found.problems
    assert {problem.place.file for problem in found.problems} <= {str(tmp_path / "a.pdf")}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_opened_is_one_problem(tmp_path: Path, name: str) -> None:
    make, code = UNREADABLE[name]
    with pytest.raises(InputError) as caught:
        seen(tmp_path, make())
    (problem,) = caught.value.problems
    assert problem.code == code
    assert is_plain(problem)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("chromium", {"no-trim"}),
        ("libreoffice", {"no-trim"}),
        ("ghostscript", {"no-bleed"}),
    ],
)
def test_files_of_other_programs(tmp_path: Path, name: str, wanted: set[str]) -> None:
    found = look(DATA / f"{name}.pdf")
    told = set(codes(found))
    assert wanted <= told <= wanted | {"size", "no-title", "font-whole", "nameless-glyph", "faint-text"}
    assert all(page.whole for page in found.file.pages)
    with opened(DATA / f"{name}.pdf") as document:
        plates = separations(document, 0, dpi=36)
    assert plates["Black"].getbbox() is not None


def test_a_file_of_reportlab(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path))
    canvas.setFillColorCMYK(0, 1, 1, 0)
    canvas.drawString(100, 700, "Tenons bon")
    canvas.save()
    assert "font-not-embedded" in codes(look(path))


def test_a_file_of_our_own_is_good(tmp_path: Path) -> None:
    found = seen(tmp_path, good())
    assert set(codes(found)) == {"size"}
    assert found.file.pages[0].loads is not None


def test_too_much_ink_is_found_in_any_file_for_the_press(tmp_path: Path) -> None:
    assert "too-much-ink" in codes(seen(tmp_path, broken(BREAKS["too much ink"][1])))


@pytest.mark.parametrize("turn", [0, 90])
@pytest.mark.parametrize("crop", [None, (100, 600, 400, 800)])
def test_faint_letters_are_found_in_any_file(tmp_path: Path, turn: int, crop: tuple[int, ...] | None) -> None:
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path))
    canvas.setFillColorRGB(0.1, 0.1, 0.3)
    canvas.rect(100, 690, 200, 40, stroke=0, fill=1)
    for x, y, tone, words in ((110, 700, 0.2, "Dunkel"), (200, 700, 1.0, "Hell"), (110, 650, 0.0, "Schwarz")):
        canvas.setFillColorRGB(tone, tone, tone)
        canvas.drawString(x, y, words)
    canvas.save()
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        document.pages[0].Rotate = turn
        if crop:
            document.pages[0].CropBox = list(crop)
        document.save(path)
    faint = [one for one in look(path).problems if one.code in ("faint-text", "unseen-text")]
    assert [(one.code, one.place.page) for one in faint] == [("unseen-text", 1)]
    assert "contrast of 1." in faint[0].message


def test_a_font_that_is_there_twice_is_one_font(tmp_path: Path) -> None:
    with opened(good()) as document:
        font = document.pages[0].Resources.Font
        before = len(list(font.keys()))
        with opened(good()) as other:
            for name, twin in other.pages[0].Resources.Font.items():
                font[f"{name}x"] = document.copy_foreign(twin)
        assert len(list(font.keys())) == 2 * before
        assert "font-names" not in codes(seen(tmp_path, saved(document)))


def test_folds_are_known_by_their_marks(tmp_path: Path) -> None:
    leaflet = sheet(line("Tenons", 150)._replace(x=20.0), bleed=9)._replace(folds=(80.0, 140.0))
    clear = seen(tmp_path, pdf(with_marks(leaflet, MARKS), options=PRINT))
    assert clear.file.pages[0].folds == (80.0, 140.0)
    assert "fold" not in codes(clear)
    assert read(pdf(with_marks(leaflet, ["crop", "registration"]), options=PRINT)).pages[0].folds == ()
    over = leaflet._replace(items=(line("Tenons bon", 150)._replace(x=60.0),))
    assert "fold" in codes(seen(tmp_path, pdf(with_marks(over, MARKS), options=PRINT)))


def test_uncoated_paper_is_known_by_the_file_s_own_words() -> None:
    assert anyfile.limits_for(read(good())).ink == 300
    uncoated = good().replace(b"FOGRA39", b"FOGRA52")
    assert anyfile.limits_for(read(uncoated)).ink == 280


def read(data: bytes) -> File:
    with opened(data) as document:
        return read_file(document)


def test_progress_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(good())
    told: list[tuple[str, int, int]] = []
    look(path, lambda *step: told.append(step))
    assert {what for what, _, _ in told} == {"read", "syntax", "ink", "codes", "contrast"}
    assert ("codes", 1, 1) in told


def test_a_page_on_which_the_painter_hangs_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    document = pikepdf.open(BytesIO(form_in_itself()))
    document.pages.extend(one_page(b"BT ET").pages)
    document.save(path)
    found = painted(Wanted(str(path), 300, (), (1, 2)), lambda *_: None, longest_s=3)
    assert found.words == {2: False}


def test_a_file_that_goes_away_is_painted_nowhere(tmp_path: Path) -> None:
    found = painted(Wanted(str(tmp_path / "none.pdf"), 300, (1,), (1,)), lambda *_: None)
    assert (found.ink, found.words, found.codes) == ({}, {}, ())


@pytest.mark.full
def test_ten_thousand_pages_are_few_megabytes() -> None:
    import tracemalloc

    data = many_pages()
    tracemalloc.start()
    with opened(data) as document:
        file = read_file(document)
    assert (len(file.pages), file.left_out) == (1000, 9000)
    assert tracemalloc.get_traced_memory()[1] < 60_000_000
    tracemalloc.stop()


FILES = (good(), saved(one_page(b"BT ET 0 1 0 0 k 9 9 99 99 re f")), (DATA / "ghostscript.pdf").read_bytes())


def looked_at(data: bytes) -> None:
    """What a look does to a file, in this process."""
    try:
        document = opened(data)
    except InputError as fault:
        assert all(is_plain(problem) for problem in fault.problems)
        return
    with document:
        file = read_file(document)
        found = [*judged_anyhow(file), *anyfile._syntax(document, lambda *_: None)]
        assert all(is_plain(problem) for problem in found)
        if file.pages and file.pages[0].whole and file.pages[0].media[2] < 2000:
            try:
                separations(document, 0, dpi=18)
            except (pikepdf.PdfError, pypdfium2.PdfiumError, *NONSENSE):
                return


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_flipped_and_cut_bytes(data: st.DataObject) -> None:
    file = bytearray(data.draw(st.sampled_from(FILES)))
    for _ in range(data.draw(st.integers(1, 12))):
        file[data.draw(st.integers(0, len(file) - 1))] = data.draw(st.integers(0, 255))
    start = data.draw(st.one_of(st.just(0), st.integers(0, len(file) - 1)))
    end = data.draw(st.one_of(st.just(len(file)), st.integers(0, len(file))))
    looked_at(bytes(file[start:end]))


WORDS = [b"0", b"-1", b"99999999999", b"null", b"true", b"/Name", b"(text)", b"[]", b"<<>>", b"1 0 R", b"3 0 R", b"%"]


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_other_values_in_the_objects(data: st.DataObject) -> None:
    """The tokens of a file replaced by others: it stays a PDF and means something else."""
    import re

    plain = PLAIN
    places = [found.span(1) for found in re.finditer(rb"/\w+\s+(\[[^\]]*\]|<<|/\w+|\d+ \d+ R|[\d.-]+)", plain)]
    for _ in range(data.draw(st.integers(1, 6))):
        start, end = data.draw(st.sampled_from(places))
        word = data.draw(st.sampled_from(WORDS))
        plain = plain[:start] + word[: end - start].ljust(end - start) + plain[end:]
    looked_at(plain)


def _plain() -> bytes:
    stream = BytesIO()
    with pikepdf.open(BytesIO(good())) as document:
        document.Root.OutputIntents[0].DestOutputProfile = document.make_stream(b"none", N=4)
        document.save(stream, qdf=True, static_id=True)
    return stream.getvalue()


PLAIN = _plain()
