"""Functions of a PDF (ISO 32000-1, 7.10): sampled, exponential, stitched, and the small calculator."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

Function: TypeAlias = Callable[[Sequence[float]], list[float]]

_DEEPEST = 8
_MOST_SAMPLES = 1 << 22


def function(found: Any, depth: int = 0) -> Function:
    """A function of the file, or an array of them with one output each, as one of Python's.

    Raises ValueError or LookupError for one that makes no sense.
    """
    import pikepdf

    if depth > _DEEPEST:
        raise ValueError("functions within functions")
    if isinstance(found, pikepdf.Array):
        parts = [function(part, depth + 1) for part in found]
        return lambda inputs: [value for part in parts for value in part(inputs)]
    kind = int(found["/FunctionType"])
    domain = _numbers(found["/Domain"])
    limits = _numbers(found["/Range"]) if "/Range" in found else ()
    make = {0: _sampled, 2: _exponential, 3: _stitched, 4: _calculated}[kind]
    inner = make(found, domain, depth)

    def clipped(inputs: Sequence[float]) -> list[float]:
        given = [min(max(x, domain[2 * i]), domain[2 * i + 1]) for i, x in enumerate(inputs[: len(domain) // 2])]
        values = inner(given)
        if limits:
            values = [min(max(y, limits[2 * i]), limits[2 * i + 1]) for i, y in enumerate(values[: len(limits) // 2])]
        return values

    return clipped


def _numbers(found: Any) -> tuple[float, ...]:
    return tuple(float(number) for number in found)


def _exponential(found: Any, domain: Sequence[float], depth: int) -> Function:  # noqa: ARG001
    first = _numbers(found.get("/C0", [0]))
    last = _numbers(found.get("/C1", [1]))
    power = float(found["/N"])

    def value(inputs: Sequence[float]) -> list[float]:
        share = inputs[0] ** power if inputs[0] > 0 or power > 0 else 0.0
        return [a + share * (b - a) for a, b in zip(first, last, strict=False)]

    return value


def _stitched(found: Any, domain: Sequence[float], depth: int) -> Function:
    parts = [function(part, depth + 1) for part in found["/Functions"]]
    bounds = [domain[0], *_numbers(found["/Bounds"]), domain[1]]
    encode = _numbers(found["/Encode"])
    if len(bounds) != len(parts) + 1 or len(encode) < 2 * len(parts):
        raise ValueError("a stitched function with too few parts")

    def value(inputs: Sequence[float]) -> list[float]:
        x = inputs[0]
        at = next((i for i in range(len(parts) - 1) if x < bounds[i + 1]), len(parts) - 1)
        return parts[at]([_between(x, bounds[at], bounds[at + 1], encode[2 * at], encode[2 * at + 1])])

    return value


def _between(x: float, low: float, high: float, first: float, last: float) -> float:
    return first if high == low else first + (x - low) / (high - low) * (last - first)


def _sampled(found: Any, domain: Sequence[float], depth: int) -> Function:  # noqa: ARG001
    """Multilinear between the samples."""
    size = [int(number) for number in found["/Size"]]
    bits = int(found["/BitsPerSample"])
    limits = _numbers(found["/Range"])
    outputs = len(limits) // 2
    count = math.prod(size) * outputs
    if not 0 < count <= _MOST_SAMPLES or bits not in (1, 2, 4, 8, 12, 16, 24, 32) or len(size) > 4:
        raise ValueError("a sampled function of no sensible size")
    samples = _unpacked(found.read_bytes(), bits, count)
    most = (1 << bits) - 1
    encode = _numbers(found["/Encode"]) if "/Encode" in found else tuple(v for n in size for v in (0.0, n - 1.0))
    decode = _numbers(found["/Decode"]) if "/Decode" in found else limits

    def value(inputs: Sequence[float]) -> list[float]:
        corners = [(0, 1.0)]
        stride = 1
        for i, (x, length) in enumerate(zip(inputs, size, strict=True)):
            at = _between(x, domain[2 * i], domain[2 * i + 1], encode[2 * i], encode[2 * i + 1])
            at = min(max(at, 0.0), length - 1.0)
            low = min(int(at), length - 1)
            share = at - low
            steps = [(low, 1 - share), (low + 1, share)] if share else [(low, 1.0)]
            corners = [(place + stride * step, weight * part) for place, weight in corners for step, part in steps]
            stride *= length
        sums = [sum(samples[place * outputs + j] * weight for place, weight in corners) for j in range(outputs)]
        return [_between(total, 0, most, decode[2 * j], decode[2 * j + 1]) for j, total in enumerate(sums)]

    return value


def _unpacked(data: bytes, bits: int, count: int) -> Sequence[int]:
    if len(data) * 8 < bits * count:
        raise ValueError("a sampled function that is cut off")
    if bits == 8:
        return data
    if bits > 8 and bits % 8 == 0:
        wide = bits // 8
        return [int.from_bytes(data[i : i + wide], "big") for i in range(0, count * wide, wide)]
    mask, found = (1 << bits) - 1, []
    for i in range(count):
        first, last = i * bits // 8, (i * bits + bits - 1) // 8 + 1
        found.append(int.from_bytes(data[first:last], "big") >> (last * 8 - (i + 1) * bits) & mask)
    return found


def _calculated(found: Any, domain: Sequence[float], depth: int) -> Function:  # noqa: ARG001
    words = iter(re.findall(rb"[{}]|[^\s{}]+", found.read_bytes()))
    if next(words, b"") != b"{":
        raise ValueError("a calculator without a program")
    program = _block(words, 0)

    def value(inputs: Sequence[float]) -> list[float]:
        stack = list(inputs)
        _run(program, stack)
        return stack

    return value


def _block(words: Any, depth: int) -> list[Any]:
    if depth > 32:
        raise ValueError("a calculator too deep")
    found: list[Any] = []
    for word in words:
        if word == b"{":
            found.append(_block(words, depth + 1))
        elif word == b"}":
            return found
        else:
            name = word.decode("latin-1")
            found.append(name if name in _STEPS or name in _OTHERS else float(word))
    raise ValueError("a calculator that does not end")


def _run(program: list[Any], stack: list[Any]) -> None:
    for step in program:
        if not isinstance(step, str):
            stack.append(step)
        elif step in _STEPS:
            count, act = _STEPS[step]
            given = stack[-count:]
            if len(given) < count:
                raise ValueError("a calculator with too few numbers")
            del stack[-count:]
            stack.append(act(*given))
        else:
            _OTHERS[step](stack)
    if len(stack) > 200:
        raise ValueError("a calculator with too many numbers")


def _copy(stack: list[Any]) -> None:
    count = int(stack.pop())
    stack.extend(stack[-count:] if count > 0 else [])


def _index(stack: list[Any]) -> None:
    at = int(stack.pop())
    stack.append(stack[-1 - at])


def _roll(stack: list[Any]) -> None:
    by, count = int(stack.pop()), int(stack.pop())
    if 0 < count <= len(stack):
        part = stack[-count:]
        by %= count
        stack[-count:] = part[-by:] + part[:-by] if by else part


def _if(stack: list[Any]) -> None:
    block, asked = stack.pop(), stack.pop()
    if asked:
        _run(block, stack)


def _if_else(stack: list[Any]) -> None:
    other, block, asked = stack.pop(), stack.pop(), stack.pop()
    _run(block if asked else other, stack)


def _exchange(stack: list[Any]) -> None:
    stack[-2:] = stack[:-3:-1]


def _divided(a: float, b: float) -> float:
    return a / b if b else 0.0


def _whole(by: Callable[[int, int], int]) -> Callable[[float, float], float]:
    return lambda a, b: by(int(a), int(b))


_STEPS: dict[str, tuple[int, Callable[..., Any]]] = {
    "abs": (1, abs),
    "add": (2, lambda a, b: a + b),
    "and": (2, _whole(lambda a, b: a & b)),
    "atan": (2, lambda a, b: math.degrees(math.atan2(a, b)) % 360),
    "bitshift": (2, _whole(lambda a, b: a << min(b, 32) if b >= 0 else a >> min(-b, 32))),
    "ceiling": (1, math.ceil),
    "cos": (1, lambda a: math.cos(math.radians(a))),
    "cvi": (1, int),
    "cvr": (1, float),
    "div": (2, _divided),
    "eq": (2, lambda a, b: a == b),
    "exp": (2, lambda a, b: a**b if a > 0 or b > 0 else 0.0),
    "floor": (1, math.floor),
    "ge": (2, lambda a, b: a >= b),
    "gt": (2, lambda a, b: a > b),
    "idiv": (2, _whole(lambda a, b: int(a / b) if b else 0)),
    "le": (2, lambda a, b: a <= b),
    "ln": (1, lambda a: math.log(a) if a > 0 else 0.0),
    "log": (1, lambda a: math.log10(a) if a > 0 else 0.0),
    "lt": (2, lambda a, b: a < b),
    "mod": (2, _whole(lambda a, b: int(math.fmod(a, b)) if b else 0)),
    "mul": (2, lambda a, b: a * b),
    "ne": (2, lambda a, b: a != b),
    "neg": (1, lambda a: -a),
    "not": (1, lambda a: not a if isinstance(a, bool) else ~int(a)),
    "or": (2, _whole(lambda a, b: a | b)),
    "round": (1, lambda a: math.floor(a + 0.5)),
    "sin": (1, lambda a: math.sin(math.radians(a))),
    "sqrt": (1, lambda a: math.sqrt(max(a, 0.0))),
    "sub": (2, lambda a, b: a - b),
    "truncate": (1, math.trunc),
    "xor": (2, _whole(lambda a, b: a ^ b)),
}
_OTHERS: dict[str, Callable[[list[Any]], object]] = {
    "true": lambda stack: stack.append(True),
    "false": lambda stack: stack.append(False),
    "pop": list.pop,
    "exch": _exchange,
    "dup": lambda stack: stack.append(stack[-1]),
    "copy": _copy,
    "index": _index,
    "roll": _roll,
    "if": _if,
    "ifelse": _if_else,
}
