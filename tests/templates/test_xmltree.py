from pressdesk.templates.xmltree import SIZE_LIMIT, read_nodes


def test_nodes_know_their_line_and_their_text() -> None:
    root, problems = read_nodes(b'<a>\n <b c="d">x<i/>y</b>\n</a>', "t.xml", depth=5)
    assert root is not None and not problems
    inner = root.children[0]
    assert (inner.tag, inner.attrs, inner.line, inner.text) == ("b", {"c": "d"}, 2, "xy")
    assert [getattr(part, "tag", part) for part in inner.content] == ["x", "i", "y"]


def test_a_document_type_is_refused() -> None:
    for text in (
        b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        b'<?xml version="1.0"?>\n<!DOCTYPE a SYSTEM "http://e/x.dtd"><a/>',
    ):
        root, problems = read_nodes(text, "t.xml", depth=5)
        assert root is None
        assert [problem.code for problem in problems] == ["doctype"]
        assert problems[0].place.line == text[: text.index(b"<!D")].count(b"\n") + 1


def test_broken_xml_tells_where() -> None:
    root, problems = read_nodes(b"<a>\n<b>\n</a>", "t.xml", depth=5)
    assert root is None
    assert str(problems[0].place) == "t.xml:3"
    assert "<b> of line 2" in problems[0].message
    for text in (
        b"",
        b"plain",
        b"<a>&nbsp;</a>",
        b"<a>\xff</a>",
        b'<?xml version="1.0" encoding="klingon"?><a/>',
        b"<a/><b/>",
    ):
        assert read_nodes(text, "t.xml", depth=5)[0] is None
        assert [problem.code for problem in read_nodes(text, "t.xml", depth=5)[1]] == ["broken-xml"]


def test_too_deep_is_told_once_and_the_rest_is_read() -> None:
    text = b"<a>\n" + b"<b>" * 10 + b"words" + b"</b>" * 10 + b"<c/><d><e><f/></e></d></a>"
    root, problems = read_nodes(text, "t.xml", depth=3)
    assert root is not None
    assert [(problem.code, problem.place.line) for problem in problems] == [("too-deep", 2)]
    assert [child.tag for child in root.children] == ["b", "c", "d"]
    assert root.children[0].children[0].children == []


def test_a_million_levels_do_no_harm() -> None:
    root, problems = read_nodes(b"<a>" * 100_000, "t.xml", depth=64)
    assert root is None
    assert {problem.code for problem in problems} == {"too-deep", "broken-xml"}


def test_a_huge_file_is_refused() -> None:
    root, problems = read_nodes(b" " * (SIZE_LIMIT + 1), "t.xml", depth=5)
    assert root is None and problems[0].code == "too-large"
