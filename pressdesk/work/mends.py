"""Remedies that are mechanical, each a pure function: the campaign and what is wrong with it give the campaign mended.

A mend that can do nothing gives the same campaign back: the box is locked, the piece is gone, a colour is missing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from pressdesk.base.colour import BLACK, WHITE, Ink
from pressdesk.base.formats import FORMATS
from pressdesk.base.problem import InputError, Problem
from pressdesk.base.units import MM
from pressdesk.colour.gamut import limited
from pressdesk.layout.tweaks import GUARDED, length_of, locks_of
from pressdesk.model.campaign import Campaign, PictureInfo
from pressdesk.model.piece import Extra, Piece
from pressdesk.model.values import Value
from pressdesk.prepress.facts import ratio
from pressdesk.templates.catalogue import template_named
from pressdesk.templates.tree import Template
from pressdesk.text.stories import without_hidden_characters

Mend: TypeAlias = Callable[[Campaign, Problem], Campaign]
_Change: TypeAlias = Callable[[Value], Value]

OWN_PRINTING = "Imprimé par nos soins."
LITTER = "Ne pas jeter sur la voie publique."

MOST_FACTOR = 3.0
"""By how much a text or a code is made larger at most; beyond, its box does not suit it."""

SMALLEST_LEGAL_MM = 4.0
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def drop_tweak(campaign: Campaign, problem: Problem) -> Campaign:
    """A change by hand that does nothing, or cannot be read, is taken out."""
    piece = _piece(campaign, problem)
    parts = problem.place.key.split(".")
    if piece is None or parts[0] != "tweaks" or len(parts) < 2 or parts[1] not in piece.tweaks:
        return campaign
    kept = {key: value for key, value in piece.tweaks[parts[1]].items() if parts[2:] and key not in parts[2:]}
    tweaks = {box: changes for box, changes in piece.tweaks.items() if box != parts[1]}
    if kept:
        tweaks = {box: kept if box == parts[1] else changes for box, changes in piece.tweaks.items()}
    return _with_piece(campaign, piece._replace(tweaks=tweaks))


def move_inside(campaign: Campaign, problem: Problem) -> Campaign:
    """The box is moved off the cut or the fold."""
    format = FORMATS.get(problem.place.format)
    across, down = (problem.figure(name) for name in ("move_x", "move_y"))
    if format is None or not isinstance(across, float) or not isinstance(down, float) or (across, down) == (0.0, 0.0):
        return campaign
    sizes = (format.width, format.height)

    def moved(old: Value) -> Value:
        before = old if isinstance(old, tuple | list) and len(old) == 2 else (0, 0)
        steps = zip(before, sizes, (across, down), strict=True)
        return tuple([f"{length_of(start, size, format) / MM + _outwards(by):g}mm" for start, size, by in steps])

    return _changed(campaign, problem, "move", moved)


def larger_text(campaign: Campaign, problem: Problem) -> Campaign:
    """The text, or the code, is set larger by what it lacks."""
    factor = problem.figure("factor")
    if not isinstance(factor, float) or not 1.0 < factor <= MOST_FACTOR:
        return campaign

    def grown(old: Value) -> Value:
        start = float(old) if isinstance(old, int | float) and not isinstance(old, bool) else 1.0
        return math.ceil(start * factor * 100 + 0.5) / 100

    return _changed(campaign, problem, "size_factor", grown)


def larger_code(campaign: Campaign, problem: Problem) -> Campaign:
    """The code is set larger by what it lacks; a free one gets its size."""
    factor = problem.figure("factor")
    extra = _extra(campaign, problem)
    format = FORMATS.get(problem.place.format)
    if extra is None or "size" not in extra.content or format is None or not isinstance(factor, float):
        return larger_text(campaign, problem)
    side = length_of(extra.content["size"], min(format.width, format.height), format)
    return _changed(campaign, problem, "size", lambda _: f"{math.ceil(side * factor / MM)}mm")


def seen_colour(campaign: Campaign, problem: Problem) -> Campaign:
    """The text takes the first of the brand's colours that can be read on what lies behind it."""
    ground, needed = problem.figure("ground"), problem.figure("needed")
    if not isinstance(ground, float) or not isinstance(needed, float):
        return campaign
    inks: dict[str, Ink] = {**campaign.brand.colours}
    usual = [name for name in ("ink", "paper") if name in inks]
    names = dict.fromkeys([*usual, *inks, "black", "white"])
    for name in names:
        ink = inks.get(name) or {"black": BLACK, "white": WHITE}[name]
        if ratio(ink.rgb.luminance, ground) >= needed:
            return _changed(campaign, problem, "colour", lambda _, name=name: name)  # type: ignore[misc]
    return campaign


