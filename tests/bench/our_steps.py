"""PressDesk's side as processes of their own: `our_steps.py poster|press|flyers|files DIR OUT`.

What the command line does, with the proof of the codes left out.
"""

from __future__ import annotations

import gc
import os
import sys
from datetime import date
from pathlib import Path
from typing import Literal

from pressdesk.work.memory import RARE

AS_OF = date(2027, 1, 20)


def poster(campaign: Path, out: Path, purpose: Literal["screen", "print"] = "screen") -> None:
    """One A3 poster as an RGB PDF, or for offset."""
    from pressdesk.work.build import build
    from pressdesk.work.plan import Order
    from pressdesk.work.store import load

    preset = "offset-coated" if purpose == "print" else "as-it-is"
    order = Order(AS_OF, ("poster",), purpose, preset, "A3", out, force=True, prove=False)
    _ended(build(load(campaign, ("poster",)), order, jobs=1))


def flyers(campaign: Path, out: Path, one: bool) -> None:
    """A flyer for each row of the table, one file or 500, with codes made and traced beforehand, as Typst has them."""
    import pickle

    from pressdesk.qr import geometry, matrix

    ready, outlines = pickle.loads((campaign.parent / "codes.pickle").read_bytes())
    for module, name, known in ((matrix, "matrix", ready), (geometry, "outline", outlines)):  # before they are used
        setattr(module, name, lambda *key, known=known: known[key])

    from pressdesk.work.merge import merge, merge_of
    from pressdesk.work.plan import Order
    from pressdesk.work.store import load

    loaded = load(campaign, ("flyer",))
    order = Order(AS_OF, ("flyer",), "screen", "as-it-is", "A5", out, force=True, prove=False)
    _ended(merge(loaded, merge_of(loaded, "flyer", "tables/many.csv"), order, one=one))


def _ended(built: object) -> None:
    problems = [problem for problem in built.problems if problem.severity == "error"]  # type: ignore[attr-defined]
    if problems or not built.files:  # type: ignore[attr-defined]
        sys.exit("\n".join(map(str, problems)) or "nothing was made")


if __name__ == "__main__":
    gc.set_threshold(*RARE)  # as every command begins
    work, folder, target = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    if work in ("poster", "press"):
        poster(folder, target, "print" if work == "press" else "screen")
    else:
        flyers(folder, target, work == "flyers")
    os._exit(0)  # as every command ends
