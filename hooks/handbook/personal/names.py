"""Names of persons in a text: a common first name or a surname in -sen, followed or led by another word with a capital.

Few false alarms count for more than all names: it is asked only where a role is expected (`checks.personal`).
"""

import re
from collections.abc import Container, Iterator
from itertools import pairwise
from pathlib import Path

from handbook.markup import Finding
from handbook.personal.plain import plain

FIRST_NAMES = frozenset(Path(__file__).with_name("first_names.txt").read_text(encoding="utf-8").split())
"""Common first names in Norway, in lower case; without those that are everyday words or names of methods."""

_CAPITAL = r"[^\W\d_a-zæøå][^\W\d_]*(?:-[^\W\d_]+)?"
_CAPITALS = re.compile(rf"(?<![\w@.-]){_CAPITAL}(?: {_CAPITAL})+\.?")
_WORD = re.compile(_CAPITAL)
_CONTACT_LINE = re.compile(r"kontakt|ansvar|\bleiar|\bleder|\btlf|telefon|e-post|@|\bring\b", re.IGNORECASE)


def name_faults(text: str, known: Container[str] = frozenset()) -> Iterator[Finding]:
    """Give what looks like the name of a person; `known` are words in lower case that no surname is."""
    seen = plain(text)
    for first, last in _pairs(seen.text, known):
        start, stop = seen.span(first, last)
        message = (
            f"«{text[start:stop]}» ser ut som namnet på ein person. Skriv rolla, til dømes «helsesjukepleiaren». "
            "Er det namnet på eit tilbod, skriv det i name eller aliases der, så blir det kjent att."
        )
        yield Finding(start, text[start:stop], message, "personal-name")


def name_faults_of_page(text: str, known: Container[str] = frozenset()) -> Iterator[Finding]:
    """Give the names on the lines of a page that tell whom to contact."""
    start = 0
    for line in text.splitlines(keepends=True):
        if _CONTACT_LINE.search(line):
            for finding in name_faults(line, known):
                yield finding._replace(start=start + finding.start)
        start += len(line)


def _pairs(text: str, known: Container[str]) -> Iterator[tuple[int, int]]:
    """Give where a name starts and ends among words with capitals: «Ring Kari Nordmann» holds one."""
    for run in _CAPITALS.finditer(text):
        words = list(_WORD.finditer(text, *run.span()))
        end = 0
        for one, following in pairwise(words):
            if one.start() >= end and _is_name(one.group().lower(), following.group().lower(), known):
                end = following.end()
                yield one.start(), end


def _is_name(first: str, last: str, known: Container[str]) -> bool:
    surname = last.endswith(("sen", "sson")) and len(last) > 5
    is_name = first.split("-")[0] in FIRST_NAMES or (surname and first not in known)
    return is_name and last not in known
