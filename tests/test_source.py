"""Guards the strict reading of YAML: every scalar is text, every value has its place, and what is unsafe is refused."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.files.characters import FORBIDDEN
from handbook.files.plain_yaml import place_of_key, read_plain
from handbook.files.source import MAX_DEPTH, parse, read, read_events
from handbook.files.text_file import MAX_BYTES, MAX_PROBLEMS_PER_FILE

ROOT = Path(__file__).parents[1]

RECORD = """\
id: ppt
name:
  nn: Pedagogisk-psykologisk teneste
  nb: Pedagogisk-psykologisk tjeneste
services:
  - skule
  - role: rektor
    note: |
      Første linja.
      Sjå [[measure:pmto]] her.
"""


def _read(text):
    document, problems = parse(text, "data/x.yml")
    assert not problems
    return document


@pytest.mark.parametrize(
    "written",
    ["no", "yes", "true", "12:30", "0123", "3.10", "1e3", "0x1F", "2026-11-22", "1_000", "Ja", "'null'", '""', "00 00"],
)
def test_a_scalar_is_the_text_the_editor_wrote(written):
    assert _read(f"a: {written}").value == {"a": written.strip("'\"")}


@pytest.mark.parametrize("written", ["", " null", " ~", " NULL", " Null"])
def test_an_empty_value_is_nothing(written):
    assert _read(f"a:{written}").value == {"a": None}


def test_text_blocks_line_ends_and_the_mark_of_windows_are_understood(tmp_path):
    path = tmp_path / "x.yml"
    path.write_bytes(b"\xef\xbb\xbfa: |\r\n  ei line\r\n  til\r\nb: >\r\n  saman\r\n  dregen\r\n")
    document, problems = read(path, "x.yml")
    assert not problems
    assert document.value == {"a": "ei line\ntil\n", "b": "saman dregen\n"}


_plain = st.characters(codec="utf-8", exclude_categories=["Cs", "Co"], max_codepoint=0xFFFF)
_text = st.text(_plain).filter(lambda text: not FORBIDDEN.search(text))
_values = st.recursive(
    _text | st.none(), lambda inner: st.lists(inner) | st.dictionaries(_text, inner), max_leaves=12
).filter(lambda value: value is not None)


@given(_values)
def test_what_is_written_is_what_is_read(value):
    """JSON is YAML: what json writes comes back as it was."""
    document, problems = parse(json.dumps(value, ensure_ascii=False), "x.json")
    assert not problems
    assert document.value == value


@given(st.text())
def test_any_text_gives_a_document_or_problems_that_point_into_it(text):
    document, problems = parse(text, "x.yml")
    assert document is not None or problems
    lines = text.replace("\r\n", "\n").split("\n")
    for problem in problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


@given(st.binary(max_size=200))
def test_any_bytes_give_a_document_or_problems(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any.yml"
    path.write_bytes(data)
    document, problems = read(path, "any.yml")
    assert document is not None or problems


@pytest.mark.parametrize(
    ("location", "mark"),
    [
        ((), (1, 1)),
        (("id",), (1, 5)),
        (("name", "nb"), (4, 7)),
        (("services", 0), (6, 5)),
        (("services", 1, "role"), (7, 11)),
        (("name", "se"), (3, 3)),  # what is missing: its parent
        (("nothing", "at", "all"), (1, 1)),
    ],
)
def test_every_value_has_a_place(location, mark):
    assert _read(RECORD).mark(location) == mark


@pytest.mark.parametrize(
    ("location", "mark"),
    [(("name",), (2, 1)), (("services", 1, "note"), (8, 5)), (("name", "se"), (3, 3))],
)
def test_every_key_has_a_place(location, mark):
    assert _read(RECORD).key_mark(location) == mark


@pytest.mark.parametrize(
    ("location", "snippet", "mark"),
    [
        (("services", 1, "note"), "[[measure:pmto]]", (10, 11)),
        (("name", "nn"), "psykologisk", (3, 18)),
        (("services", 1, "note"), "finst ikkje", (8, 11)),
        ((), "rektor", (7, 11)),
    ],
)
def test_words_inside_a_text_have_a_place(location, snippet, mark):
    assert _read(RECORD).mark_of(location, snippet) == mark


def test_words_before_the_value_on_its_line_are_not_taken_for_it():
    assert _read("nn: nn er nynorsk").mark_of(("nn",), "nn") == (1, 5)


REFUSED = {
    "duplicate-key": ("a: 1\nb: 2\na: 3", 3, 1, "linje 1"),
    "anchor": ("a: &x 1", 1, 4, "«&x»"),
    "alias": ("a: 1\nb: *x", 2, 4, "«*x»"),
    "tag": ("a: !!python/object:os.system 1", 1, 4, "python"),
    "merge-key": ("a:\n  <<: 1", 2, 3, "«<<»"),
    "complex-key": ("a: 1\n? [b]\n: 2", 2, 3, "nøkkel"),
    "several-documents": ("a: 1\n---\nb: 2", 2, 1, "---"),
    "too-deep": ("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), 1, MAX_DEPTH + 1, str(MAX_DEPTH)),
    "empty-file": ("# berre ein kommentar\n", 1, 1, "tom"),
    "hidden-character": ("a: x\n\nb: y\u202ez", 3, 5, "U+202E"),
    "control-character": ("a: x\x07", 1, 5, "U+0007"),
    "yaml-syntax": ("a: 'x\nb: y\n", 1, 4, "lukka"),
}


@pytest.mark.parametrize("code", REFUSED)
def test_what_is_not_strict_yaml_is_refused_with_its_place(code):
    text, line, column, said = REFUSED[code]
    _, problems = parse(text, "data/x.yml")
    assert [(each.file, each.code) for each in problems] == [("data/x.yml", code)]
    assert (problems[0].line, problems[0].column) == (line, column)
    assert said in problems[0].message


def test_the_first_of_two_equal_keys_is_kept():
    document, _ = parse("a: 1\na: {b: 2}", "x.yml")
    assert document.value == {"a": "1"}


@pytest.mark.parametrize("char", ["\u202e", "\u200b", "\ue000", "\x00", "\x1b", "\ufeff", "\u2028", "\x85"])
def test_a_character_that_hides_text_is_refused_also_when_it_is_spelt_with_an_escape(char):
    _, (problem,) = parse(f"b: rein\na: x{char}y", "x.yml")
    assert problem.code in ("hidden-character", "control-character")
    _, spelt = parse(f'b: rein\na: "x\\u{ord(char):04x}y"', "x.yml")
    assert [(each.line, each.code) for each in spelt] == [(2, problem.code)]


@pytest.mark.parametrize("text", ["Čáhppes", "«sitat» – ja", "e\u0301", "familie\u00adråd", "👩‍👧", "5 € ≥ 3"])
def test_letters_signs_and_pictures_are_let_be(text):
    assert _read(f"a: {text}").value == {"a": text}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: b: c", "Kolon midt i ein tekst"),
        ("a:\n\t- b", "Tabulator"),
        ("a: @b", "kan ikkje stå først"),
        ("a:\n  b: 1\n c: 2", "Innrykket"),
        ("a: [1, 2", "ikkje lukka"),
        ("a: - b", "listepunkt"),
        ('a: "C:\\Data"', "Skråstrek bakover"),
        ('a: "C:\\Users"', "Skråstrek bakover"),
        ("a: * b", "hermeteikn"),
        ("a: 1\nb\nc: 2", "kolon"),
    ],
)
def test_broken_yaml_is_explained_in_plain_words(text, said):
    document, problems = parse(text, "x.yml")
    assert document is None
    assert problems[0].code == "yaml-syntax"
    assert said.lower() in problems[0].message.lower()


@pytest.mark.parametrize(
    ("data", "place"),
    [(b"a: \xe5", (1, 4)), (b"a: x\nb: gr\xf8n", (2, 6)), ("a: «å» ".encode() + b"\xe6", (1, 8))],
)
def test_a_file_that_is_not_utf8_is_refused_where_it_goes_wrong(tmp_path, data, place):
    path = tmp_path / "x.yml"
    path.write_bytes(data)
    document, (problem,) = read(path, "x.yml")
    assert document is None
    assert problem.code == "not-utf8"
    assert (problem.line, problem.column) == place


def test_a_file_that_is_too_large_or_missing_is_refused(tmp_path):
    path = tmp_path / "x.yml"
    assert read(path, "x.yml")[1][0].code == "unreadable-file"
    path.write_text("#" * (MAX_BYTES + 1), encoding="utf-8")
    assert read(path, "x.yml")[1][0].code == "too-large"


@pytest.mark.parametrize("text", ["\x07" * 1000, "\n".join(["a: 1"] * 1000)])
def test_a_file_full_of_faults_does_not_drown_the_rest(text):
    assert len(parse(text, "x.yml")[1]) == MAX_PROBLEMS_PER_FILE


# --- the short way through plain files ---

_PIECES = (
    "a: ", "b:", "nn: ", "- ", "  ", "    ", "\n", "x", "Ein tekst", "|\n", "|-\n", "# k", "'", '"', "[a, b]", "[]",
    "~", "null", ": ", "#", " ", "12:30", "«s»", "é:", "a:\n  ", "- a: x\n  b: y\n", "- |\n  t\n", "{}", "%", "?",
    "a: |\n  t\n   u\n\n  v\n", "\n\n", "---\n", "&x", "*y", "!t", "§ 1", "– x", "…", "c: 'it''s'\n", 'd: "q"\n', "> ",
    "\u00a0",
)  # fmt: skip
_ENTRIES = (
    "a: x\n", "b:\n  c: ~\n", "d:\n- x\n- y\n", "e:\n  - nn: x\n    nb: y\n  - z\n", "f: |\n  t\n\n   u\n",
    "g: 'a''b'\n", "# k\n", "\n", "h: |-\n   t\n  # k\n", "i: [a, b]\n", "j: null\n", "  k: x\n", "l: x\n  y\n",
    "a: again\n", "m:\n",
)  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=10) | st.lists(st.sampled_from(_ENTRIES), max_size=6))
def test_what_is_read_the_short_way_is_what_all_of_yaml_gives(pieces):
    text = "".join(pieces)
    value = read_plain(text)
    if value is not None:
        document, problems = read_events(text, "data/x.yml")
        assert not problems
        assert document.value == value
        assert _places_of_keys(text, value) == _places_by_libyaml(document)


def _places_of_keys(text, value):
    keys = value if isinstance(value, dict) else {}
    return {key: place_of_key(text, key) for key in (*keys, "missing")}


def _places_by_libyaml(document):
    keys = document.value if isinstance(document.value, dict) else {}
    return {key: document.root.children[key].start for key in keys} | {"missing": None}


def test_nearly_all_of_the_handbook_is_read_the_short_way():
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "data").rglob("*.yml"))]
    plain = [(read_plain(text), text) for text in texts]
    assert sum(value is not None for value, _ in plain) > 0.9 * len(texts)
    for value, text in plain:
        if value is not None:
            document = read_events(text, "x")[0]
            assert document.value == value
            assert _places_of_keys(text, value) == _places_by_libyaml(document)


@pytest.mark.parametrize("text", ["a: x\n", "# k\n\n# l\na: x\n", "\n\na: x\n", "---\na: x\n", "'a': x\n", "{a: x}\n"])
def test_what_is_missing_is_missed_where_the_file_begins(text):
    document, _ = parse(text, "x.yml")
    quick = document.mark(("b",)), document.mark()
    assert quick == (document.root.start, document.root.start)
