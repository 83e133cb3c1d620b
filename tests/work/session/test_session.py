from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from pressdesk.base.problem import InputError, RefusedError
from pressdesk.model.campaign import Campaign
from pressdesk.model.piece import Piece
from pressdesk.work.session import Change, Session, open_session
from tests.work.session.sample import FILE, campaign, folder, load, save


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def session(tmp_path: Path) -> Session:
    opened = open_session(folder(tmp_path / "c"), load, save)
    assert opened.problems == ()
    return opened.session


def title(session: Session) -> object:
    return session.campaign.pieces["affiche"].content.get("title")


def test_an_edit_is_undone_and_done_again(session: Session) -> None:
    start = session.campaign
    with session.edit("Change the title") as draft:
        draft.content("affiche", "title", "Debout")
    assert title(session) == "Debout" and session.dirty
    assert session.history.undo_label == "Change the title"
    assert session.undo()
    assert session.campaign is start
    assert (session.dirty, title(session)) == (False, "Tenons bon")
    assert session.history.redo_label == "Change the title"
    assert session.redo() and title(session) == "Debout"
    assert not session.redo()
    session.close(discard=True)


def test_an_exception_drops_the_edit(session: Session) -> None:
    start = session.campaign
    with pytest.raises(KeyError), session.edit("Break") as draft:
        draft.content("affiche", "title", "Debout")
        draft.content("missing", "title", "x")
    assert session.campaign is start and not session.history.steps
    session.close()


def test_an_edit_that_changes_nothing_is_no_step(session: Session) -> None:
    with session.edit("Nothing") as draft:
        draft.content("affiche", "title", "Tenons bon")
    assert not session.history.steps and not session.dirty
    session.close()


def test_typing_merges_by_key_until_it_rests(tmp_path: Path) -> None:
    clock = Clock()
    from pressdesk.work.session.lock import Lock

    root = folder(tmp_path / "c")
    session = Session(campaign(root), save=save, lock=Lock.take(root), clock=clock)
    for i, at in enumerate((0.0, 0.3, 0.9, 3.0, 3.1)):
        clock.now = at
        with session.edit("Type", merge="title") as draft:
            draft.content("affiche", "title", "x" * (i + 1))
    assert [step.after.pieces["affiche"].content["title"] for step in session.history.steps] == ["xxx", "xxxxx"]
    session.seal()
    with session.edit("Type", merge="title") as draft:
        draft.content("affiche", "title", "y")
    assert len(session.history.steps) == 3
    session.close()


def test_listeners_hear_what_changed(session: Session) -> None:
    heard: list[Change] = []
    stop = session.listen(heard.append)
    with session.edit("Title") as draft:
        draft.content("tract", "title", "x")
    with session.edit("Slogan") as draft:
        draft.put(("slogan",), "Debout")
    session.undo()
    stop()
    session.undo()
    assert [(change.kind, change.label, set(change.pieces), change.facts_changed) for change in heard] == [
        ("edit", "Title", {"tract"}, False),
        ("edit", "Slogan", set(), True),
        ("undo", "Slogan", set(), True),
    ]
    session.close()


def test_a_draft_knows_the_ways_of_change(session: Session) -> None:
    with session.edit("All") as draft:
        draft.tweak("affiche", "photo", "zoom", 1.2)
        draft.tweak("tract", "photo", "zoom", None)
        draft.add_piece(Piece("neuf", "poster-call", ("A4",)), after="affiche")
        draft.fact("count", 13)
        draft.fact("place", "Arles")
        draft.cell("events", 1, "town", "Tulle")
    now = session.campaign
    assert list(now.pieces) == ["affiche", "neuf", "tract"]
    assert now.pieces["affiche"].tweaks == {"photo": {"zoom": 1.2}} and now.pieces["tract"].tweaks == {}
    assert now.facts["count"] == 13 and now.tables["events"].rows[1].cells["town"] == "Tulle"
    with session.edit("Remove") as draft:
        draft.remove_piece("neuf")
    assert list(session.campaign.pieces) == ["affiche", "tract"]
    session.close(discard=True)


def test_what_was_not_saved_comes_back(session: Session) -> None:
    with session.edit("Change the title") as draft:
        draft.content("affiche", "title", "Debout")
    with session.edit("Other") as draft:
        draft.content("affiche", "title", "Levons-nous")
    session.undo()
    session.close()
    opened = open_session(session.root, load, save)
    assert opened.recovered == 3
    assert opened.session.campaign == session.campaign and opened.session.dirty
    assert opened.session.undo() and title(opened.session) == "Levons-nous"
    opened.session.close()
    again = open_session(session.root, load, save)
    assert title(again.session) == "Levons-nous"
    again.session.close(discard=True)
    assert open_session(session.root, load, save).recovered == 0


