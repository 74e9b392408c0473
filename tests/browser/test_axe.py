"""Guards that axe, with its best-practice rules, finds nothing: every template × language × width × colour scheme;
and that every kind of element there is has contrast enough."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from browser.conftest import EVERY_TEMPLATE, AddressOf, parts_of

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
        for scheme in ("light", "dark"):
            tab.set_viewport_size({"width": width, "height": 900})
            tab.emulate_media(color_scheme=scheme)
            found[width, scheme] = tab.evaluate(RUN, EVERYTHING)
    assert {state: faults for state, faults in found.items() if faults} == {}


def test_every_kind_of_element_has_contrast(tab: Page, address: AddressOf, site: Path):
    found = {}
    for path in covering(site):
        tab.goto(address("home", "nn") + path)
        tab.evaluate(AXE)
        for scheme in ("light", "dark"):
            tab.emulate_media(color_scheme=scheme)
            found[path, scheme] = tab.evaluate(RUN, COLOURS)
    assert {place: faults for place, faults in found.items() if faults} == {}


def covering(site: Path) -> list[str]:
    """Give few pages that together hold every kind of element on the site."""
    pages = {path: parts_of(path) for path in sorted(site.rglob("index.html")) if not path.is_relative_to(site / "nb")}
    missing, chosen = set().union(*pages.values()), []
    assert len(missing) > 100
    while missing:
        best = max(pages, key=lambda path: len(pages[path] & missing))
        missing -= pages[best]
        chosen.append(best.parent.relative_to(site).as_posix() + "/")
    return chosen
