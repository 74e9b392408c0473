"""Guards the page for those who keep the handbook: it finds what waits, once, with its place, and nothing else."""

import dataclasses
import json
import re
from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from handbook.__main__ import main
from handbook.checks.freshness import next_review
from handbook.models.base import Text
from handbook.models.kinds import KINDS
from handbook.models.municipality import Municipality, ReviewIntervals
from handbook.views.freshness import freshness, overdue_notice
from handbook.views.measure import measure_page
from handbook.views.status import MOST_ROWS, report, status_pages, tasks
from handbook.views.upkeep import FINDERS

TODAY = date(2026, 11, 22)


def with_changed(handbook, kind, id, **changed):
    """A handbook in which one record differs."""
    record = handbook.get(kind, id).model_copy(update=changed)
    records = handbook.records | {kind: handbook.records[kind] | {id: record}}
    return dataclasses.replace(handbook, records=records)


def ids(handbook, edition, code, today=TODAY):
    return [(task.kind, task.id) for task in tasks(edition(handbook, "nn", today), (code,))]


AWAITED = Text(nn="Ein prøve", pending="nb")
UNREAD = Text(nn="Ein prøve", nb="En prøve", pending="nb")


@pytest.mark.parametrize(
    ("code", "kind", "id", "changed"),
    [
        ("overdue_review", "measure", "pmto", {"reviewed": date(2025, 11, 21)}),
        ("never_reviewed", "measure", "pmto", {"reviewed": None}),
        ("changed_law", "form", "sakliste", {"laws": ("forvaltningsloven §13",)}),
        ("unchecked_law", "law", "barnevernsloven", {"checked": date(2025, 11, 21)}),
        ("awaited_text", "measure", "pmto", {"summary": AWAITED}),
        ("unread_draft", "measure", "pmto", {"summary": UNREAD}),
        ("draft_record", "measure", "pmto", {"status": "draft"}),
        ("no_contact", "service", "ppt", {"contact": None}),
        ("undated_meeting", "meeting", "ressursteam-mote", {"dates": ()}),
        ("undated_plan", "plan", None, {"valid_from": None, "valid_to": None, "period": None, "effective": None,
                                        "decisions": ()}),
        ("measure_without_level", "measure", "pmto", {"levels": ()}),
        ("untested_form", "form", "sakliste", {"tested": None}),
        ("no_evidence", "measure", "pmto", {"evidence": ()}),
    ],
)  # fmt: skip
def test_what_waits_is_found_unless_it_is_ended(code, kind, id, changed, fjordvik, edition):
    id = id or fjordvik.all(kind)[0].id
    assert (kind, id) in ids(with_changed(fjordvik, kind, id, **changed), edition, code)
    if code not in (
        "awaited_text",
        "unread_draft",
        "unchecked_law",
    ):  # a text and an act are read as long as they stand
        ended = with_changed(fjordvik, kind, id, **changed | {"status": "ended"})
        assert (kind, id) not in ids(ended, edition, code)


def test_a_form_that_was_tried_does_not_wait(fjordvik, edition):
    assert ("form", "sakliste") in ids(fjordvik, edition, "untested_form")
    tried = with_changed(fjordvik, "form", "sakliste", tested=TODAY)
    assert ("form", "sakliste") not in ids(tried, edition, "untested_form")


def test_a_level_and_an_age_without_an_offer_are_found(fjordvik, edition):
    assert ids(fjordvik, edition, "level_without_offer") == []
    measures = {
        id: one.model_copy(update={"levels": tuple(each for each in one.levels if each != "3")})
        for id, one in fjordvik.records["measure"].items()
    }
    without = dataclasses.replace(fjordvik, records=fjordvik.records | {"measure": measures})
    assert ids(without, edition, "level_without_offer") == [("level", "3")]
    toddlers = {id: one for id, one in measures.items() if one.age and (one.age.maximum or 99) < 6}
    few = dataclasses.replace(fjordvik, records=fjordvik.records | {"measure": toddlers})
    found = tasks(edition(few), ("age_without_offer",))
    assert found
    assert all("13–18 år" in task.detail for task in found)


def test_a_service_that_only_itself_names_is_found(fjordvik, edition):
    services = fjordvik.records["service"]
    alone = services["ppt"].model_copy(update={"id": "ny-teneste"})
    origins = fjordvik.origins | {("service", "ny-teneste"): fjordvik.origins["service", "ppt"]}
    made = dataclasses.replace(
        fjordvik, records=fjordvik.records | {"service": services | {"ny-teneste": alone}}, origins=origins
    )
    assert ids(made, edition, "unmentioned_service") == [("service", "ny-teneste")]


def test_what_another_folder_lent_is_the_business_of_that_folder(vindafjord, edition):
    lent = {key for key, origin in vindafjord.origins.items() if origin.shared}
    found = {(task.kind, task.id) for task in tasks(edition(vindafjord))}
    assert lent
    assert found
    assert not lent & found


def test_a_task_has_its_place_its_owner_and_its_way_to_be_mended(fjordvik, edition):
    changed = with_changed(fjordvik, "measure", "pmto", reviewed=date(2025, 1, 1))
    (task,) = tasks(edition(changed), ("overdue_review",))
    source = "data/measures/pmto.yml"
    assert (task.file, task.path, task.owner) == (source, "tiltak/pmto/", fjordvik.get("measure", "pmto").owner)
    assert fjordvik.origins["measure", "pmto"].document.text.splitlines()[task.line - 1].startswith("reviewed:")
    assert task.edit == f"https://git.fjordvik.example/handbok/edit/main/{source}"
    without = changed.municipality.model_copy(update={"edit_url": None})
    assert tasks(edition(dataclasses.replace(changed, municipality=without)), ("overdue_review",))[0].edit == ""


