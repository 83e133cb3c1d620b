from __future__ import annotations

import math
import os
from pathlib import Path as FilePath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressdesk.base.colour import BLACK, RGB, WHITE, Ink, naive_cmyk
from pressdesk.base.geometry import Path, Rect
from pressdesk.base.problem import InputError
from pressdesk.display.inspect import bounds, walk
from pressdesk.display.items import Gradient, Group, Item, Shape, Stroke
from pressdesk.display.svg import SvgDrawing, read_svg, recolour

ROSE = Ink("rose", RGB(1.0, 0.2, 0.4), naive_cmyk(RGB(1.0, 0.2, 0.4)))


@pytest.fixture
def folder(tmp_path: FilePath) -> FilePath:
    return tmp_path


def drawing(folder: FilePath, body: str, head: str = 'width="80pt" height="40pt" viewBox="0 0 80 40"') -> SvgDrawing:
    path = folder / "logo.svg"
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {head}>{body}</svg>',
        encoding="utf-8",
    )
    os.utime(path, ns=(0, hash(body + head) & 0xFFFFFFFFFFFF))
    return read_svg(path)


def shapes(found: SvgDrawing) -> list[Shape]:
    return [item for item, _ in walk(found.group.items) if isinstance(item, Shape)]


def inks(found: SvgDrawing) -> list[str]:
    return [shape.fill.rgb.hex for shape in shapes(found) if isinstance(shape.fill, Ink)]


def codes(found: SvgDrawing) -> list[str]:
    return [problem.code for problem in found.problems]


@pytest.mark.parametrize(
    ("head", "width", "height", "box"),
    [
        ('width="80pt" height="40pt" viewBox="0 0 80 40"', 80, 40, Rect(0, 0, 40, 20)),
        ('width="80" height="40"', 60, 30, Rect(0, 0, 30, 15)),
        ('viewBox="0 0 80 40"', 60, 30, Rect(0, 0, 30, 15)),
        ('width="100%" height="100%" viewBox="0 0 80 40"', 60, 30, Rect(0, 0, 30, 15)),
        ('width="96pt" height="96pt" viewBox="0 0 80 40"', 96, 96, Rect(0, 24, 48, 24)),
        ('width="96pt" height="96pt" viewBox="0 0 80 40" preserveAspectRatio="none"', 96, 96, Rect(0, 0, 48, 48)),
        ('width="96pt" height="96pt" viewBox="0 0 80 40" preserveAspectRatio="xMinYMax"', 96, 96, Rect(0, 48, 48, 24)),
        ('width="80pt" height="40pt" viewBox="-40 -20 80 40"', 80, 40, Rect(40, 20, 40, 20)),
    ],
)
def test_the_view_box_is_laid_on_the_page(folder: FilePath, head: str, width: float, height: float, box: Rect) -> None:
    found = drawing(folder, '<rect width="40" height="20"/>', head)
    assert (found.width, found.height) == pytest.approx((width, height))
    assert bounds(found.group) == pytest.approx(box)
    assert found.problems == ()


