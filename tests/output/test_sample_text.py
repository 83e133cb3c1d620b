"""Text taken from the sample's PDFs equals the typeset text; every flyer shows its own row; the bytes repeat."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import pytest

from pressdesk.base.paths import SAMPLE
from pressdesk.display.inspect import text_of
from pressdesk.output.pdf import PdfKit, PdfOptions, write_pdf
from pressdesk.work.making import Maker
from pressdesk.work.plan import Job, Order, plan
from pressdesk.work.sample_photo import procession, walker
from pressdesk.work.store import load
from tests.output.reading import shown_text


class Written:
    """The sample composed, and its files in memory."""

    def __init__(self, folder: Path) -> None:
        shutil.copytree(SAMPLE, folder)
        for name, paint in (("marche.jpg", walker), ("cortege.jpg", procession)):
            paint(0.1).save(folder / "pictures" / name)
        self.campaign = load(folder)
        self.maker = Maker(self.campaign, Order(self.campaign.updated.date()))
        self.jobs = plan(self.campaign, Order(self.campaign.updated.date()))
        self.kit = PdfKit()

    def pdf(self, job: Job, mode: str = "rgb", kit: PdfKit | None = None) -> bytes:
        stream = BytesIO()
        options = PdfOptions(mode=mode, created=self.campaign.updated)  # type: ignore[arg-type]
        write_pdf(self.maker.compose(job).sheets, stream, options, kit)
        return stream.getvalue()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return Written(tmp_path_factory.mktemp("text") / "sample")


@pytest.mark.parametrize("mode", ["rgb", "cmyk"])
def test_the_text_of_every_page_is_the_typeset_text(written: Written, mode: str) -> None:
    seen: set[tuple[str, str]] = set()
    for job in written.jobs:
        if (job.piece, job.format) in seen:
            continue
        seen.add((job.piece, job.format))
        data = written.pdf(job, mode, written.kit)
        for number, sheet in enumerate(written.maker.compose(job).sheets):
            assert shown_text(data, number) == "".join(text_of(sheet))
    assert len(seen) > 10


def test_every_flyer_shows_its_own_row(written: Written) -> None:
    jobs = [job for job in written.jobs if job.rows and job.format == "A6"]
    rows = {row.number: row for row in written.campaign.tables["events"].rows}
    assert len(jobs) == 12
    texts = {job.rows[0]: shown_text(written.pdf(job, kit=written.kit)).casefold() for job in jobs}
    for number, text in texts.items():
        squeezed = "".join(text.replace("\u00ad", "").split())
        town = "".join(str(rows[number].cells["town"]).casefold().replace("'", "’").split())
        assert town in squeezed
        others = [str(row.cells["town"]).casefold() for row in rows.values() if row.number != number]
        assert sum(other in text for other in others) < 2


def test_the_same_input_gives_the_same_bytes(written: Written, tmp_path: Path) -> None:
    again = Written(tmp_path / "again")
    for job, twin in list(zip(written.jobs, again.jobs, strict=True))[::7]:
        assert written.pdf(job, kit=written.kit) == again.pdf(twin)
