"""The prose of content/: pairs of Markdown pages. Finds their faults; MkDocs turns them into HTML."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from handbook.checks.laws import reference_fault, registry_of, text_faults
from handbook.checks.personal import KnownWords, faults_of_page
from handbook.checks.references import unknown
from handbook.checks.texts import LANGUAGE_NAMES, foreign_faults
from handbook.files.text_file import read_text
from handbook.handbook import Handbook
from handbook.law.compare import Changes, touched_by
from handbook.law.registry import Registry
from handbook.law.running_text import read_text as read_citations
from handbook.markup import REFERENCE, Finding, html_faults, link_faults, reference_faults
from handbook.models.references import Reference, id_of
from handbook.models.scalars import LANGUAGES
from handbook.problems import Problem

_TOP = re.compile(r"---\n.*?\n---\n", re.DOTALL)
_NAME = re.compile(r"(?P<page>.+)\.(?P<language>nn|nb)\.md")


@dataclass(frozen=True, slots=True)
class ProsePage:
    """One page of prose in one language."""

    file: str
    page: str
    language: str
    text: str

    @property
    def path(self) -> str:
        """Its address from the root of its language; "" for the front page."""
        return f"{self.page}/".removesuffix("index/")

    @property
    def title(self) -> str:
        """The title that stands on top of the file."""
        return self._said("title")

    @property
    def description(self) -> str:
        """The line about the page that stands on top of the file."""
        return self._said("description")

    @property
    def body(self) -> str:
        """The text without what stands on top of the file."""
        return _TOP.sub("", self.text)

    def _said(self, key: str) -> str:
        top = _TOP.match(self.text)
        said = re.search(rf"^{key}: *(.*)$", top.group(), re.MULTILINE) if top else None
        return said[1].strip().strip("\"'") if said else ""


def check_prose(folder: Path, shown_as: str, handbook: Handbook, today: date) -> list[Problem]:
    """Check every page below a folder: its twin in the other form, its references and laws, its words."""
    pages, problems = read_prose(folder, shown_as)
    problems += _twins(pages)
    registry, known = registry_of(handbook, today), KnownWords(handbook)
    for page in pages:
        problems += _faults(page, handbook, registry, known)
    return problems


def check_prose_against(changes: Changes, folder: Path, shown_as: str, registry: Registry) -> list[Problem]:
    """Tell which pages cite a section that is not as the registry says, or will change."""
    pages, _ = read_prose(folder, shown_as)
    return [problem for page in pages for problem in _touched(page, changes, registry)]


def _touched(page: ProsePage, changes: Changes, registry: Registry) -> Iterator[Problem]:
    cited = [(citation.start, judgements) for citation, judgements in read_citations(page.text, registry)]
    cited += [
        (match.start(), (registry.judge_reference(match["target"]),))
        for match in REFERENCE.finditer(page.text)
        if match["kind"] == "law" and id_of("law", match["target"]) in registry.laws
    ]
    for start, judgements in sorted(cited, key=lambda each: each[0]):
        if change := touched_by(changes, judgements):
            yield _problem(page, start, *change)


def read_prose(folder: Path, shown_as: str = "") -> tuple[list[ProsePage], list[Problem]]:
    """Read every page below a folder, and say which cannot be read or do not tell their language."""
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
    return pages, problems


def _twins(pages: list[ProsePage]) -> Iterator[Problem]:
    """Every page exists in both written forms."""
    found = {(page.page, page.language) for page in pages}
    for page in pages:
        for language in LANGUAGES:
            if (page.page, language) not in found:
                message = f"Sida manglar på {LANGUAGE_NAMES[language]}. Lag {page.page}.{language}.md."
                yield Problem(page.file, 1, 1, "", message, "missing-language")


def _faults(page: ProsePage, handbook: Handbook, registry: Registry, known: Container[str]) -> Iterator[Problem]:
    """HTML, links, references, words of the other form and personal data, each at its place."""
    for find in (html_faults, _links, reference_faults, partial(faults_of_page, known=known)):
        for finding in find(page.text):
            yield _problem(page, finding.start, finding.message, finding.code)
    for finding in (*foreign_faults(page.text, page.language), *text_faults(page.text, registry, handbook)):
        yield _problem(page, finding.start, finding.message, finding.code)
    for match in REFERENCE.finditer(page.text):
        reference = Reference((), match["kind"], id_of(match["kind"], match["target"]), match["target"], match.group())
        complaint = unknown(handbook, reference) or reference_fault(registry, reference)
        if complaint:
            yield _problem(page, match.start(), *complaint)


def _links(text: str) -> Iterator[Finding]:
    return link_faults(text, others=r"[\w./-]+\.md(#[\w-]+)?|#[\w-]+|[\w./-]+\.pdf")


def _problem(page: ProsePage, start: int, message: str, code: str) -> Problem:
    line = page.text.count("\n", 0, start) + 1
    column = start - page.text.rfind("\n", 0, start)
    return Problem(page.file, line, column, "", message, code)


def prose_sections(content: Path) -> frozenset[str]:
    """Give the folders of content/ that hold pages."""
    return frozenset(path.name for path in _folders(content) if any(path.glob("*.md")))


def _folders(content: Path) -> Iterator[Path]:
    yield from (path for path in content.iterdir() if path.is_dir()) if content.is_dir() else ()
