"""Where a name is looked up while a template is filled: the row, then the piece's content, then the campaign."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from pressdesk.base.problem import Place, Problem, Severity
from pressdesk.model.campaign import Campaign, Petition
from pressdesk.model.piece import Piece
from pressdesk.model.story import Span
from pressdesk.model.table import Row, Table
from pressdesk.model.values import Value
from pressdesk.templates.belongings import text_name
from pressdesk.templates.conversion import convert
from pressdesk.templates.facts import MISSING, campaign_value, compile_text, part_of, plain, protected, resolved, shown
from pressdesk.templates.matter import LISTED
from pressdesk.templates.patterns import FORMAT_NAMES, PARTS, RECORDS, Reference, parse_pattern
from pressdesk.templates.sections import IMPLICIT
from pressdesk.templates.tree import Box, Field, Template

if TYPE_CHECKING:
    from pressdesk.templates.filled import FieldValue, Spans


LONGEST = 100_000
"""Characters a fact can grow to by the facts it names; more is a fault of the campaign, not a text."""


class Plan:
    """What filling a piece does the same way for every row: which fields take what, and which depend on the row.

    `raw` is what each field is filled from: the piece's content, else the default where all its names answer.
    """

    def __init__(self, template: Template, piece: Piece, campaign: Campaign, table: Table | None, row: Row | None):
        self.template = template
        self.piece = piece
        self.campaign = campaign
        self.table = table
        text = campaign.texts.get(text_name(piece.story))
        told = text.matter.get("language") if text is not None else None
        self.language = piece.language or (told if isinstance(told, str) and told else campaign.language)
        self.fields: Mapping[str, Field] = {**IMPLICIT, **template.fields}
        self.columns = _columns(table, row)
        self.records = _records(table, campaign)
        self.raw: dict[str, object] = {}
        self.by_default: set[str] = set()
        for name, field in self.fields.items():
            if name in piece.content:
                self.raw[name] = piece.content[name]
            else:
                default = field.default or (piece.story if field.type == "story" else "")
                self.raw[name] = default
                self.by_default.add(name)
        for name in LISTED:
            if name in self.by_default and text is not None and text.matter.get(name):
                self.raw[name] = text.matter[name]
        self.told: set[str] = set()
        """Required fields whose column is missing: that is told once, not that they are empty in every row."""
        for name in self.by_default:
            if any(not self.exists(reference.path, name) for reference in references(self.raw[name])):
                self.raw[name] = ""
                if self.fields[name].required and missing_columns(self, self.fields[name].default):
                    self.told.add(name)
        self.row_fields = tuple(name for name in self.fields if self.depends(self._source(name), {name}))
        self.patterns = dict.fromkeys(pattern for _, pattern, _ in box_patterns(template))
        self.texts: dict[str, Spans] = {}
        self.row_patterns: set[str] = set()
        self.fixed = Scope(self, None)
        for name in self.fields:
            if name not in self.row_fields:
                self.fixed.value(name)
        self.formats = tuple(
            dict.fromkeys(
                reference
                for pattern in self.patterns
                for reference in references(pattern)
                if reference.format and reference.path[0] != "item"
            )
        )
        self.row_formats = tuple(reference for reference in self.formats if self.names_row(reference.path, set()))
        for reference in self.formats:
            if reference not in self.row_formats:
                self.fixed.answer(reference)

    def _source(self, name: str) -> object:
        """What a field is filled from: the petition itself where its key is given."""
        raw = self.raw[name]
        if self.fields[name].type == "petition" and isinstance(raw, str):
            return self.campaign.petitions.get(raw, raw)
        return raw

    def matter(self, name: str) -> Mapping[str, Value]:
        """The front matter of the text that a field of type story names; empty for other fields."""
        raw = self.raw.get(name) if name in self.fields and self.fields[name].type == "story" else None
        text = self.campaign.texts.get(text_name(raw)) if isinstance(raw, str) else None
        return text.matter if text is not None else {}

    def exists(self, path: tuple[str, ...], own: str = "") -> bool:
        """Whether a name answers; inside the field `own` its own name means what the campaign has."""
        if path[0] in self.records:
            return len(path) == 2 and path[1] in self.columns
        if path[0] != own and (path[0] in self.fields or path[0] in self.piece.content):
            return True
        return campaign_value(self.campaign, path) is not MISSING

    def depends(self, value: object, seen: set[str]) -> bool:
        """Whether a value names the row, itself or by way of fields and facts; `seen` collects those looked at."""
        if isinstance(value, Petition):
            return any(self.exists(path) and self.names_row(path, seen) for path in tag_names(value))
        return any(self.names_row(reference.path, seen) for reference in references(value))

    def names_row(self, path: tuple[str, ...], seen: set[str]) -> bool:
        """Whether a name means the row, or something that depends on it."""
        root = path[0]
        if root in self.records:
            return True
        if root not in seen and (root in self.fields or root in self.piece.content):
            seen.add(root)
            return self.depends(self.raw.get(root, self.piece.content.get(root)), seen)
        fact = "fact:" + ".".join(path)
        if fact in seen:
            return False
        seen.add(fact)
        return self.depends(campaign_value(self.campaign, path), seen)

    def place(self, name: str, row: Row | None) -> Place:
        """Where a fault of a field is mended: in the cell it is filled from, else in the piece."""
        piece = self.piece
        number = row.number if row is not None and name in self.row_fields else 0
        raw = self.raw.get(name)
        sole = parse_pattern(raw).sole if isinstance(raw, str) else None
        if number and sole is not None and sole.path[0] in self.records and self.table is not None:
            return Place(file=self.table.file, key=".".join(sole.path[1:]), piece=piece.name, row=number)
        if name in self.by_default and sole is not None and len(sole.path) > 1 and self.matter(sole.path[0]):
            text = self.campaign.texts[text_name(str(self.raw[sole.path[0]]))]
            return Place(file=text.file, key=".".join(sole.path[1:]), piece=piece.name)
        return Place(file=piece.file, key=f"content.{name}", piece=piece.name, row=number)


class Scope:
    """One filling: the values of the fields as far as they are known, and the row, if there is one."""

    __slots__ = ("answers", "busy", "done", "guarded", "plan", "problems", "row", "values")

    def __init__(self, plan: Plan, row: Row | None) -> None:
        self.plan = plan
        self.row = row
        self.values: dict[str, FieldValue] = {}
        self.done: set[str] = set()
        self.busy: list[str] = []
        self.guarded = 0
        """How often a name met itself: an answer during which that happened holds only there."""
        self.answers: dict[Reference, Spans] = {}
        self.problems: list[Problem] = []

    def value(self, name: str) -> FieldValue | None:
        """The value of a field, None when it is not filled; filled now if it was not yet."""
        if name in self.done:
            return self.values.get(name)
        if name not in self.plan.row_fields and self is not self.plan.fixed:
            return self.plan.fixed.value(name)
        self.busy.append(name)
        value = convert(self, self.plan.fields[name], self.plan.raw[name])
        self.busy.pop()
        self.done.add(name)
        if value is not None:
            self.values[name] = value
        return value

    def lookup(self, path: tuple[str, ...]) -> tuple[object, bool]:
        """What a name means (MISSING for nothing), and whether it is a text with marks and references of its own."""
        plan = self.plan
        root = path[0]
        if root in plan.records:
            if self.row is None or len(path) != 2:
                return MISSING, False
            return self.row.cells.get(path[1], MISSING), False
        if len(path) > 1 and root in plan.fields and plan.fields[root].type == "story":
            told = part_of(plan.matter(root), path[1:])
            return ("" if told is MISSING and path[1] in PARTS["story"] else told), True
        if root in self.busy:
            self.guarded += 1
        else:
            if root in plan.fields:
                value = self.value(root)
                return ("" if value is None else part_of(value, path[1:])), False
            if root in plan.piece.content:
                return part_of(plan.piece.content[root], path[1:]), True
        return campaign_value(plan.campaign, path), True

    def answer(self, reference: Reference) -> Spans:
        """What a reference reads as; one that nothing answers to stays as typed."""
        known = self.answers.get(reference)
        if known is not None:
            return known
        before = self.guarded
        spans = self._answered(reference)
        if self.guarded == before:
            self.answers[reference] = spans
        return spans

    def _answered(self, reference: Reference) -> Spans:
        value, is_text = self.lookup(reference.path)
        if value is MISSING:
            return (Span(str(reference)),)
        if is_text and isinstance(value, str):
            name = "fact:" + reference.name
            if name in self.busy:
                self.guarded += 1
                return (Span(str(reference)),)
            self.busy.append(name)
            spans = self.spans(value)
            self.busy.pop()
            if sum(len(span.text) for span in spans) > LONGEST:
                self._report_length(reference)
                return (Span(str(reference)),)
            if not reference.format:
                return spans
            value = plain(spans)
        try:
            return shown(value, reference.format, self.plan.language)
        except ValueError as fault:
            if reference.format in FORMAT_NAMES:  # an unknown form was told when the piece was planned
                self._report_form(reference, fault)
            return shown(value, "", self.plan.language)

    def spans(self, text: str) -> Spans:
        """A text with its marks read and its references answered."""
        return resolved(compile_text(text), self.answer)

    def plain_text(self, text: str) -> str:
        """A text without marks (a path, a key, a link) with its references answered."""
        if "{" not in text and "}" not in text:
            return text
        parts = parse_pattern(text).parts
        return "".join(part if isinstance(part, str) else plain(self.answer(part)) for part in parts)

    def text(self, pattern: str, item: object = None, index: int | None = None) -> Spans:
        """What a pattern of the template says; see `filled.text_of`."""
        plan = self.plan
        known = plan.texts.get(pattern)
        if known is not None:
            return known
        if pattern not in plan.row_patterns:
            found = references(pattern)
            if any(reference.path[0] in ("item", "index") for reference in found):
                return resolved(compile_text(pattern), lambda reference: self._of_item(reference, item, index))
            if not plan.depends(pattern, set()):
                plan.texts[pattern] = spans = plan.fixed.spans(pattern)
                return spans
            plan.row_patterns.add(pattern)
        return self.spans(pattern)

    def paged(self, pattern: str, page: int, pages: int) -> Spans:
        """What a pattern says on a page; see `filled.paged_text`."""
        numbers = {"page": page, "pages": pages}

        def answer(reference: Reference) -> Spans:
            number = numbers.get(reference.name)
            return self.answer(reference) if number is None else (Span(str(number)),)

        return resolved(compile_text(pattern), answer)

    def holds(self, name: str, item: object = None) -> bool:
        """Whether a name, or a part of one, means something that is not empty."""
        path = tuple(name.split("."))
        if path[0] == "item":
            value = part_of(item, path[1:])
        else:
            value, _ = self.lookup(path)
        return value is not MISSING and value not in (None, "", (), False) and value != {}

    def report(self, field: str, code: str, message: str, remedy: str = "", severity: Severity = "error") -> None:
        """Note a fault of a field."""
        self.problems.append(Problem(severity, code, message, remedy, self.plan.place(field, self.row)))

    def _of_item(self, reference: Reference, item: object, index: int | None) -> Spans:
        if reference.path[0] == "index":
            return shown(index or 0, reference.format, self.plan.language)
        if reference.path[0] != "item":
            return self.answer(reference)
        value = part_of(item, reference.path[1:])
        if value is MISSING:
            return (Span(str(reference)),)
        try:
            return shown(value, reference.format, self.plan.language)
        except ValueError:
            return shown(value, "", self.plan.language)

    def _report_form(self, reference: Reference, fault: ValueError) -> None:
        message = f"{reference} cannot be written so: {str(fault).rstrip('.')}."
        self._report_once("bad-form", message, "Mend the value, or name another form.", self._place_of(reference))

    def _report_length(self, reference: Reference) -> None:
        message = f"{reference} grows to more than {LONGEST} characters by what it names."
        self._report_once("long-fact", message, "Name fewer facts in it.", Place(key=reference.name))

    def _report_once(self, code: str, message: str, remedy: str, place: Place) -> None:
        problem = Problem("error", code, message, remedy, place._replace(piece=self.plan.piece.name))
        if problem not in self.problems:
            self.problems.append(problem)

    def _place_of(self, reference: Reference) -> Place:
        """The cell that a reference names, else the field that is being filled, else the piece."""
        plan = self.plan
        if reference.path[0] in plan.records and self.row is not None:
            file = plan.table.file if plan.table else ""
            return Place(file=file, key=".".join(reference.path[1:]), row=self.row.number)
        if self.busy and self.busy[-1] in plan.fields:
            return plan.place(self.busy[-1], self.row)
        return Place(file=plan.piece.file)


def missing_columns(plan: Plan, value: object) -> tuple[str, ...]:
    """The columns that a value names and the table does not have; none when there is no row to look into."""
    return tuple(
        ".".join(reference.path[1:])
        for reference in references(value)
        if plan.columns and reference.path[0] in plan.records and not plan.exists(reference.path)
    )


def references(value: object) -> tuple[Reference, ...]:
    """All references in a value of content or facts."""
    if isinstance(value, str):
        return parse_pattern(protected(value)).references if "{" in value else ()
    if isinstance(value, Mapping):
        return tuple(found for part in value.values() for found in references(part))
    if isinstance(value, tuple | list) and not hasattr(value, "_fields"):
        return tuple(found for part in value for found in references(part))
    return ()


def tag_names(petition: Petition) -> Iterator[tuple[str, ...]]:
    """The names that the tags of a petition hold, `piece` left out."""
    for _, pattern in petition.tags:
        for reference in parse_pattern(pattern).references:
            if reference.path != ("piece",):
                yield reference.path


def box_patterns(template: Template) -> tuple[tuple[Box, str, str], ...]:
    """Every pattern of the template's boxes: the box, the pattern, and the type of field that `each` goes through.

    Looked for once in a template: a piece is filled anew at every key that is struck.
    """
    known = _patterns.get(id(template))
    if known is None or known[0] is not template:
        if len(_patterns) > 50:
            _patterns.clear()
        known = _patterns[id(template)] = template, tuple(_found_patterns(template))
    return known[1]


_patterns: dict[int, tuple[Template, tuple[tuple[Box, str, str], ...]]] = {}


def _found_patterns(template: Template) -> Iterator[tuple[Box, str, str]]:
    def below(box: Box, each: str) -> Iterator[tuple[Box, str, str]]:
        if box.each in fields:
            each = fields[box.each].type
        for pattern in (box.pattern, *(box.options.get(name, "") for name in ("call", "short", "alternative"))):
            if pattern:
                yield box, pattern, each
        for child in box.children:
            yield from below(child, each)

    fields = {**IMPLICIT, **template.fields}
    for layout in template.layouts:
        for sheet in layout.sheets:
            yield from below(sheet.root, "")


def _columns(table: Table | None, row: Row | None) -> frozenset[str]:
    names: set[str] = set(row.cells) if row is not None else set()
    if table is not None:
        names.update(table.columns)
        if table.rows:
            names.update(table.rows[0].cells)
    return frozenset(names)


def _records(table: Table | None, campaign: Campaign) -> Collection[str]:
    if table is None:
        return frozenset(name for name in RECORDS if name not in campaign.facts)
    return frozenset({table.record} if table.record in RECORDS else {table.record, *RECORDS})
