"""Words in the window: what is underlined, mended, waved through, pasted."""

from __future__ import annotations

import os
import signal
import sys
from functools import partial

import pytest
from PySide6.QtCore import QMimeData, QProcess, Qt
from PySide6.QtGui import QAction, QTextCharFormat
from PySide6.QtWidgets import QApplication, QMenu

from pressdesk.app.editors.amending import offer_words
from pressdesk.app.editors.texts import StoryEditor, _fitted
from pressdesk.base.problem import Problem
from tests.app.driving import CONTROL, Driver

HTML = """<html><body><!--StartFragment--><h2>Une vallée</h2><p class=MsoNormal>Du <b>gras</b>, un
<a href="https://exemple.fr/page">lien</a> et un so\u00adin {brut}.</p><ul><li>un</li><li>deux</li></ul>
<p>Une image <img src="x.png" alt="x"></p><!--EndFragment--></body></html>"""
PAGE = """Question écrite n° 2357
17e législature
Mme Irène Castaldi (Orcelle (2e circonscription) - Les Voisins)
Rubrique : Professions de santé
Ministère interrogé : Santé et accès aux soins
Question publiée au JO le : 10/11/2026 page : 5912
Texte de la question
Mme Irène Castaldi attire l'attention de Mme la ministre sur les indemnités kilométriques des infirmières libérales.
"""


def story(driver: Driver, piece: str = "communique") -> StoryEditor:
    driver.workspace.show_piece(piece)
    driver.settle()
    editor = driver.workspace.form.rows[driver.workspace.form.story_field()].editor
    assert isinstance(editor, StoryEditor)
    return editor


def write(driver: Driver, editor: StoryEditor, text: str) -> None:
    """Write at the end of the text."""
    driver.workspace.form.ensureWidgetVisible(editor)
    driver.click(editor.box)
    driver.key(Qt.Key.Key_End, CONTROL)
    first, *lines = text.split("\n")
    driver.type(first)
    for line in lines:
        driver.key(Qt.Key.Key_Return)
        driver.type(line)


def underlined(editor: StoryEditor) -> list[str]:
    """The words with a wavy line below them."""
    found = []
    block = editor.box.document().begin()
    while block.isValid():
        text = ""
        for part in block.layout().formats():
            if part.format.underlineStyle() == QTextCharFormat.UnderlineStyle.WaveUnderline:
                text += block.text()[part.start : part.start + part.length]
        found += [text] if text else []
        block = block.next()
    return found


def misspelt(driver: Driver) -> list[Problem]:
    return [problem for problem in driver.workspace.problems.shown if problem.code == "misspelt"]


def paste(editor: StoryEditor, plain: str, html: str = "") -> None:
    data = QMimeData()
    data.setText(plain)
    if html:
        data.setHtml(html)
    QApplication.clipboard().setMimeData(data)
    editor.box.setFocus()
    editor.box.paste()


def test_a_misspelt_word_is_underlined_when_it_is_left_and_told_below(opened: Driver) -> None:
    editor = story(opened)
    write(opened, editor, "\n\nUne infirmeire")
    opened.wait(lambda: not opened.workspace.desk.speller.waiting and opened.workspace.desk.speller._answers)
    assert underlined(editor) == []
    opened.type(" de Vaubrune")
    opened.wait(lambda: underlined(editor) == ["infirmeire"])
    opened.wait(lambda: misspelt(opened))
    (problem,) = misspelt(opened)
    assert "infirmeire" in problem.message
    opened.workspace.problems.wanted.emit(problem)
    assert editor.box.textCursor().selectedText() == "infirmeire"
    assert opened.focus() is editor.box


