"""Whether two campaigns say the same, wherever their files have it."""

from __future__ import annotations

from pressdesk.model.campaign import Campaign
from pressdesk.work.store.documents import campaign_document, pictures_document, piece_document, plain


def say_the_same(one: Campaign, other: Campaign) -> bool:
    """Whether both would be written into the same files; the lines that things stand on do not count."""
    return _written(one) == _written(other)


def _written(campaign: Campaign) -> tuple[object, ...]:
    return (
        campaign_document(campaign),
        pictures_document(campaign.pictures.values()),
        [(name, piece_document(piece, campaign.language)) for name, piece in sorted(campaign.pieces.items())],
        [(name, plain(text.matter), text.body) for name, text in sorted(campaign.texts.items())],
        [
            (name, table.columns, [plain(row.cells) for row in table.rows])
            for name, table in sorted(campaign.tables.items())
        ],
    )
