"""Guards that axe, with its best-practice rules, finds nothing: every template × language × width × colour scheme, all
unfolded, wide-spaced, in the reader's own colours, without script, in the search; and that every kind of element there
is has contrast enough."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser.conftest import EVERY_TEMPLATE, ON_PAPER, PLACES, RICHEST, AddressOf, parts_of
from browser.test_pages import SPACED

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
EVERYTHING = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
COLOURS = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}
RUN = """async options => {
  const found = await axe.run(document, options);
  if (!found.passes.length) throw new Error("axe did not look");
  return found.violations.flatMap(rule => rule.nodes.map(
    node => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`));
}"""

OPEN = "() => document.querySelectorAll('details').forEach(each => { each.open = true; })"

# What a picture draws in a colour that the reader has not chosen.
STRANGE_COLOURS = """() => {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.forcedColorAdjust = "none";
  const chosen = new Set();
  for (const name of ["Canvas", "CanvasText", "LinkText", "ButtonText", "FieldText", "Highlight", "HighlightText"]) {
    probe.style.color = name;
    chosen.add(getComputedStyle(probe).color);
  }
  probe.remove();
  const drawn = [...document.querySelectorAll("main svg *, header svg *, aside svg *")].filter(
    each => each.checkVisibility());
  const strange = each => ["stroke", "fill"].filter(property => {
    const colour = getComputedStyle(each)[property];
    return colour !== "none" && !chosen.has(colour);
  });
  return { drawn: drawn.length, strange: drawn.flatMap(each => strange(each).map(
    property => `${each.outerHTML.slice(0, 80)} ${property}: ${getComputedStyle(each)[property]}`)) };
}"""

SEARCHES = {"results": "skulefråvær", "near hits": "trampoline", "nothing": "qqxz", "the acute rule": "vald"}


@pytest.mark.parametrize("language", ["nn", "nb"])
@pytest.mark.parametrize("template", EVERY_TEMPLATE)
def test_axe_finds_nothing(tab: Page, address: AddressOf, template: str, language: str):
    tab.goto(address(template, language))
    tab.evaluate(AXE)
    found = {}
    for width in (360, 1280):
        tab.set_viewport_size({"width": width, "height": 900})
        found[width, "light"] = look(tab, "light", EVERYTHING)
        found[width, "dark"] = look(tab, "dark", COLOURS)  # nothing else differs
    assert {state: faults for state, faults in found.items() if faults} == {}


def look(tab: Page, scheme: str, options: dict[str, object]) -> list[str]:
    tab.emulate_media(color_scheme=scheme)
    return tab.evaluate(RUN, options)


@pytest.mark.parametrize("template", EVERY_TEMPLATE)
def test_axe_finds_nothing_when_all_is_open_in_the_readers_own_colours_and_spacing(
    tab: Page, address: AddressOf, template: str
):
    """A dark palette, as of a reader who has asked for high contrast; then WCAG's text spacing."""
    tab.emulate_media(forced_colors="active", color_scheme="dark")
    tab.goto(address(template, "nn"))
    tab.evaluate(OPEN)
    tab.evaluate(AXE)
    pictures = tab.evaluate(STRANGE_COLOURS)
    assert (pictures["drawn"] > 0) == (template not in ON_PAPER)
    found = {"own colours": pictures["strange"] + tab.evaluate(RUN, COLOURS)}
    tab.emulate_media(forced_colors="none", color_scheme="light")
    tab.set_viewport_size({"width": 360, "height": 900})
    tab.evaluate(SPACED)
    found["spaced"] = tab.evaluate(RUN, EVERYTHING)
    assert {state: faults for state, faults in found.items() if faults} == {}


@pytest.mark.parametrize("template", ["home", "measures", "search", "form", "level"])
def test_axe_finds_nothing_where_no_script_runs(chromium: Browser, address: AddressOf, template: str):
    with chromium.new_context(viewport={"width": 360, "height": 900}) as context:
        context.route("**/*.js", lambda route: route.abort())
        page = context.new_page()
        page.goto(address(template, "nn"))
        assert page.locator(".menu a").first.is_visible()
        page.evaluate(AXE)
        assert look(page, "light", EVERYTHING) == []
        assert look(page, "dark", COLOURS) == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("found", SEARCHES)
def test_axe_finds_nothing_in_a_search(tab: Page, address: AddressOf, found: str, width: int):
    """In the dialog, and on the page of the search, since axe cannot see colours in an open dialog."""
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(address("home", "nn"))
    tab.locator("body").press("Control+k")
    tab.locator("#search-dialog-field").fill(SEARCHES[found])
    tab.locator(".search-dialog .search-status").filter(has_text=".").wait_for()
    tab.evaluate(AXE)
    assert look(tab, "light", EVERYTHING) == []
    tab.goto(f"{address('search', 'nn')}?q={SEARCHES[found]}")
    tab.locator(".search-page .search-status").filter(has_text=".").wait_for()
    tab.evaluate(AXE)
    assert look(tab, "light", EVERYTHING) == []
    assert look(tab, "dark", COLOURS) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_open_menu_of_a_narrow_screen(tab: Page, address: AddressOf, scheme: str):
    tab.set_viewport_size({"width": 360, "height": 900})
    tab.goto(address("home", "nn"))
    tab.locator(".menu-button").click()
    tab.evaluate(AXE)
    assert look(tab, scheme, EVERYTHING) == []


def test_every_other_kind_of_element_has_contrast(tab: Page, address: AddressOf, site: Path):
    found = {}
    home = address("home", "nn")
    seen = {address(template, "nn").removeprefix(home) for template in (*PLACES, *RICHEST) if template not in ON_PAPER}
    for path in covering(site, seen):
        tab.goto(home + path)
        tab.evaluate(AXE)
        for scheme in ("light", "dark"):
            found[path, scheme] = look(tab, scheme, COLOURS)
    assert {place: faults for place, faults in found.items() if faults} == {}


def covering(site: Path, seen: set[str]) -> list[str]:
    """Give few pages that hold every kind of element which the pages already seen do not."""
    others = (site / "nb", site / "skriv-ut")
    files = [path for path in site.rglob("index.html") if not any(path.is_relative_to(other) for other in others)]
    pages = {path.relative_to(site).as_posix().removesuffix("index.html"): parts_of(path) for path in sorted(files)}
    every = set().union(*pages.values())
    assert len(every) > 100
    missing = every.difference(*(pages[path] for path in seen))
    chosen = []
    while missing:
        best = max(pages, key=lambda path: len(pages[path] & missing))
        missing -= pages[best]
        chosen.append(best)
    return chosen
