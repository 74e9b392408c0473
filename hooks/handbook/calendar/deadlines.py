"""From a time limit to its day, counted from the day that starts it."""

from datetime import date

from handbook.calendar.days import DAY, next_working_day, rolled
from handbook.language.dates import add_months
from handbook.models.parts import Deadline


def due(day: date, deadline: Deadline) -> date | None:
    """Give the day a limit falls on; None where it counts hours, which no day alone can answer."""
    if deadline.direction == "at_once":
        return day
    if deadline.unit == "hours":
        return None
    sign = -1 if deadline.direction == "before" else 1
    return rolled(_counted(day, deadline.unit, deadline.amount, sign), deadline.roll)


def _counted(day: date, unit: str, amount: int, sign: int) -> date:
    if unit == "months":
        return add_months(day, sign * amount)
    if unit == "working_days":
        for _ in range(amount):
            day = next_working_day(day, sign)
        return day
    return day + sign * amount * (7 if unit == "weeks" else 1) * DAY
