"""Guards that axe, with its best-practice rules, finds nothing: every template × language × width × colour scheme;
and that every kind of element there is has contrast enough."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from browser.conftest import EVERY_TEMPLATE, PLACES, RICHEST, AddressOf, parts_of

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
    seen = {address(template, "nn").removeprefix(home) for template in (*PLACES, *RICHEST)}
    for path in covering(site, seen):
        tab.goto(home + path)
        tab.evaluate(AXE)
        for scheme in ("light", "dark"):
            found[path, scheme] = look(tab, scheme, COLOURS)
    assert {place: faults for place, faults in found.items() if faults} == {}


def covering(site: Path, seen: set[str]) -> list[str]:
    """Give few pages that hold every kind of element which the pages already seen do not."""
    others = (site / "nb", site / "skriv-ut")  # what is made for paper has a look of its own
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
