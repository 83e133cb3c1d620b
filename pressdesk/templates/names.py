"""Whether every name in a piece's texts means something: checked once for a piece, not once a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pressdesk.base.problem import Place, Problem, Severity, did_you_mean
from pressdesk.templates.belongings import names_in, story_of, text_name
from pressdesk.templates.facts import (
    MISSING,
    Compiled,
    campaign_value,
    compile_spans,
    compile_text,
    known_names,
    part_of,
)
from pressdesk.templates.matter import matter_problems
from pressdesk.templates.patterns import FORMAT_NAMES, ITEM_PARTS, PAGE_NAMES, PARTS, Reference, parse_pattern
from pressdesk.templates.scope import Plan, box_patterns, missing_columns, references
from pressdesk.text.markup import parse_blocks

_MARKED = ("text", "place", "list", "choice")
_CAMPAIGN_FILE = "campaign.toml"


def name_problems(plan: Plan) -> list[Problem]:
    """All names, forms and braces in the content, the facts it names and the template that mean nothing here."""
    check = _Check(plan)
    check.content()
    check.stories()
    check.defaults()
    check.boxes()
    check.extras()
    return list(dict.fromkeys(check.problems))


class _Check:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.problems: list[Problem] = []
        self.no_row_told = False
        self.seen_fields: set[tuple[str, str]] = set()
        self.seen_facts: set[tuple[str, str]] = set()

    def content(self) -> None:
        plan = self.plan
        piece = plan.piece
        named = {reference.path[0] for value in piece.content.values() for reference in references(value)}
        for name, value in piece.content.items():
            place = Place(file=piece.file, key=f"content.{name}", piece=piece.name)
            field = plan.fields.get(name)
            if field is None and name not in named:
                self.tell(
                    place, "unknown-content", f"The template “{plan.template.name}” has no field “{name}”.",
                    did_you_mean(name, list(plan.template.fields)), "warning",
                )  # fmt: skip
            for text in _texts(value):
                self.text(text, place, field.type if field else "text", (name,) if field else ())

    def stories(self) -> None:
        """The texts that fields of type story show, and their front matter."""
        plan = self.plan
        for name, field in plan.fields.items():
            raw = plan.raw[name]
            if field.type != "story" or not isinstance(raw, str):
                continue
            text = plan.campaign.texts.get(text_name(raw))
            if text is None:
                continue
            self.problems += [
                problem.at(piece=plan.piece.name) for problem in matter_problems(text, plan.campaign)
            ]  # fmt: skip
            for key, value in text.matter.items():
                for part in _texts(value):
                    self.text(part, Place(file=text.file, key=key, piece=plan.piece.name), "text", (name,))
            for block in story_of(text)[0].blocks:
                if not names_in(block):
                    continue
                place = Place(file=text.file, line=block.line, piece=plan.piece.name)
                self.compiled(compile_spans(block.spans), place, (name,))
                for row in block.rows:
                    for cell in row:
                        self.compiled(compile_spans(cell.spans), place, (name,))
            for note in story_of(text)[0].notes:
                self.compiled(compile_spans(note), Place(file=text.file, piece=plan.piece.name), (name,))

    def defaults(self) -> None:
        plan = self.plan
        for name in plan.by_default:
            field = plan.fields[name]
            for column in missing_columns(plan, field.default) if field.required else ():
                self.missing_column(column, plan.place(name, None))

    def boxes(self) -> None:
        template = self.plan.template
        file = f"templates/{template.name}/template.xml"
        for box, pattern, each in box_patterns(template):
            place = Place(file=file, line=box.line, box=box.id, piece=self.plan.piece.name)
            self.text(pattern, place, "text", (), each)

    def extras(self) -> None:
        piece = self.plan.piece
        for number, extra in enumerate(piece.extras, 1):
            for key in ("text", "payload", "link", "call", "short", "alternative"):
                if isinstance(text := extra.content.get(key), str):
                    self.text(text, Place(file=piece.file, key=f"extra.{number}.{key}", piece=piece.name), "text")

    def text(self, text: str, place: Place, type: str, within: tuple[str, ...] = (), each: str = "") -> None:
        """Check one text; `within` are the fields and facts whose text it is part of, the innermost last."""
        self.references(*_read(text, type), place, within, each)

    def compiled(self, compiled: Compiled, place: Place, within: tuple[str, ...]) -> None:
        """Check a text whose marks and references are read."""
        self.references(compiled.references, compiled.faults, place, within, "")

    def references(
        self, found: Iterable[Reference], faults: Iterable[str], place: Place, within: tuple[str, ...], each: str
    ) -> None:
        for fault in faults:
            self.tell(place, "bad-pattern", fault, "A literal brace is written {{.")
        for reference in found:
            if reference.format and reference.format not in FORMAT_NAMES:
                self.tell(
                    place, "unknown-format-name", f"There is no form “{reference.format}” in {reference}.",
                    did_you_mean(reference.format, FORMAT_NAMES),
                )  # fmt: skip
            self.reference(reference, place, within, each)

    def reference(self, reference: Reference, place: Place, within: tuple[str, ...], each: str) -> None:
        plan = self.plan
        root, rest = reference.path[0], reference.path[1:]
        if place.box and root in PAGE_NAMES:
            return
        if each and root in ("item", "index"):
            known = ITEM_PARTS.get(each, ()) if root == "item" else ()
            if rest and (len(rest) > 1 or rest[0] not in known):
                self.unknown(reference, place, [f"item.{part}" for part in known])
        elif root in plan.records:
            self.of_row(reference, place)
        elif rest and root in plan.fields and plan.fields[root].type == "story":
            known = (*PARTS["story"], *plan.matter(root))
            if rest[0] not in known or (rest[1:] and part_of(plan.matter(root), rest) is MISSING):
                self.unknown(reference, place, [f"{root}.{part}" for part in known])
        elif root in plan.fields and root not in within:
            type = plan.fields[root].type
            if rest and not (rest[0] in PARTS.get(type, ()) or "first" in PARTS.get(type, ())):
                self.unknown(reference, place, [f"{root}.{part}" for part in PARTS.get(type, ())])
            first = not within or (root, within[0]) not in self.seen_fields
            self.seen_fields.add((root, within[0] if within else ""))
            for text in _texts(plan.raw[root]) if first else ():
                if root not in plan.piece.content:
                    self.text(text, place, type, (*within, root))
                elif within:
                    self.text(text, plan.place(root, None), type, (*within, root))
        elif root in plan.piece.content and root not in within:
            if part_of(plan.piece.content[root], rest) is MISSING:
                self.unknown(reference, place, [])
        else:
            self.of_campaign(reference, place, within)

    def of_row(self, reference: Reference, place: Place) -> None:
        plan = self.plan
        if plan.columns:
            if not plan.exists(reference.path):
                self.missing_column(".".join(reference.path[1:]), place)
        elif not self.no_row_told:
            self.no_row_told = True
            self.tell(
                place, "no-row", f"{reference} stands for a cell of a table, and the piece has no row.",
                'Write rows = "events" into the piece, or build it with: pressdesk merge.',
            )  # fmt: skip

    def of_campaign(self, reference: Reference, place: Place, within: tuple[str, ...]) -> None:
        value = campaign_value(self.plan.campaign, reference.path)
        name = reference.name
        if value is MISSING or name + " (fact)" in within:
            if reference.path[0] in within or name + " (fact)" in within:
                way = " → ".join(part.removesuffix(" (fact)") for part in (*within, name))
                self.tell(place, "circle", f"{reference} names itself ({way}).", "Write one of them out.")
            else:
                self.unknown(reference, place, [])
            return
        seen = name, within[0] if within else ""
        if seen in self.seen_facts:
            return
        self.seen_facts.add(seen)
        key = name if reference.path[0] not in self.plan.campaign.facts else f"facts.{name}"
        for text in _texts(value):
            self.text(text, Place(file=_CAMPAIGN_FILE, key=key), "text", (*within, name + " (fact)"))

    def unknown(self, reference: Reference, place: Place, nearby: list[str]) -> None:
        plan = self.plan
        others = [*nearby, *plan.fields]
        for record in plan.records if plan.columns else ():
            others += [f"{record}.{column}" for column in sorted(plan.columns)]
        known = nearby or known_names(plan.campaign, others)
        self.tell(place, "unknown-fact", f"Nothing is called “{reference.name}”.", did_you_mean(reference.name, known))

    def missing_column(self, column: str, place: Place) -> None:
        table = self.plan.table
        name = f"The table “{table.name}”" if table else "The table"
        self.tell(
            place, "missing-column", f"{name} has no column “{column}”, which “{self.plan.piece.name}” takes.",
            did_you_mean(column, sorted(self.plan.columns)),
        )  # fmt: skip

    def tell(self, place: Place, code: str, message: str, remedy: str = "", severity: Severity = "error") -> None:
        self.problems.append(Problem(severity, code, message, remedy, place))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        if "{" in value or "}" in value:
            yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, tuple | list) and not hasattr(value, "_fields"):
        for part in value:
            yield from _texts(part)


def _read(text: str, type: str) -> tuple[tuple[Reference, ...], tuple[str, ...]]:
    if type in _MARKED:
        compiled = compile_text(text)
        return compiled.references, compiled.faults
    if type == "longtext":
        blocks = [compile_spans(block.spans) for block in parse_blocks(text).blocks]
        return (
            tuple(reference for block in blocks for reference in block.references),
            tuple(fault for block in blocks for fault in block.faults),
        )
    pattern = parse_pattern(text)
    return pattern.references, pattern.faults
