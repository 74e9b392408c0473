"""Cadences that can become days, once they have all they need."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, ConfigDict, Field, WithJsonSchema, model_validator

from handbook.models.cadence_written import Often, Week, Written
from handbook.models.digits import pattern_of_range
from handbook.models.parts import Deadline
from handbook.models.scalars import Clock, Count, Day, Month, Number, Weekday, ref, refusal, some


def _not_zero(value: int) -> int:
    if value == 0:
        raise refusal("out-of-range", "0 finst ikkje. Skriv 1 til 5, eller -1 for den siste.")
    return value


NotZero = Annotated[Number, AfterValidator(_not_zero), WithJsonSchema({"not": {"enum": [0, "0"]}})]


class Exact(Written):
    """A rule that gives days. `roll` says what becomes of one on a weekend or a public holiday: it stands, is left out,
    or is moved to the working day before or after."""

    roll: Literal["none", "skip", "before", "after"] = "none"


class EveryNWeeks(Exact):
    """Every so many weeks; gives days once it has an anchor."""

    kind: Literal["every_n_weeks"]
    n: Often
    anchor: Day | None = None
    weekday: Weekday | None = None


class WeekParity(Exact):
    """In odd or even ISO weeks."""

    kind: Literal["week_parity"]
    parity: Literal["odd", "even"]
    weekday: Weekday | None = None


class Weekly(Exact):
    """Every week on given weekdays."""

    kind: Literal["weekly"]
    weekdays: some(Weekday)
    opens: Clock | None = None
    closes: Clock | None = None


class EveryNMonths(Exact):
    """Every so many months; gives days once it has an anchor."""

    kind: Literal["every_n_months"]
    n: Often
    anchor: Day | None = None


class NthWeekdayOfMonth(Exact):
    """The first, second … or last (-1) weekday of a month."""

    kind: Literal["nth_weekday_of_month"]
    n: Annotated[NotZero, Field(ge=-1, le=5)]
    weekday: Weekday
    months: tuple[Month, ...] = ()


def _at_most(day: int) -> dict[str, Any]:
    return {"properties": {"day": {"maximum": day, "pattern": f"^({pattern_of_range(1, day)})$"}}}


def _in_month(*months: int) -> dict[str, Any]:
    return {"properties": {"month": {"enum": [*months, *map(str, months)]}}}


class YearlyDate(Exact):
    """The same date every year."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": _in_month(2),
            "then": _at_most(29),
            "else": {"if": _in_month(4, 6, 9, 11), "then": _at_most(30)},
        }
    )

    kind: Literal["yearly_date"]
    month: Month
    day: Annotated[Count, Field(le=31)]

    @model_validator(mode="after")
    def _exists(self) -> "YearlyDate":
        if self.day > (29 if self.month == 2 else 30 if self.month in (4, 6, 9, 11) else 31):
            raise refusal("invalid-date", "Denne dagen finst ikkje i kalenderen. Rett månad eller dag.")
        return self


class YearlyWeek(Written):
    """An ISO week every year: a span, not a day."""

    kind: Literal["yearly_week"]
    week: Week


class RelativeToEaster(Exact):
    """The n-th weekday before Easter; which reading is meant must be decided."""

    kind: Literal["relative_to_easter"]
    weekday: Weekday
    n: Annotated[NotZero, Field(ge=-9, le=9)] = -1
    reading: Literal["undecided", "literal", "before_school_break"] = "undecided"


class RelativeToMeeting(Exact):
    """Follows another series."""

    kind: Literal["relative_to_meeting"]
    meeting: ref("meeting")
    deadline: Deadline | None = None
    weekday: Weekday | None = None


class RelativeToSchoolYear(Written):
    """Follows the local school year."""

    kind: Literal["relative_to_school_year"]
    event: Literal["start", "end", "autumn_break", "christmas", "winter_break", "easter_break"]
    offset_weeks: Annotated[Number, Field(ge=-60, le=60)] = 0


class Dates(Written):
    """On the days that are listed."""

    kind: Literal["dates"]


class Once(Written):
    """One time."""

    kind: Literal["once"]
    start: Day | None = None
    end: Day | None = None

    @model_validator(mode="after")
    def _ordered(self) -> "Once":
        if self.start and self.end and self.end < self.start:
            raise refusal("date-order", "end er før start. Byt dei om.")
        return self
