"""Judges a reference to the law against the acts somebody has checked: does it apply today, and if not, what does?

Knows the registry and a day; reads no text and no files.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal

from handbook.language.dates import add_months
from handbook.law.citation import Citation, Written, citations
from handbook.law.titles import Titles
from handbook.law.traps import dash_means_to, grown_range, same_number, section_at
from handbook.models.base import Text
from handbook.models.law import FormerSection, Law, Section
from handbook.models.references import place_of
from handbook.places import Place, read_place

Verdict = Literal[
    "fine", "not-checked", "change-pending", "wrong-heading", "unknown-section", "repealed-section", "not-in-force",
    "ambiguous-title", "repealed-act", "unknown-act", "no-act",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judgement:
    """What holds for one place in one act on one day."""

    verdict: Verdict
    law: Law | None = None
    place: Place | None = None
    section: Section | None = None
    former: FormerSection | None = None
    """What the number was about in the repealed act, or before sections were renumbered."""
    today: tuple[str, ...] = ()
    """References to what applies today, this place itself where it applies."""
    becomes: tuple[str, ...] = ()
    """References to where the rule will stand once an adopted act is in force."""
    trap: Text | None = None
    readings: tuple["Judgement", ...] = ()
    """Where the title is shared: what each act would make of it."""

    @property
    def address(self) -> str:
        """Give the address at Lovdata: of the section, or of the act where there is no lasting one; "" without an act.

        The address of a chapter counts chapters and moves when one is put in; that of a repealed act has no sections.
        """
        if self.law is None:
            return ""
        lasting = self.place and not self.place.is_chapter and self.verdict != "repealed-act"
        return f"{self.law.url}/%C2%A7{self.place.first}" if lasting else self.law.url


class Registry:
    """The acts of a handbook on a day. An act counts as checked for so many months."""

    def __init__(self, laws: Iterable[Law], today: date, months: int = 12):
        self.laws = {law.id: law for law in laws}
        self.today = today
        self._months = months
        self._judged: dict[tuple[str, Place | None, str], Judgement] = {}

    @cached_property
    def titles(self) -> Titles:
        """What the acts are called."""
        return Titles(self.laws.values())

    def read(self, text: str) -> list[tuple[Citation, tuple[Judgement, ...]]]:
        """Find every citation in a text, with a judgement for each of its places."""
        return [(each, self.judge_citation(each)) for each in citations(text, self.titles)]

    def judge_reference(self, written: str) -> Judgement:
        """Judge a reference as data notes it: `barnevernsloven §13-2`; KeyError where the act is not there."""
        return self.judge(self.laws[written.split(" ")[0]], place_of(written))

    def judge_citation(self, citation: Citation) -> tuple[Judgement, ...]:
        """Judge each place of a citation, or the act as a whole where it names no place."""
        places = citation.places or (None,)
        if not citation.acts:
            verdict = "unknown-act" if citation.stranger else "no-act"
            return tuple(Judgement(verdict, place=each and each.place(False)) for each in places)
        return tuple(self._judge_titled(citation, each) for each in places)

    def _judge_titled(self, citation: Citation, written: Written | None) -> Judgement:
        """A short title that several acts share means the one in force, as everybody cites the law that applies.

        It is ambiguous where the place speaks for another of them: the writer may have meant an act of the past.
        """
        readings = [self._read_in(self.laws[id], written, citation.heading) for id in citation.acts]
        current = [each for each in readings if each.verdict not in ("repealed-act", "not-in-force")]
        if len(readings) == 1:
            return readings[0]
        others = [each for each in readings if each not in current and (each.section or each.former)]
        if len(current) == 1 and not others:
            return current[0]
        today = tuple(dict.fromkeys(ref for each in others or readings for ref in each.today))
        trap = next((each.trap for each in others if each.trap), None)
        return Judgement(
            "ambiguous-title", place=readings[0].place, today=today, trap=trap, readings=tuple(current + others)
        )

    def _read_in(self, law: Law, written: Written | None, heading: str) -> Judgement:
        judgement = self.judge(law, written.place(_has_plain_numbers(law)) if written else None, heading)
        if written is None or written.last or not judgement.place.last:
            return judgement
        return replace(judgement, trap=dash_means_to(judgement.place, judgement.trap))

    # --- one place in one act ---

    def judge(self, law: Law, place: Place | None, heading: str = "") -> Judgement:
        """Judge a place in an act, or the act as a whole; `heading` is what a writer believes the section is called."""
        key = (law.id, place, heading)
        if key not in self._judged:  # the same few sections are cited everywhere
            self._judged[key] = self._judge(law, place, heading)
        return self._judged[key]

    def _judge(self, law: Law, place: Place | None, heading: str) -> Judgement:
        section = section_at(law, place)
        former = next((one for one in law.former_sections if place and one.number == place.number), None)
        found = {"law": law, "place": place, "section": section, "former": former}
        if law.state == "repealed" or (law.repealed and law.repealed <= self.today):
            trap = same_number(self.laws.get(law.replaced_by or ""), place, former)
            return Judgement("repealed-act", today=_instead(law, former), trap=trap, **found)
        if law.state == "adopted" or (law.in_force and law.in_force > self.today):
            return Judgement("not-in-force", today=self._before(law, place), **found)
        if (section and section.repealed) or (place and not section and former):
            trap = former.trap if former else None
            return Judgement("repealed-section", today=former.today if former else (), trap=trap, **found)
        if place and not section and not _holds_known(law, place):
            return Judgement("unknown-section", **found)
        verdict = self._in_force(law, section, heading)
        trap = (former.trap if former else None) or grown_range(law, place)
        return Judgement(verdict, today=_itself(law, place, section), becomes=_becomes(law, place), trap=trap, **found)

    def _in_force(self, law: Law, section: Section | None, heading: str) -> Verdict:
        if section and heading and section.heading and not _is_heading(heading, section.heading):
            return "wrong-heading"
        if (section and section.pending_change) or law.state != "in_force" or law.repealed:
            return "change-pending"
        is_old = (section and section.unread_change) or add_months(law.checked, self._months) < self.today
        return "not-checked" if is_old else "fine"

    def _before(self, law: Law, place: Place | None) -> tuple[str, ...]:
        """Give what applies until an adopted act is in force: the act it replaces, and the sections that will move."""
        found = []
        for old in self.laws.values():
            if old.replaced_by == law.id and old.state != "repealed":
                moved = [
                    f"{old.id} {one.number}"
                    for one in old.future_sections
                    for target in map(place_of, one.becomes)
                    if place and target and target.holds(place)
                ]
                found += moved or [old.id]
        return tuple(found)


def _holds_known(law: Law, place: Place) -> bool:
    """A chapter is known by the sections in it: § 13-2 stands in chapter 13."""
    return place.is_chapter and any(place.holds(read_place(one.number)) for one in law.sections)


def _has_plain_numbers(law: Law) -> bool:
    """Say whether the sections of an act are numbered through, without chapters: § 13, § 13 a."""
    numbers = [one.number for one in (*law.sections, *law.former_sections) if one.number.startswith("§")]
    return bool(numbers) and not any("-" in number for number in numbers)


def _instead(law: Law, former: FormerSection | None) -> tuple[str, ...]:
    if former:
        return former.today
    return (law.replaced_by,) if law.replaced_by else ()


def _itself(law: Law, place: Place | None, section: Section | None) -> tuple[str, ...]:
    """Give the reference itself; for an act or a chapter also the sections to look up first."""
    chief = section.chief_sections if section else () if place else law.chief_sections
    return (f"{law.id} {place}" if place else law.id, *(f"{law.id} {number}" for number in chief))


def _becomes(law: Law, place: Place | None) -> tuple[str, ...]:
    if place is None:
        return (law.replaced_by,) if law.replaced_by else ()
    found = (one.becomes for one in law.future_sections if read_place(one.number).holds(Place("§", place.first)))
    return tuple(ref for refs in found for ref in refs) if not place.is_chapter else ()


def _is_heading(claimed: str, expected: str) -> bool:
    """Compare headings by their words; the beginning of a long one will do."""
    one, other = (" ".join(re.findall(r"\w+", text.casefold())) for text in (claimed, expected))
    return one == other or other.startswith(f"{one} ") or one.startswith(f"{other} ")
