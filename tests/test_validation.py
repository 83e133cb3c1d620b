"""The sample's print files, as twins with the marks of PDF/A-2u, before other people's validators."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from pressdesk.work.beginning import new_campaign
from pressdesk.work.making import Maker
from pressdesk.work.plan import Order, plan
from pressdesk.work.store import load
from tests.validators import archive_twin, validate_page, validate_vera_all

AS_OF = date(2027, 1, 20)
SMALL = {"poster": "A6", "triptych": "A4", "communique": "A4", "flyer": "A6"}
"""Each piece of the sample in one of its small formats."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    root = tmp_path_factory.mktemp("sample") / "campaign"
    new_campaign(root, sample=True)
    made: list[Path] = []
    for piece, format in SMALL.items():
        order = Order(AS_OF, (piece,), "print", format=format, prove=False)
        campaign = load(root, (piece,))
        done = Maker(campaign, order).do(plan(campaign, order)[0])
        assert done.files, done.problems
        made.append(done.files[0].path)
    return made


@pytest.fixture(scope="module")
def twins(files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("twins")
    made = []
    for path in files:
        made.append(folder / path.name)
        made[-1].write_bytes(archive_twin(path.read_bytes()))
    return made


def without_fonts(document: pikepdf.Pdf) -> None:
    for entry in document.objects:
        if isinstance(entry, pikepdf.Dictionary) and "/FontFile2" in entry:
            del entry["/FontFile2"]


def in_screen_colours(document: pikepdf.Pdf) -> None:
    document.pages[0].contents_add(document.make_stream(b"1 0 0 rg 0 0 50 50 re f"))


def without_characters(document: pikepdf.Pdf) -> None:
    for entry in document.objects:
        if isinstance(entry, pikepdf.Dictionary) and "/ToUnicode" in entry:
            del entry["/ToUnicode"]


BROKEN: tuple[Callable[[pikepdf.Pdf], None], ...] = (without_fonts, in_screen_colours, without_characters)


@pytest.fixture(scope="module")
def broken(twins: list[Path], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    made = []
    for change in BROKEN:
        path = tmp_path_factory.mktemp("broken") / f"{change.__name__}.pdf"
        with pikepdf.open(BytesIO(twins[0].read_bytes())) as document:
            change(document)
            document.save(path, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        made.append(path)
    return made


def test_every_piece_of_the_sample_validates(twins: list[Path]) -> None:
    assert {path.name: validate_page(path, "PDF/A-2u") for path in twins} == {path.name: [] for path in twins}


def test_the_validator_sees_what_is_broken(broken: list[Path]) -> None:
    assert [bool(validate_page(path, "PDF/A-2u")) for path in broken] == [True] * len(BROKEN)


@pytest.mark.full
def test_every_piece_of_the_sample_validates_with_verapdf(twins: list[Path]) -> None:
    found = validate_vera_all(twins, "PDF/A-2u")
    assert found == [[] for _ in twins]


@pytest.mark.full
def test_verapdf_sees_what_is_broken(broken: list[Path]) -> None:
    assert all(validate_vera_all(broken, "PDF/A-2u"))
