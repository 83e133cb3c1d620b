"""Fonts: faces, opened when they are first used, and the library that finds them by family, weight and slope."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any

import uharfbuzz as hb

from pressdesk.base.geometry import Path
from pressdesk.base.paths import FONTS
from pressdesk.base.problem import InputError, Place, Problem, did_you_mean
from pressdesk.base.values import NamedTuple

SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
INDEX = "fonts.toml"

ALWAYS_COVERED = frozenset(
    "\t\n \u00a0\u00ad\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b"
    "\u200c\u200d\u200e\u200f\u202f\u205f\u2060\ufe0e\ufe0f\ufeff"
)
"""Spaces and invisible characters: HarfBuzz makes their width up where a face lacks them."""


class FontFile(NamedTuple):
    """One face in a file, as an index or its names tell: weights from `weight` to `heaviest` for a variable one."""

    family: str
    weight: int
    italic: bool
    path: FilePath
    heaviest: int = 0
    number: int = 0
    variable: bool = False
    single: bool = True


class Face:
    """One static font; ascender, descender (negative), cap height and x height are fractions of the em, up positive.

    `shapes` is where shaping keeps the glyphs of texts.
    """

    def __init__(self, data: bytes, family: str, weight: int, italic: bool) -> None:
        self.data = data
        self.family = family
        self.weight = weight
        self.italic = italic
        self.hb_face: Any = hb.Face(hb.Blob(data))
        self.hb_font: Any = hb.Font(self.hb_face)
        self.upem: int = self.hb_face.upem
        extents = self.hb_font.get_font_extents("ltr")
        self.ascender: float = extents.ascender / self.upem
        self.descender: float = extents.descender / self.upem
        self.notdef = 0
        self.source: tuple[FontFile, int] | None = None
        self.shapes: dict[Any, Any] = {}
        self._outlines: dict[int, Path] = {}
        self._advances: dict[int, float] = {}
        self._covered: set[str] = set(ALWAYS_COVERED)

    def __repr__(self) -> str:
        return f"<Face {self.family} {self.weight}{' italic' if self.italic else ''}>"

    def __reduce__(self) -> tuple[Any, ...]:
        """To another process a face goes as the name of its file, which is opened there only once."""
        if self.source is None:
            raise TypeError(f"{self!r} was not opened from a file")
        return _open, self.source

    @cached_property
    def key(self) -> str:
        """A digest of the font's bytes: the same on every machine."""
        from hashlib import sha1

        return sha1(self.data, usedforsecurity=False).hexdigest()[:20]

    @cached_property
    def psname(self) -> str:
        return self.hb_face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or "Font"

    @cached_property
    def cff(self) -> bool:
        return "CFF " in self.hb_face.table_tags

    @cached_property
    def cap_height(self) -> float:
        return self._metric(hb.OTMetricsTag.CAP_HEIGHT)

    @cached_property
    def x_height(self) -> float:
        return self._metric(hb.OTMetricsTag.X_HEIGHT)

    @cached_property
    def feature_tags(self) -> frozenset[str]:
        """The OpenType substitutions that the face has, for the Latin script."""
        return frozenset(
            tag
            for script in range(len(self.hb_face.get_table_script_tags("GSUB")))
            for tag in self.hb_face.get_language_feature_tags("GSUB", script)
        )

    def covers(self, char: str) -> bool:
        """Whether the face can show `char`; spaces and invisible characters always count as covered."""
        if char in self._covered:
            return True
        if self.hb_font.get_nominal_glyph(ord(char)) is None and not (char == "\u2011" and self.covers("\u2010")):
            return False
        self._covered.add(char)
        return True

    def covers_all(self, text: str) -> bool:
        return self._covered.issuperset(text) or all(map(self.covers, text))

    def glyph(self, char: str) -> int:
        """The plain glyph of a character, 0 when there is none."""
        return self.hb_font.get_nominal_glyph(ord(char)) or 0

    def advance(self, gid: int) -> float:
        """How wide a glyph is, in font units."""
        width = self._advances.get(gid)
        if width is None:
            width = self._advances[gid] = float(self.hb_font.get_glyph_h_advance(gid))
        return width

    def outline(self, gid: int) -> Path:
        """The outline of a glyph in font units, y up; quadratic curves come as cubic ones."""
        path = self._outlines.get(gid)
        if path is None:
            path = self._outlines[gid] = _outline(self.hb_font, gid)
        return path

    def char_of(self, gid: int) -> str:
        """The lowest character that has this glyph, or an empty string."""
        return self._chars.get(gid, "")

    @cached_property
    def _chars(self) -> dict[int, str]:
        nominal = self.hb_font.get_nominal_glyph
        chars: dict[int, str] = {}
        for code in self.hb_face.unicodes:
            chars.setdefault(nominal(code), chr(code))
        return chars

    def _metric(self, tag: Any) -> float:
        return float(self.hb_font.get_metric_position_with_fallback(tag)) / self.upem


