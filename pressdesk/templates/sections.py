"""The parts of a template before its layouts: titles, fields and styles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from pressdesk.base.problem import did_you_mean
from pressdesk.templates import attributes as read
from pressdesk.templates.checking import Notebook
from pressdesk.templates.styles import DEFAULTS
from pressdesk.templates.tree import FIELD_TYPES, Field, FieldType, StyleRule
from pressdesk.templates.xmltree import Node

EXAMPLE_KINDS = ("short", "longest")

IMPLICIT: Mapping[str, Field] = {
    "organisations": Field("organisations", "organisations", default="{organisations}"),
    "contacts": Field("contacts", "contacts", default="{contacts}"),
}
"""Fields that every template has, unless it writes its own of that name."""


def by_language(node: Node, into: dict[str, str], notes: Notebook) -> None:
    """Put the text of an element under its `lang` into a mapping."""
    notes.only_attributes(node, ("lang",))
    language = notes.required(node, "lang", read.name, "")
    if language in into:
        notes.note(node, "twice", f'There is a second <{node.tag} lang="{language}">.', key="lang")
    into[language] = notes.words(node)


def read_fields(sections: Sequence[Node], notes: Notebook) -> dict[str, Field]:
    """The fields by name; the notebook knows them from now on."""
    fields: dict[str, Field] = {}
    nodes: list[Node] = []
    for section in sections:
        notes.only_attributes(section, ())
        for node in notes.only_children(section, ("field",)):
            field = _field(node, notes)
            if field.name in fields:
                notes.note(
                    node, "duplicate-field",
                    f"The field “{field.name}” was given before, in line {fields[field.name].line}.", key="name",
                )  # fmt: skip
            elif field.name:
                fields[field.name] = field
                nodes.append(node)
    notes.fields = {name: field.type for name, field in fields.items()}
    for node in nodes:
        notes.check_pattern(node, node.attrs.get("default", ""), key="default")
    return fields


def _field(node: Node, notes: Notebook) -> Field:
    notes.only_attributes(node, ("name", "type", "required", "max", "default", "choices"))
    labels: dict[str, str] = {}
    helps: dict[str, str] = {}
    examples: dict[str, str] = {}
    for child in notes.only_children(node, ("label", "help", "example")):
        if child.tag == "example":
            notes.only_attributes(child, ("kind",))
            kind = notes.required(child, "kind", read.word(*EXAMPLE_KINDS), "")
            examples[kind] = notes.words(child)
        else:
            by_language(child, labels if child.tag == "label" else helps, notes)
    choices = tuple(choice.strip() for choice in node.attrs.get("choices", "").split(",") if choice.strip())
    type = cast(FieldType, notes.required(node, "type", read.word(*FIELD_TYPES), "text"))
    if (type == "choice") != bool(choices):
        notes.note(
            node, "bad-choices",
            "A field of type choice needs choices=…, with commas between."
            if type == "choice" else f"choices=… belongs to a field of type choice, and this one is of type {type}.",
            key="choices",
        )  # fmt: skip
    return Field(
        notes.required(node, "name", read.name, ""),
        type,
        labels,
        helps,
        notes.attribute(node, "required", read.yes, False),
        notes.attribute(node, "max", read.whole, 0),
        node.attrs.get("default", ""),
        choices,
        examples,
        node.line,
    )


def read_styles(sections: Sequence[Node], notes: Notebook) -> dict[str, StyleRule]:
    """The template's own styles by name."""
    styles: dict[str, StyleRule] = {}
    nodes: dict[str, Node] = {}
    for section in sections:
        notes.only_attributes(section, ())
        for node in notes.only_children(section, ("style",)):
            rule = _style(node, notes)
            if rule.name in styles:
                notes.note(
                    node, "duplicate-style",
                    f"The style “{rule.name}” was given before, in line {styles[rule.name].line}.", key="name",
                )  # fmt: skip
            styles[rule.name] = rule
            nodes[rule.name] = node
    known = (*DEFAULTS, *styles)
    for name, rule in styles.items():
        if rule.based_on and rule.based_on not in known:
            notes.note(
                nodes[name], "unknown-style", f"There is no style “{rule.based_on}”.",
                did_you_mean(rule.based_on, known), key="based-on",
            )  # fmt: skip
        elif _goes_round(name, styles):
            notes.note(
                nodes[name], "style-circle", f"The style “{name}” is based on itself, by way of “{rule.based_on}”.",
                key="based-on",
            )  # fmt: skip
    return styles


def _goes_round(name: str, styles: Mapping[str, StyleRule]) -> bool:
    """Whether a style is based on itself; `based-on` with its own name means the program's style."""
    at, seen = styles[name].based_on, {name}
    if at == name:
        return name not in DEFAULTS
    while at in styles and at not in seen:
        seen.add(at)
        at = styles[at].based_on if styles[at].based_on != at else ""
    return at == name


_STYLE_ATTRIBUTES = (
    *("name", "based-on", "family", "weight", "italic", "size", "leading", "tracking", "align", "case", "hyphenate"),
    *("balance", "hang", "features", "space-before", "space-after", "indent", "first-indent", "colour"),
)


def _style(node: Node, notes: Notebook) -> StyleRule:
    notes.only_attributes(node, _STYLE_ATTRIBUTES)
    for _ in notes.only_children(node, ()):
        raise AssertionError("no child is allowed")
    get = notes.attribute
    return StyleRule(
        notes.required(node, "name", read.name, ""),
        node.attrs.get("based-on", ""),
        get(node, "family", _family, None),
        get(node, "weight", read.weight, None),
        get(node, "italic", read.yes, None),
        get(node, "size", read.fixed, None),
        get(node, "leading", read.positive, None),
        get(node, "tracking", read.number, None),
        get(node, "align", read.word("left", "centre", "right", "justify"), None),
        get(node, "case", read.word("normal", "upper", "small-caps"), None),
        get(node, "hyphenate", read.yes, None),
        get(node, "balance", read.yes, None),
        get(node, "hang", read.yes, None),
        get(node, "features", _features, None),
        get(node, "space-before", read.space, None),
        get(node, "space-after", read.space, None),
        get(node, "indent", read.space, None),
        get(node, "first-indent", read.offset, None),
        get(node, "colour", read.colour, None),
        node.line,
    )


def _family(text: str) -> str:
    if not text:
        raise ValueError("the family is empty; write display, text or the name of a font")
    return text


def _features(text: str) -> tuple[str, ...]:
    tags = tuple(text.split())
    for tag in tags:
        if len(tag) != 4 or not tag.isalnum():
            raise ValueError(f"“{tag}” is no OpenType feature; they have four letters, such as tnum")
    return tags
