"""Guards the measure bank in a real browser: by keyboard, said aloud, shared, undone, printed, and without script."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from browser.conftest import AddressOf
from browser.test_axe import AXE, COLOURS, EVERYTHING, look
from browser.test_pages import TOO_WIDE

pytestmark = pytest.mark.browser

SHOWN = """() => [...document.querySelectorAll(".bank-list [data-id]")].filter(each => each.checkVisibility())
  .map(each => each.dataset.id)"""
OPEN_ALL = "() => document.querySelectorAll('details').forEach(each => (each.open = true))"
NOTHING = "?theme=crime&age=-1-2&q=baby"
"""Nothing is found: of three choices, the theme keeps the most away."""

# Every change of what a screen reader says by itself, from now on.
LISTEN = """() => {
  window.said = [];
  new MutationObserver(() => window.said.push(document.querySelector("[role=status]").textContent.trim()))
    .observe(document.querySelector("[role=status]"), { subtree: true, childList: true, characterData: true,
      attributes: true });
}"""


@pytest.fixture(params=["nn", "nb"])
def language(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def bank(tab: Page, address: AddressOf, language: str) -> Page:
    """The bank, just opened, in each language."""
    tab.goto(address("measures", language))
    return tab


@pytest.fixture(scope="module")
def without_script(chromium: Browser) -> Iterator[Page]:
    with chromium.new_context(java_script_enabled=False) as context:
        yield context.new_page()


def shown(tab: Page) -> list[str]:
    tab.wait_for_function("() => document.querySelector('.bank-head').ariaBusy !== 'true'")
    return tab.evaluate(SHOWN)


def query(tab: Page) -> str:
    """Give the query of the address as the page itself has it: the browser tells others a little later."""
    return tab.evaluate("location.search")


def opened(tab: Page, address: AddressOf, query: str, language: str = "nn", width: int = 1280) -> Page:
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(address("measures", language) + query)
    return tab


def tick(tab: Page, facet: str, value: str) -> None:
    details = tab.locator(f".facet[data-of={facet}]")
    if details.count() and details.get_attribute("open") is None:
        details.locator("summary").click()
    tab.locator(f'[data-facet={facet}][value="{value}"]').check()


def holding(tab: Page, name: str, value: str) -> set[str]:
    """Give the measures whose card carries a value."""
    cards = tab.locator(f'.bank-list [data-{name}~="{value}"]')
    return {cards.nth(place).get_attribute("data-id") for place in range(cards.count())}


# --- filtering ---


def test_each_choice_narrows_the_list_and_the_counts_promise_what_comes(bank: Page):
    every = shown(bank)
    tick(bank, "theme", "substance-use")
    drugs = holding(bank, "theme", "substance-use")
    assert set(shown(bank)) == drugs
    assert 0 < len(drugs) < len(every)
    promised = int(bank.locator(".tick:has([data-facet=access][value=open]) [data-count]").inner_text())
    tick(bank, "access", "open")
    found = shown(bank)
    assert set(found) == drugs & holding(bank, "access", "open")
    assert len(found) == promised
    assert bank.locator(".bank-count [data-shown]").inner_text() == str(promised)
    bank.locator(".chosen-none").click()
    assert shown(bank) == every


def test_the_bank_is_used_by_keyboard_alone(bank: Page):
    bank.locator("[data-text]").focus()
    reached = set()
    for _ in range(200):
        bank.keyboard.press("Tab")
        reached.add(
            bank.evaluate("""() => {
          const at = document.activeElement;
          return at.closest(".filters, .bank-head") ? at.dataset.facet ?? at.dataset.ageEnd ?? at.localName : "";
        }""")
        )
        if bank.evaluate("document.activeElement.matches('.bank-list .card a')"):
            break
    assert reached == {"now", "access", "from", "to", "summary", "select", "button", ""}
    bank.locator(".facet[data-of=theme] summary").focus()
    bank.keyboard.press("Enter")
    bank.keyboard.press("Tab")
    bank.keyboard.press("Space")
    assert bank.evaluate("document.activeElement.checked")
    assert set(shown(bank)) == holding(bank, "theme", bank.evaluate("document.activeElement.value"))
    chip = bank.locator(".chosen-list button")
    chip.focus()
    bank.keyboard.press("Enter")
    assert bank.evaluate("document.activeElement.className") == "bank-count"
    assert chip.count() == 0


def test_the_focus_is_never_lost_when_a_choice_is_taken_back(bank: Page):
    tick(bank, "theme", "mental-health")
    tick(bank, "access", "open")
    bank.locator("[data-text]").fill("samtale")
    bank.wait_for_url("**q=samtale**")
    shown(bank)  # the search has answered
    for left in (2, 1, 0):
        bank.locator(".chosen-list button").first.focus()
        bank.keyboard.press("Enter")
        bank.wait_for_function("left => document.querySelectorAll('.chosen-list button').length === left", arg=left)
        focused = bank.evaluate("document.activeElement.className")
        assert focused == ("button chip" if left else "bank-count")


def test_the_age_is_set_by_the_list_or_the_slider_and_both_follow(bank: Page):
    bank.locator("select[data-age-end=from]").select_option("13")
    bank.locator("select[data-age-end=to]").select_option("15")
    found = shown(bank)
    assert "age=13-15" in query(bank)
    assert [each.input_value() for each in bank.locator("input[data-age-end]").all()] == ["13", "15"]
    assert "barselgruppe" not in found
    assert "helsestasjon-for-ungdom-time" in found
    bank.evaluate("() => document.fonts.ready.then(() => true)")  # the page moves a little when the font comes
    bank.locator(".age-range").hover()
    box = bank.locator(".age-range").bounding_box()
    from_ = box["x"] + 14 + (box["width"] - 28) * 14 / 26
    bank.mouse.move(from_, box["y"] + box["height"] / 2)
    bank.mouse.down()
    bank.mouse.move(box["x"] + 14, box["y"] + box["height"] / 2, steps=4)
    bank.mouse.up()
    assert "age=-1-15" in query(bank)
    assert bank.locator("select[data-age-end=from]").input_value() == "-1"
    assert set(found) < set(shown(bank))
    bank.go_back()
    assert shown(bank) == found


def test_the_ends_of_the_age_never_cross(bank: Page):
    bank.locator("select[data-age-end=to]").select_option("5")
    bank.locator("select[data-age-end=from]").select_option("12")
    assert "age=12-12" in query(bank)


def test_words_are_searched_among_and_the_best_come_first(bank: Page):
    bank.locator("[data-text]").fill("helsestasjon ungdom")
    bank.wait_for_url("**?q=**")
    found = shown(bank)
    assert found[0] == "helsestasjon-for-ungdom-time"
    assert len(found) < 20
    assert bank.locator("[data-sort]").input_value() == "relevance"


@pytest.mark.parametrize("order", ["name", "age", "ease"])
def test_the_list_is_sorted_as_asked(bank: Page, order: str):
    bank.locator("[data-sort]").select_option(order)
    found = shown(bank)
    by = bank.evaluate(
        """(order) => [...document.querySelectorAll(".bank-flat [data-id]")].map(each => ({
          name: each.querySelector(".card-title").textContent,
          age: Math.min(...each.dataset.age.split(" ").map(span => Number(span.split("/")[0]))),
          ease: Number(each.dataset.ease) })[order])""",
        order,
    )
    assert len(by) == len(found) > 50
    right = """list => [...list].sort((one, other) =>
      typeof one === "number" ? one - other : new Intl.Collator("nb").compare(one, other))"""
    assert by == bank.evaluate(right, by)
    bank.locator("[data-sort]").select_option("")
    assert not bank.locator(".bank-flat").is_visible()
    assert len(shown(bank)) == len(found)


# --- said aloud, shared, undone ---


def test_what_is_found_is_said_to_a_screen_reader(bank: Page):
    bank.evaluate(LISTEN)
    tick(bank, "theme", "violence")
    number = len(shown(bank))
    said = bank.evaluate("window.said")
    assert re.search(rf"\b{number}\b av \d+ tiltak", said[-1])
    before = len(said)
    bank.locator("[data-text]").fill("zzz")
    bank.wait_for_function("before => window.said.length > before", arg=before)
    last = bank.evaluate("window.said.at(-1)")
    assert re.search(r"\b0\b av \d+ tiltak\. (Ingen tiltak passar|Ingen tiltak passer)", last)


def test_the_address_holds_all_that_was_chosen(bank: Page, address: AddressOf, language: str):
    tick(bank, "theme", "mental-health")
    tick(bank, "level", "1")
    tick(bank, "now", "1")
    bank.locator("select[data-age-end=from]").select_option("13")
    bank.locator("[data-sort]").select_option("name")
    bank.locator("[data-text]").fill("samtale")
    bank.wait_for_url("**q=samtale**")
    address_left, found = query(bank), shown(bank)
    assert found
    bank.goto("about:blank")
    opened(bank, address, address_left, language)
    assert shown(bank) == found
    assert bank.locator("[data-text]").input_value() == "samtale"
    assert bank.locator("[data-facet]:checked").count() == 3
    assert bank.locator(".facet[data-of=level]").get_attribute("open") is not None
    other = bank.locator(".languages a:not([aria-current])")
    other.click()
    bank.wait_for_load_state()
    assert query(bank) == address_left
    assert len(shown(bank)) > 0


def test_the_back_button_takes_one_choice_back_and_typing_is_one_choice(bank: Page):
    states = [shown(bank)]
    tick(bank, "theme", "mental-health")
    states.append(shown(bank))
    tick(bank, "access", "open")
    states.append(shown(bank))
    bank.locator("[data-text]").press_sequentially("ungdom", delay=200)
    bank.wait_for_url("**q=ungdom**")
    states.append(shown(bank))
    for state in reversed(states[:-1]):
        bank.go_back()
        assert shown(bank) == state
    assert bank.locator("[data-text]").input_value() == ""
    assert bank.locator("[data-facet]:checked").count() == 0
    bank.go_forward()
    assert shown(bank) == states[1]


def test_one_comes_back_from_a_measure_to_the_list_one_left(bank: Page):
    tick(bank, "theme", "crime")
    found = shown(bank)
    bank.locator(".bank-flat .card:not([hidden]) .card-title a").first.click()
    bank.wait_for_load_state()
    bank.go_back()
    assert shown(bank) == found


# --- nothing found ---


def test_where_nothing_fits_the_page_says_why_and_offers_a_way_on(tab: Page, address: AddressOf, language: str):
    opened(tab, address, NOTHING, language)
    tab.locator(".nothing").wait_for(state="visible")
    worst = tab.locator(".nothing-most [data-name]").inner_text()
    assert worst.startswith("Tema: ")
    first = tab.locator(".nothing-remove li").first
    number = int(first.locator("[data-shown]").inner_text())
    near = tab.locator(".near .card")
    assert near.count() == 3
    assert worst in near.first.locator(".near-why").inner_text()
    first.locator("button").click()
    assert len(shown(tab)) == number > 0
    assert tab.locator(".nothing").is_hidden()
    assert tab.evaluate("document.activeElement.className") == "bank-count"


def test_where_no_single_choice_is_to_blame_the_page_says_so(tab: Page, address: AddressOf):
    opened(tab, address, "?q=zzz&age=25-25&theme=pregnancy&now=1")
    tab.locator(".nothing-several").wait_for(state="visible")
    assert tab.locator(".nothing-most").is_hidden()
    assert tab.locator(".nothing-remove li").count() == 0
    tab.locator(".chosen-none").click()
    assert len(shown(tab)) > 50


@pytest.mark.parametrize(
    "query",
    [
        "?q=%3Cimg%20src=x%20onerror=alert(1)%3E",
        "?q=" + "lang tekst " * 900,
        "?q=%00%07%E2%80%AE%D7%A9%D7%9C%D7%95%D7%9D%F0%9F%98%80",
        "?q=((([[[*+?&theme=%3Cscript%3E&age=x&sort=__proto__",
        "?access=toString&level=constructor",
    ],
)
def test_no_address_breaks_the_page(tab: Page, address: AddressOf, query: str):
    faults: list[str] = []
    tab.on("console", lambda message: faults.append(message.text))
    tab.on("pageerror", lambda error: faults.append(str(error)))
    opened(tab, address, query)
    assert tab.locator(".bank-count").is_visible()
    assert tab.locator(".bank-list img, .bank-list script").count() == 0
    assert bool(shown(tab)) != tab.locator(".nothing").is_visible()
    assert [each for each in tab.evaluate(TOO_WIDE) if not each.startswith("<input")] == []  # a field scrolls its text
    assert faults == []


# --- small screens, paper, no script ---


def test_the_filters_fold_into_one_button_on_a_narrow_screen(tab: Page, address: AddressOf, language: str):
    opened(tab, address, "?theme=crime", language, width=360)
    body, button = tab.locator(".filters-body"), tab.locator(".filters-button")
    assert not body.is_visible()
    assert button.locator(".facet-chosen").inner_text() == "1"
    button.click()
    assert body.is_visible()
    assert button.get_attribute("aria-expanded") == "true"
    tick(tab, "access", "referral")
    number = len(shown(tab))
    assert tab.locator(".filters-show [data-shown]").inner_text() == str(number)
    tab.locator(".filters-show button").click()
    assert not body.is_visible()
    assert tab.evaluate("document.activeElement.className") == "bank-count"


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize("query", ["", "?theme=disability&theme=mental-health&service=bup&age=0-25", NOTHING])
def test_nothing_is_wider_than_the_screen(tab: Page, address: AddressOf, width: int, query: str):
    opened(tab, address, query, width=width)
    if width < 1024:
        tab.locator(".filters-button").click()
    tab.evaluate(OPEN_ALL)
    assert tab.evaluate(TOO_WIDE) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("query", ["?theme=mental-health&age=13-18&now=1", NOTHING])
def test_axe_finds_nothing_in_open_and_closed_filters(
    tab: Page, address: AddressOf, width: int, query: str, scheme: str
):
    opened(tab, address, query, width=width)
    tab.evaluate(AXE)
    assert look(tab, scheme, EVERYTHING if scheme == "light" else COLOURS) == []
    if width < 1024:
        tab.locator(".filters-button").click()
    tab.evaluate(OPEN_ALL)
    assert look(tab, scheme, EVERYTHING if scheme == "light" else COLOURS) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_in_the_open_comparison(tab: Page, address: AddressOf, width: int, scheme: str):
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(address("coverage", "nn"))
    tab.evaluate(OPEN_ALL)
    tab.evaluate(AXE)
    assert look(tab, scheme, EVERYTHING if scheme == "light" else COLOURS) == []
    assert tab.evaluate(TOO_WIDE) == []


def test_the_printed_list_says_what_was_chosen_and_has_no_controls(tab: Page, address: AddressOf, language: str):
    opened(tab, address, "?theme=violence&age=6-12", language)
    found = shown(tab)
    tab.emulate_media(media="print")
    assert shown(tab) == found
    chosen = tab.locator(".chosen").inner_text()
    assert "Tema: " in chosen
    assert "6 år – 12 år" in chosen
    controls = ".filters, .bank-sort, .bank-print, .chosen-none, .quick, .chip svg"
    assert [each for each in tab.locator(controls).all() if each.is_visible()] == []
    heights = tab.evaluate("""() => [...document.querySelectorAll(".bank-flat .card")].filter(
      each => each.checkVisibility()).map(each => each.getBoundingClientRect().height)""")
    assert max(heights) < 150


def test_the_comparison_prints_every_table(tab: Page, address: AddressOf):
    tab.goto(address("coverage", "nn"))
    tab.emulate_media(media="print")
    tables = tab.locator("table.coverage")
    assert tables.count() > 15
    assert all(table.is_visible() for table in tables.all())


def test_without_script_the_whole_bank_is_there_and_no_dead_control(
    without_script: Page, address: AddressOf, language: str
):
    without_script.goto(address("measures", language))
    cards = without_script.locator(".bank-groups .card")
    assert cards.count() > 50
    assert all(card.is_visible() for card in cards.all()[:5])
    controls = without_script.locator("main input, main select, main button, main template")
    assert [each for each in controls.all() if each.is_visible()] == []
    without_script.locator(".quick a", has_text="13–18").click()
    assert without_script.url.endswith("tiltak/alder/13-18/")
    assert without_script.locator(".card").count() > 20
    without_script.goto(address("measures", language))
    without_script.locator(".quick .inline a").first.click()
    without_script.locator(".measure-lists a").first.click()
    assert without_script.url.endswith("tiltak/tema/pregnancy/")


def test_the_first_column_of_the_comparison_stays_when_one_scrolls_sideways(tab: Page, address: AddressOf):
    tab.set_viewport_size({"width": 360, "height": 900})
    tab.goto(address("coverage", "nn"))
    region = tab.locator(".table-wrap").first
    before = region.locator("tbody th").first.bounding_box()["x"]
    region.evaluate("each => each.scrollBy(300, 0)")
    assert region.evaluate("each => each.scrollLeft") > 100
    assert region.locator("tbody th").first.bounding_box()["x"] == pytest.approx(before, abs=2)
