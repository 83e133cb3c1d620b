"""Work beside the window: pictures decoded and thumbnails painted in threads, so that the window never waits."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from pressdesk.app.pictures import ScreenPictures
from pressdesk.base.problem import PressDeskError
from pressdesk.display.assets import Asset
from pressdesk.display.items import Duotone

Result = TypeVar("Result")


class Hand(QObject):
    """Does one thing after the other in a thread; what comes of it is handed over in the window's own thread."""

    _done = Signal(object, object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._done.connect(self._deliver)
        self._closed = False

    def do(self, work: Callable[[], Result], then: Callable[[Result], None]) -> None:
        """Do `work` in the thread, then `then` with its result here; a PressDeskError is swallowed."""

        def run() -> None:
            try:
                result = work()
            except PressDeskError:
                return
            if not self._closed:
                self._done.emit(then, result)

        if not self._closed:
            self._pool.submit(run)

    def close(self) -> None:
        """Drop what was not begun and wait for the rest."""
        self._closed = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _deliver(self, then: Callable[[object], None], result: object) -> None:
        if not self._closed:
            then(result)


class BackgroundPictures(ScreenPictures):
    """Pictures for the page: the best that is there at once, the right one as soon as it is decoded."""

    def __init__(self, cache: Path | None, hand: Hand, arrived: Callable[[], None]) -> None:
        super().__init__(cache)
        self._hand = hand
        self._arrived = arrived

    def _made(self, asset: Asset, duotone: Duotone | None, halvings: int) -> QImage:
        make = super()._made
        key = asset.digest, duotone, halvings

        def take(image: QImage) -> None:
            old = self._kept.get(key)
            if old is not None:
                self._bytes += image.sizeInBytes() - old.sizeInBytes()
                self._kept[key] = image
            self._arrived()

        self._hand.do(lambda: make(asset, duotone, halvings), take)
        others = [
            (abs(known[2] - halvings), image)
            for known, image in self._kept.items()
            if known[:2] == key[:2] and not image.isNull()
        ]
        return min(others, key=lambda other: other[0])[1] if others else QImage()
