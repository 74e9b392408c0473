"""The municipality's school years and planning years. Never guesses a break: what nobody has entered is unknown."""

from dataclasses import dataclass
from datetime import date

from handbook.calendar.days import DAY, Span, last_of_month
from handbook.models.school_year import SchoolBreak, SchoolYear


@dataclass(frozen=True, slots=True)
class School:
    """The school years that are known, in order."""

    years: tuple[SchoolYear, ...] = ()

    def year_on(self, day: date) -> SchoolYear | None:
        """Give the school year a day lies in."""
        return next((one for one in self.years if one.start <= day <= one.end), None)

    def knows(self, span: Span) -> bool:
        """Say whether school or break is known for a whole span: the summer between two known years is."""
        if not self.years:
            return False
        first, last = self.years[0].start, self.years[-1].end
        gaps = (Span(a.end + DAY, b.start - DAY) for a, b in zip(self.years, self.years[1:], strict=False))
        whole = first <= span.first and span.last <= last
        return whole and not any((gap.last - gap.first).days > _LONGEST_SUMMER and gap.meets(span) for gap in gaps)

    def break_in(self, span: Span) -> SchoolBreak | None:
        """Give the first school break that has a day in common with a span; the summer is none, see `is_summer`."""
        breaks = (one for year in self.years for one in year.breaks)
        return next((one for one in breaks if Span(one.first, one.last).meets(span)), None)

    def is_summer(self, span: Span) -> bool:
        """Say whether a span lies between two school years that are known."""
        return self.knows(span) and self.year_on(span.first) is None and self.year_on(span.last) is None

    def is_school_day(self, day: date) -> bool:
        """Say whether a day is known to lie in a school year and outside its breaks."""
        return self.year_on(day) is not None and self.break_in(Span(day, day)) is None

    def easter_break(self, year: int) -> SchoolBreak | None:
        """Give the Easter break of a calendar year, where it is known."""
        breaks = (one for each in self.years for one in each.breaks)
        return next((one for one in breaks if one.kind == "easter_break" and one.first.year == year), None)


_LONGEST_SUMMER = 100
"""Days; a longer gap between two school years means that one is missing."""


def planning_year(day: date, kind: str) -> Span:
    """Give the year of planning a day lies in: August to July (`school`), or January to December (`calendar`)."""
    if kind == "calendar":
        return Span(date(day.year, 1, 1), date(day.year, 12, 31))
    first = date(day.year if day.month >= 8 else day.year - 1, 8, 1)
    return Span(first, last_of_month(first.year + 1, 7))


def next_year(year: Span) -> Span:
    """Give the planning year after another."""
    return Span(year.last + DAY, year.last.replace(year=year.last.year + 1))
