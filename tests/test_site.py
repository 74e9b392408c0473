"""Guards the two built sites as a browser, a search engine and a reader meet them: every page of both handbooks."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit
from xml.etree.ElementTree import Element, parse

import html5lib
import material
import pytest

from handbook.language.forms import foreign_words
from handbook.law.registry import Registry
from handbook.load import Handbook
from handbook.views.law import longer_title

ROOT = Path(__file__).parents[1]
FOLDERS = {"nn": "", "nb": "nb/"}
LANGUAGES = tuple(FOLDERS)
CONFIGS = {"site": ROOT / "mkdocs.yml", "example_site": ROOT / "examples" / "vindafjord" / "mkdocs.yml"}
TODAY = date(2026, 11, 22)
HERE = "https://site.invalid/"
"""Stands for the site's root when relative links are resolved."""

SVG = "{http://www.w3.org/2000/svg}"
HEADING = re.compile(r"h[1-6]")
INLINE = frozenset({"a", "span", "strong", "em", "b", "i", "small", "abbr", "cite", "code", "sub", "sup", "time"})
LOADING = {"script": "src", "img": "src", "source": "src", "iframe": "src", "embed": "src", "object": "data",
           "video": "src", "audio": "src", "input": "src", "track": "src", "portal": "src", "image": "href",
           "use": "href"}  # fmt: skip
LOADING_LINKS = frozenset({"stylesheet", "icon", "manifest", "preload", "modulepreload", "prefetch", "preconnect"})
NEVER_EMPTY = frozenset(
    {"h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "dt", "dd", "th", "td", "a", "button", "summary", "label",
     "strong", "em", "caption", "figcaption", "title", "option", "time"}
)  # fmt: skip
LISTS = {"ul": {"li"}, "ol": {"li"}, "dl": {"div", "dt", "dd"}}
PHRASING = frozenset({"p", "span", "strong", "em", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "button", "label"})
FLOW = frozenset(
    {"div", "p", "ul", "ol", "dl", "section", "article", "header", "footer", "nav", "aside", "table", "details",
     "h1", "h2", "h3", "h4", "h5", "h6", "figure", "form", "blockquote"}
)  # fmt: skip
"""What the HTML Standard lets lists and running text hold; of the elements we use."""

WORDLESS = frozenset({"img", "input", "meter", "progress"})
LEAKS = re.compile(
    r"[{}\ue000-\uf8ff]|\[\[|\]\]|\*\*|\b(?:None|Undefined|True|False|undefined|null|nan)\b|<built-in|\bobject at\b"
)
RAW_KEY = re.compile(r"(?<![\w./@-])[a-z]+(?:_[a-z]+)+(?![\w/@-])")


@dataclass
class Page:
    """One page, parsed once. `path` is its address from the site's root: «nb/tiltak/pmto/»."""

    path: str
    tree: Element
    faults: list[str]

    @cached_property
    def elements(self) -> list[Element]:
        return [each for each in self.tree.iter() if isinstance(each.tag, str)]

    def all(self, *tags: str) -> list[Element]:
        return [each for each in self.elements if name(each) in tags]

    def one(self, tag: str) -> Element:
        """The only HTML element of its kind; a picture's own <title> is another matter."""
        (found,) = (each for each in self.elements if each.tag == tag)
        return found

    @cached_property
    def main(self) -> Element:
        return self.one("main")

    @cached_property
    def ids(self) -> list[str]:
        return [each.get("id") for each in self.elements if each.get("id") is not None]

    @cached_property
    def meta(self) -> dict[str, str]:
        return {key: each.get("content") for each in self.all("meta") if (key := each.get("name"))}

    def rel(self, rel: str) -> list[Element]:
        return [each for each in self.all("link") if each.get("rel") == rel]

    @cached_property
    def language(self) -> str:
        return "nb" if self.path.startswith("nb/") else "nn"

    @cached_property
    def own_path(self) -> str:
        """The address from the root of its language."""
        return self.path.removeprefix(FOLDERS[self.language])

    @property
    def depth_in_section(self) -> int:
        return self.own_path.count("/")

    @property
    def section(self) -> str:
        return self.own_path.split("/")[0]

    def resolve(self, href: str) -> tuple[str, str]:
        """Give (path from the site's root, fragment) of a link as a browser reads it; other sites keep their scheme.
        A query chooses among what is on a page, and is no part of where the page is."""
        whole, fragment = urldefrag(urljoin(HERE + self.path, href))
        return whole.removeprefix(HERE).partition("?")[0], fragment

    def links(self, element: Element) -> set[tuple[str, str]]:
        """Give the inner pages and anchors that an element links to."""
        found = (self.resolve(each.get("href")) for each in element.iter("a") if each.get("href") is not None)
        return {(path, fragment) for path, fragment in found if ":" not in path}


