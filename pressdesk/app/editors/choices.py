"""Editors that choose: one of several, a petition, yes or no, some of the organisations."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout

from pressdesk.app.editors.base import Editor, Situation, field_label, placeholder
from pressdesk.app.translations import tr
from pressdesk.model.values import Value


class ChoiceEditor(Editor):
    """One of several; the first entry leaves it to the template or the campaign."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QComboBox()
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.setMinimumContentsLength(8)
        self._box.activated.connect(lambda _index: self._chosen())
        self.setFocusProxy(self._box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._box)

    def show_value(self, value: Value, situation: Situation) -> None:
        self._box.setAccessibleName(field_label(situation.field))
        self._box.clear()
        default = placeholder(situation)
        self._box.addItem(tr("From the campaign: {what}", what=default) if default else tr("None"), None)
        for name, shown in self._choices(situation).items():
            self._box.addItem(shown, name)
        known = [self._box.itemData(index) for index in range(self._box.count())]
        if value not in known:
            self._box.addItem(str(value), value)
        self._box.setCurrentIndex(self._box.findData(value))

    def _choices(self, situation: Situation) -> Mapping[str, str]:
        return {choice: choice for choice in situation.field.choices}

    def _chosen(self) -> None:
        self.edited.emit(self._box.currentData())
        self.left.emit()


class PetitionEditor(ChoiceEditor):
    """One of the campaign's petitions, with its short link."""

    def _choices(self, situation: Situation) -> Mapping[str, str]:
        return {
            key: f"{petition.title or key} – {petition.short or petition.link}"
            for key, petition in situation.campaign.petitions.items()
        }


class YesNoEditor(Editor):
    """A box to tick."""

    def __init__(self) -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.clicked.connect(self._ticked)
        self.setFocusProxy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box)
        row.addStretch()

    def show_value(self, value: Value, situation: Situation) -> None:
        self.box.setText(field_label(situation.field))
        now = situation.filled.values.get(situation.field.name) if situation.filled else value
        self.box.setChecked(now is True)

    def _ticked(self, checked: bool) -> None:
        self.edited.emit(checked)
        self.left.emit()


class SeveralEditor(Editor):
    """Some of the campaign's organisations: tick those that sign; none ticked leaves it to the campaign."""

    def __init__(self) -> None:
        super().__init__()
        self._boxes: dict[str, QCheckBox] = {}
        self._others: tuple[Value, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_value(self, value: Value, situation: Situation) -> None:
        # Organisations that only this piece knows are tables in it; they stay as they are.
        self._others = (
            tuple(one for one in value if isinstance(one, Mapping)) if isinstance(value, tuple | list) else ()
        )
        wanted = {one.key: one.short or one.name for one in situation.campaign.organisations}
        if list(self._boxes) != list(wanted):
            for box in self._boxes.values():
                self._column.removeWidget(box)
                box.deleteLater()
            self._boxes = {}
            for key, name in wanted.items():
                box = QCheckBox(name)
                box.clicked.connect(lambda _checked=False: self._ticked())
                self._column.addWidget(box)
                self._boxes[key] = box
        now = situation.filled.values.get(situation.field.name) if situation.filled else ()
        chosen = {getattr(one, "key", "") for one in now} if isinstance(now, tuple) else set()
        for key, box in self._boxes.items():
            box.setChecked(key in chosen)

    def seize(self) -> None:
        if self._boxes:
            next(iter(self._boxes.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _ticked(self) -> None:
        keys = tuple(key for key, box in self._boxes.items() if box.isChecked())
        self.edited.emit((*keys, *self._others) if len(keys) < len(self._boxes) or self._others else None)
        self.left.emit()
