"""Handbooks with the meetings a test wants, on Fjordvik's ground, so that tests meet what no real handbook has."""

import dataclasses
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

import yaml

from handbook.calendar.days import easter, week
from handbook.calendar.school import School
from handbook.calendar.timetable import Timetable
from handbook.files.source import parse
from handbook.handbook import Handbook, Origin
from handbook.models.explain import validate
from handbook.models.meeting import Meeting
from handbook.models.school_year import SchoolYear
from handbook.problems import report

Values = dict[str, Any]


def text(words: str) -> Values:
    """Give a text that is the same in both forms."""
    return {"nn": words, "nb": words}


def meeting(id: str = "mote", **fields: Any) -> Values:
    """Give the values of a meeting; a cadence of none but its kind may be given as a word."""
    cadence = fields.pop("cadence", "dates")
    cadence = {"kind": cadence} if isinstance(cadence, str) else cadence
    return {"id": id, "name": text(f"Møte {id}"), "kind": "meeting", "cadence": cadence, **fields}


class _Dumper(yaml.CSafeDumper):
    """Writes a value that stands in two places twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def dump(values: Values) -> str:
    """Give values as the text of a data file."""
    return yaml.dump(values, Dumper=_Dumper, allow_unicode=True, sort_keys=False)


def read(model: type, file: str, values: Values) -> tuple[Any, Origin]:
    """Give the record that these values make when they are read from a file, and where it stands."""
    document, problems = parse(dump(values), file)
    assert not problems, report(problems)
    record, faults = validate(model, document.value)
    assert not faults, faults
    return record, Origin(document)


def with_meetings(
    ground: Handbook, meetings: Iterable[Values], years: Iterable[Values] | None = None, **municipality: Any
) -> Handbook:
    """Give a handbook with these meetings in place of its own, and these school years where they are given."""
    records, origins = dict(ground.records), dict(ground.origins)
    for kind, model, values in (("meeting", Meeting, meetings), ("school_year", SchoolYear, years)):
        if values is not None:
            found = {one["id"]: read(model, f"data/{kind}/{one['id']}.yml", one) for one in values}
            records[kind] = {id: record for id, (record, _) in found.items()}
            origins |= {(kind, id): origin for id, (_, origin) in found.items()}
    own = ground.municipality.model_copy(update=municipality)
    return dataclasses.replace(ground, records=records, origins=origins, municipality=own)


def timetable(ground: Handbook, *meetings: Values, today: date, **more: Any) -> Timetable:
    """Give the days of these meetings as they stand on a day."""
    return Timetable(with_meetings(ground, meetings, **more), today)


def school(*years: Values) -> School:
    """Give school years."""
    return School(tuple(read(SchoolYear, "school-year.yml", one)[0] for one in years))


def school_year(start: int) -> Values:
    """Give a school year like most: mid-August to mid-June, with the usual breaks as whole days."""
    autumn, winter = week(start, 41), week(start + 1, 8)
    return {
        "id": f"{start}-{start + 1}",
        "start": date(start, 8, 17),
        "end": date(start + 1, 6, 18),
        "breaks": [
            {"kind": "autumn_break", "first": autumn.first, "last": autumn.last},
            {"kind": "christmas", "first": date(start, 12, 21), "last": date(start + 1, 1, 2)},
            {"kind": "winter_break", "first": winter.first, "last": winter.last},
            {
                "kind": "easter_break",
                "first": easter(start + 1) - timedelta(days=8),
                "last": easter(start + 1) + timedelta(days=1),
            },
        ],
    }


# --- many meetings ---

_HARD = (
    "Blåbær; på ærleg, øvste \\ hylle: «å» 👩‍👩‍👧 ",
    "Fyrste linje\nandre linje; med komma, semikolon og \\n som ikkje er linjeskift ",
    "Kort",
    "Sámi: čáhci đuođđa ŋ š ŧ ž. Emoji: 🧒🏽🏫 " * 9,
)


def hard_text(number: int) -> str:
    """Give a text that is hard to write in a feed: signs with a meaning, line breaks, wide letters, long lines."""
    return (_HARD[number % len(_HARD)] * (1 + number % 5)).strip()


def many_meetings() -> Iterator[Values]:
    """Give meetings with more than 500 days from August 2026 on: every kind of rule, state, span and clock time."""
    yield meeting(
        "kvar-tysdag",
        cadence={"kind": "weekly", "weekdays": ["tuesday"]},
        starts="12:30",
        ends="15:00",
        reviewed=_REVIEWED,
    )
    yield meeting(
        "kvar-sundag", cadence={"kind": "weekly", "weekdays": ["sunday"]}, starts="09:00", duration_minutes=45
    )
    every = {"kind": "every_n_weeks", "n": 3, "anchor": date(2026, 8, 18)}
    yield meeting("tredje-veke", cadence=every, starts="08:15", name=text(hard_text(1)), location=text(hard_text(0)))
    yield meeting("veke-ni", cadence={"kind": "yearly_week", "week": 9}, participants=text(hard_text(3)))
    yield meeting("veke-53", cadence={"kind": "yearly_week", "week": 53})
    yield meeting("berre-hyppigheit", cadence={"kind": "n_per_year", "n": 5})
    yield meeting("ikkje-vald", cadence={"kind": "relative_to_easter", "weekday": "wednesday"})
    around = [{"day": day, "starts": start, "ends": end} for day in _CLOCKS_CHANGE for start, end in _CLOCK if end]
    yield meeting("klokka-blir-stilt", dates=around)
    for number in range(60):
        yield meeting(f"liste-{number}", dates=list(_listed(number)), name=text(hard_text(number)), reviewed=_REVIEWED)


_REVIEWED = date(2026, 10, 5)
_CLOCKS_CHANGE = [date(2026, 10, 24), date(2026, 10, 25), date(2027, 3, 27), date(2027, 3, 28), date(2027, 10, 31)]
"""Days on which summer time begins or ends, and the day before."""
_CLOCK = (("00:15", "00:45"), ("08:30", "09:15"), ("23:00", "23:45"), ("12:00", None), (None, None))
_STATES = ("decided", "moved", "cancelled", "proposed")


def _listed(number: int) -> Iterator[Values]:
    """Six days spread over two years, in every state, with and without times, some of them several days long."""
    for serial in range(number * 6, number * 6 + 6):
        day = date(2026, 8, 20) + timedelta(days=serial * 11 % 640)
        one: Values = {"day": day, "status": _STATES[serial % 4], "revision": serial % 3}
        starts, ends = _CLOCK[serial % 5]
        one |= {"starts": starts} if starts else {}
        one |= {"ends": ends} if ends else {}
        one |= {"last_day": day + timedelta(days=serial % 9)} if serial % 11 == 3 else {}
        one |= {"reason": text(hard_text(serial))} if one["status"] in ("moved", "cancelled") else {}
        one |= {"moved_from": date(2026, 8, 1) + timedelta(days=serial)} if one["status"] == "moved" else {}
        yield one
