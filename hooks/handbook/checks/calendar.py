"""Rules on the days of meetings: what an editor must decide, move or mend before others rely on them."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from handbook.calendar.clashes import clashes
from handbook.calendar.days import Span, holidays, week, weeks_in
from handbook.calendar.promise import account
from handbook.calendar.school import next_year
from handbook.calendar.timetable import HOLDS, Occurrence, Timetable
from handbook.handbook import Handbook
from handbook.language.dates import dated_weekday, holiday_name, long_date
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


def days_hold(handbook: Handbook, today: date) -> Iterator[Problem]:
    """No day of a meeting needs an editor's eye; every rule of this module, on one timetable."""
    timetable = Timetable(handbook, today)
    for rule in _RULES:
        yield from rule(timetable)


def _problem(timetable: Timetable, meeting: Meeting, place: Location, message: str, code: str) -> Problem:
    return timetable.handbook.origins["meeting", meeting.id].problem(place, message, code)


def _coming(timetable: Timetable, meeting: Meeting) -> list[Occurrence]:
    """What is to be held from today on."""
    held = (one for one in timetable.of(meeting) if one.state in (*HOLDS, "proposed"))
    return [one for one in held if one.span.last >= timetable.today]


def _told(timetable: Timetable, found: list[tuple[Occurrence, str]], remedy: str, code: str) -> Iterator[Problem]:
    """Each listed day at its own line; the days of a rule together at the rule."""
    for one, why in found:
        if one.listed:
            message = f"{long_date(one.span.first)} er {why}. {remedy}"
            yield _problem(timetable, one.meeting, ("dates", one.index, "day"), message, code)
    ruled = [f"{long_date(one.span.first)} ({why})" for one, why in found if not one.listed]
    if ruled:
        more = f" og {len(ruled) - 3} dagar til" if len(ruled) > 3 else ""
        message = f"Rytmen gir {', '.join(ruled[:3])}{more}. {remedy}"
        yield _problem(timetable, found[0][0].meeting, ("cadence",), message, code)


def _on_holidays(timetable: Timetable) -> Iterator[Problem]:
    """No meeting falls on a public holiday."""
    remedy = "Vel ein annan dag i dates, eller seg med roll kvar dagen skal flyttast."
    for meeting in timetable.handbook.all("meeting"):
        days = [one for one in _coming(timetable, meeting) if one.span.first == one.span.last]
        found = [(one, " og ".join(names)) for one in days if (names := _holiday_names(one.span.first))]
        yield from _told(timetable, found, remedy, "meeting-on-holiday")


def _holiday_names(day: date) -> list[str]:
    return [holiday_name(name, "nn") for name in holidays(day.year).get(day, ())]


def _in_school_breaks(timetable: Timetable) -> Iterator[Problem]:
    """No meeting falls in a school break, unless that is meant."""
    remedy = "Vel ein annan dag i dates, set «school_year_only: true» i cadence, eller «in_school_breaks: true»."
    for meeting in timetable.handbook.all("meeting"):
        if meeting.in_school_breaks or meeting.cadence.kind == "relative_to_school_year":
            continue
        found = [(one, why) for one in _coming(timetable, meeting) if (why := _break(timetable, one.span))]
        yield from _told(timetable, found, remedy, "meeting-in-school-break")


def _break(timetable: Timetable, span: Span) -> str:
    if one := timetable.school.break_in(span):
        return f"i {_BREAKS[one.kind]}"
    return "i sommarferien" if timetable.school.is_summer(span) else ""


def _breaks_are_known(timetable: Timetable) -> Iterator[Problem]:
    """Where a rule depends on school breaks, the school year is entered."""
    for meeting in timetable.handbook.all("meeting"):
        coming = [one.span for one in timetable.of(meeting) if one.state in ("proposed", "undecided")]
        unknown = [span for span in coming if not timetable.school.knows(span)]
        if meeting.cadence.kind not in _BY_SCHOOL or (coming and coming[0] not in unknown):
            continue
        if meeting.status == "current" and (coming or meeting.cadence.kind == "relative_to_school_year"):
            when = f"{_span(unknown[0])} er skuleferie" if unknown else "skuleåret startar"
            message = f"Vi veit ikkje om {when}." if unknown else f"Vi veit ikkje når {when}."
            remedy = "Legg skuleruta inn i school-year.yml, så ser vi etter."
            yield _problem(timetable, meeting, ("cadence",), f"{message} {remedy}", "school-break-unknown")


