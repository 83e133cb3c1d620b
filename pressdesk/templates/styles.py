"""Type styles by name: those of the program, those of a template, and how a name becomes a `TypeStyle`.

The sizes follow one scale by 1.5: small 1.5 u, text 2.2 u, lede 3.3 u, subhead 5 u, then the jump to titles (11 u) and
slogans (16 u). Letters are set in points, since a letter is A4.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import log2

from pressdesk.base.problem import InputError, Place, Problem, did_you_mean
from pressdesk.base.units import MM, Length
from pressdesk.model.campaign import Brand
from pressdesk.templates.tree import StyleRule, Template
from pressdesk.text.style import TypeStyle

SMALLEST_PT = 6.0
"""No style falls below this size by the size of its page alone, but for the legal line."""

LEGAL_PT = (5.0, 6.0, 9.0)
"""The legal line on the smallest pages, on A4, and from A2 on (DESIGN); between them it grows with the page."""

A4_U = 210 * MM / 100

_FIGURES = ("tnum", "lnum")


def _u(value: float) -> Length:
    return Length(value, "u")


def _pt(value: float) -> Length:
    return Length(value, "pt")


def _em(value: float) -> Length:
    return Length(value * 100, "%")


DEFAULTS: Mapping[str, StyleRule] = {
    rule.name: rule
    for rule in (
        StyleRule("text", family="text", weight=400, size=_u(2.2), leading=1.35),
        StyleRule("strong", "text", weight=700),
        StyleRule("small", "text", size=_u(1.5), leading=1.3),
        StyleRule("lede", "text", size=_u(3.3), leading=1.25, weight=600),
        StyleRule(
            "slogan", "text", family="display", weight=800, size=_u(16), leading=0.9, tracking=-15, balance=True
        ),
        StyleRule("title", "slogan", weight=700, size=_u(11), leading=0.94, tracking=-10),
        StyleRule("subhead", "title", size=_u(5), leading=1.02, tracking=0),
        StyleRule("figure", "text", family="display", weight=800, size=_u(5), leading=1.0, features=_FIGURES,
                  colour="accent"),
        StyleRule("number", "figure", size=_u(11), leading=0.9),
        StyleRule("quote", "lede", weight=400, italic=True, leading=1.3),
        StyleRule("call", "text", family="display", weight=700, size=_u(3.3), leading=1.05, balance=True),
        StyleRule("short-link", "text", weight=600, leading=1.2),
        StyleRule("hashtag", "text", family="display", weight=700, size=_u(3.3), leading=1.1, colour="accent"),
        StyleRule("date-weekday", "text", weight=600, size=_u(3.3), leading=1.1),
        StyleRule("date-day", "text", family="display", weight=800, size=_u(11), leading=0.88, features=_FIGURES),
        StyleRule("date-month", "date-day", size=_u(5), leading=1.0),
        StyleRule("hour", "text", family="display", weight=700, size=_u(5), leading=1.0, features=_FIGURES),
        StyleRule("town", "text", family="display", weight=700, size=_u(5), leading=1.0, case="upper", tracking=10,
                  balance=True),
        StyleRule("place", "text", size=_u(3.3), leading=1.2),
        StyleRule("caption", "small"),
        StyleRule("credit", "small", size=_u(1.1), leading=1.2),
        StyleRule("legal", "text", size=_pt(6), leading=1.25),
        StyleRule("release-name", "text", weight=700, size=_pt(11), leading=1.2),
        StyleRule("release-mention", "text", weight=600, size=_pt(11), leading=1.2, tracking=20, colour="accent"),
        StyleRule("release-title", "text", weight=700, size=_pt(22), leading=1.12, tracking=-5, balance=True),
        StyleRule("release-date", "text", size=_pt(9.5), leading=1.35),
        StyleRule("release-lede", "text", weight=600, size=_pt(11.5), leading=1.4),
        StyleRule("release-text", "text", size=_pt(10.5), leading=1.4, hyphenate=True, space_after=_em(0.6)),
        StyleRule("release-heading", "text", weight=700, size=_pt(12.5), leading=1.25, space_before=_em(1),
                  space_after=_em(0.3)),
        StyleRule("release-quote", "text", italic=True, size=_pt(14), leading=1.3, space_before=_em(0.6),
                  space_after=_em(0.6)),
        StyleRule("release-list", "release-text", indent=_em(1.4), space_after=_em(0.3)),
        StyleRule("release-small", "text", size=_pt(9), leading=1.35, hyphenate=True),
        StyleRule("release-contact", "text", size=_pt(9.5), leading=1.4, features=("lnum",)),
        StyleRule("folio", "text", size=_pt(8.5), leading=1.2, features=_FIGURES),
    )
}  # fmt: skip
"""The program's own styles, by name."""


