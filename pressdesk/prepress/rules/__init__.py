"""The rules that pieces and files are held to (PRINT and TRADE lists), each a pure function of what was read.

`RULES` names them all. Those of `RECIPE` hold for the sheets of a piece too, before a file is made of them.
"""

from __future__ import annotations

from pressdesk.prepress.limits import Limits
from pressdesk.prepress.rules import artwork, codes, colours, document, fonts, pages, standard, trade
from pressdesk.prepress.rules.common import Rule

__all__ = ["RECIPE", "RULES", "Limits", "Rule"]

RULES: dict[str, Rule] = {
    "version": document.version,
    "lock": document.lock,
    "identity": document.identity,
    "contents": document.contents,
    "description": document.description,
    "metadata": document.metadata,
    "output-intent": document.output_intent,
    "opaque": standard.opaque,
    "page-size": standard.size,
    "trim": pages.trim,
    "boxes": pages.boxes,
    "crop": pages.crop,
    "unit": pages.unit,
    "bleed": pages.bleed,
    "painted-bleed": pages.painted_bleed,
    "group-space": pages.group_space,
    "no-rgb": colours.no_rgb,
    "device-colours": colours.device_colours,
    "spot-names": colours.spot_names,
    "small-rich-black": colours.small_rich_black,
    "grey-black": colours.grey_black,
    "black-overprint": colours.black_overprint,
    "white-overprint": colours.white_overprint,
    "coverage": colours.coverage,
    "resolution": artwork.resolution,
    "strokes": artwork.strokes,
    "text-size": artwork.text_size,
    "safe-zone": artwork.safe_zone,
    "folds": artwork.folds,
    "contrast": artwork.contrast,
    "embedded": fonts.embedded,
    "subset": fonts.subset,
    "drawn-fonts": fonts.drawn_fonts,
    "font-names": fonts.font_names,
    "empty-glyphs": fonts.empty_glyphs,
    "nameless-glyphs": fonts.nameless_glyphs,
    "marks": pages.marks,
    "code-size": codes.size,
    "code-quiet-zone": codes.quiet_zone,
    "code-colours": codes.colours,
    "code-transfer": codes.transfer,
    "code-link": codes.insecure,
    "official-notice": trade.official_notice,
    "printer": trade.printer,
    "litter": trade.litter,
    "national-colours": trade.national_colours,
    "language": trade.language,
    "alternatives": trade.alternatives,
    "title": trade.title,
}
"""Every rule by its name, in the order in which they are told."""

_FILE_ONLY = frozenset(
    {
        *("version", "lock", "identity", "contents", "description", "metadata", "output-intent", "opaque"),
        *("trim", "boxes", "crop", "unit", "group-space", "no-rgb", "device-colours", "grey-black"),
        *("white-overprint", "embedded", "subset", "drawn-fonts", "font-names", "empty-glyphs", "nameless-glyphs"),
        "marks",
    }
)

RECIPE: dict[str, Rule] = {name: rule for name, rule in RULES.items() if name not in _FILE_ONLY}
"""The rules that hold for sheets; what the others look at is only there once a file was written."""
