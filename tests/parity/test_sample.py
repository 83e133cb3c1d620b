"""Every page of the sample campaign is the same on screen as in its PDF."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pressdesk.app.painter import SheetPainter
from pressdesk.base.formats import FORMATS
from pressdesk.base.paths import SAMPLE
from pressdesk.output.pdf import PdfKit
from pressdesk.work.making import Maker
from pressdesk.work.plan import Job, Order, plan
from pressdesk.work.sample_photo import procession, walker
from pressdesk.work.store import load, load_with_problems
from tests.parity.compare import raster_difference

pytestmark = pytest.mark.usefixtures("qapp")

LIMIT = 1.0
"""Of 255, in the mean."""

SMALL = 600.0
"""The shorter side, in points, of the sheets compared each time; larger ones have the same layouts."""


class Bench:
    """The sample, and what painting its pages shares."""

    def __init__(self, folder: Path) -> None:
        shutil.copytree(SAMPLE, folder)
        for name, paint in (("marche.jpg", walker), ("cortege.jpg", procession)):
            paint(0.3).save(folder / "pictures" / name, quality=90)  # the full size takes seconds to paint
        campaign = load(folder)
        order = Order(campaign.updated.date())
        self.maker = Maker(campaign, order)
        self.jobs = plan(campaign, order)
        self.painter = SheetPainter()
        self.kit = PdfKit()

    def difference(self, job: Job) -> float:
        """The largest difference of any page of a job."""
        composed = self.maker.compose(job)
        assert composed.sheets
        scale = 2 if FORMATS[job.format].width < 450 else 1
        return max(raster_difference(sheet, scale, painter=self.painter, kit=self.kit) for sheet in composed.sheets)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("parity") / "sample")


def editions() -> list[object]:
    """Every piece in every format: the small ones each time, the others in the long run."""
    campaign = load_with_problems(SAMPLE)
    return [
        pytest.param(piece.name, name, marks=() if _short(name) <= SMALL else pytest.mark.full)
        for piece in campaign.pieces.values()
        for name in piece.formats
    ]


def _short(name: str) -> float:
    return min(FORMATS[name].width, FORMATS[name].height)


@pytest.mark.parametrize(("piece", "format"), editions())
def test_a_page_on_screen_is_the_page_in_the_pdf(bench: Bench, piece: str, format: str) -> None:
    first = next(job for job in bench.jobs if (job.piece, job.format) == (piece, format))
    assert bench.difference(first) < LIMIT


@pytest.mark.full
def test_every_row_of_the_table_agrees(bench: Bench) -> None:
    rows = [job for job in bench.jobs if job.rows and job.format == "A6"]
    assert len(rows) == 12
    assert max(bench.difference(job) for job in rows) < LIMIT
