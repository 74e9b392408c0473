"""Guards the measure bank as it is printed: every measure once, cards that say what the record says, lists to link to
that show what the filters show, and a comparison whose every gap is one."""

import dataclasses
from datetime import date

import pytest

from handbook.models.explain import validate
from handbook.models.kinds import OVERVIEWS
from handbook.models.measure import Measure
from handbook.views.bank import card
from handbook.views.coverage import coverage_pages
from handbook.views.facets import BANDS, FACETS, OLDEST, is_open_now, spans
from handbook.views.measure_lists import measure_list_pages
from handbook.views.pages import pages

LANGUAGES = ("nn", "nb")
LISTS = tuple(facet.name for facet in FACETS)
BOTH = {"nn": "ja", "nb": "ja"}


@pytest.fixture(scope="module")
def bank(fjordvik, edition):
    """The page of the bank in each language."""
    found = {}
    for language in LANGUAGES:
        found[language] = next(page for page in pages(edition(fjordvik, language)) if page.path == "tiltak/")
    return found


def _cards(page):
    return [row for _, rows in page.more["groups"] for row in rows]


def _measure(**fields):
    base = {"id": "pmto", "name": BOTH, "target": BOTH, "prevention": ["universal"], "services": ["ppt"],
            "access": {"kind": "open", "how": BOTH}}  # fmt: skip
    made, faults = validate(Measure, base | fields)
    assert not faults
    return made


def _as_read(card):
    """A card as measures.js reads it from the page."""
    return {
        "id": card["id"],
        "name": card["link"].text,
        "ease": card["ease"],
        "now": card["open_now"],
        "age": [list(map(int, span.split("/"))) for span in card["spans"].split(" ")],
        **{name: card["facets"][name].split() for name in LISTS},
    }


