"""Fit: texts that may be smaller are made smaller where their box is overset; what is lost then is quoted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from pressdesk.base.problem import Place, Problem
from pressdesk.layout.plan import Label
from pressdesk.layout.solver import SLACK, Node, Placed, place
from pressdesk.layout.texts import TextLeaf

STEPS = 64
"""Into how many steps the way from floor to ideal is divided."""

ROUNDS = 3
"""How often the whole is laid out again, when a smaller text here makes another box overset there."""

QUOTED_WORDS = 6

Sizes: TypeAlias = Mapping[Node, float]
"""The sizes in points of fit texts, by their node at the ideal size."""

_Variants: TypeAlias = dict[tuple[object, ...], Node]


def fitted(root: Node, width: float, height: float) -> Placed:
    """The tree solved to that size, fit texts shrunk where a box is overset; remembered with the node.

    Within an overset box the texts shrink by priority, then in tree order, each as little as will do, or to its
    floor; a text that cannot help stays as it was.
    """
    label: Label = root.label
    found: Placed | None = label.fitted.get((width, height))
    if found is not None:
        return found
    found = place(root, width, height)
    if found.troubled and label.fits:
        sizes: dict[Node, float] = {}
        trials: _Variants = {}
        for _ in range(ROUNDS):
            if not found.troubled or not _shrink(found, sizes, trials):
                break
            found = place(resized(root, sizes), width, height)
    label.fitted[width, height] = found
    return found


def resized(node: Node, sizes: Sizes, trials: _Variants | None = None) -> Node:
    """The node with its fit texts at these sizes; what does not change is the same object.

    The result is kept with the node, or in `trials` when it is only tried.
    """
    label: Label = node.label
    key = tuple([(fit, sizes[fit]) for fit in label.fits if fit in sizes])
    if not key:
        return node
    known: dict[object, Node] | _Variants = label.variants if trials is None else trials
    found = known.get((node, *key))
    if found is None:
        if node.leaf is not None:
            assert isinstance(node.leaf, TextLeaf)
            found = Node(node.spec, (), node.leaf.scaled(sizes[node] / label.part.ideal))
        else:
            found = Node(node.spec, tuple([resized(child, sizes, trials) for child in node.children]))
        found.label = Label(label.part, label.fits, label.spans, node)
        known[(node, *key)] = found
    return found


def _shrink(solved: Placed, sizes: dict[Node, float], trials: _Variants) -> bool:
    """Make texts smaller for each overset box of `solved`; whether any became smaller."""
    changed = False
    for box in overset_boxes(solved):
        base: Node = box.node.label.base or box.node
        fits: list[Node] = sorted(base.label.fits, key=_priority)
        for fit in fits:
            if not place(resized(base, sizes, trials), box.width, box.height).troubled:
                break
            changed = _shrink_one(fit, base, box, sizes, trials) or changed
    return changed


def _priority(fit: Node) -> tuple[int, int]:
    part = fit.label.part
    return (part.box.fit.priority, part.order)


def _shrink_one(fit: Node, base: Node, box: Placed, sizes: dict[Node, float], trials: _Variants) -> bool:
    """Make one text as much smaller as its box needs, by bisection; to its floor when even that is too little."""
    part = fit.label.part
    step = (part.ideal - part.floor) / STEPS

    def trouble(size: float) -> float:
        return _trouble(place(resized(base, {**sizes, fit: size}, trials), box.width, box.height))

    now = sizes.get(fit, part.ideal)
    if now <= part.floor:
        return False
    least = trouble(part.floor)
    if least > 0:
        if least > trouble(now) - SLACK:
            return False
        sizes[fit] = part.floor
        return True
    good, bad = 0, round((now - part.floor) / step)
    while bad - good > 1:
        middle = (good + bad) // 2
        if trouble(part.floor + middle * step) > 0:
            bad = middle
        else:
            good = middle
    sizes[fit] = part.floor + good * step
    return True


def _trouble(placed: Placed) -> float:
    """By how many points boxes are overset in all."""
    if not placed.troubled:
        return 0.0
    return placed.over_width + placed.over_height + sum([_trouble(child) for _, _, child in placed.children])


def overset_boxes(placed: Placed) -> Iterator[Placed]:
    """The boxes whose content does not fit, outer ones before those inside."""
    if placed.troubled:
        if placed.over_width or placed.over_height:
            yield placed
        for _, _, child in placed.children:
            yield from overset_boxes(child)


def overset_problem(placed: Placed) -> Problem:
    """What is lost in an overset box, in words: the first that do not fit are quoted."""
    box = placed.node.label.part.box
    called = f"the box “{box.id}”" if box.named else f"a {box.kind}" if box.kind != "text" else "its box"
    words = lost_words(placed)
    if not words:
        message = f"What stands in {called} is larger than the box."
    elif placed.over_height:
        message = f"The text does not fit in {called}: “{words}” and what follows is lost."
    else:
        message = f"“{words}” is too wide for {called}."
    remedy = "Shorten the text, or choose a larger format."
    return Problem("error", "overset", message, remedy, Place(box=box.id, line=0))


def lost_words(placed: Placed) -> str:
    """The first words that do not fit in an overset box; empty where it is no text that is lost."""
    _, right, bottom, _ = placed.node.spec.padding
    for x, y, leaf, width, height in _texts(placed, 0.0, 0.0):
        found = leaf.at_width(width)
        top = y + max(leaf.top_in(width, height), 0.0)
        for line in found.lines:
            if placed.over_height and top + line.bottom > placed.height - bottom + SLACK:
                return _first_words(found.texts[line.paragraph][line.start :])
        if placed.over_width and x + found.widest > placed.width - right + SLACK:
            return max(" ".join(found.texts).split(), key=len)
    return ""


def _texts(placed: Placed, x: float, y: float) -> Iterator[tuple[float, float, TextLeaf, float, float]]:
    """The texts in a box with the place and size of their insides."""
    node = placed.node
    if isinstance(node.leaf, TextLeaf):
        top, right, bottom, left = node.spec.padding
        yield x + left, y + top, node.leaf, placed.width - left - right, placed.height - top - bottom
    for dx, dy, child in placed.children:
        yield from _texts(child, x + dx, y + dy)


def _first_words(text: str) -> str:
    words = text.split()
    return " ".join(words[:QUOTED_WORDS]) + (" …" if len(words) > QUOTED_WORDS else "")
