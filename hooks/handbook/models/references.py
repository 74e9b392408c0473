"""Finds every text and every reference to another record inside a model. Knows no kind in particular."""

from collections.abc import Iterator
from functools import cache
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from handbook.markup import REFERENCE
from handbook.models.base import Prose, Text
from handbook.models.scalars import LANGUAGES, LAW_REFERENCE, RefersTo
from handbook.places import Place, read_place
from handbook.problems import Location


class Reference(NamedTuple):
    """A place that names a record: where it stands, the kind and id, and the target as written («lov §13-2»).

    `link` is the whole `[[kind:target]]` in running text, and "" in a field.
    """

    location: Location
    kind: str
    id: str
    written: str
    link: str = ""


class Found(NamedTuple):
    """What a walk through a model found, in order of appearance."""

    texts: list[tuple[Location, Text]]
    references: list[Reference]


def find(model: BaseModel) -> Found:
    """Find every text and every reference in a record, in fields and inside prose; a text by itself gives itself."""
    found = Found([], [])
    _take((), None, model, found)
    return found


def references(model: BaseModel) -> list[Reference]:
    """Give every reference in a record, in fields and inside prose, in order of appearance."""
    return find(model).references


def texts(model: BaseModel) -> list[tuple[Location, Text]]:
    """Give every text in a record with its location."""
    return find(model).texts


def place_of(written: str) -> Place | None:
    """Give the place that a law reference names: section, range or chapter; None for the whole act."""
    match = LAW_REFERENCE.fullmatch(written)
    return read_place(match["place"]) if match and match["place"] else None


def _in_prose(location: Location, prose: Prose) -> Iterator[Reference]:
    for language in LANGUAGES:
        words = getattr(prose, language)
        for match in REFERENCE.finditer(words) if words and "[[" in words else ():
            kind, target = match["kind"], match["target"]
            yield Reference((*location, language), kind, id_of(kind, target), target, match.group())


def id_of(kind: str, written: str) -> str:
    """Give the id of the record that a written reference names; a law reference may go on to a section."""
    match = LAW_REFERENCE.fullmatch(written) if kind == "law" else None
    return match["law"] if match else written


def _take(location: Location, marker: RefersTo | None, value: Any, found: Found) -> None:
    """Put what a value holds where it belongs: a reference by its field's marker, a text by its type."""
    kind = type(value)
    if kind is str:  # most values by far
        if marker is not None:
            found.references.append(Reference(location, marker.kind, id_of(marker.kind, value), value))
    elif kind is tuple:
        for index, item in enumerate(value):
            _take((*location, index), marker, item, found)
    elif _is_a(kind, Text):
        found.texts.append((location, value))
        if _is_a(kind, Prose):
            found.references.extend(_in_prose(location, value))
    elif _is_a(kind, BaseModel):
        _take_fields(location, value, found)


def _take_fields(location: Location, model: BaseModel, found: Found) -> None:
    for name, key, marker in _plan(type(model)):
        value = getattr(model, name)
        if value:  # not `!= ()`, which would compare models
            _take((*location, key), marker, value, found)


_is_a = cache(issubclass)
"""Asked of the type and remembered: pydantic has an `isinstance` of its own, which is slow."""


@cache
def _plan(model: type[BaseModel]) -> tuple[tuple[str, str, RefersTo | None], ...]:
    """Give the fields of a model that can hold a text or a reference: attribute, key in YAML, marker."""
    plan = []
    for name, field in model.model_fields.items():
        marker = next((mark for mark in field.metadata if isinstance(mark, RefersTo)), None) or _marker(
            field.annotation
        )
        if marker or _holds_model(field.annotation):
            plan.append((name, field.alias or name, marker))
    return tuple(plan)


def _marker(annotation: Any) -> RefersTo | None:
    if get_origin(annotation) is Annotated:
        found = next((mark for mark in annotation.__metadata__ if isinstance(mark, RefersTo)), None)
        return found or _marker(annotation.__origin__)
    return next(filter(None, map(_marker, get_args(annotation))), None)


def _holds_model(annotation: Any) -> bool:
    if isinstance(annotation, type) and not get_args(annotation):
        return issubclass(annotation, BaseModel)
    if get_origin(annotation) in (tuple, Union, UnionType, Annotated):
        return any(map(_holds_model, get_args(annotation)))
    return False
