"""The page of a meeting, and its row in lists: how often, the dates that are decided, who, where, how to submit."""

from handbook.language.dates import clock_span, dated_weekday, long_date, short_month, short_weekday
from handbook.models.meeting import Meeting, MeetingDate
from handbook.views.cadence import as_written, cadence
from handbook.views.edition import Edition
from handbook.views.parts import Block, Fact, Page
from handbook.views.record import block, deadline, law_blocks, page, points, prose
from handbook.views.seats import seat, sitter
from handbook.views.wording import capital


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
            *prose(edition, "about", meeting.body),
            *_members(edition, meeting),
            *points(edition, "agenda", meeting.agenda or _group_agenda(edition, meeting)),
            *block(
                edition,
                "submission_deadlines",
                "list",
                tuple(capital(deadline(edition, each)) for each in meeting.submission),
            ),
            *block(edition, "deadlines", "list", tuple(capital(deadline(edition, each)) for each in meeting.deadlines)),
            *block(edition, "forms", "links", edition.near("meeting", meeting.id, "form")),
            *law_blocks(edition, meeting),
        ),
    )


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
    if not meeting.dates:
        content = (
            {
                "state": "frequency",
                "state_text": edition.word("no_dates"),
                "text": as_written(edition, meeting.cadence),
            },
        )
        return (Block(edition.word("dates"), "dates", content, icon="calendar"),)
    return (
        Block(
            edition.word("dates"),
            "dates",
            tuple(meeting_date(edition, meeting, one) for one in meeting.dates),
            icon="calendar",
        ),
    )


def meeting_date(edition: Edition, meeting: Meeting, value: MeetingDate) -> dict[str, object]:
    """Give one date as it is printed in lists: tile, words, state."""
    starts, ends = value.starts or meeting.starts, value.ends or meeting.ends
    said = dated_weekday(value.day, edition.language)
    if value.last_day:
        said = f"{said} – {long_date(value.last_day)}"
    place = edition.text(value.location or meeting.location)
    return {
        "state": value.status,
        "state_text": edition.word(f"date_{value.status}"),
        "weekday": short_weekday(value.day, edition.language),
        "day": value.day.day,
        "month": short_month(value.day),
        "iso": value.day.isoformat(),
        "text": said,
        "detail": " · ".join(filter(None, (clock_span(starts, ends), place, edition.text(value.reason)))),
        "past": value.day < edition.today,
    }


def meeting_row(edition: Edition, meeting: Meeting) -> dict[str, object]:
    """Give a meeting as one row of a list: name, how often, who, and the next decided date if there is one."""
    coming = sorted((one for one in meeting.dates if _holds(edition, one)), key=lambda one: one.day)
    return {
        "link": edition.link("meeting", meeting.id),
        "kind": edition.term("meeting_kind", meeting.kind),
        "cadence": as_written(edition, meeting.cadence),
        "participants": participants(edition, meeting),
        "next": meeting_date(edition, meeting, coming[0]) if coming else None,
    }


def _holds(edition: Edition, one: MeetingDate) -> bool:
    """Say whether a date is decided and still to come; one that was moved there counts."""
    return one.day >= edition.today and one.status in ("decided", "moved")


def coming_dates(edition: Edition, most: int) -> tuple[dict[str, object], ...]:
    """Give the next decided dates of all meetings, in order of day."""
    found = [
        (one.day, meeting.id, one, meeting)
        for meeting in edition.handbook.all("meeting")
        for one in meeting.dates
        if _holds(edition, one)
    ]
    found.sort(key=lambda each: each[:2])
    return tuple(
        meeting_date(edition, meeting, one) | {"link": edition.link("meeting", meeting.id)}
        for _, _, one, meeting in found[:most]
    )
