"""What the window remembers between two runs: sizes, recent campaigns, language, theme; a file in the user's folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from pressdesk.base.paths import config_folder

RECENT_MOST = 8


class Settings:
    """The file of settings, with names and kinds."""

    def __init__(self) -> None:
        self._store = QSettings(str(config_folder() / "pressdesk.ini"), QSettings.Format.IniFormat)

    def text(self, key: str, default: str = "") -> str:
        value = self._store.value(key, default)
        return value if isinstance(value, str) else default

    def flag(self, key: str, default: bool = False) -> bool:
        return self.text(key, "yes" if default else "no") == "yes"

    def put(self, key: str, value: str | bool) -> None:
        self._store.setValue(key, ("yes" if value else "no") if isinstance(value, bool) else value)

    def state(self, key: str) -> bytes:
        """The state of a window or splitter, as it was kept."""
        try:
            return bytes.fromhex(self.text(key))
        except ValueError:
            return b""

    def keep_state(self, key: str, state: QByteArray) -> None:
        self._store.setValue(key, bytes(state.data()).hex())

    @property
    def recent(self) -> tuple[Path, ...]:
        """Campaigns opened last, the newest first; those that are gone are left out."""
        paths = [Path(line) for line in self.text("recent").split("\n") if line]
        return tuple(path for path in paths if (path / "campaign.toml").is_file())

    def opened(self, root: Path) -> None:
        """Put a campaign at the head of the recent ones."""
        root = root.resolve()
        paths = [root, *(path for path in self.recent if path != root)][:RECENT_MOST]
        self._store.setValue("recent", "\n".join(map(str, paths)))

    def sync(self) -> None:
        self._store.sync()
