"""Proposes days for series of which only the frequency is known: spread over the year, off holidays and breaks, and
without making anybody sit in two places. It proposes; the municipality decides."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from handbook.calendar.clashes import needed
from handbook.calendar.days import DAY, SEASON_MONTHS, WEEKDAYS, Span, is_working_day, week
from handbook.calendar.promise import account
from handbook.calendar.school import planning_year
from handbook.calendar.timetable import HOLDS, Occurrence, Timetable
from handbook.language.dates import dated_weekday
from handbook.models.meeting import Meeting

_MIDWEEK = (1, 2, 3)
_NEVER = frozenset({"relative_to_meeting", "relative_to_school_year", "dates", "once", "per_unit"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """The days proposed for one series."""

    meeting: Meeting
    days: tuple[date, ...]


def propose(timetable: Timetable, year: Span) -> Iterator[Proposal]:
    """Give days in a year for each series that has fewer than its cadence promises and no rule of its own."""
    busy: dict[date, set[str]] = defaultdict(set)
    for one in timetable.all:
        if one.state in (*HOLDS, "proposed"):
            busy[one.span.first] |= needed(timetable.handbook, one.meeting)
    open_days = [day for day in year.days() if day >= timetable.today and _is_open(timetable, day)]
    for meeting in timetable.handbook.all("meeting"):
        if _may_be_planned(timetable, meeting, year):
            days = tuple(sorted(_days(timetable, meeting, year, open_days, busy)))
            if days:
                yield Proposal(meeting, days)


def _may_be_planned(timetable: Timetable, meeting: Meeting, year: Span) -> bool:
    """A rule gives its own days, each unit sets its own, and what follows another series or has ended has none. A week
    is not a day yet."""
    if meeting.status != "current" or meeting.per_unit or meeting.cadence.kind in _NEVER:
        return False
    ruled = [one for one in timetable.of(meeting) if one.state in ("proposed", "undecided") and not one.listed]
    return not any(one.span.first in year and one.span.first == one.span.last for one in ruled)


def _is_open(timetable: Timetable, day: date) -> bool:
    """In a year whose school year is known, a school day; else nobody is called in in July or round Christmas."""
    span = Span(day, day)
    if not is_working_day(day) or timetable.school.break_in(span):
        return False
    if any(day in planning_year(one.start, "school") for one in timetable.school.years):
        return timetable.school.is_school_day(day)
    return day.month != 7 and (day.month, day.day) < (12, 20) and (day.month, day.day) > (1, 2)


def _days(
    timetable: Timetable, meeting: Meeting, year: Span, open_days: list[date], busy: dict[date, set[str]]
) -> Iterator[date]:
    """Give what is missing: the year is cut into as many parts as the promise, and empty parts, spread, get a day."""
    promise = account(timetable, meeting, year).promised
    wanted = promise.least if promise else 0
    taken = [one.span.first for one in timetable.of(meeting) if one.span.first in year and _is_taken(one)]
    roles = needed(timetable.handbook, meeting)
    weekdays = _usual_weekdays(meeting)
    parts = _parts(meeting, year, open_days, wanted)
    empty = [part for part in parts if part and not any(part[0] <= day <= part[-1] for day in taken)]
    for part in _spread(empty, wanted - len(taken)):
        free = [day for day in part if not busy[day] & roles] or part
        day = _nearest([day for day in free if day.weekday() in weekdays] or free, part[len(part) // 2])
        busy[day] |= roles
        yield day


def _is_taken(one: Occurrence) -> bool:
    """Say whether somebody has set up a day, be it only as a proposal; a week that a rule gives is none."""
    return one.state in HOLDS or (one.state == "proposed" and one.listed is not None)


def _spread(parts: list[list[date]], n: int) -> Iterator[list[date]]:
    """Give so many of the parts, as far apart as they get."""
    n = min(n, len(parts))
    return (parts[(2 * place + 1) * len(parts) // (2 * n)] for place in range(n))


def _parts(meeting: Meeting, year: Span, open_days: list[date], n: int) -> Iterator[list[date]]:
    cadence = meeting.cadence
    match cadence.kind:
        case "yearly_month":
            yield [day for day in open_days if day.month == cadence.month]
        case "yearly_week":
            weeks = (week(each, cadence.week) for each in {year.first.year, year.last.year})
            yield [day for span in weeks if span for day in open_days if day in span]
        case "per_season":
            for season in cadence.seasons:
                first, last = SEASON_MONTHS[season]
                yield from _cut([day for day in open_days if first <= day.month <= last], cadence.n)
        case "quarterly":
            for quarter in range(4):
                yield [day for day in open_days if (day.month - 1) // 3 == quarter]
        case "week_parity":
            odd = cadence.parity == "odd"
            yield from _cut([day for day in open_days if day.isocalendar().week % 2 == odd], n)
        case _:
            yield from _cut(open_days, n)


def _cut(days: list[date], n: int) -> Iterator[list[date]]:
    for part in range(n):
        yield days[part * len(days) // n : (part + 1) * len(days) // n]


def _usual_weekdays(meeting: Meeting) -> tuple[int, ...]:
    """The weekday of its cadence, else the one most of its days fell on, else the middle of the week."""
    if weekday := getattr(meeting.cadence, "weekday", None):
        return (WEEKDAYS.index(weekday),)
    seen = Counter(one.day.weekday() for one in meeting.dates)
    return (seen.most_common(1)[0][0],) if seen else _MIDWEEK


def _nearest(days: Iterable[date], middle: date) -> date:
    return min(days, key=lambda day: (abs((day - middle) // DAY), day))


def fragment(timetable: Timetable, proposals: Iterable[Proposal]) -> str:
    """Give the proposals as YAML to paste into each meeting's file, the file's name before each."""
    parts = []
    for one in proposals:
        file = timetable.handbook.origins["meeting", one.meeting.id].document.file
        where = "legg til under dates i" if one.meeting.dates else "legg nedst i"
        lines = [f"# {file}: {where} fila", *([] if one.meeting.dates else ["dates:"])]
        for day in one.days:
            said = f"{dated_weekday(day, 'nn')}, veke {day.isocalendar().week}"
            lines += [f"  - day: {day.isoformat()}  # {said}", "    status: proposed"]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)
