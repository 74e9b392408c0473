"""Guards the Atom feeds: what RFC 4287 requires, days and ids that come from the data alone, and what is news."""

import dataclasses
import re
from datetime import date
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, fromstring

import pytest

from handbook.addresses import Addresses
from handbook.feeds.atom import YEARS, feed, news
from handbook.models.base import Change, Text
from handbook.site import write_feed

ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
ADDRESSES = Addresses("https://handbok.fjordvik.example/", "nn")
LANGUAGES = ("nn", "nb")
SAID = Text(nn="Éin & <to>", nb="En & <to>")


@pytest.fixture
def fed(fjordvik, edition):
    """Give `fed(language="nn", handbook=fjordvik, today=…)`: the feed, parsed."""
    return lambda language="nn", handbook=fjordvik, **day: fromstring(
        feed(edition(handbook, language, **day), ADDRESSES)
    )


@pytest.fixture
def with_changes(fjordvik):
    """Give `with_changes(*days)`: Fjordvik where only one measure has changes, on these days."""

    def make(*days: str):
        changes = tuple(Change(day=day, text=SAID) for day in days)
        records = {kind: dict(of_kind) for kind, of_kind in fjordvik.records.items()}
        for of_kind in records.values():
            for id, record in of_kind.items():
                if getattr(record, "changes", ()):
                    of_kind[id] = record.model_copy(update={"changes": ()})
        records["measure"]["pmto"] = records["measure"]["pmto"].model_copy(update={"changes": changes})
        return dataclasses.replace(fjordvik, records=records | {"milestone": {}})

    return make


@pytest.fixture
def with_milestone(fjordvik):
    """Give `with_milestone(**fields)`: Fjordvik where one milestone is the only one, changed in these fields."""

    def make(**fields):
        one = fjordvik.get("milestone", "vedtak-2021").model_copy(update=fields)
        return dataclasses.replace(fjordvik, records=fjordvik.records | {"milestone": {one.id: one}})

    return make


def _texts(element: Element, name: str) -> list[str]:
    return [each.text for each in element.findall(ATOM + name)]


def _links(element: Element) -> dict[str, str]:
    return {each.get("rel"): each.get("href") for each in element.findall(f"{ATOM}link")}


