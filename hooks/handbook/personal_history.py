"""Looks for personal data in what was changed: the lines that commits added, and their messages. Runs no git itself."""

import re
from collections.abc import Container, Iterable, Iterator

from handbook.markup import Finding
from handbook.personal.birth_number import birth_number_faults, is_synthetic
from handbook.personal.contacts import mailbox_faults, mobile_faults
from handbook.personal.diff import Hunk, Line, hunks
from handbook.personal.names import name_faults_of_page
from handbook.problems import Problem

_HANDBOOK_TEXT = re.compile(r"(?:^|/)(?:data|content)/.*\.(?:yml|md|csv|txt)$")
"""Where mailboxes, telephones and names are looked for; birth numbers are looked for everywhere."""
_CASE = re.compile(r"^tests/cases/(?P<code>birth-number|private-phone|private-email|personal-name)-[^/]+/")
_NEAR = 3
_IN_HISTORY = " Nokon må fjerne det frå historikken òg: sei frå til leiaren din."


def history_problems(output: Iterable[str], known: Container[str] = frozenset()) -> Iterator[Problem]:
    """Give the personal data in what git printed, each once, with file, line and commit.

    A case in tests/ named after a code may hold the fault of that code; its birth number must be a synthetic one.
    """
    told = set()
    for hunk in hunks(output):
        for line in hunk.lines:
            for finding in _findings(hunk, line, known) if line.is_new and not line.text.isalpha() else ():
                key = (hunk.file, finding.words, finding.code)
                if key not in told and not _is_planted(hunk.file, finding):
                    told.add(key)
                    yield _problem(hunk, line, finding)


def _findings(hunk: Hunk, line: Line, known: Container[str]) -> Iterator[Finding]:
    yield from birth_number_faults(line.text)
    if hunk.file and not _HANDBOOK_TEXT.search(hunk.file):
        return
    yield from mailbox_faults(line.text, known)
    if not _may_call(hunk, line):
        yield from mobile_faults(line.text)
    if hunk.file:
        yield from name_faults_of_page(line.text, known)


def _may_call(hunk: Hunk, line: Line) -> bool:
    """Say whether a mobile number may stand on a line: an emergency number, or one that follows a duty."""
    if re.search(r"(?:^|/)emergency(?:\.yml|/)", hunk.file):
        return True
    near = (one.text for one in hunk.lines if abs(one.number - line.number) <= _NEAR)
    return line.text.strip().startswith("phone:") and any("duty_phone: true" in text for text in near)


def _is_planted(file: str, finding: Finding) -> bool:
    case = _CASE.match(file)
    if case is None or case["code"] != finding.code:
        return False
    return finding.code != "birth-number" or is_synthetic(re.sub(r"\D", "", finding.words))


def _problem(hunk: Hunk, line: Line, finding: Finding) -> Problem:
    where = f" Det står i commit {hunk.commit[:12]}.{_IN_HISTORY}" if hunk.commit else ""
    file = hunk.file or f"commit-melding {hunk.commit[:12]}"
    return Problem(file, line.number, finding.start + 1, "", finding.message + where, finding.code)
