"""Guards the search as a reader meets it: by keyboard, in the dialog and on its page, without script, in trouble."""

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from browser.conftest import AddressOf
from browser.test_axe import AXE, COLOURS, EVERYTHING, look
from browser.test_pages import TOO_WIDE

pytestmark = pytest.mark.browser

FOCUS = "() => document.activeElement.className || document.activeElement.localName"
BAD = [
    "x" * 10_000,
    "skule " * 2_000,
    "<img src=x onerror=alert(1)><script>alert(1)</script>",
    "\x01\x02\u200b\u202e",
    "🙂🙂🙂",
    "مرحبا بالعالم",
    "{n} {q} %00 &amp; ' \" \\",
    "__proto__ constructor",
]
Quiet = Callable[[], list[str]]


@pytest.fixture
def quiet(tab: Page) -> Iterator[Quiet]:
    """Give what went wrong in the tab so far: errors, warnings, and requests to elsewhere."""
    faults: list[str] = []
    listeners = {
        "console": lambda message: faults.append(f"{message.type}: {message.text}"),
        "pageerror": lambda error: faults.append(f"script: {error}"),
        "dialog": lambda opened: (faults.append("a dialog of the browser"), opened.dismiss()),
    }
    for event, listener in listeners.items():
        tab.on(event, listener)
    yield lambda: faults
    for event, listener in listeners.items():
        tab.remove_listener(event, listener)


def write(tab: Page, text: str) -> None:
    """Write in the field of the search's own page."""
    tab.locator("#search-page-field").press_sequentially(text)


def titles(tab: Page) -> list[str]:
    """Give the titles of the results, when there are any."""
    tab.locator(".search-box .search-result").first.wait_for()
    return tab.locator(".search-result-title a").all_inner_texts()


def told(tab: Page) -> str:
    """Give what the search says, when it has said something."""
    status = tab.locator(".search-box .search-status")
    status.filter(has_text=".").wait_for()
    return status.inner_text()


# --- the dialog ---


@pytest.mark.parametrize(("language", "query"), [("nn", "mobba på skolen"), ("nb", "mobba på skulen")])
def test_the_search_is_used_by_keyboard_alone(tab: Page, address: AddressOf, quiet: Quiet, language: str, query: str):
    tab.goto(address("measure", language))
    tab.locator(".menu a").first.focus()
    tab.keyboard.press("Control+k")
    tab.keyboard.type(query)
    assert "mobbing" in " ".join(titles(tab)).lower()
    assert f"treff på «{query}»" in told(tab)
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowDown")
    assert tab.evaluate("() => document.activeElement.closest('.search-result') !== null")
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("ArrowUp")
    assert tab.evaluate(FOCUS) == "search-field"
    tab.keyboard.press("Escape")
    assert not tab.locator(".search-dialog").is_visible()
    assert tab.evaluate("() => document.activeElement.closest('.menu') !== null")
    assert quiet() == []


def test_a_result_is_opened_by_keyboard(tab: Page, address: AddressOf):
    tab.goto(address("group", "nb"))
    tab.keyboard.press("Control+k")
    tab.keyboard.type("stafettlogg")
    titles(tab)
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/nb/**")
    assert "/nb/" in tab.url
    assert "stafettlogg" in tab.locator("main").inner_text().lower()


@pytest.mark.parametrize("key", ["k", "/", "s"])
def test_a_letter_alone_opens_nothing_and_is_written_where_one_writes(tab: Page, address: AddressOf, key: str):
    """WCAG 2.1.4; and a sign that a screen reader uses is the screen reader's."""
    tab.goto(address("form", "nn"))
    tab.keyboard.press(key)
    assert not tab.locator(".search-dialog").is_visible()
    answer = tab.locator("main textarea").first
    answer.press_sequentially(key)
    assert answer.input_value() == key


def test_what_is_written_in_the_field_of_the_header_goes_on_in_the_dialog(tab: Page, address: AddressOf):
    tab.goto(address("level", "nn"))
    tab.locator("#search-field").focus()
    assert not tab.locator(".search-dialog").is_visible()  # a stop on the way changes nothing
    tab.keyboard.type("angst")
    assert tab.locator("#search-dialog-field").input_value() == "angst"
    assert titles(tab)


@pytest.mark.parametrize("width", [320, 360, 900])
def test_a_button_opens_the_search_on_a_narrow_screen(tab: Page, address: AddressOf, width: int):
    tab.set_viewport_size({"width": width, "height": 700})
    tab.goto(address("home", "nn"))
    assert not tab.locator("#search-field").is_visible()
    tab.locator(".search-button").click()
    assert tab.evaluate(FOCUS) == "search-field"
    tab.keyboard.type("søvn")
    titles(tab)
    assert tab.evaluate(TOO_WIDE) == []
    tab.locator(".search-close").click()
    assert tab.evaluate(FOCUS) == "search-button"


def test_who_is_lost_can_search(tab: Page, address: AddressOf):
    tab.goto(address("404", "nn"))
    tab.keyboard.press("Control+k")
    tab.keyboard.type("pmto")
    titles(tab)
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/tiltak/pmto*/")