# --- RFC 4287 ---


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_feed_has_all_that_must_be_there_once(language, fed, fjordvik):
    root = fed(language)
    assert root.tag == f"{ATOM}feed"
    assert root.get(LANGUAGE) == language
    own = ADDRESSES.absolute(language, "feed.xml")
    assert _texts(root, "id") == [own]
    assert len(_texts(root, "title")) == len(_texts(root, "updated")) == 1
    assert _links(root) == {"self": own, "alternate": ADDRESSES.absolute(language, "")}
    (author,) = root.findall(f"{ATOM}author")
    assert _texts(author, "name") == [getattr(fjordvik.municipality.name, language)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_entry_has_all_that_must_be_there_once(language, fed):
    entries = fed(language).findall(f"{ATOM}entry")
    assert len(entries) > 7
    for entry in entries:
        for name in ("title", "id", "updated"):
            (text,) = _texts(entry, name)
            assert text.strip(), name
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", *_texts(entry, "updated"))
        assert _links(entry).keys() == {"alternate"}
    ids = [id for entry in entries for id in _texts(entry, "id")]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_newest_stands_first_and_dates_the_feed(language, fed):
    root = fed(language)
    days = [day for entry in root.findall(f"{ATOM}entry") for day in _texts(entry, "updated")]
    assert days == sorted(days, reverse=True)
    assert _texts(root, "updated") == days[:1]


def test_an_id_is_a_tag_of_the_site_the_day_and_the_record(fed, with_changes):
    (entry,) = fed("nb", with_changes("2026-03-02")).findall(f"{ATOM}entry")
    assert _texts(entry, "id") == ["tag:handbok.fjordvik.example,2026-03-02:nb/measure/pmto"]


def test_a_site_in_a_folder_has_ids_of_its_own(with_changes, edition):
    addresses = Addresses("https://fjordvik.example/handbok/", "nn")
    root = fromstring(feed(edition(with_changes("2026-03-02")), addresses))
    (entry,) = root.findall(f"{ATOM}entry")
    assert _texts(entry, "id") == ["tag:fjordvik.example,2026-03-02:handbok/nn/measure/pmto"]
    assert _links(entry) == {"alternate": "https://fjordvik.example/handbok/tiltak/pmto/"}


def test_ids_stay_when_something_new_comes(fed, with_changes):
    before, after = (
        [id for entry in fed(handbook=with_changes(*days)).findall(f"{ATOM}entry") for id in _texts(entry, "id")]
        for days in (("2026-03-02", "2026-03-02"), ("2026-03-02", "2026-03-02", "2026-05-04"))
    )
    assert len(set(before)) == 2
    assert after[1:] == before


def test_signs_that_mean_something_in_xml_are_read_as_they_were_written(fed, with_changes):
    (entry,) = fed("nn", with_changes("2026-03-02")).findall(f"{ATOM}entry")
    assert _texts(entry, "content") == [SAID.nn]


def test_the_day_of_the_build_leaves_no_trace(fjordvik, edition):
    first, second = (feed(edition(fjordvik, "nn", day), ADDRESSES) for day in (date(2026, 11, 22), date(2031, 1, 1)))
    assert first == second


def test_a_feed_without_news_is_a_feed(fed, with_changes):
    root = fed(handbook=with_changes())
    assert not root.findall(f"{ATOM}entry")
    assert _texts(root, "updated") == ["2026-11-22T00:00:00Z"]


# --- what is news ---


def test_every_change_that_readers_may_see_is_news_in_both_languages(fjordvik, edition):
    changed = {
        (kind, record.id, change.day)
        for kind, record, _ in fjordvik.entries()
        for change in getattr(record, "changes", ())
    }
    assert len({kind for kind, _, _ in changed}) > 2
    for language in LANGUAGES:
        said = news(edition(fjordvik, language))
        assert {(each.kind, each.id, each.day) for each in said if each.kind != "milestone"} == changed


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ({"start": "2026-06-15"}, date(2026, 6, 15)),
        ({"start": "2026-06-15", "end": "2026-06-17"}, date(2026, 6, 17)),
        ({"start": "2026-06", "end": "2026-06-17"}, date(2026, 6, 17)),
        ({"start": "2026-06"}, None),
        ({"start": "2026-summer"}, None),
        ({"start": "2026-06-15", "end": "2026-07"}, None),
        ({"start": "2026-06-15", "planned": "planned"}, None),
        ({"start": "2026-06-15", "planned": "unknown"}, None),
        ({"start": f"{2026 - YEARS}-01-01"}, date(2026 - YEARS, 1, 1)),
        ({"start": f"{2025 - YEARS}-12-31"}, None),
    ],
)
def test_a_milestone_is_news_when_it_was_reached_on_a_day_that_is_known(fields, day, with_milestone, edition):
    found = [each for each in news(edition(with_milestone(**fields))) if each.kind == "milestone"]
    assert [(each.day, each.path) for each in found] == ([(day, "modell/bti/")] if day else [])


# --- on the site ---


@pytest.mark.parametrize(("language", "folder"), [("nn", ""), ("nb", "nb/")])
def test_the_feed_lies_at_the_root_of_its_language_and_leads_to_pages(language, folder, site, fed):
    root = fromstring((site / folder / "feed.xml").read_bytes())
    assert _texts(root, "id") == _texts(fed(language), "id")
    entries = root.findall(f"{ATOM}entry")
    assert entries
    for entry in entries:
        path = urlsplit(_links(entry)["alternate"]).path
        assert path.startswith(f"/{folder}")
        assert (site / path.lstrip("/") / "index.html").is_file(), path


def test_every_page_names_the_feed_of_its_language(site):
    pages = [path for path in site.rglob("index.html") if 'http-equiv="refresh"' not in path.read_text("utf-8")]
    assert len(pages) > 300
    for path in pages:
        depth = len(path.relative_to(site).parts) - 1
        up = "../" * (depth - 1 if path.is_relative_to(site / "nb") else depth)
        found = re.findall(
            r'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="([^"]+)">', path.read_text("utf-8")
        )
        assert found == [f"{up}feed.xml"], path


def test_a_site_without_an_address_and_an_example_have_no_feed(fjordvik, vindafjord, edition, tmp_path, example_site):
    write_feed(tmp_path, Addresses("", "nn"), edition(fjordvik))
    write_feed(tmp_path, ADDRESSES, edition(vindafjord))
    assert not list(tmp_path.iterdir())
    write_feed(tmp_path, ADDRESSES, edition(fjordvik))
    assert [path.name for path in tmp_path.iterdir()] == ["feed.xml"]
    assert "application/atom+xml" not in (example_site / "index.html").read_text(encoding="utf-8")
