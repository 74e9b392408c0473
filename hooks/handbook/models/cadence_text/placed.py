"""Rules for what has a place in the calendar: weekdays, weeks, days, months and seasons. See `rules`."""

import re

from handbook.models.cadence_text.line import Fields, Line

_ONCE_A_YEAR = "every year|number=1 (?:times|meeting)(?: in| every)* year|number=1(?: in| every)+ year"
_EACH_YEAR = rf"(?:in )?(?:{_ONCE_A_YEAR})|in year"
_N = r"(?:ordinal|number)=(\d+)"
_MONTHLY = "(?:in |every )*month"
_HANGS = "before|after"


def one_weekday(line: Line) -> Fields:
    """Take the weekday, where there is just one and nothing hangs on it."""
    weekdays = {meaning for meaning in line.meanings if meaning.startswith("weekday=")}
    if len(weekdays) != 1 or line.find(rf"weekday=\w+ (?:{_HANGS})"):
        return {}
    return {"weekday": line.take_all(r"(?:in |every )*weekday=(\w+)")[0]}


def days(line: Line) -> tuple[str, ...]:
    """Take every whole date; give them as ISO days."""
    return tuple(sorted(set(line.take_all(r"(?:from )?date=(\S+)"))))


def one_day(line: Line) -> str | None:
    """Take the date, where there is just one."""
    found = [meaning for meaning in line.meanings if meaning.startswith("date=")]
    return days(line)[0] if len(found) == 1 else None


def dates(line: Line) -> Fields | None:
    """Two whole dates or more; the days themselves are left for the proposal to take."""
    found = re.findall(r"date=|(?:ordinal|number)=\d+ month=", " ".join(line.meanings))
    return {"kind": "dates"} if len(found) > 1 and "date=" in found else None


def nth_weekday(line: Line) -> Fields | None:
    """«fyrste tysdag i månaden», «siste torsdag i mai og juni»."""
    match = line.take(r"(every )?ordinal=(-?\d+) weekday=(\w+)")
    if not match:
        return None
    if match[1] and match[2] not in ("1", "-1"):
        line.guess()
    line.take(_EACH_YEAR)
    fields = {"kind": "nth_weekday_of_month", "n": match[2], "weekday": match[3]}
    if months := line.take_all(r"(?:in )?month=(\d+)"):
        return fields | {"months": months}
    if line.take(_MONTHLY):
        return fields
    if match[1] or line.find(_HANGS):
        return None
    line.guess()
    return fields


def week_parity(line: Line) -> Fields | None:
    """«oddetalsveker, onsdagar»."""
    match = line.take("(?:every |week )?(odd|even)(?: week)?")
    if not match or line.find("odd|even"):
        return None
    return {"kind": "week_parity", "parity": match[1], **one_weekday(line)}


def weekly(line: Line) -> Fields | None:
    """«kvar onsdag kl. 12.30–15.00», «tysdagar og torsdagar»."""
    sure = line.find(r"every weekday=\w+")
    if line.find(r"(?:weekday=\w+ to|number=\d+) weekday=\w+") or (line.find(_HANGS) and not sure):
        return None
    weekdays = line.take_all(r"(?:in |every )*weekday=(\w+)")
    if not weekdays:
        return None
    sure = line.take(r"(?:number=\d+ times )?(?:in |every )*week") or sure
    if not sure:
        line.guess()
    return {"kind": "weekly", "weekdays": weekdays, **_hours(line)}


def _hours(line: Line) -> Fields:
    match = line.take(r"clock=([\d:]+)(?:/([\d:]+))?")
    return {key: time for key, time in zip(("opens", "closes"), match.groups(), strict=True) if time} if match else {}


def yearly_week(line: Line) -> Fields | None:
    """«årleg i veke 9»; one week, as there is no field for more."""
    if line.find(rf"every(?: {_N})? week"):
        return None
    match = line.take(rf"(?:in )?week {_N}(?! (?:to|times|meeting))")
    if not match or line.behind(match)[-1].is_article or line.find(rf"week {_N}"):
        return None
    _each_year(line)
    return {"kind": "yearly_week", "week": match[1]}


def yearly_date(line: Line) -> Fields | None:
    """«1. mai», «innan 1. mars kvart år»; there is no field for more."""
    match = line.take(rf"{_N} month=(\d+)(?! in_year)")
    if not match or line.behind(match)[0].is_article or line.find(rf"after|{_N} month=\d+"):
        return None
    line.take(_EACH_YEAR)
    return {"kind": "yearly_date", "month": match[2], "day": match[1]}


def yearly_month(line: Line) -> Fields | None:
    """«kvart år i oktober»; there is no field for more."""
    match = line.take(r"(?:in |during |every )*month=(\d+)(?! in_year)")
    if not match or line.find(rf"month=.*|weekday=.*|from|{_HANGS}"):
        return None
    if "every" not in match[0].split():
        _each_year(line)
    return {"kind": "yearly_month", "month": match[1]}


def _each_year(line: Line) -> None:
    """Take «kvart år»; without it, it may have been one time only."""
    if not line.take(_EACH_YEAR):
        line.guess()


def per_season(line: Line) -> Fields | None:
    """«haust og vår», «to gonger kvar haust», «halvårleg»."""
    if line.take("every (?:half_year|term)"):
        line.guess()
        return {"kind": "per_season", "seasons": ["spring", "autumn"]}
    if line.find(rf"season=\w+ in_year.*|{_HANGS}"):
        return None
    counts = set(line.take_all(r"number=(\d+)(?: times| meeting)?(?= (?:in |every )*season=)"))
    seasons = line.take_all(r"(?:in |every )*season=(\w+)")
    if not seasons or len(counts) > 1:
        return None
    n = counts.pop() if counts else "1"
    line.take(_EACH_YEAR)
    return {"kind": "per_season", "seasons": seasons, **({} if n == "1" else {"n": n})}


def yearly(line: Line) -> Fields | None:
    """«årleg», «ein gong i året», «i løpet av året»."""
    if line.take(_ONCE_A_YEAR):
        return {"kind": "yearly"}
    if line.take("during year"):
        line.guess()
        return {"kind": "yearly"}
    return None


def once(line: Line) -> Fields | None:
    """«eingongs», one whole date, «hausten 2022»."""
    if line.find("every"):
        return None
    said = line.take("once")
    day = one_day(line)
    if not said:
        line.guess()
    if day:
        return {"kind": "once", "start": day}
    return {"kind": "once"} if said or line.find(r"(?:season=\w+|month=\d+) in_year=\d+") else None
