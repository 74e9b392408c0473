"""Measures the calendar (`make bench`): 300 meetings over three years, their days, their checks and their feeds in both
languages. Reports figures; asserts none."""

import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from made_calendar import Values, hard_text, meeting, school_year, text, with_meetings

from handbook.addresses import Addresses
from handbook.calendar.timetable import Timetable
from handbook.checks.calendar import days_hold
from handbook.feeds.ics import Feeds
from handbook.joins import Joins
from handbook.load import load
from handbook.views.edition import Edition
from handbook.views.subscriptions import subscriptions

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 8, 3)
MEETINGS, RUNS = 300, 7
ADDRESSES = Addresses("https://handbok.fjordvik.example/", "nn")


def main() -> None:
    """Print the median of each part and of all together, in seconds of CPU."""
    ground, _ = load(ROOT / "data", "data")
    roles = [one.id for one in ground.all("role")]
    handbook = with_meetings(ground, made(roles), [school_year(start) for start in (2026, 2027, 2028)])
    joins = Joins(handbook)
    times: dict[str, list[float]] = {"days": [], "checks": [], "feeds": [], "together": []}
    for _ in range(RUNS):
        start = time.process_time()
        days = len(Timetable(handbook, TODAY).all)
        dated = time.process_time()
        problems = len(list(days_hold(handbook, TODAY)))
        checked = time.process_time()
        feeds = [feed for language in ("nn", "nb") for feed in written(Edition(handbook, joins, language, TODAY))]
        end = time.process_time()
        took = (dated - start, checked - dated, end - checked, end - start)
        for part, seconds in zip(times.values(), took, strict=True):
            part.append(seconds)
    print(
        f"{MEETINGS} meetings, {days} days, {problems} problems, {len(feeds)} feeds of {sum(feeds) / 1e6:.1f} MB in all"
    )
    print(", ".join(f"{name} {median(found):.2f} s" for name, found in times.items()))


def written(edition: Edition) -> list[int]:
    """Give the size of every feed of one language."""
    feeds = Feeds(edition, ADDRESSES)
    return [len(feeds.feed(one)) for one in subscriptions(edition)]


def made(roles: list[str]) -> Iterator[Values]:
    """Give meetings with seats, limits and times: a rule for every third, a plan of three years for the rest."""
    rules: tuple[Values, ...] = (
        {"kind": "every_n_weeks", "n": 2, "anchor": "2026-08-18", "school_year_only": "true"},
        {"kind": "nth_weekday_of_month", "n": 1, "weekday": "tuesday", "roll": "after"},
        {"kind": "week_parity", "parity": "odd", "weekday": "monday", "roll": "after"},
        {"kind": "yearly_week", "week": 9},
    )
    for number in range(MEETINGS):
        limits = [
            {
                "amount": 1,
                "unit": "weeks",
                "direction": "before",
                "trigger": text("møtet"),
                "condition": text("Sakliste"),
            },
            {"amount": 2, "unit": "working_days", "trigger": text("møtet"), "condition": text("Referat")},
        ]
        yield meeting(
            f"mote-{number}",
            cadence=rules[number // 3 % 4] if number % 3 == 0 else {"kind": "n_per_year", "n": 5},
            dates=[] if number % 3 == 0 else [{"day": day} for day in planned(number)],
            seats=[{"role": roles[(number + step) % len(roles)]} for step in range(3)],
            starts=f"{8 + number % 8:02}:30",
            ends=f"{9 + number % 8:02}:30",
            location=text(hard_text(number % 3)[:60]),
            deadlines=limits,
            reviewed="2026-06-15",
        )


def planned(number: int) -> Iterator[str]:
    """Give five days in each of three school years."""
    for year in range(2026, 2029):
        for term in range(5):
            yield (date(year, 9, 1) + timedelta(days=55 * term + number % 50)).isoformat()


if __name__ == "__main__":
    main()
