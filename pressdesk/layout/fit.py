"""Fit: texts that may be smaller are made smaller where their box is overset; what is lost then is quoted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from pressdesk.base.problem import Place, Problem
from pressdesk.layout.nodes import Node, Placed
from pressdesk.layout.plan import Label
from pressdesk.layout.solver import SLACK, place
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

    Texts with a word wider than their box come first, since a broken word makes false lines. Then, within an overset
    box, the texts shrink by priority and in tree order, each as little as will do, or to its floor; a text that cannot
    help stays as it was.
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
            for words_only in (True, False):
                if found.troubled and _shrink(found, sizes, trials, words_only):
                    found = place(resized(root, sizes), width, height)
            if not found.troubled:
                break
    label.fitted[width, height] = found
    return found


def resized(node: Node, sizes: Sizes, trials: _Variants | None = None) -> Node:
    """The node with its fit texts at these sizes; what does not change is the same object.

    The result is kept with the node, or in `trials` when it is only tried.
    """
    label: Label = node.label
    if not label.fits:
        return node
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


def _shrink(solved: Placed, sizes: dict[Node, float], trials: _Variants, words_only: bool) -> bool:
    """Make texts smaller for each overset box of `solved`, or only where words are too wide; whether any was made."""
    changed = False
    for box in overset_boxes(solved):
        if words_only and not (box.over_width and box.node.leaf is not None):
            continue
        base: Node = box.node.label.base or box.node
        label: Label = base.label
        if not label.fits:
            continue
        key = (box.width, box.height, tuple([(fit, sizes[fit]) for fit in label.fits if fit in sizes]))
        found: dict[Node, float] | None = label.fitted.get(key)
        if found is None:
            found = label.fitted[key] = _shrunk(base, box, sizes, trials, words_only)
        sizes.update(found)
        changed = changed or bool(found)
    return changed


def _shrunk(base: Node, box: Placed, sizes: Sizes, trials: _Variants, words_only: bool) -> dict[Node, float]:
    """The sizes of the texts that are to be smaller, so that `box` holds them."""
    found: dict[Node, float] = {}
    if words_only and isinstance(box.node.leaf, TextLeaf):
        return _narrowed(base, box, box.node.leaf)
    for fit in sorted(base.label.fits, key=_priority):
        now = place(resized(base, {**sizes, **found}, trials), box.width, box.height)
        if not now.troubled:
            break
        size = _shrink_one(fit, base, now, {**sizes, **found}, trials)
        if size is not None:
            found[fit] = size
    return found


def _narrowed(fit: Node, box: Placed, leaf: TextLeaf) -> dict[Node, float]:
    """The size at which the widest word of a text fits its box, or the floor; words are as wide as they are large."""
    part = fit.label.part
    step = (part.ideal - part.floor) / STEPS
    _, right, _, left = fit.spec.padding
    room = box.width - left - right
    now = leaf.paragraphs[0].style.size
    steps = int((now * room / (room + box.over_width) - part.floor) / step) if step > 0 else 0
    size = part.floor + max(steps, 0) * step
    return {fit: size} if size < now else {}


def _priority(fit: Node) -> tuple[int, int]:
    part = fit.label.part
    return (part.box.fit.priority, part.order)


def _shrink_one(fit: Node, base: Node, now: Placed, sizes: Sizes, trials: _Variants) -> float | None:
    """The largest size of one text with which its box, `now` overset, holds all; None where no size helps.

    When even the floor is not enough, the largest that helps as much. Found by bisection, from a guess that is right
    wherever the box grows with the text.
    """
    part = fit.label.part
    step = (part.ideal - part.floor) / STEPS
    size = sizes.get(fit, part.ideal)
    if size <= part.floor:
        return None
    bad = round((size - part.floor) / step)

    def trouble(steps: int) -> float:
        tried = resized(base, {**sizes, fit: part.floor + steps * step}, trials)
        return _trouble(place(tried, now.width, now.height))

    good = _guess(fit, now, bad, step)
    most = 0.0
    if good is not None and trouble(good) <= 0:
        if good + 1 >= bad or trouble(good + 1) > 0:
            return float(part.floor + good * step)
        good += 1
    else:
        bad = bad if good is None else min(bad, good + 1)
        good = 0
        most = trouble(0)
        if most > _trouble(now) - SLACK:
            return None
    while bad - good > 1:
        middle = (good + bad) // 2
        if trouble(middle) > most + SLACK:
            bad = middle
        else:
            good = middle
    return float(part.floor + good * step)


def _guess(fit: Node, now: Placed, bad: int, step: float) -> int | None:
    """How many steps above its floor a text can be, if what it gives up in height is what its box gains."""
    found = next((leaf for leaf in _leaves(now) if (leaf.node.label.base or leaf.node) is fit), None)
    if found is None or not isinstance(fit.leaf, TextLeaf) or not isinstance(found.node.leaf, TextLeaf):
        return None
    _, right, _, left = fit.spec.padding
    width = found.width - left - right
    target = found.node.leaf.height(width) - (found.over_height or now.over_height)
    part = fit.label.part
    good = 0
    while bad - good > 1:
        middle = (good + bad) // 2
        if fit.leaf.scaled((part.floor + middle * step) / part.ideal).height(width) > target + SLACK:
            bad = middle
        else:
            good = middle
    return good


def _leaves(placed: Placed) -> Iterator[Placed]:
    if placed.node.leaf is not None:
        yield placed
    for _, _, child in placed.children:
        yield from _leaves(child)


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
    part = placed.node.label.part
    box, format = part.box, part.setup.page.format
    if (placed.width, placed.height) == (format.width, format.height):
        called = "the sheet"
    else:
        called = f"the box “{box.id}”" if box.named else "its box"
    words = lost_words(placed)
    if not words:
        message = f"What stands in {called} is too large for it."
    elif placed.over_height:
        message = f"The text does not fit into {called}: “{words}” and what follows is lost."
    else:
        message = f"“{words}” is too wide for {called}."
    remedy = "Shorten the text, or choose a larger format."
    return Problem("error", "overset", message, remedy, Place(box=box.id))


def overset_story(words: str) -> Problem:
    """A story that has more text than its pages hold, with the text from which it is lost."""
    message = f"The story does not fit on its pages: “{_first_words(words)}” and what follows is lost."
    return Problem("error", "overset", message, "Shorten it, or give the template a sheet with the role next.")


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
