"""Guards the words of the pages (data/interface.yml): each that is asked for is there, each that is there is used."""

import ast
import re
from pathlib import Path
from string import Formatter
from typing import Literal, get_args, get_origin

import pytest

from handbook.language.forms import foreign_words
from handbook.models.base import Entry, Fact, Link
from handbook.models.cadence import (
    ApproximateInterval,
    Cadence,
    MinimumPerPeriod,
    PerSeason,
    RelativeToEaster,
    RelativeToSchoolYear,
    WeekParity,
)
from handbook.models.group import Consent, Group, Minutes, Seat
from handbook.models.kinds import KINDS, PROSE_SECTIONS
from handbook.models.law import Law
from handbook.models.level import Outcome
from handbook.models.measure import Evidence
from handbook.models.meeting import MeetingDate
from handbook.models.parts import Deadline
from handbook.models.programme import Criterion, Milestone, Plan
from handbook.models.vocabulary import Term
from handbook.views.frame import home
from handbook.views.pages import pages
from handbook.views.planned import STATES as SET_UP
from handbook.views.record import JOINED
from handbook.views.search import KINDS_FOUND
from handbook.views.upkeep import FINDERS

ROOT = Path(__file__).parents[1]
VIEWS = sorted(path for room in ("views", "feeds") for path in (ROOT / "hooks" / "handbook" / room).glob("*.py"))
TEMPLATES = sorted((ROOT / "overrides").rglob("*.html"))


def _values(model, name):
    """The words that a field may hold."""

    def literals(annotation):
        if get_origin(annotation) is Literal:
            return set(get_args(annotation))
        return set().union(*map(literals, get_args(annotation)))

    found = literals(model.model_fields[name].annotation)
    assert found, f"{model.__name__}.{name} is no closed list"
    return found


def _cadences():
    kinds = {word for each in get_args(get_args(Cadence)[0]) for word in _values(each, "kind")}
    said_in_parts = {"approximate_interval", "week_parity"}
    return (kinds - said_in_parts) | {
        *(f"approximate_{unit}" for unit in _values(ApproximateInterval, "unit")),
        *(f"week_{parity}" for parity in _values(WeekParity, "parity")),
        *(f"relative_to_easter_{reading}" for reading in _values(RelativeToEaster, "reading") - {"undecided"}),
    }


SECTIONS = {kind.section for kind in KINDS.values() if kind.section}

# What views ask for with a word they put together: its beginning, and every end that the models allow.
FAMILIES = {
    "access_": _values(Term, "treat_as"),
    "certainty_": {"interpreted", "unknown"},
    "anonymity_": _values(Group, "anonymity") - {"not_relevant"},
    "cadence_": _cadences(),
    "calendar_": {
        *("list", "months", "wheel", "subscribe", "planned"),
        *(f"{name}_{part}" for name in ("months", "wheel", "subscribe", "planned") for part in ("title", "lead")),
    },
    "case_scope_": _values(Group, "case_scope"),
    "consent_": _values(Consent, "required"),
    "count_": {f"{kind}_{number}" for kind in ("group", "plan", "service") for number in ("one", "many")},
    "criterion_": _values(Criterion, "state"),
    "date_": _values(MeetingDate, "status") | {"undecided", "expected", "frequency"},
    "deadline_": _values(Deadline, "direction"),
    "door_": {"foreldre", "ungdom", "nabo", "gravid", "rettar"}
    | {"niva", "tiltak", "grupper", "kalender", "skjema", "lover", "tilsett"},
    "duty_": _values(Seat, "duty") - {"member"},
    "end_": _values(Outcome, "end"),
    "filter_": {"role", "service", "group", "audience", "meeting"},
    "found_": set(KINDS_FOUND),
    "joined_": set(JOINED),
    "key_": {"decided", "proposed", "undecided", "expected", "frequency"},
    "law_state_": _values(Law, "state"),
    "laws_": {"adopted", "repealed"},
    "lead_": SECTIONS | {"skriv-ut"},
    "load_series_": {"one", "many"},
    "measures_by_": {f"{name}{more}" for name in ("theme", "age", "service") for more in ("", "_lead")},
    "media_": _values(Link, "media") - {"page"},
    "minutes_": set(Minutes.model_fields) - {"deadlines", "form"},
    "ordinal_": {"1", "2", "3", "4", "5"},
    "participants_": _values(Group, "participants") - {"not_relevant"},
    "period_": _values(MinimumPerPeriod, "period"),
    "plan_": _values(Plan, "kind"),
    "planned_": _values(Milestone, "planned") - {"done"},
    "scheme_": _values(Evidence, "scheme"),
    "school_": _values(RelativeToSchoolYear, "event"),
    "scope_": _values(Plan, "scope"),
    "season_": _values(PerSeason, "seasons"),
    "section_": SECTIONS | set(PROSE_SECTIONS) | {"organisasjon", "skriv-ut"},
    "set_up_": set(SET_UP),
    "set_up_count_": set(SET_UP),
    "stage_": {"expecting", "small", "school", "youth", "all", "staff"},
    "status_": _values(Entry, "status") - {"current"},
    "strictness_": _values(Deadline, "strictness"),
    "ungsinn_": set(map(str, range(6))),
    "way_": {"team", "referral", "application", "decision"},
    "unit_weeks_": {"one", "many"},
    "upkeep_": set(FINDERS),
    "upkeep_do_": set(FINDERS),
    "upkeep_texts_": {"nn", "nb"},
    "upkeep_why_": set(FINDERS),
    "unit_": {f"{unit}_{number}" for unit in _values(Deadline, "unit") for number in ("one", "many")},
}
PUT_TOGETHER = {start + end for start, ends in FAMILIES.items() for end in ends} | (_values(Fact, "state") - {"stated"})
# The words of a family that only some cadences ask for; what they are is the business of test_models.
MORE = re.compile(r"cadence_\w+|ordinal_\w+")


