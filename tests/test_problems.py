"""Guards how problems are printed: one line each with place, field, sentence and code; sorted, once, and counted."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.codes import ERRORS, WARNINGS
from handbook.problems import Problem, count_line, errors, report, spell

LATE = Problem("data/b.yml", 2, 1, "name", "Teksten manglar.", "missing-language")
EARLY = Problem("data/a.yml", 10, 3, "", "Fila er tom.", "empty-file")
EARLIER = Problem("data/a.yml", 9, 30, "services[0]", "«pppt» finst ikkje.", "unknown-service")
WARNED = Problem("data/b.yml", 1, 1, "reviewed", "For lenge sidan.", "review-overdue")
ALL = [LATE, EARLY, WARNED, EARLIER]


@pytest.mark.parametrize(
    ("location", "spelt"),
    [
        ((), ""),
        (("name",), "name"),
        (("name", "nn"), "name.nn"),
        (("services", 0, "name", "nn"), "services[0].name.nn"),
        ((4, "verified"), "[4].verified"),
        (("seats", 1, "or", 0, "role"), "seats[1].or[0].role"),
    ],
)
def test_a_location_is_spelt_as_an_editor_reads_it(location, spelt):
    assert spell(location) == spelt


def test_the_text_report_is_sorted_by_file_and_line_and_counted():
    assert report(ALL) == "\n".join(
        [
            "data/a.yml:9:30: services[0]: «pppt» finst ikkje. [unknown-service]",
            "data/a.yml:10:3: Fila er tom. [empty-file]",
            "data/b.yml:1:1: åtvaring: reviewed: For lenge sidan. [review-overdue]",
            "data/b.yml:2:1: name: Teksten manglar. [missing-language]",
            "3 feil og 1 åtvaring i 2 filer.",
        ]
    )


def test_a_problem_met_twice_is_told_once():
    assert report([EARLY, EARLY]) == f"{EARLY}\n1 feil i 1 fil."


@pytest.mark.parametrize(
    ("problems", "line"),
    [
        ([], "Ingen feil."),
        ([EARLY], "1 feil i 1 fil."),
        ([EARLY, EARLIER], "2 feil i 1 fil."),
        ([WARNED], "1 åtvaring i 1 fil."),
        ([WARNED, Problem("c", 1, 1, "", "m", "awaited-text")], "2 åtvaringar i 2 filer."),
    ],
)
def test_the_last_line_counts(problems, line):
    assert count_line(problems) == line
    assert report(problems).endswith(line)


def test_errors_are_what_stops_a_build():
    assert errors(ALL) == [LATE, EARLY, EARLIER]


def test_the_github_report_is_workflow_commands():
    lines = report([EARLIER, WARNED], "github").splitlines()
    assert lines == [
        "::error file=data/a.yml,line=9,col=30,title=unknown-service::services[0]: «pppt» finst ikkje.",
        "::warning file=data/b.yml,line=1,col=1,title=review-overdue::reviewed: For lenge sidan.",
        "1 feil og 1 åtvaring i 2 filer.",
    ]


@given(file=st.text(min_size=1), message=st.text(min_size=1))
def test_no_file_name_and_no_message_can_write_a_workflow_command_of_its_own(file, message):
    command, count = report([Problem(file, 1, 1, "", message, "empty-file")], "github").rsplit("\n", 1)
    assert "\n" not in command
    assert "\r" not in command
    properties = command.removeprefix("::error ").split("::")[0].split(",")
    assert [each.split("=")[0] for each in properties] == ["file", "line", "col", "title"]
    assert count == "1 feil i 1 fil."


def test_the_json_report_holds_every_field():
    told = json.loads(report(ALL, "json"))
    assert (told["errors"], told["warnings"]) == (3, 1)
    assert told["problems"][0] == {
        "file": "data/a.yml",
        "line": 9,
        "column": 30,
        "field": "services[0]",
        "message": "«pppt» finst ikkje.",
        "code": "unknown-service",
        "severity": "error",
    }


def test_a_problem_bears_a_code_that_is_explained():
    with pytest.raises(ValueError, match="empty-fille"):
        Problem("data/a.yml", 1, 1, "", "Fila er tom.", "empty-fille")


def test_no_code_both_warns_and_stops_a_build():
    assert not ERRORS & WARNINGS
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code) for code in ERRORS | WARNINGS)
