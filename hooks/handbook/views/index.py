"""The page of each section: all its records, grouped and complete."""

from collections.abc import Iterable
from typing import Any

from handbook.language.dates import long_date
from handbook.models.kinds import KINDS, Kind
from handbook.views.bank import bank, card
from handbook.views.calendar import agenda
from handbook.views.edition import Edition
from handbook.views.facets import by_ease
from handbook.views.law import longer_title
from handbook.views.law_question import law_question_rows, law_questions_link
from handbook.views.level import ladder
from handbook.views.matrix import matrix_link
from handbook.views.organisation import nested
from handbook.views.parts import Link, Page
from handbook.views.record import former_names
from handbook.views.safety import call, safety
from handbook.views.wording import capital


def index_page(edition: Edition, kind: Kind) -> Page:
    """Give the page that lists every record of a kind."""
    rows, more = _ROWS.get(kind.name, _plain)(edition, kind)
    return Page(
        path=f"{kind.section}/",
        section=kind.section,
        template=f"index-{_TEMPLATES[kind.name]}" if kind.name in _TEMPLATES else "index",
        title=edition.word(f"section_{kind.section}"),
        lead=edition.word(f"lead_{kind.section}"),
        description=edition.word(f"lead_{kind.section}"),
        crumbs=(Link(edition.word("home"), "./"),),
        safety=_safety(edition, kind),
        more={"groups": rows, "count": len(edition.handbook.all(kind.name)), **more},
    )


def _safety(edition: Edition, kind: Kind) -> tuple[dict[str, Any], ...]:
    """The rules in full: for staff on the guide's front page, all of them where one looks for numbers to call."""
    if kind.name == "emergency_number":
        return safety(edition, in_full=True, triggers=("danger", "violence"))
    return safety(edition, in_full=True) if kind.name == "level" else ()


Rows = tuple[tuple[tuple[str, tuple[Any, ...]], ...], dict[str, Any]]
"""Groups of (heading, rows), and what else the template prints."""


def _grouped(pairs: Iterable[tuple[str, Any]], order: Iterable[str]) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    found: dict[str, list[Any]] = {heading: [] for heading in order}
    for heading, row in pairs:
        found.setdefault(heading, []).append(row)
    return tuple((heading, tuple(rows)) for heading, rows in found.items() if rows)


def _plain(edition: Edition, kind: Kind) -> Rows:
    rows = tuple({"link": edition.link(kind.name, record.id, note=True)} for record in edition.handbook.all(kind.name))
    return ((("", rows),) if rows else ()), {}


def _terms(edition: Edition, vocabulary: str) -> list[str]:
    return [edition.text(term.name) for term in edition.handbook.all(vocabulary)]


def _by_term(edition: Edition, kind: Kind, vocabulary: str, field: str) -> Rows:
    """Group by a word of an open list; the heading is the word with a capital."""
    pairs = [
        (
            capital(edition.term(vocabulary, getattr(record, field))),
            {"link": edition.link(kind.name, record.id, note=True)},
        )
        for record in edition.handbook.all(kind.name)
    ]
    return _grouped(pairs, map(capital, _terms(edition, vocabulary))), {}


def _services(edition: Edition, kind: Kind) -> Rows:
    rows, _ = _by_term(edition, kind, "service_kind", "kind")
    organisations = tuple(
        {
            "link": Link(edition.text(one.name), url=one.url or ""),
            "kind": edition.term("organisation_kind", one.kind),
            "former": former_names(edition, one.id),
        }
        for one in edition.handbook.all("organisation")
    )
    return rows, {"organisations": organisations}


def _groups(edition: Edition, kind: Kind) -> Rows:
    rows, _ = _by_term(edition, kind, "group_type", "type")
    return rows, {"overviews": matrix_link(edition)}


def _forms(edition: Edition, kind: Kind) -> Rows:
    return _by_term(edition, kind, "form_kind", "kind")


