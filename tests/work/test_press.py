"""Which profile a print file is made by."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from pressdesk.base.problem import InputError
from pressdesk.colour.profiles import COATED, SRGB
from pressdesk.work.build import build
from pressdesk.work.plan import Order
from pressdesk.work.presets import PRESETS
from pressdesk.work.press import press_for
from pressdesk.work.store import load
from tests.work.given import campaign

WHOLE = COATED.read_bytes()


def uncoated() -> bytes:
    """The shipped profile under another name of the same length."""
    old, new = b"ISO Coated v2 300% (basICColor)", b"PSO Uncoated ISO12647 (ECI)    "
    assert len(old) == len(new)
    assert old in WHOLE
    return WHOLE.replace(old, new)


def test_coated_paper_has_the_shipped_profile(tmp_path: Path) -> None:
    for name in ("offset-coated", "digital", "large-format"):
        press = press_for(PRESETS[name], tmp_path)
        assert press.problems == ()
        assert press.intent.condition == "FOGRA39"
        assert press.intent.profile == WHOLE


def test_uncoated_paper_needs_a_profile_of_the_campaign(tmp_path: Path) -> None:
    press = press_for(PRESETS["offset-uncoated"], tmp_path)
    assert [problem.code for problem in press.problems] == ["no-press-profile"]
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "paper.icc").write_bytes(uncoated())
    press = press_for(PRESETS["offset-uncoated"], tmp_path)
    assert press.problems == ()
    assert press.intent.condition == "FOGRA47"
    assert press_for(PRESETS["offset-coated"], tmp_path).intent.condition == "FOGRA39"


def test_a_broken_profile_is_named(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "paper.icc").write_bytes(WHOLE[:999])
    with pytest.raises(InputError, match=r"profiles/paper\.icc"):
        press_for(PRESETS["offset-coated"], tmp_path)


def test_print_files_say_what_press_they_are_for_and_others_do_not(tmp_path: Path) -> None:
    root = campaign(tmp_path / "c")
    made = {}
    for purpose in ("print", "screen"):
        built = build(load(root), Order(date(2027, 2, 1), ("poster",), purpose, format="A6"), jobs=1)
        assert not [problem for problem in built.problems if problem.severity == "error"]
        made[purpose] = built.files[0].path.read_bytes()
    with pikepdf.open(BytesIO(made["print"])) as document:
        (intent,) = document.Root.OutputIntents
        assert (str(intent.S), str(intent.OutputConditionIdentifier)) == ("/GTS_PDFX", "FOGRA39")
        assert intent.DestOutputProfile.read_bytes() == WHOLE
        assert document.open_metadata()["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
    with pikepdf.open(BytesIO(made["screen"])) as document:
        assert [str(one.S) for one in document.Root.OutputIntents] == ["/GTS_PDFA1"]
        assert "pdfxid:GTS_PDFXVersion" not in document.open_metadata()


def test_a_new_profile_makes_print_files_stale(tmp_path: Path) -> None:
    root = campaign(tmp_path / "c")
    order = Order(date(2027, 2, 1), ("poster",), "print", format="A6")
    assert build(load(root), order, jobs=1).files[0].fresh
    assert not build(load(root), order, jobs=1).files[0].fresh
    (root / "profiles").mkdir()
    (root / "profiles" / "press.icc").write_bytes(WHOLE.replace(b"basICColor", b"basicColor"))
    assert build(load(root), order, jobs=1).files[0].fresh


def test_a_preset_and_a_brand_name_their_profile(tmp_path: Path) -> None:
    unknown = WHOLE.replace(b"ISO Coated v2 300% (basICColor)", b"Presse du Marche, papier jaune ")
    unknown = unknown.replace(b"FOGRA39", b"MARCHE9")
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "marche.icc").write_bytes(unknown)
    coated = PRESETS["offset-coated"]
    assert press_for(coated, tmp_path).intent.condition == "FOGRA39"
    for name in ("marche.icc", "Marche", "profiles/marche.icc"):
        assert press_for(coated, tmp_path, name).intent.profile == unknown
        assert press_for(coated._replace(profile=name), tmp_path).intent.condition == "Custom"
    assert press_for(coated, tmp_path, "fogra39").intent.profile == WHOLE
    with pytest.raises(InputError, match=r"brand\.profile"):
        press_for(coated, tmp_path, "other.icc")
    with pytest.raises(InputError, match="FOGRA52"):
        press_for(coated._replace(profile="FOGRA52"), tmp_path)


def test_the_brand_s_profile_is_for_its_paper_alone(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "paper.icc").write_bytes(uncoated())
    assert press_for(PRESETS["offset-coated"], tmp_path, "paper").intent.condition == "FOGRA39"
    assert press_for(PRESETS["offset-uncoated"], tmp_path, "paper").intent.condition == "FOGRA47"


def test_a_profile_that_was_named_and_is_no_press_is_refused(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "screen.icc").write_bytes(SRGB.read_bytes())
    (tmp_path / "profiles" / "new.icc").write_bytes(WHOLE[:8] + b"\x05" + WHOLE[9:])
    for name, says in (("screen", "RGB"), ("new", "version 5")):
        with pytest.raises(InputError, match=says):
            press_for(PRESETS["offset-coated"], tmp_path, name)
