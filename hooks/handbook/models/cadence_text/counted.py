"""Rules for what is counted: so many times in a period, every so many weeks. See `rules`."""

from handbook.models.cadence_text.line import Fields, Line
from handbook.models.cadence_text.placed import one_day, one_weekday

_N = r"(?:ordinal|number)=(\d+)"
_COUNT = r"(between )?number=(\d+)(?:(?(1)(?: to)?| to) number=(\d+))?"
_GATHERED = r"(?: (?:other|fixed))* (?:times|meeting|named_meeting|day)"
_IN = r"(?: (?:other|in|every|during|whole))"
_PERIOD = r"(year|school_year|half_year|term|quarter|month|week)"
_FORTNIGHT = "every (?:ordinal|number)=14 day"

_LEAST_IN = {"year": "year", "school_year": "year", "half_year": "half_year", "term": "term", "month": "month"}
_SCHOOL_YEAR = {"school_year_only": "true"}


def interval(line: Line) -> Fields | None:
    """«kvar tredje veke», «om lag annakvar månad», «kvart fjerde år», «annakvar tysdag», «kvar 14. dag»."""
    line.take("number=1 times(?= every)")
    n, unit, rough = _interval(line)
    if unit == "year" and n:
        return {"kind": "every_n_years", "n": n, **_last(line)}
    if unit in ("week", "month") and (rough or line.take("about")):
        return {"kind": "approximate_interval", "every": n or "1", "unit": f"{unit}s"}
    if unit == "month":
        return {"kind": "every_n_months", "n": n, **_anchor(line)} if n else {"kind": "n_per_month", "n": "1"}
    if unit == "week" and (n or not line.find("weekday=.*")):
        return {"kind": "every_n_weeks", "n": n or "1", **_anchor(line), **one_weekday(line)}
    return None


def _interval(line: Line) -> tuple[str | None, str | None, bool]:
    """Take an interval: its number, its unit, and whether it stands between two numbers («kvar 6.–8. veke»)."""
    if match := line.take(rf"every {_N}(?= to {_N} (?:week|month))"):
        line.guess()
        return match[1], line.take("week|month")[0], True
    if match := line.take(rf"(?:every {_N}|ordinal=(\d+) every|every) (week|month|year)") or line.take(
        rf"(?:every )?{_N}() (week|month) apart"
    ):
        return match[1] or match[2], match[3], False
    if line.take(_FORTNIGHT):
        return "2", "week", False
    if line.find(rf"every {_N} weekday=\S+(?! (?:before|after))") and not line.find("month|month=.*"):
        return line.take(rf"every {_N}")[1], "week", False
    return None, None, False


def _last(line: Line) -> Fields:
    match = line.take(r"(?:ordinal=-1 |last_in )(?:in )?in_year=(\d+)")
    return {"last": match[1]} if match else {}


def _anchor(line: Line) -> Fields:
    """A day that is written beside an interval is where it is counted from."""
    day = one_day(line)
    return {"anchor": day} if day else {}


def frequency(line: Line) -> Fields | None:
    """«to gonger i året», «5–6 gonger kvart år», «minst to gonger i halvåret», «min. 2/år»."""
    whole = rf"{_COUNT}(?:{_GATHERED}{_IN}*|(?: (?:in|every))+) {_PERIOD}"
    match = line.take(whole)
    n, most, period = match.group(2, 3, 4) if match else _parted(line)
    if not period:
        return None
    line.take("every year|in year")
    if most:
        return _range(line, n, most, period)
    if period in _LEAST_IN and line.take("at_least"):
        return {"kind": "minimum_per_period", "minimum": n, "period": _LEAST_IN[period], **_school(period)}
    return _so_many(line, n, period)


def _parted(line: Line) -> tuple[str, str | None, str] | tuple[None, None, None]:
    """Take a number of times and a period that do not stand together: «kvart år: minst to gonger»."""
    times = line.take(_COUNT + _GATHERED)
    period = times and line.take(rf"(?:every|in|during) {_PERIOD}")
    return (times[2], times[3], period[1]) if period else (None, None, None)


def _school(period: str) -> Fields:
    return _SCHOOL_YEAR if period == "school_year" else {}


def _range(line: Line, n: str, most: str, period: str) -> Fields | None:
    if period in ("year", "school_year"):
        return {"kind": "range_per_year", "minimum": n, "maximum": most, **_school(period)}
    if period not in _LEAST_IN or int(most) < int(n):
        return None
    line.give_back(f"number={most}")
    return {"kind": "minimum_per_period", "minimum": n, "period": period}


def _so_many(line: Line, n: str, period: str) -> Fields | None:
    if period == "year":
        return None if n == "1" else _so_many_a_year(line, n)
    if period == "school_year":
        return {"kind": "n_per_year", "n": n, "year": "school"}
    if period == "month":
        return {"kind": "n_per_month", "n": n}
    if period in ("half_year", "term"):
        line.guess()
        return {"kind": "per_season", "seasons": ["spring", "autumn"], "n": n}
    if n != "1":
        return None
    return {"kind": "quarterly"} if period == "quarter" else {"kind": "every_n_weeks", "n": n, **one_weekday(line)}


def _so_many_a_year(line: Line, n: str) -> Fields:
    seasons = [meaning for meaning in line.meanings if meaning.startswith("season=")]
    if int(n) != len(set(seasons)):
        return {"kind": "n_per_year", "n": n}
    return {"kind": "per_season", "seasons": line.take_all(r"(?:in )?season=(\w+)")}
