"""A look at any PDF, also one that another program made or that is broken: what a printer and a reader would say.

Time and memory are bounded: streams that unpack to too much are not unpacked, pages that hold too much are not painted,
and of very long files the first pages are looked at. What was left out is told.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from time import monotonic
from typing import Any, TypeAlias

from pressdesk.base.problem import Place, Problem
from pressdesk.base.values import NamedTuple
from pressdesk.prepress.apart import Painted, Wanted, painted
from pressdesk.prepress.certificate import compared
from pressdesk.prepress.coverage import to_weigh, with_loads
from pressdesk.prepress.facts import File, Page
from pressdesk.prepress.limits import Limits
from pressdesk.prepress.preflight import MOST_UNPACKED, judged_anyhow, opened, sizes
from pressdesk.prepress.reading import read_file
from pressdesk.prepress.shown import needs_ground, on_ground, with_codes

Progress: TypeAlias = Callable[[str, int, int], None]
"""Told what is done, how far it is, and how far it goes."""

MOST_PAGES = 200
"""How many pages are searched for text and codes; a book that has some on the first ones has it on all."""

UNCOATED = ("FOGRA29", "FOGRA47", "FOGRA52")
UNCOATED_INK = 280
_LONGEST_S = 60.0
"""After so many seconds no further stream is unpacked to see whether it is whole."""

_PART = 1 << 20
_OFTEN = 500
_STEPS = ("file is damaged", "ttempting to", "re-processed", "treating", "recovered stream length")


class Seen(NamedTuple):
    """A file as it was read, with everything found in it; `codes` are page and text of each code that was read,
    `shown` the pages that could be painted."""

    file: File
    problems: tuple[Problem, ...]
    codes: tuple[tuple[int, str], ...] = ()
    shown: tuple[int, ...] = ()


def look(path: Path, progress: Progress | None = None) -> Seen:
    """Everything that can be said of a PDF. Raises InputError for a file that is none or needs a password."""
    told = progress or _silent
    with opened(path) as document:
        file = read_file(document, lambda at, count: told("read", at, count))
        faults = [*_syntax(document, told)]
    limits = limits_for(file)
    cut = file.for_press or any(_is_for_cutting(page) for page in file.pages)
    plain = [page.number for page in file.pages if page.whole][:MOST_PAGES]
    bare = [page.number for page in file.pages if needs_ground(page)]
    wanted = Wanted(str(path), limits.ink, tuple(to_weigh(file)) if cut else (), tuple(plain), tuple(bare))
    shown = painted(wanted, told)
    file = _with_grounds(_with_codes(with_loads(file, shown.ink), shown), shown)
    found = [*faults, *judged_anyhow(file, limits), *sizes(file), *_left_out(file), *_title(file)]
    found += [*_told(wanted, shown), *_unsearched(file), *compared(path)]
    codes = tuple((page, code.payload) for page, code in shown.codes)
    return Seen(file, tuple(problem.at(file=str(path)) for problem in found), codes, tuple(shown.words))


def _with_codes(file: File, shown: Painted) -> File:
    """The file with the codes that were seen on its pages among their facts."""
    on = {number: [code for page, code in shown.codes if page == number] for number, _ in shown.codes}
    pages = tuple(with_codes(page, on[page.number]) if page.number in on else page for page in file.pages)
    return file._replace(pages=pages)


def _with_grounds(file: File, shown: Painted) -> File:
    """The file with its letters set against what lies behind them, on the pages that could be painted."""
    from PIL import Image

    grounds = dict(shown.grounds)
    pages = []
    for page in file.pages:
        if page.number in grounds:
            with Image.open(BytesIO(grounds[page.number])) as ground:
                page = on_ground(page, ground)
        pages.append(page)
    return file._replace(pages=tuple(pages))


def limits_for(file: File) -> Limits:
    """What a file is held to by the printing condition that it names."""
    uncoated = any(intent.condition.replace(" ", "") in UNCOATED for intent in file.intents)
    return Limits(ink=UNCOATED_INK) if uncoated else Limits()


def _silent(what: str, at: int, count: int) -> None:
    """Progress that nobody wants to hear of."""


def _is_for_cutting(page: Page) -> bool:
    return page.trim is not None and page.trim != page.media


def _syntax(document: Any, told: Progress) -> Iterator[Problem]:
    """What is damaged in the file: what came up while it was read, and streams that cannot be unpacked."""
    import pikepdf

    until = monotonic() + _LONGEST_S
    broken: list[str] = []
    count = len(document.objects)
    for at, entry in enumerate(document.objects):
        if not at % _OFTEN:
            told("syntax", at, count)
        if isinstance(entry, pikepdf.Stream) and monotonic() < until and not _unpacks(entry):
            broken.append(f"a stream cannot be unpacked (object {entry.objgen[0]})")
    reasons = list(dict.fromkeys([*filter(None, map(_plain, document.get_warnings())), *broken]))
    if reasons:
        more = f", and {len(reasons) - 1} more" if len(reasons) > 1 else ""
        yield Problem("error", "syntax", f"The file is damaged: {reasons[0]}{more}.", "Export it again.")


def _unpacks(stream: Any) -> bool:
    """Whether a stream packed in the usual way can be unpacked to its end; nothing of it is kept."""
    import pikepdf

    try:
        packed = stream.read_raw_bytes()
        if str(stream.get("/Filter", "")) != "/FlateDecode":
            return True
    except (pikepdf.PdfError, ValueError, TypeError):
        return False
    unpack = zlib.decompressobj()
    try:
        total = 0
        while packed and not unpack.eof and total < MOST_UNPACKED:
            total += len(unpack.decompress(packed, _PART))
            packed = unpack.unconsumed_tail
    except zlib.error:
        return False
    return True


def _plain(reason: str) -> str:
    """A warning of qpdf's without the file's name; nothing for one that only says what it does about another."""
    head, _, rest = reason.removeprefix("WARNING: ").partition(": ")
    told = (rest or head).rstrip(". ")
    return "" if any(word in told for word in _STEPS) else told


def _left_out(file: File) -> Iterator[Problem]:
    for page in file.pages:
        if not page.whole:
            message = f"Page {page.number} holds too much to be looked at piece by piece, draws itself, or is damaged."
            remedy = "Export it with less on it, or with drawings as pictures."
            yield Problem("warning", "too-rich", message, remedy, Place(page=page.number))
            break
    if file.left_out < 0:
        message = "The list of pages in the file is broken; the pages after that cannot be found."
        yield Problem("error", "page-tree", message, "Export it again.")
    elif not file.pages:
        yield Problem("error", "no-pages", "The file has no pages.", "Export it again.")
    elif file.left_out:
        count = len(file.pages)
        message = f"Only the first {count} of {count + file.left_out} pages were looked at."
        yield Problem("note", "pages-left-out", message)


def _title(file: File) -> Iterator[Problem]:
    if not dict(file.info).get("Title") and not dict(file.metadata).get("dc:title"):
        message = "The file has no title; readers show its file name instead."
        yield Problem("note", "no-title", message, "Give it one where it was made.")


def _told(wanted: Wanted, shown: Painted) -> Iterator[Problem]:
    """What is only seen when pages are painted: that they cannot be, have no text, and what their codes say."""
    unshown = [page for page in wanted.look if page not in shown.words]
    silent = [page for page, words in shown.words.items() if not words]
    if unshown:
        message = f"Page {_listed(unshown)} cannot be shown, or takes too long."
        yield Problem("error", "unshowable", message, "Export it again.", Place(page=unshown[0]))
    if silent:
        message = f"There is no text on page {_listed(silent)}: nobody can search or copy it, and screen readers stay"
        yield Problem("note", "no-text", f"{message} silent.", "Export it with its text, not as outlines.")
    for number, code in shown.codes:
        message = f"A QR code on page {number} reads “{code.payload[:200]}”."
        yield Problem("note", "qr", message, "", Place(page=number))


def _unsearched(file: File) -> Iterator[Problem]:
    if len(file.pages) > MOST_PAGES:
        message = f"Only the first {MOST_PAGES} pages were searched for text and QR codes."
        yield Problem("note", "pages-left-out", message)


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:12])) + (" …" if len(numbers) > 12 else "")
