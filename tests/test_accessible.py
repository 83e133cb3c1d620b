"""The sample's files for the screen and for reading: before other people's validators, and heard word for word."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pytest

from pressdesk.base.paths import SAMPLE
from pressdesk.base.problem import has_errors
from pressdesk.display.inspect import text_of
from pressdesk.display.items import Sheet
from pressdesk.model.story import Block, Span, Story
from pressdesk.templates.embargo import DATED
from pressdesk.text.typography import typeset_spans
from pressdesk.work.making import Maker
from pressdesk.work.plan import Job, Order, plan
from pressdesk.work.purposes import Purpose
from pressdesk.work.sample_photo import procession, walker
from pressdesk.work.store import load
from tests.output.tagged import Heard, Reader, kids_of
from tests.validators import validate_page, validate_vera_all

AS_OF = date(2027, 1, 20)
STANDARDS = ("PDF/UA-1", "PDF/A-2a")
LOOKED_AT = {"poster": "A6", "triptych": "A4"}
"""Pieces that are no texts, each in one of its small formats."""


class Made(NamedTuple):
    """One file of a piece, with what it was made from."""

    path: Path
    job: Job
    sheets: tuple[Sheet, ...]
    story: Story | None
    language: str

    @property
    def reader(self) -> Reader:
        return Reader(self.path.read_bytes())


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("accessible") / "campaign"
    shutil.copytree(SAMPLE, folder)
    for name, paint in (("marche.jpg", walker), ("cortege.jpg", procession)):
        paint(0.1).save(folder / "pictures" / name)
    return folder


@pytest.fixture(scope="module")
def texts(root: Path) -> list[Made]:
    """Every text of the sample, as it is sent and as it is printed in the office; of many rows the first."""
    campaign = load(root)
    found = []
    purposes: tuple[Purpose, ...] = "screen", "office"
    for purpose in purposes:
        order = Order(AS_OF, (), purpose, prove=False)
        maker = Maker(campaign, order)
        first = {job.piece: job for job in reversed(plan(campaign, order)) if job.kind == "pdf"}
        kept = [job for job in first.values() if maker._filler(campaign.pieces[job.piece])[0].kind in DATED]
        found += [made(maker, job) for job in kept]
    return found


@pytest.fixture(scope="module")
def others(root: Path) -> list[Made]:
    """What is looked at more than read."""
    campaign = load(root)
    found = []
    for piece, format in LOOKED_AT.items():
        order = Order(AS_OF, (piece,), "screen", format=format, prove=False)
        found.append(made(Maker(campaign, order), plan(campaign, order)[0]))
    return found


def made(maker: Maker, job: Job) -> Made:
    sheets = maker.compose(job).sheets
    done = maker.do(job)
    assert done.files, done.problems
    assert not has_errors(done.problems)
    piece = maker.campaign.pieces[job.piece]
    _, filler = maker._filler(piece)
    filled = filler.fill(maker._row(piece, job.rows[0]) if job.rows else None)
    story = next((value for value in filled.values.values() if isinstance(value, Story)), None)
    return Made(done.files[0].path, job, sheets, story, filled.language)


def test_every_text_is_there(texts: list[Made]) -> None:
    pieces = {"communique", "communique-commun", "invitation", "lettre", "lettre-ouverte", "question", "synthese"}
    assert {made.job.piece for made in texts} >= pieces
    assert {made.job.purpose for made in texts} == {"screen", "office"}


@pytest.mark.parametrize("standard", STANDARDS)
def test_every_text_validates(texts: list[Made], standard: str) -> None:
    assert {made.path: validate_page(made.path, standard) for made in texts} == {made.path: [] for made in texts}


@pytest.mark.parametrize("standard", STANDARDS)
def test_posters_and_leaflets_validate(others: list[Made], standard: str) -> None:
    assert {made.path: validate_page(made.path, standard) for made in others} == {made.path: [] for made in others}


@pytest.mark.full
@pytest.mark.parametrize("standard", STANDARDS)
def test_all_validate_with_verapdf(texts: list[Made], others: list[Made], standard: str) -> None:
    paths = [made.path for made in (*texts, *others)]
    assert dict(zip(paths, validate_vera_all(paths, standard), strict=True)) == {path: [] for path in paths}


def test_the_story_is_heard_word_for_word(texts: list[Made]) -> None:
    for found in texts:
        assert found.story is not None
        heard = [unquoted(one.text) for one in flowing(found.reader.heard())]
        expected = [words for block in found.story.blocks for words in words_of(block, found.language)]
        begin = heard.index(expected[0])
        assert heard[begin : begin + len(expected)] == expected, found.path


def test_foot_notes_are_heard(texts: list[Made]) -> None:
    for found in texts:
        assert found.story is not None
        notes = [one.text.split() for one in found.reader.heard() if one.type == "Note"]
        assert notes == [typeset(note, found.language).split() for note in found.story.notes]


def test_what_is_heard_is_what_is_seen(texts: list[Made], others: list[Made]) -> None:
    for found in (*texts, *others):
        reader = found.reader
        assert not any(page.unmarked for page in reader.pages)
        heard = "".join(reader.words())
        artifacts = "".join("".join(text.split()) for page in reader.pages for text in page.artifacts)
        seen = "".join(text for sheet in found.sheets for run in text_of(sheet) for text in run.split())
        assert sorted(heard + artifacts) == sorted(seen)


def test_no_break_spaces_stay(texts: list[Made]) -> None:
    heard = "".join(one.text for made in texts for one in made.reader.heard())
    assert heard.count("\u00a0") > 10
    assert heard.count("\u202f") > 5
    assert "\u00ad" not in heard


def test_pdftotext_agrees(texts: list[Made]) -> None:
    for found in texts:
        done = subprocess.run(["pdftotext", "-raw", found.path, "-"], capture_output=True, text=True, check=True)
        taken = re.sub("\u00ad\\s*", "", done.stdout)
        taken = "".join(taken.split())
        for one in found.reader.heard():
            for words in one.text.split():
                assert words in taken, (found.path, words)


def test_headings_go_down_step_by_step(texts: list[Made], others: list[Made]) -> None:
    for found in (*texts, *others):
        levels = [int(one.type[1]) for one in found.reader.heard() if re.fullmatch(r"H\d", one.type)]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_figures_say_what_they_show(texts: list[Made], others: list[Made]) -> None:
    readers = [made.reader for made in (*texts, *others)]
    figures = [one for reader in readers for one in reader.heard() if one.type == "Figure"]
    assert figures
    for figure in figures:
        assert figure.alternative
        assert figure.element is not None
        assert len(figure.element.A.BBox) == 4


def test_a_file_of_a_row_is_not_tagged(root: Path) -> None:
    order = Order(AS_OF, ("flyer",), "screen", format="A6", prove=False)
    campaign = load(root)
    maker = Maker(campaign, order)
    assert not any(maker.is_tagged(job) for job in plan(campaign, order))


def test_every_place_to_click_belongs_to_a_link(texts: list[Made]) -> None:
    for found in texts:
        document = found.reader.document
        notes = [note for page in document.pages for note in page.obj.get("/Annots", [])]
        assert (found.job.purpose == "screen") or not notes
        for note in notes:
            assert note.Contents
            assert note.F == 4
            owner = parents(document.Root.StructTreeRoot)[int(note.StructParent)]
            assert owner.S == "/Link"
            assert any(kid.get("/Obj") == note for kid in kids_of(owner) if isinstance(kid, pikepdf.Dictionary))


def parents(root: pikepdf.Object) -> dict[int, pikepdf.Object]:
    entries = root.ParentTree.Nums.as_list()
    return {int(number): owner for number, owner in zip(entries[::2], entries[1::2], strict=True)}


def flowing(heard: Sequence[Heard]) -> Iterator[Heard]:
    """What has words of its own, without labels, foot-notes and the list of contents."""
    contents = -1
    for one in heard:
        if contents >= 0 and one.depth > contents:
            continue
        contents = one.depth if one.type == "TOC" else -1
        if one.text.strip() and one.type not in ("Lbl", "Note"):
            yield one


def words_of(block: Block, language: str) -> Iterator[list[str]]:
    """The words of a block, those of each cell of a table for themselves."""
    said = [block.spans, *(cell.spans for row in block.rows for cell in row)]
    if block.kind == "figure" and block.credit:
        said.append((Span(block.credit),))
    for spans in said:
        words = unquoted(typeset(spans, language))
        if words:
            yield words


def unquoted(text: str) -> list[str]:
    """The words of a text, without the quotation marks that a quotation gets from its template."""
    return [word for word in text.split() if word not in "«»"]


def typeset(spans: tuple[Span, ...], language: str) -> str:
    return "".join(span.text for span in typeset_spans(spans, language))
