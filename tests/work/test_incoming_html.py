from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressdesk.output.html import html_page
from pressdesk.text.stories import parse_story
from pressdesk.work.incoming_html import story_from_html
from tests.output.documents import letters, release


def test_what_a_browser_copies() -> None:
    text, problems = story_from_html(
        "<html><body><!--StartFragment--><h2>Titre</h2><p>Un <b>mot</b> et <em>un autre</em>,\n voir "
        '<a href="https://a.example/x">ici</a>.</p><ul><li>un<ul><li>dedans</li></ul></li><li>deux</li></ul>'
        '<ol start="3"><li>trois</li></ol><blockquote><p>Je reste.</p></blockquote><hr><p>Fin<br>deux</p>'
        "<!--EndFragment--></body></html>"
    )
    assert text == (
        "## Titre\n\nUn **mot** et *un autre*, voir [ici](https://a.example/x).\n\n- un\n  - dedans\n- deux\n\n"
        "3. trois\n\n> Je reste.\n\n---\n\nFin\\\ndeux\n"
    )
    assert problems == []


def test_what_word_puts_into_the_clipboard() -> None:
    text, _ = story_from_html(
        "<p class=MsoTitle>Titre</p><p class=MsoNormal>Le <b style='mso-bidi-font-weight:normal'>12 mars</b>"
        "<o:p></o:p></p>"
        "<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]>"
        "<span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span></span>"
        "<![endif]>puce</p>"
        "<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]>"
        "<span style='mso-list:Ignore'>2."
        "<span>&nbsp; </span></span><![endif]>deuxième</p>"
    )
    assert text == "# Titre\n\nLe **12 mars**\n\n- puce\n\n2. deuxième\n"


def test_what_google_documents_copy() -> None:
    text, _ = story_from_html(
        '<b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:400">Un </span>'
        '<span style="font-weight:700;font-style:italic">mot</span><span style="vertical-align:super">e</span></p></b>'
    )
    assert text == "Un ***mot***^{e}\n"


def test_a_table() -> None:
    text, problems = story_from_html(
        "<table><tr><th>Réponse</th><th>Voix</th></tr><tr><td><p>Oui</p><p>non</p></td><td>12</td></tr></table>"
    )
    assert text == "| Réponse | Voix |\n| --- | --- |\n| Oui<br>non | 12 |\n"
    assert problems == []


def test_what_cannot_be_carried_is_told_and_what_is_hidden_stays_out() -> None:
    text, (problem,) = story_from_html(
        '<p>Voir <u>ceci</u><img src="http://spy.example/a.png"><img src="x" width="1" height="1">'
        '<span style="display:none">caché</span><script>alert(1)</script></p>'
        '<p><a href="javascript:alert(1)">lien</a></p>'
    )
    assert text == "Voir ceci\n\nlien\n"
    assert problem.message.endswith(": underlining, pictures.")


@pytest.mark.parametrize(
    "html", ["", "<", "<p", "</p></b>", "<b><i>x</b></i>", "<table><td>x", "<li>x", "&#0;&#xD800;x", "<p>\x00x"]
)
def test_crossed_and_broken_html_is_forgiven(html: str) -> None:
    text, _ = story_from_html(html)
    assert ("x" in html) == ("x" in text)


def test_our_own_page_comes_back() -> None:
    text, _ = story_from_html(html_page(release()))
    for words in (
        "Vallée de l’Orcelle\u00a0: le 17\u00a0avril",
        "- 312 demandes",
        "1. **Payer la route.**",
        "> «\u00a0Mon père",
    ):
        assert words in text
    assert parse_story(text)[0].blocks


_PIECES = (
    *("<p>", "</p>", "<b>", "</b>", "<ul>", "<li>", "</ul>", "<table>", "<tr>", "<td>", "</table>", "<blockquote>"),
    *("</blockquote>", "<h1>", "</h1>", "<br>", "<ol>", "</ol>", "mot ", "*a* ", "{b}"),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(_PIECES)))
def test_no_letter_is_lost(pieces: list[str]) -> None:
    text, _ = story_from_html("".join(pieces))
    back, _ = parse_story(text)
    told = "".join(one.text + "".join(cell.text for row in one.rows for cell in row) for one in back.blocks)
    wanted = "".join(piece for piece in pieces if not piece.startswith("<"))
    assert letters(told).replace("{{", "{").replace("}}", "}") == letters(wanted)
