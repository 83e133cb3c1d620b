"""A campaign folder becomes a value; all its problems are found in one go."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from types import MappingProxyType

from pressdesk.base.problem import InputError, Place, Problem, UsageError, did_you_mean, has_errors
from pressdesk.model.campaign import Campaign, PictureInfo
from pressdesk.model.piece import Piece
from pressdesk.model.story import TextFile
from pressdesk.model.table import Table
from pressdesk.work.store.checker import Node
from pressdesk.work.store.encodings import decode
from pressdesk.work.store.facts import read_campaign
from pressdesk.work.store.files import file_names, parse_toml, read_toml, reason_of, unreadable
from pressdesk.work.store.offices import read_offices
from pressdesk.work.store.paths import within
from pressdesk.work.store.recipes import read_piece
from pressdesk.work.store.schema import CAMPAIGN_FILE, PICTURE_SUFFIXES, PICTURES_FILE


def load(path: Path, pieces: Collection[str] | None = None) -> Campaign:
    """The campaign in a folder; raises InputError with all problems of the folder when one of them is an error.

    With `pieces`, only these pieces are read, and the tables and texts that they name.
    """
    campaign = load_with_problems(path, pieces)
    if has_errors(campaign.problems):
        raise InputError(*campaign.problems)
    return campaign


def load_with_problems(path: Path, pieces: Collection[str] | None = None) -> Campaign:
    """The campaign in a folder, as far as it can be read; what cannot is left out and told in `problems`.

    Raises InputError when there is no campaign to read at all, UsageError when a piece asked for does not exist.
    """
    problems: list[Problem] = []
    document = read_toml(path, CAMPAIGN_FILE, "campaign", problems, _not_a_campaign(path))
    if document is None:
        raise InputError(*problems)
    campaign = read_campaign(path.absolute(), Node(*document))  # so that it stays the same folder wherever one stands
    found = {name[:-5]: name for name in file_names(path, "pieces", problems) if name.endswith(".toml")}
    if pieces is not None:
        for wanted in pieces:
            if wanted not in found:
                raise UsageError(
                    Problem(
                        "error", "unknown-piece", f"There is no piece “{wanted}”.", did_you_mean(wanted, list(found))
                    )
                )
        found = {name: found[name] for name in pieces}
    read = {}
    for name, file in found.items():
        document = read_toml(path, f"pieces/{file}", "piece", problems)
        if document is not None:
            read[name] = read_piece(name, Node(*document), campaign.language)
    tables_wanted = None if pieces is None else {piece.rows for piece in read.values()}
    texts_wanted = None if pieces is None else {name for piece in read.values() for name in _texts_named(piece)}
    tables = _tables(path, tables_wanted, problems)
    texts = _texts(path, texts_wanted, problems)
    _check_names(read, tables, texts, problems)
    offices = read_offices(path, problems)
    return campaign._replace(
        pieces=MappingProxyType(read),
        tables=MappingProxyType(tables),
        texts=MappingProxyType(texts),
        pictures=MappingProxyType(_pictures(path, problems)),
        problems=tuple(_with_piece(problem) for problem in problems),
        offices=offices,
    )


def _with_piece(problem: Problem) -> Problem:
    folder, _, name = problem.place.file.rpartition("/")
    return problem.at(piece=name.removesuffix(".toml")) if folder == "pieces" else problem


def load_table(root: Path, file: str) -> tuple[Table | None, list[Problem]]:
    """One table of a campaign by its path (`tables/events.csv`); raises InputError when there is no such file."""
    from pressdesk.work.store.tables import parse_table

    path = within(root, file, Place(file=file))
    try:
        data = path.read_bytes()
    except OSError as fault:
        there = [f"tables/{name}" for name in file_names(root, "tables", [])]
        problem = Problem(
            "error", "missing-table", f"There is no table “{file}” ({reason_of(fault)}).", did_you_mean(file, there)
        )
        raise InputError(problem) from None
    return parse_table(path.stem, data, file)


def described_pictures(root: Path) -> set[str]:
    """The paths of the pictures that `pictures.toml` has an entry for; raises InputError when it cannot be read."""
    if not (root / PICTURES_FILE).is_file():
        return set()
    problems: list[Problem] = []
    document = read_toml(root, PICTURES_FILE, "pictures", problems)
    if document is None:
        raise InputError(*problems)
    return {name if name.startswith("pictures/") else f"pictures/{name}" for name in document[1]}


def parse_front_matter(text: str) -> tuple[str, str, int]:
    """The front matter, the body, and the line (from 1) the body begins on; no front matter is an empty one."""
    lines = text.split("\n")
    fence = lines[0].strip()
    if fence in ("+++", "---"):
        for i, line in enumerate(lines[1:], 1):
            if line.strip() == fence:
                return "\n".join(lines[1:i]), "\n".join(lines[i + 1 :]), i + 2
        raise ValueError(f"the front matter that begins with {fence} does not end with {fence}")
    return "", text, 1


def _not_a_campaign(path: Path) -> Problem:
    message = f"“{path}” is not a campaign."
    if path.is_file() and path.suffix == ".pressdesk":
        return Problem(
            "error", "packed", f"“{path}” is a packed campaign.", "Unpack it first: pressdesk unpack FILE DIR."
        )
    if path.is_file():
        return Problem("error", "not-a-campaign", message, "Name the folder that holds campaign.toml, not a file.")
    if not path.exists():
        return Problem("error", "not-a-campaign", f"There is no folder “{path}”.", "Make one: pressdesk new DIR.")
    return Problem(
        "error", "not-a-campaign", message, f"It holds no {CAMPAIGN_FILE}; make a campaign with: pressdesk new DIR."
    )


def _tables(root: Path, wanted: Collection[str] | None, problems: list[Problem]) -> dict[str, Table]:
    tables: dict[str, Table] = {}
    for file in file_names(root, "tables", problems):
        name, _, suffix = file.rpartition(".")
        if suffix.lower() not in ("csv", "tsv") or (wanted is not None and name not in wanted):
            continue
        try:
            table, found = load_table(root, f"tables/{file}")
        except InputError as fault:
            problems.extend(fault.problems)
            continue
        problems.extend(found)
        if table is not None:
            tables[name] = table
    return tables


def _texts_named(piece: Piece) -> set[str]:
    """The texts that a piece may show: its story, and what its content names as a field of type story does."""
    values = [piece.story, *piece.content.values()]
    return {value.removeprefix("texts/").removesuffix(".md") for value in values if isinstance(value, str)}


def _texts(root: Path, wanted: Collection[str] | None, problems: list[Problem]) -> dict[str, TextFile]:
    texts: dict[str, TextFile] = {}
    for name in file_names(root, "texts", problems):
        stem, _, suffix = name.rpartition(".")
        if suffix.lower() != "md" or (wanted is not None and stem not in wanted):
            continue
        file = f"texts/{name}"
        try:
            matter, body, line = parse_front_matter(decode((root / file).read_bytes()))
        except OSError as fault:
            problems.append(unreadable(file, fault))
            continue
        except ValueError as fault:
            problems.append(Problem("error", "broken-text", f"The text cannot be read: {fault}.", "", Place(file=file)))
            continue
        document = parse_toml(file, matter, "text", problems, first_line=2)
        if document is not None:
            node = Node(*document)
            texts[stem] = TextFile(stem, node.free(), body, line, file)
    return texts


def _pictures(root: Path, problems: list[Problem]) -> dict[str, PictureInfo]:
    names = [name for name in file_names(root, "pictures", problems) if name.lower().endswith(PICTURE_SUFFIXES)]
    infos = {f"pictures/{name}": PictureInfo(f"pictures/{name}") for name in names}
    if not (root / PICTURES_FILE).is_file():
        return infos
    document = read_toml(root, PICTURES_FILE, "pictures", problems)
    if document is None:
        return infos
    node = Node(*document)
    node.known.append("format")
    for name in node.data:
        if name == "format":
            continue
        if not isinstance(node.data[name], dict):
            node.finish()
            continue
        one = Node(node.source, node.data[name], (name,))
        path = name if name.startswith("pictures/") else f"pictures/{name}"
        if path not in infos and not (root / path).is_file():
            message = f"There is no picture “{name}” in the folder pictures."
            node.source.report("warning", "missing-picture", message, did_you_mean(name, names), (name,))
        focus = one.numbers("focus", 2, 0, 1)
        infos[path] = PictureInfo(
            path,
            caption=one.text("caption"),
            credit=one.text("credit"),
            licence=one.text("licence"),
            alternative=one.text("alternative"),
            focus=(focus[0], focus[1]) if focus else (0.5, 0.5),
        )
        one.finish()
    return infos


def _check_names(
    pieces: dict[str, Piece], tables: dict[str, Table], texts: dict[str, TextFile], problems: list[Problem]
) -> None:
    """What pieces name must be there; a table or text that is there and broken was told already."""
    told = {problem.place.file for problem in problems}
    for piece in pieces.values():
        for kind, key, name, known in (
            ("table", "rows", piece.rows, list(tables)),
            ("text", "story", piece.story, list(texts)),
        ):
            file = f"tables/{name}.csv" if kind == "table" else f"texts/{name}.md"
            if name and name not in known and file not in told:
                problems.append(
                    Problem(
                        "error",
                        f"missing-{kind}",
                        f"There is no {kind} “{name}” ({file}).",
                        did_you_mean(name, known),
                        Place(file=piece.file, key=key, piece=piece.name),
                    )
                )
