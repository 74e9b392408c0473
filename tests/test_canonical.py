"""One form for all YAML: what is written is read back as it was, and written again as it stands."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from handbook.canonical import record_text
from handbook.files.characters import FORBIDDEN
from handbook.files.source import parse
from handbook.files.yaml_text import yaml_text
from handbook.models.kinds import KINDS

TRAPS = (
    "no", "12:30", "0123", "3.10", "~", "null", "", "true", "1e3", ".5", "0x1F", "2026-09-22", "- punkt", "-", "? a",
    "a: b", "a:", ": a", "a #b", "#a", "'", '"', "it's", "\\n", "{n} tiltak", "[a]", "a, b", "&a", "*a", "!a", "|", ">",
    "%", "@", "`", "---", "...", "--- a", "<<", "=", " a", "a ", "\ta", "a\tb", "a\n", "a\nb", "\na", " a\nb", "a\n b",
    "a\n\n\nb\n\n", "\n", "\n\n", " \n ", "a \nb ", "\n  \na", "#\n#", "a\n# b\n", "---\n...\n", "🙂", "æøå", "a\xa0b",
    "ord" * 400, "a\n\tb", "\t\n\ta\n", "a\n   \n\n", "x\n\n y\n",
)  # fmt: skip
TEXT = st.one_of(
    st.sampled_from(TRAPS),
    st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: not FORBIDDEN.search(text)),
    st.text(alphabet="a: #-'\"\n\t|>{}[],&*!%@`?~0.e\\"),
)
VALUE = st.recursive(
    TEXT | st.none(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(TEXT.filter(lambda key: len(key) < 900), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(VALUE.filter(lambda value: isinstance(value, (dict, list))))
@example({"a": ["\n", {"": " a\nb"}, [["x\n"], []], {}]})
@example({trap: [trap, {trap: trap}, [[trap]]] for trap in TRAPS if len(trap) < 900})
def test_what_is_written_is_read_back(value):
    text = yaml_text(value)
    document, problems = parse(text, "x.yml")
    assert problems == []
    assert document.value == value
    assert yaml_text(document.value) == text


def test_one_style_for_strings():
    written = yaml_text(
        {"a": "Tiltak", "b": "Kven: du", "c": "Første\nAndre\n", "d": "12", "e": "Kor?", "f": "12:30", "g": "no"}
    )
    assert written == "a: Tiltak\nb: 'Kven: du'\nc: |\n  Første\n  Andre\nd: '12'\ne: Kor?\nf: 12:30\ng: no\n"


def test_the_keys_of_a_record_stand_in_the_order_of_its_fields_and_the_upkeep_last():
    values = {
        "reviewed": "2026-09-07",
        "status": "draft",
        "levels": [1],
        "cadence": {"text": {"nb": "hver uke", "nn": "kvar veke"}, "weekdays": ["monday"], "kind": "weekly"},
        "name": {"nb": "Møte", "nn": "Møte"},
        "duration_minutes": "60",
        "per_unit": True,
        "id": "eit-mote",
        "unknown": "ja: nei",
    }
    assert record_text(KINDS["meeting"], values) == (
        "id: eit-mote\n"
        "name:\n  nn: Møte\n  nb: Møte\n"
        "cadence:\n  kind: weekly\n  text:\n    nn: kvar veke\n    nb: hver uke\n  weekdays:\n    - monday\n"
        "duration_minutes: 60\n"
        "per_unit: true\n"
        "levels:\n  - '1'\n"
        "status: draft\n"
        "reviewed: 2026-09-07\n"
        "unknown: 'ja: nei'\n"
    )


def test_an_alias_has_its_place():
    text = record_text(KINDS["group"], {"id": "x", "seats": [{"or": [{"role": "rektor"}], "role": "styrar"}]})
    assert re.search(r"  - role: styrar\n    or:\n      - role: rektor\n", text)
