"""Guards the examples: each holds all of its source by data alone, says it is an example, and keeps its own rules."""

import re
from html import unescape
from pathlib import Path

import pytest
from conftest import ROOT, TODAY, build_site
from coverage_table import coverage, first_words, location_of, look_up, record_of, rows

from handbook.checks import check
from handbook.handbook import Handbook
from handbook.load import load
from handbook.models.base import Entry
from handbook.models.references import texts
from handbook.problems import errors
from handbook.views.pages import pages

FOLDERS = sorted(path.parent for path in ROOT.glob("examples/*/mkdocs.yml"))
NAMES = [folder.name for folder in FOLDERS]
LANGUAGES = ("nn", "nb")


def _numbered(prefix: str, first: int, last: int) -> set[str]:
    return {f"{prefix}.{number:02}" for number in range(first, last + 1)}


# What the sources hold: one row for each fact or rule.
CHECKLIST = {
    "sande": _numbered("A1", 1, 25),
    "strand": _numbered("A2", 1, 32) | _numbered("A2b", 1, 29),
    "familiesenter": _numbered("A3", 1, 21),
    "vindafjord": _numbered("A4", 1, 13) | _numbered("A4", 20, 35) | _numbered("A4b", 1, 19),
    "gjesdal-sokndal": _numbered("A5", 1, 8),
}

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\d.-])(?:\+47 ?)?(?:\d\d ?\d\d ?\d\d ?\d\d|\d{3} \d\d \d{3})(?![\d.-])")


@pytest.fixture(scope="module")
def handbooks() -> dict[str, Handbook]:
    """Every example by its name; none has any problem."""
    read = {}
    for folder in FOLDERS:
        read[folder.name], problems = load(folder / "data", f"examples/{folder.name}/data")
        assert not problems, problems
    return read


@pytest.fixture(scope="module")
def sites(example_site, tmp_path_factory) -> dict[str, Path]:
    """Every example's site, built --strict."""
    built = {"vindafjord": example_site}
    for folder in FOLDERS:
        if folder.name not in built:
            built[folder.name] = tmp_path_factory.mktemp(folder.name) / "site"
            done = build_site(folder / "mkdocs.yml", built[folder.name], "--strict")
            assert done.returncode == 0, done.stdout + done.stderr
    return built


# --- data alone ---


def test_there_is_an_example_for_each_source():
    assert set(NAMES) == CHECKLIST.keys()


@pytest.mark.parametrize("name", NAMES)
def test_an_example_passes_the_check(name, handbooks):
    assert not errors(check(handbooks[name], TODAY))


