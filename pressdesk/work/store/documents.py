"""Values as the documents that are written to TOML: every key a file may have; None stands for a key left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from pressdesk.base.colour import Ink, naive_cmyk
from pressdesk.model.campaign import Campaign, PictureInfo
from pressdesk.model.piece import Piece
from pressdesk.work.store.facts import EPOCH

Document: TypeAlias = dict[str, Any]


def campaign_document(campaign: Campaign) -> Document:
    """What `campaign.toml` says."""
    return {
        "name": campaign.name,
        "language": campaign.language,
        "slogan": campaign.slogan or None,
        "hashtag": campaign.hashtag or None,
        "legal": campaign.legal or None,
        "updated": None if campaign.updated == EPOCH else campaign.updated,
        "brand": {
            "display_font": campaign.brand.display_font,
            "text_font": campaign.brand.text_font,
            "rich_black": None
            if campaign.brand.rich_black is None
            else list(map(_per_cent, campaign.brand.rich_black)),
            "profile": campaign.brand.profile or None,
            "colours": {name: _ink(ink) for name, ink in campaign.brand.colours.items()} or None,
        },
        "organisations": [_texts(one) for one in campaign.organisations] or None,
        "petitions": {
            key: {**_texts(one), "key": None, "tags": dict(one.tags) or None} for key, one in campaign.petitions.items()
        }
        or None,
        "contacts": [_texts(one) for one in campaign.contacts] or None,
        "signatories": [_texts(one) for one in campaign.signatories] or None,
        "facts": plain(campaign.facts) or None,
    }


def piece_document(piece: Piece, language: str) -> Document:
    """What `pieces/NAME.toml` says, in a campaign of that language."""
    return {
        "template": piece.template,
        "formats": list(piece.formats),
        "title": piece.title or None,
        "language": None if piece.language in ("", language) else piece.language,
        "rows": piece.rows or None,
        "story": piece.story or None,
        "electoral": piece.electoral or None,
        "content": plain(piece.content) or None,
        "tweaks": plain(piece.tweaks) or None,
        "extra": [{"kind": one.kind, **plain(one.content)} for one in piece.extras] or None,
    }


def pictures_document(pictures: Iterable[PictureInfo]) -> Document:
    """What `pictures/pictures.toml` says; a picture of which nothing is known is left out."""
    return {
        info.path.removeprefix("pictures/"): {
            "caption": info.caption or None,
            "credit": info.credit or None,
            "licence": info.licence or None,
            "alternative": info.alternative or None,
            "focus": None if info.focus == (0.5, 0.5) else list(info.focus),
        }
        for info in pictures
        if info != PictureInfo(info.path)
    }


def plain(value: Any) -> Any:
    """A value with dicts for mappings and lists for tuples, and without what is None."""
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value if item is not None]
    return value


def _texts(value: Any) -> Document:
    """The texts of a named tuple, by name; None for an empty one."""
    return {name: text or None for name, text in value._asdict().items()}


def _ink(ink: Ink) -> Document:
    natural = all(abs(a - b) < 1e-4 for a, b in zip(ink.cmyk, naive_cmyk(ink.rgb), strict=True))
    return {
        "rgb": ink.rgb.hex,
        "cmyk": None if natural else [_per_cent(part) for part in ink.cmyk],
        "spot": ink.spot or None,
    }


def _per_cent(part: float) -> int | float:
    value = round(part * 100, 4)
    return int(value) if value == int(value) else value
