"""Guards the models: what each accepts and refuses, with which code; and that every cadence has words in both forms."""

from calendar import monthrange
from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from handbook.checks.freshness import add_months
from handbook.models.base import Entry, Fact, Prose, Text
from handbook.models.cadence import Cadence, Written
from handbook.models.explain import validate
from handbook.models.form import Field
from handbook.models.group import Seat
from handbook.models.kinds import KINDS, VOCABULARIES
from handbook.models.law import Law
from handbook.models.level import Outcome
from handbook.models.measure import Evidence, Measure
from handbook.models.meeting import Meeting, MeetingDate
from handbook.models.parts import Age, Contact, Deadline
from handbook.models.programme import Milestone
from handbook.models.reference import GlossaryTerm
from handbook.models.scalars import LAW_REFERENCE
from handbook.models.service import Opening, Service
from handbook.views.cadence import cadence

BOTH = {"nn": "hendinga", "nb": "hendelsen"}
MEETING = {"nn": "møtet", "nb": "møtet"}
BEFORE = {"amount": "2", "unit": "weeks", "direction": "before", "trigger": MEETING}


def _refused(model, value):
    """The codes and places of what a model refused."""
    made, faults = validate(model, value)
    assert (made is None) == bool(faults)
    return [(fault.code, fault.location) for fault in faults]


# --- texts and facts ---


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"nn": "ja", "nb": "ja"}, None),
        ({"nb": "ja", "pending": "nn"}, None),  # awaited
        ({"nn": "utkast", "nb": "ja", "pending": "nn"}, None),  # an unread draft
        ({"nn": "ja"}, "missing-language"),
        ({}, "missing-language"),
        ({"nn": "ja", "pending": "nn"}, "missing-language"),  # awaits the one it has
        ({"pending": "nn"}, "missing-language"),
        ({"nn": "", "nb": "ja"}, "empty-text"),
        ({"nn": "   ", "nb": "ja"}, "empty-text"),
        ({"nn": "ja", "nb": "ja", "se": "juo"}, "unknown-field"),
        ({"nn": "ja", "nb": "ja", "pending": "se"}, "unknown-value"),
        ("ja", "wrong-shape"),
    ],
)
def test_a_text_is_complete_or_says_what_it_awaits(value, code):
    assert [found for found, _ in _refused(Text, value)] == ([code] if code else [])


@pytest.mark.parametrize("missing", ["nn", "nb"])
def test_the_missing_form_is_the_one_that_is_named(missing):
    other = "nb" if missing == "nn" else "nn"
    for value in ({other: "ja"}, {other: "ja", "pending": other}):
        _, (fault,) = validate(Text, value)
        assert f"({missing})" in fault.message
        assert f"pending: {missing}" in fault.message


@pytest.mark.parametrize(
    ("value", "state"),
    [
        ({"nn": "Gratis.", "nb": "Gratis."}, "stated"),
        ({"text": {"nn": "Gratis.", "nb": "Gratis."}}, "stated"),
        ("unknown", "unknown"),
        ("not_applicable", "not_applicable"),
        ({"state": "unknown"}, "unknown"),
    ],
)
def test_unknown_empty_and_not_applicable_are_three_things(value, state):
    fact, faults = validate(Fact, value)
    assert not faults
    assert fact.state == state
    assert (fact.text is not None) == (state == "stated")


@pytest.mark.parametrize(
    "value", [{"state": "stated"}, {"text": BOTH, "state": "unknown"}, {"nn": "Gratis."}, "ukjent"]
)
def test_a_fact_that_says_two_things_or_nothing_is_refused(value):
    assert _refused(Fact, value)


# --- scalars ---


@pytest.mark.parametrize(
    ("written", "law", "place"),
    [
        ("barnevernsloven", "barnevernsloven", None),
        ("barnevernsloven §13-2", "barnevernsloven", "§13-2"),
        ("opplaeringslova-1998 §15-8", "opplaeringslova-1998", "§15-8"),
        ("pasient-og-brukerrettighetsloven §7-2a", "pasient-og-brukerrettighetsloven", "§7-2a"),
        ("forvaltningsloven §§13–13f", "forvaltningsloven", "§§13–13f"),
        ("helsepersonelloven kap.5", "helsepersonelloven", "kap.5"),
    ],
)
def test_a_law_reference_is_an_id_and_perhaps_a_place(written, law, place):
    match = LAW_REFERENCE.fullmatch(written)
    assert (match["law"], match["place"]) == (law, place)


