from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from pressdesk.qr.cards import contact
from pressdesk.qr.matrix import Level, matrix
from pressdesk.qr.verify import Grey, decode
from tests.qr.rasters import raster

PAYLOADS = [
    "https://exemple.fr/agir?utm_source=affiche",
    "Tenons bon ! « Pa ni siro pou nou »",
    "tel:+590590123456",
    contact("Lucie Bélair", role="Présidente; porte-parole", phone="0690 12 34 56", mail="l.belair@exemple.fr"),
    "BCD\n002\n1\nSCT\n\nCollectif\nFR7630006000011234567890189\nEUR12.50",
    "0123456789" * 8,
]


@pytest.mark.parametrize("level", ["M", "Q", "H"])
@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_was_encoded_is_read_to_the_letter(payload: str, level: Level) -> None:
    assert decode(raster(matrix(payload, level))) == [payload]


def test_pictures_and_arrays_are_read_too() -> None:
    grey = raster(matrix(PAYLOADS[0]))
    image = Image.frombytes("L", (grey.width, grey.height), grey.data)
    assert decode(image) == decode(np.asarray(image)) == [PAYLOADS[0]]


def test_an_empty_page_holds_no_code() -> None:
    assert decode(Grey(64, 64, b"\xff" * 64 * 64)) == []


def test_an_inverted_code_is_not_read() -> None:
    assert decode(raster(matrix(PAYLOADS[0]), dark=255, light=0)) == []
