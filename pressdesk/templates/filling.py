"""Fills the fields of a template from facts, content and a row: the one step that every piece goes through.

Names are looked up in the row (`event.`, `official.`), then the piece's content, then the campaign. Every fault is a
Problem with its place; what could be filled is.
"""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from pressdesk.base.problem import Place, Problem
from pressdesk.model.campaign import Campaign
from pressdesk.model.piece import Piece
from pressdesk.model.story import Story
from pressdesk.model.table import Row, Table
from pressdesk.templates.belongings import text_name
from pressdesk.templates.embargo import DATED, embargo_problems
from pressdesk.templates.filled import (
    CodeValue,
    FieldValue,
    Filled,
    PictureValue,
    Spans,
    box_text,
    field_text,
    is_filled,
    text_of,
)
from pressdesk.templates.guards import first_of, foreign_link, row_problems, timing_problems, weekday_problems
from pressdesk.templates.names import name_problems
from pressdesk.templates.scope import Plan, Scope
from pressdesk.templates.tree import Template

if TYPE_CHECKING:
    from pressdesk.templates.offices import Offices

__all__ = [
    "CodeValue",
    "FieldValue",
    "Filled",
    "Filler",
    "PictureValue",
    "Spans",
    "box_text",
    "field_text",
    "fill",
    "is_filled",
    "text_of",
]


def fill(template: Template, piece: Piece, campaign: Campaign, *, row: Row | None = None, as_of: date) -> Filled:
    """Fill the fields of a template for one piece, with a row beside the facts; for many rows keep a `Filler`."""
    return Filler(template, piece, campaign, as_of, row=row).fill(row)


class Filler:
    """Fills one piece for any number of rows; what does not depend on the row is done once, and the same object.

    `table` is that of the rows, the piece's own when it is left out. `problems` are those that hold for all rows.
    """

    def __init__(
        self,
        template: Template,
        piece: Piece,
        campaign: Campaign,
        as_of: date,
        *,
        table: Table | None = None,
        row: Row | None = None,
    ) -> None:
        self.as_of = as_of
        table = table or _table_of(piece, campaign, row)
        self.offices: Offices | None = None
        if table is not None and table.record == "official":
            from pressdesk.templates.officials import offices_of, table_with_forms, with_forms

            self.offices = offices_of(campaign, piece.language)
            table = table_with_forms(table, self.offices)
            row = with_forms(row, self.offices) if row is not None else None
        self.plan = Plan(template, piece, campaign, table, row)
        found = [*name_problems(self.plan), *self.plan.fixed.problems, *self._fixed_guards()]
        self.problems: tuple[Problem, ...] = tuple(dict.fromkeys(found))
        self._fixed: Filled | None = None

    @property
    def row_fields(self) -> tuple[str, ...]:
        """The fields that differ from row to row."""
        return self.plan.row_fields

    def fill(self, row: Row | None = None) -> Filled:
        """The values for a row; `problems` holds those of all rows first, then those of this one."""
        plan = self.plan
        if row is None and self._fixed is not None:
            return self._fixed
        if row is not None and self.offices is not None:
            from pressdesk.templates.officials import with_forms

            row = with_forms(row, self.offices)
        scope = Scope(plan, row)
        scope.values.update(plan.fixed.values)
        for name in plan.row_fields:
            scope.value(name)
        if row is not None:
            for reference in plan.row_formats:
                scope.answer(reference)
        problems = self.problems
        found = scope.problems if row is not None else self._without_row(scope)
        if row is not None:
            petitions = plan.campaign.petitions
            guards = row_problems(row, plan.table, petitions, self.as_of, plan.piece.name)
            if self.offices is not None:
                from pressdesk.templates.officials import official_problems

                guards += official_problems(row, plan.table, self.offices, self.as_of, plan.piece.name)
            if guards:
                found = [*found, *first_of(guards, {problem.place.key for problem in found})]
        if found:
            problems = (*problems, *found)
        filled = Filled(scope.values, plan.language, problems, scope)
        if row is None:
            self._fixed = filled
        return filled

    def _without_row(self, scope: Scope) -> list[Problem]:
        plan = self.plan
        if not plan.row_fields or any(problem.code == "no-row" for problem in self.problems):
            return scope.problems
        piece = plan.piece
        what = f"the table “{plan.table.name}”" if plan.table else "a table"
        return [
            Problem(
                "error",
                "no-row",
                f"“{piece.name}” takes its content from {what}, and no row was given.",
                f"Build it for every row with: pressdesk merge DIR {piece.name}",
                Place(file=piece.file, key="rows", piece=piece.name),
            )
        ]

    def _fixed_guards(self) -> list[Problem]:
        """The guards on what does not come from a row: past dates and embargoes, weekdays in texts, petition links."""
        plan = self.plan
        piece = plan.piece
        found = []
        cells = {}
        for name, value in plan.fixed.values.items():
            field = plan.fields[name]
            if isinstance(value, date | time) and field.type in ("date", "time"):
                cells[name] = value
            elif isinstance(value, CodeValue) and field.type == "petition":
                problem = foreign_link(value.payload, plan.campaign.petitions)
                if problem is not None:
                    found.append(problem._replace(place=plan.place(name, None)))
        found += embargo_problems(plan, self.as_of)
        if plan.template.kind in DATED:
            cells = {}  # the date line of a release may be in the past
        days = [name for name, value in cells.items() if isinstance(value, date)]
        if days and "date" not in cells:
            cells["date"] = cells.pop(days[0])
        for problem in timing_problems(cells, self.as_of, Place(file=piece.file, piece=piece.name)):
            key = days[0] if problem.place.key == "date" and days else problem.place.key
            found.append(problem._replace(place=plan.place(key, None)))
        for name, raw in piece.content.items():
            for text in raw if isinstance(raw, tuple) else (raw,):
                if isinstance(text, str):
                    place = Place(file=piece.file, key=f"content.{name}", piece=piece.name)
                    found += weekday_problems(text, self.as_of, place)
        for name, value in plan.fixed.values.items():
            if isinstance(value, Story) and plan.fields[name].type == "story":
                text = plan.campaign.texts.get(text_name(str(plan.raw[name])))
                for block in value.blocks:
                    place = Place(text.file if text else piece.file, block.line, piece=piece.name)
                    found += weekday_problems(block.text, self.as_of, place)
        return found


def _table_of(piece: Piece, campaign: Campaign, row: Row | None) -> Table | None:
    table = campaign.tables.get(piece.rows)
    if table is None and row is not None:
        table = next((table for table in campaign.tables.values() if any(one is row for one in table.rows)), None)
    return table
