from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path
from shutil import copytree
from typing import Any

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml.parser import parse_xml
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from pressdesk.base.paths import SAMPLE
from pressdesk.base.problem import InputError
from pressdesk.model.story import Block, Span, Story
from pressdesk.output.embedding import embedded
from pressdesk.output.markdown import markdown_of
from pressdesk.output.word import WordOptions, write_docx
from pressdesk.text.stories import without_hidden_characters
from pressdesk.work.importing import import_files
from pressdesk.work.incoming_word import Incoming, read_word
from tests.output.documents import letters, release, stories
from tests.output.word.packages import changed, part, plain, saved

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def read(word: Any, folder: Path) -> Incoming:
    stream = BytesIO()
    word.save(stream)
    return read_word(saved(folder, stream.getvalue()))


def lines(incoming: Incoming) -> list[str]:
    return markdown_of(incoming.story).text.split("\n\n")


def picture() -> BytesIO:
    stream = BytesIO()
    Image.new("RGB", (60, 40), "red").save(stream, "PNG")
    stream.seek(0)
    return stream


def test_styles_become_marks(tmp_path: Path) -> None:
    word: Any = docx.Document()
    word.add_paragraph("Le titre", "Title")
    word.add_paragraph("Grand", "Heading 1")
    word.add_paragraph("Petit", "Heading 2")
    paragraph = word.add_paragraph("Un ")
    paragraph.add_run("mot").bold = True
    paragraph.add_run(" et ")
    paragraph.add_run("un autre").italic = True
    paragraph.add_run(" le 1")
    paragraph.add_run("er").font.superscript = True
    word.add_paragraph("puce", "List Bullet")
    word.add_paragraph("dedans", "List Bullet 2")
    word.add_paragraph("premier", "List Number")
    word.add_paragraph("second", "List Number")
    word.add_paragraph("Je reste.", "Quote")
    found = read(word, tmp_path)
    assert found.title == "Le titre"
    assert [(one.kind, one.text) for one in found.story.blocks] == [
        ("heading", "Grand"), ("heading", "Petit"), ("paragraph", "Un mot et un autre le 1er"), ("bullet", "puce"),
        ("bullet", "dedans"), ("number", "premier"), ("number", "second"), ("quote", "Je reste."),
    ]  # fmt: skip
    assert [one.number for one in found.story.blocks if one.kind == "number"] == [1, 2]
    assert lines(found)[2] == "Un **mot** et *un autre* le 1^{er}"
    assert found.problems == ()


def test_our_own_file_comes_back_as_it_was_written(tmp_path: Path) -> None:
    document = release()
    stream = BytesIO()
    write_docx(document, stream, WordOptions("V", datetime(2027, 1, 1)), embedded(document, SAMPLE).pictures)
    found = read_word(saved(tmp_path, stream.getvalue()))
    text = markdown_of(found.story).text
    assert found.title.startswith("Vallée de l’Orcelle")
    assert "1. **Payer la route.** Un forfait" in text
    assert "> — Nadège Corvaisier, infirmière" in text
    assert "[quipassera.example](https://quipassera.example)" in text
    assert [one.alternative for one in found.story.blocks if one.kind == "figure"][1].startswith("Les Proches")


