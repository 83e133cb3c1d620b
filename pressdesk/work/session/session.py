"""A campaign that is open: the value it has now, how it came to that, and how it is saved."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

from pressdesk.base.problem import Place, Problem, RefusedError
from pressdesk.base.values import NamedTuple
from pressdesk.model.campaign import Campaign
from pressdesk.model.piece import Piece
from pressdesk.model.values import Value
from pressdesk.work.session import changes
from pressdesk.work.session.history import History, Step
from pressdesk.work.session.journal import Journal
from pressdesk.work.session.lock import Lock

Save: TypeAlias = Callable[[Campaign, Campaign], None]
"""Writes what differs between the first and the second campaign into the folder of the second."""


class Change(NamedTuple):
    """What listeners are told: the campaign before and after, and what happened in words."""

    before: Campaign
    after: Campaign
    label: str
    kind: str = "edit"

    @property
    def pieces(self) -> frozenset[str]:
        """The names of the pieces whose recipe changed, came or went."""
        old, new = self.before.pieces, self.after.pieces
        if old is new:
            return frozenset()
        return frozenset(name for name in {*old, *new} if old.get(name) is not new.get(name))

    @property
    def facts_changed(self) -> bool:
        """Whether anything but pieces changed, so that every piece may look different."""
        return any(
            one is not other
            for name, one, other in zip(Campaign._fields, self.before, self.after, strict=True)
            if name != "pieces"
        )


Listener: TypeAlias = Callable[[Change], None]


class Draft:
    """The campaign while an edit is made; what is not committed is forgotten."""

    def __init__(self, campaign: Campaign) -> None:
        self.campaign = campaign

    def put(self, path: changes.Path, value: Any) -> None:
        """Set what stands at `path`, through named tuples, mappings and tuples."""
        if _there(self.campaign, path) is value:
            return
        self.campaign = changes.put(self.campaign, path, value)

    def content(self, piece: str, field: str, value: Value) -> None:
        """Fill in a field of a piece; None empties it."""
        recipe = self.campaign.pieces[piece]
        self.put(("pieces", piece), recipe._replace(content=_with(recipe.content, field, value)))

    def tweak(self, piece: str, box: str, key: str, value: Value) -> None:
        """Change one thing about a box of a piece; None takes the change away again."""
        recipe = self.campaign.pieces[piece]
        box_tweaks = _with(recipe.tweaks.get(box, {}), key, value)
        tweaks = {**recipe.tweaks, box: box_tweaks}
        if not box_tweaks:
            del tweaks[box]
        self.put(("pieces", piece), recipe._replace(tweaks=tweaks))

    def add_piece(self, piece: Piece, after: str = "") -> None:
        """Put a new piece behind the one named `after`, or at the end."""
        pieces: dict[str, Piece] = {}
        for name, old in self.campaign.pieces.items():
            pieces[name] = old
            if name == after:
                pieces[piece.name] = piece
        pieces[piece.name] = piece
        self.put(("pieces",), pieces)

    def remove_piece(self, name: str) -> None:
        """Take a piece out of the campaign."""
        self.put(("pieces",), {key: piece for key, piece in self.campaign.pieces.items() if key != name})

    def fact(self, name: str, value: Value) -> None:
        """Set one of the campaign's free facts; None takes it away."""
        self.put(("facts",), _with(self.campaign.facts, name, value))

    def cell(self, table: str, row: int, column: str, value: Value) -> None:
        """Set a cell; `row` counts from 0."""
        cells = self.campaign.tables[table].rows[row].cells
        self.put(("tables", table, "rows", row, "cells"), {**cells, column: value})


