"""A picture file as the display list knows it."""

from __future__ import annotations

from typing import Literal, TypeAlias

from pressdesk.base.values import NamedTuple

AssetKind: TypeAlias = Literal["jpeg", "png", "other"]
PixelSpace: TypeAlias = Literal["gray", "rgb", "cmyk", "other"]


class Asset(NamedTuple):
    """A picture on disk: `digest` is the hash of its bytes, `width` and `height` are its pixels as stored,
    `orientation` the EXIF value 1 to 8 to be applied.

    `bits` are those of a channel; `inverted` says that a CMYK JPEG stores 255 for no ink, as Photoshop writes it.
    """

    digest: str
    path: str
    width: int
    height: int
    kind: AssetKind
    space: PixelSpace = "rgb"
    orientation: int = 1
    alpha: bool = False
    bits: int = 8
    inverted: bool = False

    @property
    def upright(self) -> tuple[int, int]:
        """Width and height as seen, orientation applied."""
        return (self.height, self.width) if self.orientation >= 5 else (self.width, self.height)
