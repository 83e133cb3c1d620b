"""`pieces/*.toml`: a template, formats, content, tweaks and free elements."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from pressdesk.base.formats import FORMATS
from pressdesk.base.problem import did_you_mean
from pressdesk.base.units import parse_length
from pressdesk.model.piece import TWEAK_KEYS, Extra, Piece
from pressdesk.work.store.checker import Node
from pressdesk.work.store.facts import language_of
from pressdesk.work.store.schema import EXTRA_KINDS


def read_piece(name: str, node: Node, language: str) -> Piece:
    """The recipe in one file of `pieces/`; `language` is the campaign's. Faults are noted in the node's source."""
    node.known.append("format")
    formats = []
    for wanted in node.texts("formats", required=True):
        known = next((known for known in FORMATS if known.lower() == wanted.lower()), "")
        if known:
            formats.append(known)
        else:
            remedy = did_you_mean(wanted, list(FORMATS))
            node.fault("formats", f"There is no format “{wanted}”.", remedy, code="unknown-format")
    if "formats" in node and node.data["formats"] == []:
        node.fault("formats", "“formats” is empty.", 'Name one, such as formats = ["A3"].', code="missing-key")
    piece = Piece(
        name=name,
        template=node.text("template", required=True),
        formats=tuple(dict.fromkeys(formats)),
        content=node.table("content").free(),
        tweaks=MappingProxyType({box: _tweak(box, one) for box, one in node.named("tweaks").items()}),
        extras=tuple(_extra(one) for one in node.tables("extra")),
        title=node.text("title"),
        language=language_of(node, "") or language,
        rows=node.text("rows").removeprefix("tables/").removesuffix(".csv"),
        story=node.text("story").removeprefix("texts/").removesuffix(".md"),
        file=node.source.file,
        electoral=node.flag("electoral"),
    )
    node.finish()
    return piece


def _tweak(box: str, node: Node) -> Any:
    """The tweaks of one box, as written; those that make no sense are noted."""
    for key in ("move", "size"):
        for length in node.texts(key):
            try:
                if parse_length(length).unit not in ("mm", "%"):
                    raise ValueError(f"“{length}” is neither in mm nor in %")
            except ValueError as fault:
                node.fault(key, f"The tweak “{key}” of “{box}” is wrong: {fault}.", 'Write it as "12mm" or "4%".')
        if key in node and len(node.texts(key)) != 2:
            node.fault(key, f"The tweak “{key}” of “{box}” needs two lengths.", f'Write {key} = ["4mm", "0mm"].')
    node.number("rotate", 0)
    node.number("zoom", 1, above=0)
    node.number("size_factor", 1, above=0)
    node.numbers("focus", 2, 0, 1)
    node.flag("hide")
    node.text("colour")
    node.text("style")
    for key in node.data:
        if key not in TWEAK_KEYS:
            remedy = did_you_mean(key, TWEAK_KEYS)
            message = f"There is no tweak “{key}”; it is kept and does nothing."
            node.source.report("warning", "unknown-tweak", message, remedy, (*node.path, key))
    node.known.clear()
    return node.free()


def _extra(node: Node) -> Extra:
    kind = node.text("kind", required=True)
    if kind and kind not in EXTRA_KINDS:
        node.fault("kind", f"There is no free element “{kind}”.", did_you_mean(kind, EXTRA_KINDS), code="unknown-kind")
    return Extra(kind, node.free())
