"""Guards the calendar's engine: golden dates, public holidays against another's list, and what must hold of any rule in
any year; what a cadence promises, who must be in two places, what is proposed, and that no date is invented."""

import re
import shutil
from datetime import date, timedelta
from itertools import combinations, pairwise
from pathlib import Path

import holidays as others
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from made_calendar import meeting, school, school_year, text, timetable, with_meetings
from pydantic import TypeAdapter

from handbook.calendar.clashes import clashes, needed
from handbook.calendar.days import (
    HOLIDAYS,
    WEEKDAYS,
    Span,
    easter,
    holidays,
    is_working_day,
    nth_weekday,
    on_or_after,
    rolled,
    week,
    weeks_in,
)
from handbook.calendar.deadlines import due
from handbook.calendar.promise import Range, account, promised
from handbook.calendar.proposal import fragment, propose
from handbook.calendar.rules import readings, spans
from handbook.calendar.school import School, next_year, planning_year
from handbook.calendar.timetable import Timetable
from handbook.checks import check
from handbook.language.dates import add_months, holiday_name
from handbook.load import load
from handbook.models.cadence import Cadence
from handbook.models.parts import Deadline
from handbook.problems import errors, report

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)
NO_SCHOOL = School()


def tries(number: int) -> settings:
    """The same tries in every run."""
    return settings(max_examples=number, derandomize=True, database=None, deadline=None)


def cadence(kind: str, **fields):
    return TypeAdapter(Cadence).validate_python({"kind": kind, **fields})


def days(rule, first: date, last: date, known: School = NO_SCHOOL) -> list[date]:
    return [one.first for one in spans(rule, Span(first, last), known)]


# --- golden dates ---

WEDNESDAY = cadence("relative_to_easter", weekday="wednesday")


@pytest.mark.parametrize(
    ("year", "sunday", "literal", "before", "nine", "weeks"),
    [
        (2026, "04-05", "04-01", "03-25", ("02-23", "03-01"), 53),
        (2027, "03-28", "03-24", "03-17", ("03-01", "03-07"), 52),
        (2028, "04-16", "04-12", "04-05", ("02-28", "03-05"), 52),
        (2029, "04-01", "03-28", "03-21", ("02-26", "03-04"), 52),
        (2030, "04-21", "04-17", "04-10", ("02-25", "03-03"), 52),
    ],
)
def test_easter_its_two_wednesdays_and_week_nine(year, sunday, literal, before, nine, weeks):
    def day(written):
        return date.fromisoformat(f"{year}-{written}")

    assert easter(year) == day(sunday)
    assert readings(WEDNESDAY, year, NO_SCHOOL) == (day(literal), day(before))
    assert week(year, 9) == Span(day(nine[0]), day(nine[1]))
    assert weeks_in(year) == weeks


@pytest.mark.parametrize(
    ("year", "sunday", "wednesday", "number", "weeks", "eight", "nine", "forty"),
    [
        (2024, "03-31", "03-27", 13, 52, "02-19", "02-26", "09-30"),
        (2025, "04-20", "04-16", 16, 52, "02-17", "02-24", "09-29"),
        (2026, "04-05", "04-01", 14, 53, "02-16", "02-23", "09-28"),
        (2027, "03-28", "03-24", 12, 52, "02-22", "03-01", "10-04"),
        (2028, "04-16", "04-12", 15, 52, "02-21", "02-28", "10-02"),
        (2029, "04-01", "03-28", 13, 52, "02-19", "02-26", "10-01"),
        (2030, "04-21", "04-17", 16, 52, "02-18", "02-25", "09-30"),
        (2031, "04-13", "04-09", 15, 52, "02-17", "02-24", "09-29"),
        (2032, "03-28", "03-24", 13, 53, "02-16", "02-23", "09-27"),
    ],
)
def test_easter_and_the_weeks_of_school_breaks(year, sunday, wednesday, number, weeks, eight, nine, forty):
    literal, _ = readings(WEDNESDAY, year, NO_SCHOOL)
    assert (f"{easter(year):%m-%d}", f"{literal:%m-%d}", literal.isocalendar().week) == (sunday, wednesday, number)
    assert weeks_in(year) == weeks
    assert [f"{week(year, each).first:%m-%d}" for each in (8, 9, 40)] == [eight, nine, forty]


def test_every_third_week_goes_on_across_new_year_and_a_week_53():
    rule = cadence("every_n_weeks", n=3, anchor=date(2026, 8, 18))
    found = days(rule, date(2026, 8, 1), date(2027, 2, 28))
    said = "2026-08-18 09-08 09-29 10-20 11-10 12-01 12-22 2027-01-12 02-02 02-23"
    assert " ".join(f"{day:%Y-%m-%d}" if new else f"{day:%m-%d}" for day, new in _new_years(found)) == said
    assert [day.isocalendar().week for day in found[6:8]] == [52, 2]


def _new_years(found: list[date]):
    return [(day, place == 0 or found[place - 1].year != day.year) for place, day in enumerate(found)]


def test_first_tuesdays():
    rule = cadence("nth_weekday_of_month", n=1, weekday="tuesday", months=(9, 12, 1))
    assert days(rule, date(2026, 8, 1), date(2027, 7, 31)) == [date(2026, 9, 1), date(2026, 12, 1), date(2027, 1, 5)]


def test_the_month_of_week_nine_differs():
    rule = cadence("yearly_week", week=9)
    assert days(rule, date(2026, 1, 1), date(2027, 12, 31)) == [date(2026, 2, 23), date(2027, 3, 1)]


def test_two_holidays_on_one_day_are_both_named():
    for year in (2027, 2032):
        assert holidays(year)[date(year, 5, 17)] == ("whit_monday", "constitution_day")


@pytest.mark.parametrize("year", range(1990, 2061))
def test_public_holidays_are_those_of_the_holidays_library(year):
    theirs = others.country_holidays("NO", years=year, language="no")
    assert holidays(year).keys() == theirs.keys()
    for day, names in holidays(year).items():
        known = {"labour_day": "arbeidernes dag", "constitution_day": "grunnlovsdag"}
        said = {known.get(name, holiday_name(name, "nb").lower()) for name in names}
        assert said == set(theirs[day].lower().split("; "))


