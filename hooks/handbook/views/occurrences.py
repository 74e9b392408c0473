"""One time a meeting is held, as it is printed: the tile, the day in words, the state, by when to submit."""

from collections.abc import Iterable
from typing import Any

from handbook.calendar.days import Span, week_of
from handbook.calendar.deadlines import due
from handbook.calendar.timetable import HOLDS, Occurrence
from handbook.language.dates import clock_span, dated_weekday, day_span, long_date, short_month, short_weekday
from handbook.models.meeting import Meeting
from handbook.models.parts import Deadline
from handbook.views.edition import Edition
from handbook.views.wording import capital


def occurrence(edition: Edition, one: Occurrence) -> dict[str, Any]:
    """Give one occurrence: tile, words, state, and whether it is past."""
    return {
        "state": one.state,
        "state_text": edition.word(f"date_{one.state}"),
        **_tile(edition, one),
        "iso": one.span.first.isoformat(),
        "last": max(one.span.last, one.other or one.span.last).isoformat(),
        "text": when(edition, one),
        "detail": _detail(edition, one),
        "due": tuple(submission_dues(edition, one)),
        "past": one.span.last < edition.today,
        "link": edition.link("meeting", one.meeting.id),
    }


def _tile(edition: Edition, one: Occurrence) -> dict[str, str]:
    first, last = one.span.first, one.span.last
    if one.state == "undecided":
        return {"weekday": short_weekday(first, edition.language), "day": "?", "month": short_month(first)}
    if is_week(one.span):
        number = str(first.isocalendar().week)
        return {"weekday": edition.word("week"), "day": number, "month": short_month(first)}
    days = f"{first.day}." if first == last else f"{first.day}.–{last.day}."
    return {"weekday": short_weekday(first, edition.language), "day": days, "month": short_month(first)}


def is_week(span: Span) -> bool:
    """Say whether a span is a whole ISO week."""
    return span == week_of(span.first)


def when(edition: Edition, one: Occurrence) -> str:
    """Give the day in words: «tysdag 1. desember 2026», «veke 9, 1.–7. mars 2027», or both days it may be."""
    first, last = one.span.first, one.span.last
    if one.other:
        days = (dated_weekday(day, edition.language) for day in sorted((first, one.other)))
        return f" {edition.word('or_word')} ".join(days)
    if is_week(one.span):
        return f"{edition.word('week')} {first.isocalendar().week}, {day_span(first, last)}"
    return dated_weekday(first, edition.language) if first == last else day_span(first, last)


def _detail(edition: Edition, one: Occurrence) -> str:
    """Time and place; of a day moved or called off, from when and why."""
    place = edition.text((one.listed.location if one.listed else None) or one.meeting.location)
    said = [clock_span(one.starts, one.ends), place]
    if one.listed and one.listed.moved_from:
        said.append(edition.word("moved_from", day=long_date(one.listed.moved_from)))
    if one.listed and one.listed.reason:
        said.append(edition.text(one.listed.reason))
    return " · ".join(filter(None, said))


def submission_dues(edition: Edition, one: Occurrence) -> Iterable[tuple[str, str]]:
    """Give by which days, still to come, a matter must be submitted, as ISO and in words: «Meld inn saker seinast
    tysdag 24. november 2026».

    Nobody can submit a matter to a meeting that is only proposed.
    """
    if one.state not in HOLDS or one.span.first != one.span.last:
        return
    for limit in submission(edition, one.meeting):
        day = due(one.span.first, limit)
        if day is not None and limit.direction == "before" and day >= edition.today:
            what = edition.text(limit.condition) or edition.word("submit_matters")
            said = edition.word("due_by", what=capital(what), day=dated_weekday(day, edition.language))
            yield day.isoformat(), said


def submission(edition: Edition, meeting: Meeting) -> tuple[Deadline, ...]:
    """Give the limits for submitting a matter: the meeting's own, else its group's; what only follows the group's
    meetings has none."""
    follows = meeting.cadence.kind == "relative_to_meeting"
    group = edition.handbook.get("group", meeting.group) if meeting.group and not follows else None
    inherited = group.submission.deadlines if group and group.submission else ()
    return meeting.submission or inherited


def derived(edition: Edition, one: Occurrence) -> tuple[tuple[str, str], ...]:
    """Give what must be done before and after one meeting, each with its day, in order of day."""
    found = [
        (due(one.span.first, limit), limit) for limit in (*submission(edition, one.meeting), *one.meeting.deadlines)
    ]
    dated = sorted(((day, limit) for day, limit in found if day), key=lambda pair: pair[0])
    return tuple(
        (capital(edition.text(limit.condition or limit.trigger)), dated_weekday(day, edition.language))
        for day, limit in dated
    )


# --- which ones ---


def coming(edition: Edition, meeting: Meeting, most: int | None = None) -> tuple[dict[str, Any], ...]:
    """Give what a series holds from today on, its proposals too; at most so many."""
    found = [
        one for one in edition.timetable.of(meeting) if one.span.last >= edition.today and one.state != "cancelled"
    ]
    return tuple(occurrence(edition, one) for one in found[:most])


def coming_dates(edition: Edition, most: int) -> tuple[dict[str, Any], ...]:
    """Give the next decided dates of all meetings, in order of day."""
    found = [one for one in edition.timetable.all if one.span.last >= edition.today and one.state in HOLDS]
    return tuple(occurrence(edition, one) for one in found[:most])


def is_standing(meeting: Meeting) -> bool:
    """Say whether a series is a standing time each week, told once instead of day by day."""
    return meeting.cadence.kind == "weekly" and not meeting.dates
