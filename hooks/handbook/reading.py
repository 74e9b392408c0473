"""Data and prose of a handbook, read and checked in one."""

from datetime import date
from pathlib import Path

from handbook.checks import check
from handbook.handbook import Handbook
from handbook.load import load
from handbook.memory import Memory
from handbook.problems import Problem
from handbook.prose import check_prose


def read_all(
    data: Path, content: Path, shown: tuple[str, str], today: date, may_fork: bool = False, memory: Memory | None = None
) -> tuple[Handbook, list[Problem]]:
    """Read and check data and prose; `shown` is what the two folders are called in messages.

    Gives the handbook and every problem, warnings included. Prose is let be where there is no handbook to speak of.
    What is read again while a server runs is kept in `memory`.
    """
    handbook, problems = load(data, shown[0], memory)
    problems += check(handbook, today, may_fork)
    if handbook.municipality and content.is_dir():
        problems += check_prose(content, shown[1], handbook, today)
    return handbook, problems
