"""Guards the foot of every page: who answers for it, when it was gone through, its statements, its open data."""

from pathlib import Path

import html5lib
import pytest

from handbook.load import Handbook
from handbook.views.frame import frame

FOLDERS = {"nn": "", "nb": "nb/"}
STORES = {"nn": "lagrar ingenting om deg", "nb": "lagrer ingenting om deg"}
REVIEWED = {"nn": "Sist gjennomgått 2. november 2026", "nb": "Sist gjennomgått 2. november 2026"}


def foot(page: Path):
    tree = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    (found,) = (each for each in tree.iter("footer") if each.get("class") == "footer")
    return found


@pytest.mark.parametrize("language", FOLDERS)
def test_the_foot_says_what_a_public_site_must_say(site: Path, fjordvik: Handbook, language: str):
    page = site / FOLDERS[language] / "tiltak" / "pmto" / "index.html"
    found = foot(page)
    text = " ".join("".join(found.itertext()).split())
    addresses = [each.get("href") for each in found.iter("a")]
    assert fjordvik.municipality.accessibility_statement in addresses
    assert any(address.startswith("../../roller/") for address in addresses)
    assert STORES[language] in text
    assert REVIEWED[language] in text
    for file in ("kalender/kalender.ics", "feed.xml"):
        assert f"../../{file}" in addresses
        assert (page.parent / "../.." / file).is_file()


def test_an_example_offers_no_feed_of_news(example_site: Path):
    addresses = [each.get("href") for each in foot(example_site / "index.html").iter("a")]
    assert "kalender/kalender.ics" in addresses
    assert "feed.xml" not in addresses


def test_a_handbook_without_meetings_and_address_has_no_open_data(edition, fjordvik: Handbook):
    bare = Handbook(municipality=fjordvik.municipality, interface=fjordvik.interface)
    bare.municipality = fjordvik.municipality.model_copy(update={"owner": None, "reviewed": None})
    made = frame(edition(bare), frozenset(), "")
    assert (made.open_data, made.owner, made.reviewed) == ((), None, "")
