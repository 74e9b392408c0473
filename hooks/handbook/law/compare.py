"""Compares the registry, and whatever cites it, with the index of what Lovdata published."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from handbook.handbook import Handbook
from handbook.law.index import Index
from handbook.law.lovdata import SeenAct, SeenSection
from handbook.law.registry import Judgement, Registry
from handbook.law.running_text import all_citations
from handbook.models.law import Law, Section
from handbook.models.references import place_of
from handbook.places import Place, read_place
from handbook.problems import Problem

OLD_AFTER = timedelta(days=45)
Change = tuple[str, str]
"""A sentence in nynorsk, and the code of the problem."""
Changes = dict[tuple[str, str], Change]
"""What changed, by act and section."""


def compare(index: Index, handbook: Handbook, registry: Registry) -> tuple[list[Problem], Changes]:
    """Give everything in which the registry differs from the index, where it stands and wherever a record cites it;
    and what changed, for the pages of prose."""
    problems = list(_age(index, handbook, registry.today))
    changes: Changes = {}
    for law in handbook.all("law"):
        act = index.acts.get(law.lovdata)
        origin = handbook.origins["law", law.id]
        for field, change in _act_changes(law, act, registry.today):
            problems.append(origin.problem((field,), *change))
        if act is None or law.state == "repealed":
            continue
        for position, section in enumerate(law.sections):
            if change := _section_change(law, section, act.sections.get(section.number)):
                changes[law.id, section.number] = change
                problems.append(origin.problem(("sections", position, "number"), *change))
    return [*problems, *(_cited(handbook, registry, changes) if changes else ())], changes


def _age(index: Index, handbook: Handbook, today: date) -> Iterator[Problem]:
    first = next(iter(handbook.all("law")), None)
    if first and index.taken + OLD_AFTER < today:
        message = f"Det nyaste hos Lovdata er frå {index.taken}. Hent filene på nytt."
        yield handbook.origins["law", first.id].problem((), message, "law-index-old")


def _act_changes(law: Law, act: SeenAct | None, today: date) -> Iterator[tuple[str, Change]]:
    """Compare the state of an act. A repealed act may still stand among those that apply, and proves nothing."""
    if law.state == "repealed":
        return
    if act is None:
        yield "state", (f"{law.short_title} ({law.lovdata}) er ikkje blant det Lovdata gir ut.", "law-differs")
        return
    began = [day for day in act.in_force if day <= today.isoformat()]
    if law.state == "adopted" and began:
        yield "state", (f"{law.short_title} tok til å gjelde {began[0]}, seier Lovdata.", "law-differs")
    if law.state != "adopted" and not began:
        yield "state", (f"{law.short_title} er ikkje i kraft, seier Lovdata.", "law-differs")
    if law.in_force and act.in_force and law.in_force.isoformat() not in act.in_force:
        days = ", ".join(act.in_force)
        yield "in_force", (f"{law.short_title} er i kraft frå {days}, seier Lovdata.", "law-differs")
    yield from _later_changes(law, act)


def _later_changes(law: Law, act: SeenAct) -> Iterator[tuple[str, Change]]:
    """Compare what has happened to an act since it was checked, and what is adopted for it."""
    if act.changed > law.checked.isoformat():
        message = f"{law.short_title} vart endra {act.changed}, etter at nokon kontrollerte henne. Les paragrafane."
        yield "checked", (message, "law-changed")
    if act.pending and law.state == "in_force":
        yield "state", (f"{law.short_title}: Lovdata skriv «{act.pending}»", "law-differs")
    if not act.pending and law.state in ("repeal_adopted", "successor_adopted"):
        yield "state", (f"{law.short_title}: Lovdata seier ikkje lenger at ei ny lov er vedteken.", "law-differs")


def _section_change(law: Law, section: Section, seen: SeenSection | None) -> Change | None:
    name = f"{read_place(section.number).spelled()} i {law.short_title}"
    if seen is None:
        return f"{name} finst ikkje hos Lovdata.", "law-differs"
    if seen.repealed != section.repealed:
        return f"{name} er {'' if seen.repealed else 'ikkje '}oppheva, seier Lovdata.", "law-differs"
    if section.heading and not seen.repealed and _words(seen.heading) != _words(section.heading):
        return f"{name} heiter no «{seen.heading}», ikkje «{section.heading}». Les paragrafen.", "law-differs"
    if seen.pending and not section.pending_change:
        return f"{name}: Lovdata skriv «{seen.pending}»", "law-change-pending"
    if section.pending_change and not seen.pending:
        return f"{name}: Lovdata viser ikkje lenger at ei endring ventar. Ho kan ha teke til å gjelde.", "law-differs"
    return None


def _words(heading: str) -> list[str]:
    return re.findall(r"\w+", heading.casefold())


# --- who cites what changed ---


def _cited(handbook: Handbook, registry: Registry, changes: Changes) -> Iterator[Problem]:
    """Tell of each change also where it is cited, in a field or in running text."""
    for record, origin, reference in handbook.references():
        is_ours = reference.kind == "law" and not isinstance(record, Law)
        change = _touched(changes, reference.id, place_of(reference.written)) if is_ours else None
        if change:
            yield origin.problem(reference.location, *change, snippet=reference.link or reference.written)
    for placed in all_citations(handbook, registry):
        if change := touched_by(changes, placed.judgements):
            yield placed.problem(*change)


def touched_by(changes: Changes, judgements: tuple[Judgement, ...]) -> Change | None:
    """Give the change that a citation in running text is touched by."""
    found = (_touched(changes, one.law.id, one.place) for one in judgements if one.law)
    return next(filter(None, found), None)


def _touched(changes: Changes, law: str, place: Place | None) -> Change | None:
    """Give the change of a section, or the first of those in a range; a whole act or chapter is let be."""
    if place is None or place.is_chapter:
        return None
    near = (change for (id, number), change in changes.items() if id == law and place.holds(read_place(number)))
    return next(near, None)
