"""The campaign's own forms of address: `offices.toml`, laid over the program's."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pressdesk.base.problem import Problem
from pressdesk.model.values import Value
from pressdesk.work.store.checker import Node, frozen
from pressdesk.work.store.files import read_toml
from pressdesk.work.store.schema import OFFICES_FILE

_FORMS = ("f", "m", "x", "group")


def read_offices(root: Path, problems: list[Problem]) -> Mapping[str, Value]:
    """What `offices.toml` says, each wrong key told; nothing where there is no such file, or it cannot be read."""
    if not (root / OFFICES_FILE).is_file():
        return {}
    document = read_toml(root, OFFICES_FILE, "offices", problems)
    if document is None:
        return {}
    before = len(problems)
    node = Node(*document)
    node.known.append("format")
    node.text("language")
    formula = node.table("formula")
    for key in ("salutation", "group", "regard", "gap"):
        formula.text(key)
    for key, forms in (("closing", ("one", "several")), ("civility", ("f", "m"))):
        _texts(formula.table(key), forms)
    formula.finish()
    for office in node.named("offices").values():
        office.texts("words")
        office.texts("women")
        office.number("rank", 1000)
        office.text("regard")
        office.flag("of")
        office.flag("as_written")
        for key in ("title", "salutation"):
            _texts(office.table(key), _FORMS)
        office.finish()
    node.finish()
    if any(problem.severity == "error" for problem in problems[before:]):
        return {}
    return {key: frozen(value) for key, value in node.data.items() if key in ("language", "formula", "offices")}


def _texts(node: Node, keys: tuple[str, ...]) -> None:
    for key in keys:
        node.text(key)
    node.finish()