@pytest.mark.parametrize(
    ("body", "box"),
    [
        ('<rect x="1" y="2" width="3" height="4"/>', Rect(1, 2, 3, 4)),
        ('<rect x="1" y="2" width="30" height="20" rx="4"/>', Rect(1, 2, 30, 20)),
        ('<circle cx="10" cy="10" r="5"/>', Rect(5, 5, 10, 10)),
        ('<ellipse cx="10" cy="10" rx="5" ry="2"/>', Rect(5, 8, 10, 4)),
        ('<polygon points="1,1 9,1 5,8"/>', Rect(1, 1, 8, 7)),
        ('<polyline points="1 1 9 1 5 8 3"/>', Rect(1, 1, 8, 7)),
        ('<line x1="1" y1="5" x2="9" y2="5" stroke="red" stroke-width="2"/>', Rect(0, 4, 10, 2)),
        ('<path d="M1 1h8v7z"/>', Rect(1, 1, 8, 7)),
        ('<g transform="translate(10 5)"><path transform="scale(2)" d="M1 1h2v2z"/></g>', Rect(12, 7, 4, 4)),
        ('<defs><rect id="a" width="2" height="3"/></defs><use href="#a" x="5" y="6"/>', Rect(5, 6, 2, 3)),
        ('<defs><g id="a"><rect width="2" height="3"/></g></defs><use xlink:href="#a"/>', Rect(0, 0, 2, 3)),
        ('<svg x="10" y="10" width="20" height="10" viewBox="0 0 2 1"><rect width="1" height="1"/></svg>',
         Rect(10, 10, 10, 10)),
        ('<symbol id="s" viewBox="0 0 2 1"><rect width="1" height="1"/></symbol>'
         '<use href="#s" width="20" height="10"/>',
         Rect(0, 0, 10, 10)),
        ('<switch><foreignObject/><rect width="2" height="3"/><rect width="9" height="9"/></switch>', Rect(0, 0, 2, 3)),
        ('<a><rect width="50%" height="50%"/></a>', Rect(0, 0, 40, 20)),
    ],
)  # fmt: skip
def test_shapes_stand_where_they_should(folder: FilePath, body: str, box: Rect) -> None:
    found = drawing(folder, body)
    assert found.problems == ()
    assert bounds(found.group) == pytest.approx(box)


@pytest.mark.parametrize(
    "body",
    [
        '<rect width="9" height="9" display="none"/>',
        '<g style="display:none"><rect width="9" height="9"/></g>',
        '<g visibility="hidden"><rect width="9" height="9"/></g>',
        '<rect width="9" height="9" fill="none"/>',
        '<rect width="9" height="9" opacity="0"/>',
        '<rect width="9" height="9" fill-opacity="0"/>',
        '<rect width="0" height="9"/>',
        '<line x2="9"/>',
        '<defs><rect width="9" height="9"/></defs>',
        "",
    ],
)
def test_what_cannot_be_seen_is_not_painted(folder: FilePath, body: str) -> None:
    found = drawing(folder, body + '<rect width="1" height="1" fill="red"/>')
    assert inks(found) == ["#ff0000"]
    with pytest.raises(InputError, match="Nothing of the drawing"):
        drawing(folder, body)


def test_fill_and_stroke_are_carried(folder: FilePath) -> None:
    (shape,) = shapes(
        drawing(
            folder,
            '<g fill="#f80" stroke="navy" style="stroke-width:2;stroke-linecap:round">'
            '<path transform="scale(2)" stroke-linejoin="bevel" stroke-dasharray="3 1 2" fill-rule="evenodd"'
            ' d="M0 0h9v9H0zM2 2h5v5H2z"/></g>',
        )
    )
    assert isinstance(shape.fill, Ink)
    assert shape.fill.rgb.hex == "#ff8800"
    assert shape.even_odd
    assert shape.stroke is not None
    assert shape.stroke.ink.rgb.hex == "#000080"
    assert shape.stroke[1:] == (4.0, (6.0, 2.0, 4.0, 6.0, 2.0, 4.0), "round", "bevel", 0.0)


@pytest.mark.parametrize(("told", "phase"), [("2", 4.0), ("-1", 6.0), ("11", 6.0), ("0", 0.0)])
def test_where_the_dashes_begin_is_carried(folder: FilePath, told: str, phase: float) -> None:
    body = f'<path transform="scale(2)" d="M0 0h9" stroke="red" stroke-dasharray="3 1" stroke-dashoffset="{told}"/>'
    (shape,) = shapes(drawing(folder, body))
    assert shape.stroke is not None
    assert shape.stroke.phase == pytest.approx(phase)


def test_dashes_measured_by_a_length_that_is_told_are_no_others(folder: FilePath) -> None:
    body = '<path d="M0 0h9" stroke="red" stroke-dasharray="3 1" pathLength="{}"/>'
    assert codes(drawing(folder, body.format(100))) == ["svg-dash"]
    assert codes(drawing(folder, body.replace('stroke-dasharray="3 1" ', "").format(100))) == []


