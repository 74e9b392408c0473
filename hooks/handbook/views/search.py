"""What can be found, record by record: titles, lines and texts in both forms; the page of its own; whom to call."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from handbook.markup import REFERENCE
from handbook.models.base import Text
from handbook.models.kinds import KINDS
from handbook.models.law import Law
from handbook.models.measure import Measure
from handbook.models.reference import GlossaryTerm
from handbook.models.scalars import LANGUAGES
from handbook.prose import ProsePage
from handbook.search.index import Entry, Fields, Forms
from handbook.views.edition import Edition
from handbook.views.parts import Link, Page
from handbook.views.safety import safety

PATH = "sok/"
KINDS_FOUND = (
    "measure", "service", "prose", "level", "step", "form", "group", "meeting", "role", "law_question", "law",
    "framework", "plan", "emergency_number", "glossary_term",
)  # fmt: skip
"""The kinds that can be found, in the order of their groups when nothing else decides."""

_LINE = ("summary", "definition", "target", "when", "about")
"""Fields that say what a record is, the first that is there stands as its line."""
_NOT_IN_BODY = {"name", "aliases", "steps", "changes", "unverified", "verified_against", "checked_against", *_LINE}
_MARKUP = re.compile(r"\]\([^)]*\)|[*_#>\[\]]")
_EXAMPLES = ("skulefravaer", "sovnvanskar", "samlivsbrot")
"""Terms of the glossary that the home page suggests one to search for."""


def search_pages(edition: Edition) -> Iterator[Page]:
    """Give the page of the search."""
    yield Page(
        path=PATH,
        section="sok",
        template="search",
        title=edition.word("search_title"),
        lead=edition.word("search_lead"),
        description=edition.word("search_lead"),
        crumbs=(Link(edition.word("home"), "./"),),
        more={
            "lists": tuple(
                Link(edition.word(f"section_{kind.section}"), f"{kind.section}/")
                for kind in KINDS.values()
                if kind.section and edition.handbook.all(kind.name)
            )
        },
    )


def suggestions(edition: Edition) -> tuple[str, ...]:
    """Give words that one may search for, where the glossary has them."""
    terms = edition.handbook.records.get("glossary_term", {})
    return tuple(edition.name("glossary_term", id) for id in _EXAMPLES if id in terms)


def kind_words(edition: Edition) -> dict[str, str]:
    """Give the heading of each kind of result."""
    return {kind: edition.word(f"found_{kind}") for kind in KINDS_FOUND}


def said(edition: Edition) -> dict[str, str]:
    """Give what the search says to the reader; words in braces are filled in by the browser."""
    return {
        "count": edition.word("search_count"),
        "none": edition.word("search_none"),
        "lists": edition.word("search_lists"),
        "near": edition.word("search_near"),
        "near_only": edition.word("search_near_only"),
        "all": edition.word("search_all"),
        "in_other": edition.word("in_other_form"),
        "via_synonym": edition.word("search_via_synonym"),
        "via_spelling": edition.word("search_via_spelling"),
        "via_text": edition.word("search_via_text"),
    }


def acute(edition: Edition, place: dict[str, int]) -> list[dict[str, Any]]:
    """Give the rules that go before every result, each with the numbers of the concepts that call for it."""
    shown = {rule["id"]: rule for rule in safety(edition, triggers=("violence", "danger"))}
    return [
        {
            "concepts": [place[id] for id in rule.terms if id in place],
            "title": shown[rule.id]["name"],
            "text": shown[rule.id]["summary"],
            "calls": [[call.number, call.name, call.url] for call in shown[rule.id]["calls"]],
        }
        for rule in edition.handbook.all("safety_rule")
        if rule.terms
    ]


def entries(edition: Edition, prose: Sequence[ProsePage]) -> list[Entry]:
    """Give everything that can be found in a language, by kind and in the order of the data."""
    finder = _Finder(edition, replace(edition, language="nb" if edition.language == "nn" else "nn"))
    found = [entry for kind in KINDS_FOUND for entry in finder.records(kind)]
    return [*found, *_sections(edition), *_prose(edition.language, prose)]


@dataclass(frozen=True, slots=True)
class _Finder:
    """One language, and the other one beside it."""

    edition: Edition
    beside: Edition

    def records(self, kind: str) -> Iterator[Entry]:
        """Give the entries of a kind; a record that has ended is no longer offered."""
        for record in self.edition.handbook.all(kind):
            if getattr(record, "status", "current") != "ended":
                yield self._entry(kind, record)

    def _entry(self, kind: str, record: Any) -> Entry:
        title, other = self.edition.name(kind, record.id), self.beside.name(kind, record.id)
        line = next(filter(None, (getattr(record, name, None) for name in _LINE)), None)
        return Entry(
            kind=kind,
            id=record.id,
            path=self.edition.path(kind, record.id),
            title=title,
            other=other if other != title else "",
            note=_plain(self.edition.text(line)) if line else record.full_title if isinstance(record, Law) else "",
            fields=partial(self._fields, record, (title, other)),
        )

    def _fields(self, record: Any, title: Forms) -> Fields:
        return {
            "title": [title, *_other_names(record)],
            "tags": [*map(_forms, getattr(record, "aliases", ())), *self._terms(record)]
            if not isinstance(record, Law)
            else [(name,) for name in (*record.aliases, *record.abbreviations, record.full_title)],
            "text": [_forms(value) for name in _LINE if isinstance(value := getattr(record, name, None), Text)],
            "body": self._body(record),
        }

    def _terms(self, record: Any) -> Iterator[Forms]:
        """Give the words of open lists that a record bears, and the services that give a measure."""
        for name, vocabulary in (("themes", "theme"), ("audience", "audience"), ("arenas", "arena")):
            for id in getattr(record, name, ()):
                yield self.edition.term(vocabulary, id), self.beside.term(vocabulary, id)
        for id in record.services if isinstance(record, Measure) else ():
            yield self.edition.name("service", id), self.beside.name("service", id)

    def _body(self, record: Any) -> list[Forms]:
        """Give every other text of a record: a text is found wherever in the model it stands."""
        found = self.edition.handbook.found_in(record).texts
        return [_forms(text) for location, text in found if location and location[0] not in _NOT_IN_BODY]


def _other_names(record: Any) -> Iterator[Forms]:
    if isinstance(record, Measure):
        yield from ((name,) for name in record.abbreviations)
    if isinstance(record, GlossaryTerm):
        yield from ((word,) for word in (*record.nn[1:], *record.nb[1:]))


def _forms(text: Text) -> Forms:
    return tuple(map(_words, filter(None, (text.nn, text.nb))))


def _words(text: str) -> str:
    """Give a text without what a reader does not see; other signs of markup may stay, for they hold no words."""
    return _plain(text) if "](" in text or "[[" in text else text


def _plain(text: str) -> str:
    """Give a text without markup; a reference is its own words."""
    return _MARKUP.sub(" ", REFERENCE.sub(lambda match: match["label"] or "", text)).strip()


def _sections(edition: Edition) -> Iterator[Entry]:
    """Give the sections of the laws in force that have a heading, each with the place where it stands."""
    for law in edition.handbook.all("law"):
        for section in law.sections if law.state not in ("repealed", "adopted") else ():
            if section.heading and section.number.startswith("§"):
                link = edition.law(f"{law.id} {section.number}")
                fields = partial(dict, title=[(section.heading,)], tags=[(link.text,)])
                yield Entry("law", f"{law.id} {section.number}", link.path, link.text, "", section.heading, fields)


def _prose(language: str, pages: Iterable[ProsePage]) -> Iterator[Entry]:
    """Give the pages of prose but the front page, each joined with its twin."""
    twins = {(page.page, page.language): page for page in pages}
    for page in (page for page in pages if page.language == language and page.path):
        forms = [twins[page.page, each] for each in LANGUAGES if (page.page, each) in twins]
        other = next((each.title for each in forms if each is not page and each.title != page.title), "")
        fields = partial(
            dict,
            title=[tuple(each.title for each in forms)],
            text=[tuple(each.description for each in forms)],
            body=[tuple(_plain(each.body) for each in forms)],
        )
        yield Entry("prose", page.page, page.path, page.title, other, page.description, fields)
