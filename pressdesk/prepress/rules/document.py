"""Rules on the file as a whole: what PDF/X asks of its version, identity, metadata and press."""

from __future__ import annotations

from collections.abc import Iterator

from pressdesk.base.problem import Problem
from pressdesk.prepress.facts import File
from pressdesk.prepress.limits import Limits
from pressdesk.prepress.rules.common import AGAIN, told


def version(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    if file.version > "1.6":
        yield told("pdf-version", f"The file is PDF {file.version}; presses take up to 1.6.", AGAIN)


def lock(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    if file.encrypted:
        yield told("encrypted", "The file is locked; printers bounce it.", "Export it unlocked.")


def identity(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    if not file.identified:
        yield told("no-id", "The file has no identity of its own (ID in its trailer).", AGAIN)


def contents(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    for what in file.faults:
        yield told("forbidden", f"The file holds {what}, which no press takes.", "Export it without.")


def description(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    """Title, dates and trapping, as PDF/X wants them (ISO 15930-7, 6.6 and 6.7)."""
    info = dict(file.info)
    lacking = [key for key in ("Title", "CreationDate", "ModDate") if not info.get(key)]
    if info.get("Trapped") not in ("True", "False"):
        lacking.append("Trapped")
    if lacking:
        yield told("info", f"The file does not tell its {', '.join(lacking)}.", AGAIN)


def metadata(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    """The packet of metadata, and whether it says the same as the rest."""
    packet, info = dict(file.metadata), dict(file.info)
    wanted = ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "xmpMM:DocumentID", "xmpMM:VersionID")
    lacking = [key for key in (*wanted, "xmpMM:RenditionClass", "pdf:Trapped") if not packet.get(key)]
    if lacking:
        yield told("metadata", f"The file's metadata lacks {', '.join(lacking)}.", AGAIN)
    if "packed" in packet:
        yield told("metadata-packed", "The file's metadata is compressed.", AGAIN)
    if packet.get("dc:title", "") != info.get("Title", ""):
        yield told("metadata-title", "The file has two different titles.", AGAIN)
    if file.for_press and packet.get("pdfxid:GTS_PDFXVersion") != "PDF/X-4" and "GTS_PDFXVersion" not in info:
        yield told("pdfx-version", "The file does not say which PDF/X it is.", AGAIN)


def output_intent(file: File, limits: Limits) -> Iterator[Problem]:  # noqa: ARG001
    found = [intent for intent in file.intents if intent.kind == "GTS_PDFX"]
    if len(found) != 1:
        message = f"The file names {len(found) or 'no'} presses it is made for; it must name one."
        yield told("no-intent", message, "Export it for print.")
    for intent in found[:1]:
        if not intent.condition:
            yield told("intent-condition", "The file does not name its printing condition.", AGAIN)
        if not intent.press or intent.components != 4:
            message = "The profile of the press in the file is missing or not one for four inks."
            yield told("intent-profile", message, "Export it with the printer's CMYK profile.")
