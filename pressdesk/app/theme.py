"""How the window looks: calm greys so that the page is the only colourful thing, one accent, an 8-pixel grid."""

from __future__ import annotations

import sys
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from pressdesk.app import icons
from pressdesk.base.paths import FONTS

TEXT_PX = 13


class Theme(NamedTuple):
    """The colours of one look, as `#rrggbb`; contrasts of text are at least 4.5 on their grounds."""

    name: str
    ground: str
    panel: str
    field: str
    table: str
    line: str
    strong_line: str
    text: str
    quiet: str
    faint: str
    hover: str
    pressed: str
    chosen: str
    accent: str
    accent_hover: str
    on_accent: str
    focus: str
    error: str
    warning: str
    good: str


LIGHT = Theme(
    name="light",
    ground="#f3f3f4",
    panel="#fafafa",
    field="#ffffff",
    table="#c4c6c9",
    line="#dcdde0",
    strong_line="#a9acb2",
    text="#1d1f23",
    quiet="#5d6168",
    faint="#9a9ea6",
    hover="#e8e9eb",
    pressed="#dadcdf",
    chosen="#dfe6f6",
    accent="#2457c5",
    accent_hover="#1d49a8",
    on_accent="#ffffff",
    focus="#2457c5",
    error="#b3261e",
    warning="#8a5300",
    good="#1d6b3a",
)
DARK = Theme(
    name="dark",
    ground="#232427",
    panel="#2a2b2f",
    field="#1c1d20",
    table="#3b3d42",
    line="#3d3f45",
    strong_line="#63666e",
    text="#ececee",
    quiet="#a9adb5",
    faint="#767a83",
    hover="#36383d",
    pressed="#42444a",
    chosen="#2e3a55",
    accent="#3a6cd8",
    accent_hover="#4a7ce6",
    on_accent="#ffffff",
    focus="#7ea4f5",
    error="#ff8a80",
    warning="#f0b35a",
    good="#7fd39b",
)

