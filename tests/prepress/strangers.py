"""Files that are broken, hostile, or made in odd ways, each as its bytes."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from tests.prepress.broken import good


def saved(document: pikepdf.Pdf, **options: Any) -> bytes:
    stream = BytesIO()
    document.save(stream, **options)
    return stream.getvalue()


def one_page(content: bytes = b"", size: tuple[float, float] = (300, 400), **resources: Any) -> pikepdf.Pdf:
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(300, 400))
    page.obj.MediaBox = Array([0, 0, *size])
    page.obj.Contents = document.make_stream(content)
    page.obj.Resources = Dictionary({f"/{kind}": Dictionary(made) for kind, made in resources.items()})
    return document


def with_password() -> bytes:
    return saved(one_page(b"0 0 9 9 re f"), encryption=pikepdf.Encryption(owner="o", user="u"))


def locked_for_changes() -> bytes:
    return saved(one_page(b"0 0 9 9 re f"), encryption=pikepdf.Encryption(owner="o", user=""))


def cut_in_half() -> bytes:
    return good()[: len(good()) // 2]


def without_its_end() -> bytes:
    return good()[:-200]


def with_rubbish_before() -> bytes:
    return b"\xef\xbb\xbf<html>\n" + good()


def damaged_table() -> bytes:
    at = good().rindex(b"xref\n", 0, good().rindex(b"startxref"))
    return good()[:at] + b"xqef 9 9 9" + good()[at + 10 :]


def page_that_is_its_own_parent() -> bytes:
    document = one_page()
    document.Root.Pages.Kids = Array([document.Root.Pages])
    return saved(document)


def pages_in_a_circle() -> bytes:
    document = one_page()
    inner = document.make_indirect(Dictionary(Type=Name.Pages, Count=1, Kids=Array([])))
    other = document.make_indirect(Dictionary(Type=Name.Pages, Count=1, Kids=Array([inner])))
    inner.Kids.append(other)
    document.Root.Pages.Kids.append(inner)
    document.Root.Pages.Count = 2
    return saved(document)


def pages_that_are_none() -> bytes:
    document = one_page()
    document.Root.Pages.Kids = Array([7, Name.Page, document.make_stream(b"abc"), Dictionary(), None])
    return saved(document)


def no_pages() -> bytes:
    return saved(pikepdf.new())


def many_pages() -> bytes:
    document = one_page(b"BT ET 0 0 0 1 k 20 20 9 9 re f")
    page = document.pages[0].obj
    kids = [document.make_indirect(Dictionary(dict(page.items()))) for _ in range(9_999)]
    document.Root.Pages.Kids.extend(kids)
    document.Root.Pages.Count = 10_000
    return saved(document, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def zero_size() -> bytes:
    return saved(one_page(b"0 0 9 9 re f", (0, 0)))


def boxes_inside_out() -> bytes:
    document = one_page(b"0 0 9 9 re f")
    document.pages[0].obj.MediaBox = Array([300, 400, 0, 0])
    document.pages[0].obj.TrimBox = Array([280, 380, 20, 20])
    return saved(document)


def boxes_of_rubbish() -> bytes:
    document = one_page(b"0 0 9 9 re f")
    page = document.pages[0].obj
    page.MediaBox, page.TrimBox = Array([Name.a, 0, 9]), Name.Large
    page.BleedBox, page.CropBox, page.UserUnit = Array([1e30, -1e30, 1e308, 1e308]), Dictionary(), Name.inch
    return saved(document)


def huge_page() -> bytes:
    document = one_page(b"0 1 0 0 k 0 0 900000 900000 re f", (900_000, 900_000))
    document.pages[0].obj.TrimBox = Array([10, 10, 899_000, 899_000])
    return saved(document)


def form_in_itself() -> bytes:
    document = one_page(b"/F Do")
    form = document.make_stream(b"0 0 9 9 re f /F Do /F Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 99, 99])
    form.Resources = Dictionary(XObject=Dictionary(F=form))
    document.pages[0].obj.Resources = Dictionary(XObject=Dictionary(F=form))
    return saved(document)


def form_that_ends_in_the_middle() -> bytes:
    document = one_page(b"/Cut Do")
    form = document.make_stream(b"0 1 0 0 k 9 9 99 99 re f 0 0 9", Subtype=Name.Form, BBox=[0, 0, 300, 400])
    document.pages[0].obj.Resources = Dictionary(XObject=Dictionary(Cut=form))
    return saved(document)


def forms_that_multiply() -> bytes:
    """Twenty forms, each of which draws the next one ten times."""
    document = one_page(b"/F Do")
    inner = document.make_stream(b"0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 99, 99])
    for _ in range(20):
        outer = document.make_stream(b"/F Do " * 10, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 99, 99])
        outer.Resources = Dictionary(XObject=Dictionary(F=inner))
        inner = outer
    document.pages[0].obj.Resources = Dictionary(XObject=Dictionary(F=inner))
    return saved(document)


def packed(document: pikepdf.Pdf, plain: bytes, times: int) -> Stream:
    squeeze = zlib.compressobj(9)
    data = b"".join([*(squeeze.compress(plain) for _ in range(times)), squeeze.flush()])
    stream = document.make_stream(b"")
    stream.write(data, filter=Name.FlateDecode)
    return stream


def operators_that_swell() -> bytes:
    document = one_page()
    document.pages[0].obj.Contents = packed(document, b"0 0 9 9 re f\n" * 100_000, 60)
    return saved(document)


def picture_that_swells() -> bytes:
    document = one_page(b"q 300 0 0 400 0 0 cm /I Do Q")
    picture = packed(document, bytes(1_000_000), 100)
    picture.update(
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=30_000,
            Height=30_000,
            BitsPerComponent=8,
            ColorSpace=Name.DeviceCMYK,
        )
    )
    document.pages[0].obj.Resources = Dictionary(XObject=Dictionary(I=picture))
    document.pages[0].obj.TrimBox = Array([10, 10, 290, 390])
    return saved(document)


def missing_font() -> bytes:
    return saved(one_page(b"BT /Nowhere 12 Tf 50 50 Td (Bonjour) Tj ET"))


def font_of_rubbish() -> bytes:
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name.X,
        DescendantFonts=Array([]),
        ToUnicode=Name.Identity,
        Widths=Array([Name.a, None]),
    )
    other = Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        FirstChar=-9,
        LastChar=10**9,
        Widths=Array([1, Name.b]),
        FontDescriptor=Array([]),
        Encoding=Dictionary(Differences=Array([Name.a, 7, 8])),
    )
    return saved(one_page(b"BT /A 12 Tf (a) Tj /B 12 Tf (b) Tj ET", Font={"/A": font, "/B": other}))


def odd_colours() -> bytes:
    spaces = {
        "/A": Array([Name.ICCBased, Dictionary(N=7)]),
        "/B": Array([Name.Indexed, Name.Pattern, -3, pikepdf.String("x")]),
        "/C": Array([Name.Separation, Name("/" + "x" * 100), Name.DeviceCMYK, Dictionary(FunctionType=9)]),
        "/D": Array([Name.DeviceN, Array([]), Name.DeviceRGB, Name.Identity]),
        "/E": Array([Name.Lab, Dictionary(WhitePoint=Array([]), Range=Array([Name.a]))]),
        "/G": Array([]),
        "/H": Array([Name.Separation, Name("/A#B é"), Array([Name.Separation]), Dictionary()]),
        "/I": Name.I,
    }
    painted = b"".join(b"/%s cs 0.5 0.5 0.5 scn 0 0 99 99 re f\n" % name[1:].encode() for name in spaces)
    document = one_page(painted + b"/P cs /P scn 9 9 9 9 re f /S sh", ColorSpace=spaces)
    document.pages[0].obj.TrimBox = Array([10, 10, 290, 390])
    shading = Dictionary(ShadingType=7, ColorSpace=Name.DeviceCMYK)
    document.pages[0].obj.Resources.Shading = Dictionary(S=shading)
    document.pages[0].obj.Resources.Pattern = Dictionary(P=Dictionary(PatternType=2, Shading=shading))
    return saved(document)


def operators_of_rubbish() -> bytes:
    nonsense = b"Q Q Q 1 (a /b <zz> ] cm [ /c << re f* 1e999 -1e999 9 0 0 9 cm /x gs BT ET ET EMC q " * 50
    return saved(one_page(nonsense + b"BI /W -5 /H 99999999 /CS /CMYK ID xx EI 1 2 l S"))


def pictures_of_rubbish() -> bytes:
    document = one_page(b"".join(b"q 99 0 0 99 0 0 cm /I%d Do Q\n" % n for n in range(5)))
    kinds: list[dict[str, Any]] = [
        {"Width": -1, "Height": 9, "ColorSpace": Name.DeviceCMYK, "BitsPerComponent": 8},
        {"Width": 9, "Height": 9, "ColorSpace": Name.DeviceCMYK, "BitsPerComponent": 3},
        {"Width": 9, "Height": 9, "ColorSpace": Name.DeviceCMYK, "BitsPerComponent": 8, "Filter": Name.DCTDecode},
        {"Width": 9, "Height": 9, "Filter": Name.JPXDecode},
        {"Width": 2**31, "Height": 2**31, "ColorSpace": Name.DeviceGray, "BitsPerComponent": 16, "Decode": Array([])},
    ]
    made = {}
    for number, kind in enumerate(kinds):
        picture = document.make_stream(b"\xff\xd8abc", Type=Name.XObject, Subtype=Name.Image)
        for key, value in kind.items():
            picture[f"/{key}"] = value
        made[f"/I{number}"] = picture
    document.pages[0].obj.Resources = Dictionary(XObject=Dictionary(made))
    document.pages[0].obj.TrimBox = Array([10, 10, 290, 390])
    return saved(document)


def rubbish_all_over() -> bytes:
    document = one_page(b"0 0 9 9 re f")
    root = document.Root
    root.Metadata = document.make_stream(b"<x:xmpmeta><unclosed>")
    root.OutputIntents = Array([7, Dictionary(), Dictionary(S=Name.GTS_PDFX, DestOutputProfile=Name.None_)])
    root.Names, root.AcroForm, root.OCProperties, root.Lang = Name.a, Array([]), Name.b, Array([1])
    page = document.pages[0].obj
    page.Group, page.Annots, page.Resources = Name.g, Name.n, Array([1, 2])
    return saved(document)


def deep_arrays() -> bytes:
    return b"%PDF-1.7\n1 0 obj\n" + b"[" * 50_000 + b"]" * 50_000 + b"\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF"


UNREADABLE: dict[str, tuple[Callable[[], bytes], str]] = {
    "with_password": (with_password, "locked"),
    "deep_arrays": (deep_arrays, "broken-pdf"),
    "page_that_is_its_own_parent": (page_that_is_its_own_parent, "broken-pdf"),
    "pages_in_a_circle": (pages_in_a_circle, "broken-pdf"),
}
"""What cannot be opened at all."""

STRANGERS: dict[str, tuple[Callable[[], bytes], str]] = {
    "locked_for_changes": (locked_for_changes, "encrypted"),
    "cut_in_half": (cut_in_half, "syntax"),
    "without_its_end": (without_its_end, "syntax"),
    "with_rubbish_before": (with_rubbish_before, ""),
    "damaged_table": (damaged_table, "syntax"),
    "pages_that_are_none": (pages_that_are_none, "syntax"),
    "no_pages": (no_pages, "no-pages"),
    "many_pages": (many_pages, "pages-left-out"),
    "zero_size": (zero_size, "no-size"),
    "boxes_inside_out": (boxes_inside_out, ""),
    "boxes_of_rubbish": (boxes_of_rubbish, "syntax"),
    "huge_page": (huge_page, "page-too-large"),
    "form_in_itself": (form_in_itself, "too-rich"),
    "form_that_ends_in_the_middle": (form_that_ends_in_the_middle, "no-trim"),
    "forms_that_multiply": (forms_that_multiply, "too-rich"),
    "operators_that_swell": (operators_that_swell, "too-rich"),
    "picture_that_swells": (picture_that_swells, "too-rich"),
    "missing_font": (missing_font, "font-not-embedded"),
    "font_of_rubbish": (font_of_rubbish, "font-not-embedded"),
    "odd_colours": (odd_colours, "odd-colours"),
    "operators_of_rubbish": (operators_of_rubbish, "syntax"),
    "pictures_of_rubbish": (pictures_of_rubbish, "too-rich"),
    "rubbish_all_over": (rubbish_all_over, "intent-profile"),
}
"""What can be opened, with the code of the problem that must come of it, if there is one of its own."""
