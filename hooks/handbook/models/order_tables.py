"""The order of keys in every part of a record, as a table that a browser can read: what `canonical` does in Python."""

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

from handbook.models.order import field_order

Tables = dict[str, dict[str, Any]]
"""Model → its `fields` in order, each with the models its value may be of; `kinds` where a word tells which it is."""


def tables(models: Iterator[type[BaseModel]]) -> Tables:
    """Give the tables of models and of all that they are made of."""
    found: Tables = {}
    for model in models:
        _add(model, found)
    return found


def _add(model: type[BaseModel], found: Tables) -> None:
    if model.__name__ in found:
        return
    fields = {field.alias or name: field.annotation for name, field in model.model_fields.items()}
    inner = {key: list(_models(fields[key])) for key in field_order(model)}
    kinds = get_args(fields.get("kind"))
    table = {"fields": {key: [each.__name__ for each in parts] for key, parts in inner.items()}}
    found[model.__name__] = table | ({"kinds": list(kinds)} if kinds else {})
    for parts in inner.values():
        for each in parts:
            _add(each, found)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and not get_args(annotation):
        if issubclass(annotation, BaseModel):
            yield annotation
        return
    for part in get_args(annotation):
        yield from _models(part)