def test_a_suggestion_takes_the_place_of_the_word_in_one_step(opened: Driver) -> None:
    editor = story(opened)
    write(opened, editor, "\n\nUne infirmeire vient")
    opened.wait(lambda: underlined(editor) == ["infirmeire"])
    before = editor.box.text()
    cursor = editor.box.textCursor()
    cursor.setPosition(before.index("infirmeire") + 3)
    word = editor.misspelt_at(editor.box.cursorRect(cursor).center())
    assert word is not None and word.selectedText() == "infirmeire"
    menu = QMenu()
    offer_words(menu, "infirmeire", opened.workspace.desk.speller, "fr", editor.learnt.emit,
                lambda words: editor.replace(word, words))  # fmt: skip
    opened.wait(lambda: any(action.text() == "infirmerie" for action in menu.actions()))
    assert menu.actions()[0].font().bold()
    action(menu, "infirmerie").trigger()
    assert "Une infirmerie vient" in opened.document.campaign.texts["communique"].body
    opened.wait(lambda: underlined(editor) == [])
    opened.undo()
    assert editor.box.text() == before
    menu.deleteLater()


def action(menu: QMenu, text: str) -> QAction:
    return next(one for one in menu.actions() if one.text() == text)


def test_a_word_is_added_to_the_campaigns_words(opened: Driver) -> None:
    editor = story(opened)
    write(opened, editor, "\n\nLe zarglouf et le brimborix ")
    opened.wait(lambda: len(misspelt(opened)) == 2)
    steps = len(opened.session.history.steps)

    def known(word: str) -> bool:
        return not any(word in one.message for one in misspelt(opened))

    before = opened.session.campaign.facts["words"]
    assert isinstance(before, tuple)
    for word in ("zarglouf", "brimborix"):
        problem = next(one for one in misspelt(opened) if word in one.message)
        menu = opened.workspace.problems.menu_for(problem)
        action(menu, f"Add “{word}” to the campaign’s words").trigger()
        opened.wait(partial(known, word))
    assert opened.session.campaign.facts["words"] == (*before, "zarglouf", "brimborix")
    assert underlined(editor) == []
    assert len(opened.session.history.steps) == steps + 2
    opened.undo()
    opened.wait(lambda: len(misspelt(opened)) == 1)
    opened.wait(lambda: underlined(editor) == ["brimborix"])


def test_a_remark_is_mended_or_waved_through_and_comes_back_with_undo(opened: Driver) -> None:
    editor = story(opened)
    write(opened, editor, "\n\nIl faut que que tout change , de tout coeur. Une infirmeire vient.")
    problems = opened.workspace.problems
    opened.wait(lambda: {"doubled-word", "stray-space", "ligature", "misspelt"} <= {one.code for one in problems.shown})

    def told(code: str) -> Problem:
        return next(one for one in problems.shown if one.code == code)

    def gone(code: str) -> bool:
        return code not in [one.code for one in problems.shown]

    problems.wanted.emit(told("ligature"))
    assert editor.box.textCursor().selectedText() == "coeur"
    problems.mended.emit(told("doubled-word"))
    opened.wait(lambda: "doubled-word" not in [one.code for one in problems.shown])
    assert "Il faut que tout change ," in editor.box.text()
    for code in ("stray-space", "misspelt"):
        action(problems.menu_for(told(code)), "Wave through").trigger()
        opened.wait(partial(gone, code))
    assert opened.session.campaign.texts["communique"].matter["accepted"] == ("stray-space: ,", "misspelt: infirmeire")
    assert "infirmeire" not in "".join(underlined(editor))
    opened.undo()
    opened.wait(lambda: "misspelt" in [one.code for one in problems.shown])
    assert underlined(editor) == ["coeurinfirmeire"]


def test_problems_about_no_words_cannot_be_waved_through(opened: Driver) -> None:
    menu = opened.workspace.problems.menu_for(Problem("warning", "no-printer", "x"))
    assert [one.text() for one in menu.actions()] == ["Show the place"]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no signals")
def test_when_spelling_ends_twice_one_note_says_so_and_writing_goes_on(opened: Driver) -> None:
    editor = story(opened)
    write(opened, editor, "\n\nUne infirmeire vient")
    opened.wait(lambda: underlined(editor) == ["infirmeire"])
    speller = opened.workspace.desk.speller

    def ended(process: QProcess) -> bool:
        return speller._process is not process

    for _ in range(2):
        process = speller._process
        assert process is not None
        os.kill(process.processId(), signal.SIGKILL)
        opened.wait(partial(ended, process))
    assert "Spelling is not checked any more" in opened.workspace.banner.text
    assert underlined(editor) == []
    opened.type(" encore")
    assert "vient encore" in opened.document.campaign.texts["communique"].body
    opened.wait(lambda: not misspelt(opened))


