"""Reads what git prints of changes: each file's lines after the change, with their place and whether they are new."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

COMMIT, END_OF_MESSAGE = "\x01", "\x02"
"""Signs that frame a commit's hash and message in the output; no line of text may hold them."""
LOG_FORMAT = "--format=%x01%H%n%B%x02"

_HUNK = re.compile(r"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


class Line(NamedTuple):
    """A line of a file after a change, counted from 1."""

    number: int
    text: str
    is_new: bool


@dataclass(slots=True)
class Hunk:
    """Lines that stand together in one file after one commit; `file` is "" for the commit's own message."""

    commit: str
    file: str
    lines: list[Line] = field(default_factory=list)


def hunks(output: Iterable[str]) -> Iterator[Hunk]:
    """Read the output of `git log -p` (with LOG_FORMAT) or `git diff`, line by line."""
    commit = file = ""
    stream = (line.rstrip("\n") for line in output)
    for line in stream:
        if line.startswith(COMMIT):
            commit, file = line[1:], ""
            yield _message(commit, stream)
        elif line.startswith("+++ "):
            file = _path(line[4:])
        elif found := _HUNK.match(line):
            yield _hunk(Hunk(commit, file), int(found[2]), int(found[1] or 1), int(found[3] or 1), stream)


def _message(commit: str, stream: Iterator[str]) -> Hunk:
    hunk = Hunk(commit, "")
    for number, line in enumerate(stream, 1):
        hunk.lines.append(Line(number, line.removesuffix(END_OF_MESSAGE), True))
        if line.endswith(END_OF_MESSAGE):
            break
    return hunk


def _hunk(hunk: Hunk, number: int, before: int, after: int, stream: Iterator[str]) -> Hunk:
    """Take as many lines as the hunk's head promises: a removed line may look like the head of a file."""
    while before > 0 or after > 0:
        line = next(stream, "")
        sign = line[:1]
        before -= sign in ("-", " ", "")
        after -= sign in ("+", " ", "")
        if sign in ("+", " ", ""):
            hunk.lines.append(Line(number, line[1:], sign == "+"))
            number += 1
    return hunk


def _path(written: str) -> str:
    """Give the path after `+++`; git quotes one with odd characters and ends one with spaces by a tab."""
    return written.rstrip("\t").strip('"').removeprefix("b/")
