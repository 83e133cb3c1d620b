from hypothesis import given
from hypothesis import strategies as st

from pressdesk.templates import attributes as read
from pressdesk.templates.checking import Notebook
from pressdesk.templates.xmltree import Node


def node(*content: str | Node, **attrs: str) -> Node:
    made = Node("text", attrs, 7)
    made.content = list(content)
    return made


def test_what_cannot_be_read_is_noted_and_counts_as_absent() -> None:
    notes = Notebook("t.xml")
    assert notes.attribute(node(gap="2 mm"), "gap", read.space, None) == (2, "mm")
    assert notes.attribute(node(gap="wide"), "gap", read.space, None) is None
    assert notes.attribute(node(), "gap", read.space, None) is None
    (problem,) = notes.problems
    assert (problem.place.file, problem.place.line, problem.place.key) == ("t.xml", 7, "gap")
    assert problem.message.startswith("gap=… of <text>: “wide” is no length")


def test_a_required_attribute_may_not_be_blank() -> None:
    notes = Notebook("t.xml")
    assert notes.required(node(name=" "), "name", read.name, "x") == "x"
    assert [problem.code for problem in notes.problems] == ["missing-attribute"]


def test_no_break_spaces_are_kept_and_blanks_count_once() -> None:
    assert Notebook("t.xml").pattern(node(" le \n 12\u00a0mars\u202f! ")) == "le 12\u00a0mars\u202f!"


def test_names_of_the_template_are_known() -> None:
    notes = Notebook("t.xml")
    notes.fields = {"title": "text"}
    for known in ("{title}", "{petitions.main.short}", "{facts.any.thing}", "{event.town}", "{index} {item.name}"):
        notes.check_pattern(node(), known, ("item", "index"))
    assert notes.problems == []
    notes.check_pattern(node(), "{index}")
    assert [problem.code for problem in notes.problems] == ["unknown-name"]


@given(st.text(alphabet="ab |\n", max_size=20))
def test_bars_break_lines_and_doubled_bars_are_bars(text: str) -> None:
    pattern = Notebook("t.xml").pattern(node(text))
    assert "  " not in pattern and " \n" not in pattern and "\n " not in pattern
    assert pattern.replace("|", "").split() == text.replace("|", " ").split() or "||" in text
    assert pattern.count("|") <= text.count("|") // 2
