"""One job done: filled, composed, written, proved; the earlier file stays until the new one is whole and proved."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from pressdesk.base.formats import FORMATS
from pressdesk.base.fsio import replacing
from pressdesk.base.problem import InputError, Place, PressDeskError, Problem, RefusedError, has_errors
from pressdesk.base.units import MM
from pressdesk.base.values import NamedTuple
from pressdesk.display.inspect import marks
from pressdesk.display.items import Sheet
from pressdesk.layout.compose import Composer
from pressdesk.model.campaign import Brand, Campaign
from pressdesk.model.piece import Piece
from pressdesk.model.table import Row, Table
from pressdesk.output.pdf import PdfKit, PdfOptions
from pressdesk.output.registry import EXPORTS, TEXT_EXPORTS, ExportOptions
from pressdesk.templates.catalogue import template_named
from pressdesk.templates.embargo import DATED
from pressdesk.templates.filling import Filler
from pressdesk.text.fonts import builtin_library
from pressdesk.work.bugs import bug_problem
from pressdesk.work.certifying import Evidence, certificate_paths, certificates
from pressdesk.work.disk import disk_faults
from pressdesk.work.manifest import Manifest
from pressdesk.work.plan import Job, Order, out_folder
from pressdesk.work.presets import UNDER_PICTURES, Preset, limits_of, preset_for, preset_named
from pressdesk.work.purposes import Purpose

if TYPE_CHECKING:
    from pressdesk.prepress.proof import CodeProof, Proved
    from pressdesk.templates.filled import Filled
    from pressdesk.templates.tree import Template
    from pressdesk.work.press import Press

MOST_BLOCKS = 4
LEAST_ROWS = 25
"""Into how many blocks the rows of one file are divided, and how many a block has at least (`work.blocks`)."""

SETS = ("triptych",)
"""Kinds of templates whose sheets are also written one by one."""


class Made(NamedTuple):
    """One file: `fresh` when it was written now, not when it was up to date already; `folds` are those of each page,
    from its left edge, nothing when no page has any. `beside` are the files that speak of it, its certificates."""

    piece: str
    record: str
    path: Path
    kind: str
    format: str
    pages: int
    purpose: str = ""
    digest: str = ""
    fresh: bool = True
    folds: tuple[tuple[float, ...], ...] = ()
    beside: tuple[Path, ...] = ()

    def names(self, out: Path) -> list[str]:
        """The file and those beside it by their paths from the folder of all files."""
        return [path.relative_to(out).as_posix() for path in (self.path, *self.beside)]


class Done(NamedTuple):
    """What came of a job; `unreadable` when its input could not be read, `refused` when its errors forbade writing."""

    job: Job
    files: tuple[Made, ...] = ()
    problems: tuple[Problem, ...] = ()
    unreadable: bool = False
    refused: bool = False


class Composed(NamedTuple):
    """A job's pages before they are written, and everything wrong with them."""

    sheets: tuple[Sheet, ...]
    problems: tuple[Problem, ...]
    template: Template