# --- cards ---


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_measure_stands_in_the_bank_once(language, bank, fjordvik):
    assert sorted(row["id"] for row in _cards(bank[language])) == sorted(one.id for one in fjordvik.all("measure"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_says_what_its_record_says(language, bank, fjordvik, edition):
    made = edition(fjordvik, language)
    for row in _cards(bank[language]):
        measure = fjordvik.get("measure", row["id"])
        assert row["age"] == made.age(measure.age)
        assert row["service"] in [made.name("service", id) for id in (*measure.services, measure.access.apply_to) if id]
        assert row["access_text"].lower() == getattr(fjordvik.get("access", measure.access.kind).name, language)
        assert row["facets"]["level"].split() == list(measure.levels)
        assert row["for_whom"] or row["age"], row["id"]


def test_every_assessment_is_on_its_own_scale_and_none_is_said_to_be_none(bank, fjordvik):
    scales = {"ungsinn": (5, "skala 0–5"), "ungsinn_old": (4, "gammal skala 1–4")}
    seen = set()
    for row in _cards(bank["nn"]):
        given = fjordvik.get("measure", row["id"]).evidence
        if not given:
            assert [(one["level"], one["text"], one["source"]) for one in row["evidence"]] == [
                (None, "Ikkje vurdert", "")
            ]
        for one, shown in zip(given, row["evidence"], strict=False) if given else ():
            scale, name = scales[one.scheme]
            assert (shown["level"], shown["scale"]) == (one.level, scale)
            assert name in shown["source"]
            assert all(str(each) in shown["source"] for each in (one.edition, one.year) if each)
            assert one.level is None or f"{one.level} av {scale}" in shown["text"]
            seen.add((one.scheme, one.level))
    assert {("ungsinn", 0), ("ungsinn", 5), ("ungsinn_old", 3)} <= seen


def test_a_measure_that_has_ended_or_not_begun_says_so(fjordvik, edition):
    made = edition(fjordvik)
    assert card(made, _measure())["status"] == ""
    assert card(made, _measure(status="planned"))["status"] == "Planlagt, ikkje starta."


@pytest.mark.parametrize(
    ("fields", "open_now"),
    [
        ({}, True),
        ({"access": {"kind": "everyone", "how": BOTH}}, True),
        ({"access": {"kind": "team", "how": BOTH}}, False),
        ({"status": "planned"}, False),
        ({"status": "paused"}, False),
        ({"valid_from": "2026-11-22"}, True),
        ({"valid_from": "2026-11-23"}, False),
        ({"valid_to": "2026-11-22"}, True),
        ({"valid_to": "2026-11-21"}, False),
    ],
)
def test_what_one_can_get_now(fields, open_now, fjordvik, edition):
    assert is_open_now(edition(fjordvik, today=date(2026, 11, 22)), _measure(**fields)) is open_now


@pytest.mark.parametrize(
    ("age", "groups", "found"),
    [
        (None, [], ((-1, OLDEST),)),
        ({"minimum": "3", "maximum": "12"}, [], ((3, 12),)),
        ({"minimum": "16"}, [], ((16, OLDEST),)),
        ({"minimum": "30"}, [], ((OLDEST, OLDEST),)),
        ({"maximum": "2", "expecting": "true"}, ["parents"], ((-1, -1), (0, 2))),
        ({"minimum": "13", "expecting": "true"}, ["youth"], ((-1, -1), (13, OLDEST))),
        ({"maximum": "0", "expecting": "true"}, ["expecting"], ((-1, -1),)),
        ({"maximum": "0", "expecting": "true"}, ["expecting", "parents"], ((-1, -1), (0, 0))),
    ],
)
def test_ages_as_spans(age, groups, found):
    assert spans(_measure(target_groups=groups, **({"age": age} if age else {}))) == found


def test_the_bands_cover_every_age_once():
    ages = [age for low, high in BANDS.values() for age in range(low, high + 1)]
    assert ages == list(range(-1, OLDEST + 1))


# --- what there is to choose from ---


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_counts_that_are_printed_are_those_the_script_starts_with(language, bank, call):
    page = bank[language]
    seen = call("look", list(map(_as_read, _cards(page))), call("noChoice"), None)
    for facet in page.more["facets"]:
        assert {id: n for id, _, n in facet["choices"]} == seen["counts"][facet["name"]]
        assert all(name.strip() for _, name, _ in facet["choices"])
    assert page.more["open_now"] == seen["counts"]["now"]
    assert len(seen["found"]) == page.more["count"]


def test_every_facet_is_offered(bank):
    assert [facet["name"] for facet in bank["nn"].more["facets"]] == list(LISTS)
    ages = [age for age, _ in bank["nn"].more["ages"]]
    assert ages == list(range(-1, OLDEST + 1))


# --- lists to link to ---


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_shows_what_the_bank_shows_for_the_same_choice(language, bank, fjordvik, edition, call):
    measures = [_as_read(row) for row in _cards(bank[language])]
    values = {name: [id for id, _, _ in facet["choices"]] for facet in bank[language].more["facets"]
              for name in [facet["name"]]}  # fmt: skip
    lists = [page for page in measure_list_pages(edition(fjordvik, language)) if page.template == "measure-list"]
    assert len(lists) > 40
    for page in lists:
        choice = call("fromQuery", f"?{page.more['query']}", values, -1, OLDEST)
        assert choice != call("noChoice"), page.path
        found = call("look", measures, choice, None)["found"]
        assert sorted(row["id"] for row in _cards(page)) == sorted(found), page.path
        assert page.lead.startswith(f"{len(found)} tiltak")


def test_the_lists_of_lists_name_every_list_once(fjordvik, edition):
    made = list(measure_list_pages(edition(fjordvik)))
    linked = [link.path for page in made if page.template == "measure-lists" for link in page.more["links"]]
    assert sorted(linked) == sorted(page.path for page in made if page.template == "measure-list")
    folders = {page.path for page in made if page.template == "measure-lists"}
    assert folders == {"tiltak/tema/", "tiltak/alder/", "tiltak/hos/"}
    assert {("measure", path.split("/")[1]) for path in folders} <= set(OVERVIEWS.values())


# --- the comparison ---


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cell_of_the_comparison_counts_the_measures_of_its_age_and_level(language, bank, fjordvik, edition, call):
    (page,) = coverage_pages(edition(fjordvik, language))
    measures = [_as_read(row) for row in _cards(bank[language])]
    levels = [level.id for level in fjordvik.all("level")]
    assert [code for code, _ in page.more["levels"]] == [level.code for level in fjordvik.all("level")]
    for row, band in zip(page.more["ages"], BANDS.values(), strict=True):
        for cell, level in zip(row["cells"], levels, strict=True):
            choice = call("noChoice") | {"age": list(band), "level": [level]}
            assert cell["words"] == f"{len(call('look', measures, choice, None)['found'])} tiltak"
            assert cell["query"] == call("toQuery", choice).removeprefix("?")


def _ages(measure):
    return {age for low, high in spans(measure) for age in range(low, high + 1)}


def test_a_gap_is_an_age_that_no_measure_of_the_theme_is_for_at_the_level(fjordvik, edition):
    made = edition(fjordvik)
    (page,) = coverage_pages(made)
    names = {"gravid": "gravide", "0-5": "0–5 år", "6-12": "6–12 år", "13-18": "13–18 år", "over-18": "frå 19 år"}
    gaps = 0
    for theme in page.more["themes"]:
        ours = [one for one in fjordvik.all("measure") if theme["id"] in one.themes]
        assert sorted(row["link"].path for row in theme["rows"]) == sorted(f"tiltak/{one.id}/" for one in ours)
        for place, level in enumerate(fjordvik.all("level")):
            covered = set().union(*(_ages(one) for one in ours if level.id in one.levels))
            wanted = tuple(names[band] for band, (low, high) in BANDS.items() if not covered & {*range(low, high + 1)})
            assert theme["missing"][place] == (("alle aldrar",) if len(wanted) == len(BANDS) else wanted)
            assert (level.code in theme["gap"]) == (not covered)
            gaps += bool(wanted)
    assert gaps > 10


def test_where_nothing_is_offered_the_comparison_says_so_in_words(fjordvik, edition):
    only = _measure(themes=["grief"], levels=["1"], age={"minimum": "6", "maximum": "12"})
    bare = dataclasses.replace(fjordvik, records=fjordvik.records | {"measure": {only.id: only}})
    (page,) = coverage_pages(edition(bare))
    said = [[cell["words"] for cell in row["cells"]] for row in page.more["ages"]]
    assert [row.count("Ingen tiltak") for row in said] == [4, 4, 3, 4, 4]
    assert [theme["gap"] for theme in page.more["themes"]] == ["Ingen tiltak på nivå 0, 2 og 3"]


def test_without_levels_or_measures_there_is_no_comparison_and_no_link_to_one(fjordvik, edition):
    for kind in ("level", "measure"):
        bare = dataclasses.replace(fjordvik, records=fjordvik.records | {kind: {}})
        assert not list(coverage_pages(edition(bare)))
    without = dataclasses.replace(fjordvik, records=fjordvik.records | {"measure": {}})
    assert not list(measure_list_pages(edition(without)))
