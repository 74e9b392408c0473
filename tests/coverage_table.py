"""Makes examples/COVERAGE.md: each row of the checklist, the record and field that hold it, and what stands there.

A row of examples/<name>/coverage.yml that points at nothing is a LookupError.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel

from handbook.files.source import read
from handbook.handbook import Handbook
from handbook.language.dates import long_date
from handbook.models.base import Citation, Text
from handbook.models.parts import Age
from handbook.models.references import references, texts
from handbook.problems import Location
from handbook.views.edition import Edition

MOST_WORDS = 9

HEAD = """# Coverage

What each example must hold, and where it holds it. A row is one fact or rule of the example's source, numbered in the
order of the source; it may need several fields. The last column is the beginning of what stands in the field.

The table is made from `examples/<name>/coverage.yml` by the tests: `pytest tests/test_examples.py --update-golden`.
They fail where a row is missing, where a field holds nothing, and where this file is not what they would make.
"""

_STEP = re.compile(r"(?:^|\.)(?P<name>[a-z_]+)|\[(?P<index>\d+)\]")
_MARKS = re.compile(r"\[\[(?:[^\]|]*\|)?([^\]]*)\]\]|\*+")


class Row(NamedTuple):
    """One line of coverage.yml: a row of the checklist and a place in the data."""

    row: str
    record: str
    field: str


def rows(folder: Path) -> list[Row]:
    """Read the coverage.yml of an example."""
    path = folder / "coverage.yml"
    document, problems = read(path, f"{folder.name}/coverage.yml")
    assert document is not None, problems
    assert not problems, problems
    return [Row(**line) for line in document.value]


def record_of(handbook: Handbook, named: str) -> BaseModel:
    """Give the record called `kind/id`, or the municipality; LookupError where there is none."""
    if named == "municipality":
        return handbook.municipality
    kind, _, id = named.partition("/")
    return handbook.get(kind, id)


def location_of(field: str) -> Location:
    """Read `submission.who[0]` as a location."""
    steps = list(_STEP.finditer(field))
    if "".join(step.group() for step in steps) != field:
        raise LookupError(f"{field} is no path to a field")
    return tuple(step["name"] or int(step["index"]) for step in steps)


def look_up(record: BaseModel, field: str) -> Any:
    """Give what somebody wrote in a field; LookupError where nothing stands, or only what the model supposes."""
    value: Any = record
    for step in location_of(field):
        value = value[step] if isinstance(step, int) else _field(value, step)
    if value in (None, (), "", False):
        raise LookupError(f"nothing stands in {field}")
    return value


def _field(model: BaseModel, key: str) -> Any:
    names = {spec.alias or name: name for name, spec in type(model).model_fields.items()}
    if names[key] not in model.model_fields_set:
        raise LookupError(f"nobody has written {key}")
    return getattr(model, names[key])


# --- in words ---


def first_words(edition: Edition, record: BaseModel, field: str) -> str:
    """Give the beginning of what stands in a field, in the language of the edition."""
    said = " ".join(_said(edition, look_up(record, field), _names(edition, record), location_of(field)))
    words = _MARKS.sub(r"\1", said).replace("|", "\\|").split()
    return " ".join(words[:MOST_WORDS]) + (" …" if len(words) > MOST_WORDS else "")


def _names(edition: Edition, record: BaseModel) -> dict[Location, str]:
    """For each field that names another record, what that record is called."""
    return {
        each.location: edition.law(each.written).text if each.kind == "law" else edition.name(each.kind, each.id)
        for each in references(record)
        if not each.link
    }


def _said(edition: Edition, value: Any, names: dict[Location, str], location: Location) -> Iterator[str]:
    if location in names:
        yield names[location]
    elif isinstance(value, Text):
        yield edition.text(value)
    elif isinstance(value, Age):
        yield edition.age(value)
    elif isinstance(value, Citation):
        yield f"«{value.as_written}»"
    elif isinstance(value, BaseModel):
        named = [name for place, name in names.items() if place[: len(location)] == location]
        yield (named or [edition.text(text) for _, text in texts(value)])[0]
    elif isinstance(value, tuple):
        yield "; ".join(" ".join(_said(edition, each, names, (*location, n))) for n, each in enumerate(value))
    else:
        yield _plain(edition, value, [step for step in location if isinstance(step, str)])


def _plain(edition: Edition, value: Any, keys: list[str]) -> str:
    """Give a value that is no text: a closed word as the page says it, where it has words of its own there."""
    if isinstance(value, date):
        return long_date(value)
    said = [edition.words[word] for key in keys if (word := f"{key}_{value}") in edition.words]
    if said and "{" not in said[0]:
        return said[0]
    code = isinstance(value, str) and re.fullmatch("[a-z_]+", value)
    return "ja" if value is True else f"`{value}`" if code else str(value)


# --- the table ---


def table(folder: Path, edition: Edition) -> str:
    """Give the part of an example: its name and its rows in order."""
    handbook = edition.handbook
    lines = [f"## {folder.name}: {edition.text(handbook.municipality.handbook)}", ""]
    lines += ["| Row | Record | Field | What stands there |", "|---|---|---|---|"]
    for row in sorted(rows(folder), key=lambda each: each.row):
        words = first_words(edition, record_of(handbook, row.record), row.field)
        lines.append(f"| {row.row} | [{row.record}]({_file(handbook, folder, row.record)}) | `{row.field}` | {words} |")
    return "\n".join([*lines, ""])


def _file(handbook: Handbook, folder: Path, named: str) -> str:
    """Give the file of a record, from examples/."""
    if named == "municipality":
        return f"{folder.name}/data/municipality.yml"
    kind, _, id = named.partition("/")
    return handbook.origins[kind, id].document.file.removeprefix("examples/")


def coverage(editions: Iterable[tuple[Path, Edition]]) -> str:
    """Give the whole of COVERAGE.md, from each example's folder and its edition."""
    return "\n".join([HEAD, *(table(folder, edition) for folder, edition in editions)])
