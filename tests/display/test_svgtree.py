from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from pressdesk.base.problem import InputError, Problem
from pressdesk.display.svgtree import MOST_DEPTH, read_tree

PLAIN = '<svg xmlns="http://www.w3.org/2000/svg"><g id="a"><path d="M0 0"/></g></svg>'


def refused(path: Path) -> Problem:
    with pytest.raises(InputError) as caught:
        read_tree(path)
    (problem,) = caught.value.problems
    assert problem.place.file == str(path)
    return problem


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "logo.svg"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        PLAIN.replace(' xmlns="http://www.w3.org/2000/svg"', ""),
        f'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://w3.org/svg11.dtd">{PLAIN}',
        gzip.compress(PLAIN.encode()),
        PLAIN.encode("utf-16"),
    ],
    ids=["plain", "no-namespace", "doctype", "svgz", "utf-16"],
)
def test_elements_and_their_lines(tmp_path: Path, text: str | bytes) -> None:
    root = read_tree(written(tmp_path, text))
    assert [element.tag for element in root.walk()] == ["svg", "g", "path"]
    assert root.children[0].attributes == {"id": "a"}


def test_other_languages_are_left_out_with_all_they_hold(tmp_path: Path) -> None:
    text = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://inkscape" xmlns:xlink="http://www.w3.org/1999/xlink">\n'
        '<i:view><path d="no"/>text</i:view>\n<use xlink:href="#a"/></svg>'
    )
    root = read_tree(written(tmp_path, text))
    (use,) = root.children
    assert (use.tag, use.attributes, use.line) == ("use", {"href": "#a"}, 3)
    assert "".join(root.text).strip() == ""


def test_entities_are_refused_before_they_can_grow(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "ha"}">' for i in range(12))
    problem = refused(written(tmp_path, f"<!DOCTYPE svg [{laughs}]><svg>&l11;</svg>"))
    assert problem.code == "svg-entities"
    assert problem.place.line == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<svg><g></svg>", "svg-broken"),
        ("", "svg-broken"),
        ("bonjour", "svg-broken"),
        ("<html/>", "not-a-drawing"),
        (b"\x1f\x8bbroken", "svg-broken"),
        (gzip.compress(b" " * 40_000_000), "svg-too-large"),
        ("<svg>" + "<g>" * (MOST_DEPTH + 1) + "</g>" * (MOST_DEPTH + 1) + "</svg>", "svg-too-deep"),
    ],
    ids=["unclosed", "empty", "words", "html", "bad-gzip", "gzip-bomb", "deep"],
)
def test_bad_files_are_refused_in_words(tmp_path: Path, text: str | bytes, code: str) -> None:
    problem = refused(written(tmp_path, text))
    assert problem.code == code
    assert "“logo.svg”" in problem.message


def test_a_broken_file_names_its_line(tmp_path: Path) -> None:
    assert refused(written(tmp_path, "<svg>\n<g>\n</svg>")).place.line == 3


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path / "logo.svg").code == "picture-missing"
