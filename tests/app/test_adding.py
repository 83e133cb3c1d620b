"""A campaign from nothing in the window: organisations with a logo, a petition, a rally, contacts, facts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QInputDialog, QLineEdit

from pressdesk.app import adding
from pressdesk.app.application import make_application, speak
from pressdesk.app.translations import set_language
from pressdesk.work.store import load
from tests.app.driving import CONTROL, Driver

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0H9V9H0Z"/></svg>'


@pytest.fixture
def new(driver: Driver, tmp_path: Path) -> Driver:
    with driver.naming(tmp_path / "nouvelle"):
        driver.action("new-campaign").trigger()
    driver.wait(lambda: driver.window.workspace)
    driver.click(driver.workspace.facts_button)
    return driver


def press(driver: Driver, text: str) -> None:
    facts = driver.workspace.facts
    found = driver.button(facts, text)
    facts.ensureWidgetVisible(found)
    driver.click(found)
    driver.settle()


def typed(driver: Driver, text: str) -> None:
    driver.key(Qt.Key.Key_A, CONTROL)
    driver.type(text)


def test_what_a_new_campaign_lacks_is_added_and_saved(new: Driver, tmp_path: Path) -> None:
    press(new, "Add a rally")
    typed(new, "27/2/2027")
    press(new, "Add a petition")
    typed(new, "https://lire.example/petition")
    press(new, "Add an organisation")
    typed(new, "Lire ici")
    (tmp_path / "logo.svg").write_text(LOGO, encoding="utf-8")
    with new.naming(tmp_path / "logo.svg"):
        press(new, "Choose a logo…")
    new.wait(lambda: new.session.campaign.organisations[0].logo)
    press(new, "Add a contact")
    typed(new, "Élodie Marchand")
    new.action("save").trigger()
    found = load(tmp_path / "nouvelle")
    assert found.facts["rally"]["date"] == date(2027, 2, 27)  # type: ignore[index,call-overload]
    assert found.petitions["main"].link == "https://lire.example/petition"
    assert found.petitions["main"].call == "Signez la pétition"
    assert (found.organisations[0].name, found.organisations[0].logo) == ("Lire ici", "pictures/logo.svg")
    assert found.contacts[0].name == "Élodie Marchand"


def test_a_fact_of_ones_own_has_a_name_that_texts_can_use(new: Driver) -> None:
    def answer(dialog: QInputDialog) -> None:
        field = dialog.findChild(QLineEdit)
        assert field is not None
        field.setText("Nombre d’adhérents")
        dialog.accept()

    with new.answering(QInputDialog, answer):
        press(new, "Add a fact…")
    typed(new, "1200")
    assert new.session.campaign.facts == {"nombre_d_adherents": "1200"}
    for title, name in (("Slogan", "slogan-2"), ("5 annexes", "fact_5_annexes"), ("…", "fact")):
        assert adding.add_fact(new.document, title) == ("facts", name)


def test_what_was_added_can_be_taken_out_and_comes_back(new: Driver) -> None:
    document = new.document
    for _ in range(2):
        adding.add_organisation(document)
    keys = [one.key for one in new.session.campaign.organisations]
    assert len(set(keys)) == 2
    adding.add_petition(document)
    adding.remove(document, ("organisations", 0), "x")
    adding.remove(document, ("petitions", "main"), "x")
    assert [one.key for one in new.session.campaign.organisations] == keys[1:]
    assert not new.session.campaign.petitions
    new.action("undo").trigger()
    assert list(new.session.campaign.petitions) == ["main"]


def test_qt_speaks_the_language_of_the_window(driver: Driver) -> None:
    application = make_application()
    for language, told in (("fr", "Voir dans\xa0:"), ("en", "Look in:")):
        set_language(language)
        speak(application)
        assert QCoreApplication.translate("QFileDialog", "Look in:") == told
