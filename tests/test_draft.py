"""Guards `draft`: only what is missing is filled, what is no words comes through whole, and a draft is seen as one.

A stand-in takes Apertium's place on PATH, so that the tests are the same on every machine; it speaks its form of input.
"""

import os
import re
import stat
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st
from test_cases import put_together

from handbook.__main__ import main
from handbook.draft import apertium
from handbook.draft.apertium import NoApertium, translate

# For a shell it is one line that runs Python, whose path may hold spaces; for Python that line is a text.
STAND_IN = """#!/bin/sh
''':'
exec "{python}" "$0" "$@"
'''
import re, sys
sys.stdin.reconfigure(encoding="utf-8"); sys.stdout.reconfigure(encoding="utf-8")
assert sys.argv[1:4] == ["-u", "-f", "none"], sys.argv
nynorsk = {{"skole": "skule", "uke": "veke"}}
words = {{"nob-nno_e": nynorsk, "nno-nob": {{nn: nb for nb, nn in nynorsk.items()}}}}[sys.argv[4]]
said = sys.stdin.read()
blank = {blank!r}
said = re.sub(r"\\[\\d+\\]", lambda found: eval(blank), said)
sys.stdout.write(re.sub(r"\\w+", lambda found: words.get(found.group(), found.group()), said))
"""
FAITHFUL = "found.group()"


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """Put a stand-in for Apertium first on PATH; `blank` is what it makes of what is kept from it."""

    def put(blank: str = FAITHFUL) -> None:
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        program = folder / "apertium"
        program.write_text(STAND_IN.format(python=sys.executable, blank=blank), encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")

    return put


TEXTS = [
    "Ring skole kl. 12:30, tlf. 116 117.",
    "Sjå [[measure:pmto]], [[law:barnevernsloven §13-2|skole]] og [skole](https://skole.example/uke?skole=1).",
    "Første **skole**.\n\n- ei uke\n- to *uke*\n\n1. skole\n",
    "{n} uke, § 13-2, post@skole.example, og/eller ^skole$ @ # ~",
    "",
]


def test_words_are_translated_and_nothing_else(stand_in):
    stand_in()
    assert translate(TEXTS, "nn") == [
        "Ring skule kl. 12:30, tlf. 116 117.",
        "Sjå [[measure:pmto]], [[law:barnevernsloven §13-2|skule]] og [skule](https://skole.example/uke?skole=1).",
        "Første **skule**.\n\n- ei veke\n- to *veke*\n\n1. skule\n",
        "{n} veke, § 13-2, post@skole.example, og/eller ^skule$ @ # ~",
        "",
    ]
    assert translate(["ei veke på skule"], "nb") == ["ei uke på skole"]


@pytest.mark.parametrize("blank", ['""', "found.group() * 2", '"[7]"', 'found.group().replace("0", "1")'])
def test_a_text_that_does_not_come_back_whole_is_refused_alone(blank, stand_in):
    stand_in(blank)
    assert translate(["Ring 116 117 {a} skole.", "ei uke"], "nn") == [None, "ei veke"]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("[]{}()|*#\n 12:§-")))
@example("[[measure:a]]](https://b)[1]")
def test_what_is_kept_comes_back_as_it_was(text):
    for line in text.split("\n"):
        masked, kept = apertium._masked(line)
        assert not re.search(r"[*_`{}<>^$/\\@#|~\d\[\]]", re.sub(r"\[\d+\]", "", masked))
        assert apertium._restored(masked, kept) == line.strip()


def test_without_apertium_one_is_told_how_to_get_it(tmp_path, monkeypatch):
    folder = put_together(tmp_path)
    _write(folder, "- id: a\n  name:\n    nn: Ei veke\n  order: 1\n")
    before = (folder / "data" / "criteria.yml").read_bytes()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoApertium):
        translate(["a"], "nn")
    result = _run(folder)
    assert (result.output, result.exit_code) == (apertium.HOW_TO_INSTALL + "\n", 2)
    assert (folder / "data" / "criteria.yml").read_bytes() == before


def test_an_apertium_without_norwegian_is_none(stand_in, tmp_path):
    stand_in("1 / 0")
    with pytest.raises(NoApertium):
        translate(["skole 1"], "nn")


# --- in a folder ---


def _write(folder: Path, text: str) -> None:
    (folder / "data" / "criteria.yml").write_text(text, encoding="utf-8")


def _run(folder: Path, *options: str):
    return CliRunner().invoke(main, ["draft", str(folder / "data"), *options])


CRITERIA = """\
- id: a   # ein kommentar
  name: {nb: "skole"}
  order: 1
- id: b
  name:
    nn: Ei veke
    pending: nb
  evidence:
    nb: |
      Ei uke.

      på skole
  order: 2
- id: c
  name:
    nn: Ikkje rør
    nb: Ikke rør
  order: 3
"""
DRAFTED = """\
- id: a   # ein kommentar
  name: {nn: "skule", nb: "skole", pending: "nn"}
  order: 1
- id: b
  name:
    nn: Ei veke
    nb: Ei uke
    pending: nb
  evidence:
    nn: |
      Ei veke.

      på skule
    nb: |
      Ei uke.

      på skole
    pending: nn
  order: 2
- id: c
  name:
    nn: Ikkje rør
    nb: Ikke rør
  order: 3
"""


@pytest.fixture
def folder(tmp_path, stand_in):
    stand_in()
    return put_together(tmp_path / "handbook")


def test_only_what_is_missing_is_filled_and_marked_as_awaited(folder):
    _write(folder, CRITERIA)
    assert _run(folder, "--dry-run").exit_code == 0
    assert (folder / "data" / "criteria.yml").read_text(encoding="utf-8") == CRITERIA
    result = _run(folder)
    assert result.exit_code == 0, result.output
    assert result.output.endswith("3 utkast, 0 å skrive sjølv. Les kvart utkast, rett det, og ta bort «pending».\n")
    assert (folder / "data" / "criteria.yml").read_text(encoding="utf-8") == DRAFTED
    assert _run(folder).output == "Ingen tekst manglar ei målform.\n"


def test_a_key_without_a_text_is_filled(folder):
    _write(folder, "- id: a\n  name:\n    nn: Ei veke\n    nb:\n    pending: nb\n  order: 1\n")
    assert _run(folder).exit_code == 0
    text = (folder / "data" / "criteria.yml").read_text(encoding="utf-8")
    assert text == "- id: a\n  name:\n    nn: Ei veke\n    nb: Ei uke\n    pending: nb\n  order: 1\n"


def test_words_of_the_other_form_are_not_taken(folder):
    _write(folder, "- id: a\n  name:\n    nn: Kva skjer no\n  order: 1\n")
    result = _run(folder)
    assert result.exit_code == 1
    assert re.search(
        r"criteria.yml:3:5: \[0\].name: Omsetjinga er ikkje bokmål: Kva.* Skriv teksten på bokmål sjølv.\n",
        result.output,
    )
    assert "0 utkast, 1 å skrive sjølv" in result.output


def test_a_file_that_cannot_be_changed_safely_is_left_alone(folder):
    text = "- id: a\n  name:\n    ? nn\n    : Ei veke\n  order: 1\n"
    _write(folder, text)
    result = _run(folder)
    assert result.exit_code == 1
    assert "ikkje kan endrast trygt" in result.output
    assert (folder / "data" / "criteria.yml").read_text(encoding="utf-8") == text
