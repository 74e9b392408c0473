"""Guards the calendar as a reader uses it: filters by keyboard, on any day it is read, without script, on paper."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from browser.conftest import NOON, AddressOf
from browser.test_axe import AXE, COLOURS, EVERYTHING, look

pytestmark = pytest.mark.browser

PAGES = ["meetings", "months", "wheel", "planned", "subscribe"]
SCRIPTS = re.compile(r"\.js(\?|$)")
OPEN = "() => document.querySelectorAll('details').forEach(each => { each.open = true; })"
ROWS = ".agenda-row"

ReadOn = Callable[[str, str], Page]


@pytest.fixture
def read_on(chromium: Browser, address: AddressOf) -> Iterator[ReadOn]:
    """Give `read_on(template, moment)`: the page as it is read at that moment, by a clock that stands in Norway."""
    contexts = []

    def read(template: str, moment: str = NOON) -> Page:
        contexts.append(chromium.new_context(locale="nn-NO", timezone_id="Europe/Oslo"))
        page = contexts[-1].new_page()
        page.clock.set_fixed_time(moment)
        page.goto(address(template, "nn"))
        return page

    yield read
    for context in contexts:
        context.close()


@pytest.fixture
def plain(chromium: Browser) -> Iterator[Page]:
    """A tab that fetches no script of the site, so that axe may look at what those see who have none."""
    with chromium.new_context(locale="nn-NO", bypass_csp=True) as context:
        context.route(SCRIPTS, lambda route: route.abort())
        yield context.new_page()


def seen(rows: Locator) -> Locator:
    return rows.filter(visible=True)


def days(page: Page) -> list[str]:
    """The last days of the rows that have one and are not hidden, closed months among them."""
    read = "rows => rows.filter(row => !row.hidden && row.dataset.last).map(row => row.dataset.last)"
    return page.locator(f"main {ROWS}").evaluate_all(read)


# --- axe ---


@pytest.mark.parametrize("template", PAGES)
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_when_all_is_open(tab: Page, address: AddressOf, template: str, width: int):
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(address(template, "nn"))
    tab.evaluate(OPEN)
    tab.evaluate(AXE)
    assert look(tab, "light", EVERYTHING) == []
    assert look(tab, "dark", COLOURS) == []


@pytest.mark.parametrize("template", PAGES)
def test_axe_finds_nothing_where_there_is_no_script(plain: Page, address: AddressOf, template: str):
    plain.goto(address(template, "nn"))
    plain.evaluate(OPEN)
    assert plain.locator(".filters").filter(visible=True).count() == 0
    plain.evaluate(AXE)
    assert look(plain, "light", EVERYTHING) == []
    assert look(plain, "dark", COLOURS) == []


# --- filters ---


@pytest.mark.parametrize("name", ["role", "service", "group", "audience"])
def test_a_choice_made_by_keyboard_is_counted_aloud_kept_in_the_address_and_on_reload(read_on: ReadOn, name: str):
    page = read_on("meetings", NOON)
    all_days = len(days(page))
    summary = page.locator(".filters summary")
    summary.focus()
    if not page.locator(".filters details").evaluate("each => each.open"):
        page.keyboard.press("Enter")
    status = page.locator(".filters [role=status]")
    assert status.inner_text() == ""
    page.locator(f"#filter-{name}").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    id = page.locator(f"#filter-{name}").input_value()
    assert id
    kept = page.locator(f"main {ROWS}:not([hidden])")
    assert kept.count() > 0
    assert len(days(page)) < all_days
    assert {id in (row.get_attribute(f"data-{name}") or "").split() for row in kept.all()} == {True}
    assert re.search(rf"\b({kept.count()}|eitt|eit|éin|ein)\b", status.inner_text().lower()), status.inner_text()
    assert page.url.endswith(f"?{name}={id}")

    before = days(page)
    page.reload()
    assert page.locator(f"#filter-{name}").input_value() == id
    assert days(page) == before
    assert page.locator(".filters details").evaluate("each => each.open")


def test_nothing_found_is_said_and_the_choice_can_be_undone_by_keyboard(read_on: ReadOn):
    page = read_on("meetings", NOON)
    before = days(page)
    page.locator(".filters details").evaluate("each => { each.open = true; }")
    roles = page.locator("#filter-role option").evaluate_all("all => all.map(each => each.value)")
    groups = page.locator("#filter-group option").evaluate_all("all => all.map(each => each.value)")
    for group in groups[1:]:
        page.goto(f"{page.url.split('?')[0]}?role={roles[1]}&group={group}")
        if not page.locator(f"main {ROWS}:not([hidden])").count():
            break
    assert not page.locator(f"main {ROWS}:not([hidden])").count()
    assert seen(page.locator("main h2")).count() <= 2  # the key stands, empty months do not
    page.locator(".filters button[type=reset]").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => !location.search")
    assert days(page) == before
    assert page.locator(".filters [role=status]").inner_text() != ""


def test_an_address_with_a_choice_that_does_not_exist_shows_everything(read_on: ReadOn):
    page = read_on("meetings", NOON)
    before = days(page)
    page.goto(f"{page.url}?role=finst-ikkje&anna=1")
    assert days(page) == before


# --- whatever day it is read ---


def test_past_rows_are_gone_and_the_next_one_is_marked_months_after_the_build(read_on: ReadOn):
    early, late = read_on("meetings", NOON), read_on("meetings", "2027-03-15T08:00:00+01:00")
    assert min(days(early)) < "2027-01-01"
    assert min(days(late)) >= "2027-03-15"
    assert set(days(late)) == {day for day in days(early) if day >= "2027-03-15"}
    for page in (early, late):
        mark = page.locator(".next-mark")
        assert mark.inner_text().strip().lower() == "neste"
        first = page.locator(f"main {ROWS}[data-last]:not([hidden])").first
        assert first.locator(".next-mark").count() == 1


def test_months_that_are_past_leave_no_heading_behind(read_on: ReadOn):
    page = read_on("meetings", "2027-03-15T08:00:00+01:00")
    headings = seen(page.locator("main [data-rows] :is(h2, summary)")).all_inner_texts()
    assert not [each for each in headings if re.match("(November|Desember) 2026|(Januar|Februar) 2027", each)]


def test_the_next_meeting_can_be_seen_when_its_month_was_not_open_at_first(read_on: ReadOn):
    page = read_on("meetings", "2027-04-20T08:00:00+02:00")
    assert page.locator(".next-mark").is_visible()


def test_a_choice_moves_the_mark_of_the_next_meeting(read_on: ReadOn):
    page = read_on("meetings", NOON)
    for id in page.locator("#filter-role option").evaluate_all("all => all.slice(1, 6).map(each => each.value)"):
        page.goto(f"{page.url.split('?')[0]}?role={id}")
        first = page.locator(f"main {ROWS}[data-last]:not([hidden])").first
        if first.count():
            assert first.locator(".next-mark").count() == 1, id
        assert page.locator(".next-mark").count() <= 1


def test_a_meeting_is_not_past_before_its_day_is_over_in_norway(read_on: ReadOn):
    for moment, there in (("2026-12-01T23:30:00+01:00", True), ("2026-12-02T00:30:00+01:00", False)):
        assert ("2026-12-01" in days(read_on("meetings", moment))) is there


def test_the_home_page_always_shows_the_next_three(read_on: ReadOn):
    for moment in (NOON, "2027-01-22T08:00:00+01:00", "2027-03-15T08:00:00+01:00"):
        page = read_on("home", moment)
        rows = seen(page.locator(f".agenda {ROWS}"))
        assert rows.count() == 3, moment
        assert min(row.get_attribute("data-last") for row in rows.all()) >= moment[:10]


# --- without script ---


@pytest.mark.parametrize("template", PAGES)
def test_all_rows_and_links_are_there_without_script(plain: Page, tab: Page, address: AddressOf, template: str):
    said = []
    for page in (plain, tab):
        page.goto(address(template, "nn"))
        page.evaluate(OPEN)
        links = page.locator("main a").evaluate_all("all => all.map(each => each.getAttribute('href'))")
        said.append((seen(page.locator(f"main {ROWS}")).count(), links))
    assert said[0] == said[1]
    assert len(said[0][1]) > 20


def test_the_list_says_which_days_it_holds(plain: Page, address: AddressOf):
    plain.goto(address("meetings", "nn"))
    assert re.search(r"22\. november 2026.*31\. juli 2027", plain.locator(".agenda-holds").inner_text())


# --- on paper ---


@pytest.mark.parametrize("language", ["nn", "nb"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_wheel_is_printed_on_one_a3_page_lying_down(
    tab: Page, address: AddressOf, tmp_path: Path, language: str, scheme: str
):
    tab.goto(address("wheel", language))
    tab.emulate_media(media="print", color_scheme=scheme)
    pdf = tab.pdf(path=tmp_path / "wheel.pdf", prefer_css_page_size=True, print_background=False)
    sheets = re.findall(rb"/MediaBox \[([\d. ]+)\]", pdf)
    assert len(re.findall(rb"/Type /Page\b", pdf)) == len(sheets) == 1
    width, height = (float(each) / 72 * 25.4 for each in sheets[0].split()[2:])
    assert (round(width), round(height)) == (420, 297)


def test_the_list_is_printed_without_filters_and_with_every_row(tab: Page, address: AddressOf):
    tab.goto(address("meetings", "nn"))
    tab.emulate_media(media="print")
    assert seen(tab.locator(".filters, .calendar-tabs")).count() == 0
    rows = tab.locator(f"main {ROWS}:not([hidden])")
    assert seen(rows).count() > 10