def test_long_texts_are_spelled_too(opened: Driver) -> None:
    opened.workspace.show_piece("communique")
    editor = opened.workspace.form.rows["about"].editor
    opened.fill("about", "Le zarglouf vient")
    opened.wait(lambda: underlined(editor) == ["zarglouf"])  # type: ignore[arg-type]


def test_pasted_html_becomes_markdown_in_one_step(opened: Driver) -> None:
    editor = story(opened)
    before = editor.box.text()
    cursor = editor.box.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    editor.box.setTextCursor(cursor)
    paste(editor, "Une vallée\nDu gras…", HTML)
    text = editor.box.text()
    assert text.startswith(before + "\n\n## Une vallée\n\nDu **gras**, un [lien](https://exemple.fr/page)")
    assert "- un\n- deux" in text
    assert "\u00ad" not in text
    assert opened.workspace.banner.text.startswith("What a text here does not have was left out")
    assert "Une vallée" in opened.page_text()
    assert "{brut}" in opened.page_text()
    opened.undo()
    assert editor.box.text() == before


def test_plain_text_is_pasted_plain_and_clean(opened: Driver) -> None:
    editor = story(opened)
    write(opened, editor, "\n\n")
    paste(editor, "Te\u00adnons\u200b **bon**\r\nici")
    assert editor.box.text().endswith("\n\nTenons **bon**\nici")


def test_what_is_copied_here_is_pasted_as_it_was_written(opened: Driver) -> None:
    editor = story(opened)
    write(opened, editor, "\n\nUn **gras**\u00a0: *x* {soignants}")
    editor.box.moveCursor(
        editor.box.textCursor().MoveOperation.StartOfBlock, editor.box.textCursor().MoveMode.KeepAnchor
    )
    editor.box.copy()
    assert not QApplication.clipboard().mimeData().hasHtml()
    cursor = editor.box.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    editor.box.setTextCursor(cursor)
    editor.box.paste()
    assert editor.box.text().endswith("Un **gras**\u00a0: *x* {soignants}" * 2)


@pytest.mark.parametrize(
    ("before", "words", "after", "made"),
    [
        ("a ", "mot", " b", "mot"),
        ("", "## T\n\nx", "", "## T\n\nx"),
        ("a", "## T", "b", "\n\n## T\n\n"),
        ("a\n", "x\n\ny", "\nb", "\nx\n\ny\n"),
        ("a\n\n", "- x", "\n\nb", "- x"),
    ],
)
def test_paragraphs_that_are_pasted_get_the_empty_lines_they_need(
    before: str, words: str, after: str, made: str
) -> None:
    assert _fitted(before, words, after) == made


def test_the_page_of_a_question_fills_the_fields(opened: Driver) -> None:
    opened.new_piece("question-sheet", "Fiche")
    editor = story(opened, "fiche")
    opened.click(editor._begin)
    text = opened.document.campaign.texts["fiche"]
    assert text.matter["kind"] == "question"
    paste(editor, PAGE)
    assert "parliamentary question" in opened.workspace.banner.text
    opened.click(opened.button(opened.workspace.banner, "Fill in the fields"))
    text = opened.document.campaign.texts["fiche"]
    assert text.matter["number"] == "2357"
    assert text.matter["author"] == "Mme Irène Castaldi"
    assert text.matter["state"] == "pending"
    assert text.body.strip().startswith("Mme Irène Castaldi attire")
    assert "Rubrique" not in text.body
    assert "2357" in opened.page_text()
    opened.undo()
    assert (
        "number" not in opened.document.campaign.texts["fiche"].matter
        or not opened.document.campaign.texts["fiche"].matter["number"]
    )
    assert editor.box.text().startswith("Question écrite n° 2357")


def test_the_page_of_a_question_in_a_release_is_text_like_any_other(opened: Driver) -> None:
    editor = story(opened)
    paste(editor, PAGE)
    assert opened.workspace.banner.text == ""