def style_names(template: Template | None = None) -> tuple[str, ...]:
    """All styles a box of the template can name."""
    return tuple(dict.fromkeys((*DEFAULTS, *(template.styles if template else ()))))


def full_rule(name: str, template: Template) -> StyleRule:
    """The rule of a name with what it leaves out taken from the styles it is based on; raises InputError."""
    own = template.styles.get(name)
    rule = own or DEFAULTS.get(name)
    if rule is None:
        raise InputError(
            Problem(
                "error",
                "unknown-style",
                f"There is no style “{name}” in the template “{template.name}”.",
                did_you_mean(name, style_names(template)),
                Place(key="style"),
            )
        )
    chain = [rule]
    while base := _base(chain[-1], template):
        if any(base is earlier for earlier in chain):
            break
        chain.append(base)
    for base in chain[1:]:
        unset = {key: value for key, value in base._asdict().items() if getattr(rule, key) is None}
        rule = rule._replace(**unset)
    return rule


def resolve_style(
    name: str, template: Template, brand: Brand, u: float, size_pt: float | None = None
) -> tuple[TypeStyle, str]:
    """The type style of a name on a page whose `u` is that many points, and the name of its colour.

    The colour is empty when the text takes that of what surrounds it. `size_pt` goes before the rule's own size (fit,
    tweaks). Equal questions get the same object. Raises InputError for an unknown name.
    """
    key = (id(template), id(brand), name or "text", u, size_pt)
    known = _resolved.get(key)
    if known is not None and known[0] is template and known[1] is brand:
        return known[2]
    if len(_resolved) > 2000:
        _resolved.clear()
    answer = _resolve(full_rule(name or "text", template), brand, u, size_pt)
    _resolved[key] = (template, brand, answer)
    return answer


_resolved: dict[tuple[int, int, str, float, float | None], tuple[Template, Brand, tuple[TypeStyle, str]]] = {}


def legal_size(u: float) -> float:
    """The size of the legal line in points, on a page whose `u` is that many points.

    Half as much again on a page twice as wide and high, as A2 is to A4.

    >>> round(legal_size(A4_U), 2), round(legal_size(A4_U * 2), 2)
    (6.0, 9.0)
    """
    least, usual, most = LEGAL_PT
    grown: float = usual * (u / A4_U) ** log2(most / usual)
    return min(max(grown, least), most)


def _base(rule: StyleRule, template: Template) -> StyleRule | None:
    own = template.styles.get(rule.name) is rule
    if own and rule.based_on in ("", rule.name):
        return DEFAULTS.get(rule.name) or template.styles.get("text") or DEFAULTS["text"]
    return template.styles.get(rule.based_on) or DEFAULTS.get(rule.based_on)


def _resolve(rule: StyleRule, brand: Brand, u: float, size_pt: float | None) -> tuple[TypeStyle, str]:
    if size_pt is not None:
        size = size_pt
    else:
        size = max(SMALLEST_PT, rule.size.points(0, u)) if rule.size else 10.0
        if rule.size is DEFAULTS["legal"].size:
            size = legal_size(u)
    families = {"display": brand.display_font, "text": brand.text_font}
    family = rule.family or "text"

    def space(length: Length | None) -> float:
        return length.points(size, u) if length else 0.0

    style = TypeStyle(
        family=families.get(family, family),
        weight=rule.weight or 400,
        italic=bool(rule.italic),
        size=size,
        leading=rule.leading or 1.35,
        tracking=rule.tracking or 0.0,
        align=rule.align or "left",  # type: ignore[arg-type]
        case=rule.case or "normal",  # type: ignore[arg-type]
        hyphenate=bool(rule.hyphenate),
        balance=bool(rule.balance),
        hang=rule.hang is not False,
        features=rule.features or (),
        space_before=space(rule.space_before),
        space_after=space(rule.space_after),
        indent=space(rule.indent),
        first_indent=space(rule.first_indent),
    )
    return style, rule.colour or ""
