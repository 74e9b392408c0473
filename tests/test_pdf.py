"""The handbook on paper: what is bound and in which order, and a real PDF read back page by page."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from io import BytesIO

import pytest
from conftest import EPOCH, ROOT
from pypdf import PdfReader
from pypdf.generic import Destination, PdfObject

from handbook.models.kinds import KINDS
from handbook.paper import PageMissing
from handbook.pdf import bind
from handbook.prose import read_prose
from handbook.views.book import Book, book
from handbook.views.pages import pages

LANGUAGES = ("nn", "nb")


@pytest.fixture(scope="session")
def whole(fjordvik, edition) -> Callable[[str], Book]:
    """Give `whole(language)`: the book of Fjordvik."""
    prose, _ = read_prose(ROOT / "content")
    return lambda language: book(edition(fjordvik, language), prose)


@pytest.fixture(scope="session")
def thin(whole, site, fjordvik, edition, renderer) -> Callable[[str], bytes]:
    """Give `thin(language)`: the PDF of every chapter with its first two pages; the whole takes minutes."""
    made: dict[str, bytes] = {}

    def of(language: str) -> bytes:
        if language not in made:
            made[language] = bind(_thinned(whole(language)), renderer(edition(fjordvik, language)), site)
        return made[language]

    return of


def _thinned(whole: Book) -> Book:
    return replace(whole, chapters=tuple(replace(one, pages=one.pages[:2]) for one in whole.chapters))


def _read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def _outline(reader: PdfReader) -> list[tuple[str, int]]:
    """Every entry of the outline with the number of its page."""
    found = []

    def walk(entries: list) -> None:
        for each in entries:
            if isinstance(each, Destination):
                found.append((each.title, reader.get_destination_page_number(each) + 1))
            else:
                walk(each)

    walk(reader.outline)
    return found


def _tags(top: PdfObject) -> set[str]:
    """The kinds of element in the tree that a screen reader follows."""
    found, waiting = set(), [top]
    while waiting:
        each = waiting.pop().get_object()
        if isinstance(each, list):
            waiting += each
        elif isinstance(each, dict):
            found.add(each.get("/S"))
            waiting += [each["/K"]] if "/K" in each else []
    return found


def _plain(text: str) -> str:
    """The text without what the breaking of lines changes."""
    return re.sub(r"[\s\u00ad‐-]+", "", text)


def _titles(bound: Book) -> list[str]:
    """The titles of all chapters and their pages, in order."""
    pages = [(chapter.title, *(page.text for page in chapter.pages)) for chapter in bound.chapters]
    return [_plain(title) for titles in pages for title in titles]


def test_the_chapters_stand_in_the_order_of_the_menu(whole):
    paths = [chapter.path for chapter in whole("nn").chapters]
    menu = ("hjelp/", "niva/", "tiltak/", "grupper/", "kalender/", "lover/", "roller/")
    assert [path for path in paths if path in menu] == list(menu)
    assert paths.index("tiltak/") + 1 == paths.index("kontakt/")
    assert paths.index("lover/") + 1 == paths.index("plikter/")
    assert paths[-2:] == ["ord/", "ring/"]


def test_every_record_with_a_page_and_every_page_of_prose_is_bound_once(whole, fjordvik):
    paths = list(whole("nb").deeper)
    assert len(paths) == sum(1 + len(chapter.pages) for chapter in whole("nb").chapters)
    own = (kind for kind in KINDS.values() if kind.section and kind.own_pages)
    records = {f"{kind.section}/{one.id}/" for kind in own for one in fjordvik.all(kind.name)}
    prose = {page.path for page in read_prose(ROOT / "content")[0] if page.path}
    assert records | prose <= set(paths)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_book_calls_every_page_what_the_page_itself_does(whole, edition, fjordvik, language):
    titles = {page.path: page.title for page in pages(edition(fjordvik, language))}
    bound = whole(language)
    said = {one.path: one.title for one in bound.chapters} | {
        page.path: page.text for one in bound.chapters for page in one.pages
    }
    assert {path: title for path, title in said.items() if path in titles and titles[path] != title} == {}
    assert len(said.keys() & titles.keys()) > 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_is_tagged_and_says_its_language(thin, language):
    catalog = _read(thin(language)).trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"].value is True
    assert catalog["/Lang"] == language
    assert {"/H1", "/H2", "/H3", "/P", "/L", "/LI", "/Link"} <= _tags(catalog["/StructTreeRoot"]["/K"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_outline_names_every_chapter_and_page_in_order(thin, whole, language):
    titles = [_plain(title) for title, _ in _outline(_read(thin(language)))]
    expected = _titles(_thinned(whole(language)))
    assert [title for title in titles if title in expected] == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contents_give_the_right_page_of_each_chapter_and_page(thin, whole, language):
    reader = _read(thin(language))
    (title, contents), *entries = _outline(reader)
    assert title in ("Innhald", "Innhold")
    start = entries[0][1]
    printed = _plain("".join(page.extract_text() for page in reader.pages[contents - 1 : start - 1]))
    expected = _titles(_thinned(whole(language)))
    found = [(_plain(title), number) for title, number in entries if _plain(title) in expected]
    assert [title for title, _ in found] == expected
    assert not [
        each for each in found if not re.search(rf"{re.escape(each[0])}(\([^)]*\))?\.+{each[1]}(?!\d)", printed)
    ]


def test_what_breaks_over_a_page_is_not_lost(thin, site):
    words = re.findall(r"[<]dt>([^<]+)", (site / "ord" / "index.html").read_text(encoding="utf-8"))
    printed = _plain("".join(page.extract_text() for page in _read(thin("nn")).pages))
    assert len(words) > 100
    assert not [word for word in words if _plain(unescape(word)) not in printed]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_but_the_first_has_its_number_and_the_date_in_its_foot(thin, language):
    first, *others = (page.extract_text() for page in _read(thin(language)).pages)
    assert "22. november 2026" in first
    assert {"nn": "Nynorsk", "nb": "Bokmål"}[language] in first
    for number, text in enumerate(others, start=2):
        assert "Fjordvik kommune · 22. november 2026" in text, number
        assert re.search(rf"2026 {number}$", text), number


@pytest.mark.parametrize(("language", "other"), [("nn", "nb"), ("nb", "nn")])
def test_a_pdf_holds_the_leads_of_its_own_language_and_none_of_the_other(thin, whole, language, other):
    own, foreign = ({_plain(chapter.lead) for chapter in whole(each).chapters} for each in (language, other))
    printed = _plain("".join(page.extract_text() for page in _read(thin(language)).pages))
    assert len(foreign - own) > 10
    assert not [lead for lead in foreign - own if lead in printed]
    said = {_plain(chapter.lead) for chapter in whole(language).chapters if not chapter.opening}
    assert said
    assert not [lead for lead in said if lead not in printed]


def test_links_lead_inside_the_book_or_to_the_site_and_never_to_a_file(thin):
    actions = [
        note.get_object()
        for page in _read(thin("nn")).pages
        for note in page.get("/Annots", ())
        if note.get_object()["/Subtype"] == "/Link"
    ]
    outside = [note["/A"]["/URI"] for note in actions if "/A" in note and "/URI" in note["/A"]]
    assert len(actions) - len(outside) > 100
    assert {uri.split(":")[0] for uri in outside} <= {"http", "https", "tel", "mailto"}
    assert any(uri.startswith("https://handbok.fjordvik.example/") for uri in outside)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_can_be_read_and_copied_whole(thin, language):
    read = 0
    for page in _read(thin(language)).pages:
        links = (note.get_object().get("/A", {}).get("/URI", "") for note in page.get("/Annots", ()))
        addresses = {uri.partition(":")[2].partition("?")[0] for uri in links if uri.startswith("mailto:")}
        assert not [each for each in addresses if each not in page.extract_text()]
        read += len(addresses)
    assert read > 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_level_does_not_send_who_reads_paper_to_the_pages_of_its_steps(thin, site, language):
    level = (site / {"nn": "", "nb": "nb"}[language] / "niva" / "0" / "index.html").read_text(encoding="utf-8")
    label = re.search(r'class="fact on-screen">\s*[<]dt>.*?[<]/svg>([^<]+)', level)[1]
    assert _plain(label) not in _plain("".join(page.extract_text() for page in _read(thin(language)).pages))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_step_and_no_heading_of_a_list_of_dates_stands_alone_at_the_foot(thin, language):
    lines = [page.extract_text().splitlines() for page in _read(thin(language)).pages[1:]]
    last = [[line for line in page if "kommune · 22. november" not in line][-1:] for page in lines]
    assert any(re.match(r"\d+\. Vurder", line) for page in lines for line in page)
    assert not [line for (line,) in filter(None, last) if re.match(r"\d\. [A-ZÆØÅ]|Dat(ar|oar|oer)$|Frist$", line)]


def test_the_same_site_gives_the_same_bytes(whole, site, fjordvik, edition, renderer, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)  # as the Makefile does
    one = replace(whole("nn"), chapters=whole("nn").chapters[-1:])
    assert bind(one, renderer(edition(fjordvik)), site) == bind(one, renderer(edition(fjordvik)), site)


def test_a_site_of_other_data_is_refused(whole, tmp_path, fjordvik, edition, renderer):
    with pytest.raises(PageMissing, match=r"index\.html"):
        bind(whole("nn"), renderer(edition(fjordvik)), tmp_path)
