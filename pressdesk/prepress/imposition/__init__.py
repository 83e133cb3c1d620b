"""Pages laid out on sheets: several to a sheet, booklets, leaflets, posters over many sheets."""

from __future__ import annotations

from pressdesk.prepress.imposition.imposing import Imposed, impose
from pressdesk.prepress.imposition.values import Imposition

__all__ = ["Imposed", "Imposition", "impose"]
