"""Rules on fonts and glyphs."""

from __future__ import annotations

from collections.abc import Iterator

from pressdesk.base.problem import Problem
from pressdesk.prepress.facts import File
from pressdesk.prepress.limits import Limits
from pressdesk.prepress.rules.common import AGAIN, texts_of, told


def embedded(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    loose = dict.fromkeys(font.name for font in file.fonts if not font.program and font.kind != "Type3")
    for name in loose:
        message = f"The font “{name}” is not in the file."
        yield told("font-not-embedded", message, "Export it with its fonts.")


def subset(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    whole = dict.fromkeys(font.name for font in file.fonts if font.program and not font.subset)
    if whole:
        message = f"Whole fonts are in the file: {', '.join(whole)}."
        yield told("font-whole", message, "Export it with only the letters used.")


def drawn_fonts(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    if any(font.kind == "Type3" for font in file.fonts):
        message = "Some letters are drawings (Type 3 fonts), which presses set coarsely."
        yield told("type-3", message, "Export it with real fonts.")


def font_names(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    programs: dict[str, set[str]] = {}
    for font in file.fonts:
        if font.program:
            programs.setdefault(font.name, set()).add(font.program)
    for name, found in programs.items():
        if len(found) > 1:
            message = f"{len(found)} different fonts in the file are called “{name}”; the wrong one may be printed."
            yield told("font-names", message, AGAIN)


def empty_glyphs(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    for page, texts in texts_of(file):
        found = [text for text in texts if text.missing]
        if found:
            message = f"Some characters on page {page.number} are empty boxes; their font does not have them."
            yield told("empty-glyph", message, "Use a font that has them.", page, found[0])


def nameless_glyphs(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    for page, texts in texts_of(file):
        if any(text.nameless for text in texts):
            message = (
                f"Some letters on page {page.number} are not told as characters; they cannot be searched or copied."
            )
            yield told("nameless-glyph", message, "Export it with text, not with encoded shapes.", page)
