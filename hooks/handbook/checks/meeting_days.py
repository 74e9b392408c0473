"""Rules on single days of meetings: holidays, school breaks, readings, weeks. Each takes the timetable."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from handbook.calendar.days import Span, holidays, week, weeks_in
from handbook.calendar.timetable import HOLDS, Occurrence, Timetable
from handbook.language.dates import dated_weekday, day_span, holiday_name, long_date
from handbook.models.meeting import Meeting
from handbook.problems import Location, Problem

_BREAKS = {
    "autumn_break": "haustferien",
    "christmas": "juleferien",
    "winter_break": "vinterferien",
    "easter_break": "påskeferien",
    "other": "ein skuleferie",
}
_BY_SCHOOL = frozenset({"yearly_week", "relative_to_easter", "relative_to_school_year"})
"""Cadences whose days depend on, or easily meet, breaks that each municipality sets itself."""


def problem_of(timetable: Timetable, meeting: Meeting, place: Location, message: str, code: str) -> Problem:
    """Make a problem at a place in the file of a meeting."""
    return timetable.handbook.origins["meeting", meeting.id].problem(place, message, code)


def _coming(timetable: Timetable, meeting: Meeting) -> list[Occurrence]:
    """What is to be held from today on."""
    held = (one for one in timetable.of(meeting) if one.state in (*HOLDS, "proposed"))
    return [one for one in held if one.span.last >= timetable.today]


class Remedies(NamedTuple):
    """What an editor can do about a listed day, and about the days of a rule."""

    listed: str
    ruled: str


_MOST = 3
"""So many days of a rule are named; the rest are counted."""
_OFF_HOLIDAYS = Remedies(
    "Vel ein annan dag.",
    "Seg med «roll: before», «after» eller «skip» i cadence kva som skjer då, eller vedta ein annan dag i dates.",
)
_OFF_BREAKS = Remedies(
    "Vel ein annan dag, eller set «in_school_breaks: true» på møtet om det er meint slik.",
    "Set «school_year_only: true» i cadence, vedta ein annan dag i dates, eller set «in_school_breaks: true» på møtet "
    "om det er meint slik.",
)


def _told(
    timetable: Timetable, found: list[tuple[Occurrence, str]], remedies: Remedies, code: str
) -> Iterator[Problem]:
    """Each listed day at its own line; the days of a rule together at the rule."""
    for one, why in found:
        if one.listed:
            message = f"{long_date(one.span.first)} er {why}. {remedies.listed}"
            yield problem_of(timetable, one.meeting, ("dates", one.index, "day"), message, code)
    ruled = [f"{day_span(one.span.first, one.span.last)} ({why})" for one, why in found if not one.listed]
    if ruled:
        more = f" og {len(ruled) - _MOST} til" if len(ruled) > _MOST else ""
        message = f"Rytmen gir {', '.join(ruled[:_MOST])}{more}. {remedies.ruled}"
        yield problem_of(timetable, found[0][0].meeting, ("cadence",), message, code)


def _on_holidays(timetable: Timetable) -> Iterator[Problem]:
    """No meeting falls on a public holiday."""
    for meeting in timetable.handbook.all("meeting"):
        days = [one for one in _coming(timetable, meeting) if one.span.first == one.span.last]
        found = [(one, " og ".join(names)) for one in days if (names := _holiday_names(one.span.first))]
        yield from _told(timetable, found, _OFF_HOLIDAYS, "meeting-on-holiday")


def _holiday_names(day: date) -> list[str]:
    return [holiday_name(name, "nn") for name in holidays(day.year).get(day, ())]


def _in_school_breaks(timetable: Timetable) -> Iterator[Problem]:
    """No meeting falls in a school break, unless that is meant."""
    for meeting in timetable.handbook.all("meeting"):
        if meeting.in_school_breaks or meeting.cadence.kind == "relative_to_school_year":
            continue
        found = [(one, why) for one in _coming(timetable, meeting) if (why := _break(timetable, one.span))]
        yield from _told(timetable, found, _OFF_BREAKS, "meeting-in-school-break")


def _break(timetable: Timetable, span: Span) -> str:
    if one := timetable.school.break_in(span):
        return f"i {_BREAKS[one.kind]}"
    return "i sommarferien" if timetable.school.is_summer(span) else ""


def _breaks_are_known(timetable: Timetable) -> Iterator[Problem]:
    """Where a rule depends on school breaks, the school year is entered."""
    for meeting in timetable.handbook.all("meeting"):
        coming = [one.span for one in timetable.of(meeting) if one.state == "proposed"]
        unknown = [span for span in coming if not timetable.school.knows(span)]
        undecided = any(one.state == "undecided" for one in timetable.of(meeting))  # told as two readings
        if undecided or meeting.cadence.kind not in _BY_SCHOOL or (coming and coming[0] not in unknown):
            continue
        if meeting.status == "current" and (coming or meeting.cadence.kind == "relative_to_school_year"):
            when = f"{day_span(unknown[0].first, unknown[0].last)} er skuleferie" if unknown else "skuleåret startar"
            message = f"Vi veit ikkje om {when}." if unknown else f"Vi veit ikkje når {when}."
            remedy = "Legg skuleruta inn i school-year.yml, så ser vi etter."
            yield problem_of(timetable, meeting, ("cadence",), f"{message} {remedy}", "school-break-unknown")


def _readings_are_chosen(timetable: Timetable) -> Iterator[Problem]:
    """«The last Wednesday before Easter» says whether it means before Easter Sunday or before school closes."""
    for meeting in timetable.handbook.all("meeting"):
        undecided = [one for one in timetable.of(meeting) if one.state == "undecided"]
        for one in undecided[:1]:
            why = _break(timetable, Span(one.other, one.other))
            literal = dated_weekday(one.other, "nn") + (f", {why}" if why else "")
            message = (
                f"Rytmen kan bety {dated_weekday(one.span.first, 'nn')} eller {literal}. "
                "Vel «reading: before_school_break» (før skulane stengjer) eller «reading: literal» (før påskedag)."
            )
            yield problem_of(timetable, meeting, ("cadence", "reading"), message, "easter-reading")


def _weeks_alternate(timetable: Timetable) -> Iterator[Problem]:
    """Odd weeks alternate; where a year has 53 weeks, week 53 and week 1 are both odd and follow each other."""
    for meeting in timetable.handbook.all("meeting"):
        years = range(timetable.today.year, timetable.horizon.last.year + 1)
        for year in years if meeting.cadence.kind == "week_parity" and meeting.status == "current" else ():
            if weeks_in(year) == 53 and week(year, 53).last >= timetable.today:
                held = [one for one in _coming(timetable, meeting) if one.span.first in week(year, 53)]
                message = (
                    f"Veke 53 i {year} og veke 1 i {year + 1} er begge oddetalsveker og kjem rett etter kvarandre. "
                    "Skriv i dates kva som gjeld."
                )
                if held and not held[0].listed and meeting.cadence.parity == "odd":
                    yield problem_of(timetable, meeting, ("cadence", "parity"), message, "two-odd-weeks")


DAY_RULES = (_on_holidays, _in_school_breaks, _breaks_are_known, _readings_are_chosen, _weeks_alternate)
