"""Looks at a campaign or at a finished PDF and says what is wrong; nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeAlias

from pressdesk.base.problem import Place, Problem, has_errors
from pressdesk.model.campaign import Campaign
from pressdesk.work.build import dry_run
from pressdesk.work.linting import text_problems
from pressdesk.work.plan import Order

Progress: TypeAlias = Callable[[str, int, int], None]
"""Told what is done, how far it is, and how far it goes."""


def check_campaign(campaign: Campaign, order: Order) -> tuple[tuple[Problem, ...], bool]:
    """All problems of the folder and of its pieces in every format, the gravest first; and whether some input could
    not be read. Raises UsageError for a piece that is not there."""
    if not campaign.pieces and not has_errors(campaign.problems):
        message = "This campaign has no pieces yet."
        note = Problem(
            "note",
            "no-pieces",
            message,
            "Begin one, for example with: pressdesk add DIR poster-call.",
            Place(file="pieces"),
        )
        return (*campaign.problems, note), False
    found = dry_run(campaign, order, live=True)
    weight = {"error": 0, "warning": 1, "note": 2}
    told = [*_once_for_rows(found.problems), *text_problems(campaign, order.pieces or tuple(campaign.pieces))]
    return tuple(sorted(told, key=lambda problem: weight[problem.severity])), found.unreadable


def _once_for_rows(problems: Iterable[Problem]) -> list[Problem]:
    """What is wrong with the same box in many rows is told of the first of them."""
    found: dict[tuple[object, ...], list[Problem]] = {}
    for problem in problems:
        place = problem.place
        alone = () if place.page and place.row else (place.row, place.key, place.line)
        key = (problem.code, problem.message, place.file, place.piece, place.box, place.format, place.page, *alone)
        found.setdefault(key, []).append(problem)
    return [_with_others(same) for same in found.values()]


def _with_others(same: list[Problem]) -> Problem:
    more = len({problem.place.row for problem in same}) - 1
    if not more:
        return same[0]
    others = f"The same in {more} more {'row' if more == 1 else 'rows'}."
    return same[0]._replace(message=f"{same[0].message} {others}")


def check_pdf(path: Path, progress: Progress | None = None) -> list[Problem]:
    """What a look at any PDF finds: syntax, everything that the rules of preflight ask, text, and what its codes say.

    Raises InputError for a file that is no PDF or needs a password.
    """
    from pressdesk.prepress.anyfile import look

    return list(look(path, progress).problems)