def black_text(campaign: Campaign, problem: Problem) -> Campaign:
    """The text is set in black alone."""
    return _changed(campaign, problem, "colour", lambda _: "black")


def black_code(campaign: Campaign, problem: Problem) -> Campaign:
    """The code is set in black, a free one on white."""
    changed = _changed(campaign, problem, "colour", lambda _: "black")
    if changed is not campaign and _extra(campaign, problem) is not None:
        changed = _changed(changed, problem, "fill", lambda _: "white")
    return changed


def usual_correction(campaign: Campaign, problem: Problem) -> Campaign:
    """A free code gets error correction M, which needs the fewest modules that telephones read well."""
    extra = _extra(campaign, problem)
    if extra is None or extra.content.get("level") in (None, "M"):
        return campaign
    return _changed(campaign, problem, "level", lambda _: "M")


def less_zoom(campaign: Campaign, problem: Problem) -> Campaign:
    """More of the picture is shown, so that more of its pixels are there."""
    ppi = problem.figure("ppi")
    piece = _piece(campaign, problem)
    if piece is None or not isinstance(ppi, float):
        return campaign
    extra = _extra(campaign, problem)
    changes = piece.tweaks.get(problem.place.box, {}) if extra is None else extra.content
    zoom = changes.get("zoom", 1.0)
    if isinstance(zoom, bool) or not isinstance(zoom, int | float) or zoom <= 1.0:
        return campaign
    wanted = max(1.0, math.floor(zoom * ppi / 225 * 100) / 100)
    return campaign if wanted >= zoom else _changed(campaign, problem, "zoom", lambda _: wanted)


def less_ink(campaign: Campaign, problem: Problem) -> Campaign:
    """A colour of the brand keeps its black and gives up as much of the others as the paper cannot take."""
    name, most = problem.figure("ink"), problem.figure("most")
    ink = campaign.brand.colours.get(str(name))
    if ink is None or not isinstance(most, float) or ink.cmyk.total <= most:
        return campaign
    less = limited(ink.cmyk, most)
    return _with_colour(campaign, str(name), ink._replace(cmyk=less))


def one_spot_name(campaign: Campaign, problem: Problem) -> Campaign:
    """A spot colour is written as it was the first time."""
    wanted = str(problem.figure("name") or "")
    for name, ink in campaign.brand.colours.items():
        if ink.spot and ink.spot != wanted and ink.spot.casefold().strip() == wanted.casefold().strip():
            campaign = _with_colour(campaign, name, ink._replace(spot=wanted))
    return campaign


def name_printer(campaign: Campaign, problem: Problem) -> Campaign:
    """The piece says that it was printed by those who sign it, with their address."""
    first = campaign.organisations[0] if campaign.organisations else None
    own = " ".join(part for part in (first.short or first.name, first.address) if part) if first else ""
    line = f"{OWN_PRINTING} {own}." if own and first and first.address else OWN_PRINTING
    return _with_line(campaign, problem, campaign.legal or line, everywhere=not campaign.legal)


def name_litter(campaign: Campaign, problem: Problem) -> Campaign:
    """The piece asks not to be thrown away in the street."""
    return _with_line(campaign, problem, LITTER, everywhere=False)


def told_by_caption(campaign: Campaign, problem: Problem) -> Campaign:
    """A picture is told by its caption."""
    path = str(problem.figure("path") or "")
    root = str(campaign.root)
    name = path.removeprefix(root).lstrip("/\\").replace("\\", "/")
    info = campaign.pictures.get(name, PictureInfo(name))
    if info.alternative or not info.caption:
        return campaign
    return campaign._replace(pictures={**campaign.pictures, name: info._replace(alternative=info.caption)})


def usual_language(campaign: Campaign, problem: Problem) -> Campaign:
    """The piece takes the campaign's language, and the campaign French where it names none."""
    language = campaign.language if _LANGUAGE.fullmatch(campaign.language) else "fr"
    piece = _piece(campaign, problem)
    if piece is None or piece.language == language:
        return campaign if campaign.language == language else campaign._replace(language=language)
    return _with_piece(campaign._replace(language=language), piece._replace(language=language))


def title_from_template(campaign: Campaign, problem: Problem) -> Campaign:
    """The piece is called as its own title says, or as its template is."""
    piece = _piece(campaign, problem)
    template = None if piece is None else _template(campaign, piece)
    if piece is None or template is None or piece.title:
        return campaign
    own = piece.content.get("title")
    usual = template.titles.get(piece.language or campaign.language) or next(iter(template.titles.values()), "")
    title = own if isinstance(own, str) and own and "{" not in own else usual
    return _with_piece(campaign, piece._replace(title=title)) if title else campaign