def _span(span: Span) -> str:
    if span.first == span.last:
        return dated_weekday(span.first, "nn")
    return f"{long_date(span.first)} – {long_date(span.last)}"


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
            yield _problem(timetable, meeting, ("cadence", "reading"), message, "easter-reading")


def _promises_are_kept(timetable: Timetable) -> Iterator[Problem]:
    """A series that has days in a year has as many as its cadence promises, unless a rule proposes the rest."""
    for meeting in timetable.handbook.all("meeting"):
        first = account(timetable, meeting)
        for year in (first.year, next_year(first.year)):
            found = account(timetable, meeting, year)
            if found.decided and found.decided + found.proposed < found.decided + found.missing:
                message = (
                    f"{found.decided} av {found.promised.least} møte er sette opp for {_year(year)}. "
                    "Set opp resten, eller rett cadence."
                )
                yield _problem(timetable, meeting, ("dates",), message, "fewer-dates-than-promised")


def _year(year: Span) -> str:
    return str(year.first.year) if year.first.month == 1 else f"{year.first.year}–{year.last.year}"


def _plans_go_on(timetable: Timetable) -> Iterator[Problem]:
    """A series that is still held has a day that is not past."""
    for meeting in timetable.handbook.all("meeting"):
        held = [one for one in timetable.of(meeting) if one.listed and one.state in HOLDS]
        over = meeting.cadence.kind == "once" or meeting.status in ("ended", "paused")
        if held and not over and all(one.span.last < timetable.today for one in held):
            message = f"Den siste datoen, {long_date(held[-1].span.first)}, er passert. Set opp nye datoar i dates."
            yield _problem(timetable, meeting, ("dates",), message, "plan-run-out")


def _seats_are_free(timetable: Timetable) -> Iterator[Problem]:
    """Nobody must be in two meetings at the same time; told once for each pair of series."""
    told: Counter[tuple[str, str]] = Counter()
    for one, other, roles in clashes(timetable):
        late = max(one, other, key=lambda each: (each.listed is not None, each.meeting.id))
        early = other if late is one else one
        if one.span.last < timetable.today or told[early.meeting.id, late.meeting.id]:
            continue
        told[early.meeting.id, late.meeting.id] += 1
        who = " og ".join(f"«{role}»" for role in sorted(roles))
        place: Location = ("dates", late.index, "day") if late.listed else ("cadence",)
        message = (
            f"{who} må òg vere i «{early.meeting.id}» {long_date(one.span.first)} på same tid. Flytt det eine møtet, "
            "eller endre attendance for plassen."
        )
        yield _problem(timetable, late.meeting, place, message, "same-seat-twice")


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
                    yield _problem(timetable, meeting, ("cadence", "parity"), message, "two-odd-weeks")


def _nothing_follows_itself(timetable: Timetable) -> Iterator[Problem]:
    """A series does not follow itself, be it through others."""
    meetings = timetable.handbook.records.get("meeting", {})
    for meeting in meetings.values():
        seen, other = set(), meeting
        while other and other.cadence.kind == "relative_to_meeting" and other.id not in seen:
            seen.add(other.id)
            other = meetings.get(other.cadence.meeting)
        if other is meeting and seen:
            message = f"«{meeting.id}» følgjer seg sjølv. Vel eit anna møte."
            yield _problem(timetable, meeting, ("cadence", "meeting"), message, "follows-itself")


_RULES = (
    _on_holidays,
    _in_school_breaks,
    _breaks_are_known,
    _readings_are_chosen,
    _promises_are_kept,
    _plans_go_on,
    _seats_are_free,
    _weeks_alternate,
    _nothing_follows_itself,
)
RULES = (days_hold,)
