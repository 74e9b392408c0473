"""Guards the forms: they can be filled in and printed, and nothing that is written is sent, stored or left behind."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Request

from browser.conftest import AddressOf
from browser.test_axe import AXE, COLOURS, EVERYTHING, look
from browser.test_pages import STORED
from handbook.handbook import Handbook

pytestmark = pytest.mark.browser

FORMS = sorted(path.stem for path in (Path(__file__).parents[2] / "data" / "forms").glob("*.yml"))
EVERY_INPUT = "samtykke"
"""The form that has every kind of question."""

SENTENCE = "Ein lang setning med æ, ø og å, for at linja skal brytast på papiret. "
LINE = "Logopeden i PPT, kontaktlæraren og fysioterapeuten i familiesenteret, om det trengst ein gong til no"

ANSWERS = """() => [...document.querySelectorAll("main input:not([type=button]), main textarea")].map(
  each => ["radio", "checkbox"].includes(each.type) ? each.checked : each.value)"""

FAULTS_OF_CONTROLS = """() => {
  const controls = [...document.querySelectorAll("main input, main textarea")];
  const answers = controls.filter(each => each.type !== "button");
  return [
    ...document.querySelectorAll(
      "main :is(form, [type=submit], [type=image], [formaction], button:not([type=button]))"),
    ...answers.filter(each => each.form || each.autocomplete !== "off" || each.spellcheck),
    ...answers.filter(each => each.type === "radio" ? !/^felt-\\d+$/.test(each.name) : each.hasAttribute("name")),
    ...answers.filter(each => each.labels.length !== 1 || !each.labels[0].innerText.trim()),
    ...[...document.querySelectorAll(".question .question-help")].filter(
      each => document.querySelectorAll(`[aria-describedby="${each.id}"]`).length !== 1),
  ].map(each => each.outerHTML);
}"""

ON_PAPER = """() => [...document.querySelectorAll(".answer")].map(each => {
  const style = getComputedStyle(each);
  return {
    what: each.id,
    lines: each.localName === "textarea",
    line: style.borderBottomStyle === "solid" && parseFloat(style.borderBottomWidth) > 0 ? style.borderBottomColor : "",
    frame: [style.borderTopWidth, style.borderLeftWidth].join(),
    colour: style.color,
    height: each.getBoundingClientRect().height,
    cut: each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1,
  };
})"""

PLACE = """() => {
  const at = document.activeElement;
  const top = (at.labels?.[0] ?? at).getBoundingClientRect().top + scrollY;
  return { inside: !!at.closest(".questions"), key: at.name || at.outerHTML + top, top };
}"""

OpenForm = Callable[[Page, str, str], Page]


@pytest.fixture
def open_form(address: AddressOf) -> OpenForm:
    """Give `open_form(tab, id, language="nn")`: a form, just opened."""

    def opened(tab: Page, id: str, language: str = "nn") -> Page:
        tab.goto(f"{address('home', language)}skjema/{id}/")
        return tab

    return opened


@pytest.fixture(scope="module")
def unprotected(chromium: Browser) -> Iterator[Page]:
    with chromium.new_context(java_script_enabled=False, bypass_csp=True) as context:
        yield context.new_page()


@pytest.fixture(params=["with script", "without script or policy"])
def reader(request: pytest.FixtureRequest, tab: Page, unprotected: Page) -> Page:
    """A tab as most readers have it; and one where only the page itself keeps what is written from being sent."""
    return tab if request.param == "with script" else unprotected


def fill_in(tab: Page) -> int:
    """Answer every question as a reader does, with Enter after each answer; give how many there were."""
    questions = tab.locator(".question")
    for question in questions.all():
        control = question.locator("input, textarea").last
        _answer(control)
        control.press("Enter")
    return questions.count()


def _answer(control: Locator) -> None:
    kind = control.get_attribute("type") or "textarea"
    if kind in ("radio", "checkbox"):
        control.check()
    elif kind == "date":
        control.press_sequentially("01012027")
    else:
        control.fill(SENTENCE * 12 if kind == "textarea" else LINE)


@pytest.mark.parametrize("id", FORMS)
def test_what_is_written_is_not_sent_not_stored_and_gone_after_a_reload(
    reader: Page, unprotected: Page, open_form: OpenForm, fjordvik: Handbook, id: str
):
    open_form(reader, id, "nb" if reader is unprotected else "nn")
    empty, url = reader.evaluate(ANSWERS), reader.url
    sent: list[str] = []

    def note(request: Request) -> None:
        if not request.url.endswith("/favicon.svg"):  # the browser's own, some time after the page has loaded
            sent.append(request.url)

    reader.on("request", note)
    count = fill_in(reader)
    filled, stored, cookies = reader.evaluate(ANSWERS), reader.evaluate(STORED), reader.context.cookies()
    reader.remove_listener("request", note)

    assert count == len([field for field in fjordvik.get("form", id).fields if field.input != "heading"])
    assert len([answer for answer in filled if answer]) == count
    assert not any(empty)
    assert (sent, reader.url, cookies) == ([], url, [])
    assert set(stored.values()) <= {0, ""}
    reader.reload()
    assert reader.evaluate(ANSWERS) == empty


def test_what_is_written_is_gone_when_one_leaves_and_comes_back(reader: Page, open_form: OpenForm):
    """In a tab that keeps no left pages in memory, as Playwright's."""
    empty = open_form(reader, EVERY_INPUT).evaluate(ANSWERS)
    fill_in(reader)
    reader.goto(reader.url.replace(f"{EVERY_INPUT}/", ""))
    reader.go_back()
    assert reader.url.endswith(f"{EVERY_INPUT}/")
    assert reader.evaluate(ANSWERS) == empty


