"""The calendar's pages: the list (agenda), month by month, and what all of them share: tabs, months, filters."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from handbook.calendar.clashes import seats
from handbook.calendar.days import DAY, Span, holidays, last_of_month, week_of
from handbook.calendar.school import next_year
from handbook.calendar.timetable import Occurrence
from handbook.language.dates import add_months, holiday_name, long_date, month_and_year, short_weekday
from handbook.models.kinds import KINDS, overview_path
from handbook.models.meeting import Meeting
from handbook.views.edition import Edition
from handbook.views.meeting import frequency
from handbook.views.occurrences import is_standing, occurrence
from handbook.views.parts import Link, Page
from handbook.views.record import crumbs
from handbook.views.seats import service_of, sitters
from handbook.views.wording import capital

SECTION = KINDS["meeting"].section
AGENDA = f"{SECTION}/"
MONTHS, WHEEL, PLANNED, SUBSCRIBE = map(overview_path, ("months", "wheel", "planned", "subscribe"))
_TABS = ((AGENDA, "list", "list-checks"), (MONTHS, "months", "calendar"), (WHEEL, "wheel", "refresh-cw"))
_MORE = ((SUBSCRIBE, "subscribe", "download"), (PLANNED, "planned", "clipboard-check"))


def tabs(edition: Edition, here: str) -> dict[str, Any]:
    """Give the ways to see the calendar, the current one marked, and what else there is."""
    return {
        "views": tuple(
            (Link(edition.word(f"calendar_{name}"), path, kind=icon), path == here) for path, name, icon in _TABS
        ),
        "others": tuple(
            (Link(edition.word(f"calendar_{name}"), path, kind=icon), path == here) for path, name, icon in _MORE
        ),
    }


def calendar_page(edition: Edition, name: str, path: str, lead: str = "", **more: Any) -> Page:
    """Give one of the calendar's own pages."""
    return Page(
        path=path,
        section=SECTION,
        template=f"calendar-{name}",
        title=edition.word(f"calendar_{name}_title"),
        lead=lead or edition.word(f"calendar_{name}_lead"),
        description=lead or edition.word(f"calendar_{name}_lead"),
        crumbs=crumbs(edition, SECTION),
        more={"tabs": tabs(edition, path), **more},
    )


def year_name(edition: Edition, year: Span) -> str:
    """Give «skuleåret 2026–2027», or «2027»."""
    if year.first.month == 1:
        return str(year.first.year)
    return edition.word("school_year", years=f"{year.first.year}–{year.last.year}")


def months(year: Span) -> Iterator[Span]:
    """Give the months of a year."""
    first = year.first
    while first < year.last:
        yield Span(first, last_of_month(first.year, first.month))
        first = add_months(first, 1)


# --- the list ---


def agenda(edition: Edition) -> dict[str, Any]:
    """Give what the calendar's first page prints: the months of this year and the next, and what has no day."""
    year = edition.timetable.year
    after = next_year(year)
    coming = [one for one in edition.timetable.all if one.span.last >= edition.today and not is_standing(one.meeting)]
    rows = [one for one in coming if one.span.first <= year.last]
    later = [one for one in coming if one.span.first > year.last]
    meetings = [one for one in edition.handbook.all("meeting") if one.status != "ended"]
    told = {one.meeting.id for one in coming}
    return {
        "tabs": tabs(edition, AGENDA),
        "holds": edition.word("agenda_holds", first=long_date(edition.today), last=long_date(year.last)),
        "months": by_month(edition, rows),
        "later": by_month(edition, later),
        "later_title": capital(year_name(edition, after)),
        "standing": _without_days(edition, (one for one in meetings if is_standing(one))),
        "undated": _without_days(edition, (one for one in meetings if one.id not in told and not is_standing(one))),
        "filters": _filters(edition, meetings),
    }


def by_month(edition: Edition, found: Iterable[Occurrence]) -> tuple[tuple[str, tuple[dict[str, Any], ...]], ...]:
    """Give rows grouped by the month they begin in."""
    groups = groupby(found, key=lambda one: (one.span.first.year, one.span.first.month))
    return tuple(
        (capital(month_and_year(rows[0].span.first)), _rows(edition, rows)) for rows in (list(g) for _, g in groups)
    )


