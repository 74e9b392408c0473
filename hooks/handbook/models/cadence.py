"""How often something happens, as it was written and as it is understood. Gives no dates: that is `calendar`'s.

One class for each of the 34 kinds met in municipalities' own documents; «school year only» is a filter on any of them.
"""

from typing import Annotated, Literal

from pydantic import Discriminator

from handbook.models.base import Text
from handbook.models.cadence_exact import (
    Dates,
    EveryNMonths,
    EveryNWeeks,
    NthWeekdayOfMonth,
    Once,
    RelativeToEaster,
    RelativeToMeeting,
    RelativeToSchoolYear,
    Weekly,
    WeekParity,
    YearlyDate,
    YearlyWeek,
)
from handbook.models.cadence_loose import (
    AfterTrigger,
    ApproximateInterval,
    ByAge,
    ByPlan,
    Continuous,
    EveryNYears,
    MinimumPerPeriod,
    NotStarted,
    NPerMonth,
    NPerYear,
    OnDemand,
    PerSeason,
    Quarterly,
    RangePerYear,
    Regularly,
    Unknown,
    VariesWithUnit,
    Yearly,
    YearlyMonth,
)
from handbook.models.cadence_written import Written


class FixedPlusOnDemand(Written):
    """A fixed cadence, and else when needed."""

    kind: Literal["fixed_plus_on_demand"]
    fixed: "Cadence"


class PerUnit(Written):
    """One series for each unit."""

    kind: Literal["per_unit"]
    units: tuple[Text, ...] = ()
    each: "Cadence | None" = None


Cadence = Annotated[
    NPerYear | RangePerYear | MinimumPerPeriod | ApproximateInterval | EveryNWeeks | WeekParity | Weekly | NPerMonth
    | EveryNMonths | NthWeekdayOfMonth | YearlyDate | YearlyMonth | YearlyWeek | RelativeToEaster | Yearly | PerSeason
    | Quarterly | EveryNYears | RelativeToMeeting | RelativeToSchoolYear | Regularly | OnDemand | FixedPlusOnDemand
    | VariesWithUnit | PerUnit | ByPlan | Dates | Once | ByAge | AfterTrigger | Continuous | NotStarted | Unknown,
    Discriminator("kind"),
]  # fmt: skip

FixedPlusOnDemand.model_rebuild()
PerUnit.model_rebuild()