class Session:
    """The open campaign. Only `edit`, `undo` and `redo` change it; listeners are told after each."""

    def __init__(
        self,
        campaign: Campaign,
        *,
        save: Save,
        journal: Journal | None = None,
        lock: Lock | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Without a lock the session may only be read: `edit` raises RefusedError."""
        self._campaign = campaign
        self._saved = campaign
        self._save = save
        self._journal = journal
        self._lock = lock
        self._clock = clock
        self._listeners: list[Listener] = []
        self._editing = False
        self.history = History()

    @property
    def campaign(self) -> Campaign:
        return self._campaign

    @property
    def saved(self) -> Campaign:
        """What the folder says, as far as this session wrote or read it."""
        return self._saved

    @property
    def root(self) -> Path:
        return self._campaign.root

    @property
    def readonly(self) -> bool:
        return self._lock is None

    @property
    def dirty(self) -> bool:
        """Whether there is something to save; the date of the last change alone is nothing."""
        if self._campaign is self._saved:
            return False
        return self._campaign._replace(updated=self._saved.updated) != self._saved

    @property
    def journal_fault(self) -> OSError | None:
        """Why edits are not safe from a crash just now, if so."""
        return self._journal.fault if self._journal else None

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Tell `listener` of every change from now on; call what is returned to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @contextmanager
    def edit(self, label: str, *, merge: str = "") -> Iterator[Draft]:
        """One transaction: what the block does to the draft becomes one step, an exception drops it all.

        Edits with the same `merge` key that follow each other within a second become one step.
        Raises RefusedError when the campaign is open to read only.
        """
        if self.readonly:
            raise RefusedError(
                Problem(
                    "error",
                    "read-only",
                    "This campaign is open to read only.",
                    "Close it where it is open for writing, then open it again here.",
                    Place(file=str(self.root)),
                )
            )
        if self._editing:
            raise RuntimeError("an edit inside an edit")
        self._editing = True
        try:
            draft = Draft(self._campaign)
            yield draft
        finally:
            self._editing = False
        if draft.campaign is self._campaign or draft.campaign == self._campaign:
            return
        before, self._campaign = self._campaign, draft.campaign
        self.history.add(Step(label, before, self._campaign, merge, self._clock()))
        self._written(label, before, merge)
        self._tell(Change(before, self._campaign, label))

    def seal(self) -> None:
        """Let the next edit be a step of its own (the focus has left the field, the mouse was let go)."""
        self.history.seal()

    def undo(self) -> bool:
        """Take the last step back; whether there was one."""
        step = self.history.undo()
        if step is None:
            return False
        self._go(step.before, step.label, "undo")
        return True

    def redo(self) -> bool:
        """Do the step again that was taken back last; whether there was one."""
        step = self.history.redo()
        if step is None:
            return False
        self._go(step.after, step.label, "redo")
        return True

    def save(self, now: datetime | None = None) -> None:
        """Write what changed into the campaign's files and begin the journal anew; `now` becomes its last change.

        Raises what the store raises, or RefusedError when the campaign is open to read only; nothing is lost then.
        """
        if self.readonly:
            with self.edit("save"):
                pass
        if self._journal:
            self._journal.flush()
        changed = self._campaign._replace(updated=now) if now is not None and self.dirty else self._campaign
        self._save(self._saved, changed)
        self._saved = self._campaign = changed
        self.history.seal()
        if self._journal:
            self._journal.restart()

    def follow(self, disk: Campaign, label: str) -> None:
        """Take over what another program wrote into the folder, as one step that undo takes back."""
        before, self._campaign = self._campaign, disk
        self._saved = disk
        self.history.add(Step(label, before, disk))
        self.history.seal()
        if self._journal:
            self._journal.restart()
        self._tell(Change(before, disk, label))

    def keep(self, disk: Campaign, label: str) -> None:
        """Stay with the campaign as it is here, although the folder says `disk` now; the next save writes it there."""
        self._saved = disk
        self.history.seal()
        if self._journal:
            self._journal.restart()
            self._journal.append(label, disk, self._campaign)

    def flush(self) -> None:
        """Wait until the journal holds everything."""
        if self._journal:
            self._journal.flush()

    def close(self, *, discard: bool = False) -> None:
        """End the session; with `discard`, or when all is saved, the journal goes too."""
        if self._journal:
            clean = discard or not self.dirty
            if clean:
                self._journal.restart()
            self._journal.close()
        if self._lock:
            self._lock.release()

    def restore(self, step: Step) -> None:
        """Take over an edit that the journal told of, without writing it down again."""
        self._campaign = step.after
        self.history.add(step)
        self.history.seal()

    def _go(self, campaign: Campaign, label: str, kind: str) -> None:
        before, self._campaign = self._campaign, campaign
        self._written(f"{kind} {label}", before)
        self._tell(Change(before, campaign, label, kind))

    def _written(self, label: str, before: Campaign, merge: str = "") -> None:
        if self._journal:
            self._journal.append(label, before, self._campaign, merge)

    def _tell(self, change: Change) -> None:
        for listener in tuple(self._listeners):
            listener(change)


def _with(mapping: Mapping[str, Value], key: str, value: Value) -> Mapping[str, Value]:
    if value is None:
        return {name: part for name, part in mapping.items() if name != key}
    return {**mapping, key: value}


def _there(value: Any, path: changes.Path) -> Any:
    try:
        return changes.get(value, path)
    except (KeyError, IndexError, AttributeError):
        return None
