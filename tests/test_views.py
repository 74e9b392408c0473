"""Guards what a page says: words in the right form, honest dates, facts and laws; and each template as it prints."""

import dataclasses
import re
from datetime import date, timedelta
from html.parser import HTMLParser

import pytest

from handbook.handbook import Handbook
from handbook.models.base import Entry, Fact, Text
from handbook.models.explain import validate
from handbook.models.kinds import KINDS
from handbook.models.law import Law
from handbook.models.measure import Evidence
from handbook.models.meeting import Meeting
from handbook.models.parts import Age, Contact, Deadline
from handbook.models.references import texts
from handbook.views.calendar import agenda
from handbook.views.contact import reached
from handbook.views.frame import frame, home
from handbook.views.freshness import freshness
from handbook.views.level import ladder
from handbook.views.measure import evidence
from handbook.views.meeting import meeting_row
from handbook.views.occurrences import coming_dates
from handbook.views.pages import pages
from handbook.views.parts import Link
from handbook.views.record import SAFETY_KINDS, deadline

TODAY = date(2026, 11, 22)
LANGUAGES = ("nn", "nb")
BOTH = {"nn": "møtet", "nb": "møtet"}

# A page for each template: what tests/golden/pages holds. An index is cut short, for it grows with every record.
GOLDEN = {
    "measure": "tiltak/tryggleikssirkelen/",
    "service": "kontakt/helsestasjon/",
    "group": "grupper/ressursteam/",
    "meeting": "kalender/slt-utval-mote/",
    "calendar-months": "kalender/rutenett/",
    "calendar-wheel": "kalender/arshjul/",
    "calendar-planned": "kalender/oppsett/",
    "calendar-subscribe": "kalender/abonner/",
    "law": "lover/barnevernloven-1992/",
    "level": "niva/1/",
    "form": "skjema/samtykke/",
    "role": "roller/stafetthaldar/",
    "framework": "modell/bti/",
    "plan": "plan/barnevernsreforma/",
    "index": "skjema/",
    "index-measures": "tiltak/",
    "index-services": "kontakt/",
    "index-meetings": "kalender/",
    "index-laws": "lover/",
    "index-law-questions": "plikter/",
    "law-question": "plikter/barn-som-parorande/",
    "index-levels": "niva/",
    "index-numbers": "ring/",
    "index-glossary": "ord/",
    "step": "niva/1/1-samtale/",
    "compass": "niva/kompass/",
    "matrix": "grupper/matrise/",
    "organisation": "organisasjon/",
    "open-now": "tiltak/direkte/",
    "measure-list": "tiltak/tema/crime/",
    "measure-lists": "tiltak/tema/",
    "coverage": "tiltak/dekning/",
    "search": "sok/",
}


@pytest.fixture(scope="module")
def all_pages(fjordvik, edition):
    """Every page of Fjordvik by its path, in each language."""
    return {language: {page.path: page for page in pages(edition(fjordvik, language))} for language in LANGUAGES}


def _with(handbook: Handbook, kind: str, *records) -> Handbook:
    """The handbook with these records in place of all others of their kind."""
    return dataclasses.replace(handbook, records=handbook.records | {kind: {each.id: each for each in records}})


def _made(model, **fields):
    made, faults = validate(model, fields)
    assert not faults
    return made


# --- every page ---


