"""Guards the guide for staff: a page for each step, a way that reaches them all, both deadlines, the safety rule
everywhere, and a picture that says what its list says."""

import dataclasses
from itertools import pairwise
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import html5lib
import pytest

from handbook.checks.guide import guides, reached, starts
from handbook.load import load
from handbook.models.explain import validate
from handbook.models.level import Level
from handbook.views.guide import COMPASS, GAP, HEIGHT, WIDTH, compass_pages, stairs
from handbook.views.pages import pages
from handbook.views.step import step_pages

ROOT = Path(__file__).parents[1]
LANGUAGES = ("nn", "nb")
EXAMPLES = sorted(path.parent.name for path in (ROOT / "examples").glob("*/data"))
BOTH = {"nn": "ord", "nb": "ord"}


@pytest.fixture(scope="module")
def printed(fjordvik, edition, renderer):
    """Every page of the guide by language and path: the view, and its HTML as a tree."""
    found = {}
    for language in LANGUAGES:
        made = edition(fjordvik, language)
        shown = renderer(made)
        for page in pages(made):
            if page.section in ("niva", "modell"):
                found[language, page.path] = page, _tree(shown.page(page))
    return found


def _tree(html):
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    for each in tree.iter():
        each.tag = str(each.tag).removeprefix("{http://www.w3.org/2000/svg}")
    return tree


def _words(element):
    return " ".join("".join(element.itertext()).split())


def _of_class(tree, name):
    return [each for each in tree.iter() if name in str(each.get("class", "")).split()]


def _links(path, tree):
    return [urldefrag(urljoin(path, each.get("href"))) for each in tree.iter("a")]


def _all_paths(fjordvik, edition, language):
    return {page.path for page in pages(edition(fjordvik, language))}


def _is_of_the_guide(page):
    return page.section == "niva" and page.template in ("level", "step", "compass", "index-levels")


def _level(id, order, *steps):
    """A level; each step is (id, variant, outcomes), an outcome «step:b», «level:1» or «end:closed»."""
    made = [
        {
            "id": step,
            "name": BOTH,
            "what": BOTH,
            **({"variant": variant} if variant else {}),
            "outcomes": [dict([("name", BOTH), each.split(":")]) for each in outcomes],
        }
        for step, variant, outcomes in steps
    ]
    level, faults = validate(Level, {"id": id, "code": id, "order": str(order), "name": BOTH, "steps": made})
    assert not faults
    return level


def _with_levels(handbook, *levels):
    found = {
        "level": {each.id: each for each in levels},
        "step": {one.id: one for each in levels for one in each.steps},
    }
    somewhere = next(iter(handbook.origins.values()))
    origins = {(kind, id): somewhere for kind, records in found.items() for id in records}
    return dataclasses.replace(handbook, records=handbook.records | found, origins=handbook.origins | origins)


# --- a page for each step ---


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_has_a_page_with_all_its_outcomes_and_each_leads_somewhere(language, fjordvik, edition, printed):
    known = _all_paths(fjordvik, edition, language)
    assert len(fjordvik.all("step")) > 10
    for level in fjordvik.all("level"):
        for step in level.steps:
            path = f"niva/{level.id}/{step.id}/"
            page, tree = printed[language, path]
            assert page.title == getattr(step.name, language)
            assert [link.path for link in page.crumbs] == ["./", "niva/", f"niva/{level.id}/"]
            (section,) = _of_class(tree, "outcomes")
            said = [_words(each) for each in section.iter("li")]
            assert len(said) == len(step.outcomes)
            for words, outcome in zip(said, step.outcomes, strict=True):
                assert words.startswith(getattr(outcome.name, language))
            targets = [target for target, _ in _links(path, section)]
            assert len(targets) == len([each for each in step.outcomes if not each.end])
            assert set(targets) <= known