@dataclass
class Site:
    """All pages of one built site, by address."""

    folder: Path
    base: str
    pages: dict[str, Page]
    moved: dict[str, Page]
    """Pages that only send the reader on."""
    ids: dict[str, frozenset[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.ids = {path: frozenset(page.ids) for path, page in (self.pages | self.moved).items()}

    @property
    def both(self) -> Iterator[Page]:
        """Every page that stands in both languages: all but 404.html."""
        return (page for path, page in self.pages.items() if path != "404.html")

    def below(self, *sections: str) -> list[Page]:
        """The record pages of some sections, in both languages."""
        return [page for page in self.both if page.depth_in_section == 2 and page.section in sections]

    def has(self, path: str) -> bool:
        """Say whether a server would answer this address with a file."""
        return path in self.ids or (bool(path) and not path.endswith("/") and (self.folder / path).is_file())


def name(element: Element) -> str:
    return element.tag.removeprefix(SVG)


def read_page(file: Path, folder: Path) -> Page:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(file.read_text(encoding="utf-8"))
    faults = [f"line {line}: {code}" for (line, _), code, _ in parser.errors]
    path = file.relative_to(folder).as_posix()
    return Page(path.removesuffix("index.html"), tree, faults)


def read_site(folder: Path, config: Path) -> Site:
    base = re.search(r"^site_url: (\S+)$", config.read_text(encoding="utf-8"), re.MULTILINE)[1]
    read = [read_page(file, folder) for file in sorted(folder.rglob("*.html"))]
    moved = {page.path for page in read if any(each.get("http-equiv") == "refresh" for each in page.all("meta"))}
    return Site(
        folder,
        base,
        {page.path: page for page in read if page.path not in moved},
        {page.path: page for page in read if page.path in moved},
    )


@pytest.fixture(scope="module")
def fjordvik_site(site: Path) -> Site:
    return read_site(site, CONFIGS["site"])


@pytest.fixture(scope="module")
def vindafjord_site(example_site: Path) -> Site:
    return read_site(example_site, CONFIGS["example_site"])


@pytest.fixture(params=["fjordvik_site", "vindafjord_site"])
def built(request: pytest.FixtureRequest) -> Site:
    """Each of the two sites in turn."""
    return request.getfixturevalue(request.param)


@pytest.fixture(params=["fjordvik", "vindafjord"])
def both_kinds(request: pytest.FixtureRequest) -> tuple[Site, Handbook]:
    """Each of the two sites with the handbook it was built from."""
    return request.getfixturevalue(f"{request.param}_site"), request.getfixturevalue(request.param)


# --- the site as files and addresses ---


def test_the_html_has_no_parse_errors(built: Site):
    assert [f"{page.path}: {page.faults}" for page in built.pages.values() if page.faults] == []


def test_every_page_stands_in_both_languages(built: Site):
    found = defaultdict(set)
    for page in built.both:
        found[page.own_path].add(page.language)
    assert len(found) > 50
    assert {path: languages for path, languages in found.items() if languages != set(LANGUAGES)} == {}


def test_every_inner_link_and_resource_leads_to_something(built: Site):
    dead = []
    for page in built.pages.values():
        for href in addresses(page):
            path, fragment = page.resolve(href)
            if ":" in path:
                continue
            known = built.has(path) and (not fragment or fragment in anchors(built, path))
            if not known:
                dead.append(f"{page.path}: {href}")
    assert dead == []


def addresses(page: Page) -> Iterator[str]:
    for element in page.elements:
        wanted = "href" if name(element) in ("a", "link", "use") else LOADING.get(name(element), "")
        if (value := element.get(wanted)) is not None:
            yield value


def anchors(site: Site, path: str) -> frozenset[str]:
    if path not in site.ids:
        tree = parse(site.folder / path)
        site.ids[path] = frozenset(each.get("id") for each in tree.iter() if each.get("id"))
    return site.ids[path]


def test_links_out_of_the_site_use_plain_schemes(built: Site):
    schemes = {urlsplit(each.get("href")).scheme for page in built.pages.values() for each in page.all("a")}
    assert schemes - {"", "https", "http", "mailto", "tel", "webcal"} == set()


def test_the_page_for_unknown_addresses_is_right_at_any_depth(built: Site):
    page = built.pages["404.html"]
    assert [href for href in addresses(page) if urljoin(HERE, href) != urljoin(f"{HERE}a/b/c/", href)] == ["#innhald"]


def test_nothing_of_stock_material_and_no_template_is_published(built: Site):
    stock = Path(material.__file__).parent / "templates"
    files = [path for path in built.folder.rglob("*") if path.is_file()]
    names = {path.relative_to(built.folder) for path in files} - {Path("404.html"), Path("sitemap.xml")}
    assert [str(name) for name in names if (stock / name).is_file()] == []
    assert [str(name) for name in names if name.suffix == ".html" and name.name != "index.html"] == []
    texts = [path for path in files if path.suffix in (".html", ".xml", ".css", ".svg", ".json", ".ics", ".txt")]
    assert [str(path) for path in texts if re.search(rb"\{%|\{\{", path.read_bytes())] == []


# --- what stands in the head ---


def test_each_page_says_its_own_language(built: Site):
    wrong = {
        page.path: said for page in built.pages.values() if (said := page.one("html").get("lang")) != page.language
    }
    assert wrong == {}


def test_the_canonical_address_is_the_page_itself(built: Site):
    for page in built.both:
        assert [each.get("href") for each in page.rel("canonical")] == [built.base + page.path], page.path


def test_hreflang_names_both_languages_and_the_default(built: Site):
    for page in built.both:
        said = [(each.get("hreflang"), each.get("href")) for each in page.rel("alternate") if each.get("hreflang")]
        twins = {language: built.base + folder + page.own_path for language, folder in FOLDERS.items()}
        assert len(said) == 3, page.path
        assert dict(said) == twins | {"x-default": twins["nn"]}, page.path


def test_the_language_links_lead_to_the_exact_counterpart(built: Site):
    for page in built.both:
        choices = [each for nav in page.all("nav") if nav.get("class") == "languages" for each in nav.iter("a")]
        links = {each.get("hreflang"): page.resolve(each.get("href")) for each in choices}
        assert len(choices) == 2, page.path
        assert links == {language: (folder + page.own_path, "") for language, folder in FOLDERS.items()}, page.path
        assert [each.get("lang") for each in choices if each.get("aria-current")] == [page.language], page.path


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_title_is_its_own(built: Site, language: str):
    titles = Counter(words(page.one("title")) for page in built.both if page.language == language)
    assert [title for title, count in titles.items() if count > 1 or not title] == []


def test_every_page_has_a_description(built: Site):
    assert [page.path for page in built.pages.values() if not page.meta.get("description", "").strip()] == []


def test_every_page_carries_the_content_security_policy(built: Site):
    for page in built.pages.values():
        heads = [each for each in page.one("head") if isinstance(each.tag, str)]
        policies = [each for each in heads if each.get("http-equiv") == "Content-Security-Policy"]
        assert len(policies) == 1, page.path
        assert policies[0].get("content").startswith("default-src 'none'; "), page.path
        assert re.findall(r"unsafe|data:|\*|http", policies[0].get("content")) == []
        assert {name(each) for each in heads[: heads.index(policies[0])]} <= {"meta"}


def test_nothing_is_loaded_from_elsewhere_and_nothing_stands_inline(built: Site):
    faults = [f"{page.path}: {fault}" for page in built.pages.values() for fault in foreign_or_inline(page)]
    assert faults == []


def foreign_or_inline(page: Page) -> Iterator[str]:
    for element in page.elements:
        tag = name(element)
        if tag == "style" or "style" in element.attrib:
            yield f"inline style in <{tag}>"
        if tag == "script" and "src" not in element.attrib and "json" not in element.get("type", ""):
            yield "inline script"
        handlers = [key for key in element.attrib if isinstance(key, str) and key.startswith("on")]
        if handlers or "srcset" in element.attrib:
            yield f"<{tag}> has {handlers or 'srcset'}"
        loads = LOADING.get(tag) or ("href" if tag == "link" and element.get("rel") in LOADING_LINKS else "")
        address = urlsplit(element.get(loads, ""))
        if address.scheme or address.netloc:
            yield f"<{tag}> loads {element.get(loads)}"


def test_styles_and_pictures_load_nothing_from_elsewhere(built: Site):
    faults = []
    for file in [*built.folder.rglob("*.css"), *built.folder.rglob("*.svg")]:
        text = file.read_text(encoding="utf-8").replace("http://www.w3.org/", "")
        faults += [
            f"{file.name}: {each}" for each in re.findall(r"@import[^;]*|https?://[^\s\"')]+|url\(['\"]?//", text)
        ]
    assert faults == []


def test_no_style_sheet_moves_anything(built: Site):
    """Then there is nothing to stop for who has asked for less motion."""
    sheets = list(built.folder.rglob("*.css"))
    assert len(sheets) > 2
    moving = re.compile(r"(?<![\w-])(?:transition|animation|scroll-behavior)[\w-]*\s*:")
    assert [file.name for file in sheets if moving.search(file.read_text(encoding="utf-8"))] == []


# --- what stands in the page ---


def test_the_words_of_a_link_say_where_it_leads(built: Site):
    """Read alone, as in a list of links."""
    vague = {"her", "les meir", "les mer", "meir", "mer", "klikk her", "trykk her", "sjå her", "se her", "lenkje"}
    links = [(page.path, each) for page in built.pages.values() for each in page.elements if name(each) == "a"]
    said = [(path, each.get("aria-label") or words(each)) for path, each in links]
    assert len(said) > 1000
    assert [(path, text) for path, text in said if text.lower().strip(" .:›→") in vague] == []


def test_each_element_holds_only_what_html_lets_it_hold(built: Site):
    faults = set()
    for page in built.pages.values():
        for element in page.elements:
            allowed = LISTS.get(name(element))
            held = {name(child) for child in element if isinstance(child.tag, str)}
            wrong = held - allowed if allowed else held & FLOW if name(element) in PHRASING else set()
            for group in element.iterfind("div") if name(element) == "dl" else ():
                wrong |= {name(child) for child in group if isinstance(child.tag, str)} - {"dt", "dd"}
            if wrong:
                faults.add(
                    f"<{name(element)} class={element.get('class')}> holds {sorted(wrong)}, as on {page.section}"
                )
    assert sorted(faults) == []


def test_each_page_has_one_h1_and_no_heading_level_is_jumped(built: Site):
    faults = {}
    for page in built.pages.values():
        levels = [heading_level(each) for each in page.elements if heading_level(each)]
        jumps = [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]
        if levels[:1] != [1] or levels.count(1) != 1 or jumps:
            faults[page.path] = levels
    assert faults == {}


def heading_level(element: Element) -> int:
    if element.get("role") == "heading":
        return int(element.get("aria-level"))
    return int(name(element)[1]) if HEADING.fullmatch(name(element)) else 0


def test_no_id_stands_twice_on_a_page(built: Site):
    twice = {page.path: [each for each, n in Counter(page.ids).items() if n > 1] for page in built.pages.values()}
    assert {path: ids for path, ids in twice.items() if ids} == {}


def test_what_names_an_id_names_one_that_exists(built: Site):
    missing = []
    for page in built.pages.values():
        for element in page.elements:
            for key in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
                missing += [
                    f"{page.path}: {id}" for id in element.get(key, "").split() if id not in built.ids[page.path]
                ]
    assert missing == []


def test_nothing_that_should_have_words_is_empty(built: Site):
    empty = []
    for page in built.pages.values():
        for element in page.elements:
            if any(not element.get(key, "x").strip() for key in ("aria-label", "title", "content", "href", "lang")):
                empty.append(f"{page.path}: <{name(element)}> has an empty attribute")
            if (
                name(element) in NEVER_EMPTY
                # No seat, no day of this month: nothing to the eye, and still a cell. A status waits to be told.
                and element.get("class") not in ("matrix-none", "no-day")
                and element.get("role") != "status"
                and not words(element)
                and not any(name(each) in WORDLESS for each in element.iter())
            ):
                empty.append(f"{page.path}: <{name(element)} class={element.get('class')}>")
    assert empty == []


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_no_template_marks_python_values_or_keys_are_shown(built: Site):
    shown = []
    for page in built.pages.values():
        for text, _ in passages(page):
            shown += [f"{page.path}: {match} in {text!r}" for match in LEAKS.findall(text) + RAW_KEY.findall(text)]
    assert shown == []


def test_no_page_has_words_of_the_other_written_form(built: Site):
    found = defaultdict(set)
    for page in built.pages.values():
        for text, language in passages(page):
            if language in LANGUAGES:
                for _, word in foreign_words(text, language):
                    found[f"{language}: {word} in {text}"].add(page.path)
    assert {text: sorted(paths)[:3] for text, paths in found.items()} == {}


def passages(page: Page) -> Iterator[tuple[str, str]]:
    """Give every text a reader meets or hears, with its language: one passage per block, and attributes."""
    if page.path != "404.html":  # its title is in both forms on purpose
        yield words(page.one("title")), page.language
        yield page.meta.get("description", ""), page.language
    yield from _passages(page.one("body"), page.one("html").get("lang"))


def _passages(element: Element, language: str) -> Iterator[tuple[str, str]]:
    pieces: list[str] = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            own = child.get("lang", language)
            yield from ((child.get(key), own) for key in ("alt", "aria-label", "title") if child.get(key))
            if name(child) in INLINE and own == language:
                inner = list(_passages(child, own))
                pieces += [inner[-1][0]]
                yield from inner[:-1]
            else:
                pieces.append("\n")
                yield from _passages(child, own)
        pieces.append(child.tail or "")
    yield " ".join("".join(pieces).split(" ")), language


def test_official_titles_of_acts_are_marked_as_neither_form(both_kinds: tuple[Site, Handbook]):
    site, handbook = both_kinds
    laws = handbook.all("law")
    assert len(laws) > 30
    for language, folder in FOLDERS.items():
        index = marked(site.pages[f"{folder}lover/"])
        assert [law.full_title for law in laws if longer_title(law) not in index | {""}] == [], language
        for law in laws:
            headings = marked(site.pages[f"{folder}lover/{law.id}/"])
            assert [each.heading for each in law.sections if each.heading and each.heading not in headings] == []


def marked(page: Page) -> set[str]:
    return {words(each) for each in page.elements if each.get("lang") == "no"}


# --- what the pages promise ---


CALENDARS = {f"kalender/{name}/" for name in ("rutenett", "arshjul", "oppsett", "abonner")}
"""Lists of days: nobody is told there to talk with parents."""


def test_the_violence_rule_stands_first_on_every_page_of_the_guide(both_kinds: tuple[Site, Handbook]):
    site, handbook = both_kinds
    (rule,) = [rule for rule in handbook.all("safety_rule") if rule.trigger == "violence"]
    pages = site.below("niva", "grupper", "skjema", "kalender")
    kinds = ("level", "group", "form", "meeting")
    pages = [page for page in pages if page.own_path not in CALENDARS]
    overviews = [page for page in pages if page.own_path in ("grupper/matrise/", "niva/kompass/")]
    assert len(pages) == 2 * sum(len(handbook.all(kind)) for kind in kinds) + len(overviews)
    for page in pages:
        headings = [each for each in page.main.iter() if isinstance(each.tag, str) and heading_level(each)]
        assert words(headings[1]) == getattr(rule.name, page.language), page.path
        notices = [each for each in page.main.iter("section") if each.get("class") == "safety"]
        assert [getattr(rule.summary, page.language) in words(each) for each in notices] == [True], page.path
        assert "tel:112" in [each.get("href") for each in notices[0].iter("a")], page.path


@pytest.mark.parametrize("section", ["kontakt", "niva", "grupper", "skjema", "lover"])
def test_a_measure_and_what_it_names_link_to_each_other(fjordvik_site: Site, section: str):
    measures = {page.path: page.links(page.main) for page in fjordvik_site.below("tiltak")}
    others = {page.path: page for page in fjordvik_site.below(section)}
    back = {path: page.links(page.main) for path, page in others.items()}
    there = [(path, *target) for path, links in measures.items() for target in links if target[0] in others]
    assert there
    one_way = [
        f"{path} -> {other}#{anchor}"
        for path, other, anchor in there
        if not any(path == target for target, _ in links_at(others[other], anchor))
    ]
    one_way += [
        f"{other} -> {path}"
        for other, links in back.items()
        for path, _ in links
        if path in measures and not any(other == target for target, _ in measures[path])
    ]
    assert one_way == []


def links_at(page: Page, anchor: str) -> set[tuple[str, str]]:
    """Give the links of a page, or of the one place on it that an anchor names."""
    place = next(each for each in page.elements if each.get("id") == anchor) if anchor else page.main
    return page.links(place)


def _is_hidden(page: Page) -> bool:
    return page.section in ("status", "skriv-ut")


def test_the_sitemap_lists_every_page_once(fjordvik_site: Site):
    tree = parse(fjordvik_site.folder / "sitemap.xml")
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    listed = [each.text for each in tree.iterfind("s:url/s:loc", space)]
    for_readers = (page for page in fjordvik_site.both if not _is_hidden(page))
    assert sorted(listed) == sorted(fjordvik_site.base + page.path for page in for_readers)
    for url in tree.iterfind("s:url", space):
        twins = {each.get("hreflang"): each.get("href") for each in url.iterfind("x:link", space)}
        page = fjordvik_site.pages[url.find("s:loc", space).text.removeprefix(fjordvik_site.base)]
        assert twins == {language: fjordvik_site.base + folder + page.own_path for language, folder in FOLDERS.items()}


def test_only_pages_that_are_not_for_readers_to_find_ask_search_engines_to_stay_away(fjordvik_site: Site):
    hidden = {page.path for page in fjordvik_site.pages.values() if "robots" in page.meta}
    assert hidden == {page.path for page in fjordvik_site.both if _is_hidden(page)} | {"404.html"}


# --- the example ---


def test_an_example_says_so_on_every_page_and_hides_from_search_engines(vindafjord_site: Site, vindafjord: Handbook):
    assert not (vindafjord_site.folder / "sitemap.xml").exists()
    for page in vindafjord_site.pages.values():
        assert page.meta.get("robots") == "noindex", page.path
        notices = [words(each) for each in page.all("aside") if each.get("class") == "example"]
        assert notices == [getattr(vindafjord.municipality.example, page.language)], page.path


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_nineteen_meetings_keep_the_words_of_the_plan(vindafjord_site: Site, vindafjord: Handbook, language: str):
    meetings = vindafjord.all("meeting")
    assert len(meetings) == 19
    index = vindafjord_site.pages[f"{FOLDERS[language]}kalender/oppsett/"]
    rows = {
        index.resolve(row.find(".//a").get("href"))[0]: words(row)
        for row in index.main.iter("tr")
        if row.find(".//a") is not None
    }
    assert len(rows) == 19
    for meeting in meetings:
        path = f"{FOLDERS[language]}kalender/{meeting.id}/"
        written = " ".join(getattr(meeting.cadence.text, language).split())
        assert written in rows[path]
        assert written in words(vindafjord_site.pages[path].main)


def test_a_plan_without_dates_gets_none_but_what_its_two_rules_give(vindafjord_site: Site):
    """Week 9 is a week, as a proposal; «the last Wednesday before Easter» is two days until somebody has chosen."""
    given = {
        each.get("datetime")
        for page in vindafjord_site.pages.values()
        for each in page.all("time")
        if each.get("datetime") is not None
    }
    assert given == {"2027-03-01", "2027-03-17", "2028-02-28", "2028-04-05"}
    states = {each.get("class") for page in vindafjord_site.pages.values() for each in page.elements}
    assert not states & {"tile tile-decided", "tile tile-moved"}


def test_no_page_names_a_repealed_act_without_saying_so(both_kinds: tuple[Site, Handbook]):
    """Read every page as a visitor does: beside a repealed act stands that it is repealed, or when it was."""
    site, handbook = both_kinds
    registry = Registry(handbook.all("law"), TODAY)
    seen = 0
    for path, page in site.pages.items():
        text = words(page.main)
        for citation, judgements in registry.read(text):
            if any(one.verdict == "repealed-act" for one in judgements) and not citation.says_repealed:
                seen += 1
                own = any(path.endswith((f"lover/{one.law.id}/", "skriv-ut/lover/")) for one in judgements if one.law)
                around = text if own else text[max(0, citation.start - 200) : citation.end + 200]
                assert re.search("[Oo]pphev(a|et)|Ord vi (ikkje|ikke) bruker lenger", around), (
                    path,
                    citation.text,
                    around,
                )
    assert seen
