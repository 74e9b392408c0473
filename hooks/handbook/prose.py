"""The prose of content/: pairs of Markdown pages. Finds their faults; MkDocs turns them into HTML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from handbook.checks.references import unknown
from handbook.checks.texts import LANGUAGE_NAMES, foreign, malformed
from handbook.handbook import Handbook
from handbook.language.forms import foreign_words
from handbook.models.references import PROSE_REFERENCE, Reference, id_of
from handbook.models.scalars import LANGUAGES
from handbook.problems import Problem
from handbook.text_file import read_text

_NAME = re.compile(r"(?P<page>.+)\.(?P<language>nn|nb)\.md")
_HTML = re.compile(r"<[a-zA-Z/!?]")
_DOUBLE_BRACKET = re.compile(r"\[\[[^\]\n]*\]{0,2}")


@dataclass(frozen=True, slots=True)
class ProsePage:
    """One page of prose in one language."""

    file: str
    page: str
    language: str
    text: str


def check_prose(folder: Path, shown_as: str, handbook: Handbook) -> list[Problem]:
    """Check every page below a folder: its twin in the other form, its references, its words."""
    problems: list[Problem] = []
    pages = []
    for path in sorted(folder.rglob("*.md")):
        place = path.relative_to(folder).as_posix()
        match = _NAME.fullmatch(place)
        if match is None:
            message = "Namnet seier ikkje kva språk sida er på. Kall ho til dømes side.nn.md og side.nb.md."
            problems.append(Problem(f"{shown_as}/{place}", 1, 1, "", message, "page-without-language"))
            continue
        text, faults = read_text(path, f"{shown_as}/{place}")
        problems += faults
        pages.append(ProsePage(f"{shown_as}/{place}", match["page"], match["language"], text or ""))
    problems += _twins(pages)
    for page in pages:
        problems += _faults(page, handbook)
    return problems


def _twins(pages: list[ProsePage]) -> Iterator[Problem]:
    """Every page exists in both written forms."""
    found = {(page.page, page.language) for page in pages}
    for page in pages:
        for language in LANGUAGES:
            if (page.page, language) not in found:
                message = f"Sida manglar på {LANGUAGE_NAMES[language]}. Lag {page.page}.{language}.md."
                yield Problem(page.file, 1, 1, "", message, "missing-language")


def _faults(page: ProsePage, handbook: Handbook) -> Iterator[Problem]:
    for number, line in enumerate(page.text.splitlines(), 1):
        for column, message, code in _line_faults(line, page.language, handbook):
            yield Problem(page.file, number, column, "", message, code)


def _line_faults(line: str, language: str, handbook: Handbook) -> Iterator[tuple[int, str, str]]:
    for match in _HTML.finditer(line):
        yield match.start() + 1, "HTML er ikkje lov. Skriv vanleg tekst og Markdown.", "raw-html"
    for match in _DOUBLE_BRACKET.finditer(line):
        if complaint := _reference_fault(match.group(), handbook):
            yield match.start() + 1, *complaint
    for word in foreign_words(line, language):
        yield line.find(word) + 1, foreign(word, language), "other-written-form"


def _reference_fault(written: str, handbook: Handbook) -> tuple[str, str] | None:
    match = PROSE_REFERENCE.fullmatch(written)
    if match is None:
        return malformed(written), "malformed-reference"
    reference = Reference((), match["kind"], id_of(match["kind"], match["target"]), match["target"])
    return unknown(handbook, reference)
