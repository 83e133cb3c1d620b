from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pressdesk.templates.patterns import Reference, parse_pattern
from tests.templates.given import escaped

NASTY = st.text(alphabet=st.sampled_from("{}{}:. ab1é\n|*"), max_size=30)


@given(st.text(max_size=60) | NASTY)
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    pattern = parse_pattern(escaped(text))
    assert pattern.parts == ((text,) if text else ())
    assert not pattern.faults


@given(NASTY)
def test_what_was_read_means_the_same_when_written_out(text: str) -> None:
    parts = parse_pattern(text).parts
    written = "".join(escaped(part) if isinstance(part, str) else str(part) for part in parts)
    assert parse_pattern(written).parts == parts
    kinds = [isinstance(part, str) for part in parts]
    assert (True, True) not in pairwise(kinds)


@given(NASTY.filter(lambda text: "{{" not in text and "}}" not in text))
def test_no_character_but_blanks_in_braces_is_lost(text: str) -> None:
    assert "".join("".join(map(str, parse_pattern(text).parts)).split()) == "".join(text.split())


@given(NASTY)
def test_text_without_references_is_stable_when_escaped_again(text: str) -> None:
    for part in parse_pattern(text).parts:
        if isinstance(part, str):
            assert parse_pattern(escaped(part)).parts == (part,)


def test_references_have_words_and_a_format() -> None:
    pattern = parse_pattern("Le {event.date:long}, {{à}} { petitions.main-2.short } !")
    assert pattern.references == (
        Reference(("event", "date"), "long"),
        Reference(("petitions", "main-2", "short")),
    )
    assert pattern.parts[2] == ", {à} "
    assert not pattern.faults


def test_a_lone_reference_is_seen() -> None:
    assert parse_pattern("{petitions.main}").sole == Reference(("petitions", "main"))
    assert parse_pattern("{a}{b}").sole is None
    assert parse_pattern("a").sole is None


def test_an_open_brace_is_literal_and_told() -> None:
    pattern = parse_pattern("Le {date et {town}")
    assert pattern.parts == ("Le {date et ", Reference(("town",)))
    assert pattern.faults == ("A brace is opened before “date et” and never closed.",)


def test_what_is_no_name_is_literal_and_told() -> None:
    for text in ("{}", "{1a}", "{a b}", "{a+1}", "{a:}", "{a..b}", "{.a}"):
        pattern = parse_pattern(text)
        assert pattern.parts == (text,)
        assert len(pattern.faults) == 1


def test_a_doubled_brace_around_a_name_is_the_name_in_braces() -> None:
    assert parse_pattern("{{a}}").parts == ("{a}",)
    assert parse_pattern("{{{a}}}").parts == ("{", Reference(("a",)), "}")
