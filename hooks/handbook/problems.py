"""A problem an editor can mend, and the three ways to print a list of them. Knows no YAML and no rules."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

from handbook.codes import WARNINGS, is_code

Severity = Literal["error", "warning"]
Format = Literal["text", "github", "json"]
Location = tuple[str | int, ...]
"""The way from the top of a file to a value: keys and list positions."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault: its place (file, line and column from 1), what it is, and its code (an anchor in CONTRIBUTING.md)."""

    file: str
    line: int
    column: int
    field: str
    message: str
    code: str

    def __post_init__(self) -> None:
        if not is_code(self.code):
            raise ValueError(f"{self.code} is no code of handbook.codes")

    @property
    def severity(self) -> Severity:
        """Whether the problem stops a build, or only warns; the code decides."""
        return "warning" if self.code in WARNINGS else "error"

    def __str__(self) -> str:
        mark = "åtvaring: " if self.severity == "warning" else ""
        return f"{self.file}:{self.line}:{self.column}: {mark}{_with_field(self)} [{self.code}]"


def spell(location: Location) -> str:
    """Write a location as an editor reads it: `services[0].name.nn`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)
    return text.removeprefix(".")


class ProblemsFound(Exception):
    """Raised where a run cannot go on; carries every problem of the run."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = sorted(set(problems))
        super().__init__(report(self.problems, "text"))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Give only the problems that stop a build."""
    return [problem for problem in problems if problem.severity == "error"]


def report(problems: Iterable[Problem], form: Format = "text") -> str:
    """Print problems sorted by file and line, each once, with one line that counts them at the end."""
    ordered = sorted(set(problems))
    return _PRINTERS[form](ordered)


def report_stop(message: str, form: Format = "text") -> str:
    """Print why a run could not begin: one sentence, and no list of problems."""
    if form == "json":
        return json.dumps({"stopped": message}, ensure_ascii=False, indent=2)
    return f"::error::{_data(message)}" if form == "github" else message


def _text(problems: list[Problem]) -> str:
    return "\n".join([*map(str, problems), count_line(problems)])


def count_line(problems: list[Problem]) -> str:
    """Say in one sentence how many errors and warnings there are, and in how many files."""
    if not problems:
        return "Ingen feil."
    wrong, warned = len(errors(problems)), len(problems) - len(errors(problems))
    parts = [f"{wrong} feil"] if wrong else []
    parts += [f"{warned} {'åtvaring' if warned == 1 else 'åtvaringar'}"] if warned else []
    files = len({problem.file for problem in problems})
    return f"{' og '.join(parts)} i {files} {'fil' if files == 1 else 'filer'}."


def _github(problems: list[Problem]) -> str:
    # https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    lines = [
        f"::{problem.severity} file={_property(problem.file)},line={problem.line},col={problem.column},"
        f"title={_property(problem.code)}::{_data(_with_field(problem))}"
        for problem in problems
    ]
    return "\n".join([*lines, count_line(problems)])


def _with_field(problem: Problem) -> str:
    return f"{problem.field}: {problem.message}" if problem.field else problem.message


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _json(problems: list[Problem]) -> str:
    wrong = len(errors(problems))
    body = {
        "errors": wrong,
        "warnings": len(problems) - wrong,
        "problems": [asdict(problem) | {"severity": problem.severity} for problem in problems],
    }
    return json.dumps(body, ensure_ascii=False, indent=2)


_PRINTERS = {"text": _text, "github": _github, "json": _json}
