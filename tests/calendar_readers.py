"""Three readers of calendar files that know nothing of us or of each other: icalendar, ical.js and libical."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import icalendar
import pytest

READERS = Path(__file__).parent / "readers"


@dataclass(frozen=True)
class Event:
    """One event as a reader understood it: days or local times, and their UTC instants where they have a time."""

    uid: str
    summary: str
    description: str
    location: str
    status: str
    sequence: int
    starts: str
    ends: str
    starts_utc: str | None
    ends_utc: str | None


def with_icalendar(*files: Path) -> list[list[Event]]:
    """Read with icalendar, by the time zone that the file itself states."""
    return [list(_events(icalendar.Calendar.from_ical(path.read_bytes()))) for path in files]


def _events(calendar: icalendar.Calendar) -> Iterator[Event]:
    assert [part for part in calendar.walk() if part.errors] == []
    (zone,) = calendar.timezones
    oslo = zone.to_tz(lookup_tzid=False)
    for each in calendar.events:
        start, end = each.start, each.end
        if isinstance(start, datetime):
            assert (start.tzinfo, end.tzinfo) != (None, None)
            start, end = start.replace(tzinfo=oslo), end.replace(tzinfo=oslo)
        texts = (str(each.get(name, "")) for name in ("UID", "SUMMARY", "DESCRIPTION", "LOCATION", "STATUS"))
        yield Event(*texts, int(each["SEQUENCE"]), _local(start), _local(end), _utc(start), _utc(end))


def with_ical_js(*files: Path) -> list[list[Event]]:
    """Read with ical.js, all files in one process."""
    node = shutil.which("node") or pytest.fail("The calendar feeds are read by ical.js too: install node.")
    found = _run(node, READERS / "read_with_ical_js.mjs", *files)
    return [[Event(**each) for each in events] for events in json.loads(found)]


def with_libical(*files: Path) -> list[list[Event]]:
    """Read with libical, which also checks each component against the rules of the standard."""
    program = files[0].parent / "read_with_libical"
    compiler = shutil.which("cc") or pytest.fail("The calendar feeds are read by libical too: install a C compiler.")
    source = READERS / "read_with_libical.c"
    try:
        _run(compiler, "-std=c99", "-Wall", "-Wextra", "-Werror", "-o", program, source, "-lical")
    except AssertionError as error:
        pytest.fail(f"The calendar feeds are read by libical too: install libical-dev. {error}")
    return [[_from_libical(*event.split("\x1f")) for event in _run(program, path).split("\x1e")[:-1]] for path in files]


def _from_libical(uid: str, summary: str, description: str, location: str, status: str, *rest: str) -> Event:
    sequence, starts, starts_utc, ends, ends_utc, _ = rest
    instants = (_utc(datetime.fromtimestamp(int(each), UTC)) if each else None for each in (starts_utc, ends_utc))
    return Event(uid, summary, description, location, status, int(sequence), starts, ends, *instants)


def _run(*command: str | Path) -> str:
    done = subprocess.run(list(map(str, command)), capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[:2000]
    return done.stdout


def _local(value: date) -> str:
    return f"{value:%Y-%m-%dT%H:%M}" if isinstance(value, datetime) else value.isoformat()


def _utc(value: date) -> str | None:
    return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M}" if isinstance(value, datetime) else None
