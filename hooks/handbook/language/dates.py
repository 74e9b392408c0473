"""Days, months and clock times in words, in both written forms; and the same day some months later."""

from calendar import monthrange
from datetime import date

_MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip
_WEEKDAYS = {
    "nn": ("måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "sundag"),
    "nb": ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
}
_WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


_HOLIDAYS = {
    "new_year": ("første nyttårsdag", "første nyttårsdag"),
    "maundy_thursday": ("skjærtorsdag", "skjærtorsdag"),
    "good_friday": ("langfredag", "langfredag"),
    "easter_sunday": ("første påskedag", "første påskedag"),
    "easter_monday": ("andre påskedag", "andre påskedag"),
    "labour_day": ("første mai", "første mai"),
    "constitution_day": ("grunnlovsdagen", "grunnlovsdagen"),
    "ascension_day": ("Kristi himmelfartsdag", "Kristi himmelfartsdag"),
    "whit_sunday": ("første pinsedag", "første pinsedag"),
    "whit_monday": ("andre pinsedag", "andre pinsedag"),
    "christmas_day": ("første juledag", "første juledag"),
    "boxing_day": ("andre juledag", "andre juledag"),
}


def holiday_name(name: str, language: str) -> str:
    """Give what a public holiday is called; `name` is one of `calendar.days.HOLIDAYS`."""
    return _HOLIDAYS[name][0 if language == "nn" else 1]


def add_months(day: date, months: int) -> date:
    """Give the same day so many months later; the last of the month where it is shorter, of the calendar at its end."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def long_date(day: date) -> str:
    """Give «12. oktober 2026»; alike in both forms."""
    return f"{day.day}. {_MONTHS[day.month - 1]} {day.year}"


def dated_weekday(day: date, language: str) -> str:
    """Give «tysdag 1. desember 2026»."""
    return f"{_WEEKDAYS[language][day.weekday()]} {long_date(day)}"


def day_span(first: date, last: date) -> str:
    """Give «1.–7. mars 2027», «28. februar – 5. mars 2028»; one day as it is."""
    if first == last:
        return long_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}.–{long_date(last)}"
    start = f"{first.day}. {_MONTHS[first.month - 1]}" if first.year == last.year else long_date(first)
    return f"{start} – {long_date(last)}"


def month_and_year(day: date) -> str:
    """Give «oktober 2027»."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def short_month(day: date) -> str:
    """Give «okt.»; months of four letters or fewer stand in full."""
    name = _MONTHS[day.month - 1]
    return name if len(name) <= 4 else f"{name[:3]}."


def short_weekday(day: date, language: str) -> str:
    """Give «tys.» and «tir.»."""
    return f"{_WEEKDAYS[language][day.weekday()][:3]}."


def month_name(month: int) -> str:
    """Give the name of a month, 1–12."""
    return _MONTHS[month - 1]


def weekday_name(name: str, language: str) -> str:
    """Give the weekday that the data calls `tuesday`."""
    return _WEEKDAYS[language][_WEEKDAY_NAMES.index(name)]


def imprecise_date(text: str, seasons: dict[str, str]) -> str:
    """Give a date as precisely as it was written: 2020-04-15, 2020-04, 2020 or 2022-autumn."""
    year, *rest = text.split("-")
    if not rest:
        return year
    if rest[0] in seasons:
        return f"{seasons[rest[0]]} {year}"
    if len(rest) == 1:
        return f"{month_name(int(rest[0]))} {year}"
    return long_date(date(int(year), int(rest[0]), int(rest[1])))


def clock(time: str) -> str:
    """Give «12.30» for 12:30 (Språkrådet: full stop between hours and minutes)."""
    return time.replace(":", ".")


def clock_span(starts: str | None, ends: str | None) -> str:
    """Give «kl. 12.30–15.00», «kl. 12.30» or nothing."""
    if not starts:
        return ""
    return f"kl. {clock(starts)}–{clock(ends)}" if ends else f"kl. {clock(starts)}"
