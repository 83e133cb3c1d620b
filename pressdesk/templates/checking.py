"""The notebook of a reader: every fault of a template is noted with its line, none stops the reading."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from pressdesk.base.problem import Place, Problem, Severity, did_you_mean
from pressdesk.base.regex import regex
from pressdesk.templates.patterns import CAMPAIGN_NAMES, FORMAT_NAMES, RECORDS, parse_pattern
from pressdesk.templates.xmltree import Node

T = TypeVar("T")

_BLANKS = regex(r"[ \t\r\n]+")
_BARS = regex(r" ?(\|+) ?")


class Notebook:
    """Collects the problems of one file, and knows the names that its patterns may use."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.fields: dict[str, str] = {}
        self.styles: tuple[str, ...] = ()

    def note(
        self, node: Node, code: str, message: str, remedy: str = "", *, key: str = "", severity: Severity = "error"
    ) -> None:
        """Note a fault of an element; `key` is the attribute."""
        place = Place(file=self.file, line=node.line, key=key)
        self.problems.append(Problem(severity, code, message, remedy, place))

    def attribute(self, node: Node, name: str, read: Callable[[str], T], default: T) -> T:
        """The attribute as a value; what cannot be read is noted and counts as absent."""
        text = node.attrs.get(name)
        if text is None:
            return default
        try:
            return read(text.strip())
        except ValueError as fault:
            self.note(node, "bad-value", f"{name}=… of <{node.tag}>: {fault}.", key=name)
            return default

    def required(self, node: Node, name: str, read: Callable[[str], str], default: str) -> str:
        """An attribute that must be there."""
        if not node.attrs.get(name, "").strip():
            self.note(node, "missing-attribute", f"<{node.tag}> has no {name}=…, which it needs.", key=name)
            return default
        return self.attribute(node, name, read, default)

    def only_attributes(self, node: Node, allowed: Sequence[str]) -> None:
        """Note the attributes that the element does not have."""
        for name in node.attrs:
            if name not in allowed:
                self.note(
                    node,
                    "unknown-attribute",
                    f"<{node.tag}> has no attribute “{name}”.",
                    did_you_mean(name, allowed),
                    key=name,
                )

    def only_children(self, node: Node, allowed: Sequence[str], *, text: bool = False) -> Iterable[Node]:
        """The children that may stand here; others, and text where none belongs, are noted."""
        if not text and node.text.strip():
            shown = _BLANKS.sub(" ", node.text.strip())[:30]
            self.note(
                node, "stray-text", f"<{node.tag}> holds the text “{shown}”, where only elements belong.",
                "Put it into a <text>." if "text" in allowed else "",
            )  # fmt: skip
        for child in node.children:
            if child.tag in allowed:
                yield child
            else:
                remedy = did_you_mean(child.tag, allowed) if allowed else f"Put it after the <{node.tag}>."
                self.note(child, "unknown-element", f"<{child.tag}> does not belong in <{node.tag}>.", remedy)

    def words(self, node: Node) -> str:
        """The text of an element on one line."""
        for _ in self.only_children(node, (), text=True):
            raise AssertionError("no child is allowed")
        return _BLANKS.sub(" ", node.text).strip()

    def pattern(self, node: Node, names: Iterable[str] = ()) -> str:
        """The text of an element as a pattern: blanks count once, `|` and `<br/>` break the line, `||` is a bar."""
        pieces = []
        for part in node.content:
            if isinstance(part, str):
                pieces.append(_BARS.sub(_bars, _BLANKS.sub(" ", part)))
            elif part.tag == "br":
                self.only_attributes(part, ())
                self.words(part)
                pieces.append("\n")
            else:
                self.note(
                    part, "unknown-element", f"<{part.tag}> does not belong in <{node.tag}>.",
                    "Marks are written as in the form: **bold**, *italic*, [words]{colour=accent}.",
                )  # fmt: skip
        text = re.sub(r" ?\n ?", "\n", "".join(pieces)).strip()
        self.check_pattern(node, text, names)
        return text

    def check_pattern(self, node: Node, text: str, names: Iterable[str] = (), *, key: str = "") -> None:
        """Note braces that do not close, and names and formats that nothing answers to."""
        pattern = parse_pattern(text)
        for fault in pattern.faults:
            self.note(node, "bad-pattern", fault, "A literal brace is written {{.", key=key)
        known = (*self.fields, *names, *CAMPAIGN_NAMES, *RECORDS)
        for reference in pattern.references:
            if reference.path[0] not in known:
                self.note(
                    node, "unknown-name", f"Nothing is called “{reference.name}”.",
                    did_you_mean(reference.path[0], known) + " A fact of a campaign is written {facts.NAME}.", key=key,
                )  # fmt: skip
            if reference.format and reference.format not in FORMAT_NAMES:
                self.note(
                    node, "unknown-format-name", f"There is no format “{reference.format}” in {reference}.",
                    did_you_mean(reference.format, FORMAT_NAMES), key=key,
                )  # fmt: skip


def _bars(found: re.Match[str]) -> str:
    bars = found[1]
    return found[0].replace("||", "|") if len(bars) % 2 == 0 else "|" * (len(bars) // 2) + "\n"