def test_every_holiday_has_a_name_in_both_forms():
    assert len(HOLIDAYS) == 12
    for language in ("nn", "nb"):
        assert len({holiday_name(name, language) for name in HOLIDAYS}) == 12


# --- Vindafjord's nineteen meetings ---

ROWS = {
    "fagmote": ("approximate_interval", Range(6, 6)),
    "tverrfagleg-fagmote": ("n_per_year", Range(2, 2)),
    "fag-og-utviklingsmote": ("n_per_year", Range(3, 3)),
    "tverrfagleg-leiarmote": ("regularly", None),
    "bti-samhandlingsmote": ("n_per_year", Range(2, 2)),
    "bti-konferansen": ("yearly", Range(1, 1)),
    "tot-ungdomsskule": ("range_per_year", Range(5, 6)),
    "tot-barnehage-barneskule": ("minimum_per_period", Range(2, None)),
    "ressursteam-innsatsteam": ("on_demand", None),
    "ppt-dagar": ("regularly", None),
    "arbeidsutval": ("n_per_year", Range(4, 4)),
    "folkehelseforum": ("range_per_year", Range(4, 6)),
    "styringsgruppe": ("n_per_year", Range(2, 2)),
    "ung-pa-hjul": ("relative_to_easter", Range(1, 1)),
    "interkommunalt-nettverk": ("n_per_year", Range(2, 2)),
    "barn-som-parorande-nettverk": ("n_per_year", Range(2, 2)),
    "introduksjonsprogram": ("yearly_week", Range(1, 1)),
    "gjennomgang-stafettlogg": ("yearly", Range(1, 1)),
    "rusmiddelsituasjon": ("yearly_month", Range(1, 1)),
}
EASTER = ("ung-pa-hjul", "undecided")
WEEK_9 = ("introduksjonsprogram", "proposed")


def test_every_row_says_what_the_plan_says(vindafjord):
    found = Timetable(vindafjord, TODAY)
    said = {one.id: (one.cadence.kind, account(found, one).promised) for one in vindafjord.all("meeting")}
    assert said == ROWS


def test_no_row_gets_a_date_that_nobody_has_decided(vindafjord):
    found = Timetable(vindafjord, TODAY).all
    assert [(one.meeting.id, one.state, one.span, one.other) for one in found] == [
        (*WEEK_9, Span(date(2027, 3, 1), date(2027, 3, 7)), None),
        (*EASTER, Span(date(2027, 3, 17), date(2027, 3, 17)), date(2027, 3, 24)),
        (*WEEK_9, Span(date(2028, 2, 28), date(2028, 3, 5)), None),
        (*EASTER, Span(date(2028, 4, 5), date(2028, 4, 5)), date(2028, 4, 12)),
    ]


def test_exactly_easter_and_week_nine_are_flagged(vindafjord):
    assert _flagged(vindafjord) == {("ung-pa-hjul", "easter-reading"), *_unknown("introduksjonsprogram")}


def test_where_the_school_year_is_known_week_nine_and_the_literal_day_lie_in_its_breaks(vindafjord):
    years = [school_year(2026), school_year(2027)]
    for year, start in zip(years, (2026, 2027), strict=True):
        winter = week(start + 1, 9)
        year["breaks"][2] |= {"first": winter.first, "last": winter.last}
    meetings = [one.model_dump(mode="json", exclude_none=True, by_alias=True) for one in vindafjord.all("meeting")]
    found = _flagged(with_meetings(vindafjord, meetings, years))
    assert found == {("ung-pa-hjul", "easter-reading"), ("introduksjonsprogram", "meeting-in-school-break")}


def _unknown(*ids: str) -> set[tuple[str, str]]:
    return {(id, "school-break-unknown") for id in ids}


def _flagged(handbook) -> set[tuple[str, str]]:
    """The meetings that a rule of the calendar names, and the code."""
    return {
        (Path(one.file).stem, one.code)
        for one in check(handbook, TODAY)
        if Path(one.file).stem in ROWS and Path(one.file).parent.name.startswith("meeting")
    }


# --- what must hold of any rule in any year ---

any_day = st.dates(date(1990, 1, 1), date(2100, 12, 31))
weekdays = st.sampled_from(WEEKDAYS)
rolls = st.sampled_from(("none", "skip", "before", "after"))
windows = st.builds(lambda first, length: Span(first, first + length * DAY), any_day, st.integers(0, 1100))


def rule(kind: str, **fields):
    fields = {name: each if isinstance(each, st.SearchStrategy) else st.just(each) for name, each in fields.items()}
    return st.fixed_dictionaries(fields).map(lambda values: cadence(kind, **values))


RULES = {
    "every_n_weeks": rule(
        "every_n_weeks", n=st.integers(1, 60), anchor=any_day, weekday=st.none() | weekdays, roll=rolls
    ),
    "week_parity": rule("week_parity", parity=st.sampled_from(["odd", "even"]), weekday=weekdays, roll=rolls),
    "weekly": rule("weekly", weekdays=st.lists(weekdays, min_size=1, max_size=7), roll=rolls),
    "every_n_months": rule("every_n_months", n=st.integers(1, 30), anchor=any_day, roll=rolls),
    "nth_weekday_of_month": rule(
        "nth_weekday_of_month",
        n=st.sampled_from([-1, 1, 2, 3, 4, 5]),
        weekday=weekdays,
        months=st.lists(st.integers(1, 12), max_size=4),
        roll=rolls,
    ),
    "yearly_date": st.dates(date(2000, 1, 1), date(2000, 12, 31)).flatmap(
        lambda day: rule("yearly_date", month=day.month, day=day.day, roll=rolls)
    ),
    "yearly_week": rule("yearly_week", week=st.integers(1, 53)),
    "relative_to_easter": rule(
        "relative_to_easter",
        weekday=weekdays,
        n=st.integers(-4, -1),
        reading=st.sampled_from(["literal", "before_school_break"]),
        roll=rolls,
    ),
}
any_rule = st.one_of(*RULES.values())


@given(any_rule, windows)
@tries(600)
def test_days_are_in_order_each_once_and_none_outside_the_asked_span(rule, window):
    found = list(spans(rule, window, NO_SCHOOL))
    assert all(one.first < other.first for one, other in pairwise(found))
    assert all(one.first in window for one in found)