class Maker:
    """Does jobs of one campaign; fonts, pictures, fillings and everything else that several share is made once.

    `table` is what rows are taken from, each piece's own table when it is left out. `processes` is how many may make
    one file of many rows together, 0 to choose.
    """

    def __init__(self, campaign: Campaign, order: Order, table: Table | None = None, processes: int = 1) -> None:
        self.campaign = campaign
        self.processes = processes
        self.order = order
        self.out = out_folder(campaign, order)
        if order.preset:
            preset_named(order.preset, campaign.root)  # a wrong name is told before any work
        self._presets: dict[Purpose, Preset] = {}
        self.composer = Composer(builtin_library(campaign.root / "fonts"), campaign.root)
        self._table = table
        self._fillers: dict[str, tuple[Template, Filler]] = {}
        self._looked: set[tuple[str, str]] = set()
        self._rows: dict[str, dict[int, Row]] = {}
        self.kit = PdfKit()
        self.evidence = Evidence()

    @cached_property
    def press(self) -> Press:
        """The press that print files are made for. Raises InputError."""
        from pressdesk.work.press import press_for

        return press_for(self.preset("print"), self.campaign.root, self.campaign.brand.profile)

    @cached_property
    def _print_brand(self) -> tuple[Brand, tuple[Problem, ...]]:
        """The brand in the inks of the press, and what the press cannot do. Raises InputError."""
        from pressdesk.work.branding import brand_in_print

        preset = self.preset("print")
        return brand_in_print(self.campaign.brand, self.press.profile.data, preset.ink_limit)

    def preset(self, purpose: Purpose) -> Preset:
        """How files for a purpose are finished. Raises InputError for a preset's file that has errors."""
        found = self._presets.get(purpose)
        if found is None:
            found = preset_for(purpose, self.order.preset, self.campaign.root)
            if self.order.standard is not None:
                found = found._replace(standard=self.order.standard)
            self._presets[purpose] = found
        return found

    def compose(self, job: Job) -> Composed:
        """The sheets of a job as layout gives them. Raises InputError for a template or font that cannot be read."""
        piece = self.campaign.pieces[job.piece]
        template, filler = self._filler(piece)
        format = FORMATS[job.format]
        bleed_mm = self.preset(job.purpose).bleed_mm
        rows: Sequence[Row | None] = [self._row(piece, number) for number in job.rows] or [None]
        sheets: list[Sheet] = []
        prints = job.purpose == "print"
        brand = self._print_brand[0] if prints else self.campaign.brand
        problems: dict[Problem, None] = dict.fromkeys((*self.press.problems, *self._print_brand[1]) if prints else ())
        for row in rows:
            filled = filler.fill(row)
            found = self.composer.compose(
                template,
                filled,
                format,
                brand,
                tweaks=piece.tweaks,
                extras=piece.extras,
                bleed=bleed_mm * MM if bleed_mm else None,
            )
            number = row.number if row is not None else 0
            problems.update(dict.fromkeys(filled.problems))
            problems.update(dict.fromkeys(self.placed(found.problems, piece, number)))
            if row is not None and self.is_tagged(job):
                sheets += (found.sheets[0]._replace(begins=True), *found.sheets[1:]) if found.sheets else ()
            else:
                sheets += found.sheets
        if prints and brand.rich_black is not None:
            from pressdesk.colour.grounds import with_rich_black

            sheets = [with_rich_black(sheet, brand.rich_black) for sheet in sheets]
        if self._flattens(job):
            from pressdesk.output.flatten import mixed_spots

            problems.update(dict.fromkeys(problem for sheet in sheets for problem in mixed_spots(sheet)))
        return Composed(tuple(sheets), tuple(self.placed(problems, piece, 0)), template)

    def do(self, job: Job, manifest: Manifest | None = None) -> Done:
        """Make the files of a job. User's faults come back as problems; a print file with errors is refused.

        With a manifest, files that are up to date are left alone; the new ones are noted in it by the caller.
        """
        try:
            if job.kind in TEXT_EXPORTS:
                return self._done_as_text(job, manifest)
            blocks = blocks_of(job) if manifest is None else []
            if blocks and self._filler(self.campaign.pieces[job.piece])[0].kind not in SETS:
                return self._done_in_blocks(job, blocks)
            composed = self.compose(job)
            if self.order.prove and (job.piece, job.format) not in self._looked:
                self._looked.add((job.piece, job.format))
                composed = composed._replace(problems=(*composed.problems, *self._beforehand(job, composed)))
            if not composed.sheets:
                return Done(job, problems=composed.problems, refused=True)
            if self.forbids(job, composed.problems):
                return Done(job, problems=(*composed.problems, refusal(job)), refused=True)
            return self._written(job, composed, manifest)
        except InputError as fault:
            return Done(job, problems=self._told(fault, job), unreadable=True)
        except RefusedError as fault:
            return Done(job, problems=self._told(fault, job), refused=True)
        except Exception as fault:  # the end of a job: the other pieces are made all the same
            return Done(job, problems=(bug_problem(fault, job.piece, job.format),), refused=True)

    def look(self, piece: Piece) -> tuple[Problem, ...]:
        """What is wrong with the template, the content and the rows of a piece, whatever its formats."""
        try:
            _, filler = self._filler(piece)
        except InputError as fault:
            return fault.problems
        found = dict.fromkeys(filler.problems if piece.rows else filler.fill().problems)
        for row in self._rows[piece.name].values():
            found.update(dict.fromkeys(filler.fill(row).problems))
        return tuple(self.placed(found, piece, 0))

    def rehearse(self, job: Job, *, live: bool = False) -> Done:
        """What a job would make and what is wrong with it, without writing or proving anything; `live` looks at the
        sheets as preflight does."""
        try:
            if job.kind in TEXT_EXPORTS:
                return self._rehearsed_as_text(job)
            composed = self.compose(job)
        except InputError as fault:
            return Done(job, problems=self._told(fault, job), unreadable=True)
        files = [self._made(job, path, sheets, "") for path, sheets in _files(job, composed)]
        found = self._live(job, composed) if live else ()
        return Done(job, tuple(files), (*composed.problems, *found))

    def _live(self, job: Job, composed: Composed) -> tuple[Problem, ...]:
        """What preflight finds in the sheets, before a file is made of them."""
        from pressdesk.work.preflighting import live_problems

        piece, format = self.campaign.pieces[job.piece], FORMATS[job.format]
        preset = self.preset(job.purpose)
        told = composed.problems
        found = live_problems(self.campaign, piece, composed.template, format, composed.sheets, preset, told)
        row = job.rows[0] if len(job.rows) == 1 else 0
        return tuple([problem for one in found for problem in self.placed([one], piece, row if one.place.page else 0)])

    def _beforehand(self, job: Job, composed: Composed) -> list[Problem]:
        """What preflight finds in the sheets and does not see in the file any more; remarks are left to a check."""
        from pressdesk.work.preflighting import ONLY_LIVE

        found = [one for one in self._live(job, composed) if one.severity != "note"]
        only_here = {*ONLY_LIVE, *(UNDER_PICTURES if self._flattens(job) else ())}
        if "fold" in self.preset(job.purpose).marks:
            only_here.discard("fold")  # the file's marks tell where it is folded
        return [one for one in found if job.purpose != "print" or one.code in only_here]

    def _filler(self, piece: Piece) -> tuple[Template, Filler]:
        known = self._fillers.get(piece.name)
        if known is None:
            try:
                template = template_named(piece.template, self.campaign.root)
            except InputError as fault:
                raise InputError(
                    *(problem.at(file=piece.file, piece=piece.name) for problem in fault.problems)
                ) from None
            table = self._table if self._table is not None else self.campaign.tables.get(piece.rows)
            known = template, Filler(template, piece, self.campaign, self.order.as_of, table=table)
            self._fillers[piece.name] = known
            self._rows[piece.name] = {row.number: row for row in table.rows} if table is not None else {}
        return known

    def _row(self, piece: Piece, number: int) -> Row:
        return self._rows[piece.name][number]

    def forbids(self, job: Job, problems: Sequence[Problem]) -> bool:
        """Whether such problems keep the files of a job from being written."""
        return job.purpose == "print" and not self.order.force and has_errors(problems)

    def filled(self, job: Job) -> tuple[Template, list[Filled]]:
        """The template of a job, and its content for each of its rows. Raises InputError."""
        piece = self.campaign.pieces[job.piece]
        template, filler = self._filler(piece)
        rows: Sequence[Row | None] = [self._row(piece, number) for number in job.rows] or [None]
        return template, [filler.fill(row) for row in rows]

    def screen_pdf(self, job: Job) -> tuple[bytes, Sequence[Problem]]:
        """The pages of a job as a PDF to be sent, and what is wrong with them. Raises as composing does."""
        pages = job._replace(purpose="screen", kind="pdf")
        composed = self.compose(pages)
        data, faults = self._bytes(pages, self.finished(pages, composed.sheets))
        piece = self.campaign.pieces[job.piece]
        return data, (*composed.problems, *self.placed(faults, piece, 0))

    def _done_as_text(self, job: Job, manifest: Manifest | None) -> Done:
        """A file that is no pages: Word, HTML, plain text, a mail."""
        from pressdesk.work.writing import text_of, written

        text = text_of(self, job)
        if text is None:
            return Done(job, refused=True)
        path = f"{job.stem}{TEXT_EXPORTS[job.kind].suffix}"
        made = Made(job.piece, job.record, self.out / path, job.kind, job.format, 0, job.purpose, text.digest)
        sound = not has_errors(text.problems)
        if manifest is not None and sound and not self.order.force and manifest.is_current(path, text.digest):
            return Done(job, (made._replace(fresh=False),), text.problems)
        _store(self.out / path, written(text, job))
        return Done(job, (made if sound else made._replace(digest=""),), text.problems)

    def _rehearsed_as_text(self, job: Job) -> Done:
        from pressdesk.work.writing import text_of

        text = text_of(self, job, attach=False)
        if text is None:
            return Done(job, refused=True)
        path = self.out / f"{job.stem}{TEXT_EXPORTS[job.kind].suffix}"
        return Done(job, (Made(job.piece, job.record, path, job.kind, job.format, 0, job.purpose),), text.problems)

    def _done_in_blocks(self, job: Job, blocks: Sequence[Job]) -> Done:
        """One file of many rows."""
        from pressdesk.work.blocks import made_in_blocks

        target = self.out / f"{job.stem}{EXPORTS[job.kind].suffix}"
        self.evidence = Evidence()
        with disk_faults(target):
            data, pages, problems = made_in_blocks(self, job, blocks)
        evidence = self.evidence
        if self.order.prove and (job.piece, job.format) not in self._looked:
            self._looked.add((job.piece, job.format))
            problems = (*problems, *self._beforehand(job, self.compose(job._replace(rows=job.rows[:1]))))
        if not pages:
            return Done(job, problems=problems, refused=True)
        if self.forbids(job, problems):
            return Done(job, problems=(*problems, refusal(job)), refused=True)
        _store(target, data)
        made = Made(job.piece, job.record, target, job.kind, job.format, pages, job.purpose)
        found = certificates(self, job, made, data, problems, evidence)
        return Done(job, (_with_certificates(made, found),), problems)

    def _written(self, job: Job, composed: Composed, manifest: Manifest | None) -> Done:
        from pressdesk.work.fingerprint import fingerprint

        problems = list(composed.problems)
        plans = list(_files(job, composed))
        digests = [""] * len(plans)
        if manifest is not None:
            looks = self._looks(job, composed)
            digests = [fingerprint(sheets, job.kind, *looks) for _, sheets in plans]
            current = not self.order.force and not has_errors(problems)
            known = [
                self._made(job, path, sheets, digest)._replace(
                    fresh=False, beside=certificate_paths(self, job, self.out / path)
                )
                for (path, sheets), digest in zip(plans, digests, strict=True)
            ]
            if current and all(
                manifest.is_current(name, file.digest) for file in known for name in file.names(self.out)
            ):
                return Done(job, tuple(known), tuple(problems))
        ready: list[tuple[str, Sequence[Sheet], bytes, Evidence]] = []
        for path, sheets in plans:
            with disk_faults(self.out / path):
                data, faults = self._bytes(job, self.finished(job, sheets))
            problems += [
                fault for fault in self.placed(faults, self.campaign.pieces[job.piece], 0) if fault not in problems
            ]
            ready.append((path, sheets, data, self.evidence))
        if self.forbids(job, problems):
            return Done(job, problems=(*problems, refusal(job)), refused=True)
        if has_errors(problems):
            digests = [""] * len(plans)  # never up to date: the next build says again what is wrong with it
        files = []
        for (path, sheets, data, evidence), digest in zip(ready, digests, strict=True):
            _store(self.out / path, data)
            made = self._made(job, path, sheets, digest)
            files.append(_with_certificates(made, certificates(self, job, made, data, problems, evidence)))
        return Done(job, tuple(files), tuple(problems))

    def finished(self, job: Job, sheets: Sequence[Sheet], first: int = 0, count: int = 0) -> list[Sheet]:
        """The sheets as they go into the file: with marks for the printer, cut to the trim for everybody else.

        `first` is the index of the first one in the file, `count` how many the file has, all of them when left out.
        """
        preset = self.preset(job.purpose)
        if not preset.bleed:
            sheets = [sheet._replace(bleed=0.0, slug=0.0) for sheet in sheets]
        if self._flattens(job):
            from pressdesk.output.flatten import flattened

            options = self.pdf_options(job)
            sheets = [flattened(sheet, options, self.cache, self.kit) for sheet in sheets]
        if not preset.marks:
            return list(sheets)
        from pressdesk.prepress.marks import slug_line, with_marks

        what = f"{self.title(job)} · {job.record}" if job.record else self.title(job)
        day, count = self.campaign.day, count or len(sheets)
        fonts, family = self.composer.fonts, self.campaign.brand.text_font
        kinds = preset.marks
        return [
            with_marks(sheet, kinds, slug_line(what, sheet.format, day, number, count), fonts, family)
            for number, sheet in enumerate(sheets, first + 1)
        ]

    def _bytes(self, job: Job, sheets: Sequence[Sheet]) -> tuple[bytes, Sequence[Problem]]:
        """A file in memory, and what its proof found. Raises InputError for a picture that cannot be decoded."""
        self.evidence = Evidence()
        options = ExportOptions(self.pdf_options(job), kit=self.kit)
        proves = self.order.prove and any(marks(sheet, "qr") for sheet in sheets)
        if proves and job.kind != "pdf":
            options = options._replace(page=_exported("pdf", sheets, options))
        data = _exported(job.kind, sheets, options)
        faults = self.witnessed(self.proved(options.page or data, sheets, thorough=not job.rows)) if proves else []
        if self.order.prove:
            faults += self.checked(job, data)
        return data, faults

    def pdf_options(self, job: Job) -> PdfOptions:
        """What the PDF of a job is made with."""
        return PdfOptions(
            mode="cmyk" if job.purpose == "print" else "rgb",
            title=self.title(job),
            author=self.author,
            language=self.campaign.pieces[job.piece].language or self.campaign.language,
            created=self.campaign.updated,
            links=job.purpose == "screen",
            intent=self.press.intent if job.purpose == "print" else None,
            pictures=self.cache,
            standard=self.preset(job.purpose).standard,
            ppi=self.preset(job.purpose).ppi,
            tagged=self.is_tagged(job),
        )

    def is_tagged(self, job: Job) -> bool:
        """Whether the file of a job can be read aloud: texts for any reader, and what else is sent as a file, unless it
        is made for many rows, where every millisecond counts."""
        if job.kind != "pdf" or job.purpose not in ("screen", "office"):
            return False
        is_text = self._filler(self.campaign.pieces[job.piece])[0].kind in DATED
        return is_text or (job.purpose == "screen" and not job.rows)

    @property
    def author(self) -> str:
        """Who a file says it is by: the first organisation."""
        campaign = self.campaign
        return campaign.organisations[0].name if campaign.organisations else campaign.name

    @property
    def cache(self) -> Path:
        return self.campaign.root / ".pressdesk" / "cache"

    def _flattens(self, job: Job) -> bool:
        return job.purpose == "print" and self.preset("print").standard == "PDF/X-1a:2003"

    def proved(self, pdf: bytes, sheets: Sequence[Sheet], first: int = 0, *, thorough: bool = False) -> list[Proved]:
        """What the proof of the codes finds on pages of a file, from the one with the index `first` on; it is
        `thorough`, under all conditions of the PRINT list, where files are not made by the hundred."""
        from pressdesk.prepress.proof import proof_codes

        return proof_codes(pdf, sheets, thorough=thorough, first=first)

    def witnessed(self, found: Iterable[Proved]) -> list[Problem]:
        """The problems of a proof; the codes that were read back are kept for the certificate."""
        codes: list[CodeProof] = []
        problems: list[Problem] = []
        for one in found:
            if isinstance(one, Problem):
                problems.append(one)
            else:
                codes.append(one)
        self.evidence = self.evidence._replace(codes=(*self.evidence.codes, *codes))
        return problems

    def checked(self, job: Job, pdf: bytes) -> list[Problem]:
        """What preflight finds in the exported file of a job, if that is for print (PRINT list, item 14)."""
        if job.purpose != "print":
            return []
        from pressdesk.prepress.preflight import examined

        file, problems = examined(pdf, limits_of(self.preset("print"), flat=self._flattens(job)))
        self.evidence = self.evidence._replace(file=file)
        return problems

    def _looks(self, job: Job, composed: Composed) -> tuple[object, ...]:
        """What decides a file besides its sheets. Not `updated`: a new date alone makes no file stale."""
        from hashlib import sha256

        from pressdesk import __version__

        preset = repr(self.preset(job.purpose))
        looks = (__version__, job.purpose, preset, self.title(job), composed.template.kind, self.is_tagged(job))
        return (*looks, sha256(self.press.profile.data).hexdigest()) if job.purpose == "print" else looks

    def _made(self, job: Job, path: str, sheets: Sequence[Sheet], digest: str) -> Made:
        folds = tuple(sheet.folds for sheet in sheets) if any(sheet.folds for sheet in sheets) else ()
        made = Made(job.piece, job.record, self.out / path, job.kind, job.format, len(sheets), job.purpose, digest)
        return made._replace(folds=folds)

    def _told(self, fault: PressDeskError, job: Job) -> tuple[Problem, ...]:
        """What ended a job, with its place; a font that is not there is looked for in the brand that names it."""
        brand = self.campaign.brand
        keys = {brand.display_font: "brand.display_font", brand.text_font: "brand.text_font"}
        found = []
        for problem in fault.problems:
            if problem.code == "unknown-font":
                key = next((key for name, key in keys.items() if f"“{name}”" in problem.message), "")
                if key:
                    problem = problem._replace(place=Place(file="campaign.toml", key=key))
            placed = problem.at(piece=job.piece)
            found.append(placed if placed.place.file else placed.at(format=job.format))
        return tuple(found)

    def placed(self, problems: Iterable[Problem], piece: Piece, row: int) -> Iterator[Problem]:
        """The problems with their piece and row; files of the campaign are named from its folder on."""
        root = f"{self.campaign.root}{os.sep}"
        for problem in problems:
            placed = problem.at(piece=piece.name, row=row)
            file = placed.place.file or piece.file
            if file.startswith(root):
                file = file.removeprefix(root).replace(os.sep, "/")
            yield placed._replace(place=placed.place._replace(file=file))

    def title(self, job: Job) -> str:
        """What a job's files are called for people."""
        piece = self.campaign.pieces[job.piece]
        return piece.title or f"{self.campaign.name} – {piece.name}"