def test_the_usual_fill_is_black(folder: FilePath) -> None:
    assert [shape.fill for shape in shapes(drawing(folder, '<rect width="9" height="9"/>'))] == [BLACK]


def test_the_current_colour_is_that_of_the_element(folder: FilePath) -> None:
    body = '<g color="red"><rect width="9" height="9" fill="currentColor"/></g>'
    assert inks(drawing(folder, body)) == ["#ff0000"]


def test_a_stroke_bent_by_its_map_is_drawn_through_it(folder: FilePath) -> None:
    found = drawing(folder, '<path transform="scale(4 1)" d="M1 1h9" fill="none" stroke="red" stroke-width="2"/>')
    (group,) = found.group.items
    assert isinstance(group, Group)
    assert group.transform[:4] == pytest.approx((4, 0, 0, 1))
    assert group.items == (Shape(Path.line(1, 1, 10, 1), None, Stroke(group.items[0].stroke.ink, 2.0)),)  # type: ignore[union-attr]


def test_opacities_become_groups(folder: FilePath) -> None:
    found = drawing(
        folder,
        '<g opacity=".5"><rect width="9" height="9"/></g><rect width="9" height="9" fill-opacity=".25"/>'
        '<rect width="9" height="9" fill="#0008" stroke="red"/>',
    )
    told: list[Item] = list(found.group.items)
    assert [item.opacity for item in told if isinstance(item, Group)] == pytest.approx([0.5, 0.25, 136 / 255])
    assert isinstance(told[-1], Shape)
    assert told[-1].fill is None


def test_blending_is_carried(folder: FilePath) -> None:
    (group,) = drawing(folder, '<rect style="mix-blend-mode:multiply" width="9" height="9"/>').group.items
    assert isinstance(group, Group)
    assert group.blend == "multiply"


@pytest.mark.parametrize(
    ("clip", "box"),
    [
        ('<clipPath id="c"><rect x="5" width="10" height="99"/></clipPath>', Rect(5, 0, 10, 20)),
        ('<clipPath id="c"><use href="#r"/></clipPath><rect id="r" x="5" width="10" height="99" display="none"/>',
         Rect(5, 0, 10, 20)),
        ('<clipPath id="c" clipPathUnits="objectBoundingBox"><rect width=".5" height=".5"/></clipPath>',
         Rect(0, 0, 20, 10)),
        ('<clipPath id="c" transform="scale(.5)"><circle cx="20" cy="20" r="20"/></clipPath>', Rect(0, 0, 20, 20)),
    ],
)  # fmt: skip
@pytest.mark.parametrize("which", ["shape", "group"])
def test_clips_cut(folder: FilePath, clip: str, box: Rect, which: str) -> None:
    body = '<rect width="40" height="20" {}/>' if which == "shape" else '<g {}><rect width="40" height="20"/></g>'
    found = drawing(folder, clip + body.format('clip-path="url(#c)"'))
    assert found.problems == ()
    assert bounds(found.group) == pytest.approx(box)


def test_what_sticks_out_of_the_drawing_is_cut_off(folder: FilePath) -> None:
    found = drawing(folder, '<circle cx="80" cy="40" r="20"/>')
    assert found.group.clip == Path.rect(Rect(0, 0, 80, 40))
    assert drawing(folder, '<circle cx="40" cy="20" r="20"/>').group.clip is None


GRADIENT = (
    '<linearGradient id="g" {}><stop offset="0" stop-color="red"/><stop offset="100%" stop-color="#00f8"/>'
    "</linearGradient>"
)