@given(any_rule, windows, st.integers(0, 1100))
@tries(600)
def test_a_span_cut_in_two_gives_the_same_days(rule, window, cut):
    """No day is lost or made where one planning year meets the next, rolled or not."""
    middle = min(window.first + cut * DAY, window.last)
    halves = days(rule, window.first, middle) + days(rule, middle + DAY, window.last)
    assert halves == days(rule, window.first, window.last)


@given(any_rule, windows)
@tries(300)
def test_what_is_moved_or_left_out_never_lands_on_a_holiday_or_weekend(rule, window):
    assume(getattr(rule, "roll", "none") != "none")
    for day in days(rule, window.first, window.last):
        assert day.weekday() < 5
        assert day not in holidays(day.year)


@given(any_rule, windows)
@tries(300)
def test_what_is_moved_comes_from_the_nearest_day_that_the_rule_gives(rule, window):
    assume(getattr(rule, "roll", "none") in ("before", "after"))
    plain = rule.model_copy(update={"roll": "none"})
    given_days = set(days(plain, window.first - 14 * DAY, window.last + 14 * DAY))
    step = DAY if rule.roll == "before" else -DAY
    for day in days(rule, window.first, window.last):
        while day not in given_days:
            day += step
            assert not is_working_day(day)


_ASKED = {
    "week_parity": lambda one: {one.weekday},
    "weekly": lambda one: set(one.weekdays),
    "nth_weekday_of_month": lambda one: {one.weekday},
    "relative_to_easter": lambda one: {one.weekday},
    "every_n_weeks": lambda one: {one.weekday or WEEKDAYS[one.anchor.weekday()]},
    "every_n_months": lambda one: {WEEKDAYS[one.anchor.weekday()]},
}


@given(st.one_of(*(RULES[kind] for kind in _ASKED)), windows)
@tries(600)
def test_a_day_that_is_not_moved_falls_on_no_other_weekday_than_asked(rule, window):
    assume(rule.roll in ("none", "skip"))
    found = {WEEKDAYS[day.weekday()] for day in days(rule, window.first, window.last)}
    assert found <= _ASKED[rule.kind](rule)


