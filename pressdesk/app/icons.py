"""The icons: one set of line drawings, tinted with the text's colour of the theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from pressdesk.base.paths import ASSETS

FOLDER = ASSETS / "icons"


def ratios() -> tuple[float, ...]:
    """The scales of the screens there are, and 1."""
    screens = QGuiApplication.screens()
    return tuple(sorted({1.0, *(screen.devicePixelRatio() for screen in screens)}))


@lru_cache(maxsize=256)
def pixmap(name: str, colour: str, size: int = 16, ratio: float = 1.0) -> QPixmap:
    """One icon `size` logical pixels wide, in a colour such as `#202020`."""
    data = (FOLDER / f"{name}.svg").read_bytes().replace(b'stroke="#000"', f'stroke="{colour}"'.encode())
    picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(data)).render(painter, QRectF(0, 0, picture.width(), picture.height()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@lru_cache(maxsize=256)
def icon(name: str, colour: str, disabled: str, size: int = 16) -> QIcon:
    """An icon for buttons, sharp at every scale of the screen, paler when its button is off."""
    made = QIcon()
    for ratio in ratios():
        made.addPixmap(pixmap(name, QColor(colour).name(), size, ratio), QIcon.Mode.Normal)
        made.addPixmap(pixmap(name, QColor(colour).name(), size, ratio), QIcon.Mode.Selected)
        made.addPixmap(pixmap(name, QColor(disabled).name(), size, ratio), QIcon.Mode.Disabled)
    return made