def clean_text(campaign: Campaign, problem: Problem) -> Campaign:
    """Hidden characters are taken out of the text itself."""
    for name, text in campaign.texts.items():
        if problem.place.file in (text.file, f"texts/{name}.md"):
            clean = without_hidden_characters(text.body)
            if clean != text.body:
                return campaign._replace(texts={**campaign.texts, name: text._replace(body=clean)})
    return campaign


def _with_line(campaign: Campaign, problem: Problem, line: str, everywhere: bool) -> Campaign:
    """The legal line with `line` in it: in the campaign's facts, in the piece's own, or as a free text at its foot."""
    piece = _piece(campaign, problem)
    template = None if piece is None else _template(campaign, piece)
    if piece is None or template is None:
        return campaign
    if "legal" not in template.fields:
        return _with_piece(campaign, piece._replace(extras=(*piece.extras, _foot_line(line))))
    hidden = piece.tweaks.get("legal", {})
    if hidden.get("hide"):
        kept = {key: value for key, value in hidden.items() if key != "hide"}
        tweaks = {box: changes for box, changes in piece.tweaks.items() if box != "legal"}
        return _with_piece(campaign, piece._replace(tweaks={**tweaks, "legal": kept} if kept else tweaks))
    own = piece.content.get("legal")
    if own is None and everywhere:
        return campaign._replace(legal=line)
    before = own if isinstance(own, str) else template.fields["legal"].default
    words = f"{before} {line}".strip() if line not in before else before
    return _with_piece(campaign, piece._replace(content={**piece.content, "legal": words}))


def _foot_line(line: str) -> Extra:
    content = {"id": "legal", "text": line, "style": "legal", "pin": "left bottom", "x": "8mm", "y": "6mm"}
    return Extra("text", {**content, "width": "80%"})


def _changed(campaign: Campaign, problem: Problem, key: str, change: _Change) -> Campaign:
    """The campaign with one thing changed about the box of a problem, or about the free element of that name."""
    piece = _piece(campaign, problem)
    box = problem.place.box
    if piece is None or not box:
        return campaign
    number = _extra_number(piece, box)
    if number is not None:
        extra = piece.extras[number]
        content = _extra_content(extra.content, key, change)
        extras = (*piece.extras[:number], extra._replace(content=content), *piece.extras[number + 1 :])
        return _with_piece(campaign, piece._replace(extras=extras))
    if key not in GUARDED or not _is_free(campaign, piece, box, key):
        return campaign
    before = piece.tweaks.get(box, {})
    changed = {**before, key: change(before.get(key))}
    if changed == dict(before):
        return campaign
    return _with_piece(campaign, piece._replace(tweaks={**piece.tweaks, box: changed}))


def _extra_content(content: Mapping[str, Value], key: str, change: _Change) -> dict[str, Value]:
    if key != "move":
        return {**content, key: change(content.get(key))}
    moved: Any = change((content.get("x", 0), content.get("y", 0)))
    pins = str(content.get("pin", "")).split()
    if not pins:
        return {**content, "x": moved[0], "y": moved[1]}
    return dict(content)  # pinned: what it keeps from the edge is the author's wish


def _is_free(campaign: Campaign, piece: Piece, box: str, key: str) -> bool:
    """Whether the template has a box of that name and lets it be changed so."""
    template = _template(campaign, piece)
    if template is None or "@" in box:
        return False
    found = [locks_of(sheet.root) for layout in template.layouts for sheet in layout.sheets]
    locks = [one[box] for one in found if box in one]
    return bool(locks) and not any(lock & {"all", GUARDED[key]} for lock in locks)


def _extra(campaign: Campaign, problem: Problem) -> Extra | None:
    piece = _piece(campaign, problem)
    number = _extra_number(piece, problem.place.box) if piece is not None else None
    return None if piece is None or number is None else piece.extras[number]


def _extra_number(piece: Piece, box: str) -> int | None:
    for number, extra in enumerate(piece.extras):
        if box and box == str(extra.content.get("id") or f"extra-{number + 1}"):
            return number
    return None


def _piece(campaign: Campaign, problem: Problem) -> Piece | None:
    return campaign.pieces.get(problem.place.piece)


def _template(campaign: Campaign, piece: Piece) -> Template | None:
    try:
        return template_named(piece.template, campaign.root)
    except InputError:
        return None


def _with_piece(campaign: Campaign, piece: Piece) -> Campaign:
    return campaign._replace(pieces={**campaign.pieces, piece.name: piece})


def _with_colour(campaign: Campaign, name: str, ink: Ink) -> Campaign:
    colours = {**campaign.brand.colours, name: ink}
    return campaign._replace(brand=campaign.brand._replace(colours=colours))


def _outwards(amount: float) -> float:
    """Rounded to a tenth of a millimetre, away from 0."""
    return math.copysign(math.ceil(abs(amount) * 10 - 1e-6) / 10, amount) if amount else 0.0
