"""What a command loads: a module that a piece does not need costs every start of the program its time."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from pressdesk.base.paths import SAMPLE, TEMPLATES

REPOSITORY = Path(__file__).resolve().parents[2]

NEVER = (
    *("PySide6", "csv", "dataclasses", "docx", "docxtpl", "email", "http", "lxml", "numpy", "openpyxl", "pikepdf"),
    *("platformdirs", "pypdf", "pyphen", "tomlkit", "unittest", "xml.dom", "xml.etree", "xml.sax", "zipfile"),
    *("PIL.ImageCms", "PIL.JpegImagePlugin", "reportlab.lib.colors", "reportlab.pdfgen", "reportlab.platypus"),
    *("pressdesk.app", "pressdesk.output.html", "pressdesk.output.eml", "pressdesk.output.word"),
    *("pressdesk.prepress.anyfile", "pressdesk.prepress.certificate", "pressdesk.prepress.coverage"),
    *("pressdesk.prepress.imposition", "pressdesk.prepress.lint", "pressdesk.prepress.marks"),
    *("pressdesk.prepress.painted", "pressdesk.prepress.reading", "pressdesk.prepress.shown"),
    *("pressdesk.colour.icc", "pressdesk.colour.pictures", "pressdesk.text.spelling", "pressdesk.work.branding"),
    *("pressdesk.work.importing", "pressdesk.work.incoming_word", "pressdesk.work.package", "pressdesk.work.press"),
    *("pressdesk.work.processes", "pressdesk.work.session", "pressdesk.work.writing"),
)
"""What no PDF for the screen needs."""

FOR_TEXTS = ("markdown_it", "mdurl", "pressdesk.text.markdown", "pressdesk.text.reading", "pressdesk.layout.flows")
FOR_PROOF = ("pypdfium2", "zxingcpp", "ctypes", "pressdesk.prepress.live", "pressdesk.prepress.proof", "argparse")
BY_MARKDOWN = ("dataclasses",)

COMMAND = """
from pressdesk.cli.main import main
assert main(["build", {dir!r}, {piece!r}, "--preset", "as-it-is", "--kind", "pdf", *{more!r}]) == 0
"""
UNPROVED = """
from datetime import date
from pathlib import Path
from pressdesk.work.build import build
from pressdesk.work.plan import Order
from pressdesk.work.store import load
order = Order(date(2027, 1, 20), ({piece!r},), "screen", "as-it-is", "A3", Path({more[1]!r}), prove=False)
assert build(load(Path({dir!r}), ({piece!r},)), order, jobs=1).files
"""


@pytest.fixture(scope="module")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with pictures that go into the file as they are."""
    folder = tmp_path_factory.mktemp("loading") / "campaign"
    shutil.copytree(SAMPLE, folder)
    for name in ("marche.jpg", "cortege.jpg"):
        Image.new("RGB", (840, 1188), (90, 120, 60)).save(folder / "pictures" / name)
    (folder / "presets").mkdir()
    (folder / "presets" / "as-it-is.toml").write_text('format = 1\nbase = "screen"\nppi = 2000\n', encoding="utf-8")
    (folder / "templates" / "poster-call").mkdir(parents=True)
    source = (TEMPLATES / "poster-call" / "template.xml").read_text(encoding="utf-8")
    plain = re.sub(r' duotone="[^"]*"', "", source)
    (folder / "templates" / "poster-call" / "template.xml").write_text(plain, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("code", "piece", "unneeded"),
    [
        (UNPROVED, "poster", (*NEVER, *FOR_TEXTS, *FOR_PROOF, "pressdesk.prepress.rules")),
        (COMMAND, "poster", (*NEVER, *FOR_TEXTS)),
        (COMMAND, "communique", tuple(set(NEVER) - set(BY_MARKDOWN))),
    ],
    ids=["a poster without proof", "a poster", "a release"],
)
def test_a_pdf_for_the_screen_loads_only_what_it_needs(
    code: str, piece: str, unneeded: tuple[str, ...], campaign: Path, tmp_path: Path
) -> None:
    format = "A3" if piece == "poster" else "A4"
    more = ("--out", str(tmp_path), "--as-of", "2027-01-20", "--format", format)
    loaded = _loaded(code.format(dir=str(campaign), piece=piece, more=more))
    assert list(tmp_path.rglob("*.pdf"))
    assert "pressdesk.output.pdf.document" in loaded
    assert [name for name in unneeded if name in loaded] == []


def _loaded(code: str) -> set[str]:
    """The modules that a process of its own has loaded after it ran this."""
    told = f"import sys\n{code}\nprint('loaded:', *sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(
        [sys.executable, "-c", told], cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.rpartition("loaded:")[2].split())