def test_every_record_with_a_section_has_a_page_in_both_languages(fjordvik, all_pages):
    assert all_pages["nn"].keys() == all_pages["nb"].keys()
    for kind in KINDS.values():
        if kind.section:
            assert f"{kind.section}/" in all_pages["nn"], kind.name
        for record in fjordvik.all(kind.name) if kind.section and kind.own_pages else ():
            assert f"{kind.section}/{record.id}/" in all_pages["nn"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_a_title_a_description_and_an_address_of_its_own(language, fjordvik, edition):
    made = list(pages(edition(fjordvik, language)))
    assert len({page.path for page in made}) == len(made)
    for page in made:
        assert re.fullmatch(r"[a-z]+/([a-z0-9-]+/){0,2}", page.path)
        assert page.title.strip(), page.path
        assert page.description.strip(), page.path
        assert page.depth == page.path.count("/")
        assert page.crumbs[0].path == "./"


def test_no_two_pages_of_a_section_have_the_same_title(all_pages):
    for language in LANGUAGES:
        titles = [(page.section, page.head_title) for page in all_pages[language].values()]
        assert len(set(titles)) == len(titles)


def test_the_violence_rule_stands_where_somebody_may_be_about_to_talk_with_parents(fjordvik, all_pages):
    sections = {KINDS[kind].section for kind in SAFETY_KINDS}
    for page in all_pages["nn"].values():
        if page.path.count("/") == 2 and not page.template.startswith("calendar-"):
            assert bool(page.safety) == (page.section in sections), page.path
    (rule,) = all_pages["nn"]["niva/"].safety
    assert rule["rule"], "the guide's front page has the rule in full"
    assert all(call.number and call.url for call in rule["calls"][:1])


def test_joins_go_both_ways(fjordvik, edition):
    made = edition(fjordvik)
    kinds = [kind for kind in KINDS if fjordvik.all(kind) and kind != "step"]
    near = {
        (kind, record.id, other, id)
        for kind in kinds
        for record in fjordvik.all(kind)
        for other in kinds
        for id in made.joins.of(kind, record.id, other)
    }
    assert len(near) > 1000
    assert not {each for each in near if (each[2], each[3], each[0], each[1]) not in near}


class _Words(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.words = ""
        self.feed(html)

    def handle_data(self, data):
        self.words += data


def _letters(text):
    return re.sub(r"[\W_]+", "", text).lower()


def _pieces(text):
    """A text without its markup and references, in pieces that stand on the page as they are."""
    return re.split(r"\[\[.*?\]\]|\]\([^)]*\)|[*\[]|\n(?:\d+\. |- )?", text)


@pytest.fixture(scope="module")
def printed(fjordvik, edition, renderer, all_pages):
    """The letters of every page in nynorsk by its path."""
    shown = renderer(edition(fjordvik))
    return {path: _letters(_Words(shown.page(page)).words) for path, page in all_pages["nn"].items()}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("step", "glossary_term")])
def test_no_text_that_somebody_wrote_is_left_unseen(kind, fjordvik, printed):
    """All but `aliases`, which are for the search. What no page prints does not belong in a record."""
    place, everywhere = KINDS[kind], "".join(printed.values())
    unseen = set()
    for record in fjordvik.all(kind):
        path = f"{place.section}/{record.id}/" if place.own_pages else f"{place.section}/"
        words = printed.get(path, everywhere)
        for location, text in texts(record):
            if location[0] != "aliases" and not all(_letters(piece) in words for piece in _pieces(text.nn)):
                unseen.add(".".join(step for step in location if isinstance(step, str)))
    assert not unseen


def test_levels_are_listed_from_the_lowest_up(fjordvik, all_pages):
    order = {f"niva/{level.id}/": level.order for level in fjordvik.all("level")}
    for page in all_pages["nn"].values():
        for block in page.joined:
            levels = [order[link.path] for link in block.content if link.kind == "level"]
            assert levels == sorted(levels), page.path


def test_the_criteria_of_a_route_are_not_called_those_of_a_level(fjordvik, edition, renderer, all_pages):
    page = all_pages["nn"]["grupper/ressursteam/"]
    assert any(route["criteria"] for block in page.blocks if block.form == "routes" for route in block.content)
    assert fjordvik.interface["criteria"].nn not in renderer(edition(fjordvik)).page(page)


# --- words ---


def test_a_text_that_is_awaited_says_so_and_never_shows_the_other_form(fjordvik, edition):
    text = Text(nb="bokmålsteksten", pending="nn")
    assert edition(fjordvik, "nn").text(text) == fjordvik.interface["awaited"].nn
    assert edition(fjordvik, "nb").text(text) == "bokmålsteksten"


