"""What a field of a model holds, told so that a cell of a spreadsheet can be read or written for it."""

from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from handbook.models.base import Fact, Text
from handbook.models.cadence_written import Written
from handbook.models.meeting import MeetingDate
from handbook.models.parts import Age, Contact
from handbook.models.scalars import LANGUAGES, Clock, Day, Flag, Number, RefersTo

Path = tuple[str, ...]
What = Literal[
    "text", "fact", "age", "cadence", "dates", "contact", "parts", "reference", "word", "flag", "number", "day",
    "clock", "name",
]  # fmt: skip
_PARTS: dict[What, type] = {"fact": Fact, "text": Text, "age": Age, "contact": Contact, "dates": MeetingDate}
_SCALARS: dict[What, Any] = {"flag": Flag, "number": Number, "day": Day, "clock": Clock}


class Shape(NamedTuple):
    """What a field holds: `kind` is that of a reference, `words` those of a closed choice, `many` a list of them."""

    what: What
    many: bool = False
    kind: str = ""
    words: tuple[str, ...] = ()


class _Taken(NamedTuple):
    """An annotation taken apart: without unions, lists and marks."""

    types: list[Any]
    marks: list[Any]
    many: bool


def shape_at(model: type[BaseModel], path: Path) -> Shape | None:
    """Give what the field at a path holds («access.contact.phone»); None where there is no such field.

    A language last in the path (`name.nn`) leads to one written form of the text.
    """
    taken = _Taken([model], [], False)
    for index, step in enumerate(path):
        if step in LANGUAGES and index == len(path) - 1 and _is_a(taken, Text, Fact):
            break
        inner = next((each for each in taken.types if _is_model(each)), None)
        fields = {field.alias or name: field for name, field in inner.model_fields.items()} if inner else {}
        if step not in fields or (taken.many and index):
            return None
        taken = _take(fields[step].annotation, fields[step].metadata)
    return _shape(taken)


def _shape(taken: _Taken) -> Shape:
    for mark in taken.marks:
        if isinstance(mark, RefersTo):
            return Shape("reference", taken.many, mark.kind)
    if _is_a(taken, Written):
        return Shape("cadence")
    for what, part in _PARTS.items():
        if _is_a(taken, part):
            return Shape(what, taken.many)
    if any(map(_is_model, taken.types)):
        return Shape("parts", taken.many)
    words = tuple(word for each in taken.types if get_origin(each) is Literal for word in get_args(each))
    if words:
        return Shape("word", taken.many, words=words)
    return Shape(next((what for what, scalar in _SCALARS.items() if _is_scalar(taken, scalar)), "name"), taken.many)


def _is_scalar(taken: _Taken, scalar: Any) -> bool:
    return scalar.__metadata__[0] in taken.marks


def _is_a(taken: _Taken, *models: type) -> bool:
    return any(_is_model(each) and issubclass(each, models) for each in taken.types)


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and not get_args(annotation) and issubclass(annotation, BaseModel)


def _take(annotation: Any, marks: Any = ()) -> _Taken:
    found = _Taken([], list(marks), get_origin(annotation) is tuple)
    if get_origin(annotation) is Annotated:
        inner = [_take(annotation.__origin__, annotation.__metadata__)]
    elif get_origin(annotation) in (Union, UnionType):
        inner = [_take(each) for each in get_args(annotation)]
    elif found.many:
        inner = [_take(get_args(annotation)[0])]
    else:
        return found._replace(types=[] if annotation in (None, type(None)) else [annotation])
    return _Taken(
        [one for each in inner for one in each.types],
        [*found.marks, *(mark for each in inner for mark in each.marks)],
        found.many or any(each.many for each in inner),
    )
