"""Builds the pieces of a campaign: only what is stale, in several processes where that pays."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from pressdesk.base.problem import Problem, has_errors
from pressdesk.base.values import NamedTuple
from pressdesk.model.campaign import Campaign
from pressdesk.model.table import Table
from pressdesk.templates.guards import duplicate_problems
from pressdesk.text.fonts import builtin_library
from pressdesk.work.certifying import is_certificate
from pressdesk.work.disk import disk_faults
from pressdesk.work.making import Done, Made, Maker
from pressdesk.work.manifest import Manifest
from pressdesk.work.memory import fewer_collections
from pressdesk.work.plan import Job, Order, broken_pieces, out_folder, plan, wanted_pieces

if TYPE_CHECKING:
    from pressdesk.prepress.imposition.values import Imposition

Progress: TypeAlias = Callable[[Done, int], None]
"""Told of each job when it is done, with how many there are."""

PAYS_FROM = 6
"""From how many jobs on a second process earns the time it takes to begin."""


class Built(NamedTuple):
    """What a build or a merge came to. `unreadable` when some input could not be read; `removed` was pruned."""

    files: tuple[Made, ...] = ()
    problems: tuple[Problem, ...] = ()
    unreadable: bool = False
    removed: tuple[Path, ...] = ()

    @property
    def status(self) -> int:
        """The exit status of the command line: 0 done, 1 done with errors, 3 some input could not be read."""
        if self.unreadable:
            return 3
        return 1 if has_errors(self.problems) else 0


def build(
    campaign: Campaign,
    order: Order,
    *,
    jobs: int = 0,
    prune: bool = False,
    progress: Progress | None = None,
    sheets: Imposition | None = None,
) -> Built:
    """Make the files of an order that are not up to date. `jobs` is the number of processes, 0 to choose. With
    `sheets` each PDF is also laid out on sheets, in a file beside it.

    A campaign or pictures file with errors forbids everything, a broken piece only itself. Raises UsageError for an
    order that makes no sense, RefusedError when the output folder cannot be made.
    """
    if blocking(campaign):
        return Built(problems=collected(folder_problems(campaign, order)), unreadable=True)
    wanted = plan(campaign, order)
    out = out_folder(campaign, order)
    manifest = _manifest(out)
    done = list(run(campaign, order, wanted, jobs=jobs, manifest=manifest, progress=progress))
    files = tuple(file for one in done for file in one.files)
    removed = _prune(manifest, order, wanted, done) if prune else ()
    problems = collected(folder_problems(campaign, order), done)
    if sheets is not None:
        from pressdesk.work.imposing import with_sheets

        files, more = with_sheets(files, sheets, None if order.force else manifest)
        problems = (*problems, *more)
        removed = tuple(path for path in removed if all(path != file.path for file in files))
    _remember(manifest, files, out)
    unreadable = any(one.unreadable for one in done) or bool(lost_files(campaign))
    return Built(files, problems, unreadable, removed)


def dry_run(campaign: Campaign, order: Order, *, live: bool = False) -> Built:
    """What a build would make, with its problems, without writing anything; with what live preflight finds."""
    if blocking(campaign):
        return Built(problems=collected(folder_problems(campaign, order)), unreadable=True)
    maker = Maker(campaign, order)
    done = [maker.rehearse(job, live=live) for job in plan(campaign, order)]
    files = tuple(file for one in done for file in one.files)
    unreadable = any(one.unreadable for one in done) or bool(lost_files(campaign))
    return Built(files, collected(folder_problems(campaign, order), done), unreadable)


def run(
    campaign: Campaign,
    order: Order,
    wanted: Sequence[Job],
    *,
    table: Table | None = None,
    jobs: int = 0,
    manifest: Manifest | None = None,
    progress: Progress | None = None,
) -> Iterator[Done]:
    """Do jobs in one or several processes; what comes of them is given in the order of the jobs."""
    workers = _workers(jobs, len(wanted))
    if workers > 1:
        from pressdesk.work.processes import in_processes

        results = in_processes(campaign, order, wanted, table=table, workers=workers, manifest=manifest)
    else:
        maker = Maker(campaign, order, table, jobs)
        results = (maker.do(job, manifest) for job in wanted)
    with fewer_collections():
        for done in results:
            if progress is not None:
                progress(done, len(wanted))
            yield done


def blocking(campaign: Campaign) -> list[Problem]:
    """The errors that touch every piece: those of the campaign's own facts and of what is said of its pictures."""
    return [
        problem
        for problem in campaign.problems
        if problem.severity == "error" and problem.place.file.startswith(("campaign.toml", "pictures"))
    ]


