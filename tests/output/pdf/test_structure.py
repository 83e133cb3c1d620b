"""The structure as objects: what refers to what, the same bytes each time, the way through another process."""

from __future__ import annotations

from io import BytesIO

import pikepdf

from pressdesk.base.geometry import Rect
from pressdesk.display.items import Group, Link, Sheet
from pressdesk.output.pdf import PdfKit
from pressdesk.output.pdf.painted import packed, unpacked
from pressdesk.output.pdf.writer import paint, write_painted
from tests.output.sheets import OPTIONS, line, opened, pdf, sheet
from tests.output.tagged import Reader, kids_of

TAGGED = OPTIONS._replace(tagged=True)


def page(number: int) -> Sheet:
    """A page with a text that goes on, a list, a table, a note and a link."""
    link = Group((line("ici", 40), Link(Rect(10, 30, 60, 12), "https://a.example/100%")), role="link")
    item = Group((Group((line(f"{number}. ", 80),), role="label"), line("point", 80)), role="item")
    head = Group((Group((line("Tête", 100),), role="header", scope="column"),), role="row")
    row = Group((Group((line("case", 120),), role="cell"), Group((), role="cell")), role="row")
    return sheet(
        Group((line(f"Titre (100 %) {number}", 20),), role="title"),
        Group((line("Voir ", 40), link), role="paragraph", key="text"),
        Group((item,), role="list", level=1),
        Group((head, row), role="table"),
        Group((line("1. Note", 140),), role="note", key=f"note-{number}"),
    )


def test_every_mark_has_its_element() -> None:
    reader = Reader(pdf(page(1), page(2), options=TAGGED))
    numbers = reader.root.ParentTree.Nums
    owners = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
    for n, shown in enumerate(reader.document.pages):
        assert shown.obj.StructParents == n
        assert shown.obj.Tabs == "/S"
        assert len(owners[n]) == len(reader.pages[n].texts)
        for mark, owner in enumerate(owners[n]):
            assert any(
                mark == kid.MCID if isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid else kid == mark
                for kid in kids_of(owner)
            )
        (note,) = shown.obj.Annots
        assert owners[int(note.StructParent)].S == "/Link"
        assert str(note.Contents) == "https://a.example/100%"
    assert reader.root.ParentTreeNextKey == len(owners)


def test_every_element_knows_its_parent() -> None:
    reader = Reader(pdf(page(1), options=TAGGED))
    root = reader.root

    def look(element: pikepdf.Object) -> int:
        inner = [kid for kid in kids_of(element) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
        assert all(element == kid.P for kid in inner)
        return 1 + sum(map(look, inner))

    assert root == root.K.P
    assert look(root.K) > 12


def test_names_lead_to_their_elements() -> None:
    reader = Reader(pdf(page(1), page(2), options=TAGGED))
    names = reader.root.IDTree.Names
    found = {str(names[i]): names[i + 1] for i in range(0, len(names), 2)}
    assert list(found) == sorted(found) == ["note-1", "note-2", "table-1-0-0", "table-2-0-0"]
    assert all(str(element.ID) == name for name, element in found.items())


def test_lists_say_how_they_are_counted() -> None:
    reader = Reader(pdf(page(1), options=TAGGED))
    kinds = [one.element.A.ListNumbering for one in reader.heard() if one.type == "L" and one.element is not None]
    assert kinds == ["/Decimal"]


def test_the_file_says_what_it_keeps() -> None:
    with opened(pdf(page(1), options=TAGGED)) as document:
        assert document.Root.MarkInfo.Marked
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert document.Root.OutputIntents[0].DestOutputProfile.N == 3
        told = document.Root.Metadata.read_bytes().decode()
    assert "<pdfuaid:part>1<" in told
    assert "<pdfaid:part>2<" in told
    assert "<pdfaid:conformance>A<" in told


def test_the_same_sheets_give_the_same_bytes_in_one_process_or_two() -> None:
    sheets = [page(1), page(2), page(3)]
    whole = pdf(*sheets, options=TAGGED)
    assert whole == pdf(*[page(1), page(2), page(3)], options=TAGGED)
    there, here = PdfKit(), PdfKit()
    blocks = [paint(sheets[:2], TAGGED, here), paint(sheets[2:], TAGGED, there)]
    alone, apart = BytesIO(), BytesIO()
    write_painted([paint(sheets[:2], TAGGED, here), paint(sheets[2:], TAGGED, here)], alone, TAGGED, here)
    write_painted([blocks[0], unpacked(packed(blocks[1], {}), {}, here)], apart, TAGGED, here)
    assert alone.getvalue() == apart.getvalue()


def test_data_that_end_in_a_return_keep_it() -> None:
    data = pdf(page(1), options=TAGGED)
    assert data.count(b"\r\nendstream") == data.count(b"endstream") > 5