@pytest.mark.parametrize(
    ("how", "line"),
    [
        ("", (10, 10, 50, 10)),
        ('x2="0" y2="1"', (10, 10, 10, 30)),
        ('gradientUnits="userSpaceOnUse" x1="20" y1="0" x2="20" y2="40"', (20, 0, 20, 40)),
        ('gradientUnits="userSpaceOnUse" x1="0" x2="10" gradientTransform="translate(20 5)"', (20, 5, 30, 5)),
        ('gradientTransform="rotate(90)"', (10, 10, 10, 30)),
    ],
)
def test_gradients_run_along_their_line(folder: FilePath, how: str, line: tuple[float, ...]) -> None:
    body = GRADIENT.format(how) + '<rect x="10" y="10" width="40" height="20" fill="url(#g)"/>'
    (shape,) = shapes(drawing(folder, body))
    assert isinstance(shape.fill, Gradient)
    assert shape.fill[:4] == pytest.approx(line, abs=1e-9)
    assert [(stop.offset, stop.ink.rgb.hex) for stop in shape.fill.stops] == [(0, "#ff0000"), (1, "#0000ff")]
    assert shape.fill.stops[1].opacity == pytest.approx(136 / 255)


def test_a_slanted_gradient_keeps_its_lines_of_equal_colour(folder: FilePath) -> None:
    """On a box twice as wide as high, the line from corner to corner shows its middle along the other diagonal."""
    body = GRADIENT.format('x2="1" y2="1"') + '<rect width="40" height="20" fill="url(#g)"/>'
    (shape,) = shapes(drawing(folder, body))
    assert isinstance(shape.fill, Gradient)
    x0, y0, x1, y1 = shape.fill[:4]

    def share(x: float, y: float) -> float:
        return ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / ((x1 - x0) ** 2 + (y1 - y0) ** 2)

    assert [share(0, 0), share(40, 0), share(0, 20), share(40, 20)] == pytest.approx([0, 0.5, 0.5, 1])


def test_gradients_take_stops_from_each_other(folder: FilePath) -> None:
    body = GRADIENT.format("") + (
        '<linearGradient id="h" xlink:href="#g" x2="0" y2="1"/><rect width="40" height="20" fill="url(#h)"/>'
    )
    (shape,) = shapes(drawing(folder, body))
    assert isinstance(shape.fill, Gradient)
    assert shape.fill[:4] == pytest.approx((0, 0, 0, 20))
    assert len(shape.fill.stops) == 2


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<text>Grève</text>", "svg-text"),
        ('<image href="x.png"/>', "svg-image"),
        ('<filter id="f"/><rect width="1" height="1" filter="url(#f)"/>', "svg-filter"),
        ('<mask id="m"/><rect width="1" height="1" mask="url(#m)"/>', "svg-mask"),
        ('<pattern id="p"/><rect width="1" height="1" fill="url(#p)"/>', "svg-pattern"),
        ('<radialGradient id="p"><stop/></radialGradient><rect width="1" height="1" fill="url(#p)"/>',
         "svg-radialGradient"),
        ('<path d="M0 0h1" marker-end="url(#a)"/>', "svg-marker"),
        ('<rect width="1" height="1" style="mix-blend-mode:hue"/>', "svg-blend"),
        ("<style>g > path{fill:red}</style>", "svg-style"),
        ('<rect width="1" height="1" fill="rougeâtre"/>', "svg-colour"),
        ('<use href="#nowhere"/>', "svg-reference"),
        ('<use href="other.svg#a"/>', "svg-reference"),
        ('<rect width="1" height="1" fill="url(#nowhere)"/>', "svg-reference"),
        ('<path d="M0 0h1v1z L"/>', "svg-path"),
        ('<rect width="1" height="1" transform="turn(3)"/>', "svg-number"),
        ('<rect width="1" height="1" x="left"/>', "svg-number"),
    ],
)  # fmt: skip
def test_what_is_not_carried_is_told_with_its_line_and_a_way_out(folder: FilePath, body: str, code: str) -> None:
    found = drawing(folder, f'<rect width="9" height="9"/>\n{body}')
    assert codes(found) == [code]
    (problem,) = found.problems
    assert problem.severity == "warning"
    assert problem.place.line == 2
    assert "600 ppi" in problem.remedy


def test_a_drawing_of_text_alone_is_refused_and_says_so(folder: FilePath) -> None:
    with pytest.raises(InputError, match="it holds text only"):
        drawing(folder, "<text>Grève</text>")


def test_empty_text_is_no_matter(folder: FilePath) -> None:
    assert drawing(folder, '<rect width="9" height="9"/><text> <tspan/> </text>').problems == ()


