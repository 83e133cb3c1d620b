"""A file for the press made by our own writer, and ways to break it: one for each thing that a rule looks for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path as FilePath
from tempfile import mkdtemp
from typing import Any, TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

from pressdesk.base.colour import BLACK
from pressdesk.base.geometry import Path, Rect
from pressdesk.base.units import MM
from pressdesk.colour.profiles import COATED, SRGB
from pressdesk.display.items import Picture, Shape, Stroke
from pressdesk.display.pictures import probe
from pressdesk.output.pdf import OutputIntent
from pressdesk.prepress.marks import MARKS, with_marks
from pressdesk.text.fonts import builtin_library
from tests.output.sheets import PRINT, RED, face, line, pdf, sheet

INTENT = OutputIntent("FOGRA39", COATED.read_bytes(), "ISO Coated v2 300%")
BLEED = 3 * MM

Break: TypeAlias = Callable[[pikepdf.Pdf], None]


@cache
def good() -> bytes:
    """A page with ground, picture, black text, a line and all marks, as a printer wants it."""
    path = FilePath(mkdtemp()) / "a.png"
    Image.linear_gradient("L").resize((300, 300)).convert("RGB").rotate(30).save(path)
    ground = Shape(Path.rect(Rect(-BLEED, -BLEED, 200 + 2 * BLEED, 300 + 2 * BLEED)), RED)
    words = line("Tenons bon, l’été", 100)._replace(x=30.0, overprint=True)
    more = line("Grand titre", 140, 26, face("Anton"))._replace(x=30.0, overprint=True)
    picture = Picture(probe(path), Rect(40, 170, 60, 60))
    rule = Shape(Path.line(30, 250, 170, 250), stroke=Stroke(BLACK, 0.5), overprint=True)
    shown = sheet(ground, picture, words, more, rule, bleed=BLEED)
    marked = with_marks(shown, MARKS, "affiche", builtin_library())
    return pdf(marked, options=PRINT._replace(intent=INTENT))


def broken(by: Break, **saving: Any) -> bytes:
    """The good file after a change of its objects."""
    with pikepdf.open(BytesIO(good())) as document:
        by(document)
        stream = BytesIO()
        document.save(stream, fix_metadata_version=False, **saving)
        return stream.getvalue()


def drawing(operators: str, **resources: Any) -> Break:
    """Something more on the page, in points from the media box's corner; the trim begins at 28.3, the bleed at 19.8."""

    def change(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        own = dict(page.Resources.items())
        for kind, entries in resources.items():
            own[f"/{kind}"] = Dictionary({**dict(own.get(f"/{kind}", Dictionary()).items()), **entries})
        page.obj.Resources = Dictionary(own)
        page.contents_add(Stream(document, f"\nq {operators} Q\n".encode()))
        # what the page left of its own map is taken back
        first = page.Contents[0] if isinstance(page.Contents, Array) else page.Contents
        page.Contents = Array(
            [document.make_stream(b"q "), first, document.make_stream(b" Q"), *list(page.Contents)[1:]]
        )

    return change


def with_root(**entries: Any) -> Break:
    def change(document: pikepdf.Pdf) -> None:
        for key, value in entries.items():
            document.Root[f"/{key}"] = value

    return change


def without_root(key: str) -> Break:
    def change(document: pikepdf.Pdf) -> None:
        del document.Root[key]

    return change


def with_page(**entries: Any) -> Break:
    def change(document: pikepdf.Pdf) -> None:
        for key, value in entries.items():
            document.pages[0].obj[f"/{key}"] = value

    return change


def without_page(key: str) -> Break:
    def change(document: pikepdf.Pdf) -> None:
        del document.pages[0].obj[key]

    return change


def with_info(**entries: Any) -> Break:
    def change(document: pikepdf.Pdf) -> None:
        for key, value in entries.items():
            if value is None:
                del document.docinfo[f"/{key}"]
            else:
                document.docinfo[f"/{key}"] = value

    return change


def metadata(old: bytes, new: bytes) -> Break:
    def change(document: pikepdf.Pdf) -> None:
        data = document.Root.Metadata.read_bytes()
        assert old in data
        document.Root.Metadata = document.make_stream(data.replace(old, new), Type=Name.Metadata, Subtype=Name.XML)

    return change


def profile(data: bytes, components: int) -> Break:
    def change(document: pikepdf.Pdf) -> None:
        document.Root.OutputIntents[0].DestOutputProfile = document.make_stream(data, N=components)

    return change


def no_profile(document: pikepdf.Pdf) -> None:
    del document.Root.OutputIntents[0]["/DestOutputProfile"]


def two_intents(document: pikepdf.Pdf) -> None:
    document.Root.OutputIntents.append(document.Root.OutputIntents[0])


def no_condition(document: pikepdf.Pdf) -> None:
    document.Root.OutputIntents[0].OutputConditionIdentifier = pikepdf.String("")


def fonts_of(document: pikepdf.Pdf) -> list[Any]:
    return list(document.pages[0].Resources.Font.values())


def loose_font(document: pikepdf.Pdf) -> None:
    del fonts_of(document)[0].DescendantFonts[0].FontDescriptor["/FontFile2"]


def whole_font(document: pikepdf.Pdf) -> None:
    font = fonts_of(document)[0].DescendantFonts[0]
    font.BaseFont = Name("/" + str(font.BaseFont)[8:])


def two_fonts_of_a_name(document: pikepdf.Pdf) -> None:
    one, other = (font.DescendantFonts[0] for font in fonts_of(document)[:2])
    other.BaseFont = one.BaseFont


def no_unicode(document: pikepdf.Pdf) -> None:
    for font in fonts_of(document):
        del font["/ToUnicode"]


def no_glyphs(document: pikepdf.Pdf) -> None:
    for font in fonts_of(document):
        font.DescendantFonts[0].CIDToGIDMap = document.make_stream(bytes(2 * 0x10000))


def image_of(document: pikepdf.Pdf) -> Any:
    (found,) = (item for item in document.pages[0].Resources.XObject.values() if item.Subtype == "/Image")
    return found


def alternates(document: pikepdf.Pdf) -> None:
    image_of(document).Alternates = Array([])


def opi(document: pikepdf.Pdf) -> None:
    image_of(document).OPI = Dictionary()


def picture(side: float, space: str = "DeviceCMYK", *, bits: int = 8, pixels: int = 40, value: int = 0) -> Break:
    """A picture of one tone on the page, as a square of `side` points."""

    def change(document: pikepdf.Pdf) -> None:
        bands = {"DeviceCMYK": 4, "DeviceRGB": 3, "DeviceGray": 1}[space]
        row = (pixels * bands * bits + 7) // 8
        made = document.make_stream(
            bytes([value]) * (row * pixels),
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=pixels,
            Height=pixels,
            BitsPerComponent=bits,
            ColorSpace=Name("/" + space),
        )
        drawing(f"{side} 0 0 {side} 60 60 cm /New Do", XObject={"/New": made})(document)

    return change


OVER = {"ExtGState": {"/Over": Dictionary(OP=True, op=True, OPM=1)}}
SPOTS = {
    "ColorSpace": {
        f"/S{n}": Array(
            [
                Name.Separation,
                Name("/" + name),
                Name.DeviceCMYK,
                Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 0, 0, 0], N=1),
            ]
        )
        for n, name in enumerate(("HKS 43", "hks 43", "All"))
    }
}
LAB = {"ColorSpace": {"/L": Array([Name.Indexed, Array([Name.Lab, Dictionary(WhitePoint=[1, 1, 1])]), 1, b"abcdef"])}}
SHADE = {
    "Shading": {
        "/New": Dictionary(
            ShadingType=2,
            ColorSpace=Name.DeviceRGB,
            Coords=[0, 0, 9, 9],
            Function=Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0], C1=[1, 0, 0], N=1),
        )
    }
}


