"""How many meetings a year a cadence promises, as a range, and how many of them are decided."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from handbook.calendar.days import Span
from handbook.calendar.rules import RULES, spans
from handbook.calendar.school import School, planning_year
from handbook.calendar.timetable import HOLDS, Timetable
from handbook.models.meeting import Meeting

_WEEKS, _SCHOOL_WEEKS = 52, 38
_MONTHS, _SCHOOL_MONTHS = 12, 10


class Range(NamedTuple):
    """From so many to so many times a year; `most` is None where there is no upper end."""

    least: int
    most: int | None


def promised(cadence: Any, year: Span, school: School) -> Range | None:
    """Give how many times a cadence promises in a year; None where it says nothing that can be counted."""
    if counted := _COUNTED.get(cadence.kind):
        return counted(cadence)
    if cadence.kind == "fixed_plus_on_demand":
        inner = promised(cadence.fixed, year, school)
        return Range(inner.least, None) if inner else None
    if cadence.kind == "per_unit":
        return promised(cadence.each, year, school) if cadence.each else None
    if cadence.kind in RULES:
        days = len(list(spans(cadence, year, school)))
        return _exactly(days) if days or _gives_none(cadence) else _about(cadence)
    return None


def _gives_none(cadence: Any) -> bool:
    """Say whether a year without days is so by the rule itself: it has no week 53, no 29 February."""
    return cadence.kind in ("yearly_date", "yearly_week") and not cadence.school_year_only


def _about(cadence: Any) -> Range | None:
    """A rule that lacks its first day, or the school year it counts in, still says about how often."""
    weeks = _SCHOOL_WEEKS if cadence.school_year_only else _WEEKS
    match cadence.kind:
        case "every_n_weeks":
            return _around(weeks, cadence.n)
        case "week_parity":
            return _around(weeks, 2)
        case "weekly":
            return _exactly(weeks * len(cadence.weekdays))
        case "every_n_months":
            return _around(_SCHOOL_MONTHS if cadence.school_year_only else _MONTHS, cadence.n)
    return _exactly(1) if cadence.kind.startswith(("yearly", "relative_to")) else None


def _exactly(n: int) -> Range:
    return Range(n, n)


def _around(whole: int, each: int) -> Range:
    return Range(whole // each, -(-whole // each))


def _interval(cadence: Any) -> Range:
    if cadence.unit == "weeks":
        return _around(_SCHOOL_WEEKS if cadence.school_year_only else _WEEKS, cadence.every)
    return _around(_SCHOOL_MONTHS if cadence.school_year_only else _MONTHS, cadence.every)


_PERIODS = {"year": 1, "half_year": 2, "term": 2, "month": _SCHOOL_MONTHS}
_COUNTED: dict[str, Callable[[Any], Range]] = {
    "n_per_year": lambda one: _exactly(one.n),
    "range_per_year": lambda one: Range(one.minimum, one.maximum),
    "minimum_per_period": lambda one: Range(one.minimum * _PERIODS[one.period], None),
    "approximate_interval": _interval,
    "n_per_month": lambda one: Range(one.n * _SCHOOL_MONTHS, one.n * _MONTHS),
    "yearly": lambda one: _exactly(1),
    "yearly_month": lambda one: _exactly(1),
    "per_season": lambda one: _exactly(one.n * len(one.seasons)),
    "quarterly": lambda one: _exactly(4),
    "every_n_years": lambda one: Range(0, 1),
    "not_started": lambda one: _exactly(0),
}


@dataclass(frozen=True, slots=True)
class Account:
    """What one series promises in a year, and what stands in the plan."""

    meeting: Meeting
    year: Span
    promised: Range | None
    decided: int
    proposed: int

    @property
    def missing(self) -> int:
        """How many more must be decided before the promise is kept."""
        return max(0, self.promised.least - self.decided) if self.promised else 0


def account(timetable: Timetable, meeting: Meeting, year: Span | None = None) -> Account:
    """Count one series in the year it is planned by: its own where it says so, else the municipality's."""
    if year is None:
        says_so = "year" in meeting.cadence.model_fields_set
        year = planning_year(timetable.today, meeting.cadence.year) if says_so else timetable.year
    found = [one for one in timetable.of(meeting) if one.span.first in year]
    decided = sum(one.state in HOLDS for one in found)
    return Account(
        meeting,
        year,
        _promise(timetable, meeting, year),
        decided,
        sum(one.state == "proposed" for one in found),
    )


def _promise(timetable: Timetable, meeting: Meeting, year: Span) -> Range | None:
    """What follows another series is promised as often as that one."""
    seen = {meeting.id}
    while meeting.cadence.kind == "relative_to_meeting":
        other = timetable.handbook.records["meeting"].get(meeting.cadence.meeting)
        if other is None or other.id in seen:
            return None
        seen.add(other.id)
        meeting = other
    return promised(meeting.cadence, year, timetable.school)
