"""Guards `format`: nothing is lost, comments stay by what they stand by, and our own files are in order."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from test_canonical import TEXT, VALUE
from test_cases import put_together

from handbook.__main__ import main
from handbook.canonical import document_text, model_of, record_text
from handbook.files.source import comments, parse, read
from handbook.files.yaml_text import yaml_lines
from handbook.formatting import formatted, yaml_files
from handbook.models.kinds import KINDS, Kind

ROOT = Path(__file__).parents[1]
FOLDERS = sorted([ROOT / "data", *ROOT.glob("examples/*/data")])
STEMS = {kind.stem: kind for kind in KINDS.values() if kind.stem}


def _records() -> list[tuple[Kind, dict]]:
    found = []
    for folder in FOLDERS:
        for path in yaml_files(folder):
            kind = STEMS.get(path.relative_to(folder).with_suffix("").parts[0])
            value = read(path, path.name)[0].value if kind else []
            found += [(kind, each) for each in (value if isinstance(value, list) else [value])]
    return found


RECORDS = _records()


def _again(text: str, model=None) -> str:
    document, problems = parse(text, "x.yml")
    assert problems == []
    return document_text(document, model)


# --- the repository ---


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_the_files_of_the_repository_stand_in_the_one_form(folder):
    paths = yaml_files(folder)
    assert len(paths) > 5
    assert list(formatted(folder, paths)) == []


# --- nothing is lost ---


@given(VALUE.filter(lambda value: value and isinstance(value, (dict, list))), st.data())
def test_values_and_comments_are_kept_and_a_second_run_changes_nothing(value, data):
    lines = []
    for number, line in enumerate(yaml_lines(value)):
        if line.places and data.draw(st.booleans()):
            lines.append(" " * data.draw(st.integers(0, 6)) + f"# før {number}")
        beside = f"  # ved {number}" if line.places and data.draw(st.booleans()) else ""
        lines.append(line.text + beside)
    text = "\n".join([*lines, "  # til slutt", "# heilt til slutt"])
    document, problems = parse(text, "x.yml")
    assert problems == []
    once = document_text(document, None)
    after, _ = parse(once, "x.yml")
    assert after.value == document.value
    assert sorted(comment for _, comment in comments(once)) == sorted(comment for _, comment in comments(text))
    assert _again(once) == once


def _shuffled(draw, value):
    """The same record as somebody else might write it: other words, the keys in another order."""
    if isinstance(value, dict):
        return {key: _shuffled(draw, value[key]) for key in draw(st.permutations(list(value)))}
    if isinstance(value, list):
        return [_shuffled(draw, each) for each in value]
    return draw(st.sampled_from([value, value, value, draw(TEXT)]))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(RECORDS), st.data())
def test_a_record_is_the_same_bytes_whoever_wrote_it(record, data):
    kind, value = record
    changed = _shuffled(data.draw, value)
    model = kind.model
    text = record_text(kind, value)
    assert parse(text, "x.yml")[0].value == value
    other = record_text(kind, changed)
    assert parse(other, "x.yml")[0].value == changed
    assert _again(other, model) == other
    by_hand = json.dumps(changed, ensure_ascii=False)  # all in quotes, all on one line
    if parse(by_hand, "x.yml")[0].value == changed:
        assert _again(by_hand, model) == other


def test_each_record_of_the_repository_is_written_as_it_stands():
    assert len(RECORDS) > 500
    for kind, value in RECORDS:
        assert _again(json.dumps(value, ensure_ascii=False), kind.model) == record_text(kind, value)


COMMENTED = """\
# øvst
name: # ved name
  # om bokmålet
  nb: Eit # ikkje Ett?
  nn: 'a # b' # ved nynorsken
  # etter nynorsken
# om id
id: x
body:
  nn: | # blokka
    # inga kommentar
    Tekst
  nb: ''
 # etter blokka
steps:
  - # ved streken
    id: a # ein
    # sist i a
  # om b
  -
    # først i b
    id: b
  # sist i lista