class FontLibrary:
    """The fonts of some folders, earlier folders first; a folder has an index `fonts.toml` or is looked through.

    `problems` tells of the files that are no fonts. `memo` is where the text layer keeps what it has set.
    """

    def __init__(self, folders: Sequence[FilePath]) -> None:
        self.folders = tuple(folders)
        self.memo: dict[str, dict[Any, Any]] = {}
        self._faces: dict[tuple[str, int, bool], Face] = {}
        self._fallbacks: dict[tuple[str, Face], Face | None] = {}

    def families(self) -> tuple[str, ...]:
        """The names of all families, sorted."""
        return tuple(sorted({files[0].family for files in self._index[0].values()}))

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self._index[2]

    def face(self, family: str, weight: int = 400, italic: bool = False) -> Face:
        """The face of a family that comes nearest: first the slope, then the weight.

        Raises InputError, with the nearest known name, for a family that is not there.
        """
        found = self._faces.get((family, weight, italic))
        if found is None:
            files = self._index[0].get(family.casefold())
            if files is None:
                raise InputError(
                    Problem(
                        "error",
                        "unknown-font",
                        f"There is no font “{family}”.",
                        did_you_mean(family, self.families()),
                        Place(key="font"),
                    )
                )
            found = _open(_nearest(files, weight, italic), weight)
            self._faces[family, weight, italic] = found
        return found

    def fallback(self, char: str, like: Face) -> Face | None:
        """A face that covers `char`, as near as can be to `like`; None when no font does."""
        known = (char, like)
        if known not in self._fallbacks:
            self._fallbacks[known] = next(
                (
                    face
                    for family in self._fallback_order()
                    if (face := self.face(family, like.weight, like.italic)).covers(char)
                ),
                None,
            )
        return self._fallbacks[known]

    def _fallback_order(self) -> Iterator[str]:
        files, preferred, _ = self._index
        yield from (name for name in preferred if name.casefold() in files)
        yield from (name for name in self.families() if name not in preferred)

    @cached_property
    def _index(self) -> tuple[dict[str, list[FontFile]], tuple[str, ...], tuple[Problem, ...]]:
        families: dict[str, list[FontFile]] = {}
        preferred: list[str] = []
        problems: list[Problem] = []
        for folder in self.folders:
            here: dict[str, list[FontFile]] = {}
            if (folder / INDEX).is_file():
                files = _indexed(folder, preferred)
            else:
                files = _looked_through(folder, problems)
            for file in files:
                here.setdefault(file.family.casefold(), []).append(file)
            for name, found in here.items():
                families.setdefault(name, found)
        return families, tuple(preferred), tuple(problems)


def builtin_library(extra: FilePath | None = None) -> FontLibrary:
    """The fonts of the program, and before them those of a campaign's folder `fonts/`, if it has one."""
    if extra is None or not extra.is_dir():
        if not _BUILTIN:
            _BUILTIN.append(FontLibrary((FONTS,)))
        return _BUILTIN[0]
    return FontLibrary((extra, FONTS))


_BUILTIN: list[FontLibrary] = []
_OPENED: dict[tuple[str, int, int, int, int], Face] = {}


