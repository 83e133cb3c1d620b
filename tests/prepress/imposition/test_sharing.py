from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf

from pressdesk.prepress.imposition.sharing import Shared


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
