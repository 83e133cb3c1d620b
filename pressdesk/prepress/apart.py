"""Pages of a file from anywhere, painted in a process of their own: one that a painter chokes on ends only that.

The process is told on its standard input what to do and answers with a line of JSON for each page.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from pressdesk.base.values import NamedTuple
from pressdesk.prepress.coverage import NONSENSE, fitting_dpi, loads
from pressdesk.prepress.facts import Code, Load, Loads, Page

CODE_DPI = 150
MOST_PIXELS = 40_000_000
"""Of a page that is searched for codes."""

LONGEST_S = 30.0
"""How long a page may take; after that its process is ended."""

_TOLD_AS = {"ink": "ink", "look": "codes", "bare": "contrast"}
_MOST_TRIES = 4
_MOST_MEMORY = 6 << 30


class Wanted(NamedTuple):
    """What is wanted of a file: the ink of some pages, counted from 1 and with a limit in per cent, a look at some
    for text and codes, and some without their letters."""

    path: str
    limit: int
    ink: tuple[int, ...] = ()
    look: tuple[int, ...] = ()
    bare: tuple[int, ...] = ()


class Painted(NamedTuple):
    """What came of it: pages that are not there could not be painted; `codes` are page and code, `grounds` the pages
    without their letters, each as a PNG."""

    ink: dict[int, Loads]
    words: dict[int, bool]
    codes: tuple[tuple[int, Code], ...] = ()
    grounds: tuple[tuple[int, bytes], ...] = ()


def painted(wanted: Wanted, told: Callable[[str, int, int], None], longest_s: float = LONGEST_S) -> Painted:
    """Have pages painted. Raises nothing: what cannot be painted is missing from what comes back."""
    found = Painted({}, {})
    codes: list[tuple[int, Code]] = []
    grounds: list[tuple[int, bytes]] = []
    steps = {"ink": wanted.ink, "look": wanted.look, "bare": wanted.bare}
    left = [(what, page) for what, pages in steps.items() for page in pages]
    done = dict.fromkeys(steps, 0)
    for _ in range(_MOST_TRIES):
        if not left:
            break
        for answer in _answers(wanted, tuple(left), longest_s):
            what, page = left.pop(0)
            done[what] += 1
            told(_TOLD_AS[what], done[what], len(steps[what]))
            if answer.get("failed"):
                continue
            if what == "ink":
                over = tuple(Load(ink, tuple(box)) for ink, box in answer["over"])
                found.ink[page] = Loads(answer["most"], over, tuple(answer["inks"]))
            elif what == "bare":
                grounds.append((page, b64decode(answer["png"])))
            else:
                found.words[page] = answer["words"]
                codes += [(page, Code._make([*code[:3], tuple(code[3]), *code[4:]])) for code in answer["codes"]]
        if left:  # the process broke at the first of these
            left.pop(0)
    return found._replace(codes=tuple(codes), grounds=tuple(grounds))


def _answers(wanted: Wanted, steps: Sequence[tuple[str, int]], longest_s: float) -> Iterator[dict[str, Any]]:
    """What a process says to these steps, one after the other, as far as it gets."""
    root = str(Path(__file__).resolve().parents[2])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])}
    process = subprocess.Popen(
        [sys.executable, "-m", __name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    lines: SimpleQueue[bytes] = SimpleQueue()
    reader = Thread(target=_read, args=(process.stdout, lines), daemon=True)
    reader.start()
    try:
        with suppress(OSError):
            process.stdin.write(json.dumps([wanted.path, wanted.limit, *map(list, steps)]).encode() + b"\n")
            process.stdin.flush()
        for _ in steps:
            try:
                line = lines.get(timeout=longest_s)
            except Empty:
                return
            if not line:
                return
            yield json.loads(line)
    finally:
        process.kill()
        process.wait()
        reader.join()
        with suppress(OSError):
            process.stdin.close()
        process.stdout.close()


def _read(stream: Any, lines: SimpleQueue[bytes]) -> None:
    for line in stream:
        lines.put(line)
    lines.put(b"")


def main() -> None:
    """The process: what it was told, page by page."""
    import pikepdf
    import pypdfium2

    from pressdesk.prepress.preflight import opened

    _limit_memory()
    path, limit, *steps = json.loads(sys.stdin.readline())
    with opened(Path(path)) as document:
        try:
            shown = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError:
            shown = None
        for what, page in steps:
            try:
                if what == "ink":
                    answer = _ink(document, page, limit)
                else:
                    answer = _look(shown, page) if what == "look" else _bare(shown, page)
            except (pikepdf.PdfError, pypdfium2.PdfiumError, *NONSENSE):
                answer = {"failed": True}
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()


def _limit_memory() -> None:
    """Let the process fail where it asks for more than any page needs."""
    if sys.platform == "linux":
        import resource

        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def _ink(document: Any, page: int, limit: int) -> dict[str, Any]:
    found = loads(document, page - 1, limit)
    return {"most": found.most, "over": [[load.ink, load.box] for load in found.over], "inks": found.inks}


def _look(document: Any, number: int) -> dict[str, Any]:
    """Whether a page has text, and its codes."""
    from pressdesk.output.raster import page_image
    from pressdesk.prepress.shown import codes_shown, set_upright

    if document is None:
        return {"failed": True}
    shown = document[number - 1]
    try:
        set_upright(shown)
        words = shown.get_textpage()
        try:
            has_words = bool(words.count_chars())
        finally:
            words.close()
        left, bottom, right, top = shown.get_trimbox()
    finally:
        shown.close()
    width, height = right - left, top - bottom
    if width < 1 or height < 1:
        return {"words": has_words, "codes": []}
    dpi = fitting_dpi(width, height, MOST_PIXELS, CODE_DPI)
    cut = (left, bottom, right, top)
    image = page_image(document, number - 1, dpi=dpi, gray=True)
    return {"words": has_words, "codes": [list(code) for code in codes_shown(image, Page(number, cut, cut), dpi)]}


def _bare(document: Any, number: int) -> dict[str, Any]:
    """A page without its letters."""
    from pressdesk.prepress.shown import without_letters

    if document is None:
        return {"failed": True}
    stream = BytesIO()
    without_letters(document, number).save(stream, "PNG", compress_level=1)
    return {"png": b64encode(stream.getvalue()).decode()}


if __name__ == "__main__":
    main()