def _tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def _literals():
    return {
        node.value
        for path in [*VIEWS, ROOT / "hooks" / "handbook" / "build.py"]
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def _in_templates():
    text = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    return set(re.findall(r"\b(?:w|words)\.([a-z_0-9]+)", text))


def _asked_for_by_name():
    """The keys in calls of `word("…")`."""
    for path in VIEWS:
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "word":
                yield from (each.value for each in node.args[:1] if isinstance(each, ast.Constant))


def _beginnings():
    """The beginnings in calls of `word(f"…_{…}")`."""
    for path in VIEWS:
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "word":
                yield from (each.values[0].value for each in node.args[:1] if isinstance(each, ast.JoinedStr))


def test_every_word_that_views_put_together_is_known_to_this_test():
    assert set(_beginnings()) <= FAMILIES.keys()
    assert FAMILIES.keys() - set(_beginnings()) <= {"laws_", "ordinal_", "key_"}  # put together elsewhere


def test_every_word_that_is_asked_for_is_there(fjordvik):
    assert not (_in_templates() | set(_asked_for_by_name()) | PUT_TOGETHER) - fjordvik.interface.keys()


def test_every_word_that_is_there_is_used(fjordvik):
    used = _in_templates() | _literals() | PUT_TOGETHER
    assert not [key for key in fjordvik.interface if key not in used and not MORE.fullmatch(key)]


def test_every_word_stands_in_both_forms_and_neither_is_awaited(fjordvik):
    assert not [key for key, text in fjordvik.interface.items() if not text.nn or not text.nb or text.pending]


def test_both_forms_of_a_word_are_filled_with_the_same(fjordvik):
    def braces(text):
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}

    assert not [key for key, text in fjordvik.interface.items() if braces(text.nn) != braces(text.nb)]
    assert not [key for key, text in fjordvik.interface.items() if not all(map(str.isidentifier, braces(text.nn)))]


def test_no_word_is_of_the_other_form(fjordvik):
    found = {
        (key, language): list(foreign_words(getattr(text, language), language))
        for key, text in fjordvik.interface.items()
        for language in ("nn", "nb")
    }
    assert not {key: words for key, words in found.items() if words}


@pytest.mark.parametrize("language", ["nn", "nb"])
@pytest.mark.parametrize("name", ["fjordvik", "vindafjord"])
def test_every_page_finds_all_its_words_and_fills_them(name, language, edition, renderer, request):
    """A name that a template or a view lacks stops the rendering (StrictUndefined, KeyError)."""
    made = edition(request.getfixturevalue(name), language)
    printer = renderer(made)
    printed = [printer.page(page) for page in pages(made)]
    printed.append(printer.home(home(made, frozenset({"hjelp", "om"})), ""))
    assert len(printed) > 50
    for html in printed:
        assert not re.search(r"\{[a-z_]+\}|\bNone\b|Undefined", html)