@given(st.integers(1, 60), any_day, st.none() | weekdays, windows)
@tries(300)
def test_every_n_weeks_keeps_its_distance(n, anchor, weekday, window):
    found = days(cadence("every_n_weeks", n=n, anchor=anchor, weekday=weekday), window.first, window.last)
    assert all((other - one).days == 7 * n for one, other in pairwise(found))
    assert all((day - anchor).days // 7 % n == 0 or (day - anchor).days % (7 * n) for day in found)
    monday = anchor - anchor.weekday() * DAY
    assert {(day - day.weekday() * DAY - monday).days % (7 * n) for day in found} <= {0}
    start = max(window.first, monday + 7 * DAY)
    if found and start < window.last:
        assert len(found) >= (window.last - start).days // (7 * n)


@given(st.integers(1990, 2100), st.sampled_from(["odd", "even"]), weekdays)
@tries(300)
def test_odd_and_even_weeks_are_those_of_iso_and_two_odd_ones_meet_after_a_week_53(year, parity, weekday):
    found = days(cadence("week_parity", parity=parity, weekday=weekday), date(year, 6, 1), date(year + 1, 6, 1))
    assert {day.isocalendar().week % 2 for day in found} == {1 if parity == "odd" else 0}
    gaps = [(other - one).days for one, other in pairwise(found)]
    unusual = {"odd": [7], "even": [21]}[parity] if weeks_in(year) == 53 else []
    assert [gap for gap in gaps if gap != 14] == unusual


@given(any_rule, st.integers(1990, 2098))
@tries(300)
def test_what_is_for_the_school_year_only_is_never_outside_it_or_in_a_break(rule, start):
    known = school(school_year(start), school_year(start + 1))
    only = rule.model_copy(update={"school_year_only": True})
    window = Span(date(start - 1, 1, 1), date(start + 3, 1, 1))
    found = days(only, window.first, window.last, known)
    for day in found:
        year = known.year_on(day)
        assert year.start <= day <= year.end
        assert not [one for one in year.breaks if one.first <= day <= one.last]
    assert set(found) <= set(days(rule, window.first, window.last, known))
    assert days(only, window.first, window.last, NO_SCHOOL) == []


@given(any_day, st.sampled_from(["before", "after"]))
@tries(300)
def test_a_day_is_rolled_to_the_nearest_working_day(day, roll):
    found = rolled(day, roll)
    assert is_working_day(found)
    step = DAY if roll == "after" else -DAY
    while day != found:
        assert not is_working_day(day)
        day += step
    assert rolled(day, "skip") == day


@given(st.integers(1990, 2100), st.integers(1, 12), weekdays)
@tries(300)
def test_the_last_weekday_of_a_month_is_its_fourth_or_fifth(year, month, weekday):
    last, fourth, fifth = (nth_weekday(year, month, weekday, n) for n in (-1, 4, 5))
    assert last == (fifth or fourth)
    assert (last + 7 * DAY).month != month


@given(any_day, st.integers(-60, 60))
@tries(300)
def test_months_are_counted_to_the_same_day_or_the_last(day, months):
    found = add_months(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == day.day or ((found + DAY).day == 1 and found.day < day.day)


@given(st.integers(1990, 2100), weekdays)
@tries(300)
def test_the_two_readings_lie_before_easter_and_before_school_closes(year, weekday):
    rule = cadence("relative_to_easter", weekday=weekday)
    literal, before = readings(rule, year, NO_SCHOOL)
    assert timedelta(0) < easter(year) - literal <= timedelta(days=7)
    assert timedelta(days=6) < easter(year) - before <= timedelta(days=13)
    assert (WEEKDAYS[literal.weekday()], WEEKDAYS[before.weekday()]) == (weekday, weekday)


# --- edges of the rules ---


def test_a_rule_without_what_it_needs_gives_nothing():
    for rule in (
        cadence("every_n_weeks", n=3),
        cadence("every_n_months", n=2),
        cadence("week_parity", parity="odd"),
        cadence("once"),
        cadence("relative_to_school_year", event="start"),
        cadence("per_unit"),
        WEDNESDAY,
    ):
        assert days(rule, date(2026, 1, 1), date(2028, 12, 31)) == []


def test_an_anchor_after_the_span_gives_nothing_before_it():
    rule = cadence("every_n_weeks", n=2, anchor=date(2028, 1, 4))
    assert days(rule, date(2026, 8, 1), date(2028, 1, 31)) == [date(2028, 1, 4), date(2028, 1, 18)]


def test_leap_day_comes_in_leap_years_and_week_53_in_long_ones():
    assert days(cadence("yearly_date", month=2, day=29), date(2026, 1, 1), date(2033, 1, 1)) == [
        date(2028, 2, 29),
        date(2032, 2, 29),
    ]
    found = days(cadence("yearly_week", week=53), date(2020, 1, 1), date(2033, 1, 1))
    assert found == [date(2020, 12, 28), date(2026, 12, 28), date(2032, 12, 27)]


def test_the_fifth_weekday_is_left_out_where_a_month_has_four_and_from_the_fifth_one_counts_to_the_last():
    fifth = cadence("nth_weekday_of_month", n=5, weekday="monday")
    assert days(fifth, date(2027, 1, 1), date(2027, 6, 30)) == [date(2027, 3, 29), date(2027, 5, 31)]
    monthly = cadence("every_n_months", n=1, anchor=date(2027, 3, 29))
    assert days(monthly, date(2027, 3, 1), date(2027, 5, 31)) == [
        date(2027, 3, 29),
        date(2027, 4, 26),
        date(2027, 5, 31),
    ]


def test_a_day_that_is_moved_back_over_new_year_stands_in_the_year_it_lands_in():
    new_year = cadence("yearly_date", month=1, day=1, roll="before")
    assert days(new_year, date(2027, 12, 1), date(2027, 12, 31)) == [date(2027, 12, 31)]
    assert days(new_year, date(2028, 1, 1), date(2028, 1, 31)) == []
    monthly = cadence("every_n_months", n=1, anchor=date(2026, 1, 3), roll="before")  # first Saturdays
    assert date(2028, 9, 1) in days(monthly, date(2028, 8, 1), date(2028, 9, 30))
    assert days(monthly, date(2027, 12, 1), date(2027, 12, 31)) == [date(2027, 12, 3), date(2027, 12, 31)]


def test_the_school_year_gives_its_start_its_breaks_and_whole_weeks_away_from_them():
    known = school(school_year(2026))
    window = (date(2026, 1, 1), date(2027, 12, 31))
    assert days(cadence("relative_to_school_year", event="start"), *window, known) == [date(2026, 8, 17)]
    (winter,) = spans(cadence("relative_to_school_year", event="winter_break"), Span(*window), known)
    assert winter == week(2027, 8)
    (later,) = spans(cadence("relative_to_school_year", event="start", offset_weeks=2), Span(*window), known)
    assert later == week(2026, 36)


def test_the_municipalitys_own_easter_break_decides_what_before_school_closes_means():
    year = school_year(2026)
    year["breaks"][-1]["first"] = date(2027, 3, 24)  # closes on the Wednesday itself
    assert readings(WEDNESDAY, 2027, school(year)) == (date(2027, 3, 24), date(2027, 3, 17))


# --- a series as it stands ---


def found_days(found: Timetable, id: str = "mote") -> list[tuple[str, str]]:
    return [(one.state, one.span.first.isoformat()) for one in found.of(found.handbook.get("meeting", id))]


TUESDAYS = {"kind": "weekly", "weekdays": ["tuesday"]}


def test_what_is_listed_is_the_plan_until_its_last_day_and_then_the_rule_proposes(fjordvik):
    dates = [{"day": "2026-12-03"}, {"day": "2026-12-08", "status": "cancelled", "reason": text("Sjukdom")}]
    found = found_days(timetable(fjordvik, meeting(cadence=TUESDAYS, dates=dates), today=TODAY))
    assert found[:3] == [("decided", "2026-12-03"), ("cancelled", "2026-12-08"), ("proposed", "2026-12-15")]


def test_a_day_moved_earlier_is_not_proposed_again_on_its_first_day(fjordvik):
    moved = {"day": "2026-11-26", "status": "moved", "moved_from": "2026-12-01", "reason": text("Salen")}
    found = found_days(timetable(fjordvik, meeting(cadence=TUESDAYS, dates=[moved]), today=TODAY))
    assert found[:2] == [("moved", "2026-11-26"), ("proposed", "2026-12-08")]


def test_nothing_is_proposed_outside_the_validity_of_a_series_or_before_today(fjordvik):
    one = meeting(cadence=TUESDAYS, valid_from="2027-01-01", valid_to="2027-01-15")
    assert found_days(timetable(fjordvik, one, today=TODAY)) == [("proposed", "2027-01-05"), ("proposed", "2027-01-12")]
    assert found_days(timetable(fjordvik, one, today=date(2027, 1, 12))) == [("proposed", "2027-01-12")]
    assert found_days(timetable(fjordvik, one, today=date(2027, 1, 13))) == []


@pytest.mark.parametrize("status", ["planned", "paused", "ended"])
def test_a_series_that_is_not_held_proposes_nothing(status, fjordvik):
    assert timetable(fjordvik, meeting(cadence=TUESDAYS, status=status), today=TODAY).all == ()


def test_what_has_ended_stands_in_no_list_of_what_is_to_come(fjordvik):
    ended = meeting(status="ended", dates=[{"day": "2026-10-01"}, {"day": "2026-12-01"}])
    found = timetable(fjordvik, ended, today=TODAY)
    assert found.all == ()
    assert len(found_days(found)) == 2  # its own page tells of it still


def test_a_week_that_has_begun_stands_until_it_is_over(fjordvik):
    nine = meeting(cadence={"kind": "yearly_week", "week": 9})
    for today, first in ((date(2027, 3, 1), 2027), (date(2027, 3, 7), 2027), (date(2027, 3, 8), 2028)):
        assert found_days(timetable(fjordvik, nine, today=today))[0][1].startswith(str(first)), today
    listed = nine | {"dates": [{"day": "2027-03-02", "last_day": "2027-03-03"}]}
    states = [state for state, day in found_days(timetable(fjordvik, listed, today=date(2027, 3, 4))) if day < "2028"]
    assert states == ["decided"]


def test_two_readings_stand_until_the_later_is_past(fjordvik):
    easter_row = meeting(cadence={"kind": "relative_to_easter", "weekday": "wednesday"})
    for today, year in ((date(2027, 3, 17), 2027), (date(2027, 3, 24), 2027), (date(2027, 3, 25), 2028)):
        (one, *_) = timetable(fjordvik, easter_row, years=[], today=today).all
        assert (one.state, one.other.year) == ("undecided", year), today


def test_two_readings_that_are_the_same_day_are_no_question(fjordvik):
    year = school_year(2026)
    year["breaks"][-1]["first"] = date(2027, 3, 25)  # closes on Maundy Thursday
    easter_row = meeting(cadence={"kind": "relative_to_easter", "weekday": "wednesday"}, valid_to="2027-07-31")
    found = timetable(fjordvik, easter_row, years=[year], today=TODAY)
    assert found_days(found) == [("proposed", "2027-03-24")]


def test_what_happens_once_is_decided_whenever_it_is(fjordvik):
    for start in ("2024-03-01", "2027-03-01", "2031-03-01"):
        once = meeting(cadence={"kind": "once", "start": start})
        assert found_days(timetable(fjordvik, once, today=TODAY)) == [("decided", start)]


# --- what follows something else ---


def after(meeting_id: str, **deadline):
    return {"kind": "relative_to_meeting", "meeting": meeting_id, **({"deadline": deadline} if deadline else {})}


BEFORE_MEETING = {"direction": "before", "trigger": text("møtet")}


def test_a_series_follows_another_by_days_weekdays_and_across_holidays(fjordvik):
    board = meeting("utval", dates=[{"day": "2027-04-07"}, {"day": "2027-05-19"}])
    monday = meeting("mandag", cadence=after("utval") | {"weekday": "monday"})
    week_before = meeting("veka-for", cadence=after("utval", amount=1, unit="weeks", **BEFORE_MEETING))
    minutes = meeting("referat", cadence=after("utval", amount=2, unit="working_days", trigger=text("møtet")))
    rolled_back = meeting("rulla", cadence=after("utval", amount=2, unit="days", **BEFORE_MEETING, roll="before"))
    found = timetable(fjordvik, board, monday, week_before, minutes, rolled_back, today=TODAY)
    said = {id: [day for _, day in found_days(found, id)] for id in ("mandag", "veka-for", "referat", "rulla")}
    assert said == {
        "mandag": ["2027-04-05", "2027-05-17"],
        "veka-for": ["2027-03-31", "2027-05-12"],
        "referat": ["2027-04-09", "2027-05-21"],
        "rulla": ["2027-04-05", "2027-05-14"],  # 17 May is a holiday, and a Monday
    }


def test_a_chain_of_series_follows_through_and_what_is_cancelled_is_not_followed(fjordvik):
    first = meeting(
        "a", dates=[{"day": "2026-12-08"}, {"day": "2026-12-15", "status": "cancelled", "reason": text("Sjukdom")}]
    )
    second = meeting("b", cadence=after("a", amount=1, unit="weeks", **BEFORE_MEETING))
    third = meeting("c", cadence=after("b", amount=1, unit="days", **BEFORE_MEETING))
    found = timetable(fjordvik, third, second, first, today=TODAY)
    assert [found_days(found, id) for id in "bc"] == [[("proposed", "2026-12-01")], [("proposed", "2026-11-30")]]


def test_series_in_a_ring_give_nothing_and_are_told(fjordvik):
    ring = [
        meeting(id, cadence=after(other) | {"weekday": "monday"}) for id, other in (("a", "b"), ("b", "c"), ("c", "a"))
    ]
    handbook = with_meetings(fjordvik, ring)
    assert Timetable(handbook, TODAY).all == ()
    assert [account(Timetable(handbook, TODAY), one).promised for one in handbook.all("meeting")] == [None] * 3
    told = [one.file for one in check(handbook, TODAY) if one.code == "follows-itself"]
    assert told == ["data/meeting/a.yml"], "a ring is told once"


@pytest.mark.parametrize(
    ("day", "limit", "expected"),
    [
        ("2027-05-19", {"amount": 1, "unit": "weeks", "direction": "before"}, "2027-05-12"),
        ("2027-03-23", {"amount": 2, "unit": "working_days"}, "2027-03-30"),  # over the whole of Easter
        ("2026-12-22", {"amount": 3, "unit": "working_days"}, "2026-12-28"),
        ("2027-05-19", {"amount": 2, "unit": "days", "direction": "before"}, "2027-05-17"),
        ("2027-05-19", {"amount": 2, "unit": "days", "direction": "before", "roll": "before"}, "2027-05-14"),
        ("2027-05-19", {"amount": 2, "unit": "days", "direction": "before", "roll": "after"}, "2027-05-18"),
        ("2027-01-31", {"amount": 1, "unit": "months"}, "2027-02-28"),
        ("2028-01-31", {"amount": 1, "unit": "months", "direction": "after"}, "2028-02-29"),
        ("2027-03-31", {"amount": 1, "unit": "months", "direction": "before"}, "2027-02-28"),
        ("2027-05-16", {"direction": "at_once"}, "2027-05-16"),
        ("2027-05-19", {"amount": 24, "unit": "hours"}, None),
    ],
)
def test_a_limit_falls_on_its_day(day, limit, expected):
    found = due(date.fromisoformat(day), Deadline.model_validate(limit | {"trigger": text("møtet")}))
    assert found == (date.fromisoformat(expected) if expected else None)


@given(any_day, st.integers(1, 40), st.sampled_from(["before", "after"]))
@tries(300)
def test_working_days_are_counted_one_by_one(day, amount, direction):
    found = due(day, Deadline(amount=amount, unit="working_days", direction=direction, trigger=text("møtet")))
    first, last = sorted((day, found))
    between = [each for each in Span(first, last).days() if is_working_day(each) and each != day]
    assert len(between) == amount


# --- planning years ---


@given(any_day, st.sampled_from(["school", "calendar"]))
@tries(300)
def test_planning_years_follow_each_other_without_a_gap(day, kind):
    year = planning_year(day, kind)
    assert day in year
    assert next_year(year) == planning_year(year.last + DAY, kind)
    assert 365 <= (year.last - year.first).days + 1 <= 366


# --- promises ---

YEAR = Span(date(2026, 8, 1), date(2027, 7, 31))
AT = date(2026, 8, 18)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (cadence("n_per_year", n=4), (4, 4)),
        (cadence("range_per_year", minimum=4, maximum=6), (4, 6)),
        (cadence("minimum_per_period", minimum=2), (2, None)),
        (cadence("minimum_per_period", minimum=2, period="term"), (4, None)),
        (cadence("minimum_per_period", minimum=2, period="half_year"), (4, None)),
        (cadence("minimum_per_period", minimum=1, period="month"), (10, None)),
        (cadence("approximate_interval", every=2, unit="months"), (6, 6)),
        (cadence("approximate_interval", every=5, unit="weeks"), (10, 11)),
        (cadence("approximate_interval", every=2, unit="months", school_year_only=True), (5, 5)),
        (cadence("every_n_weeks", n=3), (17, 18)),
        (cadence("every_n_weeks", n=3, school_year_only=True), (12, 13)),
        (cadence("every_n_weeks", n=3, anchor=AT), (17, 17)),
        (cadence("week_parity", parity="odd"), (26, 26)),
        (cadence("week_parity", parity="odd", weekday="monday"), (26, 26)),
        (cadence("weekly", weekdays=["monday", "friday"]), (104, 104)),
        (cadence("n_per_month", n=2), (20, 24)),
        (cadence("every_n_months", n=2), (6, 6)),
        (cadence("every_n_months", n=5, anchor=AT), (3, 3)),
        (cadence("nth_weekday_of_month", n=1, weekday="tuesday", months=[9, 12, 1]), (3, 3)),
        (cadence("yearly_date", month=5, day=1), (1, 1)),
        (cadence("yearly_date", month=2, day=29), (0, 0)),
        (cadence("yearly_month", month=10), (1, 1)),
        (cadence("yearly_week", week=9), (1, 1)),
        (cadence("yearly_week", week=53), (1, 1)),
        (WEDNESDAY, (1, 1)),
        (cadence("yearly"), (1, 1)),
        (cadence("per_season", seasons=["spring", "autumn"]), (2, 2)),
        (cadence("per_season", seasons=["autumn"], n=3), (3, 3)),
        (cadence("quarterly"), (4, 4)),
        (cadence("every_n_years", n=4), (0, 1)),
        (cadence("relative_to_school_year", event="start"), (1, 1)),
        (cadence("fixed_plus_on_demand", fixed={"kind": "n_per_year", "n": 2}), (2, None)),
        (cadence("fixed_plus_on_demand", fixed={"kind": "on_demand"}), None),
        (cadence("per_unit", each={"kind": "n_per_year", "n": 2}), (2, 2)),
        (cadence("per_unit"), None),
        (cadence("not_started"), (0, 0)),
        (cadence("once", start=date(2027, 3, 1)), (1, 1)),
        *((cadence(kind), None) for kind in ("regularly", "on_demand", "varies_with_unit", "by_plan", "dates", "once")),
        *((cadence(kind), None) for kind in ("by_age", "continuous", "unknown")),
        (cadence("after_trigger", deadline={"amount": 2, "unit": "weeks", "trigger": text("uro")}), None),
    ],
)
def test_a_cadence_promises_so_many_a_year(rule, expected):
    assert promised(rule, YEAR, NO_SCHOOL) == (Range(*expected) if expected else None)