@pytest.mark.parametrize(
    "written",
    ["Barnevernsloven §13-2", "barnevernsloven § 13-2", "barnevernsloven 13-2", "barnevernsloven §", "§13-2", "x  §1",
     "barnevernsloven kapittel 5", "barnevernsloven §13-2 ", "lov om barnevern", "", "barnevernsloven §13-2, §13-4"],
)  # fmt: skip
def test_what_is_not_a_law_reference_is_refused_with_an_example(written):
    made, faults = validate(Deadline, {**BEFORE, "law": written})
    assert made is None
    assert [(fault.code, fault.location) for fault in faults] == [("law-reference", ("law",))]
    assert "barnevernsloven §13-2" in faults[0].message


@pytest.mark.parametrize(
    ("model", "value", "fault"),
    [
        (Contact, {"phone": "12"}, ("invalid-phone", ("phone",))),
        (Contact, {"phone": "ring oss"}, ("invalid-phone", ("phone",))),
        (Contact, {"email": "PPT@fjordvik.example"}, ("invalid-email", ("email",))),
        (Contact, {"url": "www.fjordvik.example"}, ("invalid-url", ("url",))),
        (Contact, {"url": "javascript:alert(1)"}, ("invalid-url", ("url",))),
        (Contact, {"url": 'https://x"onmouseover=alert(1)'}, ("invalid-url", ("url",))),
        (Contact, {"role": "PPT-leiar"}, ("wrong-pattern", ("role",))),
        (Contact, {"telefon": "116 117"}, ("unknown-field", ("telefon",))),
        (Age, {"minimum": "6", "maximum": "0"}, ("age-order", ())),
        (Age, {"minimum": "seks"}, ("whole-number", ("minimum",))),
        (Age, {"minimum": "06"}, ("whole-number", ("minimum",))),
        (Age, {"maximum": "121"}, ("out-of-range", ("maximum",))),
        (Age, {"expecting": "ja"}, ("true-or-false", ("expecting",))),
        (Deadline, {"trigger": BOTH}, ("deadline", ())),
        (Deadline, {"trigger": BOTH, "amount": "2"}, ("deadline", ())),
        (Deadline, {**BEFORE, "amount": "0"}, ("out-of-range", ("amount",))),
        (Deadline, {**BEFORE, "strictness": "law"}, ("deadline-law", ())),
        (Deadline, {**BEFORE, "unit": "year"}, ("unknown-value", ("unit",))),
        (Opening, {"weekdays": ["tysdag"], "opens": "08:00", "closes": "15:00"}, ("unknown-value", ("weekdays", 0))),
        (Opening, {"weekdays": ["monday"], "opens": "8:00", "closes": "15:00"}, ("invalid-time", ("opens",))),
        (Opening, {"weekdays": ["monday"], "opens": "08:00", "closes": "24:00"}, ("invalid-time", ("closes",))),
        (MeetingDate, {"day": "2026-02-30"}, ("invalid-date", ("day",))),
        (MeetingDate, {"day": "30.1.2026"}, ("invalid-date", ("day",))),
        (MeetingDate, {"day": "2026-12-02", "last_day": "2026-12-01"}, ("date-order", ())),
        (MeetingDate, {"day": "2026-12-02", "starts": "12:00", "ends": "12:00"}, ("time-order", ())),
        (MeetingDate, {"day": "2026-12-02", "status": "moved"}, ("missing-reason", ())),
        (MeetingDate, {"day": "2026-12-02", "status": "cancelled"}, ("missing-reason", ())),
        (Outcome, {"name": BOTH}, ("outcome", ())),
        (Outcome, {"name": BOTH, "end": "closed", "level": "1"}, ("outcome", ())),
        (Evidence, {"scheme": "ungsinn_old", "level": "0"}, ("evidence-scale", ())),
        (Evidence, {"scheme": "ungsinn_old", "level": "5"}, ("evidence-scale", ())),
        (Evidence, {"scheme": "eif", "level": "1"}, ("evidence-scale", ())),
        (Evidence, {"scheme": "ungsinn", "level": "6"}, ("out-of-range", ("level",))),
        (Evidence, {"level": "3"}, ("missing-field", ("scheme",))),
        (Field, {"id": "a", "label": BOTH, "input": "choice"}, ("field-choices", ())),
        (Field, {"id": "a", "label": BOTH, "choices": [BOTH]}, ("field-choices", ())),
        (Seat, {"attendance": "Fast"}, ("wrong-pattern", ("attendance",))),
        (GlossaryTerm, {"id": "a", "nn": [], "nb": ["a"]}, ("empty-list", ("nn",))),
        (Entry, {"id": "Ny-side"}, ("wrong-pattern", ("id",))),
        (Entry, {"id": "a", "status": "ferdig"}, ("unknown-value", ("status",))),
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused_where_it_stands(model, value, fault):
    assert _refused(model, value) == [fault]


@pytest.mark.parametrize("value", [{"trigger": BOTH, "direction": "at_once"}, {**BEFORE, "amount": "12"}])
def test_a_deadline_is_complete_with_a_number_or_at_once(value):
    assert not _refused(Deadline, value)


@pytest.mark.parametrize("field", ["services", "prevention"])
def test_a_measure_that_nobody_gives_or_that_prevents_nothing_is_refused(field):
    measure = {"id": "a", "name": BOTH, "target": BOTH, "access": {"kind": "open", "how": BOTH}}
    assert not _refused(Measure, measure | {"services": ["ppt"], "prevention": ["universal"]})
    assert _refused(Measure, measure | {"services": ["ppt"], "prevention": ["universal"], field: []}) == [
        ("empty-list", (field,))
    ]


LAW = {
    "id": "prove-lova", "lovdata": "LOV-2021-06-18-97", "short_title": "prøvelova", "full_title": "Lov om prøve",
    "state": "in_force", "url": "https://lovdata.no/lov/2021-06-18-97", "checked": "2026-11-02",
    "checked_against": BOTH,
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({}, None),
        ({"state": "repealed"}, ("repealed-without-date", ())),
        ({"state": "adopted", "in_force": "2027-01-01"}, ("adopted-in-force", ())),
        ({"lovdata": "LOV-21-6-18"}, ("wrong-pattern", ("lovdata",))),
        ({"sections": [{"number": "13-2"}]}, ("wrong-pattern", ("sections", 0, "number"))),
        ({"sections": [{"number": "§ 13-2"}]}, ("wrong-pattern", ("sections", 0, "number"))),
        ({"state": "gjeldande"}, ("unknown-value", ("state",))),
    ],
)
def test_a_law_says_consistently_whether_it_is_in_force(change, fault):
    assert _refused(Law, LAW | change) == ([fault] if fault else [])


def test_a_field_that_is_misspelt_gets_a_suggestion_also_deep_down():
    value = {"id": "a", "name": BOTH, "kind": "help", "for_whom": BOTH, "contact": {"phnoe": "116 117"}}
    made, (fault,) = validate(Service, value)
    assert made is None
    assert fault.at_key
    assert fault.location == ("contact", "phnoe")
    assert "«phone»" in fault.message


@pytest.mark.parametrize(
    ("cadence", "location", "said"),
    [
        ({"kind": "n_per_yaer", "n": "2"}, ("cadence",), "«n_per_year»"),
        ({"n": "2"}, ("cadence",), "kind"),
        ({"kind": "n_per_year"}, ("cadence", "n"), "manglar"),
        ({"kind": "n_per_year", "n": "to"}, ("cadence", "n"), "heilt tal"),
        ({"kind": "n_per_year", "n": "2", "weekdya": "monday"}, ("cadence", "weekdya"), "finst ikkje"),
        ({"kind": "fixed_plus_on_demand", "fixed": {"kind": "yearly_week", "week": "54"}},
         ("cadence", "fixed", "week"), "53"),
    ],
)  # fmt: skip
def test_a_fault_in_a_cadence_is_placed_without_the_steps_of_the_union(cadence, location, said):
    _, (fault,) = validate(Meeting, {"id": "a", "name": BOTH, "kind": "meeting", "cadence": cadence})
    assert fault.location == location
    assert said in fault.message


@pytest.mark.parametrize("written", ["2022-haust", "2022-13", "2022-04-31", "snart", "våren 2022", "22", "2022-4"])
def test_a_milestone_without_a_date_that_can_be_read_is_refused(written):
    """Else the page cannot be built: `imprecise_date` has nothing to say."""
    assert _refused(Milestone, {"id": "a", "name": BOTH, "start": written})


@pytest.mark.parametrize("written", ["2022", "2022-04", "2022-04-30", "2022-autumn", "2022-spring"])
def test_a_milestone_is_as_precise_as_it_is_known(written):
    assert not _refused(Milestone, {"id": "a", "name": BOTH, "start": written})


@pytest.mark.parametrize(
    "value",
    [
        {"kind": "yearly_date", "month": "2", "day": "30"},
        {"kind": "nth_weekday_of_month", "n": "0", "weekday": "monday"},
        {"kind": "weekly", "weekdays": []},
        {"kind": "per_season", "seasons": []},
    ],
    ids=lambda value: value["kind"],
)
def test_a_cadence_that_never_happens_is_refused(value):
    assert _refused(Meeting, {"id": "a", "name": BOTH, "kind": "meeting", "cadence": value})


def test_a_review_interval_beyond_the_calendar_is_refused():
    assert _refused(Entry, {"id": "a", "reviewed": "2026-11-22", "review_interval_months": "100000"})


def test_every_kind_has_a_model_a_noun_and_a_place_of_its_own():
    stems = [kind.stem for kind in KINDS.values() if kind.stem]
    sections = [kind.section for kind in KINDS.values() if kind.section]
    assert len(set(stems)) == len(stems)
    assert len(set(sections)) == len(sections)
    assert all(kind.noun for kind in KINDS.values())
    assert not KINDS.keys() & set(VOCABULARIES)


# --- round trips ---

_words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)
_texts = st.builds(Text, nn=_words, nb=_words) | st.builds(Text, nb=_words, pending=st.just("nn"))
_ages = st.tuples(st.integers(0, 120), st.integers(0, 120) | st.none(), st.booleans()).map(
    lambda age: Age(
        minimum=min(age[0], age[1] or 0), maximum=None if age[1] is None else max(age[:2]), expecting=age[2]
    )
)
_units = st.sampled_from(["hours", "days", "working_days", "weeks", "months"])
_ways = st.sampled_from(["within", "before", "after", "at_once"])
_deadlines = st.builds(
    Deadline, amount=st.integers(1, 999), unit=_units, direction=_ways, trigger=_texts, condition=_texts | st.none()
)
_facts = st.builds(Fact, text=_texts) | st.sampled_from(["unknown", "not_applicable"]).map(
    lambda word: Fact(state=word)
)


