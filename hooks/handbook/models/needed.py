"""What a record cannot be without: its required fields, and what kind of value each takes. Knows no records."""

from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin

from pydantic import BaseModel

from handbook.models.base import Text
from handbook.models.cadence_written import Written
from handbook.models.order import members_of
from handbook.models.scalars import RefersTo


class Need(NamedTuple):
    """One required field: its key, what it takes, whether it takes a list, and the kind or model it leads to."""

    key: str
    takes: Literal["text", "reference", "cadence", "part", "value"]
    many: bool = False
    of: Any = None


def needs_of(model: type[BaseModel]) -> list[Need]:
    """Give the required fields of a model, in its own order."""
    return [
        _need(field.alias or name, field.annotation, field.metadata)
        for name, field in model.model_fields.items()
        if field.is_required()
    ]


def _need(key: str, annotation: Any, marks: list[Any]) -> Need:
    many = next((each for each in members_of(annotation) if get_origin(each) is tuple), None)
    if many is not None:
        return _need(key, get_args(many)[0], [])._replace(many=True)
    while get_origin(annotation) is Annotated:
        marks = [*marks, *annotation.__metadata__]
        annotation = get_args(annotation)[0]
    kind = next((mark.kind for mark in marks if isinstance(mark, RefersTo)), None)
    if kind:
        return Need(key, "reference", of=kind)
    models = [each for each in members_of(annotation) if isinstance(each, type) and issubclass(each, BaseModel)]
    if not models:
        return Need(key, "value")
    if issubclass(models[0], Written):
        return Need(key, "cadence")
    return Need(key, "text") if issubclass(models[0], Text) else Need(key, "part", of=models[0])
