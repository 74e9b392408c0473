"""Days of the Norwegian calendar: Easter, public holidays, working days, ISO weeks, spans. Knows no records."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

DAY = timedelta(days=1)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASON_MONTHS = {"winter": (1, 2), "spring": (3, 5), "summer": (6, 7), "autumn": (8, 11)}
"""From month to month, as the words are used of meetings."""
Roll = Literal["none", "skip", "before", "after"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """One day or several in a row, both ends included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def meets(self, other: "Span") -> bool:
        """Say whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last

    def days(self) -> Iterator[date]:
        """Give each day."""
        return (self.first + n * DAY for n in range((self.last - self.first).days + 1))


def one_day(day: date) -> Span:
    """Give the span of a single day."""
    return Span(day, day)


@cache
def easter(year: int) -> date:
    """Give Easter Sunday of the Gregorian calendar (the computus of Meeus, Jones and Butcher)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    month, day = divmod(epact + weekday - 7 * ((golden + 11 * epact + 22 * weekday) // 451) + 114, 31)
    return date(year, month, day + 1)


_FROM_EASTER = {
    "maundy_thursday": -3,
    "good_friday": -2,
    "easter_sunday": 0,
    "easter_monday": 1,
    "ascension_day": 39,
    "whit_sunday": 49,
    "whit_monday": 50,
}
_FIXED = {
    "new_year": (1, 1),
    "labour_day": (5, 1),
    "constitution_day": (5, 17),
    "christmas_day": (12, 25),
    "boxing_day": (12, 26),
}
HOLIDAYS = (*_FROM_EASTER, *_FIXED)


@cache
def holidays(year: int) -> dict[date, tuple[str, ...]]:
    """Give the public holidays of a year that are not plain Sundays, each with its names; two may share a day.

    Source: helligdagsfredloven (LOV-1995-02-24-12) § 2, and LOV-1947-04-26-1 for 1 and 17 May.
    """
    found: dict[date, tuple[str, ...]] = {}
    for name, distance in _FROM_EASTER.items():
        found[easter(year) + distance * DAY] = (name,)
    for name, (month, day) in _FIXED.items():
        found[date(year, month, day)] = (*found.get(date(year, month, day), ()), name)
    return dict(sorted(found.items()))


def is_working_day(day: date) -> bool:
    """Say whether a day is neither Saturday, Sunday nor a public holiday."""
    return day.weekday() < 5 and day not in holidays(day.year)


def rolled(day: date, roll: Roll) -> date | None:
    """Move a day off weekends and public holidays as its rule says; None where it is left out."""
    if roll == "none" or is_working_day(day):
        return day
    if roll == "skip":
        return None
    return next_working_day(day, -1 if roll == "before" else 1)


def next_working_day(day: date, direction: int = 1) -> date:
    """Give the nearest working day after a day, or before it where the direction is -1."""
    day += direction * DAY
    while not is_working_day(day):
        day += direction * DAY
    return day


def week(year: int, number: int) -> Span | None:
    """Give an ISO week, Monday to Sunday; None where the year has no such week (only some have 53)."""
    if number > weeks_in(year):
        return None
    monday = date.fromisocalendar(year, number, 1)
    return Span(monday, monday + 6 * DAY)


def week_of(day: date) -> Span:
    """Give the ISO week a day lies in."""
    monday = day - day.weekday() * DAY
    return Span(monday, monday + 6 * DAY)


def weeks_in(year: int) -> int:
    """Give how many ISO weeks a year has: 52 or 53 (28 December is always in the last)."""
    return date(year, 12, 28).isocalendar().week


def on_or_after(day: date, weekday: str) -> date:
    """Give the first such weekday from a day on."""
    return day + (WEEKDAYS.index(weekday) - day.weekday()) % 7 * DAY


def last_before(day: date, weekday: str) -> date:
    """Give the last such weekday before a day."""
    return on_or_after(day - 7 * DAY, weekday)


def last_of_month(year: int, month: int) -> date:
    """Give the last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - DAY


def nth_weekday(year: int, month: int, weekday: str, n: int) -> date | None:
    """Give the n-th such weekday of a month, the last where n is -1; None where a month has no fifth."""
    if n == -1:
        return last_before(last_of_month(year, month) + DAY, weekday)
    day = on_or_after(date(year, month, 1), weekday) + (n - 1) * 7 * DAY
    return day if day.month == month else None
