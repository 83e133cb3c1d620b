"""What can be mended by the program: one remedy for a code of a problem, and all of a campaign's at once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pressdesk.base.problem import Place, Problem, RefusedError
from pressdesk.base.values import NamedTuple
from pressdesk.model.campaign import Campaign
from pressdesk.work import mends
from pressdesk.work.build import Built, dry_run
from pressdesk.work.linting import mend_words, text_problems
from pressdesk.work.mends import Mend
from pressdesk.work.plan import Order

MENDS: dict[str, Mend] = {
    "locked": mends.drop_tweak,
    "unknown-box": mends.drop_tweak,
    "unknown-tweak": mends.drop_tweak,
    "bad-tweak": mends.drop_tweak,
    "safe-zone": mends.move_inside,
    "fold": mends.move_inside,
    "tiny-text": mends.larger_text,
    "small-text": mends.larger_text,
    "faint-text": mends.seen_colour,
    "unseen-text": mends.seen_colour,
    "rich-black-text": mends.black_text,
    "qr-module": mends.larger_code,
    "qr-distance": mends.larger_code,
    "qr-inverted": mends.black_code,
    "qr-contrast": mends.black_code,
    "qr-transfer": mends.usual_correction,
    "low-resolution": mends.less_zoom,
    "fair-resolution": mends.less_zoom,
    "too-much-ink": mends.less_ink,
    "spot-names": mends.one_spot_name,
    "no-printer": mends.name_printer,
    "no-litter-line": mends.name_litter,
    "no-alternative": mends.told_by_caption,
    "no-language": mends.usual_language,
    "untitled": mends.title_from_template,
    "hidden-characters": mends.clean_text,
    "doubled-word": mend_words,
    "stray-space": mend_words,
    "stray-letter": mend_words,
    "pasted-bullet": mend_words,
    "insecure-link": mend_words,
    "english-quotes": mend_words,
    "grouping": mend_words,
    "ligature": mend_words,
    "month-capital": mend_words,
    "capital-accent": mend_words,
    "name-two-ways": mend_words,
}
"""The mechanical remedies by the code of the problem; the window and `check --mend` use them."""

MOST = 500
"""Remedies in one go; what is mended may bring to light what stood behind it."""

_WEIGHT = {"error": 0, "warning": 1, "note": 2}


class Mended(NamedTuple):
    """A campaign with what could be mended, what that was, and what is left."""

    campaign: Campaign
    done: tuple[Problem, ...] = ()
    left: tuple[Problem, ...] = ()
    unreadable: bool = False


def can_mend(campaign: Campaign, problem: Problem) -> bool:
    """Whether the remedy of a problem is mechanical and changes something."""
    return mend(campaign, problem) is not campaign


def mend(campaign: Campaign, problem: Problem) -> Campaign:
    """The campaign with the remedy of a problem carried out; the same one where that cannot be done by itself."""
    remedy = MENDS.get(problem.code)
    return campaign if remedy is None else remedy(campaign, problem)


def mend_all(campaign: Campaign, order: Order) -> Mended:
    """Mend what an order's pieces have wrong with them.

    A remedy is kept only when less is wrong afterwards than before: one that brings another text out of its box is
    taken back.
    """
    first = _wrong_with(campaign, order)
    done: list[Problem] = []
    tried: set[tuple[object, ...]] = set()
    waiting = list(first.problems)
    while waiting and len(done) < MOST:
        problem = waiting.pop(0)
        place = problem.place
        key = (problem.code, place.piece, place.box, place.key, problem.figures)
        changed = campaign if key in tried else mend(campaign, problem)
        tried.add(key)
        if changed is campaign:
            continue
        alone = bool(place.piece) and changed._replace(pieces=campaign.pieces) == campaign
        part = order._replace(pieces=(place.piece,)) if alone else order
        before, after = (_wrong_with(one, part).problems for one in (campaign, changed))
        if _burden(after) < _burden(before):
            campaign = changed
            done.append(problem)
            gone = set(before) - set(after)
            waiting = [one for one in waiting if one not in gone] + [one for one in after if one not in before]
    if not done:
        return Mended(campaign, (), first.problems, first.unreadable)
    last = _wrong_with(campaign, order)
    return Mended(campaign, tuple(done), last.problems, last.unreadable)


def mend_folder(root: Path, order: Order) -> tuple[Mended, tuple[Path, ...]]:
    """Mend a campaign's folder; gives what was mended, and the files that were written, their comments kept.

    Raises RefusedError where the campaign is open in a window or cannot be written, InputError where it is none.
    """
    from pressdesk.work.disk import disk_faults
    from pressdesk.work.session.lock import Lock, LockedError
    from pressdesk.work.store import load_with_problems
    from pressdesk.work.store.saving import save

    load_with_problems(root, order.pieces or None)  # a folder that is no campaign gets no lock
    try:
        with disk_faults(root):
            lock = Lock.take(root)
    except LockedError:
        message = "This campaign is open in a window; nothing was mended."
        remedy = "Mend it there, or close the window first."
        raise RefusedError(Problem("error", "open-elsewhere", message, remedy, Place(file=str(root)))) from None
    try:
        before = load_with_problems(root, order.pieces or None)
        mended = mend_all(before, order)
        return mended, save(mended.campaign, before) if mended.done else ()
    finally:
        lock.release()


def _wrong_with(campaign: Campaign, order: Order) -> Built:
    """What a rehearsal of the pieces tells, and what an editor would say of their texts."""
    found = dry_run(campaign, order, live=True)
    texts = text_problems(campaign, order.pieces or tuple(campaign.pieces), spelling=False)
    return found._replace(problems=(*found.problems, *texts))


def _burden(problems: Iterable[Problem]) -> tuple[int, int, int]:
    """How many errors, warnings and notes there are."""
    counts = [0, 0, 0]
    for problem in problems:
        counts[_WEIGHT[problem.severity]] += 1
    return counts[0], counts[1], counts[2]
