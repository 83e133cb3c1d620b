from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from hypothesis import given, settings

from pressdesk.base.paths import SAMPLE
from pressdesk.model.story import Block, Cell, Span, Story
from pressdesk.output.embedding import embedded
from pressdesk.output.html import html_page, inline_sources, number_of
from tests.output.documents import block, letters, release, stories, story, table

VOID = {"meta", "img", "br", "link"}


class Reader(HTMLParser):
    """The text of a page, and whether every element is closed in its order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.crossed: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.crossed.append(tag)

    def handle_data(self, data: str) -> None:
        if "style" not in self.open and "head" not in self.open:
            self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.seen if name == tag]


def read(*blocks: Block, **more: Any) -> Reader:
    return Reader(html_page(release(story(*blocks), **more)))


def test_the_page_of_the_release() -> None:
    document = release()
    pictures = embedded(document, SAMPLE).pictures
    page = html_page(document, inline_sources(pictures), pictures)
    found = Reader(page)
    assert found.crossed == [] and found.open == []
    assert len(html_page(document)) < 100_000
    assert found.all("html") == [{"lang": "fr"}]
    assert [image["alt"] for image in found.all("img")][1] == (
        "Les Proches, association des patients et des aidants de l’Orcelle"
    )
    assert all(str(image["src"]).startswith("data:image/png;base64,") for image in found.all("img"))
    assert "Orcelle\u00a0: le 17\u00a0avril" in page
    assert [tag for tag, _ in found.seen if re.fullmatch(r"h\d", tag)][:2] == ["h1", "h2"]
    assert "\u202f?" in page
    outside = re.sub(r"data:[^\"]*|xmlns[^ ]*", "", page)
    assert set(re.findall(r"https?://[\w.]+", outside)) == {"https://quipassera.example"}


def test_every_text_has_its_own_colour() -> None:
    for tag in ("p", "h1", "h2", "li", "blockquote", "td", "th"):
        for attributes in read(table([["a", "b"], ["1", "2"]])).all(tag):
            if "ink" in str(attributes.get("class", "")):
                assert "color:#" in str(attributes["style"])


def test_dark_and_narrow_are_thought_of() -> None:
    page = html_page(release())
    assert '<meta name="color-scheme" content="light dark">' in page
    assert "prefers-color-scheme: dark" in page and "max-width: 520px" in page


def test_without_its_picture_an_organisation_is_named() -> None:
    assert "Veille, collectif des soignantes" in "".join(Reader(html_page(release())).words)


def test_what_is_typed_is_no_markup() -> None:
    found = read(block("paragraph", '<script>alert("x")</script> & co'))
    assert found.all("script") == []
    assert "<script>alert(" in "".join(found.words)


def test_only_links_that_may_be_followed() -> None:
    spans = (Span("bon", link="https://a.example/?a=1&b=2"), Span("mauvais", link="javascript:alert(1)"))
    found = read(Block("paragraph", spans))
    links = [str(attributes["href"]) for attributes in found.all("a")]
    assert "https://a.example/?a=1&b=2" in links
    assert not any("javascript" in link for link in links)
    assert "mauvais" in "".join(found.words)


def test_lists_nest_and_keep_their_numbers() -> None:
    page = html_page(
        release(
            story(
                block("number", "trois", number=3),
                block("bullet", "dedans", level=2, number=1),
                block("paragraph", "suite", depth=2),
                block("number", "quatre", number=4),
            )
        )
    )
    found = Reader(page)
    assert found.crossed == []
    assert found.all("ol") == [{**found.all("ol")[0], "start": "3"}]
    plain = re.sub(r'<(\w+)[^>]*?( start="\d+")?[^>]*>', r"<\1\2>", page)
    plain = re.sub(r" (class|style|value)=\"[^\"]*\"", "", page)
    assert re.search(r'<ol start="3"><li>trois<ul><li>dedans<p>suite</p></li></ul></li><li>quatre</li></ol>', plain), (
        plain
    )


def test_a_table_has_heads_and_a_caption() -> None:
    found = read(table([["Réponse", "Voix"], ["Oui", "12"]], "Vote"))
    assert [attributes["scope"] for attributes in found.all("th")] == ["col", "col"]
    assert len(found.all("caption")) == 1


def test_rows_can_be_headed_and_numbers_stand_right() -> None:
    row = (Cell((Span("Oui"),), header=True), Cell((Span("12"),), align="right"))
    found = read(Block("table", (), rows=(row,)))
    assert found.all("th")[0]["scope"] == "row"
    assert any(
        "text-align:right" in str(attributes["style"]) for attributes in found.all("td") if "style" in attributes
    )


def test_a_chart_shows_bars() -> None:
    page = html_page(release(story(table([["Oui", "75 %"], ["Non", "25 %"]], head=0, kind="chart"))))
    assert "width:100%;height:14px" in page and "width:33%;height:14px" in page


def test_numbers_in_words() -> None:
    assert [number_of(text) for text in ("1\u202f204 voix", "62,5 %", "rien", "3.5")] == [1204.0, 62.5, 0.0, 3.5]


def test_notes_lead_there_and_back() -> None:
    called = Story((Block("paragraph", (Span("Ici"), Span("1", superior=True, note=1))),), ((Span("Source."),),))
    page = html_page(release(called))
    assert 'href="#note-1"' in page and 'id="note-1"' in page
    assert 'id="call-1"' in page and 'href="#call-1"' in page


def test_foreign_words_say_so() -> None:
    found = read(Block("paragraph", (Span("Tenons bon : "), Span("Tyenbé rèd", language="gcf"))))
    assert [attributes.get("lang") for attributes in found.all("span") if "lang" in attributes] == ["gcf"]


@settings(max_examples=60, deadline=None)
@given(stories)
def test_every_letter_comes_out_in_its_order(story: Story) -> None:
    document = release(story)
    found = Reader(html_page(document))
    assert found.crossed == [] and found.open == []
    text = letters("".join(found.words))
    place = 0
    for part in document.parts:
        if part.kind == "text" and part.block.kind != "table":
            words = letters(part.text)
            place = text.find(words, place)
            assert place >= 0, words
        for row in part.block.rows:
            for cell in row:
                assert letters(cell.text) in text
