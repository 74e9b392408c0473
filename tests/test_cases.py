"""Guards every complaint an editor can meet: tests/cases/ holds bad input and the exact report it gives, in pairs.

`base` is a smallest handbook without faults. Each other folder `<code>-<what>` holds the files that differ from it,
`_remove.txt` the paths that are left out, and `expected.txt` the whole report (`--update-golden` writes it anew).
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from handbook.__main__ import main
from handbook.checks import check
from handbook.codes import ERRORS, WARNINGS, unknown_record
from handbook.files.text_file import MAX_BYTES
from handbook.halves import PassingBy, read_in_halves
from handbook.load import load
from handbook.models.kinds import LINKED_KINDS
from handbook.models.measure import Measure
from handbook.problems import Problem, report
from handbook.prose import check_prose

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 22)
CASES = ROOT / "tests" / "cases"
NAMES = sorted(path.name for path in CASES.iterdir() if path.name != "base")
CODE = re.compile(r"\[([a-z0-9-]+)\]$", re.MULTILINE)
SIX = "six-faults-across-the-house"


def put_together(folder: Path, name: str = "base") -> Path:
    """Make the handbook of a case: base, less what is removed, with the case's own files on top."""
    shutil.copytree(CASES / "base", folder, dirs_exist_ok=True)
    removed = CASES / name / "_remove.txt"
    for line in removed.read_text(encoding="utf-8").split() if removed.exists() else ():
        path = folder / line
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    ours = shutil.ignore_patterns("expected.*", "_remove.txt")
    shutil.copytree(CASES / name, folder, dirs_exist_ok=True, ignore=ours)
    return folder


def problems_of(folder: Path) -> list[Problem]:
    """Check a handbook as a build does."""
    handbook, problems = load(folder / "data", "data")
    return problems + check(handbook, TODAY) + check_prose(folder / "content", "content", handbook, TODAY)


def problems_in_halves(folder: Path) -> list[Problem]:
    """Check a handbook as a check of very many measures does."""
    places = folder / "data", folder / "content"
    return read_in_halves(PassingBy(places[0] / "measures", {}), Measure, *places, ("data", "content"), TODAY)[1]


