"""The facts of a campaign that text may name, with what they say now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from pressdesk.app.translations import language, tr
from pressdesk.model.campaign import Campaign
from pressdesk.text.dates import format_date, format_time


def facts_menu(campaign: Campaign, insert: Callable[[str], object], parent: QWidget) -> QMenu:
    """A menu of the campaign's facts with what they say now; choosing one inserts its name."""
    menu = QMenu(tr("Insert a fact"), parent)
    for name, told in facts_of(campaign):
        action = QAction(f"{name}   {told[:40]}", menu)
        action.triggered.connect(lambda _checked=False, name=name: insert(name))
        menu.addAction(action)
    return menu


def facts_of(campaign: Campaign) -> list[tuple[str, str]]:
    """The names that text may use, each with its value in words."""
    found: list[tuple[str, str]] = [
        (name, value) for name in ("slogan", "hashtag", "legal") if (value := getattr(campaign, name))
    ]
    found += [(f"petitions.{key}", one.short or one.link) for key, one in campaign.petitions.items()]
    for name, value in campaign.facts.items():
        if isinstance(value, Mapping):
            found += [(f"{name}.{part}", told(inner)) for part, inner in value.items()]
        else:
            found.append((name, told(value)))
    return found


def told(value: object) -> str:
    """A value in a few words."""
    match value:
        case date():
            return format_date(value, "long", language())
        case time():
            return format_time(value, "long", language())
        case tuple() | list():
            return ", ".join(map(told, value))
        case None:
            return ""
    return str(value)