def test_a_page_with_an_awaited_or_unread_text_says_so_on_top(fjordvik, edition):
    cases = {"pending_texts": Text(nb="ja", pending="nn"), "draft_texts": Text(nn="utkast", nb="ja", pending="nn")}
    for word, text in cases.items():
        role = fjordvik.get("role", "stafetthaldar").model_copy(update={"summary": text})
        handbook = _with(fjordvik, "role", role, *(each for each in fjordvik.all("role") if each.id != role.id))
        said = {
            language: next(page for page in pages(edition(handbook, language)) if page.path == "roller/stafetthaldar/")
            for language in LANGUAGES
        }
        assert said["nn"].notices == (fjordvik.interface[word].nn,)
        assert said["nb"].notices == ()


def test_a_word_of_the_interface_that_is_awaited_does_not_stop_the_build(fjordvik, edition):
    interface = fjordvik.interface | {"about": Text(nb="Om dette", pending="nn")}
    words = edition(dataclasses.replace(fjordvik, interface=interface)).words
    assert words["about"] == fjordvik.interface["awaited"].nn


@pytest.mark.parametrize(
    ("words", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a og b"), (["a", "b", "c"], "a, b og c")]
)
def test_words_are_joined_as_they_are_said(words, said, fjordvik, edition):
    assert edition(fjordvik).joined_words(words) == said


@pytest.mark.parametrize(
    ("age", "nn", "nb"),
    [
        ({}, "alle aldrar", "alle aldre"),
        ({"minimum": "0", "maximum": "6"}, "0–6 år", "0–6 år"),
        ({"minimum": "16"}, "frå 16 år", "fra 16 år"),
        ({"minimum": "4", "maximum": "4"}, "4 år", "4 år"),
        ({"maximum": "2", "expecting": "true"}, "gravide og 0–2 år", "gravide og 0–2 år"),
        ({"expecting": "true"}, "gravide", "gravide"),
    ],
)
def test_an_age_in_words(age, nn, nb, fjordvik, edition):
    assert [edition(fjordvik, language).age(_made(Age, **age)) for language in LANGUAGES] == [nn, nb]


@pytest.mark.parametrize(
    ("fields", "nn", "nb"),
    [
        ({"amount": "14", "unit": "days"}, "innan 14 dagar etter møtet", "innen 14 dager etter møtet"),
        ({"amount": "1", "unit": "weeks", "direction": "before"}, "1 veke før møtet", "1 uke før møtet"),
        ({"amount": "3", "unit": "months", "direction": "after"}, "3 månader etter møtet", "3 måneder etter møtet"),
        (
            {"amount": "1", "unit": "days", "condition": {"nn": "Hastar det", "nb": "Haster det"}},
            "Hastar det: innan 1 dag etter møtet",
            "Haster det: innen 1 dag etter møtet",
        ),
    ],
)
def test_a_deadline_in_words(fields, nn, nb, fjordvik, edition):
    value = _made(Deadline, trigger=BOTH, **fields)
    assert [deadline(edition(fjordvik, language), value) for language in LANGUAGES] == [nn, nb]


# --- facts ---


@pytest.mark.parametrize(
    ("value", "state", "nn"),
    [
        (None, "not_stated", "not_stated"),
        ("", "not_stated", "not_stated"),
        (Fact(state="unknown"), "unknown", "unknown"),
        (Fact(state="not_applicable"), "not_applicable", "not_applicable"),
        (Fact(text=Text(nn="Gratis.", nb="Gratis.")), "stated", None),
    ],
)
def test_unknown_not_stated_and_not_applicable_are_told_apart(value, state, nn, fjordvik, edition):
    (item,) = edition(fjordvik).fact("cost", "wallet", value).items
    assert item.state == state
    assert item.text == (fjordvik.interface[nn].nn if nn else "Gratis.")
    states = {fjordvik.interface[each].nn for each in ("not_stated", "unknown", "not_applicable")}
    assert len(states) == 3


@pytest.mark.parametrize(("days", "overdue"), [(0, False), (1, True), (-1, False)])
def test_a_review_is_overdue_the_day_after_it_was_due(days, overdue, fjordvik, edition):
    entry = _made(Entry, id="a", owner="rektor", reviewed="2025-11-22", review_interval_months="12")
    fresh = freshness(edition(fjordvik, "nn", TODAY + timedelta(days)), "role", entry)
    assert fresh.overdue == overdue
    assert (fresh.reviewed, fresh.due, fresh.owner) == ("22. november 2025", "november 2026", "Rektor")


def test_what_nobody_has_reviewed_and_no_source_backs_claims_no_freshness(fjordvik, edition):
    assert freshness(edition(fjordvik), "role", _made(Entry, id="a")) is None


def test_a_measure_that_nobody_has_assessed_says_so(fjordvik, edition):
    (said,) = evidence(edition(fjordvik), fjordvik.get("measure", "pmto"))
    assert said["text"] == fjordvik.interface["not_assessed"].nn
    assert said["level"] is None


@pytest.mark.parametrize(
    ("fields", "scale", "level"),
    [
        ({"scheme": "ungsinn", "level": "0"}, 5, 0),
        ({"scheme": "ungsinn", "level": "5"}, 5, 5),
        ({"scheme": "ungsinn_old", "level": "3", "stars": "1"}, 4, 3),
    ],
)
def test_an_assessment_is_shown_on_its_own_scale(fields, scale, level, fjordvik, edition):
    measure = fjordvik.get("measure", "pmto").model_copy(update={"evidence": (_made(Evidence, **fields),)})
    (said,) = evidence(edition(fjordvik), measure)
    assert (said["scale"], said["level"]) == (scale, level)
    assert str(level) in said["text"]
    assert str(scale) in said["text"]
    assert said["source"].startswith(fjordvik.interface[f"scheme_{fields['scheme']}"].nn)


# --- laws ---


def test_a_cited_section_carries_its_heading_and_leads_to_its_place(fjordvik, edition):
    link = edition(fjordvik).law("barnevernsloven §13-2")
    heading = next(each.heading for each in fjordvik.get("law", "barnevernsloven").sections if each.number == "§13-2")
    assert link.heading == heading
    assert link.path == "lover/barnevernsloven/#p13-2"
    assert link.url.endswith("/%C2%A713-2")


LAW = {
    "id": "prove-lova", "lovdata": "LOV-2021-06-18-97", "short_title": "prøvelova", "full_title": "Lov om prøve",
    "url": "https://lovdata.no/lov/2021-06-18-97", "checked": "2026-11-02", "checked_against": BOTH,
}  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "key", "day"),
    [
        ({"state": "in_force"}, "law_state_in_force", ""),
        ({"state": "in_force", "in_force": "2026-11-22"}, "law_state_in_force", ""),
        ({"state": "in_force", "in_force": "2026-11-23"}, "law_state_not_yet", "23. november 2026"),
        ({"state": "repealed", "repealed": "2024-08-01"}, "law_state_repealed", "1. august 2024"),
        ({"state": "adopted"}, "law_state_adopted", ""),
        ({"state": "repeal_adopted"}, "law_state_repeal_adopted", ""),
        ({"state": "successor_adopted"}, "law_state_successor_adopted", ""),
    ],
)
def test_a_law_says_whether_it_is_in_force_on_the_day(fields, key, day, fjordvik, edition):
    said = edition(fjordvik).law_state(_made(Law, **LAW, **fields))
    assert said == fjordvik.interface[key].nn.format(day=day)


