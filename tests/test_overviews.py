"""Guards the overviews: who meets whom, the levels of the organisation, what one can get now, «my role in one page»."""

from pathlib import Path

import html5lib
import pytest

from handbook.load import load
from handbook.models.explain import validate
from handbook.models.measure import Measure
from handbook.views.direct import direct_link, direct_pages, stages
from handbook.views.level import ladder
from handbook.views.matrix import matrix_link, matrix_pages
from handbook.views.organisation import nested, organisation_pages
from handbook.views.pages import pages
from handbook.views.role import role_page
from handbook.views.service import service_page
from handbook.views.wording import within

ROOT = Path(__file__).parents[1]
HANDBOOKS = ("fjordvik", "vindafjord")
LANGUAGES = ("nn", "nb")


@pytest.fixture(params=HANDBOOKS)
def handbook(request):
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def strand():
    """A municipality whose model has levels of the organisation, and no guide that is known."""
    handbook, problems = load(ROOT / "examples" / "strand" / "data", "data")
    assert not problems
    return handbook


def _everyone(seat):
    """Everyone who may fill a seat, as (role, service)."""
    return [(seat.role, seat.service), *((other.role, other.service) for other in seat.or_)]


def _attendances(handbook, group, service):
    """How a service attends a group, found the slow way: seat by seat, name by name."""
    found = set()
    for seat in handbook.get("group", group).seats:
        for role, named in _everyone(seat):
            belongs = named or (handbook.get("role", role).service if role else None)
            if belongs == service:
                found.add(seat.attendance)
    return found


def _block(page, handbook, key):
    title = handbook.interface[key].nn
    return [row for block in (*page.blocks, *page.staff) if block.title == title for row in block.content]


# --- who meets whom ---


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_cell_of_the_matrix_says_what_the_seats_say(language, handbook, edition):
    (page,) = matrix_pages(edition(handbook, language))
    columns = [link.path.split("/")[1] for link in page.more["columns"]]
    met = dict.fromkeys(columns, 0)
    for row in page.more["rows"]:
        service, attended = row["link"].path.split("/")[1], 0
        assert len(row["cells"]) == len(columns)
        for group, cell in zip(columns, row["cells"], strict=True):
            ways = _attendances(handbook, group, service)
            words = {getattr(handbook.get("attendance", way).name, language) for way in ways}
            assert set(filter(None, cell["words"].split(", "))) == words, (service, group)
            assert cell["fixed"] == (ways == {"fixed"})
            attended += bool(ways)
            met[group] += bool(ways)
        assert row["total"].split()[0] == str(attended)
    assert [total.split()[0] for total in page.more["totals"]] == [str(met[group]) for group in columns]


def test_the_matrix_leaves_out_no_service_and_no_group_that_still_meets(handbook, edition):
    (page,) = matrix_pages(edition(handbook))
    services = [row["link"] for row in page.more["rows"]] + list(page.more["without"])
    groups = [*page.more["columns"], *page.more["empty"]]
    current = {group.id for group in handbook.all("group") if group.status != "ended"}
    assert sorted(link.path for link in services) == sorted(f"kontakt/{one.id}/" for one in handbook.all("service"))
    assert sorted(link.path for link in groups) == sorted(f"grupper/{id}/" for id in current)
    for link in page.more["without"]:
        assert not any(_attendances(handbook, id, link.path.split("/")[1]) for id in current)
    for link in page.more["empty"]:
        seats = handbook.get("group", link.path.split("/")[1]).seats
        assert not any(named or (role and handbook.get("role", role).service) for each in seats
                       for role, named in _everyone(each))  # fmt: skip


