"""A campaign is written back: only the files that changed, only the keys that changed, each file in one step."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from errno import ENOENT
from pathlib import Path

from pressdesk.base.fsio import write_atomically
from pressdesk.base.problem import InputError, Place, Problem
from pressdesk.model.campaign import Campaign
from pressdesk.model.story import TextFile
from pressdesk.model.table import Table
from pressdesk.model.values import Value
from pressdesk.work.disk import disk_faults
from pressdesk.work.store.documents import Document, campaign_document, pictures_document, piece_document, plain
from pressdesk.work.store.encodings import decode
from pressdesk.work.store.migrate import FileKind
from pressdesk.work.store.reading import load_with_problems, parse_front_matter
from pressdesk.work.store.schema import CAMPAIGN_FILE, PICTURES_FILE


def save(campaign: Campaign, before: Campaign | None = None) -> tuple[Path, ...]:
    """Write what differs between `before` (by default what the folder holds) and `campaign`; gives the files written.

    A piece or text that is gone is deleted. Raises RefusedError when the disk does not let us, InputError when a file
    that has to be patched is not TOML any more; files that were not reached are as they were.
    """
    root = campaign.root
    if before is None:
        before = load_with_problems(root)
    with disk_faults(root):
        if not root.is_dir():  # moved while it was open: a part of a campaign in its old place would help nobody
            raise FileNotFoundError(ENOENT, os.strerror(ENOENT), str(root))
        written = [
            update_document(root, CAMPAIGN_FILE, "campaign", campaign_document(before), campaign_document(campaign)),
            update_document(
                root,
                PICTURES_FILE,
                "pictures",
                pictures_document(before.pictures.values()),
                pictures_document(campaign.pictures.values()),
            ),
        ]
        for name, piece in campaign.pieces.items():
            earlier = before.pieces.get(name)
            old = {} if earlier is None else piece_document(earlier, before.language)
            new = piece_document(piece, campaign.language)
            written.append(update_document(root, f"pieces/{name}.toml", "piece", old, new))
        written += [_save_text(root, text, before.texts.get(name)) for name, text in campaign.texts.items()]
        written += [_save_table(root, table, before.tables.get(name)) for name, table in campaign.tables.items()]
        written += [_drop(root, f"pieces/{name}.toml") for name in before.pieces if name not in campaign.pieces]
        written += [_drop(root, text.file) for name, text in before.texts.items() if name not in campaign.texts]
    return tuple(path for path in written if path is not None)


def update_document(root: Path, file: str, kind: FileKind, before: Document, after: Document) -> Path | None:
    """Patch one TOML file of the campaign, making it where there is none; the path, when something was written."""
    if before == after and repr(before) == repr(after):
        return None
    path = root / file
    if path.exists():
        text = _patched_or_refused(path, file, kind, before, after)
    else:
        from pressdesk.work.store.patching import fresh

        text = fresh(kind, after)
    return _write(path, text.encode())


def _patched_or_refused(path: Path, file: str, kind: FileKind, before: Document, after: Document) -> str:
    from pressdesk.work.store.patching import patched

    try:
        return patched(decode(path.read_bytes()), kind, before, after)
    except ValueError as fault:
        raise InputError(
            Problem(
                "error",
                "broken-toml",
                f"The file changed on disk and is not valid TOML any more ({fault}); nothing was written to it.",
                "Mend the file in a text editor and save again.",
                Place(file=file),
            )
        ) from None


def _save_text(root: Path, text: TextFile, before: TextFile | None) -> Path | None:
    if text == before:
        return None
    from pressdesk.work.store.patching import fresh, patched

    file = text.file or f"texts/{text.name}.md"
    new = plain(text.matter)
    if before is not None and (root / file).exists():
        matter, _, _ = parse_front_matter(decode((root / file).read_bytes()))
        matter = patched(matter, "text", plain(before.matter), new)
    else:
        matter = fresh("text", new)
    head = f"+++\n{matter.strip()}\n+++\n" if matter.strip() or text.body.startswith(("+++", "---")) else ""
    return _write(root / file, (head + text.body).encode())


def _save_table(root: Path, table: Table, before: Table | None) -> Path | None:
    """Cells that did not change stay as they were typed."""
    if table == before:
        return None
    file = table.file or f"tables/{table.name}.csv"
    typed: dict[int, dict[str, str]] = {}
    header: Sequence[str] = table.columns
    if before is not None and (root / file).exists():
        header, typed = _as_typed(root / file, before)
        header = header if before.columns == table.columns else table.columns
    earlier = {row.number: row for row in before.rows} if before is not None else {}
    lines = []
    for row in table.rows:
        old = earlier.get(row.number)
        lines.append(
            [
                typed[row.number][column]
                if old is not None
                and row.number in typed
                and column in typed[row.number]
                and old.cells.get(column) == row.cells.get(column)
                else cell_text(row.cells.get(column))
                for column in table.columns
            ]
        )
    return _write(root / file, table_bytes(header, lines))


def _as_typed(path: Path, table: Table) -> tuple[Sequence[str], dict[int, dict[str, str]]]:
    from pressdesk.work.store.tables import split_lines

    lines = split_lines(decode(path.read_bytes()))
    cells = {number: dict(zip(table.columns, cells, strict=False)) for number, cells in lines[1:]}
    return lines[0][1][: len(table.columns)], cells


def table_bytes(columns: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    """A CSV file in UTF-8 with `;`, as spreadsheets in French open it."""
    import csv
    import io

    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(lines)
    return stream.getvalue().encode("utf-8-sig")


def cell_text(value: Value) -> str:
    """A cell as it is typed: dates as 2026-03-12, times as 14:30."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, time):
        return value.isoformat("minutes")
    return value.isoformat() if isinstance(value, date) else str(value)


def _write(path: Path, data: bytes) -> Path:
    path.parent.mkdir(exist_ok=True)
    target = Path(os.path.realpath(path))  # a link within the campaign stays a link
    write_atomically(target, data)
    return path


def _drop(root: Path, file: str) -> Path:
    (root / file).unlink(missing_ok=True)
    return root / file
