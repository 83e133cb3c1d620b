"""A sheet as layout gives it, and ways to break it: one for each thing that a rule looks for on the recipe."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path as FilePath
from tempfile import mkdtemp
from typing import TypeAlias

from PIL import Image

from pressdesk.base.colour import BLACK, CMYK, RGB, WHITE, Ink
from pressdesk.base.geometry import Affine, Path, Rect
from pressdesk.base.units import MM
from pressdesk.display.items import Gradient, Group, Item, Mark, Picture, Shape, Sheet, Stop, Stroke
from pressdesk.display.pictures import probe
from pressdesk.prepress.facts import About
from pressdesk.qr.geometry import code_path, module_size
from pressdesk.qr.matrix import Level, matrix
from tests.output.sheets import SPOT, box, face, line
from tests.output.sheets import sheet as plain_sheet

BLEED = 3 * MM
WIDE, HIGH = 400.0, 600.0
FORMAT = plain_sheet().format._replace(name="A4", width=WIDE, height=HIGH)
ABOUT = About("flyer", "Tract", "fr")
GROUND = Ink("ground", RGB(1.0, 0.75, 0.2), CMYK(0.0, 0.3, 0.8, 0.0))
BLUE = Ink("blue", RGB(0.1, 0.2, 0.8), CMYK(0.9, 0.7, 0.0, 0.0))
RED = Ink("red", RGB(0.9, 0.1, 0.1), CMYK(0.0, 0.9, 0.8, 0.0))
FAINT = Ink("faint", RGB(0.95, 0.7, 0.3), CMYK(0.0, 0.35, 0.7, 0.0))
RICH = Ink("rich", RGB(0.05, 0.05, 0.05), CMYK(0.6, 0.5, 0.4, 1.0))
LEGAL = "Imprimé par nos soins. Ne pas jeter sur la voie publique."

Broken: TypeAlias = Callable[[], tuple[Sheet, About]]


@cache
def photo(tone: str = "mid", side: int = 600) -> FilePath:
    path = FilePath(mkdtemp()) / f"{tone}.png"
    levels = {"mid": 128, "light": 235, "dark": 20}
    Image.new("RGB", (side, side), (levels[tone], levels[tone], levels[tone])).save(path)
    return path


def picture(at: Rect, tone: str = "mid", alternative: str = "Une place", side: int = 600) -> Group:
    shown = Picture(probe(photo(tone, side)), at, alternative=alternative)
    return Group((shown,), role="figure" if alternative else "artifact", box="photo", alternative=alternative)


def code(
    x: float = 250,
    y: float = 420,
    side: float = 116,
    payload: str = "https://exemple.fr",
    inks: tuple[Ink, Ink | None] = (BLACK, WHITE),
    level: Level = "M",
) -> Group:
    """A code with its ground, as layout draws it; without a light ink it brings no ground along."""
    modules = matrix(payload, level)
    zone = Rect(0, 0, side, side)
    dark, light = inks
    items: list[Item] = [] if light is None else [Shape(Path.rect(zone), light)]
    module = module_size(len(modules), side)
    items += [Shape(code_path(modules, zone), dark, overprint=True), Mark("code", zone, "qr", payload, module)]
    return Group(tuple(items), Affine.translation(x, y), role="code", box="code")


def words(text: str, y: float, size: float = 12, ink: Ink = BLACK, x: float = 40, weight: int = 400) -> Group:
    run = line(text, 0, size, face("Inter", weight), ink)._replace(x=0.0, overprint=ink == BLACK)
    return Group((run,), Affine.translation(x, y), role="paragraph", box="words")


def items() -> tuple[Item, ...]:
    """What stands on the good sheet, in painting order."""
    return (
        box(-BLEED, -BLEED, WIDE + 2 * BLEED, HIGH + 2 * BLEED, GROUND),
        picture(Rect(40, 200, 120, 120)),
        words("Tenons bon", 100, 40),
        words(LEGAL, 560),
        Shape(Path.line(40, 380, 200, 380), stroke=Stroke(BLACK, 0.5), overprint=True),
        code(),
    )


def good() -> tuple[Sheet, About]:
    return plain_sheet(*items(), format=FORMAT, bleed=BLEED), ABOUT


def adding(*more: Item, folds: tuple[float, ...] = (), **about: object) -> Broken:
    """The good sheet with something over it."""

    def make() -> tuple[Sheet, About]:
        sheet, told = good()
        return sheet._replace(items=(*sheet.items, *more), folds=folds), told._replace(**about)  # type: ignore[arg-type]

    return make


def only(*shown: Item, **about: object) -> Broken:
    """A sheet with nothing but this."""

    def make() -> tuple[Sheet, About]:
        made = plain_sheet(*shown, format=FORMAT, bleed=BLEED)
        return made, ABOUT._replace(**about)  # type: ignore[arg-type]

    return make


def without_bleed() -> tuple[Sheet, About]:
    sheet, about = good()
    return sheet._replace(bleed=0.0), about


def without_language() -> tuple[Sheet, About]:
    sheet, about = good()
    return sheet._replace(language=""), about._replace(language="")


def larger_than_any_reader() -> tuple[Sheet, About]:
    sheet, about = good()
    return sheet._replace(format=FORMAT._replace(height=72 * 201.0)), about


FILM = Gradient(0, 0, 0, 100, (Stop(0.0, WHITE, 0.9), Stop(1.0, WHITE, 0.9)))
SPOTS = (SPOT, SPOT._replace(name="other", spot="hks 54 É"))
TINY_TRANSFER = "BCD\n002\n1\nSCT\n\nVeille\nFR7630006000011234567890189\nEUR12\n\n\n" + "Soutien " * 40

BROKEN: dict[str, tuple[str, Broken]] = {
    "no bleed": ("no-bleed", without_bleed),
    "a page larger than any reader shows": ("page-too-large", larger_than_any_reader),
    "a ground that ends at the cut": ("bare-bleed", adding(box(0, 330, 100, 40, BLUE))),
    "one spot with two names": ("spot-names", adding(*(box(60 + 40 * n, 340, 30, 30, SPOTS[n]) for n in (0, 1)))),
    "small rich black": ("rich-black-text", adding(words("noir", 150, 12, RICH))),
    "black that knocks out": ("black-knocks-out", adding(line("noir", 150)._replace(x=40.0))),
    "a colour with too much ink": (
        "too-much-ink",
        adding(box(60, 340, 30, 30, RED._replace(cmyk=CMYK(1, 0.9, 0.8, 0.6)))),
    ),
    "a coarse picture": ("low-resolution", adding(picture(Rect(40, 200, 160, 160), side=250))),
    "a picture a little coarse": ("fair-resolution", adding(picture(Rect(40, 200, 90, 90), side=250))),
    "a hairline": ("hairline", adding(Shape(Path.line(40, 390, 90, 390), stroke=Stroke(RED, 0.1)))),
    "tiny text": ("tiny-text", adding(words("petit", 150, 4))),
    "small white text": ("small-text", adding(box(30, 120, 90, 50, BLUE), words("petit", 150, 7, WHITE))),
    "text near the cut": ("safe-zone", adding(words("bord", 150, 12, x=6))),
    "text near the foot": ("safe-zone", adding(words("pied", 592, 12))),
    "a logo near the cut": ("safe-zone", adding(Group((box(5, 400, 30, 30, BLUE),), role="figure", alternative="L"))),
    "a code near the cut": ("safe-zone", adding(code(300, 250))),
    "text on a fold": ("fold", adding(folds=(100.0,))),
    "a code on a fold": ("fold", adding(folds=(300.0,))),
    "a logo on a fold": (
        "fold",
        adding(Group((box(200, 440, 30, 30, BLUE),), role="figure", alternative="L"), folds=(215.0,)),
    ),
    "faint text": ("faint-text", adding(words("pâle", 150, 12, Ink("grey", RGB(0.5, 0.4, 0.3), CMYK(0, 0, 0, 0.6))))),
    "text nobody sees": ("unseen-text", adding(words("pâle", 150, 12, FAINT))),
    "white on a light picture": (
        "unseen-text",
        adding(picture(Rect(200, 120, 150, 150), "light"), words("blanc", 200, 20, WHITE, 210)),
    ),
    "black on a dark picture": (
        "unseen-text",
        adding(picture(Rect(200, 120, 150, 150), "dark"), words("noir", 200, 20, BLACK, 210)),
    ),
    "text on a round patch": (
        "unseen-text",
        adding(Shape(Path.ellipse(Rect(200, 120, 150, 150)), RED), words("rouge", 200, 12, RED, 250)),
    ),
    "a code too small": ("qr-module", adding(code(60, 420, 30))),
    "a code that must be held near": ("qr-distance", adding(code(60, 420, 70))),
    "a code on a wall that must be held near": ("qr-near", lambda: _poster(good())),
    "something in the quiet zone": ("qr-quiet-zone", adding(box(252, 460, 20, 20, RED))),
    "text in the quiet zone": ("qr-quiet-zone", adding(words("ici", 440, 12, x=240))),
    "a light code on dark": ("qr-inverted", adding(code(60, 420, 116, inks=(WHITE, BLACK)))),
    "a light code on what lies there": (
        "qr-inverted",
        adding(box(50, 410, 130, 130, BLACK), code(60, inks=(WHITE, None))),
    ),
    "a faint code": ("qr-contrast", adding(code(60, 420, 116, inks=(FAINT, WHITE)))),
    "a transfer that banks do not read": ("qr-transfer", adding(code(60, 420, 180, TINY_TRANSFER, level="H"))),
    "a link that is not encrypted": ("qr-insecure", adding(code(60, 420, payload="http://exemple.fr"))),
    "black on white on a wall": ("official-notice", only(words("Avis", 100, 40), words(LEGAL, 500), kind="poster")),
    "no printer": ("no-printer", only(words("Ne pas jeter", 100), kind="flyer")),
    "no line against litter": ("no-litter-line", only(words("Imprimé par nos soins", 100), kind="flyer")),
    "the national colours": (
        "national-colours",
        adding(box(40, 340, 9, 9, BLUE), box(60, 340, 9, 9, RED), electoral=True),
    ),
    "no language": ("no-language", without_language),
    "a picture nobody tells of": ("no-alternative", adding(picture(Rect(40, 200, 90, 90), alternative=""))),
    "no title": ("untitled", adding(title="")),
}
"""What is shown in place of the good sheet, with the code of the problem that must come of it."""


def _poster(made: tuple[Sheet, About]) -> tuple[Sheet, About]:
    sheet, about = made
    big = sheet.format._replace(width=3 * WIDE, height=3 * HIGH)
    moved = Group((code(),), Affine.scaling(1.5))
    return sheet._replace(format=big, items=(*sheet.items[:-1], moved)), about._replace(kind="poster")
