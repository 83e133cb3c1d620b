"""Spelling for the window, by a process of its own: what is known is told at once, what is not is asked for.

Texts are asked about line by line, so that typing asks for one line alone. A process that ends is started again once;
after that nothing is underlined any more, and the window says so.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeAlias

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

import pressdesk
from pressdesk.prepress.lint.finding import masked
from pressdesk.text.spelling import FILES, Misspelling

Spans: TypeAlias = tuple[tuple[int, int], ...]
Line: TypeAlias = tuple[str, str]
"""The language of a line, and its words."""

REST_MS = 150
"""What is asked for waits so long for more of it."""
MOST_AT_ONCE = 100
MOST_KNOWN = 20_000
"""Lines whose answer is kept; the oldest go first."""

_FOREIGN = re.compile(r"\[[^\]\n]*\]\{[^}\n]*\blang=[^}\n]*\}")
_WORD = re.compile(r"[^\W\d_]+(?:['’·.\-‑][^\W\d_]+)*")


def bare(line: str) -> str:
    """A line with everything blanked out that is not spelled: links, code, names of facts, foreign passages.

    >>> bare("Le [mot]{lang=gcf} de {town}")
    'Le                 de       '
    """
    return masked(_FOREIGN.sub(lambda found: " " * len(found[0]), line)).replace("\0", " ")


class Speller(QObject):
    """Knows which words of a line are misspelt, or finds out; nothing is asked before `know` was told the names."""

    heard = Signal(object)  # the lines of which something else is known than was told
    failed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.dead = False
        self._process: QProcess | None = None
        self._ends = 0
        self._known: frozenset[str] | None = None
        self._answers: dict[Line, Spans] = {}
        self._stale: dict[Line, Spans] = {}
        self._wrong: set[Line] = set()
        self._told: dict[Line, Spans] = {}  # what was told of lines that are still asked about
        self._wanted: dict[Line, None] = {}
        self._going: dict[Line, None] = {}
        self._asked: dict[int, tuple[dict[str, Any], Callable[[Any], None]]] = {}
        self._number = 0
        self._rest = b""
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._timer.timeout.connect(self._ask)

    @property
    def waiting(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self._wanted or self._asked)

    def know(self, words: frozenset[str]) -> None:
        """Take these words for right besides the dictionary's, folded as `known_words` does."""
        if words == self._known:
            return
        self._known = words
        self._wrong = {(language, word) for language, word in self._wrong if word.lower() not in words}
        before = {**self._stale, **self._answers}
        self._stale = {
            key: tuple((start, end) for start, end in spans if key[1][start:end].lower() not in words)
            for key, spans in before.items()
        }
        self._answers = {}
        self._wanted, self._going = {**self._going, **self._wanted, **dict.fromkeys(self._stale)}, {}
        if self._process is not None:
            self._say({"known": sorted(words)})
        self._timer.start()
        self._tell({line for (language, line), spans in before.items() if self._stale[language, line] != spans})

    def wrong(self, line: str, language: str) -> Spans:
        """The misspelt words of a line, as far as is known; what is not known is asked for and told by `heard`.

        The line is as `bare` gives it.
        """
        key = (language[:2], line)
        if self.dead or key[0] not in FILES or not line.strip():
            return ()
        known = self._answers.get(key)
        if known is not None:
            return known
        if key not in self._going:
            self._wanted[key] = None
            if not self._timer.isActive():
                self._timer.start()
        stale = self._stale.get(key)
        told = self._told[key] = self._guessed(*key) if stale is None else stale
        return told

    def misspelt(self, text: str, language: str) -> tuple[Misspelling, ...]:
        """The misspelt words of a text of several lines, as release lint asks for them."""
        found: list[Misspelling] = []
        place = 0
        for line in text.split("\n"):
            spelled = bare(line)
            found += (
                Misspelling(line[start:end], place + start, place + end) for start, end in self.wrong(spelled, language)
            )
            place += len(line) + 1
        return tuple(found)

    def suggest(self, word: str, language: str, then: Callable[[tuple[str, ...]], None]) -> None:
        """Hand over what was probably meant, when it is known."""
        if self.dead:
            then(())
        else:
            asked = {"suggest": word, "language": language[:2]}
            self._question(asked, lambda told: then(tuple(told["suggestions"])))

    def close(self) -> None:
        """End the process."""
        self.dead = True
        self._timer.stop()
        self._asked.clear()
        self._wanted.clear()
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect()
            process.errorOccurred.disconnect()
            process.closeWriteChannel()
            process.kill()
            process.waitForFinished(2000)

    def _guessed(self, language: str, line: str) -> Spans:
        """Words that were found wrong in other lines, until more is known."""
        return tuple(
            (found.start(), found.end()) for found in _WORD.finditer(line) if (language, found[0]) in self._wrong
        )

    def _tell(self, lines: set[str]) -> None:
        if lines:
            self.heard.emit(frozenset(lines))

    # the process

    def _ask(self) -> None:
        if self._known is None:
            return
        wanted, self._wanted = list(self._wanted), {}
        self._going.update(dict.fromkeys(wanted))
        for language in dict.fromkeys(language for language, _ in wanted):
            lines = [line for one, line in wanted if one == language]
            for first in range(0, len(lines), MOST_AT_ONCE):
                self._check(language, lines[first : first + MOST_AT_ONCE])

    def _check(self, language: str, lines: list[str]) -> None:
        known = self._known

        def take(told: dict[str, Any]) -> None:
            if self._known is not known:
                return
            heard = set()
            for line, spans in zip(lines, told["wrong"], strict=True):
                key = (language, line)
                found = tuple((int(start), int(end)) for start, end in spans)
                self._wrong |= {(language, line[start:end]) for start, end in found}
                for one in _WORD.findall(line):
                    if not any(line[start:end] == one for start, end in found):
                        self._wrong.discard((language, one))
                self._answers[key] = found
                if found != self._told.pop(key, self._stale.get(key)):
                    heard.add(line)
                self._stale.pop(key, None)
                self._going.pop(key, None)
            while len(self._answers) > MOST_KNOWN:
                del self._answers[next(iter(self._answers))]
            self._tell(heard)

        self._question({"check": lines, "language": language}, take)

    def _question(self, asked: dict[str, Any], take: Callable[[Any], None]) -> None:
        self._number += 1
        question = {"id": self._number, **asked}
        self._asked[self._number] = question, take
        if self._process is None:
            self._start()
        else:
            self._say(question)

    def _start(self) -> None:
        """Begin a process and ask it all that is not answered yet."""
        process = self._process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        package = str(Path(pressdesk.__file__).parent.parent)
        known = environment.value("PYTHONPATH", "")
        environment.insert("PYTHONPATH", os.pathsep.join(filter(None, (package, known))))
        process.setProcessEnvironment(environment)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._refused)
        self._rest = b""
        process.start(sys.executable, ["-m", "pressdesk.app.spellworker"])
        self._say({"known": sorted(self._known or ())})
        for question, _ in self._asked.values():
            self._say(question)

    def _say(self, said: dict[str, Any]) -> None:
        if self._process is not None:
            self._process.write(json.dumps(said).encode() + b"\n")

    def _read(self) -> None:
        if self._process is None:
            return
        data = self._rest + bytes(self._process.readAllStandardOutput().data())
        *lines, self._rest = data.split(b"\n")
        for text in lines:
            with suppress(ValueError):
                told = json.loads(text)
                _, take = self._asked.pop(told.get("id"), ({}, lambda _told: None))
                take(told)

    def _refused(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._ended()

    def _ended(self, *_how: object) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.deleteLater()
        self._ends += 1
        if self._ends < 2:
            self._start()
            return
        self.dead = True
        for question, take in self._asked.values():
            if "suggest" in question:
                take({"suggestions": ()})
        self._asked.clear()
        self._wanted.clear()
        self._going.clear()
        lines = frozenset(line for _, line in (*self._answers, *self._stale))
        self._answers, self._stale = {}, {}
        self.heard.emit(lines)
        self.failed.emit()
