from __future__ import annotations

import os
import shutil
import subprocess
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings

from pressdesk.base.paths import SAMPLE
from pressdesk.model.story import Block, Span, Story
from pressdesk.output.document import Document
from pressdesk.output.embedding import embedded
from pressdesk.output.word import WordOptions, write_docx
from tests.output.documents import block, letters, release, stories, story, table

WRITTEN = datetime(2027, 1, 18, 9, 30)


def written(document: Document) -> bytes:
    stream = BytesIO()
    pictures = embedded(document, SAMPLE).pictures
    write_docx(document, stream, WordOptions("Veille", WRITTEN), pictures)
    return stream.getvalue()


def opened(*blocks: Block, **more: Any) -> Any:
    return docx.Document(BytesIO(written(release(story(*blocks), **more))))


def paragraph(word: Any, words: str) -> Any:
    return next(one for one in word.paragraphs if words in one.text)


def xml(data: bytes, name: str) -> ElementTree.Element:
    with ZipFile(BytesIO(data)) as package:
        return ElementTree.fromstring(package.read(name))


def told(data: bytes) -> str:
    """Every letter of the body, foot-notes left out."""
    return "".join(str(node.text or "") for node in xml(data, "word/document.xml").iter(qn("w:t")))


@pytest.fixture(scope="module")
def data() -> bytes:
    return written(release())


def test_the_release_has_words_own_styles(data: bytes) -> None:
    word: Any = docx.Document(BytesIO(data))
    names = {one.text[:12]: one.style.name for one in word.paragraphs if one.style is not None}
    assert names["Vallée de l’"] == "Title"
    assert names["Une vallée q"] == "Heading 1"
    assert names["Chaque matin"] == "Body Text"
    assert names["312 demandes"] == "List Bullet"
    assert names["Payer la rou"] == "List Number"
    assert names["«\u00a0Quand je f"] == "Quote"
    assert names["Ils sont 148"] == "release lede"
    assert paragraph(word, "À propos de").style.base_style.name == "Heading 1"


def test_the_same_bytes_each_time(data: bytes) -> None:
    assert written(release()) == data
    with ZipFile(BytesIO(data)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_what_the_file_says_of_itself(data: bytes) -> None:
    known = docx.Document(BytesIO(data)).core_properties
    assert (known.title, known.author, known.language) == ("Communiqué", "Veille", "fr-FR")
    assert known.created == known.modified
    assert known.created is not None and known.created.replace(tzinfo=None) == WRITTEN


def test_page_and_margins(data: bytes) -> None:
    word: Any = docx.Document(BytesIO(data))
    (section,) = word.sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert section.left_margin == section.right_margin
    assert 130 <= (section.page_width - 2 * section.left_margin) / 36000 <= 140
    assert section.different_first_page_header_footer


def test_head_and_foot_count_the_pages(data: bytes) -> None:
    word: Any = docx.Document(BytesIO(data))
    (section,) = word.sections
    assert (
        section.header.paragraphs[0].text
        == "Veille et Les Proches\tCommuniqué de presse –\u00a0Vaubrune, le 1er\u00a0mars 2027"
    )
    for foot in (section.footer, section.first_page_footer):
        fields = [one.get(qn("w:instr")) for one in foot._element.iter(qn("w:fldSimple"))]
        assert fields == ["PAGE", "NUMPAGES"]
        assert foot.paragraphs[0].style.name == "Footer"


def test_logos_have_their_words(data: bytes) -> None:
    described = [node.get("descr") for node in xml(data, "word/document.xml").iter(qn("wp:docPr"))]
    assert described[0] == "Veille, collectif des soignantes et soignants libéraux de l’Orcelle"
    ids = [node.get("id") for node in xml(data, "word/document.xml").iter(qn("wp:docPr"))]
    assert len(set(ids)) == len(ids) == 2


def test_lists_of_numbers_begin_anew() -> None:
    word = opened(
        block("number", "premier", number=1), block("number", "deux", number=2), block("paragraph", "entre"),
        block("number", "cinq", number=5), block("bullet", "dedans", level=2, number=1),
        block("number", "six", number=6), block("number", "autre", number=1),
    )  # fmt: skip

    def number_of(words: str) -> tuple[int, int]:
        properties = paragraph(word, words)._p.pPr.numPr
        return properties.numId.val, properties.ilvl.val

    assert number_of("premier") == number_of("deux") == (3, 0)
    assert number_of("cinq") == number_of("six") == (4, 0)
    assert number_of("dedans") == (1, 1)
    assert number_of("autre") == (5, 0)
    starts = [one.get(qn("w:val")) for one in word.part.numbering_part.element.iter(qn("w:startOverride"))]
    assert starts == ["1", "5", "1"]


def test_a_table_repeats_its_head() -> None:
    word = opened(table([["Réponse", "Voix"], ["Oui", "12"], ["Non", "3"]], "Vote"))
    (made,) = word.tables
    assert [[cell.text for cell in row.cells] for row in made.rows] == [
        ["Réponse", "Voix"],
        ["Oui", "12"],
        ["Non", "3"],
    ]
    assert [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in made.rows] == [
        True, False, False,
    ]  # fmt: skip
    assert paragraph(word, "Vote").style.name == "Caption"
    assert all(run.bold for cell in made.rows[0].cells for run in cell.paragraphs[0].runs)


def test_foot_notes_are_words_own() -> None:
    called = Story(
        (Block("paragraph", (Span("Ici"), Span("1", superior=True, note=1), Span("."))),),
        ((Span("Voir "), Span("le rapport", link="https://a.example/r")),),
    )
    data = written(release(called))
    notes = xml(data, "word/footnotes.xml")
    (note,) = [one for one in notes if one.get(qn("w:type")) is None]
    assert "".join(node.text or "" for node in note.iter(qn("w:t"))).strip() == "Voir le rapport"
    calls = [one.get(qn("w:id")) for one in xml(data, "word/document.xml").iter(qn("w:footnoteReference"))]
    assert calls == [note.get(qn("w:id"))] == ["1"]
    with ZipFile(BytesIO(data)) as package:
        assert b"https://a.example/r" in package.read("word/_rels/footnotes.xml.rels")
        assert b"footnotePr" in package.read("word/settings.xml")


def test_links_lead_there_and_others_are_words() -> None:
    spans = (Span("bon", link="https://a.example/?a=1&b=2"), Span(" mauvais", link="javascript:alert(1)"))
    word = opened(Block("paragraph", spans))
    found = paragraph(word, "bon mauvais")
    assert [(link.text, link.address) for link in found.hyperlinks] == [("bon", "https://a.example/?a=1&b=2")]


def test_marks_and_languages_of_runs() -> None:
    spans = (
        Span("gras", bold=True),
        Span(" penché", italic=True),
        Span("Tyenbé rèd", language="gcf"),
        Span("e", superior=True),
    )
    runs = paragraph(opened(Block("paragraph", spans)), "gras").runs
    assert [run.bold for run in runs] == [True, None, None, None]
    assert runs[1].italic and runs[3].font.superscript
    assert runs[2]._r.rPr.find(qn("w:lang")).get(qn("w:val")) == "gcf"


def test_a_page_break_and_depth() -> None:
    word = opened(
        block("paragraph", "avant"), Block("pagebreak", ()), block("paragraph", "après"),
        block("bullet", "item", number=1), block("paragraph", "suite", depth=1),
    )  # fmt: skip
    assert paragraph(word, "après").paragraph_format.page_break_before
    assert paragraph(word, "suite").paragraph_format.left_indent > 0


def test_a_picture_that_cannot_be_read_is_told_by_its_words() -> None:
    word = opened(block("figure", "Devant", picture="pictures/none.jpg", alternative="Une foule", credit="Anne"))
    told = [one.text for one in word.paragraphs]
    assert "[Image\u00a0: Une foule]" in told
    assert "Devant Anne" in told


def test_properties_stand_in_the_order_of_the_format(data: bytes) -> None:
    schema = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "shd", "tabs",
              "suppressAutoHyphens", "spacing", "ind", "jc", "outlineLvl")  # fmt: skip
    for name in ("word/document.xml", "word/styles.xml", "word/header1.xml"):
        for properties in xml(data, name).iter(qn("w:pPr")):
            tags = [child.tag.partition("}")[2] for child in properties]
            assert tags == sorted(tags, key=schema.index), (name, tags)


