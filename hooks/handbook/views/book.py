"""The handbook on paper: its chapters in the order of the menu, as one book and as sheets of the site to print."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from handbook.language.dates import long_date
from handbook.models.kinds import KINDS, SECTIONS, Kind
from handbook.prose import ProsePage
from handbook.views.edition import Edition
from handbook.views.organisation import ORGANISATION, organisation_pages
from handbook.views.parts import Link
from handbook.views.wording import capital

_BESIDE = {"hjelp": ("tilsett",), "tiltak": ("kontakt",), "kalender": ("skjema",), "lover": ("plikter",)}
"""Sections that are no entry of the menu themselves and follow one that is."""
_LAST = (ORGANISATION, "om", "ord", "ring")
_SAYS_MORE = ("level", "meeting")
"""Kinds whose section's own page says more than which records there are; the contents say that already."""

PRINT = "skriv-ut"
"""The folder of the sheets."""
_MOST = 150
"""So many pages stand on a sheet: a bank of 2,000 measures is not one document that no browser lays out."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One section. `opening` is printed whole where it is no mere list of the pages that follow; else `lead` is."""

    title: str
    path: str
    lead: str
    opening: bool
    pages: tuple[Link, ...]

    @property
    def deeper(self) -> dict[str, int | None]:
        """How many levels the headings move down on every page, in order; None where only the title is printed."""
        return {self.path: 0 if self.opening else None} | {page.path: 1 for page in self.pages}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the site for printing: a chapter, or a part of a long one. Only the `first` part has the opening."""

    path: str
    title: str
    chapter: Chapter
    pages: tuple[Link, ...]
    first: bool

    @property
    def deeper(self) -> dict[str, int | None]:
        """The same as of a chapter, of what stands here."""
        here = replace(self.chapter, pages=self.pages).deeper
        return here if self.first else {path: levels for path, levels in here.items() if path != self.chapter.path}

    @property
    def whole(self) -> set[str]:
        """The paths of the pages that are printed whole."""
        return {path for path, levels in self.deeper.items() if levels is not None}


@dataclass(frozen=True, slots=True)
class Book:
    """The whole handbook in one language."""

    language: str
    municipality: str
    handbook: str
    lead: str
    example: str
    day: str
    email: str
    """Where one asks for the whole as one file."""
    chapters: tuple[Chapter, ...]
    sheets: tuple[Sheet, ...]

    @property
    def deeper(self) -> dict[str, int | None]:
        """The same as of a chapter, of all that is bound."""
        return {path: levels for chapter in self.chapters for path, levels in chapter.deeper.items()}


def book(edition: Edition, prose: Iterable[ProsePage]) -> Book:
    """Give the book of an edition; `prose` may hold the pages of other languages too."""
    municipality = edition.handbook.municipality
    chapters = _chapters_of_prose(edition, [page for page in prose if page.language == edition.language])
    chapters |= _chapters_of_records(edition)
    ordered = tuple(chapters[name] for name in _order(municipality.menu, chapters) if name in chapters)
    return Book(
        language=edition.language,
        municipality=edition.text(municipality.name),
        handbook=edition.text(municipality.handbook),
        lead=edition.text(municipality.lead),
        example=edition.text(municipality.example),
        day=long_date(edition.today),
        email=municipality.contact.email or "",
        chapters=ordered,
        sheets=tuple(sheet for chapter in ordered for sheet in _sheets(edition, chapter)),
    )


def _sheets(edition: Edition, chapter: Chapter) -> Iterator[Sheet]:
    """Give the sheets of a chapter: most often one; the first stands where the section's own page links to."""
    path, starts = f"{PRINT}/{chapter.path}", range(0, len(chapter.pages) or 1, _MOST)
    for number, start in enumerate(starts, start=1):
        part = edition.word("print_part", title=chapter.title, number=number, count=len(starts))
        yield Sheet(
            path=f"{path}{number}/" if start else path,
            title=part if len(starts) > 1 else chapter.title,
            chapter=chapter,
            pages=chapter.pages[start : start + _MOST],
            first=not start,
        )


def _order(menu: tuple[str, ...], chapters: Iterable[str]) -> tuple[str, ...]:
    """Give the sections as the menu has them, each with what belongs beside it, then the rest."""
    first = [name for entry in menu for name in (entry, *_BESIDE.get(entry, ())) if name not in _LAST]
    rest = [name for name in (*SECTIONS, *sorted(chapters)) if name not in _LAST]
    return tuple(dict.fromkeys([*first, *rest, *_LAST]))


def _chapters_of_prose(edition: Edition, prose: list[ProsePage]) -> dict[str, Chapter]:
    openings = {page.path.rstrip("/"): page for page in prose if page.path.count("/") == 1}
    return {
        name: Chapter(
            title=page.title,
            path=page.path,
            lead=page.description,
            opening=True,
            pages=tuple(
                Link(other.title, other.path)
                for other in sorted(prose, key=lambda each: each.path)
                if other.path.startswith(page.path) and other is not page
            ),
        )
        for name, page in openings.items()
    }


def _chapters_of_records(edition: Edition) -> dict[str, Chapter]:
    """A step stands on the page of its level; overviews show in another order what the records say."""
    kinds = [kind for kind in KINDS.values() if kind.section and edition.handbook.all(kind.name)]
    chapters = {kind.section: _chapter_of_kind(edition, kind) for kind in kinds}
    for page in organisation_pages(edition):
        chapters[ORGANISATION] = Chapter(page.title, page.path, page.lead, True, ())
    return chapters


def _chapter_of_kind(edition: Edition, kind: Kind) -> Chapter:
    records = edition.handbook.all(kind.name) if kind.own_pages else ()
    return Chapter(
        title=edition.word(f"section_{kind.section}"),
        path=f"{kind.section}/",
        lead=edition.word(f"lead_{kind.section}"),
        opening=not kind.own_pages or kind.name in _SAYS_MORE,
        pages=tuple(_entry(edition, kind.name, one) for one in records),
    )


def _entry(edition: Edition, kind: str, record: Any) -> Link:
    """Give a record as the contents name it; of an act that does not apply they say so."""
    state = edition.law_state(record).rstrip(".") if kind == "law" and record.state in ("repealed", "adopted") else ""
    return Link(_title(edition, kind, record), edition.path(kind, record.id), note=state)


def _title(edition: Edition, kind: str, record: Any) -> str:
    """Give the heading of a record's page. It is not asked of the page itself, which costs a hundred times as much."""
    if kind == "law_question":
        return edition.text(record.question)
    name = edition.name(kind, record.id)
    return capital(name) if kind == "law" else name
