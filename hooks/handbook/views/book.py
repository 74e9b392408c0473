"""The handbook as one book: its title page, its chapters in the order of the menu, and the pages of each."""

from collections.abc import Iterable
from dataclasses import dataclass

from handbook.language.dates import long_date
from handbook.models.kinds import KINDS, SECTIONS
from handbook.prose import ProsePage
from handbook.views.edition import Edition
from handbook.views.organisation import ORGANISATION
from handbook.views.pages import pages
from handbook.views.parts import Link, Page

_BESIDE = {"hjelp": ("tilsett",), "tiltak": ("kontakt",), "kalender": ("skjema",), "lover": ("plikter",)}
"""Sections that are no entry of the menu themselves and follow one that is."""
_LAST = (ORGANISATION, "om", "ord", "ring")
_LISTS = ("index-levels", "index-meetings")
"""Sections whose own page says more than which records there are; the contents say that already."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One section. `opening` is printed whole where it is no mere list of the pages that follow; else `lead` is."""

    title: str
    path: str
    lead: str
    opening: bool
    pages: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """The whole handbook in one language."""

    language: str
    municipality: str
    handbook: str
    lead: str
    example: str
    day: str
    chapters: tuple[Chapter, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """The pages of the site that are bound, in their order."""
        return tuple(path for one in self.chapters for path in (one.path, *(page.path for page in one.pages)))


def book(edition: Edition, prose: Iterable[ProsePage]) -> Book:
    """Give the book of an edition; `prose` may hold the pages of other languages too."""
    municipality = edition.handbook.municipality
    chapters = _chapters_of_prose(edition, [page for page in prose if page.language == edition.language])
    chapters |= _chapters_of_records(edition)
    return Book(
        language=edition.language,
        municipality=edition.text(municipality.name),
        handbook=edition.text(municipality.handbook),
        lead=edition.text(municipality.lead),
        example=edition.text(municipality.example),
        day=long_date(edition.today),
        chapters=tuple(chapters[name] for name in _order(municipality.menu, chapters) if name in chapters),
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
    with_section = (kind for kind in KINDS.values() if kind.section)
    records = {edition.path(kind.name, one.id) for kind in with_section for one in edition.handbook.all(kind.name)}
    sections: dict[str, list[Page]] = {}
    for page in pages(edition):
        if page.section in (*SECTIONS, ORGANISATION) and (page.depth == 1 or page.path in records):
            sections.setdefault(page.section, []).append(page)
    return {name: _chapter(*found) for name, found in sections.items()}


def _chapter(opening: Page, *others: Page) -> Chapter:
    whole = not others or opening.template in _LISTS
    return Chapter(opening.title, opening.path, opening.lead, whole, tuple(Link(one.title, one.path) for one in others))