def _rows(edition: Edition, found: Iterable[Occurrence]) -> tuple[dict[str, Any], ...]:
    return tuple(occurrence(edition, one) | {"for": concerns(edition, one.meeting)} for one in found)


def _without_days(edition: Edition, meetings: Iterable[Meeting]) -> tuple[dict[str, Any], ...]:
    """Give rows whose state their heading says."""
    return tuple(frequency(edition, one) | {"for": concerns(edition, one), "state_text": ""} for one in meetings)


def concerns(edition: Edition, meeting: Meeting) -> dict[str, str]:
    """Give whom a meeting concerns, as ids to filter by: roles, services, its group, audience."""
    found = [one for each in seats(edition.handbook, meeting) for one in sitters(each)]
    return {
        "role": " ".join(sorted({one.role for one in found if one.role})),
        "service": " ".join(sorted({id for one in found if (id := service_of(edition, one))})),
        "group": meeting.group or "",
        "audience": " ".join(meeting.audience),
    }


def _filters(edition: Edition, meetings: Iterable[Meeting]) -> tuple[dict[str, Any], ...]:
    """Give the choices of each filter: only what some meeting concerns."""
    met = [concerns(edition, one) for one in meetings]
    found = []
    for kind in ("role", "service", "group", "audience"):
        ids = sorted({id for one in met for id in one[kind].split()})
        named = sorted(((capital(edition.name(kind, id)), id) for id in ids), key=lambda pair: pair[0].lower())
        if named:
            found.append({"name": kind, "label": edition.word(f"filter_{kind}"), "choices": tuple(named)})
    return tuple(found)


# --- month by month ---


def month_pages(edition: Edition) -> Iterator[Page]:
    """Give the page that shows each month of the planning year from today's on as a grid, and the year after."""
    if not edition.handbook.all("meeting"):
        return
    shown = [month for month in months(edition.timetable.horizon) if month.last >= edition.today]
    found = [one for one in edition.timetable.all if not is_standing(one.meeting)]
    yield calendar_page(edition, "months", MONTHS, months=tuple(_month(edition, month, found) for month in shown[:12]))


def _month(edition: Edition, month: Span, found: Iterable[Occurrence]) -> dict[str, Any]:
    rows = [one for one in found if one.span.meets(month)]
    monday = week_of(month.first).first
    weeks = []
    while monday <= month.last:
        days = [monday + n * DAY for n in range(7)]
        cells = tuple(_cell(edition, day, rows) if day in month else None for day in days)
        weeks.append({"number": monday.isocalendar().week, "days": cells})
        monday += 7 * DAY
    return {
        "id": month.first.isoformat()[:7],
        "title": capital(month_and_year(month.first)),
        "weekdays": tuple(short_weekday(week_of(month.first).first + n * DAY, edition.language) for n in range(7)),
        "weeks": tuple(weeks),
        "rows": _rows(edition, rows),
        "holidays": tuple(
            (long_date(day), " / ".join(holiday_name(name, edition.language) for name in names))
            for day, names in holidays(month.first.year).items()
            if day in month
        ),
    }


def _cell(edition: Edition, day: Any, rows: Iterable[Occurrence]) -> dict[str, Any]:
    """One day of a month: whether it is a holiday or in a school break, and the state and names of what is held."""
    held = [one for one in rows if day in one.span or day == one.other]
    order = ("decided", "moved", "proposed", "undecided", "cancelled")
    names = holidays(day.year).get(day, ())
    school = edition.timetable.school.break_in(Span(day, day))
    return {
        "day": day.day,
        "iso": day.isoformat(),
        "state": min((one.state for one in held), key=order.index, default=""),
        "said": ", ".join(
            f"{edition.name('meeting', one.meeting.id)} ({edition.word(f'date_{one.state}').lower()})" for one in held
        ),
        "target": held[0].span.first.isoformat() if held else "",
        "holiday": ", ".join(holiday_name(name, edition.language) for name in names),
        "break": bool(school),
    }