def blocks_of(job: Job) -> list[Job]:
    """The job of a file of many rows in blocks of its rows; empty where it is made in one piece."""
    rows = job.rows
    count = min(MOST_BLOCKS, len(rows) // LEAST_ROWS)
    if job.kind != "pdf" or count < 2:
        return []
    return [job._replace(rows=rows[len(rows) * n // count : len(rows) * (n + 1) // count]) for n in range(count)]


def _store(target: Path, data: bytes) -> None:
    with disk_faults(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        with replacing(target) as stream:
            stream.write(data)


def _files(job: Job, composed: Composed) -> Iterator[tuple[str, Sequence[Sheet]]]:
    """The files of a job: path, and the sheets that go into it, not finished yet."""
    export = EXPORTS[job.kind]
    sheets = composed.sheets
    if export.several or len(sheets) == 1:
        yield f"{job.stem}{export.suffix}", sheets
    if len(sheets) > 1 and (not export.several or composed.template.kind in SETS):
        names = [sheet.name for sheet in sheets]
        if len(set(names)) < len(names):  # several rows, or pages of a story
            names = [str(number) for number in range(1, len(names) + 1)]
        for name, sheet in zip(names, sheets, strict=True):
            yield f"{job.stem}-{name}{export.suffix}", [sheet]


def _with_certificates(made: Made, found: Sequence[tuple[Path, bytes]]) -> Made:
    """Write the certificates of a file beside it."""
    for path, data in found:
        _store(path, data)
    return made._replace(beside=tuple(path for path, _ in found))


def _exported(kind: str, sheets: Sequence[Sheet], options: ExportOptions) -> bytes:
    stream = BytesIO()
    EXPORTS[kind].write(sheets, stream, options)
    return stream.getvalue()


def refusal(job: Job) -> Problem:
    """Why a print file was not written."""
    what = f"{job.piece} {job.format}" + (f" ({job.record})" if job.record else "")
    return Problem(
        "error",
        "refused",
        f"{what} was not written for print because of its errors; what was there before is untouched.",
        "Mend them, or insist with --force.",
        Place(piece=job.piece, format=job.format, row=job.rows[0] if len(job.rows) == 1 else 0),
    )
