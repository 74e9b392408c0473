"""The schemas: sound, up to date, mapped to every file, and of one mind with the models."""

import json
import re
from pathlib import Path

import jsonschema_rs
import pytest
from click.testing import CliRunner
from editor_yaml import load, scalar
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_records import damaged, values

from handbook.__main__ import main
from handbook.codes import ERRORS, WARNINGS
from handbook.manual.editor_files import editor_files
from handbook.manual.rule_reference import in_schemas, rule_reference, rules
from handbook.manual.schema import files, schemas
from handbook.models.digits import pattern_of_range
from handbook.models.explain import validate
from handbook.models.kinds import KINDS
from handbook.models.municipality import Municipality
from handbook.models.reference import Interface
from handbook.models.vocabulary import Vocabulary

ROOT = Path(__file__).parents[1]
SCHEMAS = schemas()
MADE = editor_files()
_AT = "file:///schemas/"
_REGISTRY = jsonschema_rs.Registry([(_AT + name, schema) for name, schema in SCHEMAS.items()])
VALIDATORS = {
    name: jsonschema_rs.validator_for(schema, registry=_REGISTRY, base_uri=_AT + name)
    for name, schema in SCHEMAS.items()
}
MODELS = {kind.name: kind.model for kind in KINDS.values()} | {
    "municipality": Municipality, "interface": Interface, "vocabulary": Vocabulary,
}  # fmt: skip
FOLDERS = [ROOT / "data", *sorted((ROOT / "examples").glob("*/data"))]
FILES = [path for folder in FOLDERS for path in sorted(folder.rglob("*.yml"))]

# Rules between the fields of one record, which the models' own validators check and no schema says.
BETWEEN_FIELDS = {rule.code for rule in rules() if rule.file.startswith("models/")} - in_schemas()


def _schema_name(path):
    folder = next(folder for folder in FOLDERS if folder in path.parents)
    return next(name for pattern, name in files().items() if path.relative_to(folder).match(pattern))


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_passes_the_meta_schema(name):
    jsonschema_rs.meta.validate(SCHEMAS[name])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_file_of_data_passes_its_schema_as_an_editor_reads_it(path):
    errors = VALIDATORS[_schema_name(path)].iter_errors(load(path.read_text(encoding="utf-8")))
    assert not [(error.instance_path, error.message) for error in errors]


def test_every_folder_of_data_was_found():
    assert len(FOLDERS) == 6
    assert len(FILES) > 300


@st.composite
def _records(draw):
    """Give the name of a schema, and a sound record of it with others that have one thing wrong each."""
    name = draw(st.sampled_from(sorted(MODELS)))
    schema = SCHEMAS[f"{name}.json"]
    sound = draw(values(schema, schema))
    return name, [sound, *draw(st.lists(damaged(sound), min_size=4, max_size=4))]


def _as_editor_reads(value):
    if isinstance(value, dict):
        return {key: _as_editor_reads(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_editor_reads(inner) for inner in value]
    read = value if value is None else scalar(value)
    return value if read is None else read  # what is nothing without quotation marks, the loader reads as nothing too


def _holds_flag(value):
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return isinstance(value, bool) or any(map(_holds_flag, inner))


@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(_records())
def test_schema_and_model_agree(made):
    name, records = made
    for record in records:
        _assert_agreement(name, record)


def _assert_agreement(name, record):
    validator = VALIDATORS[f"{name}.json"]
    model, faults = validate(MODELS[name], record)
    codes = {fault.code for fault in faults}
    accepted = validator.is_valid(record)
    if model is not None:
        assert accepted, list(validator.iter_errors(record))
        unquoted = _as_editor_reads(record)
        # A bare true or false where a text is wanted is the one thing an editor marks and the loader takes.
        assert validator.is_valid(unquoted) or _holds_flag(unquoted), list(validator.iter_errors(unquoted))
    elif accepted:
        assert codes <= BETWEEN_FIELDS
    else:
        assert codes - BETWEEN_FIELDS


@given(st.integers(-1200, 1200), st.integers(0, 2500), st.integers(-4000, 4000))
def test_a_range_of_numbers_as_a_pattern(low, width, number):
    pattern = f"^({pattern_of_range(low, low + width)})$"
    matches = jsonschema_rs.is_valid({"pattern": pattern}, str(number))
    assert matches == (low <= number <= low + width)


def test_every_code_is_said_by_the_schemas_or_listed_with_its_check():
    page = rule_reference()
    tables, _, said = page.partition("## Said by the schemas too")
    listed = set(re.findall(r"^\| \[([a-z0-9-]+)\]", tables, re.MULTILINE))
    assert listed | set(re.findall(r"\[([a-z0-9-]+)\]", said)) == ERRORS | WARNINGS
    assert not listed & in_schemas()
    assert {"age-order", "outcome", "deadline"} <= BETWEEN_FIELDS <= listed


# --- what is committed ---


@pytest.mark.parametrize("path", MADE)
def test_what_is_committed_is_what_is_made(path):
    assert (ROOT / path).read_text(encoding="utf-8") == MADE[path], "run: python -m handbook schema"


def test_the_folder_of_schemas_holds_nothing_else():
    made = {path.partition("/")[2] for path in MADE if path.startswith("schemas/")}
    assert {path.name for path in (ROOT / "schemas").iterdir()} == made


def test_the_command_names_what_differs_and_mends_it(tmp_path):
    run = CliRunner().invoke
    assert run(main, ["schema", str(tmp_path)]).exit_code == 0
    assert run(main, ["schema", str(tmp_path), "--check"]).exit_code == 0
    changed = tmp_path / "schemas/measure.json"
    changed.write_text("{}", encoding="utf-8")
    (tmp_path / "schemas/gone.json").write_text("{}", encoding="utf-8")
    answer = run(main, ["schema", str(tmp_path), "--check"])
    assert answer.exit_code == 1
    assert [line.partition(":")[0] for line in answer.output.splitlines()] == [
        "schemas/measure.json",
        "schemas/gone.json",
    ]
    assert "python -m handbook schema" in answer.output
    assert run(main, ["schema", str(tmp_path)]).exit_code == 0
    assert json.loads(changed.read_text(encoding="utf-8")) == SCHEMAS["measure.json"]
    assert run(main, ["schema", str(tmp_path), "--check"]).exit_code == 0