def test_the_home_page_suggests_what_to_search_for(tab: Page, address: AddressOf):
    tab.goto(address("home", "nn"))
    suggestions = tab.locator(".search-suggestions a")
    assert suggestions.count() == 3
    suggestions.first.click()
    assert tab.locator("#search-dialog-field").input_value() == suggestions.first.inner_text()
    assert titles(tab)


def test_the_dialog_leads_to_all_results(tab: Page, address: AddressOf):
    tab.goto(address("service", "nb"))
    tab.keyboard.press("Control+k")
    tab.keyboard.type("skole & hjem")
    few = len(titles(tab))
    tab.locator(".search-all a").click()
    tab.wait_for_url("**/nb/sok/?q=*")
    assert tab.locator("#search-page-field").input_value() == "skole & hjem"
    assert len(titles(tab)) > few


def test_the_index_is_fetched_when_the_search_is_first_used(tab: Page, address: AddressOf):
    asked: list[str] = []

    def note(request) -> None:
        asked.append(request.url)

    tab.on("request", note)
    tab.goto(address("measures", "nn"), wait_until="networkidle")
    before = [url for url in asked if url.endswith("search.json")]
    tab.keyboard.press("Control+k")
    tab.keyboard.type("angst")
    titles(tab)
    tab.keyboard.type("er")
    titles(tab)
    tab.remove_listener("request", note)
    assert before == []
    assert len([url for url in asked if url.endswith("search.json")]) == 1


# --- what is shown ---


def test_the_acute_rule_comes_first(tab: Page, address: AddressOf):
    tab.goto(f"{address('search', 'nn')}?q=pappa+sl%C3%A5r")
    titles(tab)
    rule = tab.locator(".search-acute .safety")
    assert rule.locator("a[href^='tel:']").count() == 2
    assert rule.bounding_box()["y"] < tab.locator(".search-results").bounding_box()["y"]
    tab.locator("#search-page-field").fill("barselgruppe")
    tab.locator(".search-status", has_text="barselgruppe").wait_for()
    assert rule.count() == 0


def test_the_words_that_matched_are_marked_and_the_other_form_is_named(tab: Page, address: AddressOf):
    tab.goto(f"{address('search', 'nn')}?q=skolelos")
    titles(tab)
    assert "skulelos" in [text.lower() for text in tab.locator(".search-result mark").all_inner_texts()]
    tab.goto(f"{address('search', 'nn')}?q=uke")
    titles(tab)
    other = tab.locator(".search-why [lang=nb] mark")
    assert other.first.inner_text().lower().startswith("uke")


def test_unrelated_words_give_near_hits_that_say_so_or_none(tab: Page, address: AddressOf):
    tab.goto(f"{address('search', 'nn')}?q=skjenkebevilling+parkering")
    assert "ingenting sikkert" in told(tab)
    assert tab.locator(".search-group").count() == tab.locator(".search-near").count() == 1
    tab.goto(f"{address('search', 'nn')}?q=xyzzyqq")
    assert told(tab).startswith("Vi fann ingenting på «xyzzyqq».")
    assert tab.locator(".search-lists a").count() > 8


def test_a_dialog_that_found_nothing_leads_to_the_lists(tab: Page, address: AddressOf):
    tab.goto(address("measure", "nn"))
    tab.keyboard.press("Control+k")
    tab.keyboard.type("xyzzyqq")
    told(tab)
    tab.locator(".search-dialog .search-all a").click()
    assert tab.url == f"{address('search', 'nn')}#lister"
    assert tab.locator("#lister").is_visible()