def test_a_reference_to_a_step_leads_to_its_own_page_and_the_level_keeps_its_card(fjordvik, edition, printed):
    made = edition(fjordvik)
    for level in fjordvik.all("level"):
        page, tree = printed["nn", f"niva/{level.id}/"]
        targets = {target for target, _ in _links(page.path, tree)}
        ids = {each.get("id") for each in _of_class(tree, "step")}
        assert ids == {step.id for step in level.steps}
        assert {made.path("step", step.id) for step in level.steps} <= targets


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_steps_of_a_level_follow_each_other_and_end_with_the_level(language, fjordvik, printed):
    for level in fjordvik.all("level"):
        made = [printed[language, f"niva/{level.id}/{step.id}/"][0] for step in level.steps]
        for before, after in pairwise(made):
            assert before.more["next"].path == after.path
            assert after.more["previous"].path == before.path
        assert made[0].more["previous"] is None
        assert made[-1].more["next"] is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_deadline_of_a_step_is_printed_also_where_there_are_two(language, fjordvik, edition, printed):
    several = [step for step in fjordvik.all("step") if len(step.deadlines) > 1]
    assert len(several) > 3
    made = edition(fjordvik, language)
    for step in several:
        (row,) = _of_class(printed[language, made.path("step", step.id)][1], "step-limit")
        for deadline in step.deadlines:
            assert getattr(deadline.trigger, language) in _words(row)
            assert not deadline.amount or str(deadline.amount) in _words(row)
        assert len(list(row.iter("strong"))) == len(step.deadlines)


def test_every_text_of_a_step_stands_on_its_page(fjordvik, edition, printed):
    for step in fjordvik.all("step"):
        words = _words(printed["nn", edition(fjordvik).path("step", step.id)][1])
        for text in (step.summary, step.who, step.child_voice, *step.tools, *step.warnings):
            assert text is None or text.nn in words, step.id


# --- where do I go now ---


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compass_leads_from_its_start_to_every_step_and_asks_each_once(language, fjordvik, printed):
    _, tree = printed[language, COMPASS]
    questions = {each.get("id"): each for each in _of_class(tree, "crossing")}
    assert len(questions) == len(_of_class(tree, "crossing"))
    (start,) = [anchor for each in _of_class(tree, "compass-starts") for _, anchor in _links(COMPASS, each)]
    lowest = min(fjordvik.all("level"), key=lambda level: level.order)
    assert start == lowest.steps[0].id
    waiting, found = [start], set()
    while waiting:
        if (id := waiting.pop()) not in found:
            found.add(id)
            waiting += [anchor for target, anchor in _links(COMPASS, questions[id]) if target == COMPASS]
    assert found == questions.keys() == {step.id for step in fjordvik.all("step")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_leads_to_the_next_question_or_a_group_or_names_the_end(language, fjordvik, edition, printed):
    _, tree = printed[language, COMPASS]
    known = _all_paths(fjordvik, edition, language)
    steps = {step.id: step for step in fjordvik.all("step")}
    for question in _of_class(tree, "crossing"):
        for answer, outcome in zip(question.iter("li"), steps[question.get("id")].outcomes, strict=True):
            links = _links(COMPASS, answer)
            if outcome.end:
                assert not links
                assert getattr(fjordvik.interface[f"end_{outcome.end}"], language) in _words(answer)
            elif outcome.group:
                assert links == [(f"grupper/{outcome.group}/", "")]
            else:
                level = outcome.level and fjordvik.get("level", outcome.level)
                assert links == [(COMPASS, level.steps[0].id if level else outcome.step)]
            assert {target for target, _ in links} <= known


def test_a_leap_over_levels_is_told(fjordvik, edition, printed):
    _, tree = printed["nn", COMPASS]
    (question,) = [each for each in _of_class(tree, "crossing") if each.get("id") == "0-avklare"]
    leaps = [_words(each) for each in _of_class(question, "jump")]
    assert leaps == ["Hoppar over nivå 1", "Hoppar over nivå 1 og 2"]


def test_the_front_page_of_the_guide_and_every_level_lead_to_the_compass(fjordvik, printed):
    for path, anchor in [("niva/", ""), *((f"niva/{each.id}/", each.steps[0].id) for each in fjordvik.all("level"))]:
        assert (COMPASS, anchor) in _links(path, printed["nn", path][1]), path


def test_a_guide_without_steps_has_no_compass_and_no_link_to_it(vindafjord, edition, renderer):
    assert not vindafjord.all("step")
    made = edition(vindafjord)
    shown = renderer(made)
    found = {page.path: shown.page(page) for page in pages(made)}
    assert COMPASS not in found
    assert "kompass" not in "".join(found.values())


def test_each_arena_starts_at_its_own_first_step(fjordvik, edition):
    handbook = _with_levels(
        fjordvik,
        _level("1", 2, ("d", "common", ["end:closed"]), ("e", "school", ["step:d"]), ("f", "school", ["end:closed"])),
        _level("0", 1, ("a", None, ["level:1"]), ("b", "kindergarten", ["step:c"]), ("c", "kindergarten", ["step:b"])),
    )
    (levels,) = guides(handbook)
    assert [step.id for step in starts(levels)] == ["a", "b", "e"]
    assert reached(handbook) == {"a", "b", "c", "d", "e"}
    (compass,) = compass_pages(edition(handbook))
    assert [link.path for link in compass.more["starts"]] == [f"{COMPASS}#{id}" for id in "abe"]
    (page,) = (page for page in step_pages(edition(handbook)) if page.path.endswith("/f/"))
    assert page.more["compass"] == "", "a step that is not on the way is not in the compass"


def test_a_level_that_starts_at_several_steps_is_met_at_its_heading(fjordvik, edition):
    handbook = _with_levels(
        fjordvik,
        _level("0", 1, ("a", None, ["level:1", "level:2"])),
        _level("1", 2, ("b", "school", ["end:closed"]), ("c", "kindergarten", ["end:closed"])),
        _level("2", 3),
    )
    (page,) = compass_pages(edition(handbook))
    (question,) = page.more["levels"][0]["questions"]
    assert [way["link"].path for way in question["ways"]] == [f"{COMPASS}#niva-1", "niva/2/"]
    assert page.more["levels"][1]["id"] == "niva-1"


# --- the safety rule ---


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["", *EXAMPLES])
def test_the_safety_rule_stands_on_every_page_of_the_guide(name, language, edition, renderer):
    folder = ROOT / "examples" / name / "data" if name else ROOT / "data"
    handbook, _ = load(folder, "data")
    (rule,) = [each for each in handbook.all("safety_rule") if each.trigger == "violence"]
    made = edition(handbook, language)
    shown = renderer(made)
    of_the_guide = [page for page in pages(made) if _is_of_the_guide(page)]
    assert len(of_the_guide) >= len(handbook.all("level")) + len(handbook.all("step"))
    for page in of_the_guide:
        notices = [_words(each) for each in _of_class(_tree(shown.page(page)), "safety")]
        assert len(notices) == 1, page.path
        assert getattr(rule.summary, language) in notices[0], page.path