@pytest.mark.parametrize("language", ["nn", "nb"])
def test_the_page_counts_everything_once_by_code_and_once_by_owner(language, fjordvik, edition):
    made = edition(fjordvik, language)
    (page,) = status_pages(made)
    assert page.internal
    everything = len(tasks(made))
    assert sum(one["count"] for one in page.more["codes"]) == everything
    assert sum(one["count"] for one in page.more["owners"]) == everything
    assert sum(count for one in page.more["codes"] for *_, count in one["owners"]) == everything
    assert report(made)["count"] == everything == len(report(made)["tasks"])
    anchors = {f"{owner['anchor']}-{group['code']}" for owner in page.more["owners"] for group in owner["groups"]}
    assert {anchor for one in page.more["codes"] for anchor, *_ in one["owners"]} == anchors


def test_a_long_list_is_cut_and_says_so(fjordvik, edition):
    measure = fjordvik.get("measure", "pmto").model_copy(update={"owner": "rektor"})
    many = {f"tiltak-{n}": measure.model_copy(update={"id": f"tiltak-{n}"}) for n in range(2000)}
    origins = fjordvik.origins | {("measure", id): fjordvik.origins["measure", "pmto"] for id in many}
    handbook = dataclasses.replace(fjordvik, records=fjordvik.records | {"measure": many}, origins=origins)
    (page,) = status_pages(edition(handbook))
    groups = [group for owner in page.more["owners"] for group in owner["groups"] if group["code"] == "no_evidence"]
    assert [len(group["rows"]) for group in groups] == [MOST_ROWS]
    assert str(2000 - MOST_ROWS) in groups[0]["rest"]


def test_a_kind_may_have_an_interval_of_its_own_and_a_record_its_own(fjordvik):
    measure = fjordvik.get("measure", "pmto").model_copy(update={"reviewed": date(2026, 1, 1)})
    often = fjordvik.municipality.model_copy(update={"review_intervals": ReviewIntervals(measure=6)})
    assert next_review("measure", measure, fjordvik.municipality) == date(2027, 1, 1)
    assert next_review("measure", measure, often) == date(2026, 7, 1)
    assert next_review("service", measure, often) == date(2027, 1, 1)
    own = measure.model_copy(update={"review_interval_months": 3})
    assert next_review("measure", own, often) == date(2026, 4, 1)


def test_intervals_are_for_kinds_with_pages_and_twelve_months_is_the_default():
    pages = {kind.name for kind in KINDS.values() if kind.section and kind.own_pages} - {"law"}
    assert ReviewIntervals.model_fields.keys() == pages
    assert Municipality.model_fields["review_interval_months"].default == 12


@pytest.mark.parametrize("language", ["nn", "nb"])
def test_a_page_past_its_review_says_so_on_top_and_every_page_says_how_often(language, fjordvik, edition):
    due = next_review("measure", fjordvik.get("measure", "pmto"), fjordvik.municipality)
    for today, overdue in ((due, False), (due + timedelta(1), True)):
        made = edition(fjordvik, language, today)
        page = measure_page(made, fjordvik.get("measure", "pmto"))
        said = overdue_notice(made, freshness(made, "measure", fjordvik.get("measure", "pmto")))
        assert bool(said) == overdue
        assert (said in page.notices) == overdue
        assert "12" in page.freshness.interval


def test_the_site_holds_the_page_and_its_data_and_nothing_for_readers_leads_there(site):
    for folder in ("", "nb/"):
        html = (site / folder / "status/index.html").read_text(encoding="utf-8")
        assert '<meta name="robots" content="noindex">' in html
        data = json.loads((site / folder / "status/status.json").read_text(encoding="utf-8"))
        assert data["tasks"]
    assert "/status/" not in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert "status/" not in (site / "search.json").read_text(encoding="utf-8")
    internal = {site / "status/index.html", site / "nb/status/index.html"}
    pages = [path for path in site.rglob("*.html") if path not in internal]
    assert [path for path in pages if re.search(r'href="[^"]*\bstatus/', path.read_text(encoding="utf-8"))] == []


def test_nothing_that_is_for_editors_only_is_on_the_page(site, fjordvik):
    html = (site / "status/index.html").read_text(encoding="utf-8")
    notes = [record.note for _, record, _ in fjordvik.entries() if getattr(record, "note", None)]
    assert not [note for note in notes if note in html]


def test_the_command_answers_zero_one_and_two(tmp_path):
    run = CliRunner().invoke
    waits = run(main, ["status", "data", "--format", "json"])
    assert waits.exit_code == 1
    assert json.loads(waits.output)["count"] > 100
    none = run(main, ["status", "data", "--only", "draft_record", "--lang", "nb"])
    assert (none.exit_code, none.output) == (0, "Ingenting venter.\n")
    text = run(main, ["status", "data", "--only", "never_reviewed"])
    assert re.search(r"^    data/law-questions/samtykke\.yml:1: Samtykke$", text.output, re.MULTILINE)
    assert run(main, ["status", str(tmp_path)]).exit_code == 2


def test_every_code_is_said_in_words(fjordvik):
    for code in FINDERS:
        assert {f"upkeep_{code}", f"upkeep_why_{code}", f"upkeep_do_{code}"} <= fjordvik.interface.keys()
