"""How a row of meanings becomes a cadence: small rules, each for one way to say how often, in the order they are tried.

A rule takes from a line what it understands and gives the fields of a cadence, or None. It adds nothing that the words
do not say: «annakvar» is 2 and «kvar» is 1, but a day, a number or an anchor that nobody wrote is left out.
"""

from collections.abc import Callable

from handbook.models.cadence_text.counted import frequency, interval
from handbook.models.cadence_text.line import Fields, Line
from handbook.models.cadence_text.placed import (
    dates,
    nth_weekday,
    once,
    per_season,
    week_parity,
    weekly,
    yearly,
    yearly_date,
    yearly_month,
    yearly_week,
)
from handbook.models.cadence_text.relations import after_trigger, before_easter, by_age, of_meeting, of_school_year

Rule = Callable[[Line], Fields | None]

_UNIT = "(?:single )?unit"


def understand(line: Line) -> Fields | None:
    """Give the first cadence that a rule finds, and take its words from the line."""
    for rule in _RULES:
        trial = line.copy()
        if fields := rule(trial):
            line.become(trial)
            return fields
    return None


def not_known(line: Line) -> Fields | None:
    """«ukjent», «ikkje fastsett»."""
    return {"kind": "unknown"} if line.take("unknown|not decided") else None


def not_started(line: Line) -> Fields | None:
    """«planlagt, ikkje starta opp»."""
    return {"kind": "not_started"} if line.take("(?:planned )?not(?: in)? start|planned$") else None


def varies_with_unit(line: Line) -> Fields | None:
    """«kvar skule set opp sjølv», «varierer frå skule til skule»."""
    decided = line.take(rf"(?:every |all )?{_UNIT}(?: other)* (?:self )?decides(?: other)*(?: self)?")
    if decided or line.take(rf"varies(?: from| in)* {_UNIT}(?: to {_UNIT})?"):
        return {"kind": "varies_with_unit"}
    return None


def per_unit(line: Line) -> Fields | None:
    """«på kvar skule minst to gonger i året»: one series for each, and what is said of it."""
    if not line.take(rf"(?:in )?(?:every|all) {_UNIT}|in {_UNIT}$"):
        return None
    each = understand(line)
    if each:
        return {"kind": "per_unit", "each": each}
    line.guess()
    return {"kind": "per_unit"}


def fixed_plus_on_demand(line: Line) -> Fields | None:
    """«to faste møte, elles ved behov»; how often the fixed ones are is unknown where the text does not say."""
    if not line.take("on_demand"):
        return None
    fixed = understand(line)
    if not fixed and not line.find("fixed|number=.*"):
        return {"kind": "on_demand"}
    if not fixed:
        line.guess()
    return {"kind": "fixed_plus_on_demand", "fixed": fixed or {"kind": "unknown"}}


def by_plan(line: Line) -> Fields | None:
    """«etter ein årleg møteplan»."""
    known = line.take("(?:after |in )?(?:number=1 )?(?:fixed |every year )*plan")
    return {"kind": "by_plan"} if known else None


def quarterly(line: Line) -> Fields | None:
    """«kvart kvartal»."""
    return {"kind": "quarterly"} if line.take("every quarter") else None


def regularly(line: Line) -> Fields | None:
    """«jamleg gjennom året», «fleire gonger i året»."""
    known = line.take("regularly(?: in| during| whole)* year|regularly")
    if not known and line.take("some (?:times|meeting)(?: (?:in|every))* year"):
        line.guess()
        known = True
    return {"kind": "regularly"} if known else None


def by_agreement(line: Line) -> Fields | None:
    """«etter avtale» is likely when somebody needs it."""
    line.guess()
    return {"kind": "on_demand"} if line.take("by_agreement") else None


def continuous(line: Line) -> Fields | None:
    """«fortløpande», «heile året»."""
    known = line.take("continuous|(?:during )?whole(?: year|(?= school_year))")
    return {"kind": "continuous"} if known else None


_RULES: tuple[Rule, ...] = (
    not_known,
    not_started,
    varies_with_unit,
    per_unit,
    fixed_plus_on_demand,
    dates,
    before_easter,
    nth_weekday,
    week_parity,
    yearly_week,
    interval,
    frequency,
    of_meeting,
    of_school_year,
    after_trigger,
    by_age,
    by_plan,
    yearly_date,
    yearly_month,
    weekly,
    regularly,
    per_season,
    quarterly,
    once,
    yearly,
    by_agreement,
    continuous,
)