def test_a_week_53_that_a_year_lacks_is_not_promised():
    assert promised(cadence("yearly_week", week=53), next_year(YEAR), NO_SCHOOL) == Range(0, 0)


def test_what_is_cancelled_or_proposed_is_not_counted_as_decided(fjordvik):
    dates = [
        {"day": "2026-09-01"},
        {"day": "2026-10-06", "status": "cancelled", "reason": text("Sjukdom")},
        {"day": "2026-12-08", "status": "moved", "moved_from": "2026-12-01", "reason": text("Salen")},
        {"day": "2027-02-02", "status": "proposed"},
        {"day": "2027-09-07"},  # the year after
    ]
    found = timetable(fjordvik, meeting(cadence={"kind": "n_per_year", "n": 4}, dates=dates), today=TODAY)
    one = account(found, found.handbook.get("meeting", "mote"))
    assert (one.promised, one.decided, one.proposed, one.missing) == (Range(4, 4), 2, 1, 2)


def test_what_follows_another_series_is_promised_as_often(fjordvik):
    board = meeting("utval", cadence={"kind": "n_per_year", "n": 5})
    found = timetable(fjordvik, board, meeting("for", cadence=after("utval")), today=TODAY)
    assert account(found, found.handbook.get("meeting", "for")).promised == Range(5, 5)