def test_a_torn_line_is_passed_over_and_the_journal_goes_on(session: Session) -> None:
    with session.edit("One") as draft:
        draft.content("affiche", "title", "Debout")
    session.close()
    journal = session.root / ".pressdesk" / "journal"
    journal.write_bytes(journal.read_bytes() + b'{"n": 2, "label": "torn", "changes": [["set", ["slo')
    opened = open_session(session.root, load, save)
    assert opened.recovered == 1 and title(opened.session) == "Debout"
    with opened.session.edit("Two") as draft:
        draft.content("tract", "title", "Venez")
    opened.session.close()
    last = open_session(session.root, load, save)
    assert last.recovered == 2 and last.session.campaign == opened.session.campaign
    last.session.close()


def test_saving_begins_the_journal_anew(session: Session) -> None:
    with session.edit("One") as draft:
        draft.content("affiche", "title", "Debout")
    session.save()
    assert not session.dirty and not (session.root / ".pressdesk" / "journal").exists()
    session.close()
    opened = open_session(session.root, load, save)
    assert opened.recovered == 0 and title(opened.session) == "Debout"
    opened.session.close()


def test_a_crash_between_saving_and_the_journal_does_no_harm(session: Session) -> None:
    with session.edit("One") as draft:
        draft.content("affiche", "title", "Debout")
    session.flush()
    save(session.campaign, session.campaign)
    session.close()
    opened = open_session(session.root, load, save)
    assert opened.recovered == 0 and not opened.session.dirty
    opened.session.close()


def test_a_failed_save_loses_nothing(tmp_path: Path) -> None:
    def failing(_before: object, _after: object) -> None:
        raise OSError(28, "No space left on device")

    opened = open_session(folder(tmp_path / "c"), load, failing)
    with opened.session.edit("One") as draft:
        draft.content("affiche", "title", "Debout")
    with pytest.raises(OSError, match="No space"):
        opened.session.save()
    assert opened.session.dirty
    opened.session.close()
    assert open_session(opened.session.root, load, save).recovered == 1


def test_the_second_window_may_only_read(session: Session) -> None:
    second = open_session(session.root, load, save)
    assert second.session.readonly and [problem.code for problem in second.problems] == ["open-elsewhere"]
    with pytest.raises(RefusedError), second.session.edit("x") as draft:
        draft.content("affiche", "title", "x")
    with pytest.raises(RefusedError):
        second.session.save()
    second.session.close()
    session.close()
    third = open_session(session.root, load, save)
    assert not third.session.readonly
    third.session.close()


def test_a_folder_that_is_no_campaign_stays_clean(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        open_session(tmp_path, load, save)
    assert list(tmp_path.iterdir()) == []


def test_a_journal_that_cannot_be_written_is_told(session: Session) -> None:
    (session.root / ".pressdesk" / "journal").mkdir()
    with session.edit("One") as draft:
        draft.content("affiche", "title", "Debout")
    session.flush()
    assert isinstance(session.journal_fault, OSError)
    session.close()


def test_merged_typing_becomes_one_line(session: Session) -> None:
    for i in range(20):
        with session.edit("Type", merge="title") as draft:
            draft.content("affiche", "title", "x" * (i + 1))
    session.flush()
    lines = (session.root / ".pressdesk" / "journal").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert json.loads(lines[1])["changes"] == [["set", ["pieces", "affiche", "content", "title"], "x" * 20]]
    session.close(discard=True)
    assert (session.root / FILE).exists()


def written_elsewhere(session: Session) -> Campaign:
    """The folder as another program left it."""
    return session.saved._replace(slogan="Écrit ailleurs")


def test_what_another_program_wrote_is_taken_over_as_a_step(session: Session) -> None:
    with session.edit("Change the title") as draft:
        draft.content("affiche", "title", "Debout")
    told: list[Change] = []
    session.listen(told.append)
    session.follow(written_elsewhere(session), "Reload")
    assert (session.campaign.slogan, title(session), session.dirty) == ("Écrit ailleurs", "Tenons bon", False)
    assert [change.label for change in told] == ["Reload"]
    assert session.undo()
    assert title(session) == "Debout" and session.dirty
    session.close(discard=True)


def test_what_is_here_is_kept_and_outlives_a_crash(session: Session) -> None:
    with session.edit("Change the title") as draft:
        draft.content("affiche", "title", "Debout")
    disk = written_elsewhere(session)
    session.keep(disk, "Keep")
    assert session.dirty
    session.flush()
    root = session.root
    (root / ".pressdesk" / "lock").unlink()
    save(disk, disk)
    again = open_session(root, load, save)
    assert again.recovered == 1
    assert (again.session.campaign.slogan, title(again.session)) == (session.campaign.slogan, "Debout")
    again.session.close(discard=True)


def test_what_a_kill_left_half_written_goes_and_what_is_being_written_stays(tmp_path: Path) -> None:
    root = folder(tmp_path / "c")
    dead = 2**22 - 3  # above the highest number of a process
    (root / "pieces").mkdir(exist_ok=True)
    left = [root / f".{FILE}.{dead}-0.part", root / "pieces" / f".a.toml.{dead}-7.part"]
    busy = [root / "pieces" / f".b.toml.{os.getpid()}-1.part", root / "pieces" / ".notes.part"]
    for path in (*left, *busy):
        path.write_text("half")
    open_session(root, load, save).session.close()
    assert [path.exists() for path in left] == [False, False]
    assert [path.exists() for path in busy] == [True, True]
