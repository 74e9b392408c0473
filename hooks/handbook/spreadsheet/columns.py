"""Which field a column of a spreadsheet belongs to, by its heading. Knows the models, no rows."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path as FilePath

from handbook.files.source import read
from handbook.models.field_shape import Path, Shape, shape_at
from handbook.models.kinds import Kind
from handbook.models.scalars import LANGUAGES

_LANGUAGE = re.compile(r"[ (,–-]*\b(?P<name>nn|nb|nynorsk|bokm[åa]l|bm)\)?$")
_NAMES = {"nynorsk": "nn", "bokmål": "nb", "bokmal": "nb", "bm": "nb"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column that belongs to a field: its place from 0, the field, and the written form its heading names."""

    index: int
    path: Path
    shape: Shape
    language: str | None = None

    @property
    def field(self) -> str:
        """The field as an editor writes it: `access.how`, `name.nn`."""
        return ".".join((*self.path, self.language) if self.language else self.path)


class NoSuchField(Exception):
    """Raised where a field that was asked for does not exist; carries it as written."""


def columns_of(kind: Kind, headings: list[str], chosen: dict[str, str]) -> tuple[list[Column], list[int]]:
    """Give the columns that belong to a field, and the places of the others that have a heading.

    `chosen` gives some headings their field, or "" for none. Of two columns that only seem to be of one field, the
    first has it; several may be of one contact.
    """
    found: list[Column] = []
    left_over = []
    taken: set[str] = set()
    for index, heading in enumerate(headings):
        if chosen.get(heading):
            found.append(_column(kind, index, chosen[heading]))
            taken.add(found[-1].field)
    for index, heading in enumerate(headings):
        if heading in chosen or not heading:
            continue
        column = _guess(kind, index, heading)
        if column is None or (column.field in taken and column.shape.what != "contact"):
            left_over.append(index)
        else:
            found.append(column)
            taken.add(column.field)
    return sorted(found, key=lambda column: column.index), left_over


def column_for(kind: Kind, field: str) -> Column:
    """Give a field as if it were a column; raises NoSuchField."""
    return _column(kind, -1, field)


def _column(kind: Kind, index: int, field: str) -> Column:
    column = _of_path(kind, index, field.strip())
    if column is None:
        raise NoSuchField(field)
    return column


def _guess(kind: Kind, index: int, heading: str) -> Column | None:
    if column := _of_path(kind, index, heading.strip()):
        return column
    plain = _plain(heading)
    language = None
    if match := _LANGUAGE.search(plain):
        language, plain = _NAMES.get(match["name"], match["name"]), plain[: match.start()].strip()
    known = _headings(kind)
    near = [plain] if plain in known else get_close_matches(plain, known, n=1, cutoff=0.86)
    if not near:
        return None
    column = _of_path(kind, index, known[near[0]])
    return column if column is None or not language else _of_path(kind, index, f"{column.field}.{language}")


def _of_path(kind: Kind, index: int, field: str) -> Column | None:
    path = tuple(field.split("."))
    shape = shape_at(kind.model, path)
    if shape is None:
        return None
    if path[-1] in LANGUAGES and shape.what in ("text", "fact"):
        return Column(index, path[:-1], shape, path[-1])
    return Column(index, path, shape)


@cache
def _headings(kind: Kind) -> dict[str, str]:
    """Give what columns are called and their field; the kind's own headings go before those of all."""
    file = FilePath(__file__).with_name("headings.yml")
    document, problems = read(file, file.name)
    if document is None or problems:
        raise RuntimeError(f"{file.name} is broken: {problems}")
    lists = (document.value.get(kind.name, {}), document.value["all"])
    found: dict[str, str] = {}
    for fields in lists:
        for field, headings in fields.items():
            if shape_at(kind.model, tuple(field.split("."))):
                for heading in headings:
                    found.setdefault(_plain(heading), field)
    return found


def _plain(heading: str) -> str:
    return " ".join(re.sub(r"[^\w\s.,()–/-]", " ", heading.lower().replace("\n", " ")).strip(" :.*").split())