@given(_texts | _ages | _deadlines | _facts)
def test_what_is_dumped_is_read_back_as_it_was(value):
    assert type(value).model_validate(value.model_dump(exclude_none=True)) == value


@given(_texts)
def test_prose_holds_the_same_words_as_text(text):
    assert Prose.model_validate(text.model_dump()).model_dump() == text.model_dump()


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(0, 600))
def test_adding_months_moves_the_month_and_never_the_day_more_than_needed(day, months):
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == min(day.day, monthrange(later.year, later.month)[1])


# --- cadences ---

SAMPLES = {
    "n_per_year": {"n": "2"},
    "n_per_year, one": {"n": "1"},
    "n_per_year, school": {"n": "2", "year": "school"},
    "range_per_year": {"minimum": "4", "maximum": "6"},
    "minimum_per_period": {"minimum": "2", "period": "term"},
    "minimum_per_period, one": {"minimum": "1", "period": "half_year"},
    "approximate_interval": {"every": "2", "unit": "months"},
    "approximate_interval, one": {"every": "1", "unit": "weeks"},
    "every_n_weeks": {"n": "2"},
    "every_n_weeks, one": {"n": "1"},
    "every_n_weeks, six": {"n": "6"},
    "every_n_weeks, from a day": {"n": "3", "anchor": "2026-08-18", "weekday": "tuesday"},
    "week_parity": {"parity": "odd", "weekday": "monday"},
    "week_parity, even": {"parity": "even"},
    "weekly": {"weekdays": ["tuesday"], "opens": "12:30", "closes": "15:00"},
    "weekly, three days": {"weekdays": ["monday", "wednesday", "friday"], "opens": "09:00"},
    "weekly, in the school year": {"weekdays": ["thursday"], "school_year_only": "true"},
    "n_per_month": {"n": "2"},
    "n_per_month, one": {"n": "1"},
    "every_n_months": {"n": "3"},
    "every_n_months, one": {"n": "1"},
    "nth_weekday_of_month": {"n": "1", "weekday": "tuesday", "months": ["1", "3", "9"]},
    "nth_weekday_of_month, last": {"n": "-1", "weekday": "thursday"},
    "yearly_date": {"month": "10", "day": "10"},
    "yearly_month": {"month": "10"},
    "yearly_week": {"week": "9"},
    "relative_to_easter": {"weekday": "wednesday"},
    "relative_to_easter, literal": {"weekday": "wednesday", "reading": "literal"},
    "relative_to_easter, school": {"weekday": "wednesday", "reading": "before_school_break"},
    "yearly": {},
    "per_season": {"seasons": ["spring", "autumn"]},
    "per_season, twice": {"seasons": ["autumn"], "n": "2"},
    "quarterly": {},
    "every_n_years": {"n": "4", "last": "2024"},
    "every_n_years, eight": {"n": "8"},
    "relative_to_meeting": {"meeting": "ressursteam-mote"},
    "relative_to_meeting, deadline": {"meeting": "ressursteam-mote", "deadline": BEFORE},
    "relative_to_school_year": {"event": "autumn_break"},
    "relative_to_school_year, after": {"event": "start", "offset_weeks": "3"},
    "relative_to_school_year, before": {"event": "christmas", "offset_weeks": "-1"},
    "regularly": {},
    "on_demand": {},
    "fixed_plus_on_demand": {"fixed": {"kind": "n_per_year", "n": "2"}},
    "varies_with_unit": {},
    "per_unit": {},
    "per_unit, named": {
        "units": [{"nn": "kvar barnehage", "nb": "hver barnehage"}, {"nn": "kvar skule", "nb": "hver skole"}],
        "each": {"kind": "regularly"},
    },
    "by_plan": {},
    "dates": {},
    "once": {},
    "once, two days": {"start": "2027-01-10", "end": "2027-01-12"},
    "by_age": {},
    "by_age, four": {"age": {"minimum": "4", "maximum": "4"}},
    "after_trigger": {"deadline": {**BEFORE, "amount": "1", "direction": "within"}},
    "after_trigger, at once": {
        "deadline": {"direction": "at_once", "trigger": {"nn": "når du blir uroa", "nb": "når du blir bekymret"}}
    },
    "continuous": {},
    "not_started": {},
    "unknown": {},
}  # fmt: skip