# --- meetings ---


def _meeting(*dates):
    own = {"id": "ressursteam-mote", "name": BOTH, "participants": BOTH, "dates": [*dates]}
    return _made(Meeting, kind="meeting", cadence={"kind": "by_plan"}, **own)


def _next(fjordvik, edition, *dates):
    made = edition(_with(fjordvik, "meeting", _meeting(*dates)))
    row = meeting_row(made, made.handbook.get("meeting", "ressursteam-mote"))
    coming = [each["iso"] for each in coming_dates(made, 9)]
    return [each["iso"] for each in row["next"]], coming


MOVED = {"status": "moved", "moved_from": "2026-11-24", "reason": BOTH}


@pytest.mark.parametrize(
    ("dates", "following", "coming"),
    [
        ([], [], []),
        ([{"day": "2026-11-21"}], [], []),
        ([{"day": "2026-11-22"}], ["2026-11-22"], ["2026-11-22"]),
        ([{"day": "2026-12-01", "status": "proposed"}], ["2026-12-01"], []),
        ([{"day": "2026-12-01", "status": "cancelled", "reason": BOTH}], [], []),
        ([{"day": "2026-12-01", **MOVED}], ["2026-12-01"], ["2026-12-01"]),
        ([{"day": "2027-01-05"}, {"day": "2026-12-01"}], ["2026-12-01", "2027-01-05"], ["2026-12-01", "2027-01-05"]),
    ],
)
def test_days_to_come_stand_in_order_and_those_of_all_meetings_are_decided(dates, following, coming, fjordvik, edition):
    assert _next(fjordvik, edition, *dates) == (following, coming)


