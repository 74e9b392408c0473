"""What is written with figures: numbers, ordinals, dates and clock times, as meanings."""

import re
from collections.abc import Iterator
from datetime import date

from handbook.models.cadence_text.line import Unit

_DAY, _MONTH = r"(?:0?[1-9]|[12][0-9]|3[01])", r"(?:0?[1-9]|1[0-2])"
_HOUR, _MINUTES = r"(?:[01]?[0-9]|2[0-3])", r"[.:][0-5][0-9](?![0-9])"
_TIME = rf"{_HOUR}(?:{_MINUTES}|(?![0-9.]*[0-9]))"
FIGURES = rf"""
      (?P<iso>[0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}}(?![0-9]))
    | (?P<dotted>[0-9]{{1,2}}[./](?:[0-9]{{1,2}}[./][0-9]{{2}}|\ ?[0-9]{{1,2}}[./]\ ?[0-9]{{4}})(?!\.?[0-9]))
    | (?P<day_month>{_DAY}\.\ ?{_MONTH}\.(?![0-9]))
    | (?P<clock>(?:(?:kl\.?|klokk[ae]n?)\ ?{_TIME}|{_HOUR}{_MINUTES})(?:(?:-|\ til\ |\ og\ )(?:kl\.?\ ?)?{_TIME})?)
    | (?P<decimal>[0-9]+(?:[.,][0-9]+)+)
    | (?P<ordinal>[0-9]{{1,3}}(?:\.(?=\ ?[^\W\d_])|\.(?=-[0-9])|\.?(?:dje|die|de|dre|ste|te|[aei]?nde)\b))
    | (?P<number>[0-9]+)
"""
"""A verbose regex with one named group for each sort; `meaning_of` reads what a group has found."""

_DAY_MONTH_YEAR = re.compile(r"(?:ordinal|number)=(\d+) month=(\d+) in_year=(\d+)")


def meaning_of(sort: str, said: str) -> str:
    """Give the meaning of figures of a sort of `FIGURES`; «other» where there is no such number, day or time."""
    return _READERS[sort](said)


def whole_dates(units: list[Unit]) -> Iterator[Unit]:
    """Join «18. august 2026» to one date."""
    index = 0
    while index < len(units):
        parts = units[index : index + 3]
        match = _DAY_MONTH_YEAR.fullmatch(" ".join(unit.meaning for unit in parts))
        meaning = _date(int(match[3]), int(match[2]), int(match[1])) if match and not parts[0].is_article else "other"
        if meaning == "other":
            yield units[index]
            index += 1
        else:
            said, exact = " ".join(unit.said for unit in parts), all(unit.exact for unit in parts)
            yield Unit(meaning, said, parts[0].place, exact)
            index += 3


def _number(said: str) -> str:
    if re.fullmatch("(?:19|20)[0-9]{2}", said):
        return f"in_year={said}"
    return f"number={int(said)}" if len(said) < 4 and int(said) else "other"


def _ordinal(said: str) -> str:
    return _number(re.match("[0-9]+", said).group()).replace("number", "ordinal")


def _iso(said: str) -> str:
    return _date(*map(int, said.split("-")))


def _dotted(said: str) -> str:
    day, month, year = map(int, re.split(r"[./] ?", said))
    return _date(year if year > 99 else 2000 + year, month, day)


def _date(year: int, month: int, day: int) -> str:
    try:
        return f"date={date(year, month, day).isoformat()}"
    except ValueError:
        return "other"


def _day_month(said: str) -> str:
    day, month = (int(part) for part in re.findall("[0-9]+", said))
    return f"ordinal={day} month={month}"


def _clock(said: str) -> str:
    times = re.findall(r"([0-9]{1,2})(?:[.:]([0-9]{2}))?", said)
    return "clock=" + "/".join(f"{int(hour):02}:{minutes or '00'}" for hour, minutes in times)


_READERS = {
    "iso": _iso,
    "dotted": _dotted,
    "day_month": _day_month,
    "clock": _clock,
    "decimal": lambda said: "other",
    "ordinal": _ordinal,
    "number": _number,
}
