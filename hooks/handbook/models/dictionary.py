"""The dictionary of fields: what every model and field is called and means, in both written forms, with an example.

The words stand in `fields/`, one file for each module of models. A text is a title, a full stop, and the explanation.
"""

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import Field

from handbook.files.source import read
from handbook.models.base import Line, Model
from handbook.models.explain import validate
from handbook.models.scalars import LANGUAGES

_FOLDER = Path(__file__).parent / "fields"


class Words(Model):
    """One title with its explanation, in both written forms."""

    nn: Line
    nb: Line


class FieldWords(Words):
    """What a field means: an example of its value, and what each of its fixed words stands for."""

    example: Any = None
    values: dict[str, Words] = Field(default_factory=dict)


class ModelWords(Words):
    """What a model is, and its own fields; inherited ones are told where they are declared."""

    fields: dict[str, FieldWords] = Field(default_factory=dict)


class SharedWords(Model):
    """The fields of a model that is only a base of others."""

    fields: dict[str, FieldWords]


class Told(NamedTuple):
    """A title and an explanation in one written form; either may be all there is."""

    title: str
    description: str


def told(words: Words, language: str) -> Told:
    """Give the title and the explanation of an entry in one written form."""
    title, _, description = getattr(words, language).partition(". ")
    return Told(title.rstrip("."), description)


@cache
def dictionary() -> dict[str, ModelWords | SharedWords]:
    """Give the whole dictionary by the names of the models. An entry that cannot be read is a programming error."""
    entries: dict[str, ModelWords | SharedWords] = {}
    for path in sorted(_FOLDER.glob("*.yml")):
        document, problems = read(path, path.name)
        if document is None or problems:
            raise ValueError(problems)
        for name, value in document.value.items():
            entry, faults = validate(ModelWords if LANGUAGES[0] in value else SharedWords, value)
            if entry is None:
                raise ValueError(path.name, name, faults)
            entries[name] = entry
    return entries


def of_model(model: type[Model]) -> Words | None:
    """Give what a model is; None for one that is only a base of others."""
    entry = dictionary().get(model.__name__)
    return entry if isinstance(entry, ModelWords) else None


def of_field(model: type[Model], name: str) -> FieldWords | None:
    """Give what a field means. The one-word tag of a union is told by its model."""
    owner = next(base for base in model.__mro__ if name in base.__annotations__)
    entry = dictionary().get(owner.__name__)
    if entry and name in entry.fields:
        return entry.fields[name]
    words = of_model(model)
    return FieldWords(nn=words.nn, nb=words.nb) if words and name == "kind" else None
