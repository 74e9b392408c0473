"""The pages for printing: every chapter in one piece, and how pages are put beside each other."""

import re
from collections import Counter
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import ROOT

from handbook.paper import PageMissing, anchor, bound
from handbook.print_pages import PrintPages
from handbook.prose import read_prose
from handbook.views import book as book_module
from handbook.views.book import book

FOLDERS = {"nn": "", "nb": "nb/"}


def _sheets(site: Path, language: str) -> dict[str, str]:
    folder = site / FOLDERS[language] / "skriv-ut"
    return {
        path.parent.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("index.html"))
    }


@pytest.fixture(params=["nn", "nb"])
def sheets(request, site) -> dict[str, str]:
    """The pages below skriv-ut/ in one language, by the chapter; the list is "."."""
    return _sheets(site, request.param)


def _ids(html: str) -> list[str]:
    return re.findall(r'\sid="([^"]+)"', html)


def test_every_chapter_of_the_book_has_a_sheet_with_all_its_pages(site, edition, fjordvik):
    prose, _ = read_prose(ROOT / "content")
    for language in FOLDERS:
        made = _sheets(site, language)
        whole = book(edition(fjordvik, language), prose)
        assert made.keys() == {sheet.path.removeprefix("skriv-ut/").rstrip("/") for sheet in whole.sheets} | {"."}
        for sheet in whole.sheets:
            html = made[sheet.path.removeprefix("skriv-ut/").rstrip("/")]
            places = set(_ids(html))
            assert {anchor(page.path) for page in sheet.pages} <= places
            assert unescape(html).count(f"{sheet.title}</h1>") == 1


def test_the_list_links_to_every_sheet_and_says_how_to_get_the_whole(sheets):
    listed = re.findall(r'href="\.\./skriv-ut/([a-z-]+)/"', sheets["."])
    assert set(listed) == sheets.keys() - {"."}
    assert "PDF" in sheets["."]
    assert 'href="mailto:' in sheets["."]


def test_anchors_are_unique_and_links_within_a_sheet_lead_to_one(sheets):
    for name, html in sheets.items():
        ids = _ids(html)
        assert [each for each, times in Counter(ids).items() if times > 1] == [], name
        inside = re.findall(r'href="#([^"]+)"', html)
        assert set(inside) <= set(ids), name


def test_links_lead_to_the_place_on_the_sheet_where_it_holds_the_page(sheets):
    html = sheets["tiltak"]
    assert 'href="#tiltak-pmto-gruppe"' in html
    assert not re.search(r'href="\.\./\.\./tiltak/(pmto|art|mst)/', html)
    assert 'href="../../kontakt/familiesenter/"' in html


def test_every_link_out_of_a_sheet_leads_to_a_page(site):
    for language, folder in FOLDERS.items():
        root = site / folder / "skriv-ut"
        for path in root.rglob("index.html"):
            links = set(re.findall(r'(?:href|src)="([^"#:]+)(?:#[^"]*)?"', path.read_text(encoding="utf-8")))
            dead = [link for link in links if not (path.parent / link).resolve().exists()]
            assert dead == [], (language, path)


def test_a_label_leads_to_its_own_field_and_radio_buttons_to_their_own_question(sheets):
    html = sheets["skjema"]
    assert set(re.findall(r'\sfor="([^"]+)"', html)) <= set(_ids(html))
    described = {each for value in re.findall(r'aria-describedby="([^"]+)"', html) for each in value.split()}
    assert described
    assert described <= set(_ids(html))
    assert all(name.startswith("skjema-") for name in re.findall(r'\sname="([a-z0-9-]+)"', html.split("<main")[1]))


def test_headings_go_down_one_step_at_a_time(sheets):
    for name, html in sheets.items():
        levels = [int(level) for pair in re.findall(r'<h([1-6])\b|aria-level="(\d)"', html) for level in pair if level]
        assert levels[0] == 1, name
        assert levels.count(1) == 1, name
        assert not [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1], name


def test_what_is_folded_on_the_site_is_open_on_paper(sheets):
    assert "<details" in sheets["niva"]
    for html in sheets.values():
        assert not re.search(r"<details(?![^>]* open)", html)