def lost_files(campaign: Campaign) -> list[Problem]:
    """The errors that made a file of the campaign unusable as a whole, not a single row of it."""
    return [problem for problem in campaign.problems if problem.severity == "error" and not problem.place.row]


def folder_problems(campaign: Campaign, order: Order) -> tuple[Problem, ...]:
    """What was found while reading, in the fonts that the campaign brings along, between the rows of its tables, and
    whatever else is wrong with the pieces that cannot be built."""
    found = list(campaign.problems)
    fonts = campaign.root / "fonts"
    if fonts.is_dir() and any(fonts.iterdir()):
        found += builtin_library(fonts).problems
    used = {piece.rows for name, piece in campaign.pieces.items() if not order.pieces or name in order.pieces}
    for name in sorted(used & set(campaign.tables)):
        found += duplicate_problems(campaign.tables[name])
    hindered = set(campaign.pieces) if blocking(campaign) else broken_pieces(campaign)
    if hindered:
        maker = Maker(campaign, order)
        for piece in wanted_pieces(campaign, order):
            if piece.name in hindered:
                found += _not_told(maker.look(piece), found)
    return tuple(found)


def _not_told(later: Sequence[Problem], earlier: Sequence[Problem]) -> list[Problem]:
    """What was not said of the same key while the folder was read."""
    told = {(problem.place.file, problem.place.key) for problem in earlier if problem.place.key}
    return [problem for problem in later if (problem.place.file, problem.place.key) not in told]


def collected(first: Sequence[Problem], done: Sequence[Done] = ()) -> tuple[Problem, ...]:
    """All problems once, those of the folder first."""
    found = dict.fromkeys(first)
    for one in done:
        found.update(dict.fromkeys(one.problems))
    return tuple(found)


def _workers(jobs: int, count: int) -> int:
    if jobs > 0:
        return min(jobs, count)
    return 1 if count < PAYS_FROM else min(os.cpu_count() or 1, 4)


def _manifest(out: Path) -> Manifest:
    with disk_faults(out):
        out.mkdir(parents=True, exist_ok=True)
    return Manifest(out)


def _remember(manifest: Manifest, files: Sequence[Made], out: Path) -> None:
    with disk_faults(out):
        for file in files:
            if file.fresh:
                for name in file.names(out):
                    manifest.note(name, file.piece, file.purpose, file.digest)
        manifest.save()


def _prune(manifest: Manifest, order: Order, wanted: Sequence[Job], done: Sequence[Done]) -> tuple[Path, ...]:
    """Delete files of earlier builds that nobody makes any more; a job that was refused keeps its earlier files."""
    kept = {name for one in done for file in one.files for name in file.names(manifest.folder)}
    stems = tuple(one.job.stem for one in done if not one.files)
    purposes = {job.purpose for job in wanted}
    whole = not order.format and not order.kind
    removed = []
    with disk_faults(manifest.folder):
        for path, entry in list(manifest.entries.items()):
            ours = (not order.pieces or entry.piece in order.pieces) and entry.purpose in purposes
            if whole and ours and path not in kept and not path.startswith(stems):
                manifest.drop(path)
                if not is_certificate(path):  # it goes with its file
                    removed.append(manifest.folder / path)
    return tuple(removed)