def _roles(edition: Edition, kind: Kind) -> Rows:
    rows = [{"link": edition.link("role", role.id, note=True)} for role in edition.handbook.all("role")]
    return (("", tuple(sorted(rows, key=lambda row: row["link"].text.lower()))),), {}


def _measures(edition: Edition, kind: Kind) -> Rows:
    """Group by the first theme, the easiest to get first; what has none stands last."""
    other = edition.word("other_measures")
    pairs = [
        (capital(edition.term("theme", measure.themes[0])) if measure.themes else other, card(edition, measure))
        for measure in by_ease(edition, edition.handbook.all("measure"))
    ]
    return _grouped(pairs, [*map(capital, _terms(edition, "theme")), other]), bank(edition)


def _meetings(edition: Edition, kind: Kind) -> Rows:
    return (), agenda(edition)


def _levels(edition: Edition, kind: Kind) -> Rows:
    return (), {"ladder": ladder(edition), "nested": nested(edition)}


def _laws(edition: Edition, kind: Kind) -> Rows:
    pairs = []
    for law in edition.handbook.all("law"):
        row = {
            "link": Link(capital(edition.name("law", law.id)), edition.path("law", law.id), note=longer_title(law)),
            "state": law.state,
            "state_text": edition.law_state(law),
        }
        heading = "laws_in_force" if law.state not in ("adopted", "repealed") else f"laws_{law.state}"
        pairs.append((edition.word(heading), row))
    order = (edition.word("laws_in_force"), edition.word("laws_adopted"), edition.word("laws_repealed"))
    rows = _grouped(sorted(pairs, key=lambda pair: pair[1]["link"].text.lower()), order)
    return rows, {"overviews": law_questions_link(edition)}


def _law_questions(edition: Edition, kind: Kind) -> Rows:
    return (("", law_question_rows(edition)),), {"disclaimer": edition.word("not_legal_advice")}


def _numbers(edition: Edition, kind: Kind) -> Rows:
    pairs = []
    for one in edition.handbook.all("emergency_number"):
        row = {
            "id": one.id,
            "call": call(edition, one),
            "hours": edition.text(one.hours).rstrip("."),
            "price": "" if one.free is None else edition.word("call_free" if one.free else "call_charged"),
            "url": one.url or "",
            "verified": long_date(one.verified) if one.verified else "",
            "verified_against": edition.text(one.verified_against),
            "unverified": edition.text(one.unverified),
        }
        pairs.append((edition.word("numbers_acute" if one.strip else "numbers_other"), row))
    return _grouped(pairs, (edition.word("numbers_acute"), edition.word("numbers_other"))), {}


def _glossary(edition: Edition, kind: Kind) -> Rows:
    other = "nb" if edition.language == "nn" else "nn"
    pairs = []
    for term in edition.handbook.all("glossary_term"):
        words, foreign = getattr(term, edition.language), getattr(term, other)
        row = {
            "id": term.id,
            "word": ", ".join(words),
            "other": ", ".join(foreign) if foreign != words else "",
            "other_language": other,
            "definition": edition.text(term.definition),
            "synonyms": ", ".join(getattr(term.synonyms, edition.language)),
            "outdated": ", ".join(f"«{one.word}»" for one in term.outdated),
        }
        pairs.append((words[0][:1].upper(), row))
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ"
    pairs.sort(key=lambda pair: [alphabet.find(char) for char in pair[1]["word"].upper()])
    return _grouped(pairs, alphabet), {}


_ROWS = {
    "service": _services,
    "group": _groups,
    "form": _forms,
    "role": _roles,
    "measure": _measures,
    "meeting": _meetings,
    "level": _levels,
    "law": _laws,
    "law_question": _law_questions,
    "glossary_term": _glossary,
    "emergency_number": _numbers,
}
_TEMPLATES = {
    "measure": "measures",
    "service": "services",
    "meeting": "meetings",
    "level": "levels",
    "law": "laws",
    "law_question": "law-questions",
    "glossary_term": "glossary",
    "emergency_number": "numbers",
}
assert _ROWS.keys() <= KINDS.keys()
