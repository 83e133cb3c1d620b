from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from pressdesk.prepress.imposition.imposing import impose
from pressdesk.prepress.imposition.sharing import Shared
from pressdesk.prepress.imposition.values import Imposition
from tests.prepress.imposition.given import numbered, objects, saved


def document_of(*entries: dict[str, Any]) -> Any:
    """A document whose root lists indirect dictionaries."""
    found = pikepdf.new()
    found.Root.Things = pikepdf.Array([found.make_indirect(pikepdf.Dictionary(entry)) for entry in entries])
    stream = BytesIO()
    found.save(stream)
    return pikepdf.open(stream)


def test_equal_objects_of_two_files_become_one() -> None:
    out = pikepdf.new()
    shared = Shared(out)
    one, two = document_of({"/A": 1}, {"/A": 2}), document_of({"/B": 7}, {"/A": 1})
    first = shared.brought(one.Root.Things[0], one)
    assert shared.brought(two.Root.Things[1], two).objgen == first.objgen
    assert shared.brought(two.Root.Things[0], two).objgen != first.objgen
    assert int(first.A) == 1


def test_streams_are_told_apart_by_their_bytes_and_what_they_refer_to() -> None:
    def streams(*bodies: bytes) -> Any:
        found = pikepdf.new()
        child = found.make_indirect(pikepdf.Dictionary(Child=True))
        found.Root.Things = pikepdf.Array(
            [found.make_indirect(pikepdf.Stream(found, body, Kin=child, Kind=pikepdf.Name.X)) for body in bodies]
        )
        return found

    out = pikepdf.new()
    shared = Shared(out)
    one, two = streams(b"a", b"b"), streams(b"b", b"c")
    a, b = (shared.brought(entry, one) for entry in one.Root.Things)
    again, c = (shared.brought(entry, two) for entry in two.Root.Things)
    assert again.objgen == b.objgen
    assert len({a.objgen, b.objgen, c.objgen}) == 3
    assert c.read_raw_bytes() == b"c"
    assert str(c.Kind) == "/X"
    assert c.Kin.objgen == a.Kin.objgen


def test_objects_that_lead_back_to_themselves_are_brought_whole() -> None:
    def ring(word: str) -> Any:
        found = pikepdf.new()
        one = found.make_indirect(pikepdf.Dictionary(Word=word))
        two = found.make_indirect(pikepdf.Dictionary(Back=one))
        one.On = two
        found.Root.Things = pikepdf.Array([one, two])
        return found

    out = pikepdf.new()
    shared = Shared(out)
    first, second = ring("one"), ring("two")
    brought = [shared.brought(document.Root.Things[0], document) for document in (first, second)]
    assert [str(entry.Word) for entry in brought] == ["one", "two"]
    for entry in brought:
        assert str(entry.On.Back.Word) == str(entry.Word)


def test_text_that_looks_like_a_reference_stays_text() -> None:
    out = pikepdf.new()
    shared = Shared(out)
    document = document_of({"/T": pikepdf.String("see 3 0 R and 99 0 R")}, {"/T": pikepdf.String("x R")})
    found = [str(shared.brought(entry, document).T) for entry in document.Root.Things]
    assert found == ["see 3 0 R and 99 0 R", "x R"]


def test_the_mark_tells_what_was_brought() -> None:
    marks = []
    for value in (1, 1, 2):
        shared = Shared(pikepdf.new())
        document = document_of({"/A": value})
        shared.brought(document.Root.Things[0], document)
        marks.append(shared.mark)
    assert marks[0] == marks[1] != marks[2]


@pytest.mark.parametrize("packed", ["plain", "object streams", "appended to", "a number of another place"])
def test_files_on_disk_share_as_files_in_memory_do(tmp_path: Path, packed: str) -> None:
    files = [numbered(count, bleed_mm=3) for count in (1, 1, 2, 3)]
    if packed == "object streams":
        for number, data in enumerate(files):
            with pikepdf.open(BytesIO(data)) as document:
                files[number] = saved(document, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    elif packed == "appended to":
        files = [data + b"\n% more\n" + data[data.rindex(b"startxref") :] for data in files]
    elif packed != "plain":
        files = [data.replace(b"0000000015", b"0000000016", 1) for data in files]
    paths = [tmp_path / f"{number}.pdf" for number in range(len(files))]
    for path, data in zip(paths, files, strict=True):
        path.write_bytes(data)
    order = Imposition(up=7, paper="A2")
    there = impose(paths, order, title="t").data
    assert there == impose(files, order, title="t").data
    assert objects(there, "/Image") == 1


def test_a_stream_whose_length_stands_elsewhere_is_read_anew(tmp_path: Path) -> None:
    def file(length: int) -> Path:
        """Two files that differ in the length of a stream alone, which is an object of its own."""
        parts = [
            b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n",
            b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n",
            b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 90 90]/Contents 6 0 R\n"
            b"/Resources<</XObject<</F 4 0 R>>>>>>\nendobj\n",
            b"4 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 5 0 R>>\n"
            b"stream\n0 0 9 9 re f 0 0 5 5 re f\nendstream\nendobj\n",
            b"5 0 obj\n%02d\nendobj\n" % length,
            b"6 0 obj\n<</Length 5>>\nstream\n/F Do\nendstream\nendobj\n",
        ]
        data, places = b"%PDF-1.4\n", []
        for part in parts:
            places.append(len(data))
            data += part
        table = b"".join(b"%010d 00000 n \n" % place for place in places)
        data += b"xref\n0 7\n0000000000 65535 f \n" + table + b"trailer\n<</Size 7/Root 1 0 R>>\n"
        data += b"startxref\n%d\n%%%%EOF\n" % data.index(b"xref\n0 7")
        path = tmp_path / f"{length}.pdf"
        path.write_bytes(data)
        return path

    paths = [file(25), file(12)]
    data = impose(paths, Imposition(up=2, paper="A4", marks=False)).data
    assert objects(data, "/Form") == 4
