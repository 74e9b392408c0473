"""A model as JSON Schema 2020-12: what its fields accept as an editor of YAML reads them, and their words.

Every scalar is text to the models; an editor has made numbers and flags of the unquoted ones, so both are let in.
Knows pydantic's annotations and the dictionary of fields; no kind and no file.
"""

from collections.abc import Mapping
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import Discriminator, RootModel, StringConstraints, WithJsonSchema
from pydantic.fields import FieldInfo

from handbook.models import dictionary
from handbook.models.base import Model, Text
from handbook.models.dictionary import FieldWords, Words
from handbook.models.digits import pattern_of_range
from handbook.models.explain import wanted
from handbook.models.scalars import LANGUAGES, RefersTo

Schema = dict[str, Any]
LARGEST = 999_999_999
"""The largest number that is read (scalars)."""
_UNION = "Cadence"
"""The only union of models that a field tells apart."""
_TEXT_WANTED = "Her skal det stå ein tekst, med hermeteikn rundt ord som true og false."
_BOTH_FORMS = [{"label": "nn, nb", "body": {"nn": "$1", "nb": "$2"}}]
"""What completion puts in where a text is wanted."""


def object_schema(model: type[Model], defs: dict[str, Schema]) -> Schema:
    """Give the schema of a model; the models it holds are put into `defs` by their names."""
    words = said(dictionary.of_model(model))
    if issubclass(model, RootModel):
        inner = get_args(model.model_fields["root"].annotation)[1]
        return {**words, "type": "object", "additionalProperties": shape(inner, defs)}
    hints = get_type_hints(model, include_extras=True)
    schema: Schema = {"type": "object", "properties": {}, "additionalProperties": False}
    for name, field in model.model_fields.items():
        schema["properties"][field.alias or name] = _property(model, name, shape(hints[name], defs))
    if required := [field.alias or name for name, field in model.model_fields.items() if field.is_required()]:
        schema["required"] = required
    more = model.model_config.get("json_schema_extra")
    schema.update(more if isinstance(more, dict) else {})
    if callable(more):
        more(schema)
    return {**words, **schema}


def said(words: Words | None) -> Schema:
    """Give title and description in nynorsk, and beside them in bokmål."""
    if words is None:
        return {}
    nn, nb = (dictionary.told(words, language) for language in LANGUAGES)
    return {**_without_empty(nn._asdict()), "x-nb": _without_empty(nb._asdict())}


def shape(annotation: Any, defs: dict[str, Schema]) -> Schema:
    """Give the schema of an annotation, without words."""
    if get_origin(annotation) is Annotated:
        return _annotated(annotation, defs)
    if get_origin(annotation) in (Union, UnionType):
        return _optional(shape(next(part for part in get_args(annotation) if part is not type(None)), defs))
    if get_origin(annotation) is tuple:
        return {"type": "array", "items": shape(get_args(annotation)[0], defs)}
    if get_origin(annotation) is Literal:
        return _one_of(get_args(annotation))
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return _reference(annotation, defs)
    return {"type": ["string", "number"]}


def _property(model: type[Model], name: str, schema: Schema) -> Schema:
    """Give a field with its words. One that holds a model is an `anyOf` also where it must be filled in, for editors
    lose sight of words that stand beside a `$ref`."""
    if "$ref" in schema:
        schema = {"anyOf": [schema]}
    if "x-text" in schema.get("anyOf", [{}])[0]:
        schema = {"x-text": schema["anyOf"][0]["x-text"], "defaultSnippets": _BOTH_FORMS, **schema}
    words = dictionary.of_field(model, name)
    return {**said(words), **_examples(words, schema), **_with_meanings(schema, words.values)} if words else schema


def _examples(words: FieldWords, schema: Schema) -> Schema:
    """Give the example as an editor reads it: a number or a flag without quotation marks. One in both written forms
    has a key of its own, for completion would put it into the record as it stands."""
    if words.example is None:
        return {}
    if isinstance(words.example, dict):
        return {"x-example": words.example}
    form = schema.get("items", schema.get("anyOf", [schema])[0]).get("x-form")
    return {"examples": [_unquoted(words.example, form)]}


def _unquoted(example: Any, form: str | None) -> Any:
    if isinstance(example, list):
        return [_unquoted(one, form) for one in example]
    return int(example) if form == "number" else example == "true" if form == "flag" else example