def test_every_series_stands_in_the_calendars_list_also_when_its_dates_are_past(fjordvik, edition):
    over = _with(fjordvik, "meeting", _meeting({"day": "2026-10-06"}))
    for handbook in (fjordvik, over):
        made = agenda(edition(handbook))
        months = [row for _, rows in (*made["months"], *made["later"]) for row in rows]
        listed = {row["link"].path for row in (*months, *made["standing"], *made["undated"])}
        assert listed == {f"kalender/{one.id}/" for one in handbook.all("meeting") if one.status != "ended"}


def test_no_more_dates_are_shown_than_asked_for(fjordvik, edition):
    days = [f"2027-01-{day:02}" for day in range(1, 20)]
    made = edition(_with(fjordvik, "meeting", _meeting(*({"day": day} for day in days))))
    assert [each["iso"] for each in coming_dates(made, 3)] == days[:3]


def test_a_meeting_without_dates_gives_its_frequency_and_says_that_no_day_is_decided(vindafjord, edition):
    ruled = {"kalender/introduksjonsprogram/", "kalender/ung-pa-hjul/"}
    for page in pages(edition(vindafjord)):
        if page.template == "record" and page.section == "kalender" and page.path not in ruled:
            (row,) = next(block.content for block in page.blocks if block.form == "dates")
            assert row["state"] == "frequency", page.path
            assert row["state_text"] == vindafjord.interface["no_dates"].nn
            assert "iso" not in row


# --- guide, glossary and home ---


def test_the_ladder_stands_in_order_and_marks_the_level_one_is_at(fjordvik, edition):
    steps = ladder(edition(fjordvik), "2")
    assert [(each["code"], each["order"], each["here"]) for each in steps] == [
        ("0", 1, False),
        ("1", 2, False),
        ("2", 3, True),
        ("3", 4, False),
    ]


def test_every_outcome_of_a_step_leads_to_a_page_or_says_that_the_work_ends(fjordvik, all_pages):
    paths = all_pages["nn"].keys()
    for level in fjordvik.all("level"):
        steps = next(block.content for block in all_pages["nn"][f"niva/{level.id}/"].blocks if block.form == "steps")
        for outcome in (each for step in steps for each in step["outcomes"]):
            assert outcome.path.split("#")[0] in paths or outcome.kind in ("closed", "barnevern", "police")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_glossary_follows_the_norwegian_alphabet(language, all_pages):
    letters = [letter for letter, _ in all_pages[language]["ord/"].more["groups"]]
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ"
    assert letters == sorted(letters, key=alphabet.index)
    for letter, rows in all_pages[language]["ord/"].more["groups"]:
        words = [[alphabet.find(char) for char in row["word"].upper()] for row in rows]
        assert all(row["word"].upper().startswith(letter) for row in rows)
        assert words == sorted(words)


