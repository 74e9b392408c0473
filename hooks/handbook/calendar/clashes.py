"""Two meetings that need the same seat at the same time."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from handbook.calendar.timetable import HOLDS, Occurrence, Timetable
from handbook.handbook import Handbook
from handbook.models.group import Seat
from handbook.models.meeting import Meeting


def seats(handbook: Handbook, meeting: Meeting) -> tuple[Seat, ...]:
    """Give who sits in a meeting: its own seats, else its group's."""
    group = handbook.records.get("group", {}).get(meeting.group) if meeting.group else None
    return meeting.seats or (group.seats if group else ())


def needed(handbook: Handbook, meeting: Meeting) -> frozenset[str]:
    """Give the roles that must be there and that nobody else may stand in for. A seat that several hold is no one's."""
    found = seats(handbook, meeting)
    return frozenset(
        one.role for one in found if one.role and one.attendance == "fixed" and not one.or_ and (one.count or 1) == 1
    )


def clashes(timetable: Timetable) -> Iterator[tuple[Occurrence, Occurrence, frozenset[str]]]:
    """Give each pair of occurrences at the same time and the roles both need; the later-named series comes second."""
    by_day: dict[object, list[Occurrence]] = defaultdict(list)
    for one in timetable.all:
        if one.state in (*HOLDS, "proposed") and one.starts and one.span.first == one.span.last:
            by_day[one.span.first].append(one)
    roles = {one.id: needed(timetable.handbook, one) for one in timetable.handbook.all("meeting")}
    for same_day in by_day.values():
        for one, other in combinations(same_day, 2):
            both = roles[one.meeting.id] & roles[other.meeting.id]
            if both and one.meeting.id != other.meeting.id and _overlap(one, other):
                yield one, other, both


def _overlap(one: Occurrence, other: Occurrence) -> bool:
    return _minute(one.starts) < _end(other) and _minute(other.starts) < _end(one)


def _end(one: Occurrence) -> int:
    """Where no end is stated, the duration, else an hour."""
    return _minute(one.ends) if one.ends else _minute(one.starts) + (one.meeting.duration_minutes or 60)


def _minute(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)
