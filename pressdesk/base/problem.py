"""How faults are told: a user's fault is a `Problem` that is collected, a bug raises.

The error tree:

- PressDeskError: anything this program refuses to do, always with problems in plain words
    - UsageError: wrong words on the command line or in a call (exit status 2)
    - InputError: the input could not be read (exit status 3)
    - RefusedError: the work was not done because of its problems (exit status 1)
    - CancelledError: somebody stopped it
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

from pressdesk.base.values import NamedTuple

Severity: TypeAlias = Literal["error", "warning", "note"]


class Place(NamedTuple):
    """Where a problem is; whatever is not known stays empty.

    `page` counts from 1; `spot_mm` is a point of that page, from the left and from the top of its trim.
    """

    file: str = ""
    line: int = 0
    key: str = ""
    box: str = ""
    piece: str = ""
    format: str = ""
    row: int = 0
    page: int = 0
    spot_mm: tuple[float, float] | None = None

    def __str__(self) -> str:
        head = f"{self.file}:{self.line}" if self.file and self.line else self.file
        parts = [
            head,
            self.key,
            f"box {self.box}" if self.box and "@" not in self.box else "",  # one with @ has no name in its template
            self.format,
            f"row {self.row}" if self.row else "",
            self._on_page(),
        ]
        return ", ".join(part for part in parts if part)

    def _on_page(self) -> str:
        spot = f" at {self.spot_mm[0]:.0f} × {self.spot_mm[1]:.0f} mm" if self.spot_mm else ""
        return f"page {self.page}{spot}" if self.page else ""


class Problem(NamedTuple):
    """One fault or remark: what is wrong in one plain sentence, where, and what to do about it.

    `figures` are what a program needs to carry the remedy out: pairs of a name and a value.
    """

    severity: Severity
    code: str
    message: str
    remedy: str = ""
    place: Place = Place()
    figures: tuple[tuple[str, float | str], ...] = ()

    def figure(self, name: str) -> float | str | None:
        """One of the figures, None where it is not told."""
        return dict(self.figures).get(name)

    def at(self, **fields: str | int) -> Problem:
        """The same problem with these parts of its place filled in where they were empty."""
        known = {name: value for name, value in fields.items() if not getattr(self.place, name)}
        return self._replace(place=self.place._replace(**known))  # type: ignore[arg-type]

    def __str__(self) -> str:
        where = f"{self.place}: " if str(self.place) else ""
        return f"{where}{self.message}" + (f" {self.remedy}" if self.remedy else "")


def has_errors(problems: Iterable[Problem]) -> bool:
    return any(problem.severity == "error" for problem in problems)


class PressDeskError(Exception):
    """What the program refuses to do; `problems` says why, at least one."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems: tuple[Problem, ...] = problems


class UsageError(PressDeskError):
    """Wrong words on the command line or in a call."""


class InputError(PressDeskError):
    """The input could not be read."""


class RefusedError(PressDeskError):
    """The work was not done because of its problems; what was there before is still there."""


class CancelledError(PressDeskError):
    """Somebody stopped the work."""


def nearest(name: str, known: Sequence[str]) -> str:
    """The known name that `name` was probably meant to be, or an empty string."""
    from difflib import get_close_matches  # loaded only when something is wrong

    lower = {candidate.lower(): candidate for candidate in known}
    found = get_close_matches(name.lower(), lower, n=1, cutoff=0.5)
    return lower[found[0]] if found else ""


def did_you_mean(name: str, known: Sequence[str]) -> str:
    """A remedy for an unknown name: the nearest known one, or all of them when there are few."""
    best = nearest(name, known)
    if best:
        return f"Did you mean “{best}”?"
    if not known:
        return ""
    listed = ", ".join(known[:12]) + (", …" if len(known) > 12 else "")
    return f"Known are: {listed}."
