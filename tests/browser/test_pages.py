"""Guards what a reader meets in a real browser: no error, foreign request or trace; small screens, keyboard, print."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from browser.conftest import EVERY_TEMPLATE, AddressOf

pytestmark = pytest.mark.browser

STORED = """async () => ({
  cookie: document.cookie,
  local: localStorage.length,
  session: sessionStorage.length,
  databases: (await indexedDB.databases()).length,
  caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""

DRAWN = """async () => {
  await document.fonts.ready;
  const visible = each => each.checkVisibility();
  const icons = [...document.querySelectorAll("svg.icon")].filter(visible);
  const bare = name => name.replaceAll('"', "");
  const font = bare(getComputedStyle(document.body).fontFamily.split(",")[0]);
  return {
    font: [...document.fonts].some(face => bare(face.family) === font && face.status === "loaded"),
    style: document.styleSheets.length > 0,
    pictures: [...document.images].filter(each => !each.naturalWidth).map(each => each.src),
    icons: icons.filter(each => !each.firstElementChild.getBBox().width).map(each => each.outerHTML),
    parts: icons.length,
  };
}"""

# WCAG 2.1, 1.4.12: the spacing a reader may set. Through the object model, which the policy lets be.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""

TOO_WIDE = """() => {
  const scrolls = each => ["auto", "scroll"].includes(getComputedStyle(each).overflowX);
  const inside = each => { for (let up = each; up; up = up.parentElement) if (scrolls(up)) return true; return false; };
  const name = each => `<${each.localName} class="${each.className}"> ${each.textContent.trim().slice(0, 40)}`;
  const all = [...document.body.querySelectorAll("*:not(.skip)")].filter(each => !inside(each));
  const past = all.filter(each => each.getBoundingClientRect().right > innerWidth + 1);
  const cut = all.filter(each => each.clientWidth > 1 && each.scrollWidth > each.clientWidth + 1
    && ["hidden", "clip"].includes(getComputedStyle(each).overflowX));
  const page = document.documentElement.scrollWidth;
  return [...(page > innerWidth ? [`the page is ${page} px`] : []), ...past.map(name), ...cut.map(name)];
}"""

FOCUSED = """() => {
  const at = document.activeElement;
  const box = at.getBoundingClientRect();
  const style = getComputedStyle(at);
  const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
  const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
  const top = document.elementFromPoint(x, y);
  return {
    what: `<${at.localName} class="${at.className}"> ${at.textContent.trim().slice(0, 40)}`,
    skip: at.classList.contains("skip"),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    seen: box.width > 0 && box.height > 0 && box.right > 0 && box.bottom > 0 && box.left < innerWidth
      && box.top < innerHeight,
    uncovered: !!top && (at.contains(top) || top.contains(at)),
  };
}"""

LEAVE_OUT = "() => document.querySelectorAll('.next-mark, .filters, .bank-head').forEach(each => each.remove())"
"""Takes away what only a script can say or do: which meeting is next by the reader's clock, the filters."""

LAY_OUT = (
    "() => document.querySelectorAll('.measure-card').forEach(each => { each.style.contentVisibility = 'visible'; })"
)
"""Cards that are out of sight are laid out when they come near, which takes a frame."""

FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex='0']"


@pytest.fixture(params=["nn", "nb"])
def language(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def _without_script(chromium: Browser) -> Iterator[Page]:
    with chromium.new_context(java_script_enabled=False) as context:
        yield context.new_page()


@pytest.fixture
def without_script(_without_script: Page) -> Page:
    """One tab in which no script runs."""
    _without_script.set_viewport_size({"width": 1280, "height": 900})
    return _without_script


@pytest.mark.parametrize("template", EVERY_TEMPLATE)
def test_no_error_no_foreign_request_and_no_trace(tab: Page, address: AddressOf, template: str, language: str):
    where = address(template, language)
    home = "/".join(where.split("/")[:3]) + "/"
    faults: list[str] = []
    listeners = {
        "console": lambda message: faults.append(f"console: {message.text}"),
        "pageerror": lambda error: faults.append(f"script: {error}"),
        "request": lambda request: None if request.url.startswith(home) else faults.append(request.url),
        "requestfailed": lambda request: faults.append(f"failed: {request.url}"),
        "response": lambda answer: faults.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None,
    }
    tab.goto("about:blank")  # what the page before this one had not finished is broken off here
    for event, listener in listeners.items():
        tab.on(event, listener)
    tab.goto(where, wait_until="networkidle" if template == "404" else "load")
    drawn, stored, cookies = tab.evaluate(DRAWN), tab.evaluate(STORED), tab.context.cookies()
    for event, listener in listeners.items():
        tab.remove_listener(event, listener)

    expected = [
        f"404 {where}",
        "console: Failed to load resource: the server responded with a status of 404 (Not Found)",
    ]
    assert [fault for fault in faults if template != "404" or fault not in expected] == []
    assert (drawn.pop("parts") > 0) is not template.startswith("print-")  # paper has no icons
    assert drawn == {"font": True, "style": True, "pictures": [], "icons": []}
    assert set(stored.values()) <= {0, ""}
    assert cookies == []


@pytest.mark.parametrize("template", EVERY_TEMPLATE)
def test_nothing_is_too_wide_for_a_small_screen(tab: Page, address: AddressOf, template: str, language: str):
    tab.set_viewport_size({"width": 320, "height": 256})  # also 1280 × 1024 at 400 %
    tab.goto(address(template, language))
    assert tab.evaluate(TOO_WIDE) == []
    tab.evaluate(SPACED)
    assert tab.evaluate(TOO_WIDE) == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("template", EVERY_TEMPLATE)
def test_the_first_stops_of_the_keyboard_are_seen(tab: Page, address: AddressOf, template: str, width: int):
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(address(template, "nn"))
    stops = [stop(tab) for _ in range(10)]
    assert stops[0]["skip"]
    assert len({each["what"] for each in stops}) >= 8
    assert [each for each in stops if not (each["outlined"] and each["seen"] and each["uncovered"])] == []


def stop(tab: Page, key: str = "Tab") -> dict[str, object]:
    tab.keyboard.press(key)
    return tab.evaluate(FOCUSED)


@pytest.mark.parametrize(
    ("template", "width"), [("home", 1280), ("level", 1280), ("meetings", 1280), ("matrix", 360), ("form", 360)]
)
def test_the_keyboard_reaches_everything(tab: Page, address: AddressOf, template: str, width: int):
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(address(template, "nn"))
    count = tab.locator(FOCUSABLE).filter(visible=True).count()
    stops = [stop(tab) for _ in range(count)]
    assert count > 20
    assert [each for each in stops if not (each["outlined"] and each["seen"] and each["uncovered"])] == []
    assert tab.evaluate("() => document.activeElement.closest('footer') !== null")


def test_the_skip_link_leads_past_the_menu(tab: Page, address: AddressOf):
    tab.goto(address("measure", "nn"))
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert tab.evaluate("() => document.activeElement.localName") == "main"
    tab.keyboard.press("Tab")
    assert tab.evaluate("() => document.activeElement.closest('main') !== null")


def test_the_menu_of_a_narrow_screen_opens_and_closes_by_keyboard(tab: Page, address: AddressOf):
    tab.set_viewport_size({"width": 360, "height": 900})
    tab.goto(address("home", "nn"))
    menu, button = tab.locator(".menu a"), tab.locator(".menu-button")
    assert menu.count() > 4
    assert menu.filter(visible=True).count() == 0
    button.focus()
    tab.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    assert menu.filter(visible=True).count() == menu.count()
    assert tab.evaluate(TOO_WIDE) == []
    tab.keyboard.press("Tab")
    assert tab.evaluate("() => document.activeElement.closest('.menu') !== null")
    tab.keyboard.press("Escape")
    assert menu.filter(visible=True).count() == 0
    assert tab.evaluate("() => document.activeElement.className") == "menu-button"


def test_the_menu_stands_open_without_script(without_script: Page, address: AddressOf):
    without_script.set_viewport_size({"width": 360, "height": 900})
    without_script.goto(address("home", "nn"))
    menu = without_script.locator(".menu a")
    assert menu.count() > 4
    assert menu.filter(visible=True).count() == menu.count()
    assert without_script.locator("button:not([type=submit])").filter(visible=True).count() == 0


def test_a_step_opens_by_keyboard(tab: Page, address: AddressOf):
    tab.goto(address("level", "nn"))
    summary = tab.locator("details:not([open]) > summary").first
    summary.focus()
    closed = tab.locator("details[open]").count()
    tab.keyboard.press("Space")
    assert tab.locator("details[open]").count() == closed + 1


@pytest.mark.parametrize("template", [each for each in EVERY_TEMPLATE if each != "search"])  # it says what is missing
def test_the_page_says_the_same_without_script(tab: Page, without_script: Page, address: AddressOf, template: str):
    """On the day the site was built; the filter and the mark of what is next are the script's own."""
    said = []
    for each in (tab, without_script):
        each.set_viewport_size({"width": 1280, "height": 20_000})  # what is far below may not be laid out yet
        each.goto(address(template, "nn"))
        each.evaluate(LEAVE_OUT)
        each.evaluate(LAY_OUT)
        said.append(each.locator("main").inner_text().split())
    assert len(said[0]) > 20
    assert said[0] == said[1]


def test_the_dark_scheme_is_dark(tab: Page, address: AddressOf):
    tab.goto(address("home", "nn"))
    luminance = "() => getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)"
    assert min(tab.evaluate(luminance)) > 200
    tab.emulate_media(color_scheme="dark")
    assert max(tab.evaluate(luminance)) < 60


@pytest.mark.parametrize("width", [360, 1280])
def test_print_shows_every_step_and_no_menu(tab: Page, address: AddressOf, width: int):
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(address("level", "nn"))
    rows = tab.locator("details:not([open]) .step-rows")
    assert rows.count() > 0
    assert rows.filter(visible=True).count() == 0
    tab.emulate_media(media="print")
    assert [box for box in (row.bounding_box() for row in rows.all()) if not box or box["height"] < 20] == []
    assert tab.locator(".menu a, button, .skip").filter(visible=True).count() == 0
    assert tab.locator(".safety").is_visible()


def test_print_unfolds_what_one_can_get_at_every_stage_of_life(tab: Page, address: AddressOf):
    tab.goto(address("open-now", "nn"))
    offers = tab.locator(".offers > li")
    assert offers.count() > 40
    assert offers.filter(visible=True).count() == 0
    tab.emulate_media(media="print")
    assert [box for box in (offer.bounding_box() for offer in offers.all()) if not box or box["height"] < 20] == []


def test_what_one_can_get_now_is_short_on_a_telephone(tab: Page, address: AddressOf):
    tab.set_viewport_size({"width": 360, "height": 800})
    tab.goto(address("open-now", "nn"))
    assert tab.evaluate("document.documentElement.scrollHeight") < 3000
    last = tab.locator(".stages").first.locator("summary").last.bounding_box()
    assert last["y"] < 2 * 800, "who it is about is chosen within two screens"
