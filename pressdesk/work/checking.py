"""Looks at a campaign or at a finished PDF and says what is wrong; nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from pressdesk.base.problem import Place, Problem, has_errors
from pressdesk.model.campaign import Campaign
from pressdesk.work.build import dry_run
from pressdesk.work.plan import Order

Progress: TypeAlias = Callable[[str, int, int], None]
"""Told what is done, how far it is, and how far it goes."""


def check_campaign(campaign: Campaign, order: Order) -> tuple[tuple[Problem, ...], bool]:
    """All problems of the folder and of its pieces in every format, the gravest first; and whether some input could
    not be read. Raises UsageError for a piece that is not there."""
    if not campaign.pieces and not has_errors(campaign.problems):
        message = "This campaign has no pieces yet."
        note = Problem("note", "no-pieces", message, "Write one in the folder pieces.", Place(file="pieces"))
        return (*campaign.problems, note), False
    found = dry_run(campaign, order)
    weight = {"error": 0, "warning": 1, "note": 2}
    return tuple(sorted(found.problems, key=lambda problem: weight[problem.severity])), found.unreadable


def check_pdf(path: Path, progress: Progress | None = None) -> list[Problem]:
    """What a look at any PDF finds: syntax, everything that the rules of preflight ask, text, and what its codes say.

    Raises InputError for a file that is no PDF or needs a password.
    """
    from pressdesk.prepress.anyfile import look

    return list(look(path, progress).problems)
