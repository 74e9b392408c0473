"""JSON Schema of every file in a data folder: one record of a kind, a list of them, and the files that stand alone.

Which file has which schema, for editors. Writes nothing; knows no records.
"""

from typing import Any

from handbook.models import dictionary
from handbook.models.json_schema import Schema, object_schema
from handbook.models.kinds import KINDS, Kind
from handbook.models.municipality import Municipality
from handbook.models.reference import Interface
from handbook.models.vocabulary import Vocabulary

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ALONE = {"municipality": Municipality, "interface": Interface, "vocabulary": Vocabulary}
"""The files of a data folder that are no kind of record."""


def schema_of(kind: Kind) -> Schema:
    """Give the schema of one record of a kind.

    Every property has `title` and `description` in nynorsk and `x-nb` with both in bokmål; where useful `examples`, or
    `x-example` in both written forms; `x-values` with what its fixed words mean. A reference has `x-reference` with the
    name of a kind, a text in both written forms `x-text` with "text" or "prose", any other scalar `x-form` (scalars).
    Models inside stand in `$defs` by their names.
    """
    return _document(kind.model)


def schema_alone(name: str) -> Schema:
    """Give the schema of a file that is no kind of record: «municipality»."""
    return _document(ALONE[name])


def list_schema(kind: Kind) -> Schema:
    """Give the schema of a file that lists the records of a kind."""
    words = dictionary.of_model(kind.model)
    title = dictionary.told(words, "nn").title if words else kind.name
    return {"$schema": DIALECT, "title": f"{title}: liste", "type": "array", "items": {"$ref": f"{kind.name}.json"}}


def schemas() -> dict[str, Schema]:
    """Give every schema by the name of its file."""
    found = {f"{name}.json": schema_alone(name) for name in ALONE}
    for kind in KINDS.values():
        found[f"{kind.name}.json"] = schema_of(kind)
        if kind.stem:
            found[f"{kind.name}-list.json"] = list_schema(kind)
    return found


def files() -> dict[str, str]:
    """Give the schema of each file of a data folder, by a pattern from that folder: «measures/*.yml»."""
    found = {f"{name}.yml": f"{name}.json" for name in ALONE}
    for kind in KINDS.values():
        if kind.stem:
            found |= {f"{kind.stem}.yml": f"{kind.name}-list.json", f"{kind.stem}/*.yml": f"{kind.name}.json"}
    return found


def _document(model: Any) -> Schema:
    defs: dict[str, Schema] = {}
    schema = object_schema(model, defs)
    return {"$schema": DIALECT, **schema} | ({"$defs": dict(sorted(defs.items()))} if defs else {})
