from __future__ import annotations

import subprocess
import sys

import pytest
import qrcode
from hypothesis import example, given, reject, settings
from hypothesis import strategies as st

from pressdesk.qr.matrix import LEVELS, Level, Matrix, matrix, version_of
from pressdesk.qr.verify import decode
from tests.qr.rasters import raster

payloads = st.one_of(
    st.text(min_size=1, max_size=120),
    st.text(alphabet="0123456789", min_size=1, max_size=150),
    st.text(alphabet="0123456789ABCDEF $%*+-./:", min_size=1, max_size=120),
    st.builds("https://exemple.fr/{}?utm_source={}".format, st.integers(0, 10**30), st.text(max_size=30)),
)
levels: st.SearchStrategy[Level] = st.sampled_from(["L", "M", "Q", "H"])


def reference(payload: str, level: str) -> list[list[bool]]:
    code = qrcode.QRCode(error_correction=LEVELS[level])
    code.add_data(payload)
    code.make()
    modules: list[list[bool]] = code.modules
    return modules


@settings(max_examples=60, deadline=None)
@given(payloads, levels)
@example("1", "L")
@example("é" * 5, "H")
@example("A1" * 40 + "0123456789" * 4 + "abc", "Q")
def test_the_matrix_is_that_of_qrcode_with_its_own_choice_of_mask(payload: str, level: Level) -> None:
    try:
        expected = reference(payload, level)
    except ValueError:  # qrcode 8 fails on a block of zeros alone
        reject()
    assert [list(row) for row in matrix(payload, level)] == expected


def test_a_block_of_zeros_alone_is_no_matter() -> None:
    payload = "0" * 1500
    assert decode(raster(matrix(payload, "L"), pixels=2)) == [payload]


@pytest.mark.parametrize(
    ("payload", "level"),
    [("x" * 150, "M"), ("x" * 300, "Q"), ("1234567890" * 150, "L"), ("é/" * 200, "H")],
    ids=["7", "16", "18", "32"],
)
def test_large_codes_carry_version_information_too(payload: str, level: Level) -> None:
    made = matrix(payload, level)
    assert version_of(made) >= 7
    assert [list(row) for row in made] == reference(payload, level)


@pytest.mark.full
@pytest.mark.parametrize("version", range(1, 41))
def test_every_version_is_that_of_qrcode(version: int) -> None:
    from qrcode.util import BIT_LIMIT_TABLE

    payload = "z" * (BIT_LIMIT_TABLE[0][version] // 8 - 3)
    assert version_of(matrix(payload)) == version
    assert [list(row) for row in matrix(payload)] == reference(payload, "M")


def test_what_does_not_fit_is_said_in_words() -> None:
    with pytest.raises(ValueError, match="too long for a QR code"):
        matrix("x" * 3000, "H")


def test_the_same_payload_gives_the_same_object() -> None:
    assert matrix("https://exemple.fr") is matrix("https://exemple.fr")


def test_a_higher_level_makes_no_smaller_code() -> None:
    def side(made: Matrix) -> int:
        return len(made)

    sides = [side(matrix("https://exemple.fr/agir", level)) for level in ("L", "M", "Q", "H")]
    assert sides == sorted(sides)


def test_qrcode_is_left_as_it_was_and_pillow_is_not_loaded() -> None:
    code = (
        "import sys; from pressdesk.qr.matrix import matrix; matrix('a');"
        "assert 'PIL' not in sys.modules and 'qrcode' not in sys.modules;"
        "import qrcode; assert qrcode.QRCode and 'PIL' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
