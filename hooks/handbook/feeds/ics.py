"""Calendar feeds (RFC 5545, 7986), one for each language: decided meetings, and proposals marked as such. Never a
series of which only the frequency is known.

Written by hand: the records of one event take a few lines, and the library that could write them takes seven times as
long. Every feed is read back with three independent readers in the tests.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5

from handbook.addresses import Addresses
from handbook.calendar.timetable import HOLDS, Occurrence
from handbook.models.meeting import Meeting
from handbook.views.edition import Edition
from handbook.views.meeting import participants
from handbook.views.occurrences import derived, when
from handbook.views.subscriptions import Subscription

_ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Oslo
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE"""
"""Summer time by the rules in force since 1996: readers that are given lists of days instead get summers wrong."""

_STATUS = {"decided": "CONFIRMED", "moved": "CONFIRMED", "proposed": "TENTATIVE", "cancelled": "CANCELLED"}
_LONGEST = 75
"""Octets of a line, its end not counted (RFC 5545, 3.1)."""
_UNNAMED = "https://handbook.invalid/"


class Feeds:
    """The feeds of one edition. An event is written once, however many feeds hold it."""

    def __init__(self, edition: Edition, addresses: Addresses):
        self._edition, self._addresses = edition, addresses
        self._events: dict[str, bytes] = {}

    def feed(self, subscription: Subscription) -> bytes:
        """Give one feed, byte for byte the same for the same data and day."""
        municipality = self._edition.handbook.municipality
        name = f"{subscription.name} – {self._edition.text(municipality.name)}"
        head = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//handbook//calendar//NO",
            "CALSCALE:GREGORIAN",
            f"NAME;LANGUAGE={self._edition.language}:{_escaped(name)}",
            f"X-WR-CALNAME:{_escaped(name)}",
            "X-WR-TIMEZONE:Europe/Oslo",
            "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
            "X-PUBLISHED-TTL:PT12H",
            *_ZONE.split("\n"),
        ]
        events = b"".join(self._series(meeting) for meeting in subscription.meetings)
        return _lines(head) + events + _lines(["END:VCALENDAR"])

    def _series(self, meeting: Meeting) -> bytes:
        if meeting.id not in self._events:
            found = [one for one in self._edition.timetable.of(meeting) if one.state in _STATUS]
            self._events[meeting.id] = b"".join(_lines(self._event(one)) for one in found)
        return self._events[meeting.id]

    def _event(self, one: Occurrence) -> Iterator[str]:
        language = f";LANGUAGE={self._edition.language}"
        page = self._addresses.absolute(self._edition.language, self._edition.path("meeting", one.meeting.id))
        changed = _moment(last_changed(self._edition, one))
        yield "BEGIN:VEVENT"
        yield f"UID:{uid(self._addresses, one)}"
        yield f"DTSTAMP:{changed}"
        yield f"LAST-MODIFIED:{changed}"
        yield f"SEQUENCE:{sequence(one)}"
        yield from _times(one)
        yield f"SUMMARY{language}:{_escaped(self._title(one))}"
        if description := self._description(one):
            yield f"DESCRIPTION{language}:{_escaped(description)}"
        if place := self._edition.text((one.listed.location if one.listed else None) or one.meeting.location):
            yield f"LOCATION{language}:{_escaped(place)}"
        if self._addresses.base:
            yield f"URL:{page}"
        yield f"STATUS:{_STATUS[one.state]}"
        yield f"TRANSP:{'OPAQUE' if one.state in HOLDS and one.starts else 'TRANSPARENT'}"
        yield "END:VEVENT"

    def _title(self, one: Occurrence) -> str:
        name = self._edition.name("meeting", one.meeting.id)
        if one.state in ("proposed", "cancelled"):
            return f"{self._edition.word(f'date_{one.state}')}: {name}"
        return name

    def _description(self, one: Occurrence) -> str:
        """What a reader must know without opening the page: the state, who takes part, what is due when."""
        edition = self._edition
        said = [edition.word("feed_proposed")] if one.state == "proposed" else []
        said += [edition.text(one.listed.reason)] if one.listed and one.listed.reason else []
        said += [f"{edition.word('participants')}: {who}"] if (who := participants(edition, one.meeting)) else []
        if one.state in HOLDS or one.state == "proposed":
            said += [f"{what}: {day}" for what, day in derived(edition, one)]
        return "\n".join([*said, when(edition, one)] if one.span.first != one.span.last else said)


def uid(addresses: Addresses, one: Occurrence) -> str:
    """Give what an event is known by: from the series' id and the day it was first called to, never its title."""
    return str(uuid5(NAMESPACE_URL, f"{addresses.base or _UNNAMED}{one.meeting.id}/{one.key}"))


def sequence(one: Occurrence) -> int:
    """Give how often time, place or state has been changed since the day was told."""
    if one.listed is None:
        return 0
    moved, cancelled = one.listed.moved_from is not None, one.state == "cancelled"
    return one.listed.revision + moved + cancelled + (one.state != "proposed")


def last_changed(edition: Edition, one: Occurrence) -> date:
    """Give the day the data last says something was changed: of the date, the series, or the handbook."""
    known = [one.meeting.reviewed, *(change.day for change in one.meeting.changes)]
    known += [one.listed.changed] if one.listed else []
    return max(filter(None, known), default=edition.handbook.municipality.reviewed or one.span.first)


def _times(one: Occurrence) -> tuple[str, str]:
    """All-day where no time is stated or it lasts for days; else local time, an hour where no end is known."""
    first, last = one.span.first, one.span.last
    if not one.starts or first != last:
        return f"DTSTART;VALUE=DATE:{first:%Y%m%d}", f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"
    start = f"DTSTART;TZID=Europe/Oslo:{first:%Y%m%d}T{_clock(one.starts)}"
    if one.ends:
        return start, f"DTEND;TZID=Europe/Oslo:{first:%Y%m%d}T{_clock(one.ends)}"
    return start, f"DURATION:PT{one.meeting.duration_minutes or 60}M"


def _clock(time: str) -> str:
    return time.replace(":", "") + "00"


def _moment(day: date) -> str:
    return f"{day:%Y%m%d}T000000Z"


def _escaped(text: str) -> str:
    """Escape a text value (RFC 5545, 3.3.11)."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _lines(lines: Iterator[str] | list[str]) -> bytes:
    return b"".join(_folded(line) for line in lines)


def _folded(line: str) -> bytes:
    """Fold a line into pieces of at most 75 octets, none of which cuts a letter in two."""
    raw = line.encode()
    if len(raw) <= _LONGEST:
        return raw + b"\r\n"
    pieces, start, room = [], 0, _LONGEST
    while start < len(raw):
        end = min(start + room, len(raw))
        while end < len(raw) and raw[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(raw[start:end])
        start, room = end, _LONGEST - 1  # the space that a continued line starts with
    return b"\r\n ".join(pieces) + b"\r\n"
