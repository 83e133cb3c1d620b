"""A campaign folder becomes a value; all its problems are found in one go."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pressdesk.base.colour import CMYK, Ink, naive_cmyk, parse_hex
from pressdesk.base.formats import FORMATS
from pressdesk.base.problem import InputError, Place, Problem, UsageError, did_you_mean, has_errors
from pressdesk.base.units import parse_length
from pressdesk.model.campaign import Brand, Campaign, Contact, Organisation, Petition, PictureInfo, Signatory
from pressdesk.model.piece import TWEAK_KEYS, Extra, Piece
from pressdesk.model.story import TextFile
from pressdesk.model.table import Table
from pressdesk.qr.links import TAGS
from pressdesk.work.store.checker import Node, Source
from pressdesk.work.store.encodings import decode
from pressdesk.work.store.migrate import FileKind, accepts
from pressdesk.work.store.paths import stays_inside, within
from pressdesk.work.store.schema import CAMPAIGN_FILE, EXTRA_KINDS, LANGUAGES, PICTURE_SUFFIXES, PICTURES_FILE

EPOCH = datetime(2000, 1, 1)
"""Stands in for a missing `updated`: a date inside a PDF must not come from the clock."""

_LINK = re.compile(r"https?://[^\s/?#.]+(\.[^\s/?#.]+)+([/?#]\S*)?")
_DEFAULT_BRAND = Brand({})


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
    document = _read_toml(path, CAMPAIGN_FILE, "campaign", problems, _not_a_campaign(path))
    if document is None:
        raise InputError(*problems)
    campaign = _campaign(path.absolute(), Node(*document))  # so that it stays the same folder wherever one stands
    found = {name[:-5]: name for name in _files(path, "pieces", problems) if name.endswith(".toml")}
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
        document = _read_toml(path, f"pieces/{file}", "piece", problems)
        if document is not None:
            read[name] = _piece(name, Node(*document), campaign.language)
    tables_wanted = None if pieces is None else {piece.rows for piece in read.values()}
    texts_wanted = None if pieces is None else {name for piece in read.values() for name in _texts_named(piece)}
    tables = _tables(path, tables_wanted, problems)
    texts = _texts(path, texts_wanted, problems)
    _check_names(read, tables, texts, problems)
    return campaign._replace(
        pieces=MappingProxyType(read),
        tables=MappingProxyType(tables),
        texts=MappingProxyType(texts),
        pictures=MappingProxyType(_pictures(path, problems)),
        problems=tuple(_with_piece(problem) for problem in problems),
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
        there = [f"tables/{name}" for name in _files(root, "tables", [])]
        problem = Problem(
            "error", "missing-table", f"There is no table “{file}” ({_why(fault)}).", did_you_mean(file, there)
        )
        raise InputError(problem) from None
    return parse_table(path.stem, data, file)


def described_pictures(root: Path) -> set[str]:
    """The paths of the pictures that `pictures.toml` has an entry for; raises InputError when it cannot be read."""
    if not (root / PICTURES_FILE).is_file():
        return set()
    problems: list[Problem] = []
    document = _read_toml(root, PICTURES_FILE, "pictures", problems)
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


def is_link(text: str) -> bool:
    """Whether a text is a web link that a telephone can open.

    >>> is_link("https://agir.example/p?x=1"), is_link("agir"), is_link("https://agir")
    (True, False, False)
    """
    return _LINK.fullmatch(text) is not None


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


def _read_toml(
    root: Path, file: str, kind: FileKind, problems: list[Problem], missing: Problem | None = None
) -> tuple[Source, dict[str, Any]] | None:
    """A TOML file of the campaign, migrated; None, with the reason noted, when it cannot be read."""
    try:
        text = decode((root / file).read_bytes())
    except (FileNotFoundError, NotADirectoryError) as fault:
        if missing is not None:
            raise InputError(missing) from None
        problems.append(_unreadable(file, fault))
        return None
    except OSError as fault:
        problems.append(_unreadable(file, fault))
        return None
    except ValueError as fault:
        problems.append(Problem("error", "broken-toml", f"The file cannot be read: {fault}.", "", Place(file=file)))
        return None
    return _parse_toml(file, text, kind, problems)


def _parse_toml(
    file: str, text: str, kind: FileKind, problems: list[Problem], first_line: int = 1
) -> tuple[Source, dict[str, Any]] | None:
    source = Source(file, "\n" * (first_line - 1) + text, problems)
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        problems.append(_broken(file, str(fault), text, first_line))
        return None
    except RecursionError:
        problems.append(Problem("error", "broken-toml", "The file is nested too deeply.", "", Place(file=file)))
        return None
    return (source, document) if kind == "text" or accepts(kind, document, source) else None


def _broken(file: str, fault: str, text: str, first_line: int) -> Problem:
    found = re.search(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)", fault)
    reason = (found[1] if found else fault).rstrip(".")
    line = (int(found[2]) if found and found[2] else text.count("\n") + 1) + first_line - 1
    return Problem(
        "error",
        "broken-toml",
        f"The file is not valid TOML: {reason[:1].lower()}{reason[1:]}.",
        "Look for a quote or a bracket that is missing on this line or the one before.",
        Place(file=file, line=line),
    )


def _unreadable(file: str, fault: OSError) -> Problem:
    return Problem(
        "error",
        "unreadable-file",
        f"The file cannot be read ({_why(fault)}).",
        "Check its permissions.",
        Place(file=file),
    )


def _why(fault: OSError) -> str:
    return (fault.strerror or str(fault)).lower()


def _files(root: Path, folder: str, problems: list[Problem]) -> list[str]:
    """The names of the files in a folder of the campaign, in order; links that lead out are noted and left out."""
    names = []
    try:
        with os.scandir(root / folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_symlink() and not stays_inside(root, Path(entry.path)):
                    problems.append(
                        Problem(
                            "error",
                            "outside-campaign",
                            "This is a link to a file outside the campaign's folder.",
                            "Put a copy of the file in its place.",
                            Place(file=f"{folder}/{entry.name}"),
                        )
                    )
                elif entry.is_file():
                    names.append(entry.name)
    except (FileNotFoundError, NotADirectoryError):
        pass
    except OSError as fault:
        problems.append(_unreadable(folder, fault))
    return sorted(names)


def _campaign(root: Path, node: Node) -> Campaign:
    node.known.append("format")
    campaign = Campaign(
        root=root,
        name=node.text("name", required=True),
        language=_language(node, "fr"),
        updated=_updated(node),
        brand=_brand(node.table("brand")),
        slogan=node.text("slogan"),
        hashtag=node.text("hashtag"),
        legal=node.text("legal"),
        organisations=_organisations(root, node),
        petitions=MappingProxyType({key: _petition(key, one) for key, one in node.named("petitions").items()}),
        contacts=tuple(_contact(one) for one in node.tables("contacts")),
        signatories=tuple(_signatory(one) for one in node.tables("signatories")),
        facts=node.table("facts").free(),
    )
    node.finish()
    return campaign


def _language(node: Node, default: str) -> str:
    language = node.text("language", default)
    if language and language.split("-")[0] not in LANGUAGES:
        node.source.report(
            "warning",
            "unknown-language",
            f"PressDesk has no rules for the language “{language}”.",
            did_you_mean(language, LANGUAGES),
            (*node.path, "language"),
        )
    return language


def _updated(node: Node) -> datetime:
    moment = node.moment("updated")
    if moment is None and "updated" not in node:
        node.source.report(
            "warning",
            "no-date",
            "The campaign does not say when it was last changed; its PDFs are dated 2000-01-01.",
            "Add a line such as updated = 2026-03-12T14:30:00.",
        )
    return moment or EPOCH


def _brand(node: Node) -> Brand:
    colours = {name: _ink(name, one) for name, one in node.named("colours").items()}
    brand = Brand(
        colours=MappingProxyType(colours),
        display_font=node.text("display_font", _DEFAULT_BRAND.display_font),
        text_font=node.text("text_font", _DEFAULT_BRAND.text_font),
    )
    node.finish()
    return brand


def _ink(name: str, node: Node) -> Ink:
    text = node.text("rgb", "#000000", required=True)
    try:
        rgb = parse_hex(text)
    except ValueError as fault:
        node.fault("rgb", f"{fault}.", "", code="wrong-colour")
        rgb = parse_hex("#000000")
    inks = node.numbers("cmyk", 4, 0, 100)
    cmyk = naive_cmyk(rgb) if inks is None else CMYK(*(round(ink / 100, 6) for ink in inks))
    ink = Ink(name, rgb, cmyk, node.text("spot"))
    node.finish()
    return ink


def _organisations(root: Path, node: Node) -> tuple[Organisation, ...]:
    found: list[Organisation] = []
    for one in node.tables("organisations"):
        organisation = Organisation(
            key=one.text("key", required=True),
            name=one.text("name", required=True),
            short=one.text("short"),
            logo=_file(root, one, "logo"),
            site=one.text("site"),
            address=one.text("address"),
        )
        if organisation.key and any(organisation.key == other.key for other in found):
            one.fault("key", f"There are two organisations “{organisation.key}”.", "Rename one.", code="double-key")
        one.finish()
        found.append(organisation)
    return tuple(found)


def _file(root: Path, node: Node, key: str) -> str:
    """A path within the campaign, to a file that is there."""
    relative = node.text(key)
    if not relative:
        return ""
    try:
        path = within(root, relative)
    except InputError as fault:
        problem = fault.problems[0]
        node.fault(key, problem.message, problem.remedy, code=problem.code)
        return ""
    if not path.is_file():
        folder = relative.rpartition("/")[0] or "."
        there = [f"{folder}/{name}" if folder != "." else name for name in _files(root, folder, [])]
        node.fault(key, f"There is no file “{relative}”.", did_you_mean(relative, there), code="missing-file")
    return relative


def _petition(key: str, node: Node) -> Petition:
    petition = Petition(
        key,
        node.text("link", required=True),
        node.text("short"),
        node.text("call"),
        node.text("title"),
        _tags(node.table("tags")),
    )
    if petition.link and not is_link(petition.link):
        node.fault(
            "link",
            f"The petition “{key}” has no web link: “{petition.link}” cannot be opened.",
            "Write the whole address, beginning with https://.",
            code="not-a-link",
        )
    node.finish()
    return petition


def _tags(node: Node) -> tuple[tuple[str, str], ...]:
    tags = tuple((name, text) for name in TAGS if (text := node.text(name)))
    node.finish()
    return tags


def _contact(node: Node) -> Contact:
    contact = Contact(node.text("name", required=True), node.text("role"), node.text("phone"), node.text("mail"))
    node.finish()
    return contact


def _signatory(node: Node) -> Signatory:
    signatory = Signatory(node.text("name", required=True), node.text("role"), node.text("organisation"))
    node.finish()
    return signatory


def _piece(name: str, node: Node, language: str) -> Piece:
    node.known.append("format")
    formats = []
    for wanted in node.texts("formats", required=True):
        known = next((known for known in FORMATS if known.lower() == wanted.lower()), "")
        if known:
            formats.append(known)
        else:
            remedy = did_you_mean(wanted, list(FORMATS))
            node.fault("formats", f"There is no format “{wanted}”.", remedy, code="unknown-format")
    if "formats" in node and node.data["formats"] == []:
        node.fault("formats", "“formats” is empty.", 'Name one, such as formats = ["A3"].', code="missing-key")
    piece = Piece(
        name=name,
        template=node.text("template", required=True),
        formats=tuple(dict.fromkeys(formats)),
        content=node.table("content").free(),
        tweaks=MappingProxyType({box: _tweak(box, one) for box, one in node.named("tweaks").items()}),
        extras=tuple(_extra(one) for one in node.tables("extra")),
        title=node.text("title"),
        language=_language(node, "") or language,
        rows=node.text("rows").removeprefix("tables/").removesuffix(".csv"),
        story=node.text("story").removeprefix("texts/").removesuffix(".md"),
        file=node.source.file,
    )
    node.finish()
    return piece


def _tweak(box: str, node: Node) -> Any:
    """The tweaks of one box, as written; those that make no sense are noted."""
    for key in ("move", "size"):
        for length in node.texts(key):
            try:
                if parse_length(length).unit not in ("mm", "%"):
                    raise ValueError(f"“{length}” is neither in mm nor in %")
            except ValueError as fault:
                node.fault(key, f"The tweak “{key}” of “{box}” is wrong: {fault}.", 'Write it as "12mm" or "4%".')
        if key in node and len(node.texts(key)) != 2:
            node.fault(key, f"The tweak “{key}” of “{box}” needs two lengths.", f'Write {key} = ["4mm", "0mm"].')
    node.number("rotate", 0)
    node.number("zoom", 1, above=0)
    node.number("size_factor", 1, above=0)
    node.numbers("focus", 2, 0, 1)
    node.flag("hide")
    node.text("colour")
    node.text("style")
    for key in node.data:
        if key not in TWEAK_KEYS:
            remedy = did_you_mean(key, TWEAK_KEYS)
            message = f"There is no tweak “{key}”; it is kept and does nothing."
            node.source.report("warning", "unknown-tweak", message, remedy, (*node.path, key))
    node.known.clear()
    return node.free()


def _extra(node: Node) -> Extra:
    kind = node.text("kind", required=True)
    if kind and kind not in EXTRA_KINDS:
        node.fault("kind", f"There is no free element “{kind}”.", did_you_mean(kind, EXTRA_KINDS), code="unknown-kind")
    return Extra(kind, node.free())


def _tables(root: Path, wanted: Collection[str] | None, problems: list[Problem]) -> dict[str, Table]:
    tables: dict[str, Table] = {}
    for file in _files(root, "tables", problems):
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
    for name in _files(root, "texts", problems):
        stem, _, suffix = name.rpartition(".")
        if suffix.lower() != "md" or (wanted is not None and stem not in wanted):
            continue
        file = f"texts/{name}"
        try:
            matter, body, line = parse_front_matter(decode((root / file).read_bytes()))
        except OSError as fault:
            problems.append(_unreadable(file, fault))
            continue
        except ValueError as fault:
            problems.append(Problem("error", "broken-text", f"The text cannot be read: {fault}.", "", Place(file=file)))
            continue
        document = _parse_toml(file, matter, "text", problems, first_line=2)
        if document is not None:
            node = Node(*document)
            texts[stem] = TextFile(stem, node.free(), body, line, file)
    return texts


def _pictures(root: Path, problems: list[Problem]) -> dict[str, PictureInfo]:
    names = [name for name in _files(root, "pictures", problems) if name.lower().endswith(PICTURE_SUFFIXES)]
    infos = {f"pictures/{name}": PictureInfo(f"pictures/{name}") for name in names}
    if not (root / PICTURES_FILE).is_file():
        return infos
    document = _read_toml(root, PICTURES_FILE, "pictures", problems)
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
