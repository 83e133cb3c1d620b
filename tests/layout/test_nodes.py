"""Nodes know what is in them."""

from __future__ import annotations

from pressdesk.layout.nodes import Node, Spec
from pressdesk.layout.shapes import SpaceLeaf
from tests.layout.test_texts import leaf


def test_a_box_is_firm_when_something_in_it_is() -> None:
    soft, firm = Node(Spec("leaf"), leaf=SpaceLeaf()), Node(Spec("leaf"), leaf=leaf())
    assert not Node(Spec("row"), (soft,)).firm
    assert Node(Spec("row"), (soft, Node(Spec("column"), (firm,)))).firm
    assert Node(Spec("row"), (soft,)).stretches