searches: [x, # om x
  # om y
  y] # til sist

# nedst
"""
IN_ORDER = """\
# øvst
# om id
id: x
name:  # ved name
  nn: 'a # b'  # ved nynorsken
  # etter nynorsken
  # om bokmålet
  nb: Eit  # ikkje Ett?
body:
  nn: |  # blokka
    # inga kommentar
    Tekst
  nb: ''
# etter blokka
steps:
  # ved streken
  - id: a  # ein
    # sist i a
  # om b
  # først i b
  - id: b
  # sist i lista
searches:
  - x  # om x
  # om y
  - y  # til sist
# nedst
"""


def test_a_comment_goes_where_its_value_goes():
    assert _again(COMMENTED, KINDS["level"].model) == IN_ORDER
    assert _again(IN_ORDER, KINDS["level"].model) == IN_ORDER


# --- the command ---


def _run(*arguments: object):
    return CliRunner().invoke(main, ["format", *map(str, arguments)])


def _write(folder: Path, name: str, text: bytes) -> Path:
    path = folder / "data" / name
    path.write_bytes(text)
    return path


def test_format_changes_what_is_not_in_order_and_nothing_else(tmp_path):
    folder = put_together(tmp_path)
    assert _run(folder / "data").exit_code == 0
    assert _run(folder / "data").output == "Ingen feil.\n"
    path = _write(
        folder, "criteria.yml", b"\xef\xbb\xbf- {order: 1, id: '1', name: {nb: nei,\r\n   nn: \"no\"}} # sist"
    )
    before = {each: each.stat().st_mtime_ns for each in yaml_files(folder / "data")}
    result = _run(folder / "data")
    assert (result.output, result.exit_code) == (
        "1 fil er sett i den faste forma. Verdiar og kommentarar er dei same.\n",
        0,
    )
    assert path.read_bytes() == b"- id: '1'\n  name:\n    nn: no  # sist\n    nb: nei\n  order: 1\n"
    assert [each for each in before if each.stat().st_mtime_ns != before[each]] == [path]


def test_check_names_the_first_line_that_differs_and_touches_nothing(tmp_path):
    folder = put_together(tmp_path)
    _run(folder / "data")
    old = b'- id: leiing\n  order: 1\n  name:\n    nb: "Leiing"\n    nn: Leiing\n'
    path = _write(folder, "criteria.yml", old)
    result = _run(folder / "data", "--check")
    assert result.exit_code == 1
    assert re.fullmatch(
        r"\S+/criteria.yml:2:3: Fila står ikkje i den faste forma. .* \[not-canonical\]\n1 feil i 1 fil.\n",
        result.output,
    )
    assert path.read_bytes() == old


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"- id: [\n", "yaml-syntax"),
        (b"- id: a\n  id: b\n", "duplicate-key"),
        (b"- &a id: b\n", "anchor"),
        (b"- \xff\n", "not-utf8"),
        (b"", "empty-file"),
        (b"- ? " + b"k" * 1001 + b"\n  : 1\n", "not-canonical"),
    ],
)
def test_a_file_that_cannot_be_read_is_reported_and_left_alone(text, code, tmp_path):
    folder = put_together(tmp_path)
    _run(folder / "data")
    path = _write(folder, "criteria.yml", text)
    other = _write(folder, "plans.yml", b"- {id: a}\n")
    result = _run(folder / "data")
    assert result.exit_code == 1
    assert f"[{code}]" in result.output
    assert path.read_bytes() == text
    assert other.read_bytes() == b"- id: a\n"


def test_only_files_that_somebody_reads_are_formatted():
    names = ["measures/a.yml", "roles.yml", "interface.yml", "a.yml", "measures/a/b.yml", "roles.yaml", "x/a.yml"]
    assert [model_of(Path(name)) is not None for name in names] == [True] * 3 + [False] * 4


def test_a_folder_that_does_not_exist_is_wrong_use(tmp_path):
    assert _run(tmp_path / "data").exit_code == 2
