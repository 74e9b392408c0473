"""Guards against what nobody thought of: whatever stands in a file, a run ends in a handbook or in problems."""

import re
import shutil
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.checks import check
from handbook.files.source import parse
from handbook.load import load
from handbook.models.explain import validate
from handbook.models.kinds import KINDS
from handbook.models.municipality import Municipality
from handbook.models.reference import Interface
from handbook.models.vocabulary import Vocabulary
from handbook.problems import report

ROOT = Path(__file__).parents[1]
BASE = ROOT / "tests" / "cases" / "base" / "data"
TODAY = date(2026, 11, 22)
REAL = sorted(path.relative_to(ROOT / "data").as_posix() for path in (ROOT / "data").rglob("*.yml"))


def tries(number: int) -> settings:
    """The same tries in every run."""
    return settings(max_examples=number, derandomize=True, database=None, deadline=None)


def assert_inside(line: int, column: int, text: str) -> None:
    lines = text.replace("\r\n", "\n").split("\n")
    assert 1 <= line <= len(lines)
    assert 1 <= column <= len(lines[line - 1]) + 1


# --- text ---

_SIGNS = "-:?,[]{}#&*!|>'\"%@`~<=\\.ax0ø \t\n\ufeff\uffff\x07\x85👩"
_MORE = ["\n  ", "\n    ", "\r\n", "---\n", "- ", ": ", "? ", "<<: ", "&a ", "*a", "!!str ", "|\n", ">-\n", "\\u202e"]
_pieces = st.sampled_from([*_SIGNS, *_MORE])


@given(st.lists(_pieces, max_size=40).map("".join))
@tries(1500)
def test_whatever_is_made_of_the_signs_of_yaml_is_read_or_refused_with_a_place_in_it(text):
    document, problems = parse(text, "x.yml")
    assert document is not None or problems
    for problem in problems:
        assert_inside(problem.line, problem.column, text)


_words = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"], include_characters="\n"))
_scalars = _words | st.integers() | st.booleans() | st.floats() | st.dates()
_values = st.recursive(_scalars, lambda inner: st.lists(inner) | st.dictionaries(_words, inner), max_leaves=15)


@given(_values, st.sampled_from([True, False, None]), st.sampled_from([20, 80, 1000]))
@tries(300)
def test_what_another_program_wrote_is_read_as_the_text_that_stands_there(value, flow, width):
    text = yaml.safe_dump(value, default_flow_style=flow, width=width, allow_unicode=True, sort_keys=False)
    document, problems = parse(text, "x.yml")
    assert not problems
    assert document.value == yaml.load(text, Loader=yaml.BaseLoader)


# --- models ---


@cache
def _examples() -> dict[str, list]:
    """Give the values of the records in base, by kind."""
    examples = {}
    for kind in KINDS.values():
        paths = [*BASE.glob(f"{kind.stem}.yml"), *BASE.glob(f"{kind.stem}/*.yml")] if kind.stem else []
        values = [parse(path.read_text(encoding="utf-8"), path.name)[0].value for path in paths]
        examples[kind.name] = [each for value in values for each in (value if isinstance(value, list) else [value])]
    examples["step"] = examples["level"][0]["steps"]
    for name in ("municipality", "vocabulary", "interface"):
        examples[name] = [parse((BASE / f"{name}.yml").read_text(encoding="utf-8"), name)[0].value]
    return examples


def _field_names(value) -> set[str]:
    if isinstance(value, dict):
        return set(value) | _field_names(list(value.values()))
    return {name for each in value for name in _field_names(each)} if isinstance(value, list) else set()


def _leaves(value) -> set[str]:
    if isinstance(value, dict | list):
        return {leaf for each in (value.values() if isinstance(value, dict) else value) for leaf in _leaves(each)}
    return set() if value is None else {value}


MODELS = {name: kind.model for name, kind in KINDS.items()}
MODELS |= {"municipality": Municipality, "vocabulary": Vocabulary, "interface": Interface}
_at_the_top = {name for model in MODELS.values() for name in model.model_fields}
NAMES = sorted(_at_the_top | _field_names(list(_examples().values())))
_WORDS = ["", " ", "1", "-1", "3.5", "true", "no", "unknown", "not_applicable", "stated", "nn", "open", "weekly"]
_FORMS = ["2026-11-22", "2026-13-01", "12:30", "barnevernsloven §13-2", "[[measure:x]]", "https://x.example/", "{0} %s"]
_known = st.sampled_from([*_WORDS, *_FORMS])
_json = st.recursive(
    st.none() | _known | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES) | st.text(), inner, max_size=4),
    max_leaves=10,
)


@st.composite
def _spoilt(draw, kind: str):
    """Give a right record with one value, at any depth, put in another's place."""

    def spoil(value):
        if not isinstance(value, dict | list) or not value or draw(st.integers(0, 3)) == 0:
            return draw(_json)
        key = draw(st.sampled_from(sorted(value) if isinstance(value, dict) else range(len(value))))
        copy = value.copy()
        copy[key] = spoil(value[key])
        return copy

    return spoil(draw(st.sampled_from(_examples()[kind])))


@pytest.mark.parametrize("kind", MODELS)
@given(st.data())
@tries(60)
def test_a_model_takes_any_value_or_says_what_is_wrong_with_it(kind, data):
    value = data.draw(_json | _spoilt(kind))
    made, faults = validate(MODELS[kind], value)
    assert (made is None) == bool(faults)
    for fault in faults:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", fault.code)
        assert fault.message
        if fault.message.startswith("«"):
            assert any(fault.message.startswith(f"«{each}»") for each in _leaves(value)), "it quotes what was written"


# --- handbooks ---


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return shutil.copytree(BASE, tmp_path_factory.mktemp("spoilt") / "data")


_mutations = st.tuples(
    st.sampled_from(["delete", "double", "replace", "swap"]),
    st.sampled_from(["line", "char"]),
    st.integers(0, 10_000),
    st.characters(codec="utf-8") | st.sampled_from([*"-:#'\"[]{}&*!|> \n\t", "\r\n", "no", "[[x:y]]", "<b>", "9" * 30]),
)


def _mutated(text: str, how: str, what: str, index: int, new: str) -> str:
    parts = text.splitlines(keepends=True) if what == "line" else list(text)
    at = index % len(parts)
    if how == "delete":
        del parts[at]
    elif how == "double":
        parts.insert(at, parts[at])
    elif how == "replace":
        parts[at] = new
    else:
        parts[at], parts[at - 1] = parts[at - 1], parts[at]
    return "".join(parts)


@given(st.sampled_from(REAL), st.lists(_mutations, min_size=1, max_size=3))
@tries(300)
def test_a_slip_of_the_hand_in_any_real_file_never_stops_a_run(folder, name, mutations):
    path, text = folder / name, (ROOT / "data" / name).read_text(encoding="utf-8")
    for mutation in mutations:
        text = _mutated(text, *mutation) or "\n"
    earlier = path.read_bytes() if path.exists() else None
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode())
    try:
        handbook, problems = load(folder, "data")
        problems += check(handbook, TODAY)
    finally:
        path.write_bytes(earlier) if earlier is not None else path.unlink()
    assert handbook.municipality or problems
    assert report(problems, "text")
    for problem in problems:
        if problem.file == f"data/{name}":
            assert_inside(problem.line, problem.column, text)
