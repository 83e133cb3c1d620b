"""What PDF/X-1a:2003 does not allow beyond PDF/X-4, looked for in a file that says it is one (ISO 15930-4, 6)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

CLAIM = "PDF/X-1"
NEWEST = "1.4"


def claims_x1a(document: Any) -> bool:
    """Whether a document that pikepdf has opened says that it is PDF/X-1a, of whatever year."""
    info = document.trailer.get("/Info", {})
    return hasattr(info, "get") and str(info.get("/GTS_PDFXVersion", "")).startswith(CLAIM)


def opaque_faults(document: Any) -> tuple[str, ...]:
    """What such a file may not hold, each once, in plain words; nothing for a file that makes no such claim."""
    if not claims_x1a(document):
        return ()
    found: dict[str, None] = {}
    if str(document.pdf_version) > NEWEST:
        found[f"the features of PDF {document.pdf_version}"] = None
    if str(document.trailer.get("/Type", "")) == "/XRef":
        found["compressed objects"] = None
    for one in document.objects:
        found.update(dict.fromkeys(_faults(one)))
    return tuple(found)


def _faults(one: Any) -> Iterator[str]:
    import pikepdf

    if not isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        return
    kind = str(one.get("/Type", ""))
    group = one.get("/Group")
    if isinstance(group, pikepdf.Dictionary) and str(group.get("/S", "")) == "/Transparency":
        yield "a transparency group"
    if kind == "/ObjStm":
        yield "compressed objects"
    if isinstance(one, pikepdf.Stream):
        if str(one.get("/Subtype", "")) == "/Image" and ("/SMask" in one or "/SMaskInData" in one):
            yield "a picture with an alpha channel"
        if "/JPXDecode" in repr(one.get("/Filter", "")):
            yield "JPEG 2000"
    for state in _states(one, kind):
        yield from _see_through(state)


def _states(one: Any, kind: str) -> Iterator[Any]:
    """The graphics states that an object is or, as a table of resources, holds."""
    import pikepdf

    if kind == "/ExtGState":
        yield one
    for holder in (one, one.get("/Resources")):
        states = holder.get("/ExtGState") if isinstance(holder, pikepdf.Dictionary | pikepdf.Stream) else None
        if isinstance(states, pikepdf.Dictionary):
            yield from [state for _, state in states.items() if isinstance(state, pikepdf.Dictionary)]


def _see_through(state: Any) -> Iterator[str]:
    for key in ("/ca", "/CA"):
        if key in state and float(state[key]) != 1:
            yield "something half transparent"
    if str(state.get("/BM", "/Normal")) not in ("/Normal", "/Compatible"):
        yield "a blend mode"
    if "/SMask" in state and str(state["/SMask"]) != "/None":
        yield "a soft mask"