def test_every_style_that_is_named_is_there(data: bytes) -> None:
    known = {one.get(qn("w:styleId")) for one in xml(data, "word/styles.xml").iter(qn("w:style"))}
    with ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            if name.endswith(".xml") and name.startswith("word/"):
                tree = ElementTree.fromstring(package.read(name))
                for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next"):
                    assert {one.get(qn("w:val")) for one in tree.iter(qn(f"w:{tag}"))} <= known, (name, tag)


@settings(max_examples=40, deadline=None)
@given(stories)
def test_every_letter_comes_out_in_its_order(story: Story) -> None:
    document = release(story)
    data = written(document)
    docx.Document(BytesIO(data))
    text = letters(told(data))
    place = 0
    for part in document.parts:
        cells = [cell.text for row in part.block.rows for cell in row]
        for words in map(letters, [part.block.text, *cells]):
            if part.kind == "text" and part.block.kind != "pagebreak":
                place = text.find(words, place)
                assert place >= 0, words


@pytest.mark.full
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_libreoffice_reads_the_same_words(tmp_path: Path) -> None:
    many = [
        table([["Réponse", "Voix"], ["Oui", "12"]], "Vote"),
        block("number", "trois", number=3),
        block("bullet", "dedans", level=2, number=1),
        Block("paragraph", (Span("Ici"), Span("1", superior=True, note=1), Span("."))),
    ]
    for number, document in enumerate((release(), release(story(*many, notes=["La source."])))):
        path = tmp_path / f"{number}.docx"
        path.write_bytes(written(document))
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
             "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(path)],
            check=True, capture_output=True, timeout=120, env={**os.environ, "HOME": str(tmp_path)},
        )  # fmt: skip
        text = letters(path.with_suffix(".txt").read_text("utf-8-sig"))
        place = 0
        for part in document.parts:
            cells = [cell.text for row in part.block.rows for cell in row]
            words = [span.text for span in part.block.spans if not span.note]
            for one in map(letters, [*words, *cells]):
                place = text.find(one, place)
                assert place >= 0, one
