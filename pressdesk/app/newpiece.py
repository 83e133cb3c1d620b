"""A new piece: every template as a picture in the campaign's own brand, a title, the formats."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from shiboken6 import isValid

from pressdesk.app.document import Document
from pressdesk.app.editors.pictures import picture_paths
from pressdesk.app.thumbnails import Thumbnailer
from pressdesk.app.translations import language, tr
from pressdesk.app.widgets import button, label
from pressdesk.base.problem import InputError
from pressdesk.model.campaign import Campaign
from pressdesk.model.piece import Piece
from pressdesk.templates.catalogue import template_named, templates_available
from pressdesk.templates.samples import sample_content
from pressdesk.templates.tree import Template
from pressdesk.work.piecing import new_piece, wanted_record

PICTURE = QSize(184, 208)
_ORDER = ("poster", "triptych", "flyer", "leaflet", "release", "letter")


def usable_templates(root: Path) -> list[Template]:
    """The templates that can be read: posters first, then what else is put up, handed out, sent."""
    found = []
    for one in templates_available(root):
        try:
            found.append(template_named(one.name, root))
        except InputError:
            continue
    return sorted(found, key=lambda template: _ORDER.index(template.kind) if template.kind in _ORDER else len(_ORDER))


def template_title(template: Template) -> str:
    return template.titles.get(language()) or template.titles.get("fr") or template.name


def example_piece(campaign: Campaign, template: Template) -> Piece:
    """The piece that a template is shown with: its own examples, a picture of the campaign."""
    content = dict(sample_content(template))
    pictures = picture_paths(campaign.root)
    for field in template.fields.values():
        if field.type == "picture" and pictures:
            content[field.name] = pictures[0]
    piece = new_piece(campaign, template, "")
    if piece.rows:
        content = {
            name: value
            for name, value in content.items()
            if f"{{{wanted_record(template)}." not in template.fields[name].default
        }
    return piece._replace(content=content)


class NewPieceDialog(QDialog):
    """Choose a template, say what the piece is called."""

    def __init__(self, document: Document, thumbnails: Thumbnailer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.templates = {template.name: template for template in usable_templates(document.root)}
        self.setWindowTitle(tr("New piece"))
        self.resize(1000, 704)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addWidget(label(tr("Choose a template"), "title"))
        self.list = QListWidget()
        self.list.setViewMode(QListWidget.ViewMode.IconMode)
        self.list.setIconSize(PICTURE)
        self.list.setGridSize(PICTURE + QSize(40, 72))
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setMovement(QListWidget.Movement.Static)
        self.list.setWordWrap(True)
        self.list.setObjectName("templates")
        self.list.setAccessibleName(tr("Templates"))
        column.addWidget(self.list, 1)
        self._told = label("", "quiet", wrap=True)
        column.addWidget(self._told)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.title = QLineEdit()
        self.title.setPlaceholderText(tr("What the piece is called in your list"))
        self.title.setAccessibleName(tr("Title of the piece"))
        row.addWidget(self.title, 1)
        row.addWidget(button(tr("Cancel"), self.reject))
        self.make = button(tr("Make the piece"), self.accept, kind="main")
        self.make.setDefault(True)
        row.addWidget(self.make)
        column.addSpacing(8)
        column.addLayout(row)
        for template in self.templates.values():
            self._add(template, thumbnails)
        self.list.currentItemChanged.connect(lambda *_: self._chose())
        self.list.itemDoubleClicked.connect(lambda _item: self.accept())
        self.list.setCurrentRow(0)
        self.list.setFocus()

    @property
    def template(self) -> Template | None:
        item = self.list.currentItem()
        return self.templates[item.data(Qt.ItemDataRole.UserRole)] if item else None

    def piece(self) -> Piece | None:
        """What was chosen."""
        template = self.template
        if template is None:
            return None
        title = self.title.text().strip() or template_title(template)
        return new_piece(self.document.campaign, template, title)

    def _add(self, template: Template, thumbnails: Thumbnailer) -> None:
        item = QListWidgetItem(template_title(template))
        item.setData(Qt.ItemDataRole.UserRole, template.name)
        item.setIcon(QIcon(_blank()))
        item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.list.addItem(item)
        piece = example_piece(self.document.campaign, template)
        ratio = self.devicePixelRatioF()
        size = (round(PICTURE.width() * ratio), round(PICTURE.height() * ratio))

        def take(image: QImage) -> None:
            if not isValid(item):  # the dialog was closed before its picture came
                return
            picture = _framed(image, ratio)
            icon = QIcon(picture)
            icon.addPixmap(picture, QIcon.Mode.Selected)  # as it is, not tinted
            item.setIcon(icon)

        thumbnails.paint(
            self.document.campaign,
            piece._replace(name=f"new:{template.name}"),
            piece.formats[0],
            size,
            take,
            at_once=True,
        )

    def _chose(self) -> None:
        template = self.template
        self.make.setEnabled(template is not None)
        told = template.descriptions if template else {}
        self._told.setText(told.get(language()) or told.get("fr") or "")


def _blank() -> QPixmap:
    picture = QPixmap(PICTURE)
    picture.fill(Qt.GlobalColor.transparent)
    return picture


def _framed(image: QImage, ratio: float) -> QPixmap:
    """The picture in the middle of the room for pictures, so that all stand on one line."""
    picture = QPixmap(PICTURE * ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    x, y = (picture.width() - image.width()) // 2, picture.height() - image.height()
    painter.drawImage(x, y, image)
    painter.setPen(QColor(0, 0, 0, 40))
    painter.drawRect(x, y, image.width() - 1, image.height() - 1)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
