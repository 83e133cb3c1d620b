from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.model.story import Span
from pressdesk.text.markup import parse_blocks, parse_inline


def told(text: str) -> str:
    """Spans in short: `words<marks>`."""
    out = []
    for span in parse_inline(text):
        marks = "b" * span.bold + "i" * span.italic + "s" * span.superior
        marks += "".join(f" {name}" for name in (span.language, span.colour, span.link) if name)
        marks += f" ×{span.size_factor:g}" if span.size_factor != 1 else ""
        out.append(f"{span.text}<{marks}>" if marks else span.text)
    return "|".join(out)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", ""),
        ("rien", "rien"),
        ("le **12 mars**, oui", "le |12 mars<b>|, oui"),
        ("le *12 mars*", "le |12 mars<i>"),
        ("***tout***", "tout<bi>"),
        ("**a *b* c**", "a <b>|b<bi>| c<b>"),
        ("*a **b** c*", "a <i>|b<bi>| c<i>"),
        ("1^{er} mars", "1|er<s>| mars"),
        ("17^e législature", "17|e<s>| législature"),
        ("17^en, a ^e, ^e", "17^en, a ^e, ^e"),
        ("**1^{er}**", "1<b>|er<bs>"),
        ("[Tyen byen rèd !]{lang=gcf}", "Tyen byen rèd !< gcf>"),
        ("[x]{colour=accent size=1.5}", "x< accent ×1.5>"),
        ("[x]{color=accent}", "x< accent>"),
        ("[a [b]{size=2}]{size=1.5}", "a < ×1.5>|b< ×3>"),
        ("[a]{lang=en colour=ink}", "a< en ink>"),
        ("[signez](https://a.example/x)", "signez< https://a.example/x>"),
        ("[a](https://b.example/(c)d)", "a< https://b.example/(c)d>"),
        ("**[a](b.fr)**", "a<b b.fr>"),
        # what is not closed, or no mark, stays
        ("**ouvert", "**ouvert"),
        ("*ouvert", "*ouvert"),
        ("a * b * c", "a * b * c"),
        ("a ** b ** c", "a ** b ** c"),
        ("****", "****"),
        ("^{x", "^{x"),
        ("^{}", "^{}"),
        ("2^3", "2^3"),
        ("[a]", "[a]"),
        ("[a](b c)", "[a](b c)"),
        ("[]{lang=fr}", "[]{lang=fr}"),
        ("[a]{}", "[a]{}"),
        ("[a]{width=3}", "[a]{width=3}"),
        ("[a]{size=big}", "[a]{size=big}"),
        ("[a]{size=1000}", "[a]{size=1000}"),
        ("[a", "[a"),
        ("a]", "a]"),
        ("{slogan}", "{slogan}"),
        # escapes
        (r"\*a\*", "*a*"),
        (r"\[a\](b)", "[a](b)"),
        (r"a\\b", r"a\b"),
        (r"a\b", r"a\b"),
        (r"**a\**", "*|a*<i>"),
        (r"\^{a}", "^{a}"),
    ],
)
def test_inline(text: str, wanted: str) -> None:
    assert told(text) == wanted


@given(st.text(alphabet="ab *[](){}^\\=lang-_\n", max_size=40))
def test_nothing_is_refused_and_spans_are_never_empty(text: str) -> None:
    spans = parse_inline(text)
    assert all(span.text for span in spans)
    assert all(one._replace(text="") != other._replace(text="") for one, other in pairwise(spans))


@given(st.text(alphabet=st.characters(exclude_characters="\\*^[]"), max_size=30))
def test_text_without_signs_stays(text: str) -> None:
    assert "".join(span.text for span in parse_inline(text)) == text


def test_deep_nesting_ends() -> None:
    assert "".join(span.text for span in parse_inline("[" * 5000 + "a" + "]{size=1}" * 5000))


def blocks(text: str) -> list[tuple[str, int, int, int, str]]:
    return [(block.kind, block.level, block.number, block.line, block.text) for block in parse_blocks(text).blocks]


def test_paragraphs() -> None:
    assert blocks("un\ndeux\n\n\ntrois") == [("paragraph", 1, 0, 1, "un deux"), ("paragraph", 1, 0, 5, "trois")]


def test_a_line_end_that_stays() -> None:
    assert blocks("un  \ndeux\\\ntrois")[0][4] == "un\ndeux\ntrois"


def test_lists() -> None:
    assert blocks("- un\n  et plus\n- deux\n    - sous\n1. a\n2) b") == [
        ("bullet", 1, 0, 1, "un et plus"),
        ("bullet", 1, 0, 3, "deux"),
        ("bullet", 3, 0, 4, "sous"),
        ("number", 1, 1, 5, "a"),
        ("number", 1, 2, 6, "b"),
    ]


def test_headings_quotes_and_rules() -> None:
    assert blocks("# Un\n### Deux ###\n> cité\n> encore\nsuite\n\n---\n") == [
        ("heading", 1, 0, 1, "Un"),
        ("heading", 3, 0, 2, "Deux"),
        ("quote", 1, 0, 3, "cité encore"),
        ("paragraph", 1, 0, 5, "suite"),
        ("rule", 1, 0, 7, ""),
    ]


def test_marks_inside_blocks() -> None:
    assert parse_blocks("- le **12**").blocks[0].spans == (Span("le "), Span("12", bold=True))


def test_nothing() -> None:
    assert blocks("") == blocks("\n \n") == []


@given(st.text(alphabet="a #->*1.\n\\ ", max_size=60))
def test_any_text_makes_blocks(text: str) -> None:
    wanted = "".join(char for char in text if char == "a")
    assert "".join(char for block in parse_blocks(text).blocks for char in block.text if char == "a") == wanted
