"""Files from elsewhere into a campaign: pictures, texts, tables, fonts and colour profiles, each looked at first."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pressdesk.base.fsio import replacing, write_atomically
from pressdesk.base.problem import InputError, Problem
from pressdesk.base.values import NamedTuple
from pressdesk.work.disk import disk_faults
from pressdesk.work.names import plain_name, slug
from pressdesk.work.store.encodings import decode
from pressdesk.work.store.reading import parse_front_matter
from pressdesk.work.store.saving import cell_text, table_bytes, update_document
from pressdesk.work.store.schema import FONT_SUFFIXES, PICTURE_SUFFIXES, PICTURES_FILE

if TYPE_CHECKING:
    from pressdesk.colour.profiles import Profile
    from pressdesk.model.story import Block


class Imported(NamedTuple):
    """One file taken in: where it came from, its path within the campaign, and what it is."""

    source: Path
    path: str
    kind: str


def import_files(root: Path, sources: Sequence[Path]) -> tuple[list[Imported], list[Problem]]:
    """Take files into the campaign in `root`; those that are no good are told and left out, the others come in.

    Files keep their names in plain letters; a different file of the same name gets a number behind its name.
    Raises RefusedError when the disk refuses.
    """
    taken: list[Imported] = []
    problems: list[Problem] = []
    for source in sources:
        try:
            with disk_faults(root):
                found, remarks = _import(root, source)
        except InputError as fault:
            problems.extend(problem.at(file=str(source)) for problem in fault.problems)
            continue
        taken += found
        problems += [problem.at(file=str(source)) for problem in remarks]
    _describe(root, [one.path for one in taken if one.kind == "picture"])
    return taken, problems


def _import(root: Path, source: Path) -> tuple[list[Imported], list[Problem]]:
    if not source.is_file():
        what = "is a folder" if source.is_dir() else "does not exist"
        raise InputError(
            Problem("error", "missing-file", f"“{source}” {what}.", "Name the files to take in, one by one.")
        )
    suffix = source.suffix.lower()
    taking = _TAKERS.get(suffix)
    if taking is None:
        known = ", ".join(sorted(known.removeprefix(".") for known in _TAKERS))
        raise InputError(
            Problem(
                "error", "unknown-kind", f"PressDesk cannot take in “{source.name}”.", f"It reads these kinds: {known}."
            )
        )
    return taking(root, source)


def _picture(root: Path, source: Path) -> tuple[list[Imported], list[Problem]]:
    if source.suffix.lower() == ".svg":
        return _drawing(root, source)
    from pressdesk.display.pictures import picture_problems

    problems = picture_problems(source)
    return [Imported(source, _copied(root, "pictures", source), "picture")], problems


def _drawing(root: Path, source: Path) -> tuple[list[Imported], list[Problem]]:
    """A drawing, and beside it a picture of it where something in it cannot be carried over as outlines; the picture
    alone where nothing can."""
    from pressdesk.display.svg import read_svg, size_of
    from pressdesk.display.svgraster import rasterised
    from pressdesk.display.svgsource import RASTER_PPI

    def pictured() -> str:
        data = rasterised(source, size_of(source), root / "fonts")
        return _placed(root, "pictures", plain_name(f"{source.stem}.png"), data)

    try:
        problems = read_svg(source).problems
    except InputError as fault:
        if fault.problems[0].code not in ("svg-empty", "svg-too-large"):
            raise
        try:
            path = pictured()
        except InputError:
            raise fault from None
        remark = Problem(
            "note",
            "svg-as-picture",
            f"Nothing of the drawing “{source.name}” can be carried over as outlines; "
            f"it was taken in as a picture of {RASTER_PPI} ppi, “{path}”.",
            "Convert it to outlines in a drawing program for edges that are sharp at any size.",
        )
        return [Imported(source, path, "picture")], [remark]
    taken = [Imported(source, _copied(root, "pictures", source), "picture")]
    if not problems:
        return taken, []
    try:
        path = pictured()
    except InputError as fault:
        return taken, [*problems, *fault.problems]
    remedy = (
        f"Use “{path}” in its place, a picture of {RASTER_PPI} ppi that was made of it, "
        "or convert it to outlines in a drawing program (text: “object to path”)."
    )
    return [*taken, Imported(source, path, "picture")], [problem._replace(remedy=remedy) for problem in problems]


def _text(root: Path, source: Path) -> tuple[list[Imported], list[Problem]]:
    try:
        text = decode(source.read_bytes())
        parse_front_matter(text)
    except ValueError as fault:
        raise InputError(
            Problem("error", "broken-text", f"The text cannot be read: {fault}.", "Save it as UTF-8.")
        ) from None
    path = _placed(root, "texts", plain_name(source.stem + ".md"), text.encode())
    return [Imported(source, path, "text")], []


def _plain(root: Path, source: Path) -> tuple[list[Imported], list[Problem]]:
    """A plain text, whose signs are no marks; one with a front matter is Markdown under another name, one copied from
    the page of a parliamentary question becomes the fields of a sheet."""
    from pressdesk.work.incoming_text import markdown_from_text
    from pressdesk.work.questions import looks_like_question, question_file, read_question

    try:
        text = decode(source.read_bytes())
        if text.startswith(("+++\n", "---\n")):
            return _text(root, source)
    except ValueError as fault:
        raise InputError(
            Problem("error", "broken-text", f"The text cannot be read: {fault}.", "Save it as UTF-8.")
        ) from None
    problems: Sequence[Problem]
    if looks_like_question(text):
        question, problems = read_question(text)
        written = question_file(question)
    else:
        written, problems = markdown_from_text(text)
    path = _placed(root, "texts", plain_name(source.stem + ".md"), written.encode())
    return [Imported(source, path, "text")], [problem.at(file=path) for problem in problems]


def _word(root: Path, source: Path) -> tuple[list[Imported], list[Problem]]:
    """A Word file as a text, its pictures beside it."""
    from pressdesk.display.pictures import picture_problems
    from pressdesk.output.markdown import markdown_of
    from pressdesk.work.incoming_word import read_word

    incoming = read_word(source)
    problems = list(incoming.problems)
    taken: list[Imported] = []
    paths: dict[str, str] = {}
    for number, (name, data) in enumerate(incoming.pictures.items(), 1):
        path = _placed(root, "pictures", f"{slug(source.stem) or 'picture'}-{number}{Path(name).suffix.lower()}", data)
        try:
            problems += picture_problems(root / path)
        except InputError as fault:
            (root / path).unlink()
            problems += fault.problems
            continue
        paths[name] = path
        taken.append(Imported(source, path, "picture"))
    blocks = tuple(
        block._replace(picture=paths.get(block.picture, ""))
        for block in incoming.story.blocks
        if block.kind != "figure" or block.picture in paths or block.text
    )
    title, blocks = (incoming.title, blocks) if incoming.title else _headed(blocks)
    written = markdown_of(incoming.story._replace(blocks=blocks))
    if written.plainer:
        message = f"{written.plainer} paragraphs lost bold or italic letters that end inside a word."
        problems.append(Problem("note", "word-left-out", message, "Compare the text with the file."))
    title = title.replace("\\", "\\\\").replace('"', '\\"')
    matter = f'+++\nformat = 1\ntitle = "{title}"\n+++\n\n' if title else ""
    path = _placed(root, "texts", plain_name(source.stem + ".md"), (matter + written.text).encode())
    return [*taken, Imported(source, path, "text")], problems


def _headed(blocks: tuple[Block, ...]) -> tuple[str, tuple[Block, ...]]:
    """The title that a text begins with, set as its only heading of the first level, and the blocks below it."""
    from pressdesk.model.story import Span

    tops = [block for block in blocks if block.kind == "heading" and block.level == 1]
    if len(blocks) < 2 or tops != [blocks[0]] or any(span != Span(span.text) for span in blocks[0].spans):
        return "", blocks
    return " ".join("".join(span.text for span in blocks[0].spans).split()), blocks[1:]


def _table(root: Path, source: Path) -> tuple[list[Imported], list[Problem]]:
    from pressdesk.work.store.tables import parse_table

    data = source.read_bytes()
    table, problems = parse_table(slug(source.stem), data, str(source))
    if table is None:
        raise InputError(*problems)
    path = _placed(root, "tables", plain_name(source.stem + ".csv"), data)
    return [Imported(source, path, "table")], problems


def _spreadsheet(root: Path, source: Path) -> tuple[list[Imported], list[Problem]]:
    """Each sheet that holds something becomes a table."""
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_path(str(source))
        sheets = [(name, book.get_sheet_by_name(name).to_python()) for name in book.sheet_names]
    except (python_calamine.CalamineError, OSError, ValueError) as fault:
        reason = str(fault).split("\n")[0][:120]
        remedy = "Open it in a spreadsheet program and save it again as .xlsx, .ods or .csv."
        raise InputError(
            Problem("error", "broken-table", f"“{source.name}” cannot be read as a spreadsheet ({reason}).", remedy)
        ) from None
    filled = [(name, rows) for name, rows in sheets if any(_cell(cell) for row in rows for cell in row)]
    if not filled:
        message = f"“{source.name}” holds no table."
        raise InputError(Problem("error", "empty-table", message, "Write column names on the first line of a sheet."))
    taken, problems = [], []
    for name, rows in filled:
        lines = [[_cell(cell) for cell in row] for row in rows if any(_cell(cell) for cell in row)]
        stem = source.stem if len(filled) == 1 else f"{source.stem}-{name}"
        found, remarks = _as_table(root, source, stem, lines)
        taken.append(found)
        problems += remarks
    return taken, problems


def _calendar(root: Path, source: Path) -> tuple[list[Imported], list[Problem]]:
    """The events of an .ics file, in order of their dates."""
    import icalendar

    try:
        calendar = icalendar.Calendar.from_ical(source.read_bytes())
        events = [_event(event) for event in calendar.walk("VEVENT")]
    except (ValueError, KeyError, IndexError, AttributeError, TypeError) as fault:
        reason = str(fault).split("\n")[0][:120]
        message = f"“{source.name}” cannot be read as a calendar ({reason})."
        raise InputError(
            Problem("error", "broken-table", message, "Export it again from the calendar program.")
        ) from None
    if not events:
        message = f"“{source.name}” holds no event."
        raise InputError(Problem("error", "empty-table", message, "Export a calendar that has events."))
    header = ["date", "time", "end", "title", "place", "note", "link"]
    found, problems = _as_table(root, source, source.stem, [header, *sorted(events)])
    return [found], problems


def _event(event: Any) -> list[str]:
    start, end = event.get("DTSTART"), event.get("DTEND")
    if start is None:
        raise ValueError("an event has no date")
    begins = start.dt
    ends = end.dt if end is not None else None
    day = begins.date() if isinstance(begins, datetime) else begins
    hour = begins.time().isoformat("minutes") if isinstance(begins, datetime) else ""
    until = ends.time().isoformat("minutes") if isinstance(ends, datetime) else ""
    words = [str(event.get(key, "")).strip() for key in ("SUMMARY", "LOCATION", "DESCRIPTION", "URL")]
    return [day.isoformat(), hour, until, *words]


def _as_table(root: Path, source: Path, stem: str, lines: list[list[str]]) -> tuple[Imported, list[Problem]]:
    from pressdesk.work.store.tables import make_table

    name = slug(stem) or "table"
    _, problems = make_table(name, lines[0], list(enumerate(lines[1:], 2)), str(source))
    path = _placed(root, "tables", f"{name}.csv", table_bytes(lines[0], lines[1:]))
    return Imported(source, path, "table"), problems


def _cell(value: object) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, datetime) and value.time() == time(0):
        return value.date().isoformat()
    if isinstance(value, date | time):
        return cell_text(value)
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value).strip()


def _font(root: Path, source: Path) -> tuple[list[Imported], list[Problem]]:
    import tempfile

    from pressdesk.text.fonts import FontLibrary

    with tempfile.TemporaryDirectory() as folder:
        shutil.copyfile(source, Path(folder) / f"font{source.suffix.lower()}")
        library = FontLibrary([Path(folder)])
        if not library.families():
            message = f"“{source.name}” is no font that can be used."
            raise InputError(Problem("error", "broken-font", message, "Take an OpenType font: .ttf or .otf."))
        library.face(library.families()[0])
    return [Imported(source, _copied(root, "fonts", source), "font")], []


def _profile(root: Path, source: Path) -> tuple[list[Imported], list[Problem]]:
    """The profile of a press with four inks; any other is refused, since nothing could be printed by it."""
    from pressdesk.colour.icc import profile_problems
    from pressdesk.colour.profiles import parse_profile

    profile = parse_profile(source.read_bytes(), f"“{source.name}”")
    faults = profile_problems(profile)
    if faults:
        raise InputError(*faults)
    path = _copied(root, "profiles", source)
    return [Imported(source, path, "profile")], [_what_it_is_for(profile, path.removeprefix("profiles/"))]


def _what_it_is_for(profile: Profile, name: str) -> Problem:
    """A note on the printing condition that a profile says it is made for, and which presets take it by themselves."""
    from pressdesk.work.presets import PRESETS

    fitting = [
        preset for preset, one in PRESETS.items() if one.purpose == "print" and profile.condition in one.conditions
    ]
    condition = profile.condition or "a printing condition that it does not name"
    told = f"“{profile.description or name}” is made for {condition}"
    if fitting:
        message, remedy = f"{told}; from now on these presets take it: {', '.join(fitting)}.", ""
    else:
        message = f"{told}."
        remedy = f'Name it where it is to be used: profile = "{name}" under [brand], or in a preset of your own.'
    return Problem("note", "profile-condition", message, remedy)


def _copied(root: Path, folder: str, source: Path) -> str:
    """Copy a file into a folder of the campaign, without holding it in memory."""
    target = _free(root / folder, plain_name(source.name), lambda there: _same_file(there, source))
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        with source.open("rb") as stream, replacing(target, durable=True) as sink:
            shutil.copyfileobj(stream, sink, 1 << 20)
    return f"{folder}/{target.name}"


def _placed(root: Path, folder: str, name: str, data: bytes) -> str:
    target = _free(root / folder, name, lambda there: there.read_bytes() == data)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, data)
    return f"{folder}/{target.name}"


def _free(folder: Path, name: str, same: Callable[[Path], bool]) -> Path:
    """The first name that is free, or that already holds the same file."""
    stem, dot, suffix = name.rpartition(".")
    for number in range(1, 10_000):
        path = folder / (name if number == 1 else f"{stem}-{number}{dot}{suffix}")
        if not path.exists() or same(path):
            return path
    raise InputError(Problem("error", "too-many", f"There are too many files named “{name}”.", "Rename the file."))


def _same_file(one: Path, other: Path) -> bool:
    from filecmp import cmp

    return cmp(one, other, shallow=False)


def _describe(root: Path, paths: Sequence[str]) -> None:
    """An entry in pictures.toml for each new picture, to be filled in."""
    from pressdesk.work.store.reading import described_pictures

    new = [path for path in paths if path not in described_pictures(root)]
    if new:
        entries = {path.removeprefix("pictures/"): dict.fromkeys(_ENTRY, "") for path in new}
        with disk_faults(root):
            update_document(root, PICTURES_FILE, "pictures", {}, entries)


_ENTRY = ("caption", "credit", "licence", "alternative")

_TAKERS: dict[str, Callable[[Path, Path], tuple[list[Imported], list[Problem]]]] = {
    **dict.fromkeys(PICTURE_SUFFIXES, _picture),
    ".md": _text,
    ".txt": _plain,
    **dict.fromkeys((".docx", ".docm"), _word),
    **dict.fromkeys((".csv", ".tsv"), _table),
    **dict.fromkeys((".xlsx", ".xls", ".ods"), _spreadsheet),
    ".ics": _calendar,
    **dict.fromkeys(FONT_SUFFIXES, _font),
    **dict.fromkeys((".icc", ".icm"), _profile),
}
