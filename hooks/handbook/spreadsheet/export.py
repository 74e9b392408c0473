"""Records → a table, one row each, or JSON as open data. What `export` writes, `import` reads back."""

import json
from typing import Any

from handbook.handbook import Handbook
from handbook.models.field_shape import Path, shape_at
from handbook.models.kinds import Kind
from handbook.models.order import field_order
from handbook.models.scalars import LANGUAGES
from handbook.spreadsheet.table import guarded

_UNPUBLISHED = frozenset({"note"})


def export_rows(handbook: Handbook, kind: Kind) -> list[list[str]]:
    """Give the headings (fields: `name.nn`, `access.how.nb`, `services`) and a row of texts for each record.

    Lists of ids are joined by commas, lists of texts stand on lines of one cell; what has more parts is JSON. A text
    that a spreadsheet could take for a formula has an apostrophe before it.
    """
    records = [_cells(kind, (), _values(handbook, kind, record.id)) for record in handbook.all(kind.name)]
    order = {name: index for index, name in enumerate(field_order(kind.model))}
    headings = sorted({heading for record in records for heading in record}, key=lambda each: _rank(each, order))
    return [headings, *([guarded(record.get(heading, "")) for heading in headings] for record in records)]


def export_json(handbook: Handbook, kind: Kind) -> str:
    """Give the records as their models hold them: numbers as numbers, nothing that is for editors only."""
    records = [
        record.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True, exclude=_UNPUBLISHED)
        for record in handbook.all(kind.name)
    ]
    return json.dumps({"kind": kind.name, "records": records}, ensure_ascii=False, indent=2) + "\n"


def _values(handbook: Handbook, kind: Kind, id: str) -> dict[str, Any]:
    """Give a record as its file says it."""
    origin = handbook.origins[kind.name, id]
    value: Any = origin.document.value
    for step in origin.location:
        value = value[step]
    return value


def _cells(kind: Kind, path: Path, values: dict[str, Any]) -> dict[str, str]:
    cells: dict[str, str] = {}
    for key, value in values.items():
        here = (*path, key)
        if value is None:
            continue
        if isinstance(value, str):
            cells[".".join(here)] = value
        elif isinstance(value, dict) and _is_flat(kind, here, value):
            cells |= _cells(kind, here, value)
        else:
            cells |= _listed(kind, here, value)
    return cells


def _is_flat(kind: Kind, path: Path, value: dict[str, Any]) -> bool:
    """Say whether each part of a value is a field with a column of its own."""
    shape = shape_at(kind.model, path)
    if shape is None or shape.many or shape.what == "cadence":
        return False
    return all(shape_at(kind.model, (*path, key)) for key in value)


def _listed(kind: Kind, path: Path, value: Any) -> dict[str, str]:
    shape, heading = shape_at(kind.model, path), ".".join(path)
    if isinstance(value, list) and shape and all(isinstance(each, str) and "\n" not in each for each in value):
        return {heading: (", " if shape.what == "reference" and shape.kind != "law" else "\n").join(value)}
    if shape and shape.what == "text" and all(_is_lines(each) for each in value):
        return {f"{heading}.{each}": "\n".join(one[each] for one in value) for each in LANGUAGES}
    return {heading: json.dumps(value, ensure_ascii=False)}


def _is_lines(text: Any) -> bool:
    return isinstance(text, dict) and text.keys() == {*LANGUAGES} and not any("\n" in each for each in text.values())


def _rank(heading: str, order: dict[str, int]) -> tuple[int, str, bool]:
    """Put columns in the order of the model's fields, nynorsk before bokmål."""
    field, language = heading, ""
    if heading.endswith((".nn", ".nb")):
        field, language = heading[:-3], heading[-2:]
    return order.get(field.partition(".")[0], len(order)), field, language == "nb"
