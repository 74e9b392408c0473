"""What waits for an editor: texts, reviews, laws, contacts, dates and joins that are missing, old or not reached.

Each finder's name is its code; the words of a code are the interface's `upkeep_…`. Knows no page.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from handbook.calendar.promise import account
from handbook.checks.freshness import law_check_due, next_review
from handbook.models.base import Entry, Text
from handbook.models.kinds import KINDS
from handbook.models.law import Law
from handbook.models.level import Level
from handbook.models.measure import Measure
from handbook.models.parts import Contact
from handbook.problems import Location
from handbook.views.contact import reached
from handbook.views.edition import Edition
from handbook.views.facets import band_name, missing_bands
from handbook.views.measure import answering
from handbook.views.planned import state_of


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that waits: in which record, where in its file, and what can be said of it in words."""

    kind: str
    id: str
    location: Location = ()
    detail: str = ""


Finder = Callable[[Edition], Iterator[Found]]


def _current(edition: Edition, *kinds: str) -> Iterator[tuple[str, Any]]:
    """Give the municipality's own records of some kinds; what is ended and what another folder lent need no upkeep."""
    for kind in kinds or tuple(edition.handbook.records):
        for record in edition.handbook.all(kind):
            if not edition.handbook.origins[kind, record.id].shared and getattr(record, "status", "") != "ended":
                yield kind, record


def _pending(edition: Edition, written: bool) -> Iterator[Found]:
    """The texts whose other form is awaited, or (`written`) stands there unread: one find for each record."""
    keys = {id(origin): key for key, origin in edition.handbook.origins.items()}
    keys |= {id(edition.handbook.settings[name]): (name, name) for name in edition.handbook.settings}
    counted: dict[tuple[str, str], list[tuple[Location, Text]]] = {}
    for origin, location, text in edition.handbook.texts():
        if text.pending and not origin.shared and bool(getattr(text, text.pending)) == written:
            counted.setdefault(keys[id(origin)], []).append((location, text))
    for (kind, id_), texts in counted.items():
        detail = edition.word(f"upkeep_texts_{texts[0][1].pending}", n=len(texts))
        yield Found(kind, id_, texts[0][0], detail)


def awaited_text(edition: Edition) -> Iterator[Found]:
    """A text that one written form lacks."""
    return _pending(edition, written=False)


def unread_draft(edition: Edition) -> Iterator[Found]:
    """A text whose other form is a draft that nobody has read."""
    return _pending(edition, written=True)


def draft_record(edition: Edition) -> Iterator[Found]:
    """A record that says it is a draft."""
    for kind, record in _current(edition):
        if getattr(record, "status", "") == "draft":
            yield Found(kind, record.id, ("status",))


def overdue_review(edition: Edition) -> Iterator[Found]:
    """A record whose day of review is past."""
    for kind, record in _current(edition):
        due = isinstance(record, Entry) and next_review(kind, record, edition.handbook.municipality)
        if due and due < edition.today:
            yield Found(kind, record.id, ("reviewed",), f"{record.reviewed} → {due}")


def never_reviewed(edition: Edition) -> Iterator[Found]:
    """A record with a page of its own that nobody has said to have reviewed; an act is checked instead."""
    for kind, record in _current(edition, *(kind.name for kind in KINDS.values() if kind.section and kind.own_pages)):
        if record.reviewed is None and not isinstance(record, Law):
            yield Found(kind, record.id)


def changed_law(edition: Edition) -> Iterator[Found]:
    """A record that rests on an act or section which is repealed, not in force yet, changed or about to be."""
    kinds = {id(record): kind for kind, record in _current(edition) if kind in KINDS and kind != "law"}
    for record, _, reference in edition.handbook.references():
        if reference.kind == "law" and "means" not in reference.location and id(record) in kinds:
            law = edition.law(reference.written)
            if law.state != "in_force":
                yield Found(kinds[id(record)], record.id, reference.location, f"{law.text}: {law.state_text}")


def unchecked_law(edition: Edition) -> Iterator[Found]:
    """An act that nobody has checked for as long as the municipality has set."""
    for _, law in _current(edition, "law"):
        if law_check_due(law, edition.handbook.municipality) < edition.today:
            yield Found("law", law.id, ("checked",), law.checked.isoformat())