def expected(name: str) -> str:
    return (CASES / name / "expected.txt").read_text(encoding="utf-8")


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def compare(request: pytest.FixtureRequest, path: Path, text: str) -> None:
    if request.config.getoption("--update-golden"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


# --- the cases ---


def test_the_base_of_all_cases_has_no_faults(tmp_path):
    assert report(problems_of(put_together(tmp_path))) == "Ingen feil."


@pytest.mark.parametrize("name", NAMES)
def test_a_case_gives_exactly_the_expected_report_also_when_it_was_written_on_windows(name, tmp_path, request):
    found = report(problems_of(put_together(tmp_path, name)))
    compare(request, CASES / name / "expected.txt", found + "\n")
    assert report(problems_in_halves(tmp_path)) == found
    for path in (tmp_path / "data").rglob("*.yml"):
        if path.is_file():
            path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert report(problems_of(tmp_path)) + "\n" == expected(name)


@pytest.mark.parametrize("name", NAMES)
def test_one_fault_gives_one_problem_and_six_give_six(name):
    codes = CODE.findall(expected(name))
    if name.startswith("six-faults-"):
        assert len(codes) == 6
    else:
        assert len(codes) == 1
        assert name.startswith(f"{codes[0]}-")


@pytest.mark.parametrize(("form", "file"), [("github", "expected.github"), ("json", "expected.json")])
def test_the_same_six_faults_are_printed_for_github_and_for_programs(form, file, tmp_path, request):
    found = report(problems_of(put_together(tmp_path, SIX)), form)
    compare(request, CASES / SIX / file, found + "\n")


# --- faults that no editor shows, and that git or GitHub would mend or mark: made here, byte by byte ---

CRITERIA, PAGE = "data/criteria.yml", "content/hjelp.nn.md"
CONTROL = "Eit styreteikn ({}) høyrer ikkje heime i tekst. Slett det. [control-character]"
HIDDEN = "Eit usynleg teikn ({}) kan snu eller skjule tekst. Slett det. [hidden-character]"
TOO_LARGE = "Fila er på 2 000 093 byte; grensa er 2 000 000. Del ho i fleire filer. [too-large]"
LATIN_1 = "Teiknet (byte 0xE9) er ikkje UTF-8. Lagre fila som UTF-8. [not-utf8]"
BYTES = {
    "a bell": (CRITERIA, "order: 1\x07", "4:11", CONTROL.format("U+0007")),
    "a line end of old Macs": (CRITERIA, "order: \r1", "4:10", CONTROL.format("U+000D")),
    "a byte order mark inside": (CRITERIA, "order: \ufeff1", "4:10", CONTROL.format("U+FEFF")),
    "no character at all": (CRITERIA, "order: \ufffe1", "4:10", CONTROL.format("U+FFFE")),
    "text turned round": (CRITERIA, "order: \u202e1", "4:10", HIDDEN.format("U+202E")),
    "a space without width": (PAGE, "Les\u200b om", "3:4", HIDDEN.format("U+200B")),
    "Latin-1": (CRITERIA, b"order: \xe9in", "4:10", LATIN_1),
    "Latin-1 on a page": (PAGE, b"Les \xe9in om", "3:5", LATIN_1),
    "far too much": (CRITERIA, f"order: 1 #{'!' * MAX_BYTES}", "1:1", TOO_LARGE),
}


@pytest.mark.parametrize("what", BYTES)
def test_bytes_that_are_no_text_are_refused_where_they_stand(what, tmp_path):
    file, bad, place, message = BYTES[what]
    path = put_together(tmp_path) / file
    good = b"order: 1" if file == CRITERIA else b"Les om"
    path.write_bytes(path.read_bytes().replace(good, bad if isinstance(bad, bytes) else bad.encode()))
    assert report(problems_of(tmp_path)) == f"{file}:{place}: {message}\n1 feil i 1 fil."


def test_a_page_may_start_with_a_byte_order_mark(tmp_path):
    path = put_together(tmp_path) / PAGE
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert report(problems_of(tmp_path)) == "Ingen feil."


@contextmanager
def _nobody():
    """Root may read everything: be nobody for a while."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.mark.parametrize(("closed", "line"), [("data", "data:1:1:"), ("data/plans", "data/plans:1:1:")])
def test_a_folder_that_nobody_may_open_is_named(closed, line):
    with tempfile.TemporaryDirectory() as name:
        folder = put_together(Path(name))
        (folder / closed).mkdir(exist_ok=True)
        folder.chmod(0o755)
        (folder / closed).chmod(0)
        with _nobody():
            _, problems = load(folder / "data", "data")
    assert [(str(each).split(" ")[0], each.code) for each in problems] == [(line, "unreadable-folder")]


def test_a_link_that_leads_nowhere_is_named_and_its_record_is_known_to_exist(tmp_path):
    folder = put_together(tmp_path)
    (folder / "data/measures/borte.yml").symlink_to(tmp_path / "nowhere.yml")
    handbook, problems = load(folder / "data", "data")
    assert [(each.file, each.code) for each in problems] == [("data/measures/borte.yml", "unreadable-file")]
    assert handbook.is_broken("measure", "borte")


# --- all of them ---


AT_BUILD = {"missing-word", "word-braces"}
"""Interface words are found wrong when a page asks for them, see test_render.py."""
AT_THE_EDITOR = {"editor-not-fetched"}
"""Found when a site is built whose form editor has not been fetched, see test_editor.py."""
AT_LAW_CHECK = {"law-differs", "law-change-pending", "law-changed", "law-index-old"}
"""Found only beside the files of Lovdata, see test_law_check.py."""
AT_IMPORT = {
    "cell-not-understood",
    "odd-cell",
    "personal-data-removed",
    "record-exists",
    "row-twice",
    "unused-column",
}
"""Found in spreadsheets, see test_import.py."""

AT_FORMAT = {"not-canonical"}
"""Found only by `format`, see test_formatting.py."""


def _codes() -> set[str]:
    """Every code there is: the listed ones, and one for each kind or open list that something can refer to."""
    models = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "hooks/handbook/models").glob("*.py"))
    kinds = {*re.findall(r'\b(?:ref|RefersTo)\("(\w+)"\)', models), *LINKED_KINDS}
    return ERRORS | WARNINGS | {unknown_record(kind) for kind in kinds}


def test_every_code_has_a_case_and_every_case_a_code():
    reports = [expected(name) for name in NAMES] + [message for *_, message in BYTES.values()]
    covered = {code for text in reports for code in CODE.findall(text)} | {"unreadable-folder"}
    assert covered | AT_BUILD | AT_THE_EDITOR | AT_LAW_CHECK | AT_IMPORT | AT_FORMAT == _codes()


# --- what looks like a trap and is none ---


def test_words_that_yaml_1_1_turns_into_something_else_reach_the_record_as_they_were_written(tmp_path):
    folder = put_together(tmp_path)
    edit(folder, "data/municipality.yml", "owner:", "number: 0301\nowner:")
    edit(folder, "data/levels/1.yml", 'code: "1"', "code: 3.10")
    words = ("no", "on", "Y", "12:30", "0123", "1e3", "0x1F", "1_000", "2026-11-22", ".inf", "=")
    edit(folder, "data/glossary.yml", "nn: [tverrfagleg]", f"nn: [{', '.join(words)}]")
    edit(folder, "data/criteria.yml", "order: 1", "order: 1\n  note: No")
    handbook, problems = load(folder / "data", "data")
    assert not problems
    assert handbook.municipality.number == "0301"
    assert handbook.get("level", "1").code == "3.10"
    assert handbook.get("glossary_term", "tverrfagleg").nn == words
    assert handbook.get("criterion", "leiing").note == "No"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("data/laws/barnevernsloven.yml", "checked: 2026-11-01", "checked: 9999-12-31"),
        ("data/emergency.yml", "verified: 2026-11-01", "verified: 9999-12-31"),
        ("data/criteria.yml", "order: 1", "order: 1\n  reviewed: 2026-11-01\n  review_interval_months: 999999999"),
        ("data/municipality.yml", "owner:", "laws_check_months: 999999999\nowner:"),
    ],
)
def test_a_day_beyond_the_end_of_the_calendar_does_not_stop_the_check(file, old, new, tmp_path):
    folder = put_together(tmp_path)
    edit(folder, file, old, new)
    assert {problem.file for problem in problems_of(folder)} <= {file}


# --- the command line ---


ALL_WELL, MEND, WRONG_USE = 0, 1, 2


@pytest.mark.parametrize(
    ("name", "options", "answer", "said"),
    [
        ("base", [], ALL_WELL, ""),
        ("awaited-text-missing", [], ALL_WELL, "[awaited-text]"),
        ("missing-field-top", [], MEND, "[missing-field]"),
        ("missing-field-top", ["--format", "github"], MEND, "::error file=data/meetings/skuleteam-mote.yml,line=1"),
        ("missing-field-top", ["--format", "json"], MEND, '"code": "missing-field"'),
        ("base", ["--farge"], WRONG_USE, "--farge"),
        ("base", ["--format", "pdf"], WRONG_USE, "pdf"),
        ("base", ["content"], WRONG_USE, "content"),
    ],
)
def test_the_command_answers_with_its_exit_code(name, options, answer, said, tmp_path, monkeypatch):
    monkeypatch.chdir(put_together(tmp_path, name))
    result = CliRunner().invoke(main, ["check", "data", *options])
    assert result.exit_code == answer, result.output
    assert said in result.output


def test_a_folder_that_does_not_exist_gives_a_sentence_and_no_traceback(tmp_path):
    environment = os.environ | {"PYTHONPATH": str(ROOT / "hooks"), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "handbook", "check", "nowhere"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False)
    said = "nowhere:1:1: Mappa finst ikkje. Sjå etter om stien er rett skriven. [no-folder]\n1 feil i 1 fil.\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, said, "")