# --- two places at once ---


def at(id: str, starts: str, ends: str | None = None, seats=({"role": "slt-koordinator"},), day="2026-12-01", **fields):
    times = {"starts": starts} | ({"ends": ends} if ends else {})
    return meeting(id, dates=[{"day": day, **times}], seats=list(seats), **fields)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("10:00", "11:00"), ("10:30", "12:00"), True),
        (("10:00", "11:00"), ("11:00", "12:00"), False),
        (("10:00", "12:00"), ("10:30", "11:00"), True),
        (("10:00",), ("10:45",), True),
        (("10:00",), ("11:00",), False),
    ],
)
def test_two_meetings_that_overlap_and_need_the_same_role_clash(one, other, expected, fjordvik):
    found = list(clashes(timetable(fjordvik, at("a", *one), at("b", *other), today=TODAY)))
    assert [(here.meeting.id, there.meeting.id, roles) for here, there, roles in found] == (
        [("a", "b", {"slt-koordinator"})] if expected else []
    )


@pytest.mark.parametrize(
    "seat",
    [
        {"role": "slt-koordinator", "attendance": "relevant-matters"},
        {"role": "slt-koordinator", "or": [{"role": "rektor"}]},
        {"role": "slt-koordinator", "count": 2},
        {"role": "rektor"},
        {"service": "ppt"},
    ],
)
def test_who_need_not_be_there_or_may_send_another_is_not_in_two_places(seat, fjordvik):
    found = timetable(fjordvik, at("a", "10:00"), at("b", "10:00", seats=[seat]), today=TODAY)
    assert list(clashes(found)) == []