def _with_meanings(schema: Schema, meanings: Mapping[str, Words]) -> Schema:
    """Tell what each fixed word stands for: to an editor in nynorsk, and in both written forms to whoever else asks."""
    if not meanings:
        return schema
    if "enum" not in schema:  # the field may be left empty too
        return schema | {"anyOf": [_with_meanings(schema["anyOf"][0], meanings), *schema["anyOf"][1:]]}
    return schema | {
        "enumDescriptions": [meanings[word].nn for word in schema["enum"]],
        "x-values": {word: {"nn": meanings[word].nn, "nb": meanings[word].nb} for word in schema["enum"]},
    }


def _without_empty(texts: dict[str, str]) -> dict[str, str]:
    return {key: text for key, text in texts.items() if text}


def _one_of(words: tuple[str, ...]) -> Schema:
    return {"enum": list(words), "errorMessage": f"Vel mellom {', '.join(words)}."}


def _optional(schema: Schema) -> Schema:
    """Let nothing in too: a key whose value is left out."""
    if "type" in schema:
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return schema | {"type": [*types, "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def _reference(model: type[Model], defs: dict[str, Schema]) -> Schema:
    name = model.__name__
    if name not in defs:
        defs[name] = {}  # a model may hold itself
        defs[name] = object_schema(model, defs)
    marker = {"x-text": defs[name]["x-text"]} if issubclass(model, Text) else {}
    return {"$ref": f"#/$defs/{name}", **marker}


def _annotated(annotation: Any, defs: dict[str, Schema]) -> Schema:
    base, *marks = get_args(annotation)
    tag = next((mark.discriminator for mark in marks if isinstance(mark, Discriminator)), None)
    schema = _tagged(tag, get_args(base), defs) if tag else shape(base, defs)
    low, high = -LARGEST, LARGEST
    for mark in marks:
        if isinstance(mark, WithJsonSchema):
            schema.update(mark.json_schema)
        elif isinstance(mark, StringConstraints):
            schema.update(_constraints(mark))
        elif isinstance(mark, RefersTo):
            schema["x-reference"] = mark.kind
        elif isinstance(mark, FieldInfo):
            low = max([low, *(bound.ge for bound in mark.metadata if hasattr(bound, "ge"))])
            high = min([high, *(bound.le for bound in mark.metadata if hasattr(bound, "le"))])
    return schema | _bounds(low, high) if "integer" in schema.get("type", ()) and base is int else schema


def _bounds(low: int, high: int) -> Schema:
    return {"minimum": low, "maximum": high, "pattern": f"^({pattern_of_range(low, high)})$"}


def _constraints(mark: StringConstraints) -> Schema:
    """A text of spaces alone is empty; a number that an editor has read instead of an id is not below nought."""
    schema: Schema = {} if mark.max_length is None else {"maxLength": mark.max_length}
    if mark.pattern is not None:
        form = "id" if mark.max_length else "place"
        sentence = f"Dette {wanted(mark.pattern)}"
        return schema | {"x-form": form, "pattern": mark.pattern, "minimum": 0, "errorMessage": sentence}
    return schema | {"x-form": "line", "pattern": r"\S", "errorMessage": _TEXT_WANTED}


def _tagged(tag: str, models: tuple[type[Model], ...], defs: dict[str, Schema]) -> Schema:
    """Give the schema of a union that a field tells apart: the tag is judged first, then the model it names alone."""
    name = _UNION
    if name not in defs:
        defs[name] = {}
        words = {get_args(model.model_fields[tag].annotation)[0]: model for model in models}
        branches = [
            {
                "if": {"type": "object", "required": [tag], "properties": {tag: {"const": word}}},
                "then": _reference(model, defs),
            }
            for word, model in words.items()
        ]
        defs[name] = {
            **said(dictionary.dictionary()[name]),
            "type": "object",
            "errorMessage": f"Skriv dette som felt, med {tag} først.",
            "required": [tag],
            "properties": {tag: _tag(words)},
            "allOf": branches,
        }
    return {"$ref": f"#/$defs/{name}"}


def _tag(words: dict[str, type[Model]]) -> Schema:
    """Give the schema of the field that tells the models of a union apart; their titles are what its words mean."""
    titles = {}
    for word, model in words.items():
        if told := dictionary.of_model(model):
            titles[word] = Words(**{language: dictionary.told(told, language).title for language in LANGUAGES})
    return {**said(dictionary.dictionary()[_UNION]), **_with_meanings(_one_of(tuple(words)), titles)}
