"""What is kept between files."""

from __future__ import annotations

from pressdesk.display.items import Group
from pressdesk.output.pdf import PdfKit
from pressdesk.output.pdf import kit as kits
from pressdesk.output.pdf.kit import Forms
from tests.output.sheets import BLUE, RED, box, line, pdf, shaped, sheet


def test_a_run_is_encoded_once() -> None:
    kit = PdfKit()
    run = shaped("Bonjour")
    assert kit.encoded(run) is kit.encoded(run)
    assert kit.encoded(run).font is kit.encoded(shaped("autre")).font


def test_a_group_is_written_once_for_each_mode() -> None:
    kit = PdfKit()
    items = (box(0, 0, 9, 9),)
    screen, press = kit.painter("rgb"), kit.painter("cmyk")
    assert screen.fragment(items) is screen.fragment(items)
    assert screen.fragment(items).operators != press.fragment(items).operators


def test_a_kit_that_has_seen_too_much_forgets(monkeypatch: object) -> None:
    kit = PdfKit()
    wanted = [pdf(sheet(Group((line(f"n {n}", 40),), opacity=0.5))) for n in range(6)]
    kits_most, kits._MOST = kits._MOST, 2
    try:
        found = [pdf(sheet(Group((line(f"n {n}", 40),), opacity=0.5)), kit=kit) for n in range(6)]
        assert len(kit._runs) <= 3
    finally:
        kits._MOST = kits_most
    assert found == wanted


def test_only_the_outermost_group_that_comes_again_counts() -> None:
    inner = Group((box(0, 0, 9, 9, RED),))
    outer = Group((inner, box(9, 9, 9, 9, BLUE)))
    once = Group((box(1, 1, 1, 1),))
    forms = Forms([sheet(Group((outer, once))), sheet(Group((outer,)))])
    assert forms.comes_again(outer.items)
    assert not forms.comes_again(inner.items)
    assert not forms.comes_again(once.items)
    assert not forms.comes_again(())
