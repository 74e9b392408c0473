"""The order of the keys in a record, and which of its values are text: both follow from the fields of its model."""

from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, RootModel

from handbook.models.base import Entry

UPKEEP = tuple(name for name in Entry.model_fields if name != "id")
"""What every record carries of owner, freshness and provenance: it stands last."""


@cache
def field_order(model: type[BaseModel]) -> tuple[str, ...]:
    """Give the keys of a model in the order they stand in a file: what is told, then the upkeep.

    A part of a record begins with its `kind`.
    """
    keys = [field.alias or name for name, field in model.model_fields.items()]
    first, last = ((), UPKEEP) if issubclass(model, Entry) else (("kind",), ())
    middle = [key for key in keys if key not in first and key not in last]
    return (*(key for key in first if key in keys), *middle, *last)


def fields_of(model: Any, value: dict) -> dict[str, Any]:
    """Give the annotations of the keys that a value may hold, in order; nothing where its model is not known.

    `model` is a model or the annotation of a field.
    """
    for each in _members(model):
        if get_origin(each) is dict:
            return dict.fromkeys(value, get_args(each)[1])
    found = [each for each in _members(model) if _is_model(each) and _fits(each, value)]
    return _annotations(found[0]) if len(found) == 1 else {}


def item_of(model: Any) -> Any:
    """Give the annotation of the items of a list; None where it is not known."""
    return next((get_args(each)[0] for each in _members(model) if get_origin(each) is tuple), None)


def is_text(model: Any) -> bool:
    """Say whether a single value is text; what nothing is known of is."""
    members = [each for each in _members(model) if isinstance(each, type) and each is not type(None)]
    return not members or any(each is str or _is_model(each) for each in members)


@cache
def _annotations(model: type[BaseModel]) -> dict[str, Any]:
    fields = {field.alias or name: field.annotation for name, field in model.model_fields.items()}
    return {key: fields[key] for key in field_order(model)}


def _members(model: Any) -> list[Any]:
    """Give what an annotation is made of, without marks, unions and roots."""
    if get_origin(model) is Annotated:
        return _members(get_args(model)[0])
    if get_origin(model) in (Union, UnionType):
        return [member for each in get_args(model) for member in _members(each)]
    if _is_model(model) and issubclass(model, RootModel):
        return _members(model.model_fields["root"].annotation)
    return [] if model is None else [model]


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and not get_args(annotation) and issubclass(annotation, BaseModel)


def _fits(model: type[BaseModel], value: dict) -> bool:
    """Say whether a value may be of a model: its `kind` decides between several."""
    kind = model.model_fields.get("kind")
    return kind is None or get_origin(kind.annotation) is not Literal or value.get("kind") in get_args(kind.annotation)
