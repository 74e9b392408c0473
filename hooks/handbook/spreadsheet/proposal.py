"""Rows of a table → proposed records, and what is wrong with each row. Writes no files and changes no record."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from textwrap import shorten
from typing import Any

from handbook.checks.personal import KnownWords, faults
from handbook.handbook import Handbook
from handbook.language.forms import foreign_words
from handbook.models.explain import validate
from handbook.models.field_shape import shape_at
from handbook.models.kinds import Kind
from handbook.models.scalars import LANGUAGES
from handbook.problems import Problem, spell
from handbook.spreadsheet.cells import STATES, Cells
from handbook.spreadsheet.columns import Column
from handbook.spreadsheet.named import Named
from handbook.spreadsheet.table import Row, Table
from handbook.spreadsheet.tree import await_other_form, put, value_at
from handbook.spreadsheet.values import NotUnderstood, clocks

_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŧ": "t"})
_MAY_NAME = frozenset({"id", "name", "aliases", "method_owner", "abbreviations"})
"""Fields that hold names of things; words that look like a person's are let be there."""


@dataclass(slots=True)
class Proposal:
    """What one row proposes. `is_known` where the record stands in the handbook already, `lacks` where it is no record
    yet: a field is missing or refused."""

    row: Row
    id: str
    values: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)
    is_known: bool = False
    is_twice: bool = False
    lacks: bool = False


def language_of(table: Table, columns: list[Column]) -> str | None:
    """Give the written form that a table is in, by words only that form has; None where they do not tell.

    Where every column of text names its form, either will do.
    """
    texts = [column.index for column in columns if column.shape.what in ("text", "fact") and not column.language]
    words = "\n".join(row.cells[index] for row in table.rows for index in texts if row.cells[index] not in STATES)
    if not words.strip():
        return LANGUAGES[0]
    foreign = {language: sum(1 for _ in foreign_words(words, language)) for language in LANGUAGES}
    best, other = sorted(LANGUAGES, key=foreign.__getitem__)
    return best if foreign[best] < foreign[other] else None


