"""Release lint of the texts that pieces show, and its mends, for `check`, for the window and for `check --mend`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pressdesk.base.problem import Problem
from pressdesk.model.campaign import Campaign
from pressdesk.model.piece import Piece
from pressdesk.model.story import TextFile

if TYPE_CHECKING:
    from pressdesk.prepress.lint.finding import Finding


def texts_shown(campaign: Campaign, piece: Piece) -> tuple[TextFile, ...]:
    """The texts that a piece shows: its story, and those that its content names."""
    named = [piece.story, *piece.content.values()]
    keys = [value.removeprefix("texts/").removesuffix(".md") for value in named if isinstance(value, str)]
    return tuple(campaign.texts[key] for key in dict.fromkeys(keys) if key in campaign.texts)


def text_problems(campaign: Campaign, pieces: Iterable[str], *, spelling: bool = True) -> tuple[Problem, ...]:
    """What an editor would say of the texts of some pieces, each told once; nothing that was waved through."""
    found = (finding.problem for piece in pieces for finding in _findings(campaign, piece, spelling))
    return tuple(dict.fromkeys(found))


def mend_words(campaign: Campaign, problem: Problem) -> Campaign:
    """The words that a finding points at, replaced by what mends them; the same campaign where that takes a person."""
    from pressdesk.prepress.lint.finding import mended

    for name, text in campaign.texts.items():
        if problem.place.file not in (text.file, f"texts/{name}.md"):
            continue
        users = [piece.name for piece in campaign.pieces.values() if text in texts_shown(campaign, piece)]
        for piece in users[:1]:
            same = [one for one in _findings(campaign, piece, spelling=False) if one.problem == problem][:1]
            body = mended(text.body, same)
            if body != text.body:
                return campaign._replace(texts={**campaign.texts, name: text._replace(body=body)})
    return campaign


def wave_through(campaign: Campaign, problem: Problem) -> Campaign:
    """The campaign with a finding listed as accepted in the front matter of its text, so that it is not told again."""
    from pressdesk.prepress.lint.finding import ACCEPTED

    for name, text in campaign.texts.items():
        if problem.place.file not in (text.file, f"texts/{name}.md"):
            continue
        users = [piece.name for piece in campaign.pieces.values() if text in texts_shown(campaign, piece)]
        for piece in users[:1]:
            for finding in _findings(campaign, piece, spelling=True):
                if finding.problem == problem:
                    listed = text.matter.get(ACCEPTED, ())
                    before = listed if isinstance(listed, tuple) else (listed,)
                    matter = {**text.matter, ACCEPTED: (*before, finding.key)}
                    return campaign._replace(texts={**campaign.texts, name: text._replace(matter=matter)})
    return campaign


def _findings(campaign: Campaign, piece: str, spelling: bool) -> Iterator[Finding]:
    from pressdesk.prepress.lint.check import lint

    known = campaign.pieces.get(piece)
    if known is None:
        return
    for text in texts_shown(campaign, known):
        for finding in lint(text, campaign, known.content, spelling=spelling):
            yield finding._replace(problem=finding.problem.at(piece=piece))