@pytest.mark.parametrize("id", FORMS)
def test_a_form_holds_nothing_to_submit_and_every_control_has_its_words(tab: Page, open_form: OpenForm, id: str):
    assert open_form(tab, id).evaluate(FAULTS_OF_CONTROLS) == []


def test_the_form_we_look_at_has_every_kind_of_question(fjordvik: Handbook):
    kinds = {field.input for form in fjordvik.all("form") for field in form.fields}
    assert {field.input for field in fjordvik.get("form", EVERY_INPUT).fields} == kinds


def test_the_page_says_what_becomes_of_the_answers_before_it_asks(tab: Page, open_form: OpenForm, fjordvik: Handbook):
    said = open_form(tab, EVERY_INPUT).locator("main").inner_text()
    words = [fjordvik.interface[key].nn for key in ("form_promise", "form_print_empty", "in_short", "questions")]
    assert [said.find(each) for each in words] == sorted({said.index(each) for each in words})


def test_the_buttons_print_the_page_and_empty_the_form(tab: Page, open_form: OpenForm):
    open_form(tab, EVERY_INPUT)
    empty = tab.evaluate(ANSWERS)
    tab.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1; }; }")
    fill_in(tab)
    tab.get_by_role("button", name="Skriv ut").click()
    assert tab.evaluate("() => window.printed") == 1
    assert any(tab.evaluate(ANSWERS))
    tab.get_by_role("button", name="Tøm skjemaet").click()
    assert tab.evaluate(ANSWERS) == empty
    assert tab.evaluate("() => document.activeElement.id") == tab.locator(".answer").first.get_attribute("id")


def test_a_button_that_would_do_nothing_is_not_shown(unprotected: Page, open_form: OpenForm):
    buttons = open_form(unprotected, EVERY_INPUT).locator("main [type=button]")
    assert buttons.count() == 2
    assert buttons.filter(visible=True).count() == 0


@pytest.mark.parametrize("id", FORMS)
def test_axe_finds_nothing_in_a_form_that_is_filled_in(tab: Page, open_form: OpenForm, id: str):
    open_form(tab, id)
    tab.evaluate(AXE)
    fill_in(tab)
    found = {}
    for width in (360, 1280):
        tab.set_viewport_size({"width": width, "height": 900})
        found[width, "light"] = look(tab, "light", EVERYTHING)
        found[width, "dark"] = look(tab, "dark", COLOURS)
    assert {state: faults for state, faults in found.items() if faults} == {}


@pytest.mark.parametrize("id", FORMS)
def test_the_keyboard_goes_through_the_questions_as_they_stand(
    tab: Page, open_form: OpenForm, fjordvik: Handbook, id: str
):
    open_form(tab, id)
    tab.locator("#sporsmala").evaluate("each => { each.tabIndex = -1; each.focus(); }")
    places: dict[str, float] = {}
    tab.keyboard.press("Tab")
    while (place := tab.evaluate(PLACE))["inside"]:  # a day is several stops, a choice is one
        places.setdefault(place["key"], place["top"])
        tab.keyboard.press("Tab")
    stops = {"heading": lambda field: 0, "choices": lambda field: len(field.choices)}
    fields = fjordvik.get("form", id).fields
    assert len(places) == sum(stops.get(field.input, lambda field: 1)(field) for field in fields)
    assert list(places.values()) == sorted(places.values())


@pytest.mark.parametrize("id", FORMS)
def test_an_empty_form_on_paper_has_lines_to_write_on(tab: Page, open_form: OpenForm, id: str):
    answers = on_paper(open_form(tab, id))
    assert len(answers) == tab.locator(".answer").count()
    for answer in answers:
        assert answer["line"] == "rgb(0, 0, 0)", answer
        assert answer["height"] >= (130 if answer["lines"] else 30), answer


@pytest.mark.parametrize("id", FORMS)
def test_an_answer_on_paper_is_its_whole_text(tab: Page, open_form: OpenForm, id: str):
    fill_in(open_form(tab, id))
    for answer in on_paper(tab):
        assert (answer["frame"], answer["colour"], answer["cut"]) == ("0px,0px", "rgb(0, 0, 0)", False), answer
    written = tab.locator("textarea.answer, .answer[type=text]")
    assert [each for each in written.all() if not each.is_visible()] == []


def on_paper(tab: Page) -> list[dict[str, object]]:
    """Give every answer as it stands on A4 with margins of 10 mm."""
    tab.set_viewport_size({"width": 718, "height": 1047})
    tab.emulate_media(media="print")
    return tab.evaluate(ON_PAPER)


def test_the_paper_says_whose_form_it_is_and_leaves_the_site_behind(tab: Page, open_form: OpenForm, fjordvik: Handbook):
    open_form(tab, EVERY_INPUT)
    on_paper(tab)
    shown = tab.locator("body").inner_text()
    name, municipality = fjordvik.get("form", EVERY_INPUT).name.nn, fjordvik.municipality.name.nn
    assert shown.startswith(municipality)
    assert name in shown
    left_behind = tab.locator(".header, .acute, .safety, .footer, .joined, main [type=button]")
    assert left_behind.filter(visible=True).count() == 0
    tops = [tab.locator(each).bounding_box()["y"] for each in (".paper-head", "h1", ".facts", ".questions")]
    assert tops == sorted(tops)
