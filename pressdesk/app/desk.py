"""What the window does about the words of texts: spelling, remarks of release lint, what is pasted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from pressdesk.app.messages import message_of, remedy_of
from pressdesk.app.spelling import Speller
from pressdesk.app.translations import tr
from pressdesk.base.problem import Problem

if TYPE_CHECKING:
    from pressdesk.app.background import Hand
    from pressdesk.app.document import Document
    from pressdesk.app.form import Form
    from pressdesk.app.problems import Banner
    from pressdesk.model.campaign import Campaign
    from pressdesk.work.session import Change, Draft

NAMES_MS = 400
"""After a rest of so long the names among the campaign's facts are known to the speller."""
_NAMED = ("name", "slogan", "hashtag", "legal", "organisations", "contacts", "signatories", "facts", "tables")
"""What of a campaign holds names that no dictionary has."""


def add_word(document: Document, word: str) -> None:
    """List a word in the campaign's fact `words`, so that it is right in all texts."""
    from pressdesk.prepress.lint.spelled import WORDS

    held = document.campaign.facts.get(WORDS)
    if isinstance(held, dict):
        document.edit(tr("Add a word"), lambda draft: draft.put(("facts", WORDS, word), word))
        return
    before = held if isinstance(held, tuple) else (held,) if held else ()
    if word not in before:
        document.edit(tr("Add a word"), lambda draft: draft.fact(WORDS, (*before, word)))


class Desk(QObject):
    """Looks after the words of one open campaign."""

    def __init__(self, document: Document, form: Form, banner: Banner, hand: Hand, parent: QObject) -> None:
        super().__init__(parent)
        self.document, self.banner = document, banner
        self.speller = Speller(self)
        self._form, self._hand = form, hand
        self._names = QTimer(self, singleShot=True, interval=NAMES_MS)
        self._names.timeout.connect(self._learn)
        form.speller = self.speller
        form.learnt.connect(lambda word: add_word(document, word))
        form.pasted.connect(self._pasted)
        self.speller.failed.connect(self._off)

    def begin(self) -> None:
        """Check spelling from now on."""
        self.document.spelling = self.speller.misspelt
        self.document.changed.connect(self._changed)
        self._learn()

    def close(self) -> None:
        """End the process that spells."""
        self._names.stop()
        self.speller.close()

    # problems

    def show_words(self, problem: Problem) -> bool:
        """Select the words that a problem tells of; whether there are any in the text that is shown."""
        from pressdesk.work.linting import finding_told

        found = finding_told(self.document.campaign, problem, spelling=self.speller.misspelt)
        if found is None or found[1].start >= found[1].end:
            return False
        return self._form.show_words(found[0].name, found[1].start, found[1].end)

    def actions_for(self, problem: Problem, menu: QMenu) -> list[QAction]:
        """What else can be done about a problem that release lint told."""
        from pressdesk.work.linting import finding_told

        document = self.document
        if document.session.readonly:
            return []
        found = finding_told(document.campaign, problem, spelling=self.speller.misspelt)
        if found is None:
            return []
        actions = []
        if problem.code == "misspelt":
            word = found[1].words
            learn = QAction(tr("Add “{word}” to the campaign’s words", word=word), menu)
            learn.triggered.connect(lambda: add_word(document, word))
            actions.append(learn)
        wave = QAction(tr("Wave through"), menu)
        wave.triggered.connect(lambda: self.wave_through(problem))
        return [*actions, wave]

    def wave_through(self, problem: Problem) -> None:
        """Accept what a remark tells, for this text; it is not told again."""
        from pressdesk.work.linting import wave_through

        waved = wave_through(self.document.campaign, problem, spelling=self.speller.misspelt)

        def put(draft: Draft) -> None:
            draft.campaign = waved

        self.document.edit(tr("Wave through"), put)

    # spelling

    def _changed(self, change: Change) -> None:
        if any(getattr(change.before, name) is not getattr(change.after, name) for name in _NAMED):
            self._names.start()

    def _learn(self) -> None:
        campaign = self.document.campaign
        self._hand.do(lambda: _names_of(campaign), self.speller.know)

    def _off(self) -> None:
        self._say(
            Problem(
                "note",
                "spelling-off",
                "Spelling is not checked any more: what checks it ended twice.",
                "Everything else works; open the campaign anew to try again.",
            )
        )

    # pasting

    def _pasted(self, text: str, before: str, plain: str, problems: Sequence[Problem]) -> None:
        from pressdesk.work.questions import looks_like_question

        shown = self.document.shown
        if shown and shown.template and shown.template.kind == "question" and looks_like_question(plain):
            after = self.document.campaign.texts[text].body
            self.banner.say(
                tr("This is the page of a parliamentary question."),
                (tr("Fill in the fields"), lambda: self._fill_question(text, before, plain, after)),
            )
        elif problems:
            self._say(problems[0])

    def _fill_question(self, name: str, before: str, plain: str, after: str) -> None:
        """Put what a pasted page tells into the head of the text; its words take the place of the page."""
        from pressdesk.work.questions import question_parts, read_question

        text = self.document.campaign.texts.get(name)
        if text is None:
            return
        question, problems = read_question(plain)
        question = question._replace(link=question.link or read_question(after)[0].link)
        matter, words = question_parts(question)
        body = "\n\n".join(part for part in (before.strip("\n"), words) if part)
        kept = {key: value for key, value in text.matter.items() if key not in ("state", *question._fields)}
        filled = text._replace(
            matter={**kept, **{key: value for key, value in text.matter.items() if value}, **matter},
            body=f"\n{body}\n" if text.body == after else text.body,
        )
        self.document.session.seal()
        self.document.edit(tr("Fill in the fields"), lambda draft: draft.put(("texts", name), filled))
        self.document.session.seal()
        if problems:
            self._say(problems[0])

    def _say(self, problem: Problem) -> None:
        self.banner.say(f"{message_of(problem)} {remedy_of(problem)}".strip())


def _names_of(campaign: Campaign) -> frozenset[str]:
    from pressdesk.prepress.lint.spelled import names_of

    return names_of(campaign)
