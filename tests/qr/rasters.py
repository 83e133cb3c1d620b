"""Codes painted pixel by pixel, without any painter of ours."""

from __future__ import annotations

from pressdesk.qr.matrix import Matrix
from pressdesk.qr.verify import Grey


def raster(modules: Matrix, pixels: int = 3, quiet: int = 4, dark: int = 0, light: int = 255) -> Grey:
    side = (len(modules) + 2 * quiet) * pixels
    blank = [light] * (quiet * pixels)
    rows = [[light] * side] * (quiet * pixels)
    for modules_row in modules:
        row = [*blank, *(level for module in modules_row for level in [dark if module else light] * pixels), *blank]
        rows += [row] * pixels
    rows += [[light] * side] * (quiet * pixels)
    return Grey(side, side, b"".join(map(bytes, rows)))
