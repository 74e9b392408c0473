"""The page for leaders: how often each series is promised, how many days are decided, who takes part."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from handbook.calendar.promise import Account, account
from handbook.models.meeting import Meeting
from handbook.views.cadence import as_written
from handbook.views.calendar import PLANNED, calendar_page, year_name
from handbook.views.edition import Edition
from handbook.views.meeting import participants
from handbook.views.occurrences import coming
from handbook.views.parts import Page
from handbook.views.yearly_load import range_words

STATES = ("kept", "short", "rule", "none", "local", "open")
"""How a series may stand, see `state_of`."""


def planned_pages(edition: Edition) -> Iterator[Page]:
    """Give the page of all series: how often they are promised, how many days are decided, who takes part."""
    meetings = [one for one in edition.handbook.all("meeting") if one.status != "ended"]
    if not meetings:
        return
    rows = tuple(_row(edition, one) for one in meetings)
    counts = Counter(row["state"] for row in rows)
    said = tuple((state, counts[state], edition.word(f"set_up_count_{state}")) for state in STATES if counts[state])
    lead = edition.word("calendar_planned_lead", year=year_name(edition, edition.timetable.year))
    yield calendar_page(edition, "planned", PLANNED, lead, rows=rows, counts=said)


def _row(edition: Edition, meeting: Meeting) -> dict[str, Any]:
    found = account(edition.timetable, meeting)
    state = state_of(found)
    return {
        "link": edition.link("meeting", meeting.id),
        "cadence": as_written(edition, meeting.cadence),
        "participants": participants(edition, meeting),
        "year": year_name(edition, found.year) if found.year != edition.timetable.year else "",
        "promised": range_words(edition, found.promised),
        "decided": found.decided,
        "state": state,
        "state_text": edition.word(f"set_up_{state}", n=found.missing, decided=found.decided),
        "next": coming(edition, meeting, 1),
    }


def state_of(found: Account) -> str:
    """Say how a series stands: as many as promised, some, only a rule, none, or nothing that can be counted."""
    if found.missing == 0:
        return "kept" if found.decided else "open"
    if found.meeting.per_unit and not found.decided:
        return "local"
    if found.proposed:
        return "rule"
    return "short" if found.decided else "none"