def test_a_glossary_term_shows_the_other_form_only_where_it_differs(fjordvik, all_pages):
    rows = {row["id"]: row for _, group in all_pages["nn"]["ord/"].more["groups"] for row in group}
    for term in fjordvik.all("glossary_term"):
        assert bool(rows[term.id]["other"]) == (term.nn != term.nb)


def test_the_menu_and_the_doors_lead_only_to_sections_that_exist(vindafjord, edition):
    made = edition(vindafjord)
    around = frame(made, frozenset({"om"}), "")
    paths = {page.path for page in pages(made)} | {"om/", "skriv-ut/"}
    links = [*around.menu, *around.foot, *(link for door in home(made, frozenset())["doors"] for link in door["links"])]
    assert links
    assert {link.path for link in links} <= paths


# --- the templates as they print today ---


def test_every_template_of_a_page_is_among_the_golden_ones(all_pages):
    made = all_pages["nn"]
    assert {page.template for page in made.values() if not page.internal} == {
        made[path].template for path in GOLDEN.values()
    }


def _cut_short(page):
    """Two groups of three rows are enough of what grows with every record."""
    short = {}
    for key, value in page.more.items():
        if key in ("groups", "months", "later", "twin", "lists"):
            short[key] = tuple(map(_cut_group, value[:2]))
        elif key in ("themes", "links"):
            short[key] = value[:2]
        elif key in ("undated", "standing") or (key == "rows" and page.template.startswith("calendar-")):
            short[key] = value[:3]
    return dataclasses.replace(page, more=page.more | short)


def _cut_group(group):
    if isinstance(group, dict):
        return group | {"rows": group["rows"][:3]}
    if not isinstance(group, tuple) or isinstance(group, Link):
        return group
    heading, rows = group
    return heading, rows[:3]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", GOLDEN)
def test_a_page_is_printed_as_before(name, language, all_pages, fjordvik, edition, renderer, golden):
    page = _cut_short(all_pages[language][GOLDEN[name]])
    golden(f"pages/{language}-{name}.html", renderer(edition(fjordvik, language)).page(page))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_home_page_is_printed_as_before(language, fjordvik, edition, renderer, golden):
    made = edition(fjordvik, language)
    html = renderer(made).home(home(made, frozenset({"hjelp", "tilsett", "om"})), "<p>…</p>")
    golden(f"pages/{language}-home.html", html)


def test_no_golden_page_is_left_over(pytestconfig):
    folder = pytestconfig.rootpath / "tests" / "golden" / "pages"
    wanted = {f"{language}-{name}.html" for language in LANGUAGES for name in [*GOLDEN, "home"]}
    assert {path.name for path in folder.iterdir()} == wanted


# --- how one reaches somebody ---


def test_what_a_contact_leaves_out_is_said_by_who_answers(fjordvik, edition):
    made = edition(fjordvik)

    def own(**fields):
        return Contact.model_validate(fields)

    helsestasjon = fjordvik.get("service", "helsestasjon").contact
    nurse = reached(made, own(role="helsesjukepleiar"), "skulehelseteneste")
    assert nurse.email == fjordvik.get("service", "skulehelseteneste").contact.email
    assert (nurse.role, nurse.phone) == ("helsesjukepleiar", "00 00 00 00")
    assert reached(made, own(role="helsesjukepleiar", service="helsestasjon"), "jordmor").email == helsestasjon.email
    assert reached(made, own(role="slt-koordinator"), "politi").email == "slt@fjordvik.example"
    assert reached(made, own(phone="00 00 00 17"), "helsestasjon").phone == "00 00 00 17"
    assert reached(made, None, "helsestasjon") == helsestasjon
    assert reached(made, None, None) is None
    assert reached(made, own(), None) == own()


def test_no_measure_and_no_role_types_the_number_of_a_service_again(fjordvik):
    known = {service.contact.email for service in fjordvik.all("service") if service.contact} - {None}
    again = [
        measure.id for measure in fjordvik.all("measure") if measure.access.contact and measure.access.contact.phone
    ]
    again += [role.id for role in fjordvik.all("role") if role.contact and role.contact.email in known]
    assert len(known) > 10
    assert not again
