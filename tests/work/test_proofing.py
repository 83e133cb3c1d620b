from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from pressdesk.base.problem import InputError, RefusedError
from pressdesk.colour.profiles import SRGB
from pressdesk.prepress.anyfile import look
from pressdesk.work.proofing import proof_pictures
from tests.output.sheets import PRINT, SPOT, box, pdf, sheet
from tests.prepress.strangers import form_in_itself, one_page, saved


def given(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "Été 1.pdf"
    path.write_bytes(data)
    return path


def test_paper_plates_and_ink_are_written(tmp_path: Path) -> None:
    path = given(tmp_path, pdf(sheet(box(0, 0, 100, 100)), sheet(box(0, 0, 90, 90, SPOT)), options=PRINT))
    told: list[tuple[str, int, int]] = []
    found = proof_pictures(path, tmp_path / "out", look(path), progress=lambda *step: told.append(step))
    plates = [f"plate-{ink}" for ink in ("cyan", "magenta", "yellow", "black")]
    wanted = [f"ete-1-1-{name}.png" for name in ("paper", "ink", *plates)]
    wanted += [f"ete-1-2-{name}.png" for name in ("paper", "ink", *plates, "plate-hks-54-e")]
    assert [file.name for file in found.files] == wanted
    assert found.problems == ()
    assert told == [("proof", 1, 2), ("proof", 2, 2)]
    with Image.open(found.files[0]) as image:
        assert (image.mode, image.size) == ("RGB", (278, 417))
    with Image.open(found.files[3]) as image:
        assert image.getpixel((20, 20)) == 26


def test_pages_that_cannot_be_painted_are_left_out(tmp_path: Path) -> None:
    path = given(tmp_path, form_in_itself())
    assert proof_pictures(path, tmp_path / "out", look(path)).files == ()


def test_a_profile_of_the_user_must_be_one_of_a_press(tmp_path: Path) -> None:
    path = given(tmp_path, saved(one_page(b"0 1 0 0 k 9 9 99 99 re f")))
    seen = look(path)
    with pytest.raises(InputError, match="not for four inks"):
        proof_pictures(path, tmp_path / "out", seen, SRGB)
    (tmp_path / "a.icc").write_bytes(BytesIO(b"abc").getvalue())
    with pytest.raises(InputError, match="no colour profile"):
        proof_pictures(path, tmp_path / "out", seen, tmp_path / "a.icc")


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    path = given(tmp_path, saved(one_page(b"0 1 0 0 k 9 9 99 99 re f")))
    with pytest.raises(RefusedError):
        proof_pictures(path, path / "out", look(path))
