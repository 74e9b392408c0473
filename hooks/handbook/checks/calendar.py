"""Rules on the days of meetings: what an editor must decide, move or mend before others rely on them."""

from collections.abc import Iterator
from datetime import date

from handbook.calendar.clashes import clashes
from handbook.calendar.days import Span
from handbook.calendar.promise import account
from handbook.calendar.school import next_year
from handbook.calendar.timetable import HOLDS, Timetable
from handbook.checks.meeting_days import DAY_RULES, problem_of
from handbook.handbook import Handbook
from handbook.language.dates import long_date
from handbook.problems import Location, Problem


def days_hold(handbook: Handbook, today: date) -> Iterator[Problem]:
    """No day of a meeting needs an editor's eye; every rule of this module and of `meeting_days`, on one timetable."""
    timetable = Timetable(handbook, today)
    for rule in _RULES:
        yield from rule(timetable)


def _promises_are_kept(timetable: Timetable) -> Iterator[Problem]:
    """A series that has days in a year has as many as its cadence promises, unless a rule proposes the rest."""
    for meeting in timetable.handbook.all("meeting"):
        first = account(timetable, meeting)
        for year in (first.year, next_year(first.year)):
            found = account(timetable, meeting, year)
            if found.decided and found.missing and not found.proposed:
                message = (
                    f"{found.decided} av {found.promised.least} møte er sette opp for {_year(year)}. "
                    "Set opp resten, eller rett cadence."
                )
                yield problem_of(timetable, meeting, ("dates",), message, "fewer-dates-than-promised")


def _year(year: Span) -> str:
    return str(year.first.year) if year.first.month == 1 else f"{year.first.year}–{year.last.year}"


def _plans_go_on(timetable: Timetable) -> Iterator[Problem]:
    """A series that is still held has a day that is not past."""
    for meeting in timetable.handbook.all("meeting"):
        held = [one for one in timetable.of(meeting) if one.listed and one.state in HOLDS]
        over = meeting.cadence.kind == "once" or meeting.status in ("ended", "paused")
        if held and not over and all(one.span.last < timetable.today for one in held):
            message = f"Den siste datoen, {long_date(held[-1].span.first)}, er passert. Set opp nye datoar i dates."
            yield problem_of(timetable, meeting, ("dates",), message, "plan-run-out")


def _seats_are_free(timetable: Timetable) -> Iterator[Problem]:
    """Nobody must be in two meetings at the same time; told once for each pair of series."""
    told: set[tuple[str, str]] = set()
    for one, other, roles in clashes(timetable):
        late = max(one, other, key=lambda each: (each.listed is not None, each.meeting.id))
        early = other if late is one else one
        if one.span.last < timetable.today or (early.meeting.id, late.meeting.id) in told:
            continue
        told.add((early.meeting.id, late.meeting.id))
        who = " og ".join(f"«{role}»" for role in sorted(roles))
        place: Location = ("dates", late.index, "day") if late.listed else ("cadence",)
        message = (
            f"{who} må òg vere i «{early.meeting.id}» {long_date(one.span.first)} på same tid. Flytt det eine møtet, "
            "eller endre attendance for plassen."
        )
        yield problem_of(timetable, late.meeting, place, message, "same-seat-twice")


def _nothing_follows_itself(timetable: Timetable) -> Iterator[Problem]:
    """A series does not follow itself, be it through others; a ring is told once."""
    meetings = timetable.handbook.records.get("meeting", {})
    for meeting in meetings.values():
        seen, other = set(), meeting
        while other and other.cadence.kind == "relative_to_meeting" and other.id not in seen:
            seen.add(other.id)
            other = meetings.get(other.cadence.meeting)
        if other is meeting and meeting.id == min(seen, default=""):
            message = f"«{meeting.id}» følgjer seg sjølv. Vel eit anna møte."
            yield problem_of(timetable, meeting, ("cadence", "meeting"), message, "follows-itself")


_RULES = (*DAY_RULES, _promises_are_kept, _plans_go_on, _seats_are_free, _nothing_follows_itself)
RULES = (days_hold,)
