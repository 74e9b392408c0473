"""Guards the report on how hard pages are to read: what is counted, in what order, and that it never fails."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.__main__ import main
from handbook.language.readability import LONG_SENTENCE, count_words, read, split
from handbook.load import Handbook
from handbook.prose import read_prose
from handbook.readability import FEWEST_WORDS, rows

ROOT = Path(__file__).parents[1]
often = settings(max_examples=200, derandomize=True, database=None, deadline=None)
PIECES = ["Eg", "ser", "barnevernstenesta.", "Vi", "ringjer!", "jf.", "- ", "\n", "\n\n", "§ 3"]
MADE = st.lists(st.sampled_from(PIECES))


def run(*options: str):
    return CliRunner().invoke(main, ["readability", *options])


# --- sentences and words ---


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Eg ringjer. Du svarar!", ["Eg ringjer.", "Du svarar!"]),
        ("Kom 1. mai kl. 12.30. Ta med mat.", ["Kom 1. mai kl. 12.30.", "Ta med mat."]),
        ("Det var i 2026. No er det slutt.", ["Det var i 2026.", "No er det slutt."]),
        ("Sjå bl.a. Rettleiaren og t.d. Planen, jf. Lova.", ["Sjå bl.a. Rettleiaren og t.d. Planen, jf. Lova."]),
        ("Leiar, lærar osv. Dei møtest.", ["Leiar, lærar osv.", "Dei møtest."]),
        ("Spør:\n\n- barnet\n- foreldra\n1. skulen", ["Spør:", "barnet", "foreldra", "skulen"]),
        ("## Kven\nVi hjelper\nalle.", ["Kven", "Vi hjelper alle."]),
        ("**Feitt** og [ei lenkje](https://x.example/a.b).", ["Feitt og ei lenkje."]),
        ("Sjå [[form:samtykke|skjemaet]] og [[measure:pmto]].", ["Sjå skjemaet og pmto."]),
        ("Han sa «Nei.» Ho gjekk.", ["Han sa «Nei.»", "Ho gjekk."]),
        ("Skriv til a@b.example.", ["Skriv til"]),
        ("Vi er to. Éin ringjer.", ["Vi er to.", "Éin ringjer."]),
        ("", []),
        ("---", []),
    ],
)
def test_a_text_is_split_where_a_reader_stops(text, sentences):
    assert list(split(text)) == sentences


def test_lix_is_the_words_of_a_sentence_and_the_share_of_long_words():
    counted = read(["Vi er to. Barnevernstenesta hjelper familiar her."])  # 7 words, 2 sentences, 3 long ones
    assert (counted.words, len(counted.sentences), counted.long_words) == (7, 2, 3)
    assert counted.lix == pytest.approx(7 / 2 + 100 * 3 / 7)


def test_a_word_is_long_from_seven_letters():
    assert read(["seksse"]).long_words == 0
    assert read(["sjubokst"]).long_words == 1
    assert read(["1234567"]).long_words == 0


@often
@given(st.lists(MADE.map(" ".join)))
def test_no_word_is_lost_and_none_is_counted_twice(texts):
    counted = read(texts)
    assert counted.words == sum(map(count_words, texts))
    assert all(count_words(sentence) for sentence in counted.sentences)
    assert counted.lix >= 0


@often
@given(st.text())
def test_any_text_can_be_counted(text):
    counted = read([text])
    assert 0 <= counted.long_words <= counted.words
    assert [count_words(each) for each in counted.long_sentences] == sorted(
        (count_words(each) for each in counted.sentences if count_words(each) > LONG_SENTENCE), reverse=True
    )


# --- the report ---


def test_every_page_of_prose_and_every_record_with_text_is_there_in_both_forms(fjordvik: Handbook):
    found = rows(fjordvik, read_prose(ROOT / "content", "content")[0])
    pages = {(row.page, row.language) for row in found}
    assert {("", "nn"), ("", "nb"), ("om/", "nb"), ("tiltak/pmto/", "nn"), ("niva/1/", "nb")} <= pages
    assert len({row.page for row in found}) * 2 == len(pages)


def test_the_hardest_page_stands_first_and_short_ones_last(fjordvik: Handbook):
    found = rows(fjordvik, [])
    long = [row.read.lix for row in found if row.read.words >= FEWEST_WORDS]
    assert long == sorted(long, reverse=True)
    assert [row.read.words >= FEWEST_WORDS for row in found] == [True] * len(long) + [False] * (len(found) - len(long))


def test_what_is_borrowed_is_left_to_its_owner(vindafjord: Handbook):
    assert vindafjord.all("law")
    assert not [row for row in rows(vindafjord, []) if row.page.startswith("lover/")]


def test_the_report_names_file_and_page_and_succeeds(monkeypatch):
    monkeypatch.chdir(ROOT)
    result = run("--limit", "3")
    assert result.exit_code == 0, result.output
    hard, long, few = result.output.split("\n\n")
    assert len(re.findall(r"^ +\d+ n[nb] (?:data|content)/\S+ \(\S+\): \d+ ord", hard, re.MULTILINE)) == 3
    assert long.startswith("Setningar med meir enn 25 ord: ")
    assert "LIX seier lite" in few


def test_programs_get_all_of_it(monkeypatch):
    monkeypatch.chdir(ROOT)
    found = json.loads(run("--format", "json").output)
    assert len(found) > 400
    assert {row["language"] for row in found} == {"nn", "nb"}
    lix = [each["lix"] for each in found if not each["short_text"]]
    assert lix[0] == max(lix)
    assert all(each["words"] > LONG_SENTENCE for row in found for each in row["long_sentences"])


def test_a_handbook_with_faults_is_measured_too_and_a_folder_that_is_none_is_named(tmp_path, monkeypatch):
    case = ROOT / "tests" / "cases" / "base"
    assert run(str(case / "data")).exit_code == 0
    monkeypatch.chdir(tmp_path)
    result = run("nowhere")
    assert result.exit_code == 2
    assert "[no-folder]" in result.output