def test_what_is_cancelled_or_on_another_day_clashes_with_nothing(fjordvik):
    cancelled = at("b", "10:00")
    cancelled["dates"][0] |= {"status": "cancelled", "reason": text("Sjukdom")}
    found = timetable(fjordvik, at("a", "10:00"), cancelled, at("c", "10:00", day="2026-12-02"), today=TODAY)
    assert list(clashes(found)) == []


# --- what is proposed ---

SEAT = [{"role": "slt-koordinator"}]


def proposed(found: Timetable, year: Span) -> dict[str, tuple[date, ...]]:
    return {one.meeting.id: one.days for one in propose(found, year)}


def plan_of(ground, *meetings, start=2026, years=True, today=None, **more) -> dict[str, tuple[date, ...]]:
    known = [school_year(each) for each in (start, start + 1)] if years else []
    year = planning_year(date(start, 8, 1), "school")
    return proposed(timetable(ground, *meetings, years=known, today=today or year.first, **more), year)


LOOSE = st.one_of(
    rule("n_per_year", n=st.integers(1, 12)),
    rule("range_per_year", minimum=st.integers(1, 6), maximum=st.integers(6, 9)),
    rule("minimum_per_period", minimum=st.integers(1, 3), period=st.sampled_from(["year", "half_year", "term"])),
    rule("approximate_interval", every=st.integers(4, 9), unit="weeks"),
    rule("yearly"),
    rule("quarterly"),
    rule("yearly_month", month=st.sampled_from([1, 2, 3, 4, 5, 9, 10, 11])),
    rule("per_season", seasons=st.sampled_from([["spring"], ["autumn", "spring"]]), n=st.integers(1, 3)),
    rule("fixed_plus_on_demand", fixed=rule("n_per_year", n=st.integers(1, 4))),
)


@pytest.fixture(scope="module")
def on_fjordvik(fjordvik):
    """Give `on_fjordvik(*meetings, years, today)`: their days; the ground kept out of what hypothesis prints."""
    return lambda *meetings, **more: timetable(fjordvik, *meetings, **more)


@given(st.lists(LOOSE, min_size=1, max_size=4), st.integers(1990, 2098), st.booleans())
@tries(60)
def test_so_many_days_as_are_promised_are_proposed_spread_and_all_of_them_may_be_held(on_fjordvik, rules, start, known):
    meetings = [
        meeting(f"m-{place}", cadence=one.model_dump(mode="json", exclude_none=True), seats=SEAT)
        for place, one in enumerate(rules)
    ]
    year = planning_year(date(start, 8, 1), "school")
    years = [school_year(start)] if known else []
    found = on_fjordvik(*meetings, years=years, today=year.first)
    plan = proposed(found, year)
    for one in found.handbook.all("meeting"):
        given_days = plan[one.id]
        assert len(given_days) == promised(one.cadence, year, found.school).least
        assert list(given_days) == sorted(set(given_days))
        for day in given_days:
            assert day in year
            assert is_working_day(day)
            assert found.school.is_school_day(day) if known else day.month != 7
    for one, other in combinations(plan.values(), 2):
        assert not set(one) & set(other)  # the same role sits in all
    assert plan == proposed(Timetable(found.handbook, year.first), year)


def test_what_is_proposed_is_spread_over_the_year_and_over_what_is_left_of_it(fjordvik):
    four = meeting(cadence={"kind": "n_per_year", "n": 4})
    (whole,) = plan_of(fjordvik, four).values()
    assert all(50 < (other - one).days < 120 for one, other in pairwise(whole))
    half = four | {"dates": [{"day": "2026-09-08"}, {"day": "2026-10-20"}]}
    (rest,) = plan_of(fjordvik, half, today=TODAY).values()
    assert len(rest) == 2
    assert rest[0] < date(2027, 3, 1) < rest[1]


def test_what_is_decided_or_proposed_before_is_not_proposed_again(fjordvik):
    four = meeting(cadence={"kind": "n_per_year", "n": 4})
    (days,) = plan_of(fjordvik, four).values()
    pasted = four | {"dates": [{"day": day, "status": "proposed"} for day in days]}
    assert plan_of(fjordvik, pasted) == {}
    some = four | {"dates": [{"day": days[0]}, {"day": days[2], "status": "proposed"}]}
    (rest,) = plan_of(fjordvik, some).values()
    assert len(rest) == 2
    assert not set(rest) & {days[0], days[2]}


@pytest.mark.parametrize(
    "given_by",
    [
        {"kind": "weekly", "weekdays": ["tuesday"]},
        {"kind": "every_n_weeks", "n": 3, "anchor": "2026-08-18"},
        {"kind": "nth_weekday_of_month", "n": 1, "weekday": "tuesday"},
        {"kind": "relative_to_easter", "weekday": "wednesday"},
        {"kind": "relative_to_school_year", "event": "start"},
        {"kind": "once", "start": "2027-03-02"},
        {"kind": "dates"},
        {"kind": "on_demand"},
        {"kind": "not_started"},
        {"kind": "per_unit", "each": {"kind": "n_per_year", "n": 2}},
    ],
)
def test_nothing_is_proposed_where_a_rule_gives_days_or_nothing_is_promised(given_by, fjordvik):
    assert plan_of(fjordvik, meeting(cadence=given_by)) == {}


@pytest.mark.parametrize(
    "field", [{"status": "paused"}, {"status": "planned"}, {"status": "ended"}, {"per_unit": "true"}]
)
def test_nothing_is_proposed_for_what_is_not_held_here_and_now(field, fjordvik):
    assert plan_of(fjordvik, meeting(cadence={"kind": "quarterly"}, **field)) == {}


def test_a_rule_that_lacks_its_first_day_keeps_its_weekday(fjordvik):
    (found,) = plan_of(fjordvik, meeting(cadence={"kind": "every_n_weeks", "n": 6, "weekday": "thursday"})).values()
    assert {day.weekday() for day in found} == {3}
    assert len(found) == 8


