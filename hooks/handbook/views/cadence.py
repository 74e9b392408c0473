"""A cadence in words. Says what is known of how often, and never a date."""

from typing import Any

from handbook.language.dates import clock_span, long_date, month_name, weekday_name
from handbook.models.cadence_written import Written
from handbook.views.edition import Edition
from handbook.views.record import deadline


def cadence(edition: Edition, value: Written) -> str:
    """Give the cadence as it is understood: «kvar tredje veke, tysdagar», «2 gonger i året»."""
    key, fill = _WORDS.get(value.kind, _plain)(edition, value)
    said = edition.word(f"cadence_{key}", **fill)
    return f"{said}, {edition.word('cadence_school_year_only')}" if value.school_year_only else said


def as_written(edition: Edition, value: Written) -> str:
    """Give the wording of the source where there is one, else how it is understood."""
    return edition.text(value.text) if value.text else cadence(edition, value)


def _ordinal(edition: Edition, n: int) -> str:
    """Give «tredje»; «11.» where the numeral has no word of its own here. Nothing for «kvar (første) veke»."""
    if n == 1:
        return ""
    return edition.words.get(f"ordinal_{n}", f"{n}.") + " "


_Filled = tuple[str, dict[str, Any]]


def _plain(edition: Edition, value: Any) -> _Filled:
    """Kinds whose numbers go straight into the words; every field is offered."""
    fill = {name: getattr(value, name) for name in type(value).model_fields if name not in Written.model_fields}
    return value.kind, fill


def _count(edition: Edition, value: Any) -> _Filled:
    kind = "n_per_school_year" if getattr(value, "year", "") == "school" else value.kind
    return (f"{kind}_one" if value.n == 1 else kind), {"n": value.n}


def _minimum(edition: Edition, value: Any) -> _Filled:
    kind = f"{value.kind}_one" if value.minimum == 1 else value.kind
    return kind, {"minimum": value.minimum, "period": edition.word(f"period_{value.period}")}


def _interval(edition: Edition, value: Any) -> _Filled:
    return f"approximate_{value.unit}", {"n": _ordinal(edition, value.every)}


def _weeks(edition: Edition, value: Any) -> _Filled:
    fill = {"n": _ordinal(edition, value.n), "anchor": "", "weekday": ""}
    if value.anchor:
        fill["anchor"] = " " + edition.word("cadence_from", day=long_date(value.anchor))
    if value.weekday:
        fill["weekday"] = edition.word("cadence_on", weekday=weekday_name(value.weekday, edition.language))
    return value.kind, fill


def _parity(edition: Edition, value: Any) -> _Filled:
    on = edition.word("cadence_on", weekday=weekday_name(value.weekday, edition.language)) if value.weekday else ""
    return f"week_{value.parity}", {"weekday": on}


def _weekly(edition: Edition, value: Any) -> _Filled:
    days = edition.joined_words([weekday_name(day, edition.language) for day in value.weekdays])
    return value.kind, {"weekdays": days, "time": f" {clock_span(value.opens, value.closes)}".rstrip()}


def _nth_weekday(edition: Edition, value: Any) -> _Filled:
    months = edition.joined_words([month_name(month) for month in value.months]) or edition.word("every_month")
    nth = edition.words[f"ordinal_{'last' if value.n == -1 else value.n}"]
    return value.kind, {"n": nth, "weekday": weekday_name(value.weekday, edition.language), "months": months}


def _yearly_date(edition: Edition, value: Any) -> _Filled:
    return value.kind, {"day": value.day, "month": month_name(value.month)}


def _yearly_month(edition: Edition, value: Any) -> _Filled:
    return value.kind, {"month": month_name(value.month)}


def _easter(edition: Edition, value: Any) -> _Filled:
    key = "relative_to_easter" + ("" if value.reading == "undecided" else f"_{value.reading}")
    return key, {"weekday": weekday_name(value.weekday, edition.language)}


def _seasons(edition: Edition, value: Any) -> _Filled:
    seasons = edition.joined_words([edition.word(f"season_{one}") for one in value.seasons])
    return (f"{value.kind}_one" if value.n == 1 else value.kind), {"n": value.n, "seasons": seasons}


def _to_meeting(edition: Edition, value: Any) -> _Filled:
    if value.deadline:
        return "relative_to_meeting_deadline", {"deadline": deadline(edition, value.deadline)}
    return value.kind, {"meeting": edition.name("meeting", value.meeting)}


def _to_school_year(edition: Edition, value: Any) -> _Filled:
    fill = {"event": edition.word(f"school_{value.event}")}
    if value.offset_weeks == 0:
        return value.kind, fill
    weeks = abs(value.offset_weeks)
    fill |= {"n": weeks, "unit": edition.word(f"unit_weeks_{'one' if weeks == 1 else 'many'}")}
    return f"{value.kind}_{'after' if value.offset_weeks > 0 else 'before'}", fill


def _fixed_plus(edition: Edition, value: Any) -> _Filled:
    return value.kind, {"fixed": cadence(edition, value.fixed)}


def _per_unit(edition: Edition, value: Any) -> _Filled:
    units = edition.joined_words(edition.texts(value.units)) or edition.word("every_unit")
    each = cadence(edition, value.each) if value.each else edition.word("cadence_unknown")
    return value.kind, {"units": units, "each": each}


def _once(edition: Edition, value: Any) -> _Filled:
    days = [long_date(day) for day in (value.start, value.end) if day]
    return value.kind, {"days": f": {'–'.join(days)}" if days else ""}


def _by_age(edition: Edition, value: Any) -> _Filled:
    return (value.kind, {"age": edition.age(value.age)}) if value.age else ("by_age_any", {})


def _after_trigger(edition: Edition, value: Any) -> _Filled:
    return value.kind, {"deadline": deadline(edition, value.deadline)}


_WORDS = {
    "n_per_year": _count,
    "n_per_month": _count,
    "minimum_per_period": _minimum,
    "approximate_interval": _interval,
    "every_n_weeks": _weeks,
    "every_n_months": lambda edition, value: (value.kind, {"n": _ordinal(edition, value.n)}),
    "every_n_years": lambda edition, value: (value.kind, {"n": _ordinal(edition, value.n)}),
    "week_parity": _parity,
    "weekly": _weekly,
    "nth_weekday_of_month": _nth_weekday,
    "yearly_date": _yearly_date,
    "yearly_month": _yearly_month,
    "relative_to_easter": _easter,
    "per_season": _seasons,
    "relative_to_meeting": _to_meeting,
    "relative_to_school_year": _to_school_year,
    "fixed_plus_on_demand": _fixed_plus,
    "per_unit": _per_unit,
    "once": _once,
    "by_age": _by_age,
    "after_trigger": _after_trigger,
}