def _answers(contact: Contact | None) -> bool:
    return bool(contact and (contact.phone or contact.email or contact.url))


def no_contact(edition: Edition) -> Iterator[Found]:
    """A service or a measure that nobody can be reached about."""
    for kind, record in _current(edition, "service", "measure"):
        own = record.contact if kind == "service" else record.access.contact
        contact = own if kind == "service" else reached(edition, own, answering(record))
        if not _answers(contact) and not (kind == "measure" and record.access.online):
            yield Found(kind, record.id, ("contact",) if kind == "service" else ("access",))


def no_evidence(edition: Edition) -> Iterator[Found]:
    """A measure whose effect nobody has looked up, or that does not say when."""
    for kind, measure in _current(edition, "measure"):
        if not any(one.checked for one in measure.evidence):
            yield Found(kind, measure.id, ("evidence",))


def undated_meeting(edition: Edition) -> Iterator[Found]:
    """A series that has fewer dates decided than it promises in its year."""
    for kind, meeting in _current(edition, "meeting"):
        found = account(edition.timetable, meeting)
        if (state := state_of(found)) in ("rule", "short", "none"):
            detail = edition.word(f"set_up_{state}", n=found.missing, decided=found.decided)
            yield Found(kind, meeting.id, ("cadence",), detail)


def undated_plan(edition: Edition) -> Iterator[Found]:
    """A plan that does not say for when it holds, nor when it was decided."""
    for kind, plan in _current(edition, "plan"):
        known = (plan.valid_from, plan.valid_to, plan.period, plan.effective, *(one.day for one in plan.decisions))
        if not any(known):
            yield Found(kind, plan.id)


def untested_form(edition: Edition) -> Iterator[Found]:
    """A form of one's own that was never tried by those who are to fill it in."""
    for kind, form in _current(edition, "form"):
        if form.fields and form.tested is None:
            yield Found(kind, form.id)


def _rungs(edition: Edition) -> list[Level]:
    """Give the levels of the guide; those of the organisation offer nothing themselves."""
    return [level for _, level in _current(edition, "level") if level.organisation_level is None]


def _measures_at(edition: Edition, level: Level) -> list[Measure]:
    return [one for one in edition.handbook.all("measure") if one.status != "ended" and level.id in one.levels]


def measure_without_level(edition: Edition) -> Iterator[Found]:
    """A measure that no level of the guide leads to, where there is a guide."""
    if _rungs(edition):
        yield from (Found(kind, one.id) for kind, one in _current(edition, "measure") if not one.levels)


def level_without_offer(edition: Edition) -> Iterator[Found]:
    """A level of the guide without a measure, where there are measures."""
    if edition.handbook.all("measure"):
        yield from (Found("level", one.id) for one in _rungs(edition) if not _measures_at(edition, one))


def age_without_offer(edition: Edition) -> Iterator[Found]:
    """A level whose measures leave out some ages."""
    for level in _rungs(edition):
        measures = _measures_at(edition, level)
        missing = missing_bands(measures)
        if measures and missing:
            detail = edition.joined_words([band_name(edition, band) for band in missing])
            yield Found("level", level.id, detail=detail)


def unmentioned_service(edition: Edition) -> Iterator[Found]:
    """A service that no other record names."""
    named = {
        reference.id
        for record, _, reference in edition.handbook.references()
        if reference.kind == "service" and record is not edition.handbook.records["service"].get(reference.id)
    }
    yield from (Found(kind, one.id) for kind, one in _current(edition, "service") if one.id not in named)


FINDERS: dict[str, Finder] = {
    finder.__name__: finder
    for finder in (
        overdue_review,
        changed_law,
        unchecked_law,
        awaited_text,
        unread_draft,
        draft_record,
        no_contact,
        undated_meeting,
        undated_plan,
        level_without_offer,
        age_without_offer,
        measure_without_level,
        unmentioned_service,
        untested_form,
        never_reviewed,
        no_evidence,
    )
}
"""By code, what can harm a reader first."""