_QSS = """
* {{ font-size: {px}px; }}
QMainWindow, QDialog {{ background: {ground}; }}
QToolTip {{ background: {text}; color: {ground}; border: 0; padding: 4px 8px; }}
QWidget#panel, QScrollArea#panel, QWidget#panelBody {{ background: {panel}; border: 0; }}
QWidget#bar {{ background: {panel}; border: 0; border-bottom: 1px solid {line}; }}
QWidget#foot {{ background: {panel}; border: 0; border-top: 1px solid {line}; }}
QWidget#left {{ border-right: 1px solid {line}; background: {panel}; }}
QWidget#right {{ border-left: 1px solid {line}; background: {panel}; }}
QLabel {{ background: transparent; color: {text}; }}
QLabel[role="title"] {{ font-size: 15px; font-weight: 600; }}
QLabel[role="display"] {{ font-size: 24px; font-weight: 600; }}
QLabel[role="section"] {{ font-weight: 600; color: {text}; }}
QLabel[role="label"] {{ color: {text}; }}
QLabel[role="marked"] {{ color: {accent_text}; font-weight: 600; }}
QLabel[role="quiet"] {{ color: {quiet}; }}
QLabel[role="help"] {{ color: {quiet}; font-size: 12px; }}
QLabel[role="error"] {{ color: {error}; font-size: 12px; }}
QLabel[role="warning"] {{ color: {warning}; font-size: 12px; }}
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDoubleSpinBox {{
    background: {field}; color: {text}; border: 1px solid {strong_line}; border-radius: 4px; padding: 5px 7px;
    selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus {{
    border: 2px solid {focus}; padding: 4px 6px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{
    color: {faint}; background: {ground}; border-color: {line}; }}
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"] {{ background: {ground}; }}
QComboBox {{ padding-right: 24px; }}
QComboBox::drop-down {{ border: 0; width: 22px; }}
QComboBox::down-arrow {{ image: url({down}); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {field}; color: {text}; border: 1px solid {strong_line};
    selection-background-color: {chosen}; selection-color: {text}; outline: 0; padding: 4px; }}
QPushButton, QToolButton {{ color: {text}; border: 1px solid transparent; border-radius: 4px; padding: 5px 11px;
    background: transparent; }}
QPushButton {{ background: {field}; border-color: {strong_line}; min-height: 18px; }}
QPushButton:hover {{ background: {hover}; }}
QPushButton:pressed {{ background: {pressed}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {focus}; padding: 4px 10px; }}
QPushButton:disabled {{ color: {faint}; border-color: {line}; background: transparent; }}
QPushButton[kind="main"] {{ background: {accent}; color: {on_accent}; border-color: {accent}; font-weight: 600; }}
QPushButton[kind="main"]:hover {{ background: {accent_hover}; border-color: {accent_hover}; }}
QPushButton[kind="main"]:focus {{ border: 2px solid {text}; }}
QPushButton[kind="main"]:disabled {{ background: {hover}; color: {faint}; border-color: {line}; }}
QPushButton[kind="quiet"] {{ background: transparent; border-color: transparent; text-align: left; }}
QPushButton[kind="quiet"]:hover {{ background: {hover}; }}
QPushButton[kind="quiet"]:checked {{ background: {chosen}; }}
QPushButton[kind="quiet"]:focus {{ border: 2px solid {focus}; }}
QToolButton {{ padding: 5px; }}
QToolButton:hover {{ background: {hover}; }}
QToolButton:pressed {{ background: {pressed}; }}
QToolButton:checked {{ background: {chosen}; }}
QToolButton:focus {{ border: 2px solid {focus}; padding: 4px; }}
QToolButton::menu-indicator {{ image: none; }}
QCheckBox, QRadioButton {{ color: {text}; spacing: 8px; background: transparent; padding: 3px 8px 3px 3px; }}
QCheckBox:focus, QRadioButton:focus {{ border: 2px solid {focus}; border-radius: 4px; padding: 1px 6px 1px 1px; }}
QCheckBox::indicator {{ width: 16px; height: 16px; border: 1px solid {strong_line}; border-radius: 3px;
    background: {field}; }}
QCheckBox::indicator:checked {{ background: {accent}; border-color: {accent}; image: url({check}); }}
QCheckBox::indicator:disabled {{ border-color: {line}; background: {ground}; }}
QRadioButton::indicator {{ width: 14px; height: 14px; border: 1px solid {strong_line}; border-radius: 8px;
    background: {field}; }}
QRadioButton::indicator:checked {{ border: 5px solid {accent}; width: 6px; height: 6px; background: #ffffff; }}
QListView, QTableView, QTreeView {{ background: {panel}; color: {text}; border: 0; outline: 0;
    alternate-background-color: {ground}; gridline-color: {line}; selection-background-color: {chosen};
    selection-color: {text}; }}
QListView:focus, QTableView:focus {{ border: 0; }}
QListWidget#templates {{ background: {panel}; border: 1px solid {line}; border-radius: 4px; padding: 8px; }}
QListWidget#templates::item {{ border-radius: 6px; padding: 8px 4px; }}
QListWidget#templates::item:selected {{ background: {chosen}; color: {text}; }}
QHeaderView {{ background: {panel}; }}
QHeaderView::section {{ background: {panel}; color: {quiet}; border: 0; border-bottom: 1px solid {line};
    padding: 5px 8px 5px 11px; font-weight: 400; }}
QTableView::item {{ padding: 3px 8px; }}
QTableView::item:focus {{ border: 2px solid {focus}; padding: 1px 6px; }}
QTableView QLineEdit {{ border-radius: 0; padding: 0 6px; border: 2px solid {focus}; }}
QHeaderView::section:vertical {{ border: 0; padding: 0 8px; }}
QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
QTableCornerButton::section {{ background: {panel}; border: 0; }}
QMenuBar {{ background: {panel}; color: {text}; padding: 2px 4px; border: 0; }}
QMenuBar::item {{ padding: 4px 8px; border-radius: 4px; background: transparent; }}
QMenuBar::item:selected {{ background: {hover}; }}
QMenu {{ background: {field}; color: {text}; border: 1px solid {strong_line}; padding: 4px; }}
QMenu::item {{ padding: 5px 28px 5px 28px; border-radius: 3px; }}
QMenu::item:selected {{ background: {chosen}; }}
QMenu::item:disabled {{ color: {faint}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QMenu::icon {{ padding-left: 8px; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {strong_line}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {quiet}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: {line}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QProgressBar {{ border: 0; border-radius: 3px; background: {hover}; height: 6px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
QFrame[role="line"] {{ background: {line}; border: 0; max-height: 1px; min-height: 1px; }}
QFrame[role="banner"] {{ background: {chosen}; border: 0; }}
QFrame[role="drop"] {{ background: {field}; border: 1px dashed {strong_line}; border-radius: 4px; }}
QFrame[role="drop"][over="true"] {{ border: 2px solid {focus}; }}
QCalendarWidget QWidget {{ background: {field}; color: {text}; alternate-background-color: {ground}; }}
QCalendarWidget QAbstractItemView {{ selection-background-color: {accent}; selection-color: {on_accent}; }}
"""


