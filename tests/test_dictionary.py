"""The dictionary of fields: complete, nothing too much, both written forms pure, examples that hold."""

import importlib
import pkgutil
import re
from typing import get_args

import jsonschema_rs
import pytest
from pydantic import BaseModel

import handbook.models as models
from handbook.language.forms import foreign_words
from handbook.manual.field_reference import field_reference
from handbook.manual.schema import schemas
from handbook.models.dictionary import Words, dictionary, told
from handbook.models.kinds import KINDS
from handbook.models.scalars import LANGUAGES


def _declared():
    """Every model with the fields it declares itself, but for the word that tells the models of a union apart."""
    found = {}
    for module in pkgutil.iter_modules(models.__path__, "handbook.models."):
        for name, model in vars(importlib.import_module(module.name)).items():
            if isinstance(model, type) and issubclass(model, BaseModel) and model.__module__ == module.name:
                own = model.__annotations__.keys() & model.model_fields.keys() - {"root"}
                found[name] = model, {field for field in own if not _is_tag(model, field)}
    return {name: pair for name, pair in found.items() if pair[0].__module__ != "handbook.models.dictionary"}


def _is_tag(model, field):
    return field == "kind" and len(get_args(model.model_fields[field].annotation)) == 1


DECLARED = _declared()
SCHEMAS = schemas()
_BASES = {"Model", "Entry", "Record", "Written", "Exact"}
_UNIONS = {"Cadence"}


def test_every_field_has_its_entry_and_every_entry_a_field():
    assert sum(len(fields) for _, fields in DECLARED.values()) > 500
    wanted = {(name, field) for name, (_, fields) in DECLARED.items() for field in fields}
    told_of = {(name, field) for name, entry in dictionary().items() for field in entry.fields}
    assert wanted == told_of


def test_every_model_that_stands_in_a_file_says_what_it_is():
    spoken = {name for name, entry in dictionary().items() if isinstance(entry, Words)}
    generics = {name for name in DECLARED if "[" in name}
    assert spoken == DECLARED.keys() - _BASES - generics | _UNIONS


def _texts():
    for name, entry in dictionary().items():
        if isinstance(entry, Words):
            yield name, entry
        for field, words in entry.fields.items():
            yield f"{name}.{field}", words
            yield from ((f"{name}.{field}.{value}", meaning) for value, meaning in words.values.items())
            if isinstance(words.example, dict):
                yield f"{name}.{field}.example", Words(**words.example)


TEXTS = dict(_texts())


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_of_the_other_written_form(language):
    found = {place: [*foreign_words(getattr(words, language), language)] for place, words in TEXTS.items()}
    assert not {place: words for place, words in found.items() if words}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_field_has_a_short_title_and_sentences(language):
    for name, entry in dictionary().items():
        for field, words in entry.fields.items():
            title, description = told(words, language)
            assert len(title) <= 40, (name, field)
            assert description.endswith("."), (name, field)
            assert len(description) <= 160, (name, field)


def _properties(schema):
    for one in (schema, *schema.get("$defs", {}).values()):
        yield from one.get("properties", {}).items()


@pytest.mark.parametrize("name", KINDS)
def test_every_property_of_a_schema_carries_its_words(name):
    for field, schema in _properties(SCHEMAS[f"{name}.json"]):
        assert schema["title"], field
        assert schema["description"], field
        assert schema["x-nb"].keys() == {"title", "description"}, field


@pytest.mark.parametrize("name", KINDS)
def test_an_example_is_what_its_field_accepts(name):
    whole = SCHEMAS[f"{name}.json"]
    for field, schema in _properties(whole):
        inner = {"$schema": whole["$schema"], "$defs": whole.get("$defs", {}), **schema}
        for example in [*schema.get("examples", ()), *([schema["x-example"]] if "x-example" in schema else ())]:
            assert jsonschema_rs.validator_for(inner).is_valid(example), (field, example)


@pytest.mark.parametrize("name", KINDS)
def test_every_fixed_word_of_a_field_is_told_or_none(name):
    for field, schema in _properties(SCHEMAS[f"{name}.json"]):
        one = schema.get("anyOf", [schema])[0]
        if "x-values" in one:
            assert list(one["x-values"]) == one["enum"], field
        elif "enum" in one:
            assert len(one["enum"]) == 1 or "monday" in one["enum"], field


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_links_of_the_reference_lead_somewhere(language):
    page = field_reference(language)
    headings = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    anchors = [re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings]
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= set(anchors)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_of_the_reference_has_its_four_cells(language):
    rows = [line for line in field_reference(language).splitlines() if line.startswith("|")]
    assert len(rows) > 600
    assert {row.count("|") for row in rows} == {5}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reference_is_pure(language):
    page = re.sub(r"`[^`]*`|\(#[^)]*\)", "", field_reference(language))
    assert not [word for _, word in foreign_words(page, language)]
