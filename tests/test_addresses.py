"""Guards where pages are: both languages at the same path, each pointing at the other, all of them in the sitemap."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from handbook.addresses import Addresses, sitemap

BASE = "https://handbok.fjordvik.example/"
NN = Addresses(BASE, "nn")
NB = Addresses("https://x.example/handbok/", "nb")
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.mark.parametrize(
    ("addresses", "languages", "nn", "nb"),
    [
        (NN, ("nn", "nb"), f"{BASE}tiltak/pmto/", f"{BASE}nb/tiltak/pmto/"),
        (NB, ("nb", "nn"), "https://x.example/handbok/nn/tiltak/pmto/", "https://x.example/handbok/tiltak/pmto/"),
    ],
)
def test_the_default_language_stands_at_the_root_and_the_other_in_a_folder(addresses, languages, nn, nb):
    assert addresses.languages == languages
    assert addresses.absolute("nn", "tiltak/pmto/") == nn
    assert addresses.absolute("nb", "tiltak/pmto/") == nb


def _entries(xml):
    """For every address in a sitemap: when it was changed, and its twin in each language."""
    root = ElementTree.fromstring(xml)
    assert root.tag == f"{{{NAMES['s']}}}urlset"
    return {
        url.findtext("s:loc", None, NAMES): (
            url.findtext("s:lastmod", None, NAMES),
            {link.get("hreflang"): link.get("href") for link in url.findall("x:link[@rel='alternate']", NAMES)},
        )
        for url in root.findall("s:url", NAMES)
    }


def test_a_sitemap_names_every_page_in_both_languages_with_its_twin():
    entries = _entries(sitemap(NN, [("tiltak/pmto/", "2026-11-02"), ("", "")]))
    both = {"nn": f"{BASE}tiltak/pmto/", "nb": f"{BASE}nb/tiltak/pmto/"}
    home = {"nn": BASE, "nb": f"{BASE}nb/"}
    assert entries == {
        both["nn"]: ("2026-11-02", both),
        both["nb"]: ("2026-11-02", both),
        home["nn"]: (None, home),
        home["nb"]: (None, home),
    }


def test_a_sitemap_is_the_same_whatever_the_order_of_its_pages():
    paths = [("b/", ""), ("a/", "2026-01-01"), ("", "")]
    assert sitemap(NN, paths) == sitemap(NN, reversed(paths))


def test_a_sitemap_escapes_what_stands_in_an_address():
    addresses = Addresses("https://x.example/?a=1&b=<2>/", "nn")
    assert addresses.absolute("nn", "c/") in _entries(sitemap(addresses, [("c/", "")]))


# --- the built site ---


def _pages(site: Path):
    return {path.relative_to(site).as_posix().removesuffix("index.html"): path for path in site.rglob("index.html")}


def test_the_sitemap_of_the_site_holds_its_pages_and_no_other(site):
    pages = {path for path, file in _pages(site).items() if "noindex" not in file.read_text(encoding="utf-8")}
    entries = _entries((site / "sitemap.xml").read_text(encoding="utf-8"))
    assert {f"{BASE}{path}" for path in pages} == entries.keys()


def test_every_page_of_the_site_points_at_itself_and_at_its_twin_as_the_sitemap_does(site):
    entries = _entries((site / "sitemap.xml").read_text(encoding="utf-8"))
    for path, file in _pages(site).items():
        html = file.read_text(encoding="utf-8")
        if "noindex" in html:
            continue
        _, twins = entries[f"{BASE}{path}"]
        assert re.findall(r'<link rel="canonical" href="([^"]*)"', html) == [f"{BASE}{path}"], path
        links = dict(re.findall(r'<link rel="alternate" hreflang="([^"]*)" href="([^"]*)"', html))
        assert links == twins | {"x-default": twins["nn"]}, path
        assert re.findall(r'<html lang="([^"]*)"', html) == ["nb" if path.startswith("nb/") else "nn"], path


def test_every_page_of_the_site_stands_in_both_languages(site):
    pages = _pages(site)
    nb = {path.removeprefix("nb/") for path in pages if path.startswith("nb/")}
    assert nb == {path for path in pages if not path.startswith("nb/")}


def test_an_example_stands_in_no_sitemap_and_asks_search_engines_to_stay_away(example_site):
    assert not (example_site / "sitemap.xml").exists()
    for path, file in _pages(example_site).items():
        assert '<meta name="robots" content="noindex">' in file.read_text(encoding="utf-8"), path