@pytest.mark.parametrize("folder", FOLDERS, ids=NAMES)
def test_an_example_is_data_and_prose_alone(folder):
    files = [path for part in ("data", "content") for path in (folder / part).rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == {".yml", ".md"}
    assert {path.name for path in folder.iterdir()} - {"site"} == {"data", "content", "mkdocs.yml", "coverage.yml"}


def test_all_examples_are_built_alike():
    """Only the name and the address differ: no hook, template or style of one's own."""
    configs = [(folder / "mkdocs.yml").read_text(encoding="utf-8") for folder in FOLDERS]
    said = {re.sub(r"^site_(?:name|url): .+$", "", each, flags=re.MULTILINE) for each in configs}
    assert len(said) == 1


@pytest.mark.parametrize("folder", FOLDERS, ids=NAMES)
def test_an_example_names_no_person_to_write_or_ring_to(folder):
    for path in [*folder.rglob("data/**/*.yml"), *folder.rglob("content/**/*.md")]:
        text = path.read_text(encoding="utf-8")
        assert not _EMAIL.findall(text) + _PHONE.findall(text), path


# --- every page ---


@pytest.mark.parametrize("name", NAMES)
def test_every_page_says_it_is_an_example_and_asks_search_engines_to_stay_away(name, sites, handbooks):
    files = list(sites[name].rglob("*.html"))
    assert len(files) > 40
    example = handbooks[name].municipality.example
    for path in files:
        language = "nb" if path.is_relative_to(sites[name] / "nb") else "nn"
        html = path.read_text(encoding="utf-8")
        assert '<meta name="robots" content="noindex">' in html, path
        assert f">{getattr(example, language)}</p>" in html, path


@pytest.mark.parametrize("name", NAMES)
def test_an_example_has_no_sitemap_and_no_feed(name, sites):
    assert not [*sites[name].rglob("sitemap.xml"), *sites[name].rglob("feed.xml")]


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _pieces(text: str) -> list[str]:
    """A text without its markup and references, in pieces that stand on the page as they are."""
    return re.split(r"\[\[.*?\]\]|\]\([^)]*\)|[*\[]|\n(?:\d+\. |- )?", text)


@pytest.mark.parametrize("name", NAMES)
def test_no_text_that_somebody_wrote_is_left_unseen(name, handbooks, edition, renderer):
    """The examples fill fields that Fjordvik has no use for. Aliases are for the search."""
    made = edition(handbooks[name])
    shown = renderer(made)
    printed = "".join(shown.page(page) for page in pages(made))
    words = _letters(unescape(re.sub(r"<[^>]*>", "", printed)))
    unseen = {
        (kind, record.id, *location)
        for kind, record, origin in made.handbook.entries()
        for location, text in (texts(record) if not origin.shared and isinstance(record, Entry) else ())
        if location[0] != "aliases" and not all(_letters(piece) in words for piece in _pieces(text.nn))
    }
    assert not unseen


# --- the checklist ---


@pytest.mark.parametrize("folder", FOLDERS, ids=NAMES)
def test_every_row_of_the_checklist_is_held_somewhere(folder):
    assert {row.row for row in rows(folder)} == CHECKLIST[folder.name]


@pytest.mark.parametrize("folder", FOLDERS, ids=NAMES)
def test_every_row_points_at_something_that_somebody_wrote(folder, handbooks, edition):
    made = edition(handbooks[folder.name])
    for row in rows(folder):
        assert first_words(made, record_of(made.handbook, row.record), row.field), row


@pytest.mark.parametrize("folder", FOLDERS, ids=NAMES)
def test_no_row_says_the_same_twice(folder):
    assert len(set(rows(folder))) == len(rows(folder))


@pytest.mark.parametrize(
    "field",
    [
        "approvals",  # no such field
        "location",  # a field that nobody has filled
        "anonymity",  # a field that only has what the model supposes
        "purposes[99]",
        "submission.form",
        "submission.who.nn",
        "purposes[0].",
    ],
)
def test_a_row_that_points_at_nothing_is_told(field, handbooks):
    with pytest.raises((LookupError, AttributeError, TypeError)):
        look_up(handbooks["sande"].get("group", "ressursgruppe"), field)


def test_a_path_to_a_field_is_read_as_it_is_written():
    assert location_of("submission.who[10].nn") == ("submission", "who", 10, "nn")


def test_the_table_of_coverage_is_what_the_data_gives(request, handbooks, edition):
    made = coverage((folder, edition(handbooks[folder.name])) for folder in FOLDERS)
    path = ROOT / "examples" / "COVERAGE.md"
    if request.config.getoption("--update-golden"):
        path.write_text(made, encoding="utf-8")
    assert made.split("\n") == path.read_text(encoding="utf-8").split("\n")


# --- municipalities that do not agree ---


@pytest.fixture
def group(handbooks):
    """Give `group(example, id)`."""
    return lambda name, id: handbooks[name].get("group", id)


def test_one_group_never_takes_individual_cases_and_another_mostly_does(group):
    sande, tot = group("sande", "ressursgruppe"), group("vindafjord", "tot-ungdomsskule")
    assert (sande.case_scope, sande.limits[0].nn) == ("system", "Individsaker. Gruppa drøftar dei ikkje.")
    assert tot.case_scope == "both"
    assert "TOT arbeider mest med samhandling rundt enkeltelevar" in tot.body.nn


def test_one_team_meets_without_the_user_and_another_wants_the_parents_there(group):
    team, tot = group("familiesenter", "ressursteam"), group("vindafjord", "tot-ungdomsskule")
    assert (team.participants, tot.participants) == ("without_user", "user_invited")
    assert "Brukaren er ikkje med i møtet" in team.participation.nn
    assert "Teamet vil gjerne ha føresette med på møtet" in tot.participation.nn


def test_minutes_are_kept_by_whoever_raised_the_matter_or_in_the_pupils_folder(group):
    team, tot = group("familiesenter", "ressursteam"), group("vindafjord", "tot-ungdomsskule")
    assert [each.where.nn for each in team.archive] == ["Hos eininga som melde saka"]
    assert [each.where.nn for each in tot.archive] == ["Websak", "Elevmappa på skulen"]


def test_what_is_called_a_resource_team_is_four_things(group):
    """The name is local, the type says what it is."""
    named = [
        ("familiesenter", "ressursteam"),
        ("vindafjord", "tot-barnehage-barneskule"),
        ("vindafjord", "ressursteam-innsatsteam"),
        ("sande", "ressursgruppe"),
    ]
    assert all("ressurs" in group(*each).name.nn.lower() for each in named)
    assert len({group(*each).type for each in named}) == 4


def test_bts_is_the_whole_or_has_bti_as_a_part_or_bti_stands_alone(handbooks):
    parts = {
        name: {(each.acronym, each.part_of) for each in handbooks[name].all("framework")}
        for name in ("sande", "strand", "vindafjord")
    }
    assert parts == {
        "sande": {("BTS", None)},
        "strand": {("BTS", None), ("BTI", "bts")},
        "vindafjord": {("BTI", None)},
    }


def test_a_team_meets_at_least_twice_a_year_or_five_to_six_times_by_its_arena(handbooks):
    said = {"tot-ungdomsskule": "range_per_year", "tot-barnehage-barneskule": "minimum_per_period"}
    assert {id: handbooks["vindafjord"].get("meeting", id).cadence.kind for id in said} == said


def test_vindafjord_has_nineteen_meetings(handbooks):
    assert len(handbooks["vindafjord"].all("meeting")) == 19


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_sides_stand_on_the_pages(language, sites):
    """What the municipalities do not agree on is printed as each of them has it."""
    folder = "nb/" if language == "nb" else ""
    said = {
        "sande/grupper/ressursgruppe": {"nn": "Gruppa drøftar ikkje individsaker", "nb": "Gruppen drøfter ikke"},
        "vindafjord/grupper/tot-ungdomsskule": {"nn": "rundt enkeltelevar", "nb": "rundt enkeltelever"},
        "familiesenter/grupper/ressursteam": {"nn": "utan brukaren", "nb": "uten brukeren"},
    }
    for path, words in said.items():
        name, page = path.split("/", 1)
        assert words[language] in (sites[name] / folder / page / "index.html").read_text(encoding="utf-8"), path


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("sande/grupper/ressursgruppe", ["Slik arbeider gruppa", "Skriftleg"]),
        ("familiesenter/grupper/ressursteam", ["0–100 år", "Kjelda nemner ikkje noko skjema."]),
        ("strand/plan/bufdir-tilskudd", ["1 000 000 NOK", "(Bufdir)", "Desember 2019. 1 million kroner"]),
        ("strand/plan/oppvekstreformen", ["januar 2022"]),
        ("strand/modell/bts", ["Innføring", "Fase: utprøving"]),
        ("gjesdal-sokndal/modell/bti", ["Vurderer", "5 år", "Heitte Fylkesmannen i Rogaland til 31. desember 2020"]),
    ],
)
def test_what_is_no_text_is_said_in_words_on_the_page(path, words, sites):
    name, page = path.split("/", 1)
    html = (sites[name] / page / "index.html").read_text(encoding="utf-8")
    main = re.sub(r"<[^>]*>", "", html.split("<main")[1])
    assert not [each for each in words if each not in main]


def test_only_the_whole_framework_says_how_far_the_municipality_has_come(sites, handbooks):
    asked = handbooks["strand"].interface["adoption"].nn
    pages = {id: sites["strand"] / "modell" / id / "index.html" for id in ("bts", "bti")}
    assert {id: asked in path.read_text(encoding="utf-8") for id, path in pages.items()} == {"bts": True, "bti": False}