def system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def theme_for(choice: str) -> Theme:
    """The theme for the user's choice: `light`, `dark`, or anything else for the system's own."""
    dark = choice == "dark" or (choice != "light" and system_is_dark())
    return DARK if dark else LIGHT


def apply(application: QApplication, theme: Theme) -> None:
    """Give the whole program this look."""
    global _current  # noqa: PLW0603
    _current = theme
    application.setStyle(QStyleFactory.create("Fusion"))
    application.setPalette(_palette(theme))
    application.setFont(_font(application))
    application.setStyleSheet(
        _QSS.format(
            px=TEXT_PX,
            accent_text=theme.focus,
            down=_file("down", theme.quiet),
            check=_file("check", "#ffffff"),
            **theme._asdict(),
        )
    )


def current() -> Theme:
    return _current


def tinted(name: str, size: int = 16, *, on_accent: bool = False) -> QIcon:
    """An icon in the text's colour of the present theme."""
    return icons.icon(name, _current.on_accent if on_accent else _current.text, _current.faint, size)


_current = LIGHT


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.ground,
        QPalette.ColorRole.Base: theme.field,
        QPalette.ColorRole.AlternateBase: theme.ground,
        QPalette.ColorRole.Button: theme.panel,
        QPalette.ColorRole.Text: theme.text,
        QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.ButtonText: theme.text,
        QPalette.ColorRole.PlaceholderText: theme.faint if theme.name == "dark" else "#7a7e86",
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.on_accent,
        QPalette.ColorRole.ToolTipBase: theme.text,
        QPalette.ColorRole.ToolTipText: theme.ground,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.Mid: theme.line,
        QPalette.ColorRole.Dark: theme.strong_line,
        QPalette.ColorRole.Accent: theme.accent,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.faint))
    return palette


_PLAIN_FAMILIES = ("DejaVu Sans", "Sans", "Sans Serif", "Bitstream Vera Sans", "")


def _font(application: QApplication) -> QFont:
    """The system's own font; where a bare Linux has none that is made for screens, the one that comes with us."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if sys.platform.startswith("linux") and font.family() in _PLAIN_FAMILIES:
        if not application.property("ownFont"):
            for name in ("400Regular", "600SemiBold", "700Bold"):
                QFontDatabase.addApplicationFont(str(FONTS / "inter" / f"Inter_{name}.ttf"))
            application.setProperty("ownFont", True)
        font = QFont("Inter")
    font.setPixelSize(TEXT_PX)
    return font


def _file(name: str, colour: str) -> str:
    """A tinted icon as a file, which style sheets ask for."""
    from pressdesk.base.paths import cache_folder

    path = cache_folder() / f"{name}-{colour.removeprefix('#')}.png"
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        icons.pixmap(name, colour, 16, 2.0).save(str(path))
    return path.as_posix()
