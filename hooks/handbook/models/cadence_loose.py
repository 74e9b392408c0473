"""Cadences that say how often and never give a day by themselves."""

from typing import Literal

from pydantic import model_validator

from handbook.models.cadence_written import Often, Season, Written
from handbook.models.parts import Age, Deadline
from handbook.models.scalars import Count, Month, refusal, some


class NPerYear(Written):
    """So many times a year; no day."""

    kind: Literal["n_per_year"]
    n: Often
    year: Literal["calendar", "school"] = "calendar"


class RangePerYear(Written):
    """Between so and so many times a year; no day."""

    kind: Literal["range_per_year"]
    minimum: Often
    maximum: Often

    @model_validator(mode="after")
    def _ordered(self) -> "RangePerYear":
        if self.maximum < self.minimum:
            raise refusal("range-order", "maximum er lågare enn minimum. Byt dei om.")
        return self


class MinimumPerPeriod(Written):
    """At least so many times in a period; no day."""

    kind: Literal["minimum_per_period"]
    minimum: Often
    period: Literal["year", "half_year", "term", "month"] = "year"


class ApproximateInterval(Written):
    """About every so many weeks or months; no day."""

    kind: Literal["approximate_interval"]
    every: Often
    unit: Literal["weeks", "months"]


class NPerMonth(Written):
    """So many times a month; no day."""

    kind: Literal["n_per_month"]
    n: Often


class YearlyMonth(Written):
    """Some day in a month every year; no day."""

    kind: Literal["yearly_month"]
    month: Month


class Yearly(Written):
    """Once a year, no more is known."""

    kind: Literal["yearly"]


class PerSeason(Written):
    """So many times in given seasons; no day."""

    kind: Literal["per_season"]
    seasons: some(Season)
    n: Often = 1


class Quarterly(Written):
    """Once a quarter; no day."""

    kind: Literal["quarterly"]


class EveryNYears(Written):
    """Every so many years; a year, no day."""

    kind: Literal["every_n_years"]
    n: Often
    last: Count | None = None


class Regularly(Written):
    """«Jamleg»: no day."""

    kind: Literal["regularly"]


class OnDemand(Written):
    """When needed."""

    kind: Literal["on_demand"]


class VariesWithUnit(Written):
    """Each unit decides."""

    kind: Literal["varies_with_unit"]


class ByPlan(Written):
    """By a plan of meetings that is not published here."""

    kind: Literal["by_plan"]


class ByAge(Written):
    """When the child reaches an age or stage."""

    kind: Literal["by_age"]
    age: Age | None = None


class AfterTrigger(Written):
    """A deadline after something has happened."""

    kind: Literal["after_trigger"]
    deadline: Deadline


class Continuous(Written):
    """Always open."""

    kind: Literal["continuous"]


class NotStarted(Written):
    """Planned, not started."""

    kind: Literal["not_started"]


class Unknown(Written):
    """Nobody has said."""

    kind: Literal["unknown"]
