"""Guards the data: every file of every handbook, what the default handbook must hold, and what nobody may claim."""

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from handbook.checks import check
from handbook.files.source import read
from handbook.load import load
from handbook.models.base import Prose
from handbook.models.kinds import KINDS
from handbook.models.law import Law
from handbook.models.references import place_of, references, texts

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 22)
FOLDERS = [ROOT / "data", *sorted(ROOT.glob("examples/*/data"))]
FILES = [path for folder in FOLDERS for path in sorted(folder.rglob("*.yml"))]
FOLDER_KINDS = [
    (folder, kind.name) for folder in FOLDERS for kind in KINDS.values() if kind.stem and (folder / kind.stem).is_dir()
]

# Who has assessed what, and with which result. A level that is not here was assessed by nobody we know of.
ASSESSED = {
    "tryggleikssirkelen": {("ungsinn", 2)},  # COS-P
    "tryggleikssirkelen-gruppe": {("ungsinn", 2)},  # COS-VG
    "icdp": {("ungsinn", 3)},
    "dei-utrulege-ara-foreldre": {("ungsinn", 5)},
    "zippys-vener": {("ungsinn", 4)},
    "mitt-val": {("ungsinn", 2)},  # the edition for ungdomsskule
    "art": {("ungsinn", 3), ("ungsinn_old", 3)},
    "kjaerleik-og-grenser": {("ungsinn", 0)},
    "mst": {("ungsinn_old", 3)},
}

AT_LEAST = {
    "service": 14,
    "group": 10,
    "meeting": 20,
    "measure": 45,
    "role": 10,
    "form": 8,
    "emergency_number": 6,
    "glossary_term": 120,
    "law": 40,
    "law_question": 10,
}

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\d.-])(?:\+47 ?)?(?:\d\d ?\d\d ?\d\d ?\d\d|\d{3} \d\d \d{3})(?![\d.-])")


def _shown(path):
    return path.relative_to(ROOT).as_posix()


@cache
def _handbook(folder):
    handbook, problems = load(folder, _shown(folder))
    return handbook, problems + check(handbook, TODAY)


# What the plan of Vindafjord leaves to be decided: which Wednesday, and whether week 9 is a school break.
EXPECTED = {
    ("examples/vindafjord/data/meetings/ung-pa-hjul.yml", "easter-reading"),
    ("examples/vindafjord/data/meetings/introduksjonsprogram.yml", "school-break-unknown"),
}


@pytest.mark.parametrize("path", FILES, ids=_shown)
def test_a_file_is_strict_yaml_without_any_problem(path):
    folder = next(folder for folder in FOLDERS if path.is_relative_to(folder))
    document, problems = read(path, _shown(path))
    assert document is not None
    assert not problems
    found = [problem for problem in _handbook(folder)[1] if problem.file == _shown(path)]
    assert {(problem.file, problem.code) for problem in found} <= EXPECTED


@pytest.mark.parametrize("folder", FOLDERS, ids=_shown)
def test_a_handbook_has_no_problem_but_what_its_source_leaves_open(folder):
    found = [(problem.file, problem.code) for problem in _handbook(folder)[1]]
    assert sorted(found) == sorted(each for each in EXPECTED if each[0].startswith(f"{_shown(folder)}/"))


@pytest.mark.parametrize(
    ("folder", "kind"), FOLDER_KINDS, ids=lambda each: each if isinstance(each, str) else _shown(each)
)
def test_there_are_as_many_records_as_files(folder, kind):
    handbook, _ = _handbook(folder)
    own = {record.id for record in handbook.all(kind) if not handbook.origins[kind, record.id].shared}
    assert {f"{id}.yml" for id in own} == {path.name for path in (folder / KINDS[kind].stem).iterdir()}


# --- Fjordvik: the default handbook ---


@pytest.mark.parametrize("kind", AT_LEAST)
def test_the_default_handbook_is_complete(kind, fjordvik):
    assert len(fjordvik.all(kind)) >= AT_LEAST[kind]


def test_the_guide_has_the_levels_0_to_3_each_with_steps(fjordvik):
    levels = sorted(fjordvik.all("level"), key=lambda level: level.order)
    assert [level.code for level in levels] == ["0", "1", "2", "3"]
    assert all(level.steps for level in levels)


def test_every_step_can_be_reached_from_the_first(fjordvik):
    levels = {level.id: level for level in fjordvik.all("level")}
    steps = {step.id: step for step in fjordvik.all("step")}
    waiting, reached = [levels["0"].steps[0].id], set()
    while waiting:
        reached.add(id := waiting.pop())
        ways = [way.step or (levels[way.level].steps[0].id if way.level else None) for way in steps[id].outcomes]
        waiting += [way for way in ways if way and way not in reached]
    assert reached == steps.keys()


