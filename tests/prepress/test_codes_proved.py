"""Codes of all kinds and looks read back from exported pages on every ground; bad settings refused with a remedy."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path as FilePath
from tempfile import mkdtemp

import pytest
from PIL import Image

from pressdesk.base.colour import BLACK, CMYK, RGB, WHITE, Ink
from pressdesk.base.formats import Format
from pressdesk.base.geometry import Affine, Path, Rect
from pressdesk.base.problem import Problem
from pressdesk.base.units import MM
from pressdesk.display.items import Group, Item, Picture, Shape, Sheet
from pressdesk.display.pictures import probe
from pressdesk.layout.codes import CodeLeaf, CodeLook
from pressdesk.layout.page import NO_OUTS
from pressdesk.layout.pictures import Source
from pressdesk.prepress.facts import About
from pressdesk.prepress.limits import Limits
from pressdesk.prepress.live import preflight_sheets
from pressdesk.prepress.proof import BLUR, LEAST_PX, TURN, CodeProof, proof_codes
from tests.output.sheets import PRINT, RED, pdf
from tests.qr.payloads import payloads

PAGE = Format("wall", 1400.0, 1400.0, "a-portrait")
GROUNDS = ("light", "coloured", "photograph")
PAPER = Ink("paper", RGB(1.0, 0.96, 0.9), CMYK(0.0, 0.04, 0.1, 0.0))
DARK = Ink("ink", RGB(0.1, 0.06, 0.19), CMYK(0.85, 0.9, 0.3, 0.65))
CONDITIONS = {f"{LEAST_PX:g} pixels a module", f"blurred by {BLUR:g} modules", f"turned by {TURN:g}°"}


@cache
def photograph() -> FilePath:
    """Noise of all sizes and colours: nothing is harder to find a code in."""
    chance = random.Random(7)
    path = FilePath(mkdtemp()) / "noise.png"
    small = Image.frombytes("RGB", (90, 90), chance.randbytes(3 * 90 * 90))
    small.resize((700, 700), Image.Resampling.BICUBIC).save(path)
    return path


@cache
def logo() -> Source:
    path = FilePath(mkdtemp()) / "logo.png"
    Image.linear_gradient("L").resize((60, 60)).convert("RGB").save(path)
    return Source(asset=probe(path))


def ground(kind: str) -> Item:
    whole = PAGE.trim
    if kind == "photograph":
        return Picture(probe(photograph()), whole)
    return Shape(Path.rect(whole), PAPER if kind == "light" else RED)


def look(rounded: bool = False, with_logo: bool = False, dark: Ink = BLACK, light: Ink = WHITE) -> CodeLook:
    return CodeLook(12 * MM, dark=dark, light=light, rounded=rounded, logo=logo() if with_logo else None)


def walls(kind: str, wanted: list[str], how: CodeLook) -> list[Sheet]:
    """Sheets of that ground with a code for each payload, as small as is allowed."""
    sheets = []
    for first in range(0, len(wanted), 25):
        items: list[Item] = [ground(kind)]
        for number, payload in enumerate(wanted[first : first + 25]):
            leaf = CodeLeaf(payload, how, None, None, (f"code-{number}", ""))
            place = Affine.translation(20 + number % 5 * 275, 20 + number // 5 * 275)
            items.append(Group(leaf.draw(leaf.zone, leaf.zone, NO_OUTS), place, role="code", box=f"code-{number}"))
        sheets.append(Sheet(PAGE, tuple(items), name="wall"))
    return sheets


def prove(kind: str, wanted: list[str], how: CodeLook) -> None:
    sheets = walls(kind, wanted, how)
    proofs = proof_codes(pdf(*sheets, options=PRINT), sheets, thorough=True)
    faults = [one for one in proofs if isinstance(one, Problem)]
    assert faults == []
    assert [one.decoded for one in proofs if isinstance(one, CodeProof)] == wanted
    assert all(set(one.conditions) > CONDITIONS for one in proofs if isinstance(one, CodeProof))


@pytest.mark.parametrize("kind", GROUNDS)
def test_some_codes_of_every_kind_on_every_ground(kind: str) -> None:
    wanted = [payload for _, payload in payloads()[:: 9 if kind == "light" else 17]]
    prove(kind, wanted, look())


@pytest.mark.parametrize(("rounded", "with_logo"), [(True, False), (False, True), (True, True)])
def test_some_codes_in_every_look(rounded: bool, with_logo: bool) -> None:
    wanted = [payload for _, payload in payloads()[3::19]]
    prove("photograph", wanted, look(rounded, with_logo, DARK, PAPER))


@pytest.mark.full
@pytest.mark.parametrize("kind", GROUNDS)
@pytest.mark.parametrize(("rounded", "with_logo"), [(False, False), (True, False), (False, True), (True, True)])
def test_two_hundred_codes_on_every_ground_in_every_look(kind: str, rounded: bool, with_logo: bool) -> None:
    wanted = [payload for _, payload in payloads()]
    assert len(set(wanted)) == 200
    prove(kind, wanted, look(rounded, with_logo, DARK if rounded else BLACK, PAPER))


def refused(how: CodeLook, *over: Item, scale: float = 1.0) -> list[Problem]:
    """What preflight says of a code, on a sheet with something over it, and the proof of the file too."""
    leaf = CodeLeaf("https://exemple.fr/agir", how, None, None, ("code", ""))
    drawn = Group(leaf.draw(leaf.zone, leaf.zone, NO_OUTS), Affine.scaling(scale).then(Affine.translation(200, 200)))
    sheet = Sheet(PAGE, (Shape(Path.rect(PAGE.trim), PAPER), drawn, *over), name="wall")
    return list(preflight_sheets([sheet], Limits(), About("flyer", "Tract", "fr")))


@pytest.mark.parametrize(
    ("code", "how", "over", "scale"),
    [
        ("qr-module", look(), (), 0.4),
        ("qr-distance", look(), (), 1.5),
        ("qr-inverted", look(dark=WHITE, light=BLACK), (), 3.0),
        ("qr-contrast", look(dark=Ink("grey", RGB(0.7, 0.7, 0.7), CMYK(0, 0, 0, 0.3))), (), 3.0),
        ("qr-quiet-zone", look(), (Shape(Path.rect(Rect(190, 195, 60, 12)), RED),), 3.0),
    ],
)
def test_bad_settings_are_refused_with_a_remedy(code: str, how: CodeLook, over: tuple[Item, ...], scale: float) -> None:
    found = [problem for problem in refused(how, *over, scale=scale) if problem.code == code]
    assert found
    assert found[0].remedy
    assert "page 1" in found[0].message


def test_a_good_code_is_not_refused() -> None:
    assert [problem for problem in refused(look(), scale=3.0) if problem.code.startswith("qr")] == []


def test_a_transfer_is_set_plain() -> None:
    transfer = next(payload for kind, payload in payloads() if kind == "transfer")
    plain = CodeLeaf(transfer, look(), None, None, ("code", ""))
    fancy = CodeLeaf(transfer, look(True, True), None, None, ("code", ""))
    assert [problem.code for problem in fancy.problems] == ["qr-transfer"]
    assert fancy.draw(90, 90, NO_OUTS) == plain.draw(90, 90, NO_OUTS)
