"""Letters, summaries and question sheets made in the window from nothing, and exported."""

from __future__ import annotations

import email
import email.policy
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from pressdesk.app.editors.texts import StoryEditor
from pressdesk.work.store import load_with_problems
from tests.app.driving import CONTROL, Driver
from tests.app.test_flows import text_of


def begin(driver: Driver) -> StoryEditor:
    """Begin the text of the piece that is shown."""
    form = driver.workspace.form
    editor = form.rows[form.story_field()].editor
    assert isinstance(editor, StoryEditor)
    form.ensureWidgetVisible(editor)
    driver.click(driver.button(editor, "Begin the text"))
    return editor


def write(driver: Driver, editor: StoryEditor, *lines: str) -> None:
    driver.workspace.form.ensureWidgetVisible(editor)
    driver.click(editor.box)
    driver.key(Qt.Key.Key_End, CONTROL)
    for line in lines:
        driver.type(line)
        driver.key(Qt.Key.Key_Return)


def test_a_run_of_letters_from_the_table_of_officials(opened: Driver, root: Path) -> None:
    driver = opened
    driver.new_piece("letter", "Lettre au maire")
    assert driver.piece.rows == "officials"
    editor = begin(driver)
    text = driver.document.campaign.texts["lettre-au-maire"]
    assert text.matter["kind"] == "letter"
    assert text.matter["title"] == "Lettre au maire"
    write(driver, editor, "Nous souhaitons vous rencontrer.")
    driver.fill("place", "Vaubrune")
    driver.fill("signature", "Nadège Corvaisier")
    events = driver.workspace.events
    assert events.isVisible()
    assert events._title.text() == "7 addressees"
    assert "Madame la Maire" in driver.page_text()
    area = events.view.visualRect(events.model.index(1, 0))
    driver.click(events.view.viewport(), area.center())
    assert "Gaspard Lherminier" in driver.page_text()
    assert "Monsieur le Maire" in driver.page_text()
    files = driver.export("office")
    assert len(files) == 7
    assert "rencontrer" in text_of(files[0])
    assert (root / "texts" / "lettre-au-maire.md").read_text(encoding="utf-8").startswith("+++")
    kept = load_with_problems(root)
    assert kept.texts["lettre-au-maire"].matter["kind"] == "letter"


def test_the_first_letter_of_a_new_campaign_begins_its_own_table(opened_small: Driver, small: Path) -> None:
    driver = opened_small
    driver.new_piece("letter", "Lettre")
    begin(driver)
    events = driver.workspace.events
    assert events.isVisible()
    assert events._title.text() == "No table is chosen."
    assert not events.view.isVisible()
    driver.click(driver.button(events, "Begin a table"))
    assert driver.piece.rows == "officials"
    assert events.view.isVisible()
    for column, told in (("name", "Solène Maubert"), ("gender", "f"), ("office", "maire"), ("town", "Vaubrune")):
        index = events.model.index(0, events.model.table.columns.index(column))  # type: ignore[union-attr]
        assert events.model.setData(index, told)
    assert "Solène Maubert" in driver.page_text()
    assert "Madame la Maire" in driver.page_text()
    driver.click(driver.button(events, "Add a line"))
    assert events._title.text() == "2 addressees"
    events.choose("")
    assert "Solène Maubert" not in driver.page_text()
    driver.undo()
    assert events.tables.currentText() == "officials"
    assert driver.window.save()
    assert len(load_with_problems(small).tables["officials"].rows) in (1, 2)  # an empty line is no record


def test_a_summary_leaves_as_word_file_and_as_draft_of_an_email(opened: Driver) -> None:
    driver = opened
    driver.new_piece("summary", "Bilan")
    editor = begin(driver)
    assert driver.document.campaign.texts["bilan"].matter["kind"] == "summary"
    write(driver, editor, "Tout est dit ici.", "", "## Les chiffres", "", "| Secteur | Passages |", "|---|---|",
          "| Haut | 12 |", "")  # fmt: skip
    driver.fill("place", "Vaubrune")
    assert "Les chiffres" in driver.page_text()
    (word,) = driver.export("word")
    with zipfile.ZipFile(word) as packed:
        assert "Passages" in packed.read("word/document.xml").decode()
    made = driver.export("web")
    (draft,) = [path for path in made if path.suffix == ".eml"]
    mail = email.message_from_bytes(draft.read_bytes(), policy=email.policy.default)
    assert not mail.defects
    kinds = [part.get_content_type() for part in mail.walk() if not part.is_multipart()]
    assert kinds[:2] == ["text/plain", "text/html"]
    assert "application/pdf" in kinds
    body = mail.get_body(("plain",))
    assert body is not None
    assert "Les chiffres" in body.get_content()
    assert mail["subject"]


def test_the_fields_of_a_text_are_filled_in_the_form(opened: Driver) -> None:
    driver = opened
    driver.new_piece("question-sheet", "Fiche")
    begin(driver)
    driver.fill("number", "2357")
    driver.fill("author", "Mme Irène Castaldi")
    assert driver.piece.content["number"] == "2357"
    assert "2357" in driver.page_text()
    assert "Irène Castaldi" in driver.page_text()


@pytest.mark.parametrize(
    ("template", "kind"),
    [
        ("press-release", "release"),
        ("joint-release", "joint-release"),
        ("open-letter", "open-letter"),
        ("letter", "letter"),
        ("question-sheet", "question"),
        ("summary", "summary"),
        ("media-advisory", "advisory"),
        ("quote-card", "quote"),
    ],
)
def test_the_text_of_each_template_begins_with_the_head_of_its_kind(opened: Driver, template: str, kind: str) -> None:
    opened.new_piece(template, "Essai")
    if not opened.workspace.form.story_field():
        assert kind == "quote"  # the words of a card are fields of its own
        return
    begin(opened)
    assert opened.document.campaign.texts["essai"].matter["kind"] == kind
    assert not [one for one in opened.document.problems if one.code in ("front-matter", "unknown-key")]
