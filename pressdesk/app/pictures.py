"""Pictures for the screen: decoded no larger than they are shown, and kept."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QTransform

from pressdesk.base.problem import InputError
from pressdesk.colour.pictures import treated
from pressdesk.display.assets import Asset
from pressdesk.display.items import Duotone
from pressdesk.output.placing import TURNS

_KEPT_BYTES = 256 * 1024 * 1024


class ScreenPictures:
    """Upright pictures in sRGB, halved as often as the size on screen allows."""

    def __init__(self, cache: Path | None = None) -> None:
        self._cache = cache
        self._kept: OrderedDict[tuple[str, Duotone | None, int], QImage] = OrderedDict()
        self._bytes = 0

    def image(self, asset: Asset, duotone: Duotone | None, width: float) -> QImage:
        """The picture with at least `width` pixels across the whole of it, or all that there are.

        A picture that cannot be read any more is an empty image.
        """
        across = asset.upright[0]
        halvings = 0
        while across >> (halvings + 1) >= width and halvings < 12 and min(asset.width, asset.height) >> halvings > 1:
            halvings += 1
        key = asset.digest, duotone, halvings
        found = self._kept.get(key)
        if found is None:
            found = self._made(asset, duotone, halvings)
            self._kept[key] = found
            self._bytes += found.sizeInBytes()
            while self._bytes > _KEPT_BYTES and len(self._kept) > 1:
                self._bytes -= self._kept.popitem(last=False)[1].sizeInBytes()
        else:
            self._kept.move_to_end(key)
        return found

    def _made(self, asset: Asset, duotone: Duotone | None, halvings: int) -> QImage:
        if duotone is not None:
            return self._treated(asset, duotone, halvings)
        reader = QImageReader(asset.path)
        reader.setAutoTransform(True)
        reader.setAllocationLimit(0)  # the size was checked when the picture was looked at
        if halvings:
            reader.setScaledSize(QSize(-(-asset.width >> halvings) or 1, -(-asset.height >> halvings) or 1))
        image = reader.read()
        if image.isNull():
            return image
        if image.colorSpace().isValid() and image.colorSpace() != QColorSpace(QColorSpace.NamedColorSpace.SRgb):
            image = image.convertedToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
        alpha = image.hasAlphaChannel()
        return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied if alpha else QImage.Format.Format_RGB32)

    def _treated(self, asset: Asset, duotone: Duotone, halvings: int) -> QImage:
        longest = max(asset.width, asset.height) >> halvings
        try:
            made = treated(asset, duotone=duotone, mode="rgb", max_px=max(1, longest), cache=self._cache)
        except InputError:
            return QImage()
        image = QImage.fromData(made.data)
        if asset.orientation != 1:  # Qt moves the result into place
            image = image.transformed(QTransform(*TURNS[asset.orientation][:4], 0, 0))
        return image.convertToFormat(QImage.Format.Format_RGB32)
