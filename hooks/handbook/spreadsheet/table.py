"""A table as it was found in a file: headings, rows of texts, and what was odd about it. Knows no file formats."""

import re
from dataclasses import dataclass, field, replace

from handbook.files.characters import FORBIDDEN
from handbook.problems import Problem

MAX_BYTES = 5_000_000
MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_CHARACTERS = 20_000
"""The longest text of one cell."""
_RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet may take for the beginning of a formula."""


_SUM = re.compile(r"(?i)(sum|totalt?|i alt|til saman|til sammen)\b")
_ROWS_NAMED = 8


class TableRefused(Exception):
    """Raised where a file cannot be read as a table; says in nynorsk why, and what to do."""


@dataclass(slots=True)
class Row:
    """One row: its number in the file, and the text of each cell, "" where it is empty."""

    number: int
    cells: list[str]


@dataclass(slots=True)
class Table:
    """A table; its headings stand on row `head`. `file` is how it is called in messages."""

    file: str
    headings: list[str]
    rows: list[Row]
    head: int = 1
    problems: list[Problem] = field(default_factory=list)

    def problem(self, row: int, column: int, message: str, code: str) -> Problem:
        """Make a problem at a cell; rows and columns count from 1 and 0."""
        heading = self.headings[column] if 0 <= column < len(self.headings) else ""
        return Problem(self.file, row, column + 1, heading, message, code)


def tabled(file: str, rows: list[Row]) -> Table:
    """Make a table of all rows of a sheet: the headings are the first row with the most of its cells filled.

    A title above the table is passed over, and so is the sum below it.
    """
    rows = [Row(row.number, [_clean(cell) for cell in row.cells]) for row in rows]
    filled = [row for row in rows if any(row.cells)]
    if not filled:
        raise TableRefused("Arket er tomt. Vel eit anna ark med --sheet.")
    widest = max(sum(map(bool, row.cells)) for row in filled[:10])
    head = next(row for row in filled[:10] if sum(map(bool, row.cells)) > widest / 2)
    below = [row for row in filled if row.number > head.number]
    body = [row for row in below if not _is_sum(row)]
    width = max((index + 1 for row in (head, *body) for index, cell in enumerate(row.cells) if cell), default=0)
    headings = [*head.cells, *[""] * width][:width]
    table = Table(file, headings, [Row(row.number, [*row.cells, *[""] * width][:width]) for row in body], head.number)
    said = "Rada ser ut som ein sum. Vi tek henne ikkje med."
    table.problems += [table.problem(row.number, 0, said, "odd-cell") for row in below if _is_sum(row)]
    return table


def _is_sum(row: Row) -> bool:
    """A sum has a word for it first, and little more than a number."""
    said = [cell for cell in row.cells if cell]
    return len(said) <= 2 and bool(_SUM.match(said[0])) and all(re.search(r"\d", cell) for cell in said[-1:])


def _clean(cell: str) -> str:
    """Give a cell's text without what no text of the handbook may hold; Excel hides such characters."""
    return unguarded(FORBIDDEN.sub("", cell.replace("\r\n", "\n").replace("\r", "\n")).strip())[:MAX_CHARACTERS]


def guarded(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula."""
    return f"'{text}" if text.startswith(_RISKY) else text


def unguarded(text: str) -> str:
    """Give a text without the apostrophe that keeps it from being a formula."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_RISKY) else text


def gathered(problems: list[Problem]) -> list[Problem]:
    """Give each complaint of a column once, at its first row, and say which rows more it holds for."""
    rows: dict[tuple, list[Problem]] = {}
    for problem in sorted(problems):
        rows.setdefault((problem.file, problem.column, problem.message, problem.code), []).append(problem)
    return [replace(same[0], message=same[0].message + _more(same[1:])) for same in rows.values()]


def _more(problems: list[Problem]) -> str:
    lines = [str(problem.line) for problem in problems]
    named, rest = lines[:_ROWS_NAMED], len(lines) - _ROWS_NAMED
    if not lines:
        return ""
    if rest > 0:
        return f" Det same gjeld {len(lines)} rader til: {', '.join(named)} og {rest} til."
    return f" Det same gjeld rad {' og '.join([', '.join(named[:-1]), named[-1]] if named[1:] else named)}."