def test_an_alternative_of_another_service_is_said_as_or_on_both_sides(fjordvik, edition):
    (page,) = matrix_pages(edition(fjordvik))
    column = [link.path for link in page.more["columns"]].index("grupper/folkehelseforum/")
    said = {row["link"].path: row["cells"][column]["or"] for row in page.more["rows"]}
    assert (said["kontakt/skule/"], said["kontakt/barnehage/"]) == ("styrar", "rektor")
    assert said["kontakt/helsestasjon/"] == ""


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Pedagogisk leiar", "pedagogisk leiar"),
        ("Øyehelsekoordinator", "øyehelsekoordinator"),
        ("PPT-leiar", "PPT-leiar"),
        ("Nav-rettleiar", "Nav-rettleiar"),
        ("SLT", "SLT"),
        ("", ""),
    ],
)
def test_a_role_within_a_sentence_has_no_capital_but_that_of_a_name(name, said):
    assert within(name) == said


def test_a_seat_for_one_arena_says_so_in_its_cell(fjordvik, edition):
    (page,) = matrix_pages(edition(fjordvik))
    column = [link.path for link in page.more["columns"]].index("grupper/skuleteam/")
    said = {row["link"].path: row["cells"][column]["detail"] for row in page.more["rows"]}
    assert said["kontakt/politi/"] == "Fast berre på ungdomsskulen"


def _emptied(handbook, edition, kind):
    """The edition of a handbook without records of a kind."""
    bare = type(handbook)(handbook.municipality, handbook.interface, handbook.records | {kind: {}}, handbook.origins)
    return edition(bare)


def test_an_overview_with_nothing_to_show_is_no_page_and_no_link(fjordvik, edition):
    without_groups = _emptied(fjordvik, edition, "group")
    assert not [*matrix_pages(without_groups), *matrix_link(without_groups)]
    without_measures = _emptied(fjordvik, edition, "measure")
    assert not [*direct_pages(without_measures), *direct_link(without_measures)]
    no_seats = {group.id: group.model_copy(update={"seats": ()}) for group in fjordvik.all("group")}
    bare = type(fjordvik)(
        fjordvik.municipality, fjordvik.interface, fjordvik.records | {"group": no_seats}, fjordvik.origins
    )
    assert not [*matrix_pages(edition(bare)), *matrix_link(edition(bare))]


# --- the levels of the organisation ---


def test_every_group_and_plan_with_a_level_stands_once_and_under_its_own(handbook, edition):
    (page,) = organisation_pages(edition(handbook))
    printed = [
        (level["id"], link.path)
        for level in page.more["levels"]
        for block in level["blocks"]
        for link in (block.content if block.form == "links" else ())
        if link.kind in ("group", "plan")
    ]
    wanted = [
        (record.organisation_level, f"{section}/{record.id}/")
        for kind, section in (("group", "grupper"), ("plan", "plan"))
        for record in handbook.all(kind)
        if record.organisation_level
    ]
    assert sorted(printed) == sorted(wanted)
    assert wanted


def test_the_guide_stands_at_the_level_of_the_child(fjordvik, edition):
    (page,) = organisation_pages(edition(fjordvik))
    with_guide = {level["id"]: [link.path for block in level["blocks"] if block.form == "links"
                                for link in block.content if link.kind == "level"]
                  for level in page.more["levels"]}  # fmt: skip
    assert with_guide == {"municipality": [], "service": [], "individual": ["niva/0/", "niva/1/", "niva/2/", "niva/3/"]}


def test_how_users_take_part_is_said_of_each_level_but_not_of_one_who_borrows_the_words(fjordvik, vindafjord, edition):
    title = fjordvik.interface["participation"].nn
    said = {}
    for name, each in (("own", fjordvik), ("borrowed", vindafjord)):
        (page,) = organisation_pages(edition(each))
        said[name] = [any(block.title == title for block in level["blocks"]) for level in page.more["levels"]]
    assert said == {"own": [True] * 3, "borrowed": [False] * 3}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_level_of_the_organisation_is_printed_inside_the_one_round_it(language, handbook, edition, renderer):
    made = edition(handbook, language)
    (page,) = organisation_pages(made)
    tree = html5lib.parse(renderer(made).page(page), namespaceHTMLElements=False)
    inside, names = tree, []
    for _ in handbook.all("organisation_level"):
        inside = inside.find(".//ul[@class='nested']/li")
        names.append(inside.find("p/a").text)
    assert names == [getattr(term.name, language).capitalize() for term in handbook.all("organisation_level")]
    assert inside.find(".//ul") is None