def test_no_sheet_is_searched_for_or_found_by_others(site, sheets):
    for html in sheets.values():
        assert '<meta name="robots" content="noindex">' in html
        assert " style=" not in html
        assert "<script" not in html
    assert "skriv-ut" not in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert "skriv-ut" not in (site / "search.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("section", ["tiltak", "kontakt", "niva", "kalender", "lover", "skjema", "ord", "hjelp", "om"])
def test_the_page_of_a_section_leads_to_its_sheet(site, section):
    for folder in FOLDERS.values():
        html = (site / folder / section / "index.html").read_text(encoding="utf-8")
        assert f'href="../skriv-ut/{section}/"' in html


def test_a_long_chapter_is_cut_in_parts_that_hold_every_page_once(edition, fjordvik, monkeypatch):
    monkeypatch.setattr(book_module, "_MOST", 25)
    whole = book(edition(fjordvik), ())
    parts = [sheet for sheet in whole.sheets if sheet.chapter.path == "tiltak/"]
    assert [part.path for part in parts] == ["skriv-ut/tiltak/", "skriv-ut/tiltak/2/", "skriv-ut/tiltak/3/"]
    assert parts[1].title == "Tiltak, del 2 av 3"
    assert [page for part in parts for page in part.pages] == list(parts[0].chapter.pages)
    assert "tiltak/" in parts[0].deeper
    assert "tiltak/" not in parts[1].deeper


# --- how pages are put beside each other ---


class Content:
    """A frame that is nothing but what stands in it."""

    def join(self, title: str, description: str, path: str, content: str) -> str:
        return content.encode()


def _write(folder: Path, **mains: str) -> Path:
    for name, main in mains.items():
        page = folder / name / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(f'<body><a id="x" href="../">x</a><main id="innhald">{main}</main></body>', encoding="utf-8")
    return folder


def _one(folder: Path, main: str, **others: str) -> str:
    deeper = {"a/": 1} | {f"{name}/": 1 for name in others}
    return bound(deeper, [_write(folder, a=main, **others)], lambda _, target: f"OUT/{target}")["a/"]


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ('<a href="../b/">b</a>', '<a href="#b">b</a>'),
        ('<a href="../b/#del">b</a>', '<a href="#b--del">b</a>'),
        ('<a href="../b/#borte">b</a>', '<a href="#b">b</a>'),
        ('<a href="../b/del/">a step of b</a>', '<a href="#b--del">a step of b</a>'),
        ('<a href="#her">her</a>', '<a href="#a">her</a>'),
        ('<a href="../c/#x">c</a>', '<a href="OUT/c/#x">c</a>'),
        ('<a href=".././">front</a>', '<a href="OUT/">front</a>'),
        ('<img src="../../assets/p.svg" alt="">', '<img src="OUT/../assets/p.svg" alt="">'),
        ('<a href="https://a.example/b/">web</a>', '<a href="https://a.example/b/">web</a>'),
        ('<a href="tel:113">113</a>', '<a href="tel:113">113</a>'),
        ('<a href="del/">under a</a>', '<a href="OUT/a/del/">under a</a>'),
        ('<h2 id="t">t</h2>', '<h3 id="a--t">t</h3>'),
        ('<h6 id="t">t</h6>', '<h6 id="a--t">t</h6>'),
        ('<span role="heading" aria-level="3">t</span>', '<span role="heading" aria-level="4">t</span>'),
        ('<section aria-labelledby="t">x</section>', "<section>x</section>"),
        ('<svg aria-labelledby="t u">x</svg>', '<svg aria-labelledby="a--t a--u">x</svg>'),
        ('<details class="step">x</details>', '<details open class="step">x</details>'),
        ("<details>x</details>", "<details open>x</details>"),
        ('<details class="step" open>x</details>', '<details class="step" open>x</details>'),
        ('<svg class="icon" aria-hidden="true"><use href="x"/></svg>x', "x"),
        ('<nav class="crumbs" aria-label="x">\n<a href="../b/">b</a></nav>x', "x"),
        ('<p>say id="t" and href="../b/"</p>', '<p>say id="t" and href="../b/"</p>'),
    ],
)
def test_what_a_page_holds_stands_well_beside_others(tmp_path, written, becomes):
    assert _one(tmp_path, written, b='<p id="del">x</p>') == becomes


def test_a_title_without_its_page_is_a_place_too(tmp_path):
    pages = bound({"b/": None, "a/": 1}, [_write(tmp_path, a='<a href="../b/#x">b</a>')], lambda _, target: target)
    assert pages == {"a/": '<a href="#b">b</a>'}


def test_an_address_that_leads_nowhere_is_dropped(tmp_path):
    pages = bound({"a/": 0}, [_write(tmp_path, a='<a href="../b/">b</a>')], lambda *_: None)
    assert pages == {"a/": "<a>b</a>"}


def test_the_same_tag_is_read_where_it_stands(tmp_path):
    same = '<h2 id="t">t</h2><a href="../b/">b</a><a href="#t">t</a>'
    folder = _write(tmp_path, a=same, **{"c/d": same, "c/e": same})
    assert bound({"a/": 0, "b/": None, "c/d/": 0, "c/e/": 1}, [folder], lambda _, target: target) == {
        "a/": '<h2 id="a--t">t</h2><a href="#b">b</a><a href="#a--t">t</a>',
        "c/d/": '<h2 id="c-d--t">t</h2><a href="c/b/">b</a><a href="#c-d--t">t</a>',
        "c/e/": '<h3 id="c-e--t">t</h3><a href="c/b/">b</a><a href="#c-e--t">t</a>',
    }


def test_a_page_that_is_known_is_not_read(tmp_path):
    known = {"a/": '<p id="her">ny</p>'}
    folder = _write(tmp_path, a="gammal", b='<a href="../a/#her">a</a>')
    assert bound({"a/": 0, "b/": 0}, [folder], lambda *_: None, known) == {
        "a/": '<p id="a--her">ny</p>',
        "b/": '<a href="#a--her">a</a>',
    }


def test_a_sheet_is_written_when_its_last_page_is_taken(fjordvik, edition, renderer, tmp_path):
    one = edition(fjordvik)
    written = PrintPages(one, (), renderer(one), lambda *_: Content(), [tmp_path])
    *first, last = next(sheet for sheet in book(one, ()).sheets if sheet.path == "skriv-ut/lover/").whole
    for path in first:
        written.take(path, path)
    assert list(tmp_path.rglob("*.html")) == []
    written.take(last, last)
    assert list(tmp_path.rglob("*.html")) == [tmp_path / "skriv-ut" / "lover" / "index.html"]


def test_a_page_that_is_not_built_is_named(tmp_path):
    with pytest.raises(PageMissing, match=r"b/index\.html"):
        bound({"b/": 1}, [tmp_path], lambda *_: None)


def test_a_page_is_read_where_it_is_newest(tmp_path):
    older, newer = _write(tmp_path / "older", a="gammal", b="berre her"), _write(tmp_path / "newer", a="ny")
    assert bound({"a/": 0, "b/": 0}, [newer, older], lambda *_: None) == {"a/": "ny", "b/": "berre her"}
