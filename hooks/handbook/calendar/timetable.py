"""All series of a handbook with their days: what is decided, what a rule proposes, what must be decided first.

A day that somebody listed is as they wrote it. From a rule come proposals, never before today and only after the last
day that is listed: until then the list is the plan.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from handbook.calendar.days import DAY, Span, last_before, on_or_after, one_day
from handbook.calendar.deadlines import due
from handbook.calendar.rules import kept, readings, spans
from handbook.calendar.school import School, next_year, planning_year
from handbook.handbook import Handbook
from handbook.models.cadence_exact import Once, RelativeToEaster, RelativeToMeeting
from handbook.models.cadence_written import Written
from handbook.models.meeting import Meeting, MeetingDate

State = Literal["decided", "proposed", "moved", "cancelled", "undecided"]
HOLDS = frozenset({"decided", "moved"})
"""The states of a meeting that somebody has decided and that will be held."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time a meeting is held, or may be."""

    meeting: Meeting
    span: Span
    state: State
    key: str
    """What tells it from the others of its series: the day it was first called to."""
    listed: MeetingDate | None = None
    index: int = -1
    """Its place in the meeting's `dates`."""
    other: date | None = None
    """The other day that an undecided rule may mean."""

    @property
    def starts(self) -> str | None:
        """When it starts, as hour and minute."""
        return (self.listed.starts if self.listed else None) or self.meeting.starts

    @property
    def ends(self) -> str | None:
        """When it ends, as hour and minute."""
        return (self.listed.ends if self.listed else None) or self.meeting.ends

    @property
    def order(self) -> tuple[date, str, str]:
        """Where it stands among others."""
        return (self.span.first, self.starts or "", self.meeting.id)


class Timetable:
    """The days of every series, from the start of this planning year to the end of the next."""

    def __init__(self, handbook: Handbook, today: date):
        self.handbook, self.today = handbook, today
        self.school = School(tuple(sorted(handbook.all("school_year"), key=lambda one: one.start)))
        kind = handbook.municipality.planning_year if handbook.municipality else "school"
        self.year = planning_year(today, kind)
        self.horizon = Span(self.year.first, next_year(self.year).last)
        self._made: dict[str, tuple[Occurrence, ...]] = {}

    @cached_property
    def all(self) -> tuple[Occurrence, ...]:
        """Every occurrence of every series that has not ended, in order of day and time."""
        held = (meeting for meeting in self.handbook.all("meeting") if meeting.status != "ended")
        found = [one for meeting in held for one in self.of(meeting)]
        return tuple(sorted(found, key=lambda one: one.order))

    def of(self, meeting: Meeting) -> tuple[Occurrence, ...]:
        """Give the occurrences of one series in order: the listed ones, then what its rule proposes."""
        if meeting.id not in self._made:
            self._made[meeting.id] = ()  # what follows itself, perhaps through others, gives nothing
            found = [*_listed(meeting), *self._proposed(meeting)]
            self._made[meeting.id] = tuple(sorted(found, key=lambda one: one.order))
        return self._made[meeting.id]

    def _proposed(self, meeting: Meeting) -> Iterator[Occurrence]:
        cadence = meeting.cadence
        if meeting.status not in ("current", "draft"):
            return
        if isinstance(cadence, Once):
            yield from _once(meeting, cadence)
            return
        window = self.open_for(meeting)
        if isinstance(cadence, RelativeToMeeting):
            days = self._following(cadence, window)
        else:
            days = spans(cadence, window, self.school)
        coming = (span for span in days if span.last >= self.today)
        yield from (Occurrence(meeting, span, "proposed", span.first.isoformat()) for span in coming)
        yield from self._undecided(meeting, cadence, window)

    def open_for(self, meeting: Meeting) -> Span:
        """Give the span in which days that a rule proposes for a series may begin; what has begun and is not over, a
        week or a school break, is proposed still. Its last is before its first where none is left."""
        listed = (day for one in meeting.dates for day in (one.first_called, one.last_day or one.day))
        first = max([self.today - _LONGEST, *(day + DAY for day in listed), meeting.valid_from or date.min])
        return Span(first, min(self.horizon.last, meeting.valid_to or self.horizon.last))

    def _following(self, cadence: RelativeToMeeting, window: Span) -> Iterator[Span]:
        """The days that follow those of another series."""
        other = self.handbook.records.get("meeting", {}).get(cadence.meeting)
        held = [one.span.first for one in self.of(other) if one.state in (*HOLDS, "proposed")] if other else []
        days = sorted({day for each in held if (day := _follower(each, cadence))})
        return kept(cadence, map(one_day, days), window, self.school)

    def _undecided(self, meeting: Meeting, cadence: Written, window: Span) -> Iterator[Occurrence]:
        """A rule with two readings: neither is chosen before the municipality has."""
        if not isinstance(cadence, RelativeToEaster) or cadence.reading != "undecided":
            return
        for year in range(window.first.year, window.last.year + 1):
            literal, before = readings(cadence, year, self.school)
            if before != literal and before in window and literal >= self.today:
                yield Occurrence(meeting, one_day(before), "undecided", str(year), other=literal)


_LONGEST = timedelta(days=31)
"""No week and no school break that a rule gives is longer."""


def _once(meeting: Meeting, cadence: Once) -> Iterator[Occurrence]:
    """What happens once is decided, whenever it is, unless its days are listed."""
    if cadence.start and not meeting.dates:
        span = Span(cadence.start, cadence.end or cadence.start)
        yield Occurrence(meeting, span, "decided", cadence.start.isoformat())


def _listed(meeting: Meeting) -> Iterator[Occurrence]:
    seen: set[str] = set()
    for index, one in enumerate(meeting.dates):
        key = one.first_called.isoformat()
        if key in seen:
            key += f"T{one.starts or ''}"
        seen.add(key)
        yield Occurrence(meeting, Span(one.day, one.last_day or one.day), one.status, key, one, index)


def _follower(day: date, cadence: RelativeToMeeting) -> date | None:
    if cadence.deadline is None:
        return last_before(day, cadence.weekday) if cadence.weekday else None
    found = due(day, cadence.deadline)
    if found is None or cadence.weekday is None:
        return found
    if cadence.deadline.direction == "before":
        return last_before(found + DAY, cadence.weekday)
    return on_or_after(found, cadence.weekday)