def test_a_level_of_the_organisation_is_no_rung_of_the_ladder(strand, fjordvik, edition):
    made = edition(strand)
    inner = [f"niva/{id}/" for id in ("kommuneniva", "tjenesteniva", "individniva")]
    assert [link.path for link in nested(made)] == inner
    assert ladder(made) == ()
    assert nested(edition(fjordvik)) == ()
    for page in pages(made):
        if page.section in ("niva", "modell", "organisasjon"):
            assert not page.more.get("ladder"), page.path
    links = [(page.path, fact.items[0].link.path) for page in pages(made) if page.section == "niva"
             for fact in page.facts if fact.label == strand.interface["organisation_level"].nn]  # fmt: skip
    levels = ("municipality", "service", "individual")
    assert sorted(links) == sorted((path, f"organisasjon/#{id}") for path, id in zip(inner, levels, strict=True))


def test_a_municipality_may_have_both_a_guide_and_levels_of_its_organisation(strand, fjordvik, edition):
    both = fjordvik.records["level"] | strand.records["level"]
    made = edition(type(fjordvik)(fjordvik.municipality, fjordvik.interface, fjordvik.records | {"level": both},
                                  fjordvik.origins | strand.origins))  # fmt: skip
    assert [rung["code"] for rung in ladder(made)] == ["0", "1", "2", "3"]
    assert len(nested(made)) == 3
    (page,) = organisation_pages(made)
    shown = [(level["id"], link.path) for level in page.more["levels"] for block in level["blocks"]
             if block.form == "links" for link in block.content if link.kind == "level"]  # fmt: skip
    guide = [("individual", f"niva/{code}/") for code in "0123"]
    own = [
        ("municipality", "niva/kommuneniva/"),
        ("service", "niva/tjenesteniva/"),
        ("individual", "niva/individniva/"),
    ]
    assert sorted(shown) == sorted(guide + own)


# --- what one can get now ---


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_what_one_can_get_now_holds_exactly_what_is_open_or_for_everyone(language, fjordvik, edition):
    (page,) = direct_pages(edition(fjordvik, language))
    ways = {one.id: fjordvik.get("access", one.access.kind).treat_as for one in fjordvik.all("measure")}
    offers = [offer for stage in page.more["stages"] for offer in stage["offers"]]
    rest = [link.path for each in page.more["rest"] for link in each["links"]]
    at_once = {f"tiltak/{id}/" for id, way in ways.items() if way in ("open", "everyone")}
    assert {offer["link"].path for offer in offers} == at_once
    assert sorted(rest) == sorted(f"tiltak/{id}/" for id, way in ways.items() if way not in ("open", "everyone"))
    assert all(offer["how"] and offer["service"] for offer in offers)
    for each in page.more["stages"]:
        assert each["count"].split()[0] == str(len(each["offers"]))


def test_what_one_asks_for_stands_before_what_everybody_gets(fjordvik, edition):
    (page,) = direct_pages(edition(fjordvik))
    for stage in page.more["stages"]:
        given = [fjordvik.get("measure", offer["link"].path.split("/")[1]).access.kind == "everyone"
                 for offer in stage["offers"]]  # fmt: skip
        assert given == sorted(given), stage["id"]
    assert len(page.more["stages"]) > 4


def test_no_measure_stands_twice_for_the_same_reader(fjordvik, edition):
    (page,) = direct_pages(edition(fjordvik))
    found = {stage["id"]: {offer["link"].path for offer in stage["offers"]} for stage in page.more["stages"]}
    for stage in page.more["stages"]:
        assert len(found[stage["id"]]) == len(stage["offers"]), stage["name"]
    assert not any(found["all"] & found[stage] for stage in ("small", "school", "youth"))


