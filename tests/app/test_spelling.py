from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from pressdesk.app.spelling import Speller, bare
from pressdesk.app.spellworker import answer


@pytest.fixture
def speller(qtbot: QtBot) -> Iterator[Speller]:
    made = Speller()
    yield made
    made.close()


def words(speller: Speller, line: str, language: str = "fr") -> list[str]:
    return [line[start:end] for start, end in speller.wrong(line, language)]


def learn(qtbot: QtBot, speller: Speller, line: str, language: str = "fr") -> list[str]:
    words(speller, line, language)
    qtbot.waitUntil(lambda: not speller.waiting, timeout=10_000)
    return words(speller, line, language)


def test_what_is_not_spelled_is_blanked_out_at_its_length() -> None:
    line = "Le [mo]{lang=gcf} de {town} sur https://exemple.fr/x, `kod`"
    assert len(bare(line)) == len(line)
    assert bare(line).split() == ["Le", "de", "sur"]


def test_nothing_is_asked_before_the_names_are_known(qtbot: QtBot, speller: Speller) -> None:
    assert words(speller, "Une infirmeire") == []
    qtbot.wait(200)
    assert speller._process is None
    speller.know(frozenset())
    qtbot.waitUntil(lambda: words(speller, "Une infirmeire") == ["infirmeire"], timeout=10_000)


def test_words_are_found_in_both_languages_and_no_other(qtbot: QtBot, speller: Speller) -> None:
    speller.know(frozenset())
    assert learn(qtbot, speller, "Les soignants de Vaubrune marchent") == ["Vaubrune"]
    assert learn(qtbot, speller, "The nurses of tomorow", "en-GB") == ["tomorow"]
    assert learn(qtbot, speller, "Nou ka maché", "gcf") == []


def test_a_word_that_becomes_known_is_right_at_once(qtbot: QtBot, speller: Speller) -> None:
    speller.know(frozenset())
    assert learn(qtbot, speller, "Les gens de Vaubrune") == ["Vaubrune"]
    speller.know(frozenset({"vaubrune"}))
    assert words(speller, "Les gens de Vaubrune") == []
    assert learn(qtbot, speller, "Les gens de Vaubrune") == []


def test_a_word_found_wrong_stays_marked_while_its_line_is_asked_for_again(qtbot: QtBot, speller: Speller) -> None:
    speller.know(frozenset())
    assert learn(qtbot, speller, "Une infirmeire") == ["infirmeire"]
    assert words(speller, "Une infirmeire vient") == ["infirmeire"]


def test_the_places_in_a_text_of_several_lines(qtbot: QtBot, speller: Speller) -> None:
    speller.know(frozenset())
    text = "Une infirmeire.\n\nDeux infirmeires."
    speller.misspelt(text, "fr")
    qtbot.waitUntil(lambda: not speller.waiting, timeout=10_000)
    found = speller.misspelt(text, "fr")
    assert [(one.word, text[one.start : one.end]) for one in found] == [(one.word, one.word) for one in found]
    assert [one.word for one in found] == ["infirmeire", "infirmeires"]


def test_suggestions(qtbot: QtBot, speller: Speller) -> None:
    speller.know(frozenset())
    told: list[tuple[str, ...]] = []
    speller.suggest("infirmeire", "fr", told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert "infirmerie" in told[0]


def kill(speller: Speller) -> None:
    assert speller._process is not None
    os.kill(speller._process.processId(), signal.SIGKILL)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no signals")
def test_a_dead_process_is_started_again_once_and_then_spelling_is_off(qtbot: QtBot, speller: Speller) -> None:
    speller.know(frozenset())
    assert learn(qtbot, speller, "Une infirmeire") == ["infirmeire"]
    first = speller._process
    speller.suggest("maizon", "fr", lambda _found: None)
    kill(speller)
    qtbot.waitUntil(lambda: speller._process not in (None, first), timeout=10_000)
    qtbot.waitUntil(lambda: not speller.waiting, timeout=10_000)  # what was asked for is asked again
    assert learn(qtbot, speller, "Une maizon") == ["maizon"]
    with qtbot.waitSignal(speller.failed, timeout=10_000):
        kill(speller)
    told: list[tuple[str, ...]] = []
    speller.suggest("maizon", "fr", told.append)
    assert told == [()]
    assert words(speller, "Une maizon") == []
    assert not speller.waiting


def test_the_process_answers_line_by_line() -> None:
    asked = [
        {"known": ["vaubrune"]},
        {"id": 1, "check": ["Vaubrune et infirmeire", ""], "language": "fr"},
        {"id": 2, "suggest": "maizon", "language": "fr"},
    ]
    done = subprocess.run(
        [sys.executable, "-m", "pressdesk.app.spellworker"],
        input="".join(json.dumps(one) + "\n" for one in asked).encode(),
        capture_output=True,
        check=True,
    )
    first, second = map(json.loads, done.stdout.splitlines())
    assert first == {"id": 1, "wrong": [[[12, 22]], []]}
    assert second["id"] == 2
    assert "maison" in second["suggestions"]
    assert answer({"id": 3, "check": ["tomorow"], "language": "en"}, frozenset({"tomorow"})) == {"id": 3, "wrong": [[]]}