def test_every_step_leads_somewhere(fjordvik):
    assert not [step.id for step in fjordvik.all("step") if not step.outcomes]


def test_every_measure_says_how_to_get_it_and_who_gives_it(fjordvik):
    for measure in fjordvik.all("measure"):
        assert measure.access.how.nn, measure.id
        assert measure.services, measure.id


def test_no_measure_claims_an_effect_that_nobody_has_assessed(fjordvik):
    claimed = {
        measure.id: {(each.scheme, each.level) for each in measure.evidence}
        for measure in fjordvik.all("measure")
        if measure.evidence
    }
    assert claimed == ASSESSED


def test_decided_days_stand_in_order_and_keep_to_the_cadence(fjordvik):
    dated = [meeting for meeting in fjordvik.all("meeting") if meeting.dates]
    assert len(dated) > 3
    for meeting in dated:
        days = [one.day for one in meeting.dates]
        assert days == sorted(set(days)), meeting.id
        regular = [one.day for one in meeting.dates if one.status != "moved"]
        rule = meeting.cadence
        if getattr(rule, "weekday", None) and rule.kind != "relative_to_meeting":
            assert {WEEKDAYS[day.weekday()] for day in regular} == {rule.weekday}, meeting.id
        if getattr(rule, "anchor", None) and rule.kind == "every_n_weeks":
            assert {(day - rule.anchor).days % (7 * rule.n) for day in regular} == {0}, meeting.id
        if rule.kind == "nth_weekday_of_month" and rule.n > 0:
            assert {(day.day - 1) // 7 + 1 for day in regular} == {rule.n}, meeting.id
        if rule.kind == "week_parity":
            assert {day.isocalendar().week % 2 for day in regular} == {rule.parity == "odd"}, meeting.id


@pytest.mark.parametrize("path", [path for path in FILES if path.is_relative_to(ROOT / "data")], ids=_shown)
def test_an_address_or_number_belongs_to_nobody(path):
    text = path.read_text(encoding="utf-8")
    assert {address.split("@")[1] for address in _EMAIL.findall(text)} <= {"fjordvik.example"}
    assert set(_PHONE.findall(text)) <= {"00 00 00 00"}


@pytest.mark.parametrize("path", sorted((ROOT / "content").rglob("*.md")), ids=_shown)
def test_an_address_or_number_in_prose_belongs_to_nobody(path):
    text = path.read_text(encoding="utf-8")
    assert {address.split("@")[1] for address in _EMAIL.findall(text)} <= {"fjordvik.example"}
    assert set(_PHONE.findall(text)) <= {"00 00 00 00"}


def test_every_number_of_the_municipality_is_one_that_does_not_exist(fjordvik):
    contacts = [each.contact for kind in ("service", "role") for each in fjordvik.all(kind) if each.contact]
    contacts += [each.access.contact for each in fjordvik.all("measure") if each.access.contact]
    contacts.append(fjordvik.municipality.contact)
    assert {contact.phone for contact in contacts if contact.phone} == {"00 00 00 00"}


# --- laws ---


@pytest.mark.parametrize("folder", FOLDERS, ids=_shown)
def test_every_section_that_is_cited_has_the_heading_it_must_have(folder):
    """A number alone proves nothing. Chapters and what a source wrote long ago are let be."""
    handbook, _ = _handbook(folder)
    bare = []
    for kind, record, _ in handbook.entries():
        for reference in references(record) if not isinstance(record, Law) and kind != "step" else ():
            place = place_of(reference.written) if reference.kind == "law" else None
            if place is None or place.is_chapter or "means" in reference.location:
                continue
            sections = {section.number: section.heading for section in handbook.get("law", reference.id).sections}
            if not sections.get(place.number) and reference.id != "menneskerettsloven":
                bare.append((kind, record.id, reference.written))
    assert not bare


@pytest.mark.parametrize("folder", FOLDERS, ids=_shown)
def test_every_law_lies_at_lovdata_under_its_own_number(folder):
    for law in _handbook(folder)[0].all("law"):
        assert law.lovdata.split("-", 1)[1] in law.url, law.id
        assert law.url.startswith("https://lovdata.no/"), law.id


@pytest.mark.parametrize("folder", FOLDERS, ids=_shown)
def test_official_titles_are_alike_in_both_forms(folder):
    """Short titles are quoted unchanged: what is called barnevernsloven is called so also in nynorsk."""
    handbook, _ = _handbook(folder)
    titles = {law.short_title for law in handbook.all("law") if law.state != "repealed"}
    for kind, record, _ in handbook.entries():
        for location, text in texts(record) if kind not in ("law", "step") else ():
            if isinstance(text, Prose) or text.nn is None or text.nb is None:
                continue
            quoted = [{title for title in titles if re.search(rf"\b{title}\b", form)} for form in (text.nn, text.nb)]
            assert quoted[0] == quoted[1], (kind, record.id, location)


# --- Vindafjord: a public plan, held as it is ---

# The 18 printed lines of the plan's table; the fourteenth row of ours is two of them, so there are 19 meetings.
CADENCES = {
    "fagmote": {"kind": "approximate_interval", "every": 2, "unit": "months"},
    "tverrfagleg-fagmote": {"kind": "n_per_year", "n": 2},
    "fag-og-utviklingsmote": {"kind": "n_per_year", "n": 3},
    "tverrfagleg-leiarmote": {"kind": "regularly"},
    "bti-samhandlingsmote": {"kind": "n_per_year", "n": 2},
    "bti-konferansen": {"kind": "yearly"},
    "tot-ungdomsskule": {"kind": "range_per_year", "minimum": 5, "maximum": 6},
    "tot-barnehage-barneskule": {"kind": "minimum_per_period", "minimum": 2, "period": "year"},
    "ressursteam-innsatsteam": {"kind": "on_demand"},
    "ppt-dagar": {"kind": "regularly"},
    "arbeidsutval": {"kind": "n_per_year", "n": 4},
    "folkehelseforum": {"kind": "range_per_year", "minimum": 4, "maximum": 6},
    "styringsgruppe": {"kind": "n_per_year", "n": 2},
    "ung-pa-hjul": {"kind": "relative_to_easter", "weekday": "wednesday", "reading": "undecided"},
    "interkommunalt-nettverk": {"kind": "n_per_year", "n": 2},
    "barn-som-parorande-nettverk": {"kind": "n_per_year", "n": 2},
    "introduksjonsprogram": {"kind": "yearly_week", "week": 9},
    "gjennomgang-stafettlogg": {"kind": "yearly"},
    "rusmiddelsituasjon": {"kind": "yearly_month", "month": 10},
}

LAWS_AS_WRITTEN = [
    "forvaltningslova sin §§ 18 og 19",
    "Lov om behandlingsmåten i forvaltingssaker § 13-13 f)",
    "Lov om helsetjenesten i kommunene § 6-6",
    "Lov om pasientrettigheter kap. 3",
    "Lov om helsepersonell kap. 5",
    "Lov om barneverntjenester § 6-7",
    "Lov om opplæring, kap.15",
    "Lov om barnehager",
    "Politiregisterlova",
]


def test_vindafjord_has_the_meetings_of_its_plan_as_often_as_the_plan_says(vindafjord):
    assert {meeting.id for meeting in vindafjord.all("meeting")} == CADENCES.keys()
    assert len(CADENCES) == 19
    for meeting in vindafjord.all("meeting"):
        said = {key: getattr(meeting.cadence, key) for key in CADENCES[meeting.id]}
        assert said == CADENCES[meeting.id]
        assert meeting.cadence.text, meeting.id


def test_vindafjord_has_no_day_that_nobody_has_decided(vindafjord):
    assert not [meeting.id for meeting in vindafjord.all("meeting") if meeting.dates]


def test_vindafjord_has_six_values_and_four_levels(vindafjord):
    (framework,) = vindafjord.all("framework")
    assert len(framework.values) == 6
    assert sorted(level.code for level in vindafjord.all("level")) == ["0", "1", "2", "3"]


def test_vindafjord_keeps_the_laws_as_the_plan_wrote_them_beside_what_applies(vindafjord):
    citations = [each for group in vindafjord.all("group") for each in group.citations]
    assert [each.as_written for each in citations] == LAWS_AS_WRITTEN
    for each in citations:
        assert each.means, each.as_written
        assert each.today, each.as_written
        for today in each.today:
            state = vindafjord.get("law", today.split(" ")[0]).state
            assert state in ("in_force", "repeal_adopted", "successor_adopted")


def test_vindafjord_says_that_it_is_an_example_and_names_no_person(vindafjord):
    assert vindafjord.municipality.example
    for path in FILES:
        if path.is_relative_to(ROOT / "examples" / "vindafjord"):
            text = path.read_text(encoding="utf-8")
            assert not _EMAIL.findall(text), _shown(path)
            assert not _PHONE.findall(text), _shown(path)
