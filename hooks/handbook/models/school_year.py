"""School years: when school starts and ends, and the breaks between. Each municipality sets its own."""

from typing import Literal

from pydantic import model_validator

from handbook.models.base import Entry, Model, Text
from handbook.models.scalars import Day, refusal


class SchoolBreak(Model):
    """Days without school, both ends included."""

    kind: Literal["autumn_break", "christmas", "winter_break", "easter_break", "other"]
    name: Text | None = None
    first: Day
    last: Day

    @model_validator(mode="after")
    def _ordered(self) -> "SchoolBreak":
        if self.last < self.first:
            raise refusal("date-order", "last er før first. Byt dei om.")
        return self


class SchoolYear(Entry):
    """One school year as the municipality has decided it (opplæringslova § 14-1)."""

    start: Day
    """The first day of school."""
    end: Day
    """The last day of school."""
    breaks: tuple[SchoolBreak, ...] = ()

    @model_validator(mode="after")
    def _ordered(self) -> "SchoolYear":
        if self.end <= self.start:
            raise refusal("date-order", "end er ikkje etter start. Byt dei om.")
        for one in self.breaks:
            if not self.start < one.first <= one.last < self.end:
                message = f"Ferien frå {one.first} til {one.last} ligg ikkje mellom start og end. Rett dagane."
                raise refusal("break-outside-school-year", message)
        return self
