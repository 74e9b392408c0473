"""The page of a meeting, and its row in lists: how often, the dates that are decided, who, where, how to submit."""

from typing import Any

from handbook.calendar.promise import account
from handbook.language.dates import clock_span
from handbook.models.meeting import Meeting
from handbook.views.cadence import as_written, cadence
from handbook.views.edition import Edition
from handbook.views.occurrences import coming, derived, is_standing, occurrence
from handbook.views.parts import Block, Fact, Page
from handbook.views.procedure import minutes_block, submission_block
from handbook.views.record import block, deadline, feed_path, law_blocks, page, points, prose
from handbook.views.seats import seat, sitter
from handbook.views.wording import capital
from handbook.views.yearly_load import range_words


def meeting_page(edition: Edition, meeting: Meeting) -> Page:
    """Give the page of one meeting series."""
    return page(
        edition,
        "meeting",
        meeting,
        shown={"form"},
        badge=edition.term("meeting_kind", meeting.kind),
        lead=edition.text(meeting.summary) or _lead(edition, meeting),
        facts=_facts(edition, meeting),
        blocks=(
            *_dates(edition, meeting),
            *_feed(edition, meeting),
            *prose(edition, "about", meeting.body),
            *_members(edition, meeting),
            *points(edition, "agenda", meeting.agenda or _group_agenda(edition, meeting)),
            *_submission_deadlines(edition, meeting),
            *block(edition, "deadlines", "list", tuple(capital(deadline(edition, each)) for each in meeting.deadlines)),
            *_procedure(edition, meeting),
            *block(edition, "forms", "links", edition.near("meeting", meeting.id, "form")),
            *(law_blocks(edition, meeting) or _group_laws(edition, meeting)),
        ),
    )


def _procedure(edition: Edition, meeting: Meeting) -> tuple[Block, ...]:
    """How to raise a matter and what is written down, where the series is a group's own meetings."""
    if not meeting.group or meeting.cadence.kind == "relative_to_meeting":
        return ()
    group = edition.handbook.get("group", meeting.group)
    return (*submission_block(edition, group), *minutes_block(edition, group.minutes))


def _submission_deadlines(edition: Edition, meeting: Meeting) -> tuple[Block, ...]:
    """The meeting's own limits, unless its group says the same below."""
    told = _group(edition, meeting, "submission")
    limits = () if told and told.deadlines == meeting.submission else meeting.submission
    said = tuple(capital(deadline(edition, each)) for each in limits)
    return block(edition, "submission_deadlines", "list", said)


def _group_laws(edition: Edition, meeting: Meeting) -> tuple[Block, ...]:
    return law_blocks(edition, edition.handbook.get("group", meeting.group)) if meeting.group else ()


def _lead(edition: Edition, meeting: Meeting) -> str:
    return as_written(edition, meeting.cadence)


def _facts(edition: Edition, meeting: Meeting) -> tuple[Fact, ...]:
    written, understood = as_written(edition, meeting.cadence), cadence(edition, meeting.cadence)
    details = [] if written.lower() == understood.lower() else [edition.word("understood_as", cadence=understood)]
    details += [] if meeting.cadence.confirmed else [edition.word("cadence_unconfirmed")]
    duration = edition.word("minutes_many", n=meeting.duration_minutes) if meeting.duration_minutes else ""
    time = clock_span(meeting.starts, meeting.ends)
    return (
        edition.fact("how_often", "repeat", written, " ".join(details)),
        edition.fact("participants", "users", participants(edition, meeting)),
        edition.fact("time", "clock", time),
        *((edition.fact("duration", "hourglass", duration),) if duration else ()),
        edition.fact("location", "map-pin", meeting.location or _group(edition, meeting, "location")),
        *(_group_fact(edition, meeting)),
    )


def _group_fact(edition: Edition, meeting: Meeting) -> tuple[Fact, ...]:
    return (edition.link_fact("group", "network", (edition.link("group", meeting.group),)),) if meeting.group else ()


def _group(edition: Edition, meeting: Meeting, name: str) -> object:
    return getattr(edition.handbook.get("group", meeting.group), name) if meeting.group else None


def _group_agenda(edition: Edition, meeting: Meeting) -> tuple:
    return _group(edition, meeting, "agenda") or ()


def _members(edition: Edition, meeting: Meeting) -> tuple[Block, ...]:
    seats = meeting.seats or _group(edition, meeting, "seats") or ()
    return block(edition, "members", "seats", tuple(seat(edition, each) for each in seats))


def participants(edition: Edition, meeting: Meeting) -> str:
    """Give who takes part, in words: as the source says it, else the seats, else the group."""
    if meeting.participants:
        return edition.text(meeting.participants)
    if meeting.seats:
        return " · ".join(sitter(edition, each).text for each in meeting.seats)
    return edition.name("group", meeting.group) if meeting.group else ""


def _dates(edition: Edition, meeting: Meeting) -> tuple[Block, ...]:
    found = edition.timetable.of(meeting)
    if is_standing(meeting) or not found:
        return (Block(edition.word("dates"), "dates", (frequency(edition, meeting),), icon="calendar"),)
    rows = tuple(occurrence(edition, one) | {"derived": derived(edition, one)} for one in found)
    return (Block(edition.word("dates"), "series", rows, icon="calendar"),)


def _feed(edition: Edition, meeting: Meeting) -> tuple[Block, ...]:
    """The calendar button, where there are days to fetch."""
    held = [one for one in edition.timetable.of(meeting) if one.state != "undecided"]
    return block(edition, "calendar_feed", "feed", feed_path(edition, "meeting", meeting.id) if held else "")


def frequency(edition: Edition, meeting: Meeting) -> dict[str, Any]:
    """Give a series without days as a row: how often, and that no day is set."""
    standing = is_standing(meeting)
    return {
        "state": "frequency",
        "state_text": edition.word("standing_time" if standing else "no_dates"),
        "times": _times_a_year(edition, meeting),
        "text": as_written(edition, meeting.cadence),
        "link": edition.link("meeting", meeting.id),
    }


def _times_a_year(edition: Edition, meeting: Meeting) -> str:
    """Give «2», «5–6», «2+»; nothing where no number is given."""
    found = account(edition.timetable, meeting).promised
    if found is None or not found.least:
        return ""
    return f"{found.least}+" if found.most is None else range_words(edition, found)


def meeting_row(edition: Edition, meeting: Meeting) -> dict[str, object]:
    """Give a meeting as one row of a list: name, how often, who, and the next days there are."""
    return {
        "link": edition.link("meeting", meeting.id),
        "kind": edition.term("meeting_kind", meeting.kind),
        "cadence": as_written(edition, meeting.cadence),
        "participants": participants(edition, meeting),
        "next": () if is_standing(meeting) else coming(edition, meeting, _NEXT),
        "no_dates": edition.word("standing_time" if is_standing(meeting) else "no_dates"),
    }


_NEXT = 3
"""So many days are listed ahead, so that the next one is among them for a while after the site was built."""