def test_tables_pictures_captions_and_page_breaks(tmp_path: Path) -> None:
    word: Any = docx.Document()
    word.add_paragraph("Vote", "Caption")
    table = word.add_table(2, 2)
    for row, texts in zip(table.rows, (("Réponse", "Voix"), ("Oui | non", "12")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    word.add_paragraph("avant").add_run().add_break(WD_BREAK.PAGE)
    word.add_picture(picture(), Mm(20))
    word.add_paragraph("Devant", "Caption")
    found = read(word, tmp_path)
    kinds = [(one.kind, one.text) for one in found.story.blocks]
    assert kinds == [("table", "Vote"), ("paragraph", "avant"), ("pagebreak", ""), ("figure", "Devant")]
    assert [[cell.text for cell in row] for row in found.story.blocks[0].rows] == [
        ["Réponse", "Voix"],
        ["Oui | non", "12"],
    ]
    assert list(found.pictures) == ["word/media/image1.png"]


def test_foot_notes(tmp_path: Path) -> None:
    called = Story(
        (Block("paragraph", (Span("Ici"), Span("1", superior=True, note=1), Span("."))),), ((Span("La source."),),)
    )
    stream = BytesIO()
    write_docx(release(called), stream, WordOptions())
    text = markdown_of(read_word(saved(tmp_path, stream.getvalue())).story).text
    assert "\n\nIci[^1].\n" in text
    assert text.endswith("\n\n[^1]: La source.\n")


def test_what_is_not_carried_is_told(tmp_path: Path) -> None:
    word: Any = docx.Document()
    paragraph = word.add_paragraph("visible ")
    paragraph.add_run("secret").font.hidden = True
    paragraph.add_run("souligné").underline = True
    paragraph._p.append(parse_xml(f"<w:del {NS}><w:r><w:delText>parti</w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {NS}><w:r><w:t> ajouté</w:t></w:r></w:ins>"))
    paragraph._p.append(parse_xml(f'<w:commentRangeStart {NS} w:id="1"/>'))
    word.sections[0].header.paragraphs[0].text = "En tête"
    found = read(word, tmp_path)
    assert found.story.text == "visible souligné ajouté"
    told = {problem.code: problem.message for problem in found.problems}
    assert "“secret”" in told["word-hidden"]
    for what in ("underlining", "deleted text", "comments", "the head and foot"):
        assert what in told["word-left-out"]


def test_fields_of_links_and_of_dates(tmp_path: Path) -> None:
    field = (
        f'<w:p {NS}><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://a.example/x"'
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>ici</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> et là</w:t></w:r></w:p>'
    )
    word: Any = docx.Document()
    word.element.body.insert(0, parse_xml(field))
    assert lines(read(word, tmp_path))[0].strip() == "[ici](https://a.example/x) et là"


def test_foreign_words_that_somebody_chose(tmp_path: Path) -> None:
    word: Any = docx.Document()
    run = word.add_paragraph("Dire ").add_run("Tyenbé rèd")
    run._r.get_or_add_rPr().append(parse_xml(f'<w:lang {NS} w:val="gcf"/>'))
    assert lines(read(word, tmp_path))[0].strip() == "Dire [Tyenbé rèd]{lang=gcf}"


def test_a_picture_in_another_form_is_told(tmp_path: Path) -> None:
    word: Any = docx.Document()
    word.add_picture(picture(), Mm(20))
    stream = BytesIO()
    word.save(stream)
    data = stream.getvalue()
    rels = part(data, "word/_rels/document.xml.rels").replace(b"media/image1.png", b"media/image1.emf")
    data = changed(data, {"word/_rels/document.xml.rels": rels, "word/media/image1.emf": b"x"})
    (problem,) = read_word(saved(tmp_path, data)).problems
    assert problem.code == "word-picture" and "image1.emf" in problem.message


@pytest.mark.parametrize("broken", [b"<w:document", b"", b"\xff\xfe<", b"<a/>"])
def test_a_broken_part_is_refused_or_empty(tmp_path: Path, broken: bytes) -> None:
    path = saved(tmp_path, changed(plain("x"), {"word/document.xml": broken}))
    try:
        assert read_word(path).story.blocks == ()
    except InputError as fault:
        assert [problem.code for problem in fault.problems] == ["word-broken"]


def test_endless_nesting_is_refused(tmp_path: Path) -> None:
    deep = f"<w:document {NS}><w:body>" + "<w:sdt>" * 5000 + "</w:sdt>" * 5000 + "</w:body></w:document>"
    with pytest.raises(InputError):
        read_word(saved(tmp_path, changed(plain("x"), {"word/document.xml": deep.encode()})))


def test_a_word_file_comes_into_the_campaign(tmp_path: Path) -> None:
    root = Path(copytree(SAMPLE, tmp_path / "campaign"))
    word: Any = docx.Document()
    word.add_paragraph('Le "titre"', "Title")
    word.add_paragraph("{slogan} n'est pas un fait")
    word.add_picture(picture(), Mm(20))
    stream = BytesIO()
    word.save(stream)
    source = saved(tmp_path, stream.getvalue(), "Lettre à tous.docx")
    taken, problems = import_files(root, [source])
    assert [(one.path, one.kind) for one in taken] == [
        ("pictures/lettre-a-tous-1.png", "picture"), ("texts/lettre-a-tous.md", "text"),
    ]  # fmt: skip
    assert [problem for problem in problems if problem.severity == "error"] == []
    assert (root / "texts/lettre-a-tous.md").read_text("utf-8") == (
        '+++\nformat = 1\ntitle = "Le \\"titre\\""\n+++\n\n\\{slogan\\} n\'est pas un fait\n\n'
        "![](pictures/lettre-a-tous-1.png)\n"
    )
    from pressdesk.work.store import load

    assert load(root).texts["lettre-a-tous"].matter["title"] == 'Le "titre"'
    hostile = saved(tmp_path, changed(stream.getvalue(), {"../x": b""}), "piege.docx")
    taken, problems = import_files(root, [hostile])
    assert taken == [] and [problem.code for problem in problems] == ["word-names"]
    assert not (tmp_path / "x").exists()


@settings(max_examples=25, deadline=None)
@given(story=stories)
def test_every_letter_comes_out_and_in_again(tmp_path_factory: pytest.TempPathFactory, story: Story) -> None:
    document = release(story)
    stream = BytesIO()
    write_docx(document, stream, WordOptions())
    found = read_word(saved(tmp_path_factory.mktemp("word"), stream.getvalue()))
    text = letters(
        "".join(one.text + "".join(cell.text for row in one.rows for cell in row) for one in found.story.blocks)
    )
    for one in document.parts:
        if one.kind == "text" and one.role != "title" and one.block.kind != "pagebreak":
            for words in [one.block.text, *(cell.text for row in one.block.rows for cell in row)]:
                assert letters(without_hidden_characters(words)) in without_hidden_characters(text)


GOOD = plain("Bonjour", "à tous")


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=6))
def test_a_damaged_document_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, place: int, noise: bytes
) -> None:
    body = part(GOOD, "word/document.xml")
    place %= len(body)
    data = changed(GOOD, {"word/document.xml": body[:place] + noise + body[place:]})
    try:
        read_word(saved(tmp_path_factory.mktemp("damaged"), data))
    except InputError as fault:
        assert len(fault.problems) == 1
