"""How the boxes of one line share its room, and where they come to stand; lengths in points."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from pressdesk.base.values import NamedTuple


class Claim(NamedTuple):
    """What one box asks for: `base` by itself, or with a `weight` (fr) a share of what the others leave.

    `floor` is what its content needs: a box with a base is pressed down to it, a share is kept above it as long
    as there is room. `hard` is a minimum the author wrote and `cap` a maximum; neither is ever broken.
    """

    base: float
    floor: float
    weight: float = 0.0
    hard: float = 0.0
    cap: float = inf


def share(claims: Sequence[Claim], room: float) -> list[float]:
    """The size of each box in `room` points, gaps already taken off.

    Boxes with a base get theirs first and the shares divide the rest, never under their floors while the boxes
    with a base can still be pressed. When even that is too little, shares that need little keep what they need
    and the others divide what is left; the sum may exceed the room, which is then overset.

    >>> share([Claim(30, 30), Claim(0, 0, 1), Claim(0, 0, 2)], 90)
    [30, 20.0, 40.0]
    >>> share([Claim(80, 20), Claim(0, 40, 1)], 100)
    [60.0, 40.0]
    """
    sizes = [claim.base for claim in claims]
    shares = [i for i, claim in enumerate(claims) if claim.weight > 0]
    free = room - sum(claim.base for claim in claims if claim.weight <= 0)
    wanted = sum(claims[i].floor for i in shares)
    if free < wanted:
        slack = sum(claim.base - claim.floor for claim in claims if claim.weight <= 0)
        if slack > 0:
            taken = min(slack, wanted - free)
            for i, claim in enumerate(claims):
                if claim.weight <= 0:
                    sizes[i] = claim.base - (claim.base - claim.floor) * taken / slack
            free += taken
    if shares:
        divide = _divide if free >= wanted - 1e-9 else _ration
        divide(claims, shares, free, sizes)
    return sizes


def _divide(claims: Sequence[Claim], shares: list[int], free: float, sizes: list[float]) -> None:
    """Give every share its part by weight within floor and cap (CSS Flexible Box 9.7, freezing violations)."""
    rest = list(shares)
    while rest:
        unit = max(free, 0.0) / sum(claims[i].weight for i in rest)
        for i in rest:
            sizes[i] = min(max(unit * claims[i].weight, claims[i].floor), claims[i].cap)
        excess = sum(sizes[i] - unit * claims[i].weight for i in rest)
        if excess > 1e-9:
            frozen = [i for i in rest if sizes[i] > unit * claims[i].weight]
        elif excess < -1e-9:
            frozen = [i for i in rest if sizes[i] < unit * claims[i].weight]
        else:
            return
        free -= sum(sizes[i] for i in frozen)
        rest = [i for i in rest if i not in frozen]


def _ration(claims: Sequence[Claim], shares: list[int], free: float, sizes: list[float]) -> None:
    """Divide too little: written minimums first, then small needs in full, the rest by weight."""
    rest = list(shares)
    while rest:
        unit = max(free, 0.0) / sum(claims[i].weight for i in rest)
        settled = [i for i in rest if claims[i].hard > unit * claims[i].weight]
        if settled:
            for i in settled:
                sizes[i] = claims[i].hard
        else:
            settled = [i for i in rest if claims[i].floor <= unit * claims[i].weight]
            for i in settled:
                sizes[i] = claims[i].floor
        if not settled:
            for i in rest:
                sizes[i] = unit * claims[i].weight
            return
        free -= sum(sizes[i] for i in settled)
        rest = [i for i in rest if i not in settled]


def spread(sizes: Sequence[float], gap: float, room: float, justify: str) -> tuple[list[float], float]:
    """Where each box begins along the line, and how long the line is with its gaps.

    `justify` is `start`, `centre`, `end`, `between`, `around` or `evenly`; a line longer than the room begins at 0.

    >>> spread([10, 10], 5, 45, "between")
    ([0.0, 35.0], 25.0)
    """
    count = len(sizes)
    used = sum(sizes) + gap * max(count - 1, 0)
    left = max(room - used, 0.0)
    at, step = 0.0, gap
    if left:
        if justify == "centre":
            at = left / 2
        elif justify == "end":
            at = left
        elif justify == "between" and count > 1:
            step = gap + left / (count - 1)
        elif justify == "around":
            at, step = left / max(2 * count, 1), gap + left / max(count, 1)
        elif justify == "evenly":
            at, step = left / (count + 1), gap + left / (count + 1)
    starts = []
    for size in sizes:
        starts.append(at)
        at += size + step
    return starts, float(used)
