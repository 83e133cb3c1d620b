"""What PDF/X-1a does not allow, in files that say they are one."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path as FilePath
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from pressdesk.base.geometry import Path, Rect
from pressdesk.display.items import Group, Shape
from pressdesk.output.flatten import flattened
from pressdesk.prepress.marks import MARKS, with_marks
from pressdesk.prepress.opaque import opaque_faults
from pressdesk.prepress.preflight import preflight
from pressdesk.text.fonts import builtin_library
from tests.output.sheets import BLUE, PRINT, RED, line, pdf, sheet
from tests.prepress.broken import BLEED, INTENT

X1A = PRINT._replace(standard="PDF/X-1a:2003", intent=INTENT)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    ground = Shape(Path.rect(Rect(-BLEED, -BLEED, 200 + 2 * BLEED, 300 + 2 * BLEED)), RED)
    veil = Group((Shape(Path.rect(Rect(20, 20, 99, 99)), BLUE),), opacity=0.4)
    words = line("Tenons bon, l’été", 150)._replace(x=30.0, overprint=True)
    folder: FilePath = tmp_path_factory.mktemp("x") / "p" / "cache"
    flat = flattened(sheet(ground, veil, words, bleed=BLEED), X1A, folder)
    return pdf(with_marks(flat, MARKS, "affiche", builtin_library()), options=X1A)


def test_our_own_passes_every_rule(good: bytes) -> None:
    assert preflight(good) == []


def state(**entries: Any) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        document.pages[0].obj.Resources.ExtGState["/New"] = Dictionary(**entries)

    return change


def group(document: pikepdf.Pdf) -> None:
    document.pages[0].obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)


def picture(**entries: Any) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        found = next(
            one for one in document.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
        )
        for key, value in entries.items():
            found[f"/{key}"] = document.make_stream(b"0") if value is None else value

    return change


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (group, "a transparency group"),
        (state(ca=0.5), "half transparent"),
        (state(CA=0), "half transparent"),
        (state(BM=Name.Multiply), "a blend mode"),
        (state(BM=Array([Name.Screen, Name.Normal])), "a blend mode"),
        (state(SMask=Dictionary(S=Name.Alpha)), "a soft mask"),
        (picture(SMask=None), "an alpha channel"),
        (picture(SMaskInData=1), "an alpha channel"),
    ],
)
def test_each_kind_of_transparency_is_found(good: bytes, change: Callable[[pikepdf.Pdf], None], says: str) -> None:
    with pikepdf.open(BytesIO(good)) as document:
        change(document)
        assert any(says in fault for fault in opaque_faults(document))
        del document.docinfo["/GTS_PDFXVersion"]
        assert opaque_faults(document) == ()


def test_harmless_states_are_let_be(good: bytes) -> None:
    with pikepdf.open(BytesIO(good)) as document:
        state(ca=1.0, CA=1, BM=Name.Normal, SMask=Name("/None"))(document)
        assert opaque_faults(document) == ()


def test_a_newer_version_with_packed_objects_is_found(good: bytes) -> None:
    stream = BytesIO()
    with pikepdf.open(BytesIO(good)) as document:
        document.save(stream, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    told = [problem.message for problem in preflight(stream.getvalue()) if problem.code == "not-x1a"]
    assert any("PDF 1.5" in message for message in told)
    assert any("compressed objects" in message for message in told)
