"""Notices what other programs do in the open campaign's folder: changed files, a folder that went away."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from pressdesk.app.document import Document
from pressdesk.base.problem import InputError
from pressdesk.model.campaign import Campaign
from pressdesk.work.store import load_with_problems
from pressdesk.work.store.comparing import say_the_same
from pressdesk.work.watching import Snapshot, snapshot

REST_MS = 300
LOOK_MS = 2000
MOST_WATCHED = 2000


class Follower(QObject):
    """Watches a folder. Files that the session itself wrote are known to it once `wrote` was called."""

    changed = Signal(object)  # the campaign as the folder says it now
    redrawn = Signal()  # a picture, a font or a template changed, and nothing else
    broken = Signal(object)  # problems: the folder cannot be read now

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._seen: Snapshot = snapshot(document.root)
        self._gone = False
        self._watcher = QFileSystemWatcher(self)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.look)
        self._watcher.directoryChanged.connect(lambda _path: self._rest.start())
        self._watcher.fileChanged.connect(lambda _path: self._rest.start())
        self._clock = QTimer(self, interval=LOOK_MS)
        self._clock.timeout.connect(self._look_for_folder)
        self._clock.start()
        self._watch()

    def wrote(self) -> None:
        """What lies in the folder now is what the session knows."""
        self._seen = snapshot(self._document.root)
        self._watch()

    def look(self) -> None:
        """Compare the folder with what the session knows, and tell what is new."""
        root = self._document.root
        now = snapshot(root)
        self._gone = not root.is_dir()
        if now == self._seen and not self._gone:
            self._watch()
            return
        self._seen = now
        self._watch()
        try:
            disk: Campaign = load_with_problems(root)
        except InputError as fault:
            self.broken.emit(fault.problems)
            return
        if say_the_same(disk, self._document.session.saved):
            self.redrawn.emit()
        else:
            self.changed.emit(disk)

    def close(self) -> None:
        """Stop looking."""
        self._rest.stop()
        self._clock.stop()
        self._watcher.deleteLater()

    def _look_for_folder(self) -> None:
        """A folder that is renamed or unplugged is not always told, and never that it came back."""
        if self._document.root.is_dir() == self._gone:
            self._rest.start()

    def _watch(self) -> None:
        """Watch the folders, and the files that are changed in place; a file that is replaced is a new one to watch."""
        folders = {str(self._document.root), *(str(Path(path).parent) for path in self._seen)}
        wanted = [*sorted(folders), *sorted(self._seen)][:MOST_WATCHED]
        known = {*self._watcher.files(), *self._watcher.directories()}
        new = [path for path in wanted if path not in known and Path(path).exists()]
        if new:
            self._watcher.addPaths(new)
