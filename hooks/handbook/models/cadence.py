"""How often something happens, as it was written and as it is understood. Gives no dates: that is `calendar`'s.

One class for each of the 34 kinds met in municipalities' own documents; the exact ones can be computed,
the others never give a day by themselves.
"""

from typing import Annotated, Literal

from pydantic import Discriminator, Field, model_validator

from handbook.models.base import Model, Text
from handbook.models.parts import Age, Deadline
from handbook.models.scalars import Clock, Count, Day, Flag, Month, Number, Weekday, ref, refusal

Week = Annotated[Count, Field(le=53)]
Season = Literal["spring", "summer", "autumn", "winter"]


class Written(Model):
    """The wording of the source; `confirmed` when an editor has approved how it is understood."""

    text: Text | None = None
    confirmed: Flag = True
    school_year_only: Flag = False


class NPerYear(Written):
    kind: Literal["n_per_year"]
    n: Count
    year: Literal["calendar", "school"] = "calendar"


class RangePerYear(Written):
    kind: Literal["range_per_year"]
    minimum: Count
    maximum: Count

    @model_validator(mode="after")
    def _ordered(self) -> "RangePerYear":
        if self.maximum < self.minimum:
            raise refusal("range-order", "maximum er lågare enn minimum. Byt dei om.")
        return self


class MinimumPerPeriod(Written):
    kind: Literal["minimum_per_period"]
    minimum: Count
    period: Literal["year", "half_year", "term", "month"] = "year"


class ApproximateInterval(Written):
    kind: Literal["approximate_interval"]
    every: Count
    unit: Literal["weeks", "months"]


class EveryNWeeks(Written):
    kind: Literal["every_n_weeks"]
    n: Count
    anchor: Day | None = None
    weekday: Weekday | None = None


class WeekParity(Written):
    kind: Literal["week_parity"]
    parity: Literal["odd", "even"]
    weekday: Weekday | None = None


class Weekly(Written):
    kind: Literal["weekly"]
    weekdays: tuple[Weekday, ...]
    opens: Clock | None = None
    closes: Clock | None = None


class NPerMonth(Written):
    kind: Literal["n_per_month"]
    n: Count


class EveryNMonths(Written):
    kind: Literal["every_n_months"]
    n: Count
    anchor: Day | None = None


class NthWeekdayOfMonth(Written):
    kind: Literal["nth_weekday_of_month"]
    n: Annotated[Number, Field(ge=-1, le=5)]
    weekday: Weekday
    months: tuple[Month, ...] = ()


class YearlyDate(Written):
    kind: Literal["yearly_date"]
    month: Month
    day: Annotated[Count, Field(le=31)]
    roll: Literal["none", "before", "after"] = "none"

    @model_validator(mode="after")
    def _exists(self) -> "YearlyDate":
        if self.day > (29 if self.month == 2 else 30 if self.month in (4, 6, 9, 11) else 31):
            raise refusal("invalid-date", "Denne dagen finst ikkje i kalenderen. Rett månad eller dag.")
        return self


class YearlyMonth(Written):
    kind: Literal["yearly_month"]
    month: Month


class YearlyWeek(Written):
    kind: Literal["yearly_week"]
    week: Week


class RelativeToEaster(Written):
    kind: Literal["relative_to_easter"]
    weekday: Weekday
    n: Number = -1
    reading: Literal["undecided", "literal", "before_school_break"] = "undecided"


class Yearly(Written):
    kind: Literal["yearly"]


class PerSeason(Written):
    kind: Literal["per_season"]
    seasons: tuple[Season, ...]
    n: Count = 1


class Quarterly(Written):
    kind: Literal["quarterly"]


class EveryNYears(Written):
    kind: Literal["every_n_years"]
    n: Count
    last: Count | None = None


class RelativeToMeeting(Written):
    kind: Literal["relative_to_meeting"]
    meeting: ref("meeting")
    deadline: Deadline | None = None
    weekday: Weekday | None = None


class RelativeToSchoolYear(Written):
    kind: Literal["relative_to_school_year"]
    event: Literal["start", "end", "autumn_break", "christmas", "winter_break", "easter_break"]
    offset_weeks: Number = 0


class Regularly(Written):
    kind: Literal["regularly"]


class OnDemand(Written):
    kind: Literal["on_demand"]


class FixedPlusOnDemand(Written):
    kind: Literal["fixed_plus_on_demand"]
    fixed: "Cadence"


class VariesWithUnit(Written):
    kind: Literal["varies_with_unit"]


class PerUnit(Written):
    kind: Literal["per_unit"]
    units: tuple[Text, ...] = ()
    each: "Cadence | None" = None


class ByPlan(Written):
    kind: Literal["by_plan"]


class Dates(Written):
    kind: Literal["dates"]


class Once(Written):
    kind: Literal["once"]
    start: Day | None = None
    end: Day | None = None


class ByAge(Written):
    kind: Literal["by_age"]
    age: Age | None = None


class AfterTrigger(Written):
    kind: Literal["after_trigger"]
    deadline: Deadline


class Continuous(Written):
    kind: Literal["continuous"]


class NotStarted(Written):
    kind: Literal["not_started"]


class Unknown(Written):
    kind: Literal["unknown"]


Cadence = Annotated[
    NPerYear | RangePerYear | MinimumPerPeriod | ApproximateInterval | EveryNWeeks | WeekParity | Weekly | NPerMonth
    | EveryNMonths | NthWeekdayOfMonth | YearlyDate | YearlyMonth | YearlyWeek | RelativeToEaster | Yearly | PerSeason
    | Quarterly | EveryNYears | RelativeToMeeting | RelativeToSchoolYear | Regularly | OnDemand | FixedPlusOnDemand
    | VariesWithUnit | PerUnit | ByPlan | Dates | Once | ByAge | AfterTrigger | Continuous | NotStarted | Unknown,
    Discriminator("kind"),
]  # fmt: skip
"""33 classes for the 34 kinds: «school year only» (kind 21) is a filter on any of them."""

FixedPlusOnDemand.model_rebuild()
PerUnit.model_rebuild()
