from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pressdesk.base.problem import InputError, UsageError
from pressdesk.model.campaign import Campaign
from pressdesk.work.plan import Job, Order, broken_pieces, merge_plan, plan
from pressdesk.work.presets import PRESETS, preset_named
from pressdesk.work.purposes import purpose_named
from pressdesk.work.store import load_with_problems
from tests.work.given import campaign, change, put

ORDER = Order(date(2027, 2, 1))


@pytest.fixture
def loaded(tmp_path: Path) -> Campaign:
    root = campaign(tmp_path)
    change(root, "pieces/poster.toml", '["A6"]', '["A4-landscape", "square", "A6"]')
    return load_with_problems(root)


def stems(jobs: list[Job]) -> list[str]:
    return [job.stem for job in jobs if job.piece == "poster"]


def test_paper_is_for_print_and_pixels_for_social_networks(loaded: Campaign) -> None:
    assert stems(plan(loaded, ORDER)) == ["print/poster-A4-landscape", "social/poster-square", "print/poster-A6"]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (ORDER._replace(purpose="screen"), ["screen/poster-A4-landscape", "screen/poster-A6"]),
        (ORDER._replace(purpose="social"), ["social/poster-square"]),
        (ORDER._replace(format="a6"), ["print/poster-A6"]),
        (ORDER._replace(format="A3", pieces=("poster",)), ["print/poster-A3"]),
        (ORDER._replace(pieces=("poster", "poster"), format="A6"), ["print/poster-A6"]),
        (ORDER._replace(pieces=("flyer",)), []),
    ],
)
def test_an_order_chooses(loaded: Campaign, order: Order, expected: list[str]) -> None:
    assert stems(plan(loaded, order)) == expected


def test_rows_get_a_job_each_or_one_together(loaded: Campaign) -> None:
    rows = [job for job in plan(loaded, ORDER) if job.piece == "flyer"]
    assert [job.rows for job in rows] == [(2,), (3,), (4,)]
    assert rows[2].stem == "print/flyer/flyer-A6-evry-2027-03-12"
    together = merge_plan(loaded, loaded.pieces["flyer"], loaded.tables["events"], ORDER, one=True)
    assert [(job.stem, job.rows) for job in together] == [("print/flyer-A6", (2, 3, 4))]


def test_names_of_pieces_become_plain_file_names(loaded: Campaign) -> None:
    piece = loaded.pieces["poster"]._replace(name="Été à l'île", formats=("A6",))
    assert [job.stem for job in plan(loaded._replace(pieces={piece.name: piece}), ORDER)] == ["print/ete-a-l-ile-A6"]


def test_orders_that_come_to_nothing(loaded: Campaign) -> None:
    with pytest.raises(UsageError, match="No piece is made for format A2"):
        plan(loaded, ORDER._replace(format="A2"))
    with pytest.raises(InputError, match="“A33”"):
        plan(loaded, ORDER._replace(format="A33"))
    with pytest.raises(UsageError, match="no pieces"):
        plan(loaded._replace(pieces={}), ORDER)


def test_a_piece_with_errors_in_its_file_is_not_planned(loaded: Campaign) -> None:
    put(loaded.root, "pieces/poster.toml", 'format = 1\ntemplate = "poster-call"\nformats = ["A6", "A66"]\n')
    again = load_with_problems(loaded.root)
    assert broken_pieces(again) == {"poster"}
    assert stems(plan(again, ORDER)) == []
    assert plan(again, ORDER._replace(pieces=("poster",))) == []


def test_an_order_for_a_kind_leaves_out_what_is_not_made_as_it(loaded: Campaign) -> None:
    jobs = [job for job in plan(loaded, ORDER._replace(kind="JPG")) if job.piece == "poster"]
    assert [(job.stem, job.kind) for job in jobs] == [("social/poster-square", "jpeg")]
    with pytest.raises(UsageError, match=r"For print, no jpeg is made. It can be: pdf\."):
        plan(loaded, ORDER._replace(purpose="print", kind="jpeg"))
    with pytest.raises(UsageError, match="Did you mean “jpeg”"):
        plan(loaded, ORDER._replace(kind="jpegg"))


def test_purposes_and_presets_by_name() -> None:
    assert purpose_named("office") == "office"
    assert purpose_named("web") == "web"
    with pytest.raises(UsageError, match="Did you mean “screen”"):
        purpose_named("sreen")
    assert preset_named("offset-coated").bleed
    assert not PRESETS["office"].marks
    with pytest.raises(UsageError, match="Did you mean “digital”"):
        preset_named("digitl")


def test_letters_and_releases_are_for_the_office_unless_the_order_says_otherwise(loaded: Campaign) -> None:
    piece = loaded.pieces["poster"]._replace(name="lettre", template="press-release", formats=("A4",))
    alone = loaded._replace(pieces={"lettre": piece})
    assert [job.stem for job in plan(alone, ORDER)] == ["office/lettre-A4"]
    assert [job.stem for job in plan(alone, ORDER._replace(purpose="print"))] == ["print/lettre-A4"]
    assert [job.stem for job in plan(alone, ORDER._replace(preset="offset-coated"))] == ["print/lettre-A4"]
