"""Content made of a template's own examples: for its preview, and to judge it with its shortest and longest texts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Literal, TypeAlias

from pressdesk.model.values import Value
from pressdesk.templates.tree import Field, Template

Kind: TypeAlias = Literal["short", "longest"]

SAMPLE_DATE = date(2027, 3, 12)
SAMPLE_TIME = time(18, 30)


def sample_content(template: Template, kind: Kind = "short") -> dict[str, Value]:
    """What a piece of the template can hold: the example of a kind, else the other one, else a stand-in by type.

    Fields with a default are left to it, unless they have an example; pictures, contacts and organisations come from
    the campaign. With `short`, fields that are not required and have no short example stay empty.
    """
    content: dict[str, Value] = {}
    for name, field in template.fields.items():
        value = _sample(field, kind)
        if value is not None:
            content[name] = value
    return content


def _sample(field: Field, kind: Kind) -> Value:
    examples: Mapping[str, str] = field.examples
    example = examples.get(kind)
    if example is None and (kind == "longest" or field.required):
        example = next(iter(examples.values()), None)
    if example is not None:
        if field.type == "story":
            return "\n\n".join(part.strip() for part in example.split("|")) + "\n"
        if field.type == "list":
            return tuple(item.strip() for item in example.split("|") if item.strip())
        return example
    if field.default or not (field.required or kind == "longest"):
        return None
    return _stand_in(field)


def _stand_in(field: Field) -> Value:
    label = field.labels.get("fr") or field.labels.get("en") or field.name
    match field.type:
        case "text" | "longtext" | "place":
            return label
        case "list":
            return (label,) * max(1, min(field.max or 3, 3))
        case "date":
            return SAMPLE_DATE
        case "time":
            return SAMPLE_TIME
        case "choice":
            return field.choices[0]
        case "yesno":
            return True
        case "number":
            return 12
        case "petition" | "link":
            return "https://exemple.fr/agir"
        case "people":
            return ("Prénom Nom, fonction",)
        case "addressees":
            return ("Madame la Préfète",)
        case _:
            return None