def test_the_page_keeps_its_query_in_the_address(tab: Page, address: AddressOf):
    tab.goto(f"{address('search', 'nb')}?q=bup")
    titles(tab)
    tab.locator("#search-page-field").fill("ppt & bup")
    tab.wait_for_url("**/nb/sok/?q=ppt*")
    tab.reload()
    assert tab.locator("#search-page-field").input_value() == "ppt & bup"


def test_a_screen_reader_is_told_when_the_reader_pauses(tab: Page, address: AddressOf):
    tab.goto(address("search", "nn"))
    status = tab.locator(".search-status")
    assert status.get_attribute("role") == "status"
    write(tab, "mobbing")
    tab.locator(".search-status[aria-live=polite]", has_text="mobbing").wait_for()


# --- when something is wrong ---


@pytest.mark.parametrize("query", BAD, ids=lambda query: ascii(query)[:20])
def test_bad_input_gives_a_sentence_and_no_error(tab: Page, address: AddressOf, quiet: Quiet, query: str):
    tab.goto(address("search", "nn"))
    tab.locator("#search-page-field").evaluate("(field, text) => { field.value = text; }", query)
    tab.locator("#search-page-field").dispatch_event("input")
    assert told(tab)
    assert tab.locator("img[src=x], .search-results script").count() == 0
    assert [each for each in tab.evaluate(TOO_WIDE) if "search-field" not in each] == []  # a field shows its end
    assert quiet() == []


@pytest.mark.parametrize(
    "body", ["", "{", "null", "[]", "{}", json.dumps({"terms": 1, "concepts": [[1]]}), "<!doctype html><p>404"]
)
def test_a_broken_index_gives_a_sentence_and_no_error(tab: Page, address: AddressOf, quiet: Quiet, body: str):
    failed(tab, address, lambda route: route.fulfill(status=200, content_type="application/json", body=body))
    assert quiet() == []


@pytest.mark.parametrize("status", [404, 500])
def test_a_missing_index_gives_a_sentence(tab: Page, address: AddressOf, quiet: Quiet, status: int):
    failed(tab, address, lambda route: route.fulfill(status=status, body="no"))
    assert [fault for fault in quiet() if str(status) not in fault] == []  # the browser's own line about the request


def failed(tab: Page, address: AddressOf, answer: Callable[[Route], None]) -> None:
    tab.route("**/search.json", answer)
    try:
        tab.goto(address("search", "nn"))
        write(tab, "angst")
        assert told(tab).startswith("Søket verkar ikkje akkurat no")
    finally:
        tab.unroute("**/search.json")
    tab.locator("#search-page-field").fill("angst og uro")
    assert titles(tab)  # and the reader who goes on, is helped as soon as it can be


@pytest.mark.parametrize("width", [320, 1280])
def test_without_script_the_header_leads_to_a_page_that_says_so(chromium: Browser, address: AddressOf, width: int):
    with chromium.new_context(java_script_enabled=False, viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        page.goto(address("measure", "nb"))
        box = page.locator(".search-in-header .search-submit").bounding_box()
        assert box["x"] + box["width"] <= width
        page.locator("#search-field").fill("skolevegring")
        page.locator("#search-field").press("Enter")
        page.wait_for_url("**/nb/sok/?q=skolevegring")
        assert page.locator(".search-without-script").is_visible()
        page.locator(".search-lists a").first.click()
        assert page.locator("h1").is_visible()


# --- axe ---


@pytest.mark.parametrize("language", ["nn", "nb"])
@pytest.mark.parametrize("query", ["pappa slår", "skjenkebevilling parkering", "xyzzyqq"])
def test_axe_finds_nothing_in_the_open_search(tab: Page, address: AddressOf, language: str, query: str):
    found = {}
    for width in (360, 1280):
        tab.set_viewport_size({"width": width, "height": 900})
        for template in ("home", "search"):
            tab.goto(address(template, language))
            tab.keyboard.press("Control+k")
            tab.keyboard.type(query)
            told(tab)
            tab.evaluate(AXE)
            found[template, width] = look(tab, "light", EVERYTHING)
        found["search", width, "dark"] = look(tab, "dark", COLOURS)  # axe sees no colours in an open dialog
    assert {state: faults for state, faults in found.items() if faults} == {}
