"""Figures in tables and charts: whether a text is one, and how much it says."""

from __future__ import annotations

import re

from pressdesk.base.regex import regex

_UNIT = r"(?:%|‰|€|\$|£|k€|M€|Mds?€|h|min|km|[a-z]{1,3}\.?)"
_NUMBER = regex(rf"[-+−±~≈<>≤≥]?\s*\d[\d\s\u00a0\u202f.,:/]*\s*{_UNIT}?")
_FACT = regex(rf"\{{[^{{}}]+\}}\s*{_UNIT}?")
_VALUE = regex(r"([-−])?\s*(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:([.,])(\d+))?")


def is_figure(text: str) -> bool:
    """Whether a text is a number with its unit, or a fact in braces that may be one.

    >>> is_figure("1 240,5 %"), is_figure("−3 pts"), is_figure("{carers}"), is_figure("12 villages")
    (True, True, True, False)
    """
    text = text.strip()
    return bool(_NUMBER.fullmatch(text) or _FACT.fullmatch(text))


def value_of(text: str, language: str = "fr") -> float | None:
    """How much the first number in a text is; None when there is none. In French a point groups thousands.

    >>> value_of("1 240,5 %"), value_of("−3 pts"), value_of("1,240", "en"), value_of("rien")
    (1240.5, -3.0, 1240.0, None)
    """
    found = _VALUE.search(text)
    if found is None:
        return None
    sign, whole, mark, decimals = found.groups()
    whole = re.sub(r"\D", "", whole)
    thousands = mark and len(decimals) == 3 and mark == ("," if language[:2] == "en" else ".")
    value = float(whole + decimals) if thousands else float(f"{whole}.{decimals or 0}")
    return -value if sign else value
