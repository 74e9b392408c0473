"""From a cadence to its days within a span. Only a cadence that is exact gives any; all others say how often."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import count
from typing import Any

from handbook.calendar.days import (
    DAY,
    WEEKDAYS,
    Span,
    easter,
    last_before,
    nth_weekday,
    one_day,
    rolled,
    week,
    week_of,
)
from handbook.calendar.school import School
from handbook.language.dates import add_months

HOLY_WEEK = 6
"""Holy Week begins so many days before Easter Sunday; most schools are closed from its Monday."""


def spans(cadence: Any, within: Span, school: School) -> Iterator[Span]:
    """Give the days or weeks of a cadence that begin within a span, in order, each once.

    A cadence without a rule, or whose rule lacks what it needs (an anchor, a decided reading), gives none; so does
    RelativeToMeeting, whose days are those of another series.
    """
    rule = RULES.get(cadence.kind)
    return kept(cadence, rule(cadence, within, school) if rule else (), within, school)


def kept(cadence: Any, found: Iterable[Span], within: Span, school: School) -> Iterator[Span]:
    """Give of some days in order those that begin within a span, rolled and filtered as the cadence says."""
    latest = None
    for span in found:
        moved = _rolled(span, getattr(cadence, "roll", "none"))
        if moved is None or moved.first not in within or (latest and moved.first <= latest):
            continue
        if cadence.school_year_only and not school.is_school_day(moved.first):
            continue
        latest = moved.first
        yield moved


def _rolled(span: Span, roll: Any) -> Span | None:
    if span.first != span.last:
        return span
    day = rolled(span.first, roll)
    return one_day(day) if day else None


def readings(cadence: Any, year: int, school: School) -> tuple[date, date]:
    """Give both days that «the n-th weekday before Easter» may mean: before Easter Sunday, and before school closes."""
    closed = school.easter_break(year)
    back = (abs(cadence.n) - 1) * 7 * DAY
    before = closed.first if closed else easter(year) - HOLY_WEEK * DAY
    return last_before(easter(year), cadence.weekday) - back, last_before(before, cadence.weekday) - back


# --- the rules; each may give days outside the span, in order ---


def _every_n_weeks(cadence: Any, within: Span, school: School) -> Iterator[Span]:
    if cadence.anchor is None:
        return
    start = cadence.anchor
    if cadence.weekday:
        start = week_of(start).first + WEEKDAYS.index(cadence.weekday) * DAY
    step = cadence.n * 7
    skipped = max(0, (within.first - start).days // step)
    for n in count(skipped):
        day = start + n * step * DAY
        if day > within.last + step * DAY:
            return
        yield one_day(day)


def _week_parity(cadence: Any, within: Span, school: School) -> Iterator[Span]:
    if cadence.weekday is None:
        return
    wanted = 1 if cadence.parity == "odd" else 0
    for span in _weekly_days((cadence.weekday,), within):
        if span.first.isocalendar().week % 2 == wanted:
            yield span


def _weekly(cadence: Any, within: Span, school: School) -> Iterator[Span]:
    return _weekly_days(cadence.weekdays, within)


def _weekly_days(weekdays: tuple[str, ...], within: Span) -> Iterator[Span]:
    places = sorted({WEEKDAYS.index(each) for each in weekdays})
    monday = week_of(within.first).first - 7 * DAY  # what is rolled may come from the week before
    while monday <= within.last + 7 * DAY:
        yield from (one_day(monday + place * DAY) for place in places)
        monday += 7 * DAY


def _every_n_months(cadence: Any, within: Span, school: School) -> Iterator[Span]:
    """The weekday of the anchor is kept: from the second Tuesday to the second Tuesday; from the fifth to the last."""
    anchor = cadence.anchor
    if anchor is None:
        return
    weekday, nth = WEEKDAYS[anchor.weekday()], (anchor.day - 1) // 7 + 1
    for n in count(0, cadence.n):
        month = add_months(anchor.replace(day=1), n)
        if month > within.last + 7 * DAY:  # what is rolled may come from the month after
            return
        day = nth_weekday(month.year, month.month, weekday, nth) or nth_weekday(month.year, month.month, weekday, -1)
        yield one_day(day)


def _nth_weekday(cadence: Any, within: Span, school: School) -> Iterator[Span]:
    for year in _years(within):
        for month in sorted(set(cadence.months)) or range(1, 13):
            day = nth_weekday(year, month, cadence.weekday, cadence.n)
            if day:
                yield one_day(day)


def _yearly_date(cadence: Any, within: Span, school: School) -> Iterator[Span]:
    for year in _years(within):
        if (cadence.month, cadence.day) != (2, 29) or _is_leap(year):
            yield one_day(date(year, cadence.month, cadence.day))


def _yearly_week(cadence: Any, within: Span, school: School) -> Iterator[Span]:
    for year in _years(within):
        if span := week(year, cadence.week):
            yield span


def _easter(cadence: Any, within: Span, school: School) -> Iterator[Span]:
    """Undecided, it gives a day only where both readings are the same."""
    for year in _years(within):
        literal, before = readings(cadence, year, school)
        if cadence.reading != "undecided" or literal == before:
            yield one_day(before if cadence.reading == "before_school_break" else literal)


def _school_year(cadence: Any, within: Span, school: School) -> Iterator[Span]:
    """On the day or in the break itself; so many weeks from it, only the week is known."""
    for year in school.years:
        for span in _events(year, cadence.event):
            if cadence.offset_weeks == 0:
                yield span
            else:
                yield week_of(span.first + cadence.offset_weeks * 7 * DAY)


def _events(year: Any, event: str) -> Iterator[Span]:
    if event in ("start", "end"):
        yield one_day(getattr(year, event))
    yield from (Span(one.first, one.last) for one in year.breaks if one.kind == event)


def _once(cadence: Any, within: Span, school: School) -> Iterator[Span]:
    if cadence.start:
        yield Span(cadence.start, cadence.end or cadence.start)


def _fixed(cadence: Any, within: Span, school: School) -> Iterator[Span]:
    return spans(cadence.fixed, within, school)


def _each(cadence: Any, within: Span, school: School) -> Iterator[Span]:
    return spans(cadence.each, within, school) if cadence.each else iter(())


def _years(within: Span) -> range:
    """A day may be rolled over New Year: one year more at either end."""
    return range(within.first.year - 1, within.last.year + 2)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


RULES: dict[str, Callable[[Any, Span, School], Iterator[Span]]] = {
    "every_n_weeks": _every_n_weeks,
    "week_parity": _week_parity,
    "weekly": _weekly,
    "every_n_months": _every_n_months,
    "nth_weekday_of_month": _nth_weekday,
    "yearly_date": _yearly_date,
    "yearly_week": _yearly_week,
    "relative_to_easter": _easter,
    "relative_to_school_year": _school_year,
    "once": _once,
    "fixed_plus_on_demand": _fixed,
    "per_unit": _each,
}