def _classes():
    union = get_args(Cadence)[0]
    return {get_args(each.model_fields["kind"].annotation)[0]: each for each in get_args(union)}


def _sample(name):
    return TypeAdapter(Cadence).validate_python({"kind": name.split(",")[0]} | SAMPLES[name])


def test_every_kind_of_cadence_has_a_sample():
    assert len(_classes()) == 33
    assert {name.split(",")[0] for name in SAMPLES} == _classes().keys()
    assert all(issubclass(each, Written) for each in _classes().values())


def test_every_cadence_is_said_in_words_in_both_forms(fjordvik, edition, golden):
    editions = [edition(fjordvik, language) for language in ("nn", "nb")]
    said = {name: [cadence(each, _sample(name)) for each in editions] for name in SAMPLES}
    golden("cadence.txt", "".join(f"{name}: {nn} / {nb}\n" for name, (nn, nb) in said.items()))


@pytest.mark.parametrize("n", [7, 10, 52])
@pytest.mark.parametrize("kind", ["every_n_weeks", "every_n_months", "every_n_years"])
def test_any_number_of_weeks_months_and_years_can_be_said(kind, n, fjordvik, edition):
    value = TypeAdapter(Cadence).validate_python({"kind": kind, "n": n})
    for language in ("nn", "nb"):
        assert cadence(edition(fjordvik, language), value)
