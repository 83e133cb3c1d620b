"""Fit: texts that may be smaller are made smaller where their box is overset; what is lost then is quoted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import ceil
from typing import TypeAlias

from pressdesk.base.problem import Place, Problem
from pressdesk.layout.nodes import Node, Placed
from pressdesk.layout.plan import Label, Part
from pressdesk.layout.solver import SLACK, place
from pressdesk.layout.texts import TextLeaf

STEPS = 64
"""Into how many steps the way from floor to ideal is divided."""

ROUNDS = 3
"""How often the whole is laid out again, when a smaller text here makes another box overset there."""

WORTH = 0.85
"""A slogan is set in fewer lines when it keeps at least this part of its size."""

QUOTED_WORDS = 6

Sizes: TypeAlias = Mapping[Part, float]
"""The sizes in points of fit texts, by their part: the texts of a list are one part and share one size."""

_Variants: TypeAlias = dict[tuple[object, ...], Node]


def fitted(root: Node, width: float, height: float) -> Placed:
    """The tree solved to that size, fit texts shrunk where a box is overset; remembered with the node.

    A slogan first gives up a little size for fewer lines. Texts with a word wider than their box come next, since a
    broken word makes false lines. Then, within an overset box, the texts shrink by priority and in tree order, each as
    little as will do, or to its floor; a text that cannot help stays as it was, and one that turns out to have
    shrunk in vain, because a later one made the room, grows back.
    """
    label: Label = root.label
    found: Placed | None = label.fitted.get((width, height))
    if found is not None:
        return found
    found = place(root, width, height)
    if label.fits:
        found = _fit(root, found)
    label.fitted[width, height] = found
    return found


def _fit(root: Node, ideal: Placed) -> Placed:
    """The tree with its fit texts at the sizes they need, from the tree at its `ideal` sizes."""
    width, height = ideal.width, ideal.height
    found = ideal
    sizes = _in_fewer_lines(ideal)
    if sizes:
        found = place(resized(root, sizes), width, height)
    if not found.troubled:
        return found
    most = dict(sizes)
    trials: _Variants = {}
    for _ in range(ROUNDS):
        for words_only in (True, False):
            if found.troubled and _shrink(found, sizes, trials, words_only):
                found = place(resized(root, sizes), width, height)
        if not found.troubled:
            break
    fewer = _in_fewer_lines(found)
    sizes.update(fewer)
    most.update(fewer)
    if len(sizes) > 1:
        _grow_back(root, found, sizes, most, trials)
    return place(resized(root, sizes), width, height)


def resized(node: Node, sizes: Sizes, trials: _Variants | None = None) -> Node:
    """The node with its fit texts at these sizes; what does not change is the same object.

    The result is kept with the node, or in `trials` when it is only tried.
    """
    label: Label = node.label
    if not label.fits:
        return node
    key = _key(label, sizes)
    if not key:
        return node
    known: dict[object, Node] | _Variants = label.variants if trials is None else trials
    found = known.get((node, *key))
    if found is None:
        if node.leaf is not None:
            assert isinstance(node.leaf, TextLeaf)
            found = Node(node.spec, (), node.leaf.scaled(sizes[label.part] / label.part.ideal))
        else:
            found = Node(node.spec, tuple([resized(child, sizes, trials) for child in node.children]))
        found.label = Label(label.part, label.fits, label.spans, node)
        known[(node, *key)] = found
    return found


def _key(label: Label, sizes: Sizes) -> tuple[tuple[Part, float], ...]:
    return tuple([(fit.label.part, sizes[fit.label.part]) for fit in label.fits if fit.label.part in sizes])


def _in_fewer_lines(placed: Placed) -> dict[Part, float]:
    """The sizes of the slogans that lose little when they are set in fewer lines; the texts of a list keep theirs."""
    found: dict[Part, float] = {}
    for part, boxes in _by_part(placed).items():
        size = _size_in_fewer_lines(part, boxes[0]) if len(boxes) == 1 else None
        if size is not None:
            found[part] = size
    return found


def _size_in_fewer_lines(part: Part, box: Placed) -> float | None:
    """The largest size worth its loss at which a slogan has fewer lines; None when there is none.

    A text at a part of its size breaks like one at its size in a box as much wider, so nothing is laid out.
    """
    leaf = box.node.leaf
    if not isinstance(leaf, TextLeaf) or not leaf.paragraphs[0].style.balance or part.floor >= part.ideal:
        return None
    size, width = leaf.size, _inside(box)
    step = (part.ideal - part.floor) / STEPS
    lines = leaf.lines_at(width)

    def fewer(steps: int) -> bool:
        return leaf.lines_at(width * size / (part.floor + steps * step)) < lines

    good, bad = max(ceil((size * WORTH - part.floor) / step), 0), round((size - part.floor) / step)
    if lines < 2 or good >= bad or not fewer(good):
        return None
    return float(part.floor + _largest(fewer, good, bad) * step)


def _shrink(solved: Placed, sizes: dict[Part, float], trials: _Variants, words_only: bool) -> bool:
    """Make texts smaller for each overset box of `solved`, or only where words are too wide; whether any was made."""
    changed = False
    for box in overset_boxes(solved):
        if words_only and not (box.over_width and box.node.leaf is not None):
            continue
        base: Node = box.node.label.base or box.node
        label: Label = base.label
        if not label.fits:
            continue
        key = (box.width, box.height, _key(label, sizes))
        found: dict[Part, float] | None = label.fitted.get(key)
        if found is None:
            found = label.fitted[key] = _shrunk(base, box, sizes, trials, words_only)
        for part, size in found.items():
            sizes[part] = min(size, sizes.get(part, size))
        changed = changed or bool(found)
    return changed


def _shrunk(base: Node, box: Placed, sizes: Sizes, trials: _Variants, words_only: bool) -> dict[Part, float]:
    """The sizes of the texts that are to be smaller, so that `box` holds them."""
    found: dict[Part, float] = {}
    if words_only and isinstance(box.node.leaf, TextLeaf):
        return _narrowed(base.label.part, box, box.node.leaf)
    for part in sorted({fit.label.part for fit in base.label.fits}, key=_priority):
        now = place(resized(base, {**sizes, **found}, trials), box.width, box.height)
        if not now.troubled:
            break
        size = _shrink_one(part, base, now, {**sizes, **found}, trials)
        if size is not None:
            found[part] = size
    return found


def _narrowed(part: Part, box: Placed, leaf: TextLeaf) -> dict[Part, float]:
    """The size at which the widest word of a text fits its box, or the floor; words are as wide as they are large."""
    step = (part.ideal - part.floor) / STEPS
    room = _inside(box)
    now = leaf.size
    steps = int((now * room / (room + box.over_width) - part.floor) / step) if step > 0 else 0
    size = part.floor + max(steps, 0) * step
    return {part: size} if size < now else {}


def _priority(part: Part) -> tuple[int, int]:
    assert part.box.fit is not None
    return (part.box.fit.priority, part.order)


def _shrink_one(part: Part, base: Node, now: Placed, sizes: Sizes, trials: _Variants) -> float | None:
    """The largest size of one text with which its box, `now` overset, holds all; None where no size helps.

    When even the floor is not enough, the largest that helps as much. Found by bisection, from a guess that is right
    wherever the box grows with the text.
    """
    step = (part.ideal - part.floor) / STEPS
    size = sizes.get(part, part.ideal)
    if size <= part.floor:
        return None
    bad = round((size - part.floor) / step)

    def trouble(steps: int) -> float:
        tried = resized(base, {**sizes, part: part.floor + steps * step}, trials)
        return _trouble(place(tried, now.width, now.height))

    good = _guess(part, now, bad, step)
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
    good = _largest(lambda steps: trouble(steps) <= most + SLACK, good, bad)
    return float(part.floor + good * step)


def _guess(part: Part, now: Placed, bad: int, step: float) -> int | None:
    """How many steps above its floor a text can be, if what it gives up in height is what its box gains.

    The texts of a list are taken to stand one below the other, and lines to be as high, for their size, as now.
    """
    texts = [
        (box.node.leaf, _inside(box), box.over_height)
        for box in _by_part(now).get(part, ())
        if isinstance(box.node.leaf, TextLeaf)
    ]
    if not texts:
        return None
    heights = [leaf.height(width) for leaf, width, _ in texts]
    target = sum(heights) - (max(over for *_, over in texts) or now.over_height)
    lines = [height / max(leaf.lines_at(width), 1) for height, (leaf, width, _) in zip(heights, texts, strict=True)]

    def holds(steps: int) -> bool:
        height = 0.0
        for each, (leaf, width, _) in zip(lines, texts, strict=True):
            factor = (part.floor + steps * step) / leaf.size
            height += leaf.lines_at(width / factor) * each * factor
        return height <= target + SLACK

    return _largest(holds, 0, bad)


def _grow_back(root: Node, found: Placed, sizes: dict[Part, float], most: Sizes, trials: _Variants) -> None:
    """Make texts larger again that shrank for nothing, those that shrank last first, none beyond `most`.

    Nothing that fits may be lost by it, nor may more be lost where something is.
    """
    for part in sorted(sizes, key=_priority, reverse=True):
        sizes[part] = _grown_back(part, root, found, sizes, most.get(part, part.ideal), trials)


def _grown_back(part: Part, root: Node, found: Placed, sizes: Sizes, most: float, trials: _Variants) -> float:
    step = (part.ideal - part.floor) / STEPS

    def trouble(steps: int) -> float:
        tried = resized(root, {**sizes, part: part.floor + steps * step}, trials)
        return _trouble(place(tried, found.width, found.height))

    now, top = round((sizes[part] - part.floor) / step), round((most - part.floor) / step)
    allowed = trouble(now) + SLACK
    if now >= top or trouble(now + 1) > allowed:
        return sizes[part]
    return float(part.floor + _largest(lambda steps: trouble(steps) <= allowed, now + 1, top + 1) * step)


def _largest(holds: Callable[[int], bool], good: int, bad: int) -> int:
    """By bisection the largest number from `good` on for which something holds that does not for `bad`."""
    while bad - good > 1:
        middle = (good + bad) // 2
        if holds(middle):
            good = middle
        else:
            bad = middle
    return good


def _by_part(placed: Placed) -> dict[Part, list[Placed]]:
    """The boxes of the fit texts in a tree; those of a list are of one part."""
    found: dict[Part, list[Placed]] = {}

    def look(box: Placed) -> None:
        if box.node.leaf is not None:
            found.setdefault(box.node.label.part, []).append(box)
        for _, _, child in box.children:
            if child.node.label.fits:
                look(child)

    if placed.node.label.fits:
        look(placed)
    return found


def _inside(box: Placed) -> float:
    """The width within a box's padding, in points."""
    _, right, _, left = box.node.spec.padding
    return box.width - left - right


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
