"""Undo and redo without limit: earlier campaigns are kept as they were, sharing what did not change."""

from __future__ import annotations

from pressdesk.base.values import NamedTuple
from pressdesk.model.campaign import Campaign

MERGE_REST_S = 1.0
"""After a rest of so many seconds, typing in the same field starts a new step."""


class Step(NamedTuple):
    """One edit: its label, what was before, what came of it, the key it merges by, and when it was last touched."""

    label: str
    before: Campaign
    after: Campaign
    merge: str = ""
    touched: float = 0.0


class History:
    """The steps of a session and where in them the campaign stands."""

    def __init__(self) -> None:
        self._steps: list[Step] = []
        self._place = 0
        self._sealed = False

    @property
    def undo_label(self) -> str:
        """What undo would take back; empty when there is nothing."""
        return self._steps[self._place - 1].label if self._place else ""

    @property
    def redo_label(self) -> str:
        """What redo would do again; empty when there is nothing."""
        return self._steps[self._place].label if self._place < len(self._steps) else ""

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps, those taken back included."""
        return tuple(self._steps)

    def merges(self, merge: str, now: float) -> bool:
        """Whether an edit with this key would be joined to the last step."""
        if not merge or self._sealed or not self._place or self._place < len(self._steps):
            return False
        last = self._steps[-1]
        return last.merge == merge and now - last.touched < MERGE_REST_S

    def add(self, step: Step) -> bool:
        """Put a step behind the present one, or join it to that; what was taken back is forgotten.

        Returns whether it was joined.
        """
        joined = self.merges(step.merge, step.touched)
        if joined:
            last = self._steps[-1]
            self._steps[-1] = last._replace(after=step.after, touched=step.touched)
        else:
            del self._steps[self._place :]
            self._steps.append(step)
            self._place += 1
        self._sealed = False
        return joined

    def seal(self) -> None:
        """Let nothing more be joined to the last step (the focus has left the field, the mouse was let go)."""
        self._sealed = True

    def undo(self) -> Step | None:
        """Step back; the step taken back, or None at the start."""
        if not self._place:
            return None
        self._place -= 1
        self._sealed = True
        return self._steps[self._place]

    def redo(self) -> Step | None:
        """Step forward again; the step, or None at the end."""
        if self._place == len(self._steps):
            return None
        self._place += 1
        self._sealed = True
        return self._steps[self._place - 1]