def text(colour: str, size: float, x: float = 80, y: float = 80, before: str = "") -> Break:
    """Words in one of the page's own fonts."""

    def change(document: pikepdf.Pdf) -> None:
        name = next(iter(document.pages[0].Resources.Font.keys()))
        state = OVER if "gs" in before else {}
        drawing(f"{before} {colour} BT {name} {size} Tf {x} {y} Td <00620061> Tj ET", **state)(document)

    return change


BREAKS: dict[str, tuple[str, Break]] = {
    "no trailing title": ("info", with_info(Title=None)),
    "no creation date": ("info", with_info(CreationDate=None)),
    "no change date": ("info", with_info(ModDate=None)),
    "trapping unknown": ("info", with_info(Trapped=Name.Unknown)),
    "another title": ("metadata-title", with_info(Title="Autre")),
    "no metadata": ("metadata", with_root(Metadata=Dictionary())),
    "metadata without identity": ("metadata", metadata(b"xmpMM:DocumentID", b"xmpMM:Other")),
    "no version of PDF/X": ("pdfx-version", metadata(b"PDF/X-4", b"PDF/X-9")),
    "no press": ("no-intent", with_root(OutputIntents=Array([]))),
    "two presses": ("no-intent", two_intents),
    "no condition": ("intent-condition", no_condition),
    "no profile": ("intent-profile", no_profile),
    "a screen's profile": ("intent-profile", profile(SRGB.read_bytes(), 3)),
    "a damaged profile": ("intent-profile", profile(b"abc", 4)),
    "JavaScript": ("forbidden", with_root(OpenAction=Dictionary(S=Name.JavaScript, JS=pikepdf.String("1")))),
    "a launch": ("forbidden", with_root(OpenAction=Dictionary(S=Name.Launch))),
    "a file inside": ("forbidden", with_root(Names=Dictionary(EmbeddedFiles=Dictionary()))),
    "a transfer curve": (
        "forbidden",
        drawing("/T gs", ExtGState={"/T": Dictionary(Type=Name.ExtGState, TR=Name.Identity)}),
    ),
    "alternates": ("forbidden", alternates),
    "OPI": ("forbidden", opi),
    "no trim": ("no-trim", without_page("/TrimBox")),
    "trim beyond bleed": ("boxes", with_page(TrimBox=[10, 10, 200, 300])),
    "bleed beyond media": ("boxes", with_page(BleedBox=[-10, 0, 256, 357])),
    "no size": ("no-size", with_page(TrimBox=[50, 50, 50, 50])),
    "cropped": ("crop-box", with_page(CropBox=[9, 9, 100, 100])),
    "own unit": ("user-unit", with_page(UserUnit=2)),
    "2 mm of bleed": ("no-bleed", with_page(BleedBox=[22.7, 22.7, 234, 334])),
    "bleed not painted": ("bare-bleed", drawing("0 1 0 0 k 28.3 100 50 50 re f", ExtGState={})),
    "group in RGB": ("page-group", with_page(Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB))),
    "an area in RGB": ("rgb", drawing("1 0 0 rg 60 60 20 20 re f")),
    "a line in RGB": ("rgb", drawing("1 0 0 RG 60 60 m 90 90 l S")),
    "text in RGB": ("rgb", text("1 0 0 rg", 12)),
    "a picture in RGB": ("rgb", picture(9, "DeviceRGB")),
    "a run in RGB": ("rgb", drawing("/New sh", **SHADE)),
    "an area in Lab": ("rgb", drawing("/L cs 0 scn 60 60 20 20 re f", **LAB)),
    "one spot with two names": (
        "spot-names",
        drawing("/S0 cs 1 scn 60 60 9 9 re f /S1 cs 1 scn 80 60 9 9 re f", **SPOTS),
    ),
    "small rich black": ("rich-black-text", text("0.6 0.5 0.4 1 k", 12)),
    "black text in grey": ("grey-text", text("0 g", 12)),
    "black that knocks out": ("black-knocks-out", text("0 0 0 1 k", 12)),
    "transparency in a PDF/X-1a": ("not-x1a", with_info(GTS_PDFXVersion="PDF/X-1a:2003")),
    "a page of six metres": ("page-too-large", with_page(MediaBox=Array([0, 0, 17_000, 300]))),
    "white that overprints": ("white-overprint", text("0 0 0 0 k", 12, before="/Over gs")),
    "too much ink": ("too-much-ink", drawing("1 0.9 0.8 0.6 k 60 60 40 40 re f")),
    "a picture with too much ink": ("too-much-ink", picture(40, value=255, pixels=200)),
    "coarse picture": ("low-resolution", picture(40)),
    "a picture a little coarse": ("fair-resolution", picture(36, pixels=100)),
    "coarse line drawing": ("low-line-art", picture(36, "DeviceGray", bits=1, pixels=100)),
    "hairline": ("hairline", drawing("0 1 1 0 K 0.2 w 60 60 m 90 90 l S")),
    "hairline in one ink": ("hairline", drawing("0 0 0 1 K 0.1 w 60 60 m 90 90 l S")),
    "tiny text": ("tiny-text", text("0 1 0 0 k", 4.5)),
    "small text in two inks": ("small-text", text("0 1 1 0 k", 7)),
    "small white text": ("small-text", text("0 0 0 0 k", 7)),
    "text near the cut": ("safe-zone", text("0 1 0 0 k", 12, x=33)),
    "font not embedded": ("font-not-embedded", loose_font),
    "font in whole": ("font-whole", whole_font),
    "drawn font": (
        "type-3",
        drawing("", Font={"/T3": Dictionary(Type=Name.Font, Subtype=Name.Type3, Name=Name.Drawn)}),
    ),
    "two fonts of one name": ("font-names", two_fonts_of_a_name),
    "empty boxes": ("empty-glyph", no_glyphs),
    "letters without characters": ("nameless-glyph", no_unicode),
    "no language": ("no-language", without_root("/Lang")),
    "a mark inside": ("marks-inside", drawing("/S2 CS 1 SCN 60 60 m 90 90 l S", **SPOTS)),
}
"""What is done to the good file, with the code of the problem that must come of it."""