@pytest.mark.parametrize(
    ("age", "groups", "found"),
    [
        (None, ["parents"], ("all",)),
        ({"minimum": "0", "maximum": "18"}, ["parents"], ("all",)),
        ({"minimum": "3", "maximum": "12"}, ["parents"], ("small", "school")),
        ({"minimum": "6", "maximum": "12"}, ["children"], ("school",)),
        ({"minimum": "16"}, ["youth"], ("youth",)),
        ({"maximum": "0", "expecting": "true"}, ["expecting"], ("expecting",)),
        ({"maximum": "2", "expecting": "true"}, ["expecting", "parents"], ("expecting", "small")),
        ({"minimum": "0", "maximum": "16"}, ["staff", "leaders"], ("staff",)),
    ],
)
def test_whom_a_measure_is_for(age, groups, found):
    both = {"nn": "ja", "nb": "ja"}
    fields = {"id": "a", "name": both, "target": both, "prevention": ["universal"], "services": ["ppt"],
              "access": {"kind": "open", "how": both}, "target_groups": groups}  # fmt: skip
    made, faults = validate(Measure, fields | ({"age": age} if age else {}))
    assert not faults
    assert stages(made) == found


# --- my role, my service ---


def test_a_role_page_lists_every_seat_of_the_role_also_as_an_alternative(handbook, edition):
    made, seats = edition(handbook), 0
    for role in handbook.all("role"):
        rows = _block(role_page(made, role), handbook, "my_groups")
        wanted = [
            (f"grupper/{group.id}/", handbook.get("attendance", seat.attendance).name.nn)
            for group in handbook.all("group")
            for seat in group.seats
            if role.id in [one for one, _ in _everyone(seat)]
        ]
        assert [(row["who"][0].link.path, row["attendance"]) for row in rows] == wanted
        seats += len(wanted)
    assert seats > 10


def test_a_service_page_lists_each_group_it_sits_in_once(handbook, edition):
    made = edition(handbook)
    for service in handbook.all("service"):
        rows = _block(service_page(made, service), handbook, "our_groups")
        wanted = [group.id for group in handbook.all("group") if _attendances(handbook, group.id, service.id)]
        assert [row["who"][0].link.path for row in rows] == [f"grupper/{id}/" for id in wanted]


def test_the_meetings_of_a_role_are_those_where_it_has_a_seat_and_show_the_next_days(fjordvik, edition):
    made = edition(fjordvik)
    page = role_page(made, fjordvik.get("role", "helsesjukepleiar"))
    (rows,) = [each.content["rows"] for each in page.blocks if each.form == "load"]
    wanted = [
        f"kalender/{meeting.id}/"
        for meeting in fjordvik.all("meeting")
        for seats in [meeting.seats or (fjordvik.get("group", meeting.group).seats if meeting.group else ())]
        if meeting.status != "ended" and any("helsesjukepleiar" in dict(_everyone(seat)) for seat in seats)
    ]
    assert [row["link"].path for row in rows] == wanted
    assert any(row["next"] for row in rows)
    assert all(row["cadence"] for row in rows)


def test_the_steps_of_a_role_say_by_when(fjordvik, edition):
    rows = _block(role_page(edition(fjordvik), fjordvik.get("role", "stafetthaldar")), fjordvik, "my_steps")
    steps = [step for level in fjordvik.all("level") for step in level.steps if "stafetthaldar" in step.roles]
    assert [row.text for row in rows] == [step.name.nn for step in steps]
    for row, step in zip(rows, steps, strict=True):
        assert all(str(one.amount) in row.note and one.trigger.nn in row.note for one in step.deadlines if one.amount)


@pytest.mark.parametrize("kind", ["role", "service"])
def test_nothing_is_listed_twice_on_the_page_of_a_role_or_a_service(kind, handbook, edition):
    made = edition(handbook)
    for record in handbook.all(kind):
        page = {"role": role_page, "service": service_page}[kind](made, record)
        parts = [block for block in (*page.blocks, *page.staff) if block.form in ("seats", "agenda", "links")]
        printed = set()
        for block in parts:
            for row in block.content:
                link = row if block.form == "links" else row["link"] if block.form == "agenda" else row["who"][0].link
                printed.add(link.path)
        again = [link.path for block in page.joined for link in block.content if link.path in printed]
        assert not again, record.id