# --- the picture ---


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["niva/", "modell/bti/"])
def test_the_picture_says_what_its_list_says(path, language, fjordvik, printed):
    _, tree = printed[language, path]
    (picture,) = _of_class(tree, "stairs")
    drawn = [tuple(_words(text) for text in each.iter("text")) for each in _of_class(picture, "stair")]
    listed = [
        (_words(_of_class(each, "ladder-code")[0]), _words(next(each.iter("strong"))))
        for each in _of_class(tree, "ladder-step")
    ]
    assert drawn == listed
    assert len(drawn) == len(fjordvik.all("level"))
    named = {each.get("id"): _words(each) for each in picture if each.tag in ("title", "desc")}
    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby").split() == list(named)
    assert all(code in named["trapp-tekst"] and name in named["trapp-tekst"] for code, name in listed)
    assert not [each for each in picture.iter() if each.get("style") or each.tag == "a"]


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_the_stairs_rise_side_by_side_from_one_ground_and_hold_their_words(count):
    drawn = stairs([(str(number), "Tiltak i eiga") for number in range(count)])
    assert len(drawn) == count
    for low, high in pairwise(drawn):
        assert high.height > low.height
        assert high.x == pytest.approx(low.x + low.width + GAP, abs=0.2)
    for each in drawn:
        assert each.y + each.height == pytest.approx(HEIGHT, abs=0.2)
        assert each.y >= 0
        assert each.x + each.width <= WIDTH + 0.2
        lines = [each.code, *each.name]
        assert [line.y for line in lines] == sorted(line.y for line in lines)
        assert each.y < lines[0].y
        assert lines[-1].y < HEIGHT


@pytest.mark.parametrize(
    "rungs",
    [
        [],
        [("0", "Uro")],
        [(str(number), "Tenesteovergripande") for number in range(5)],
    ],
)
def test_no_picture_is_drawn_of_what_is_no_stair_or_does_not_fit(rungs):
    assert stairs(rungs) == ()


def test_levels_of_several_frameworks_are_no_stairs(fjordvik, edition):
    levels = [each.model_copy(update={"framework": None}) for each in fjordvik.all("level")[:2]]
    mixed = _with_levels(fjordvik, *levels, *fjordvik.all("level")[2:])
    (page,) = (page for page in pages(edition(mixed)) if page.path == "niva/")
    assert {rung["stair"] for rung in page.more["ladder"]} == {None}