def _open(file: FontFile, weight: int) -> Face:
    status = file.path.stat()
    weight = min(max(weight, file.weight), file.heaviest) if file.variable else file.weight
    known = (str(file.path), status.st_mtime_ns, status.st_size, file.number, weight)
    face = _OPENED.get(known)
    if face is None:
        data = file.path.read_bytes()
        if file.variable or not file.single:
            data = _static(data, file, weight)
        face = _OPENED[known] = Face(data, file.family, weight, file.italic)
        face.source = file, weight
    return face


def _static(data: bytes, file: FontFile, weight: int) -> bytes:
    """One font with no axes left, of a collection or a variable font."""
    face = hb.Face(hb.Blob(data), file.number)
    wanted = hb.SubsetInput()
    wanted.keep_everything()
    if file.variable:
        wanted.pin_all_axes_to_default(face)
        for axis in face.axis_infos:
            if axis.tag == "wght":
                wanted.pin_axis_location(face, "wght", float(weight))
        if "CFF2" in face.table_tags:
            wanted.flags |= hb.SubsetFlags.DOWNGRADE_CFF2
    return bytes(hb.subset(face, wanted).blob.data)


def _nearest(files: Sequence[FontFile], weight: int, italic: bool) -> FontFile:
    def distance(file: FontFile) -> tuple[bool, int, int]:
        off = max(file.weight - weight, 0, weight - max(file.weight, file.heaviest))
        return file.italic != italic, off, -file.weight if weight >= 500 else file.weight

    return min(files, key=distance)


def _indexed(folder: FilePath, preferred: list[str]) -> list[FontFile]:
    with (folder / INDEX).open("rb") as stream:
        index = tomllib.load(stream)
    preferred.extend(index.get("fallback", ()))
    return [FontFile(row["family"], row["weight"], row["italic"], folder / row["file"]) for row in index["font"]]


def _looked_through(folder: FilePath, problems: list[Problem]) -> list[FontFile]:
    files: list[FontFile] = []
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in SUFFIXES or path.name.startswith("."):
            continue
        try:
            found = list(_faces_in(path))
        except OSError:
            found = []
        if not found:
            problems.append(
                Problem(
                    "error",
                    "broken-font",
                    f"“{path.name}” is not a font that can be read.",
                    "Copy the font's file again (.ttf or .otf), or take it out of the folder.",
                    Place(file=path.relative_to(folder.parent).as_posix()),
                )
            )
        files.extend(found)
    return files


def _faces_in(path: FilePath) -> Iterator[FontFile]:
    blob = hb.Blob(path.read_bytes())
    count = hb.Face(blob).count
    for index in range(count):
        face = hb.Face(blob, index)
        if face.glyph_count == 0:
            continue
        names = hb.OTNameIdPredefined
        family = face.get_name(names.TYPOGRAPHIC_FAMILY) or face.get_name(names.FONT_FAMILY) or path.stem
        font = hb.Font(face)
        weight = round(font.get_style_value(hb.StyleTag.WEIGHT))
        italic = bool(font.get_style_value(hb.StyleTag.ITALIC) or font.get_style_value(hb.StyleTag.SLANT_ANGLE))
        heaviest = weight
        for axis in face.axis_infos if face.has_var_data else ():
            if axis.tag == "wght":
                weight, heaviest = round(axis.min_value), round(axis.max_value)
        yield FontFile(family, weight, italic, path, heaviest, index, bool(face.has_var_data), count == 1)


def _outline(font: Any, gid: int) -> Path:
    verbs: list[str] = []
    coords: list[float] = []

    def move(x: float, y: float, _: None) -> None:
        verbs.append("M")
        coords.extend((x, y))

    def line(x: float, y: float, _: None) -> None:
        verbs.append("L")
        coords.extend((x, y))

    def curve(x1: float, y1: float, x2: float, y2: float, x: float, y: float, _: None) -> None:
        verbs.append("C")
        coords.extend((x1, y1, x2, y2, x, y))

    def close(_: None) -> None:
        verbs.append("Z")

    pen = hb.DrawFuncs()
    pen.set_move_to_func(move)
    pen.set_line_to_func(line)
    pen.set_cubic_to_func(curve)
    pen.set_close_path_func(close)
    font.draw_glyph(gid, pen)
    return Path("".join(verbs), tuple(coords))
