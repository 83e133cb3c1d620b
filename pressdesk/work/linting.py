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
    from pressdesk.prepress.lint.spelled import Speller


def texts_shown(campaign: Campaign, piece: Piece) -> tuple[TextFile, ...]:
    """The texts that a piece shows: its story, and those that its content names."""
    named = [piece.story, *piece.content.values()]
    keys = [value.removeprefix("texts/").removesuffix(".md") for value in named if isinstance(value, str)]
    return tuple(campaign.texts[key] for key in dict.fromkeys(keys) if key in campaign.texts)


def text_problems(campaign: Campaign, pieces: Iterable[str], *, spelling: bool | Speller = True) -> tuple[Problem, ...]:
    """What an editor would say of the texts of some pieces, each told once; nothing that was waved through.

    Without `spelling` no dictionary is opened, and none with a speller, which is asked instead.
    """
    found = (finding.problem for piece in pieces for _, finding in _findings(campaign, piece, spelling))
    return tuple(dict.fromkeys(found))


def finding_told(
    campaign: Campaign, problem: Problem, *, spelling: bool | Speller = True
) -> tuple[TextFile, Finding] | None:
    """The finding that a problem tells of, and its text; None where it is not one about a text's words."""
    for name, text in campaign.texts.items():
        if problem.place.file not in (text.file, f"texts/{name}.md"):
            continue
        users = [piece.name for piece in campaign.pieces.values() if text in texts_shown(campaign, piece)]
        for piece in users[:1]:
            for of, finding in _findings(campaign, piece, spelling):
                if of is text and _same(finding.problem, problem):
                    return text, finding
    return None


def mend_words(campaign: Campaign, problem: Problem) -> Campaign:
    """The words that a finding points at, replaced by what mends them; the same campaign where that takes a person."""
    from pressdesk.prepress.lint.finding import mended

    found = finding_told(campaign, problem, spelling=False)
    if found is None:
        return campaign
    text, finding = found
    body = mended(text.body, [finding])
    return campaign if body == text.body else _with_text(campaign, text._replace(body=body))


def wave_through(campaign: Campaign, problem: Problem, *, spelling: bool | Speller = True) -> Campaign:
    """The campaign with a finding listed as accepted in the front matter of its text, so that it is not told again."""
    from pressdesk.prepress.lint.finding import ACCEPTED

    found = finding_told(campaign, problem, spelling=spelling)
    if found is None:
        return campaign
    text, finding = found
    listed = text.matter.get(ACCEPTED, ())
    before = listed if isinstance(listed, tuple) else (listed,)
    return _with_text(campaign, text._replace(matter={**text.matter, ACCEPTED: (*before, finding.key)}))


def _with_text(campaign: Campaign, text: TextFile) -> Campaign:
    return campaign._replace(texts={**campaign.texts, text.name: text})


def _same(one: Problem, other: Problem) -> bool:
    """Whether two problems are one; the piece that shows the text may be another."""
    here, there = (problem._replace(place=problem.place._replace(piece="")) for problem in (one, other))
    return here == there


def _findings(campaign: Campaign, piece: str, spelling: bool | Speller) -> Iterator[tuple[TextFile, Finding]]:
    from pressdesk.prepress.lint.check import lint

    known = campaign.pieces.get(piece)
    if known is None:
        return
    for text in texts_shown(campaign, known):
        for finding in lint(text, campaign, known.content, spelling=spelling):
            yield text, finding._replace(problem=finding.problem.at(piece=piece))
