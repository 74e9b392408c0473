"""Guards what a first view costs and that it stands still: requests, weight, layout shift. Nothing here is timed."""

import gzip
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Response, Route

from browser.conftest import NOON, AddressOf

pytestmark = pytest.mark.browser

FIRST_VIEWS = ("home", "measure", "measures", "meetings", "step")
MOST_REQUESTS = 11
MOST_BYTES = 100 * 1024
MOST_SHIFT = 0.02

LATE = {"nothing": None, "the font": "**/*.woff2", "its own script": "**/{measures,calendar}.js"}
WITH_A_SCRIPT = {"home", "measures", "meetings"}
"""The others have the frame's alone, and stand still until it is there."""

# All shifts are summed; what browsers report is the worst few seconds only.
WATCH = """(() => {
  globalThis.shifts = [];
  const note = list => shifts.push(...list.getEntries().map(entry => entry.value));
  new PerformanceObserver(note).observe({ type: "layout-shift", buffered: true });
})()"""

DRAWN = """() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn))))"""
SHIFT = "() => shifts.reduce((sum, each) => sum + each, 0)"
PUSH = """() => {
  const pushed = document.createElement("div");
  pushed.className = "page-width";
  pushed.append(...document.querySelector(".menu").cloneNode(true).children);
  document.body.prepend(pushed);
}"""


@pytest.fixture(params=[360, 1280])
def first_view(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A tab that has been nowhere, of a telephone or a desk, in which every shift is noted."""
    with chromium.new_context(viewport={"width": request.param, "height": 800}, timezone_id="Europe/Oslo") as context:
        page = context.new_page()
        page.clock.set_fixed_time(NOON)
        page.add_init_script(WATCH)
        yield page


def shift(page: Page) -> float:
    """Give how much has moved since the page was opened, once it stands."""
    page.wait_for_load_state("networkidle")
    page.evaluate(DRAWN)
    return page.evaluate(SHIFT)


@pytest.mark.parametrize("template", FIRST_VIEWS)
def test_a_first_view_is_light(first_view: Page, address: AddressOf, template: str):
    answers: list[Response] = []
    first_view.on("response", lambda answer: answers.append(answer))
    first_view.goto(address(template, "nn"), wait_until="networkidle")
    asked = [answer.url for answer in answers]
    assert any(url.endswith(".woff2") for url in asked)
    assert len(asked) == len(set(asked)) <= MOST_REQUESTS, asked
    assert sum(len(gzip.compress(answer.body())) for answer in answers) <= MOST_BYTES


@pytest.mark.parametrize(
    ("template", "late"),
    [(view, late) for view in FIRST_VIEWS for late in LATE if late != "its own script" or view in WITH_A_SCRIPT],
)
def test_nothing_moves_while_a_page_loads(first_view: Page, address: AddressOf, template: str, late: str):
    held: list[Route] = []
    if LATE[late]:
        first_view.route(LATE[late], lambda route: held.append(route))
    first_view.goto(address(template, "nn"), wait_until="commit" if LATE[late] else "load")
    if LATE[late]:
        first_view.locator(".footer").wait_for(state="attached")
        first_view.wait_for_timeout(300)  # a browser that will draw without it, has done so
        for route in held:
            route.continue_()
        assert held
    assert shift(first_view) < MOST_SHIFT


@pytest.mark.parametrize("template", ["home", "meetings"])
def test_what_is_past_is_gone_before_the_page_is_seen(first_view: Page, address: AddressOf, template: str):
    """A site built in November, read in March."""
    first_view.clock.set_fixed_time("2027-03-10T12:00:00+01:00")
    first_view.goto(address(template, "nn"))
    assert first_view.locator(".agenda-row[hidden]").count() > 5
    assert shift(first_view) < MOST_SHIFT


def test_a_page_that_moves_is_noticed(first_view: Page, address: AddressOf):
    first_view.goto(address("home", "nn"))
    assert shift(first_view) < MOST_SHIFT
    first_view.evaluate(PUSH)
    assert shift(first_view) > MOST_SHIFT
