"""A job whose file is a text: a Word file, a page for e-mail, plain text, the draft of an e-mail with the PDF."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from pressdesk.base.formats import FORMATS
from pressdesk.base.problem import Problem
from pressdesk.base.values import NamedTuple
from pressdesk.model.story import Block
from pressdesk.output.document import Document, Part
from pressdesk.output.embedding import embedded
from pressdesk.output.outline import document_of
from pressdesk.output.registry import TEXT_EXPORTS, TextOptions
from pressdesk.output.word.letterhead import letterhead_for
from pressdesk.templates.filled import Filled
from pressdesk.templates.tree import Template
from pressdesk.work.fingerprint import fingerprint

if TYPE_CHECKING:
    from pressdesk.work.making import Maker
    from pressdesk.work.plan import Job


class Text(NamedTuple):
    """A job's document with what it is written with, and what is wrong; `digest` tells whether it changed."""

    document: Document
    options: TextOptions
    problems: tuple[Problem, ...]
    digest: str


def text_of(maker: Maker, job: Job, *, attach: bool = True) -> Text | None:
    """What a job writes, None when its template has no story that flows; `attach` makes the PDF of a draft too.

    Raises InputError and RefusedError as the maker's own steps do.
    """
    campaign = maker.campaign
    piece = campaign.pieces[job.piece]
    template, filled = maker.filled(job)
    documents = [_document(maker, job, template, one) for one in filled]
    found = [document for document in documents if document is not None]
    if not found:
        return None
    document = joined(found)
    problems = dict.fromkeys(
        problem
        for number, one in zip(job.rows or (0,), filled, strict=True)
        for problem in maker.placed(one.problems, piece, number)
    )
    pictures = embedded(document, campaign.root, maker.cache)
    problems.update(dict.fromkeys(maker.placed(pictures.problems, piece, 0)))
    attached: tuple[tuple[str, bytes], ...] = ()
    if job.kind == "eml" and attach:
        name = f"{job.stem.rpartition('/')[2]}.pdf"
        data, faults = maker.screen_pdf(job)
        attached = ((name, data),)
        problems.update(dict.fromkeys(faults))
    letterhead = letterhead_for(campaign.root, piece.template) if job.kind == "docx" else None
    options = TextOptions(campaign.updated, maker.author, pictures.pictures, letterhead, attached)
    return Text(document, options, tuple(problems), _digest(job, document, options))


def written(text: Text, job: Job) -> bytes:
    """The file of a text in memory. Raises InputError."""
    stream = BytesIO()
    TEXT_EXPORTS[job.kind].write(text.document, stream, text.options)
    return stream.getvalue()


def joined(documents: Sequence[Document]) -> Document:
    """Several documents as one, each on a page of its own; notes are numbered through."""
    first, *others = documents
    if not others:
        return first
    parts = list(first.parts)
    notes = list(first.notes)
    for one in others:
        parts.append(Part("text", Block("pagebreak", ())))
        parts += [_renumbered(part, len(notes)) for part in one.parts]
        notes += one.notes
    looks = {name: look for one in reversed(documents) for name, look in one.looks.items()}
    return first._replace(parts=tuple(parts), notes=tuple(notes), looks=looks)


def _renumbered(part: Part, by: int) -> Part:
    """The part with its calls of foot-notes `by` higher."""
    if part.cells:
        return part._replace(cells=tuple(_renumbered(cell, by) for cell in part.cells))
    if not by or not any(span.note for span in part.block.spans):
        return part
    spans = tuple(
        span._replace(note=span.note + by, text=str(span.note + by)) if span.note else span for span in part.block.spans
    )
    return part._replace(block=part.block._replace(spans=spans))


def _document(maker: Maker, job: Job, template: Template, filled: Filled) -> Document | None:
    campaign, piece = maker.campaign, maker.campaign.pieces[job.piece]
    format = FORMATS[job.format]
    title = piece.title or f"{campaign.name} – {piece.name}"
    return document_of(template, filled, format, campaign.brand, root=campaign.root, title=title, tweaks=piece.tweaks)


def _digest(job: Job, document: Document, options: TextOptions) -> str:
    """A hash of all that decides the file. Not its date: a new date alone makes no file stale."""
    from hashlib import blake2b

    from pressdesk import __version__

    def of(data: bytes) -> str:
        return blake2b(data, digest_size=16).hexdigest()

    pictures = [(str(path), of(one.data), one[1:]) for path, one in options.pictures.items()]
    letterhead = of(options.letterhead.read_bytes()) if options.letterhead is not None else ""
    attached = [(name, of(data)) for name, data in options.attached]
    looks = (__version__, job.kind, job.purpose, options.author, pictures, letterhead, attached)
    return fingerprint((), *looks, document._replace(looks={}), sorted(document.looks.items()))