def test_use_within_itself_ends(folder: FilePath) -> None:
    body = '<g id="a"><rect width="1" height="1"/><use href="#a"/></g>'
    assert codes(drawing(folder, body)) == ["svg-reference"]


def test_use_cannot_make_millions(folder: FilePath) -> None:
    levels = "".join(f'<g id="l{i}">{f"""<use href="#l{i - 1}"/>""" * 20}</g>' for i in range(1, 8))
    with pytest.raises(InputError, match="more than 50000 elements"):
        drawing(folder, f'<defs><rect id="l0" width="1" height="1"/>{levels}</defs><use href="#l7"/>')


@pytest.mark.parametrize("head", ["", 'width="0" height="10"', 'viewBox="0 0 0 10"', 'width="1e400" height="2"'])
def test_a_drawing_without_a_size_is_refused(folder: FilePath, head: str) -> None:
    with pytest.raises(InputError, match="how large it is"):
        drawing(folder, '<rect width="9" height="9"/>', head)


def test_the_same_file_gives_the_same_items(folder: FilePath) -> None:
    found = drawing(folder, '<rect width="9" height="9"/>')
    assert read_svg(folder / "logo.svg") is found


def test_a_missing_file_is_told(folder: FilePath) -> None:
    with pytest.raises(InputError, match=r"There is no drawing “logo\.svg”"):
        read_svg(folder / "logo.svg")


def test_one_ink_takes_all_but_what_is_nearly_white(folder: FilePath) -> None:
    body = (
        '<rect width="40" height="20" fill="navy"/><g opacity=".5"><circle cx="9" cy="9" r="5" fill="#fefefe"'
        ' stroke="red"/></g>' + GRADIENT.format("") + '<rect width="4" height="2" fill="url(#g)"/>'
    )
    turned = recolour(drawing(folder, body), ROSE)
    assert [shape.fill for shape in shapes(turned)] == [ROSE, WHITE, ROSE]
    assert [shape.stroke.ink for shape in shapes(turned) if shape.stroke] == [ROSE]
    assert recolour(drawing(folder, body), ROSE) is turned
    assert shapes(recolour(drawing(folder, body), WHITE, ROSE))[1].fill == ROSE


def test_a_logo_that_is_white_all_over_takes_the_ink(folder: FilePath) -> None:
    turned = recolour(drawing(folder, '<rect width="40" height="20" fill="#fff"/>'), ROSE)
    assert [shape.fill for shape in shapes(turned)] == [ROSE]


WILD = ["0", "-1", "1e400", "1e-300", "nan", "", "%", "none", "url(#g)", "url(#c)", "scale(0)", "scale(1e9)", "M", "z"]


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_no_value_makes_worse_than_a_problem_or_a_refusal(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    names = ["x", "width", "rx", "fill", "stroke", "stroke-width", "clip-path", "transform", "opacity", "viewBox", "d"]
    told = {
        name: data.draw(st.sampled_from(WILD), label=name)
        for name in sorted(data.draw(st.sets(st.sampled_from(names))))
    }
    usual = {"width": "40", "height": "20", "stroke": "red", "d": "M0 0a5 5 0 0 1 9 9"} | told
    attributes = " ".join(f'{name}="{value}"' for name, value in usual.items())
    body = (
        '<clipPath id="c" clipPathUnits="objectBoundingBox"><rect width="1" height="1"/></clipPath>'
        f"{GRADIENT.format(attributes)}<rect {attributes}/><svg {attributes}><path {attributes}/></svg>"
    )
    try:
        found = drawing(tmp_path_factory.mktemp("wild"), body)
    except InputError:
        return
    for item, through in walk(found.group.items):
        assert all(map(math.isfinite, (*bounds(item), *through)))
    recolour(found, ROSE)


def test_a_clip_of_nothing_leaves_nothing(folder: FilePath) -> None:
    body = '<clipPath id="c"/><rect width="9" height="9" clip-path="url(#c)"/><rect width="1" height="1" fill="red"/>'
    assert inks(drawing(folder, body)) == ["#ff0000"]