class Proposer:
    """Makes proposals of the rows of one table for one kind."""

    def __init__(self, handbook: Handbook, kind: Kind, table: Table, columns: list[Column], language: str):
        self._handbook, self._kind, self._table, self._columns = handbook, kind, table, columns
        self._named = Named(handbook)
        self._cells = Cells(self._named, language)
        self._named.expect(kind.name, dict(self._coming()))
        self._known = KnownWords(handbook)
        self._defaults: list[tuple[Column, str]] = []
        self._seen: dict[str, int] = {}

    def _coming(self) -> Iterator[tuple[str, str]]:
        """Give the names and ids that the table itself brings: its rows may refer to one another."""
        places = {column.path: column.index for column in reversed(self._columns)}
        for row in self._table.rows:
            id, name = (row.cells[places[each]] if each in places else "" for each in (("id",), ("name",)))
            yield from ((each, id or slug(name)) for each in (name, id or slug(name)) if each)

    def set(self, column: Column, text: str) -> None:
        """Let a field have a value on every row that says nothing of it; raises NotUnderstood."""
        self._cells.read(column.shape, text, column.language)
        self._defaults.append((column, text))

    def propose(self, row: Row) -> Proposal:
        """Make the proposal of one row."""
        proposal = Proposal(row, "", {})
        for column in self._columns:
            if text := self._without_personal_data(proposal, column, row.cells[column.index]):
                self._take(proposal, column, text)
        for column, text in self._defaults:
            if value_at(proposal.values, column.path) is None:
                self._take(proposal, column, text)
        await_other_form(proposal.values)
        self._identify(proposal)
        if not (proposal.is_known or proposal.is_twice):
            proposal.values.setdefault("status", "draft")
            if self._kind.name == "meeting":
                proposal.values.setdefault("cadence", {"kind": "unknown"})
            self._validate(proposal)
        return proposal

    # --- cells ---

    def _without_personal_data(self, proposal: Proposal, column: Column, text: str) -> str:
        """Give a text without what is a person's; what was taken out is told, but no birth number is repeated."""
        found = sorted(faults(text, self._known, may_name=column.path[-1] in _MAY_NAME), key=lambda each: -each.start)
        for finding in found:
            gap = "…" if column.shape.what in ("text", "fact") else ""
            text = text[: finding.start] + gap + text[finding.start + len(finding.words) :]
            what = "eit fødselsnummer" if finding.code == "birth-number" else f"«{finding.words}»"
            message = f"Vi tok bort {what}. Handboka har ingen opplysningar om personar: skriv rolla eller tenesta."
            proposal.problems.append(self._problem(proposal.row, column.index, message, "personal-data-removed"))
        return re.sub(r"[ ]{2,}", " ", text).strip(" ,;") if found else text

    def _take(self, proposal: Proposal, column: Column, text: str) -> None:
        try:
            value = self._cells.read(column.shape, text, column.language)
        except NotUnderstood as error:
            value = error.value
            proposal.problems.append(self._problem(proposal.row, column.index, str(error), "cell-not-understood"))
            if column.shape.what != "cadence":  # keeps its words in a field of its own
                self._remember(proposal, column, text)
        if column.shape.what == "clock" and column.path == ("starts",) and len(times := clocks(text)) == 2:
            put(proposal.values, ("ends",), times[1])
        if value is not None:
            put(proposal.values, column.path, value)

    def _remember(self, proposal: Proposal, column: Column, text: str) -> None:
        """Let what was not understood stand in the note to editors: a measure without an age is for all ages."""
        heading = self._table.headings[column.index] if column.index >= 0 else column.field
        earlier = f"{proposal.values['note']} " if isinstance(proposal.values.get("note"), str) else ""
        proposal.values["note"] = shorten(f"{earlier}{heading} i arket: {text}.", 300, placeholder=" …")

    # --- the whole row ---

    def _identify(self, proposal: Proposal) -> None:
        """Give the proposal its id, and say where the same stands already: in the handbook, or higher up."""
        name = proposal.values.get("name")
        title = next((name[each] for each in LANGUAGES if name.get(each)), "") if isinstance(name, dict) else ""
        proposal.id = proposal.values.setdefault("id", slug(title))
        if not proposal.id:
            del proposal.values["id"]
            return
        if earlier := self._seen.get(proposal.id):
            proposal.is_twice = True
            message = f"«{title}» står alt på rad {earlier}. Vi tek ikkje med denne rada. Slå dei saman i arket."
            proposal.problems.append(self._problem(proposal.row, self._column(("name",)) or 0, message, "row-twice"))
            return
        self._seen[proposal.id] = proposal.row.number
        records = self._handbook.records.get(self._kind.name, {})
        existing = proposal.id if proposal.id in records else self._named.called(self._kind.name, title)
        if existing:
            proposal.is_known = True
            self._compare(proposal, existing)

    def _compare(self, proposal: Proposal, id: str) -> None:
        """Say which fields of a record that exists are otherwise in the sheet; the record is let be."""
        existing = self._handbook.get(self._kind.name, id)
        stands = existing.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        made, _ = validate(self._kind.model, {**stands, **proposal.values, "id": id})
        differs = sorted(key for key in proposal.values if key != "id" and _differs(made, existing, key))
        if differs:
            message = f"«{id}» står alt i handboka og blir ikkje endra. Ulikt i arket: {', '.join(differs)}."
            proposal.problems.append(
                self._problem(proposal.row, self._column(("name",)) or 0, message, "record-exists")
            )

    def _validate(self, proposal: Proposal) -> None:
        """Tell what keeps the values from being a record, save where a cell of the field has been told of already."""
        told = {problem.column - 1 for problem in proposal.problems if problem.code == "cell-not-understood"}
        _, found = validate(self._kind.model, {**self._required_parts(), **proposal.values})
        proposal.lacks = bool(found)
        for fault in found:
            index = self._column(fault.location)
            if index in told or (fault.location == ("id",) and "name" not in proposal.values):
                continue
            message = f"{spell(fault.location)}: {fault.message}{self._choices(fault.location)}"
            proposal.problems.append(self._problem(proposal.row, index or 0, message, fault.code))

    def _required_parts(self) -> dict[str, dict]:
        """Give the fields that have parts and must be there, empty: then each missing part is told."""
        fields = self._kind.model.model_fields.items()
        shapes = {name: shape_at(self._kind.model, (name,)) for name, each in fields if each.is_required()}
        return {name: {} for name, shape in shapes.items() if shape and shape.what == "parts" and not shape.many}

    def _choices(self, location: tuple) -> str:
        """Say what may stand in a field that is a reference, and how to set it for all rows."""
        path = tuple(step for step in location if isinstance(step, str))
        shape = shape_at(self._kind.model, path)
        if shape is None or shape.what != "reference":
            return ""
        ids = self._named.near(shape.kind, "")
        choice = f" Vel mellom {', '.join(ids)}." if ids else ""
        return f"{choice} Skriv det i arket, eller for alle rader med --set {'.'.join(path)}=…"

    def _column(self, location: tuple) -> int | None:
        """Give the column of a field; None where no column is its."""
        path = tuple(step for step in location if isinstance(step, str) and step not in LANGUAGES)
        return next((each.index for each in self._columns if path and each.path == path), None)

    def _problem(self, row: Row, index: int, message: str, code: str) -> Problem:
        return self._table.problem(row.number, max(index, 0), message, code)


def slug(title: str) -> str:
    """Give the id that a title would have: «Nærværsteam» → `naervaersteam`."""
    plain = unicodedata.normalize("NFKD", title.lower().translate(_LETTERS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].strip("-")


def _differs(made: Any, existing: Any, key: str) -> bool:
    name = next((name for name, each in type(existing).model_fields.items() if (each.alias or name) == key), key)
    return made is None or getattr(made, name) != getattr(existing, name)
