"""Guards what is written beside the code: codes and examples for editors, links, commands, and what none may name."""

import re
import shutil
import subprocess
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from handbook.codes import ERRORS, WARNINGS, unknown_record
from handbook.language.forms import foreign_words
from handbook.models.kinds import KINDS, VOCABULARIES
from handbook.problems import Problem, errors
from handbook.reading import read_all

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 22)
DOCUMENTS = ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "CHANGELOG.md", "VENDORED.md"]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")


@cache
def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def prose(name: str) -> str:
    """A document without its code."""
    return SPAN.sub(" ", FENCE.sub("", text(name)))


def code(name: str) -> list[str]:
    """The code of a document: fenced blocks and spans."""
    return [block for _, block in FENCE.findall(text(name))] + SPAN.findall(FENCE.sub("", text(name)))


# --- the codes ---


CODES = ERRORS | WARNINGS | {unknown_record(kind) for kind in (*KINDS, *VOCABULARIES)}


@cache
def explained() -> dict[str, str]:
    """Every code with a heading in CONTRIBUTING.md, and the paragraph below it."""
    return dict(re.findall(r"^### (\S+)\n\n(.+)$", text("CONTRIBUTING.md"), re.MULTILINE))


def test_every_code_has_a_heading_and_every_heading_a_code():
    assert explained().keys() == CODES


def test_every_code_that_a_case_expects_has_a_heading():
    reports = [path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "cases").rglob("expected.txt")]
    expected = {found for each in reports for found in re.findall(r"\[([a-z0-9-]+)\]$", each, re.MULTILINE)}
    assert expected
    assert expected <= explained().keys()


def test_the_codes_stand_in_order_each_with_one_short_paragraph():
    section = text("CONTRIBUTING.md").split("## Feilkodane\n")[1]
    headings = re.findall(r"^### (\S+)$", section, re.MULTILINE)
    assert headings == sorted(explained())
    assert section.count("\n\n") == 2 * len(headings)
    assert not [name for name, said in explained().items() if len(said) > 240 or not said.endswith(".")]


def test_a_code_is_marked_as_a_warning_exactly_where_it_is_one():
    assert {name for name, said in explained().items() if said.startswith("Åtvaring.")} == WARNINGS


# --- the examples ---

EXAMPLES = {
    block.splitlines()[0].removeprefix("# "): block
    for language, block in FENCE.findall(text("CONTRIBUTING.md"))
    if language == "yaml"
}


def _with_example(folder: Path, name: str, block: str) -> list[Problem]:
    """Check Fjordvik with an example put in: a new file, or fields that take the place of those the file has."""
    shutil.copytree(ROOT / "data", folder / "data")
    path = folder / name
    for key in re.findall(r"^\w+(?=:)", block, re.MULTILINE) if path.exists() else ():
        old = path.read_text(encoding="utf-8")
        rest = re.sub(rf"^{key}:.*\n(?:[ -].*\n|\n)*", "", old, flags=re.MULTILINE)
        assert rest != old, f"{name} has no field {key}"
        path.write_text(rest, encoding="utf-8")
    with path.open("a", encoding="utf-8") as file:
        file.write(block)
    return read_all(folder / "data", folder / "content", ("data", "content"), TODAY)[1]


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_for_editors_passes_the_check(name, tmp_path):
    problems = _with_example(tmp_path, name, EXAMPLES[name])
    assert not errors(problems)
    assert not [problem for problem in problems if problem.file == name]


def test_the_example_of_a_message_is_what_the_check_says(tmp_path):
    (message,) = [block for language, block in FENCE.findall(text("CONTRIBUTING.md")) if language == "text"]
    name = message.split(":")[0]
    block = EXAMPLES[name].replace("- kultur-og-fritid", "- kultur-og-fritd")
    assert [f"{problem}\n" for problem in errors(_with_example(tmp_path, name, block))] == [message]


def test_the_document_for_editors_is_nynorsk():
    assert not list(foreign_words(prose("CONTRIBUTING.md"), "nn"))


# --- links and commands ---


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_inside_the_project_lead_somewhere(name):
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", prose(name)) if "://" not in link]
    for path, _, anchor in (link.partition("#") for link in links):
        assert (ROOT / path).exists(), path
        assert not anchor or anchor in _anchors(path or name)


def _anchors(name: str) -> set[str]:
    """The anchors that GitHub makes of the headings of a document."""
    headings = re.findall(r"^#+ (.+)$", text(name), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"])
def test_paths_that_are_named_exist(name):
    parts = r"(?:data|content|examples|hooks|overrides|tests|docs)/[\w./-]*"
    named = {span for span in SPAN.findall(FENCE.sub("", text(name))) if re.fullmatch(parts, span)}
    named |= set(re.findall(r"^\| `([\w.-]+/)` \|", text(name), re.MULTILINE))  # the table of folders
    assert named
    assert not [each for each in sorted(named) if not (ROOT / each).exists()]


def test_the_readme_names_only_commands_that_make_knows():
    named = {target for each in code("README.md") for target in re.findall(r"\bmake ([a-z-]+)", each)}
    assert {"serve", "site", "check", "test"} <= named
    assert named <= set(re.findall(r"^([a-z-]+):.*## ", text("Makefile"), re.MULTILINE))


def test_the_picture_in_the_readme_is_light_and_told_in_words():
    ((told, picture),) = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", text("README.md"))
    assert len(told) > 100
    assert (ROOT / picture).stat().st_size < 250_000


# --- what no file of the project names ---

FORBIDDEN = {
    "a registry's host": r"pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|yarnpkg\.com|anaconda\.org",
    "a path of one machine": r"(?<![\w.~/-])/(?:work|root|home|Users|opt|tmp)/\w|[A-Z]:\\Users\\",
    "a folder beside the project": r"\.\./shared\b|(?<!\w)[.]library\b",
    "a tool of one workplace": r"\bissues (?:show|list|new|close) ?\d*\b",
}


@cache
def tracked() -> dict[str, str]:
    """Every text file that git knows, by its path."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    paths = [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]
    texts = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in paths}
    return {name: data.decode(errors="replace") for name, data in texts.items() if b"\0" not in data}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what):
    assert len(tracked()) > 100
    found = {name: re.search(FORBIDDEN[what], data) for name, data in tracked().items()}
    assert not {name: match.group() for name, match in found.items() if match}


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("a registry's host", "https://py" + "pi.org/simple"),
        ("a path of one machine", "cd /wo" + "rk/main"),
        ("a path of one machine", "'/tm" + "p/lab/site'"),
        ("a folder beside the project", "see ../sha" + "red/notes"),
        ("a folder beside the project", "../.lib" + "rary/search"),
        ("a tool of one workplace", "issues sh" + "ow 2"),
    ],
)
def test_what_is_forbidden_would_be_seen(what, line):
    assert re.search(FORBIDDEN[what], line)