def test_the_weekday_of_earlier_meetings_is_kept(fjordvik):
    earlier = [{"day": day} for day in ("2025-09-04", "2025-11-06", "2026-02-05")]
    (found,) = plan_of(fjordvik, meeting(cadence={"kind": "quarterly"}, dates=earlier)).values()
    assert {day.weekday() for day in found} == {3}


def test_a_week_that_school_has_off_gets_no_day(fjordvik):
    assert plan_of(fjordvik, meeting(cadence={"kind": "yearly_week", "week": 8})) == {}
    (found,) = plan_of(fjordvik, meeting(cadence={"kind": "yearly_week", "week": 9})).values()
    assert [day.isocalendar().week for day in found] == [9]


def test_a_role_is_not_proposed_to_sit_in_two_meetings_on_a_day_that_is_taken(fjordvik):
    alone = plan_of(fjordvik, meeting("b", cadence={"kind": "yearly"}, seats=SEAT))["b"][0]
    taken = meeting("a", dates=[{"day": alone}], seats=SEAT)
    assert plan_of(fjordvik, taken, meeting("b", cadence={"kind": "yearly"}, seats=SEAT))["b"] != (alone,)
    free = meeting("a", dates=[{"day": alone}], seats=[{"role": "rektor"}])
    assert plan_of(fjordvik, free, meeting("b", cadence={"kind": "yearly"}, seats=SEAT))["b"] == (alone,)


def test_what_is_proposed_for_fjordvik_can_be_pasted_in_and_is_marked_as_proposed(tmp_path):
    """As an editor does it: run `plan`, paste each part where it says, check."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    handbook, _ = load(tmp_path / "data", "data")
    year = next_year(planning_year(TODAY, "school"))
    plan = list(propose(Timetable(handbook, TODAY), year))
    assert sum(len(one.days) for one in plan) > 20
    _paste(tmp_path, fragment(Timetable(handbook, TODAY), plan))
    pasted, problems = load(tmp_path / "data", "data")
    assert not problems, report(problems)
    assert not errors(check(pasted, TODAY))
    codes = {"meeting-on-holiday", "meeting-in-school-break", "same-seat-twice", "fewer-dates-than-promised"}
    assert not [one for one in check(pasted, TODAY) if one.code in codes]
    for one in plan:
        found = {each.day: each.status for each in pasted.get("meeting", one.meeting.id).dates}
        assert {found[day] for day in one.days} == {"proposed"}
    assert list(propose(Timetable(pasted, TODAY), year)) == []


def _paste(folder: Path, yaml: str) -> None:
    for part in yaml.split("\n\n"):
        head, *lines = part.split("\n")
        path = folder / re.match(r"# (\S+):", head)[1]
        written = path.read_text(encoding="utf-8")
        if "under dates" in head:
            assert written.count("\ndates:\n") == 1
            first, last = written.split("\ndates:\n")
            path.write_text("\n".join([f"{first}\ndates:", *lines, last]), encoding="utf-8")
        else:
            path.write_text(written.rstrip("\n") + "\n" + "\n".join(lines) + "\n", encoding="utf-8")


def test_the_same_handbook_gives_the_same_proposal(fjordvik):
    year = next_year(planning_year(TODAY, "school"))
    first, second = (fragment(found, propose(found, year)) for found in (Timetable(fjordvik, TODAY) for _ in range(2)))
    assert first == second


# --- what nobody means ---


@pytest.mark.parametrize(
    "values",
    [
        {"cadence": {"kind": "every_n_weeks", "n": 999999999, "anchor": "2026-08-18"}},
        {"cadence": {"kind": "every_n_months", "n": 999999999, "anchor": "2026-08-18"}},
        {"cadence": {"kind": "relative_to_school_year", "event": "start", "offset_weeks": 999999999}},
        {"cadence": {"kind": "relative_to_easter", "weekday": "monday", "n": -999999999, "reading": "literal"}},
        {"cadence": {"kind": "relative_to_easter", "weekday": "monday", "n": 0}},
        {"cadence": {"kind": "n_per_year", "n": 999999999}},
        {"cadence": "dates", "dates": [{"day": "9999-12-31"}]},
        {"cadence": {"kind": "every_n_weeks", "n": 1, "anchor": "0001-01-01"}},
        {"cadence": "dates", "deadlines": [{"amount": 999999999, "unit": "weeks", "trigger": text("møtet")}]},
        {"cadence": "dates", "starts": "15:00", "ends": "12:30"},
        {"cadence": "dates", "starts": "12:30", "ends": "15:00", "dates": [{"day": "2026-12-01", "starts": "15:30"}]},
    ],
)
def test_numbers_days_and_times_beyond_all_reason_are_refused_with_a_sentence(values, fjordvik):
    with pytest.raises(AssertionError) as refused:
        with_meetings(fjordvik, [meeting(**values)])
    assert re.search(r"code='(out-of-range|invalid-date|time-order)'", str(refused.value))


def test_whoever_is_needed_is_named_once(fjordvik):
    found = with_meetings(fjordvik, [meeting(group="slt-utval"), meeting("b", seats=SEAT)])
    assert needed(found, found.get("meeting", "b")) == {"slt-koordinator"}
    assert needed(found, found.get("meeting", "mote"))  # its group's seats


def test_on_or_after_is_the_same_day_or_within_a_week():
    for weekday in WEEKDAYS:
        assert timedelta(0) <= on_or_after(TODAY, weekday) - TODAY < timedelta(days=7)


def test_a_series_is_counted_in_the_year_it_names_and_else_in_the_one_of_the_municipality(fjordvik):
    twice = {"kind": "n_per_year", "n": 2}
    named = [
        meeting("school", cadence=twice | {"year": "school"}),
        meeting("calendar", cadence=twice | {"year": "calendar"}),
        meeting("neither", cadence=twice),
    ]
    found = timetable(fjordvik, *named, today=TODAY)
    years = {one.id: account(found, one).year for one in found.handbook.all("meeting")}
    school = Span(date(2026, 8, 1), date(2027, 7, 31))
    assert years == {"school": school, "calendar": Span(date(2026, 1, 1), date(2026, 12, 31)), "neither": school}
