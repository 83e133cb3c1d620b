"""What staff do with the window, from the first key to the file: the flows of the issue."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from pressdesk.app.editors.texts import StoryEditor
from pressdesk.app.exporting import ExportDialog
from pressdesk.base.geometry import Rect
from pressdesk.base.paths import TEMPLATES
from pressdesk.display.items import Mark
from tests.app.driving import CONTROL, Driver, items_of


def text_of(path: Path) -> str:
    """The words of a PDF, its no-break spaces as plain ones and line breaks left out."""
    from pypdf import PdfReader

    words = " ".join(page.extract_text() for page in PdfReader(path).pages).replace("\u00ad\n", "").split()
    return " ".join(words).replace("\u202f", " ").replace("\u00a0", " ")


def test_first_poster_in_five_fields_with_the_keyboard(driver: Driver, tmp_path: Path) -> None:
    with driver.naming(tmp_path / "première"):
        driver.action("new-campaign").trigger()
    driver.wait(lambda: driver.window.workspace)
    driver.new_piece("poster-call", "Affiche de mars")
    assert driver.piece.formats == ("A3", "A4", "square")
    form = driver.workspace.form
    assert form.rows["title"].isAncestorOf(driver.focus())
    driver.type("Tenons bon à l’hôpital")
    driver.key(Qt.Key.Key_Tab)
    for field, text in (
        ("lede", "Nous descendons dans la rue"),
        ("date", "12 mars 2027"),
        ("time", "14h30"),
        ("town", "Évry"),
    ):
        for _ in range(12):
            if form.rows[field].isAncestorOf(driver.focus()):
                break
            driver.key(Qt.Key.Key_Tab)
        driver.type(text)
    shown = driver.page_text().lower()
    for words in ("tenons bon", "nous descendons", "12 mars", "14 h 30", "évry"):
        assert words in shown
    files = driver.export("print")
    assert [path.name for path in files] == ["affiche-de-mars-A3.pdf"]
    found = text_of(files[0])
    assert "Nous descendons dans la rue" in found
    assert "ÉVRY" in found
    assert not driver.session.dirty
    assert driver.session.campaign.pieces["affiche-de-mars"].content["date"] == date(2027, 3, 12)


def test_the_rally_moves_in_the_facts_and_every_piece_follows(opened: Driver) -> None:
    driver = opened
    driver.click(driver.workspace.facts_button)
    editor, _ = driver.workspace.facts.editors["facts", "rally", "date"]
    driver.workspace.facts.ensureWidgetVisible(editor)
    driver.click(editor.focusProxy() or editor)
    driver.key(Qt.Key.Key_A, CONTROL)
    driver.type("8/5/2027")
    assert "8 mai" in driver.page_text().lower()
    files = driver.export("office", all_pieces=True)
    posters = [path for path in files if path.name.startswith(("poster", "triptych"))]
    assert len(posters) >= 2
    for path in posters:
        found = text_of(path).lower()
        assert "8 mai" in found
        assert "17 avril" not in found
    assert any(path.name.startswith("flyer") for path in files)


def test_a_triptych(opened: Driver) -> None:
    driver = opened
    driver.new_piece("triptych", "Trois volets")
    for field, text in (
        ("left_title", "5 h 50"),
        ("right_title", "22 h"),
        ("left_line", "Cette année"),
        ("middle_line", "nous tenons"),
        ("right_line", "ensemble."),
    ):
        driver.fill(field, text)
    shown = driver.page_text().lower()
    for words in ("5 h 50", "22 h", "cette année", "ensemble"):
        assert words in shown
    path, *_ = driver.export("print")
    assert "nous tenons" in text_of(path).lower()


def test_a_flyer_from_a_row_of_the_table(opened: Driver) -> None:
    driver = opened
    driver.workspace.show_piece("flyer")
    view = driver.workspace.events.view
    assert view.isVisible()
    towns = [str(row.cells["town"]) for row in driver.session.campaign.tables["events"].rows]
    assert towns[0].upper() in driver.page_text()
    model = view.model()
    driver.settle()
    driver.click(view.viewport(), view.visualRect(model.index(2, 0)).center())
    assert driver.document.row_index == 2
    assert towns[2].upper() in driver.page_text()
    column = driver.session.campaign.tables["events"].columns.index("town")
    view.scrollTo(model.index(2, column))
    driver.click(view.viewport(), view.visualRect(model.index(2, column)).center())
    driver.key(Qt.Key.Key_F2)
    driver.key(Qt.Key.Key_A, CONTROL)
    driver.type("Nîmes")
    driver.key(Qt.Key.Key_Return)
    assert "NÎMES" in driver.page_text()
    driver.window.activateWindow()
    driver.undo()
    assert towns[2].upper() in driver.page_text()
    driver.redo()
    files = driver.export("office")
    assert len(files) == len(towns)
    assert "NÎMES" in text_of(files[2])


def test_undo_and_redo_go_over_fields_as_typed(opened: Driver) -> None:
    driver = opened
    start = driver.session.campaign
    driver.fill("lede", "Un")
    driver.fill("town", "Deux")
    assert driver.action("undo").text() != "Undo"
    driver.undo()
    assert driver.piece.content["town"] == "{rally.town}"
    assert driver.piece.content["lede"] == "Un"
    driver.undo()
    assert driver.session.campaign == start
    assert not driver.action("undo").isEnabled()
    driver.redo(2)
    assert (driver.piece.content["lede"], driver.piece.content["town"]) == ("Un", "Deux")
    assert driver.workspace.form.rows["town"].editor.box.text() == "Deux"  # type: ignore[attr-defined]


def test_another_format_shows_the_same_piece(opened: Driver) -> None:
    driver = opened
    box = driver.workspace.bar.format
    sizes = set()
    for name in ("A3", "A4", "square", "A4-landscape"):
        box.setCurrentIndex(box.findData(name))
        box.activated.emit(box.currentIndex())
        assert driver.document.format == name
        assert "vaubrune" in driver.page_text().lower()
        sizes.add(driver.canvas.sheets[0].format.trim)
    assert len(sizes) == 4
    assert not driver.session.dirty
    driver.click(driver.workspace.bar.exported)
    assert "A4-landscape" not in driver.piece.formats
    driver.undo()
    assert "A4-landscape" in driver.piece.formats


def test_a_picture_dropped_on_its_box_is_taken_in(opened: Driver, tmp_path: Path) -> None:
    from PIL import Image
    from PySide6.QtCore import QMimeData, QPointF, QUrl
    from PySide6.QtGui import QDragEnterEvent, QDropEvent
    from PySide6.QtWidgets import QApplication

    driver = opened
    outside = tmp_path / "chez moi.jpg"
    Image.new("RGB", (900, 1200), (20, 90, 200)).save(outside)
    box = next(mark.box for mark, _ in marks_of(driver) if mark.field == "photo")
    at = driver.spot(box)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(outside))])
    actions, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    view = driver.canvas.viewport()
    enter = QDragEnterEvent(at, actions, data, buttons, keys)
    QApplication.sendEvent(view, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(view, QDropEvent(QPointF(at), actions, data, buttons, keys))
    driver.wait(lambda: driver.piece.content["photo"] != "pictures/marche.jpg")
    taken = driver.document.root / str(driver.piece.content["photo"])
    assert taken.is_file()
    driver.undo()
    assert driver.piece.content["photo"] == "pictures/marche.jpg"


def marks_of(driver: Driver) -> list[tuple[Mark, Rect]]:
    from pressdesk.display.inspect import marks

    return marks(driver.canvas.sheets[0])


def free_box(driver: Driver, key: str) -> str:
    return next(
        mark.box
        for mark, _ in marks_of(driver)
        if "@" not in mark.box and not driver.document.locked(mark.box, key) and mark.kind != "overset"
    )


def test_a_box_is_moved_and_resized_with_the_mouse_and_comes_back(opened: Driver) -> None:
    from PySide6.QtCore import QPoint

    driver = opened
    box = free_box(driver, "size")
    before = driver.place_of(box)
    at = driver.spot(box)
    driver.drag(at, QPoint(30, -18))
    moved = driver.place_of(box)
    zoom = driver.canvas.zoom
    assert abs(moved.x - before.x - 30 / zoom) < 1
    assert abs(moved.y - before.y + 18 / zoom) < 1
    assert driver.session.history.undo_label == "Move a box"
    assert driver.canvas.selection is not None
    area = driver.canvas._to_view(driver.canvas.selection.sheet, driver.canvas.selection.rect)
    driver.drag(area.bottomRight().toPoint(), QPoint(20, 10))
    assert driver.piece.tweaks[box]["size"]
    sized = driver.place_of(box)
    assert sized.width > moved.width + 10
    driver.undo()
    assert driver.place_of(box) == moved
    driver.undo()
    assert driver.place_of(box) == before
    assert not driver.session.dirty


def test_a_locked_box_stays_where_it_is(driver: Driver, root: Path) -> None:
    from PySide6.QtCore import QPoint

    (root / "templates").mkdir(exist_ok=True)
    own = Path(shutil.copytree(TEMPLATES / "poster-call", root / "templates" / "poster-call")) / "template.xml"
    own.write_text(own.read_text(encoding="utf-8").replace('lock="style"', 'lock="all"'), encoding="utf-8")
    assert driver.window.open_campaign(root)
    driver.workspace.show_piece("poster")
    before = driver.place_of("title")
    at = driver.spot("title")
    driver.drag(at, QPoint(40, 40))
    driver.key(Qt.Key.Key_Right)
    assert driver.canvas.selection is not None
    assert driver.canvas.selection.box == "title"
    assert driver.place_of("title") == before
    assert not driver.session.dirty


def test_the_keyboard_selects_moves_and_fills_in(opened: Driver) -> None:
    driver = opened
    driver.canvas.setFocus()
    for _ in range(60):
        driver.key(Qt.Key.Key_Right, CONTROL)
        chosen = driver.canvas.selection
        assert chosen is not None
        if not driver.document.locked(chosen.box, "move"):
            break
    assert chosen is not None
    before = driver.place_of(chosen.box)
    driver.key(Qt.Key.Key_Down, times=3)
    assert abs(driver.place_of(chosen.box).y - before.y - 3 * 72 / 25.4) < 0.6
    driver.undo()
    assert driver.place_of(chosen.box) == before
    driver.canvas.select_box("", "lede")
    driver.canvas.setFocus()
    driver.key(Qt.Key.Key_F2)
    assert driver.workspace.form.rows["lede"].isAncestorOf(driver.focus())


def test_a_double_click_goes_to_the_field(opened: Driver) -> None:
    driver = opened
    box = next(mark.box for mark, _ in marks_of(driver) if mark.field == "lede")
    driver.double_click_box(box)
    assert driver.workspace.form.rows["lede"].isAncestorOf(driver.focus())


def test_a_problem_is_clicked_and_mended(opened: Driver) -> None:
    driver = opened
    driver.document.edit("Spoil", lambda draft: draft.tweak("poster", "no-such-box", "move", ("1mm", "1mm")))
    driver.fill("title", "Beaucoup trop long " * 5)
    driver.key(Qt.Key.Key_F8)
    panel = driver.workspace.problems
    long = next(problem for problem in panel.shown if problem.place.key.startswith("content.title"))
    driver.workspace.form.seize("lede")
    view = panel._list
    row = panel.shown.index(long)
    view.scrollToItem(view.item(row))
    driver.click(view.viewport(), view.visualItemRect(view.item(row)).center())
    assert driver.workspace.form.rows["title"].isAncestorOf(driver.focus())
    assert driver.canvas.selection is not None
    assert driver.canvas.selection.field == "title"
    spoiled = next(n for n, problem in enumerate(panel.shown) if problem.code == "unknown-box")
    view.scrollToItem(view.item(spoiled))
    driver.click(driver.button(view.itemWidget(view.item(spoiled)), "Mend"))
    assert "no-such-box" not in driver.piece.tweaks
    assert all(problem.code != "unknown-box" for problem in panel.shown)
    driver.undo()
    assert "no-such-box" in driver.piece.tweaks


def test_closing_asks_for_unsaved_work(opened: Driver, root: Path) -> None:
    driver = opened
    driver.fill("lede", "Pas encore enregistré")

    def answer(button: QMessageBox.StandardButton) -> object:
        return driver.answering(QMessageBox, lambda box: driver.click(box.button(button)))

    with answer(QMessageBox.StandardButton.Cancel):  # type: ignore[attr-defined]
        driver.window.close()
    assert driver.window.isVisible()
    assert driver.session.dirty
    with answer(QMessageBox.StandardButton.Discard):  # type: ignore[attr-defined]
        driver.action("close").trigger()
    assert driver.window.workspace is None
    assert driver.window.open_campaign(root)
    driver.workspace.show_piece("poster")
    assert driver.piece.content["lede"] != "Pas encore enregistré"
    driver.fill("lede", "Enregistré")
    with answer(QMessageBox.StandardButton.Save):  # type: ignore[attr-defined]
        driver.action("close").trigger()
    assert "Enregistré" in (root / "pieces" / "poster.toml").read_text(encoding="utf-8")
    assert driver.window.open_campaign(root)
    driver.action("close").trigger()  # nothing changed: nothing is asked
    assert driver.window.workspace is None


def test_saving_keeps_what_is_typed(opened: Driver, root: Path) -> None:
    driver = opened
    driver.fill("town", "Sète")
    assert driver.window.isWindowModified()
    driver.key(Qt.Key.Key_S, CONTROL)
    assert not driver.window.isWindowModified()
    assert "Sète" in (root / "pieces" / "poster.toml").read_text(encoding="utf-8")


def test_a_piece_is_duplicated_removed_and_brought_back(opened: Driver) -> None:
    driver = opened
    count = driver.workspace.pieces.count()
    driver.key(Qt.Key.Key_D, CONTROL)
    assert driver.piece.name == "poster-2"
    assert driver.workspace.pieces.count() == count + 1
    driver.workspace.pieces.setFocus()
    driver.key(Qt.Key.Key_Delete)
    assert "poster-2" not in driver.session.campaign.pieces
    driver.undo()
    assert "poster-2" in driver.session.campaign.pieces


def test_text_is_pasted_without_what_word_hides_in_it(opened: Driver) -> None:
    driver = opened
    driver.fill("lede", "")
    QGuiApplication.clipboard().setText("Te\u00adnons\u200b bon,\u2028l’été\u00a0:\ufeff oui\r\n")
    driver.key(Qt.Key.Key_V, CONTROL)
    assert driver.piece.content["lede"] == "Tenons bon, l’été\u00a0: oui"
    driver.fill("date", "")
    QGuiApplication.clipboard().setText("\u200e12/03/2027\u202c\n")
    driver.key(Qt.Key.Key_V, CONTROL)
    assert driver.piece.content["date"] == date(2027, 3, 12)


def test_an_export_shows_what_was_made(opened: Driver) -> None:
    driver = opened

    def look(dialog: ExportDialog) -> None:
        dialog.choose("screen")
        driver.click(dialog.go)
        driver.wait(dialog._end.isVisible)
        assert dialog.folder.isVisible()
        listed = [item.text() for item in items_of(dialog._list)]
        assert "build/screen/poster-A3.pdf" in listed
        driver.key(Qt.Key.Key_Escape)

    with driver.answering(ExportDialog, look):
        driver.click(driver.workspace.bar.export)


def test_a_release_is_written_beside_its_pages_and_exported(opened: Driver, root: Path) -> None:
    driver = opened
    driver.workspace.show_piece("communique")
    pages = len(driver.canvas.sheets)
    assert pages >= 2
    story = next(row.editor for row in driver.workspace.form.rows.values() if row.field.type == "story")
    driver.workspace.form.ensureWidgetVisible(story)
    writing = story.focusProxy()
    assert writing is not None
    driver.click(writing)
    driver.key(Qt.Key.Key_End, CONTROL)
    driver.type("\n\nNous tenons bon, **ici** comme à l’hôpital.")
    assert "comme à l’hôpital" in driver.page_text()
    driver.undo()
    assert "comme à l’hôpital" not in driver.page_text()
    driver.redo()
    files = driver.export("screen")
    assert "Nous tenons bon, ici comme à l’hôpital." in text_of(files[0])
    assert "comme à l’hôpital" in (root / "texts" / "communique.md").read_text(encoding="utf-8")


def test_a_click_on_a_paragraph_goes_to_its_line(opened: Driver) -> None:
    driver = opened
    driver.workspace.show_piece("communique")
    heading = next(mark for mark, _ in marks_of(driver) if mark.box == "story:12")
    driver.double_click_box(heading.box)
    story = driver.workspace.form.rows[driver.workspace.form.story_field()].editor
    assert isinstance(story, StoryEditor)
    assert story.isAncestorOf(driver.focus())
    assert story.box.textCursor().block().text().startswith("## ")
    driver.type("Ici ")
    assert "Ici ##" in driver.page_text() or "Ici" in driver.page_text()
