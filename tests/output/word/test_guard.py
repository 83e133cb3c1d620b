from __future__ import annotations

import warnings
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressdesk.base.problem import InputError
from pressdesk.output.word import guard
from pressdesk.output.word.guard import checked
from tests.output.word.packages import changed, part, plain, saved

GOOD = plain("Bonjour")
ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


def refused(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        checked(path)
    (problem,) = caught.value.problems
    assert path.name in problem.message and problem.message.endswith(".") and problem.remedy
    return problem.code


def test_a_good_file_passes(tmp_path: Path) -> None:
    assert checked(saved(tmp_path, GOOD)) == (GOOD, [])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "word-broken"),
        (b"PK\x03\x04 and nothing more", "word-broken"),
        (GOOD[: len(GOOD) // 2], "word-broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "word-old"),
        (changed(GOOD, {"word/document.xml": None}), "word-broken"),
        (changed(GOOD, {"word/document.xml": None, "xl/workbook.xml": b"<x/>"}), "word-broken"),
        (changed(GOOD, {"../../etc/passwd": b"x"}), "word-names"),
        (changed(GOOD, {"/etc/passwd": b"x"}), "word-names"),
        (changed(GOOD, {"C:/x.xml": b"x"}), "word-names"),
        (changed(GOOD, {"word\\..\\..\\x": b"x"}), "word-names"),
        (changed(GOOD, {"word/x.xml": ENTITY.encode()}), "word-entity"),
        (changed(GOOD, {"word/x.xml": ENTITY.encode("utf-16")}), "word-entity"),
    ],
)  # fmt: skip
def test_hostile_files_are_refused_each_with_one_sentence(tmp_path: Path, data: bytes, code: str) -> None:
    assert refused(saved(tmp_path, data)) == code


def test_a_bomb_is_refused_without_being_unpacked(tmp_path: Path) -> None:
    stream = BytesIO(GOOD)
    with ZipFile(stream, "a", ZIP_DEFLATED) as package:
        package.writestr("word/media/image1.png", bytes(30_000_000))
    assert refused(saved(tmp_path, stream.getvalue())) == "word-bomb"


def test_many_parts_or_bytes_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MOST_PARTS", 5)
    assert refused(saved(tmp_path, GOOD)) == "word-bomb"
    monkeypatch.setattr(guard, "MOST_PARTS", 5000)
    monkeypatch.setattr(guard, "LARGEST", 100_000)
    assert refused(saved(tmp_path, GOOD)) == "word-bomb"


def test_a_size_that_lies_is_found_out(tmp_path: Path) -> None:
    name = b"word/document.xml"
    data = bytearray(GOOD)
    place = data.rindex(name) - 46 + 24  # the size in the central directory
    data[place : place + 4] = (10).to_bytes(4, "little")
    assert refused(saved(tmp_path, bytes(data))) == "word-broken"


def test_the_same_name_twice_is_refused(tmp_path: Path) -> None:
    stream = BytesIO(GOOD)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with ZipFile(stream, "a") as package:
            package.writestr("word/document.xml", b"<x/>")
    assert refused(saved(tmp_path, stream.getvalue())) == "word-names"


def test_a_macro_is_told_and_left_alone(tmp_path: Path) -> None:
    _, (problem,) = checked(saved(tmp_path, changed(GOOD, {"word/vbaProject.bin": b"x"})))
    assert (problem.severity, problem.code) == ("warning", "word-macro")


def test_files_from_elsewhere_are_told_and_links_are_not(tmp_path: Path) -> None:
    rels = part(GOOD, "word/_rels/document.xml.rels")
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    outside = b'<Relationship Id="rId90" Type="' + kind + b'%b" Target="%b" TargetMode="External"/></Relationships>'

    def given(type: bytes, target: bytes) -> Path:
        data = rels.replace(b"</Relationships>", outside % (type, target))
        return saved(tmp_path, changed(GOOD, {"word/_rels/document.xml.rels": data}))

    _, (problem,) = checked(given(b"image", b"http://spy.example/pixel.png"))
    assert problem.code == "word-outside" and "http://spy.example/pixel.png" in problem.message
    _, (problem,) = checked(given(b"attachedTemplate", b"file:///C:/t.dotm"))
    assert problem.code == "word-outside"
    assert checked(given(b"hyperlink", b"https://a.example"))[1] == []


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, place: int, noise: bytes) -> None:
    data = GOOD[:place] + noise + GOOD[place + len(noise) :]
    path = saved(tmp_path_factory.mktemp("damaged"), data)
    try:
        checked(path)
    except InputError as fault:
        assert len(fault.problems) == 1
