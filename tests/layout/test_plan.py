"""Boxes made ready: lengths, inks, styles, turns."""

from __future__ import annotations

from pathlib import Path

import pytest

from pressdesk.base.formats import FORMATS
from pressdesk.base.units import Length
from pressdesk.layout.page import Page
from pressdesk.layout.plan import Part, Setup, every_part, prepare
from pressdesk.layout.tweaks import Tweak
from pressdesk.templates.tree import Template
from tests.layout.given import BRAND, template

A4 = FORMATS["A4"]


def ready(root: Path, boxes: str, **tweaks: Tweak) -> Part:
    made: Template = template(root, boxes)
    plan = made.layout_for("A4", "a-portrait")
    assert plan is not None
    return prepare(plan.sheets[0].root, Setup(made, BRAND, Page(A4, A4.u, A4.bleed), tweaks))


def part(root: Part, box: str) -> Part:
    return next(found for found in every_part(root) if found.box.id == box)


def test_lengths_are_points_and_parts_are_in_tree_order(tmp_path: Path) -> None:
    root = ready(tmp_path, '<row id="a" gap="10u" padding="1mm 2mm"><text id="b">x</text></row><text id="c">x</text>')
    assert [found.box.id for found in every_part(root)][1:] == ["a", "b", "c"]
    assert [found.order for found in every_part(root)] == [1, 2, 3, 4]
    assert part(root, "a").spec.gap == pytest.approx(10 * A4.u)
    assert part(root, "a").spec.padding == pytest.approx((72 / 25.4, 144 / 25.4, 72 / 25.4, 144 / 25.4))


def test_the_tracks_of_a_grid(tmp_path: Path) -> None:
    root = ready(tmp_path, '<grid id="a" columns="1fr 20mm" gap="3pt" row-gap="1pt"><text>x</text></grid>')
    spec = part(root, "a").spec
    assert spec.columns == (Length(1, "fr"), Length(20 * 72 / 25.4, "pt"))
    assert (spec.gap, spec.row_gap) == (3.0, 1.0)


def test_a_fit_text_knows_its_range(tmp_path: Path) -> None:
    root = ready(tmp_path, '<text id="a" fit="5u..20u">x</text>', a=Tweak(size_factor=0.5))
    found = part(root, "a")
    assert (found.floor, found.ideal) == pytest.approx((2.5 * A4.u, 10 * A4.u))
    assert found.style is not None
    assert found.style.size == pytest.approx(10 * A4.u)


def test_turns_by_a_right_angle_come_before_layout_others_after(tmp_path: Path) -> None:
    root = ready(
        tmp_path,
        '<text id="a" rotate="-90">x</text><text id="b" rotate="15">x</text><text id="c" rotate="180">x</text>',
        b=Tweak(rotate=5.0),
    )
    assert [(found.turned, found.angle) for found in every_part(root)[1:]] == [(270, 0.0), (0, 20.0), (0, 180.0)]
    assert part(root, "a").outer is not None


def test_what_can_reach_out_and_what_was_moved(tmp_path: Path) -> None:
    root = ready(
        tmp_path,
        '<overlay id="a"><shape id="b" x="-1mm" y="0mm"/></overlay><row id="c"><text id="d">x</text></row>',
        d=Tweak(move=(1.0, 0.0)),
    )
    assert [found.box.id for found in every_part(root) if found.loose][1:] == ["a", "b", "c", "d"]
    assert [found.box.id for found in every_part(root) if found.lifted][1:] == ["c", "d"]
    assert root.loose
    assert root.lifted


def test_a_style_brings_its_colour_unless_the_box_has_one(tmp_path: Path) -> None:
    root = ready(tmp_path, '<text id="a" style="figure">1</text><text id="b" style="figure" colour="ground">1</text>')
    assert (part(root, "a").ink.name, part(root, "b").ink.name) == ("accent", "ground")
