"""Measures how soon a reader sees the first result (`make search-bench`). Reports figures; asserts none.

In the real dialog of the built site, in Chromium with the processor slowed four times, over many copies of the
development records. Cold: a fresh browser, and the first letter is written at once when the dialog has opened.
Warm: one more letter. Both from the key to the first result on the page.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from browser.conftest import ARGUMENTS, _served
from conftest import ROOT, build_site
from playwright.sync_api import Browser, Page, sync_playwright
from search_eval import indexes, multiplied

SLOWED = 4
WORDS = "skulevegring"

# The time from a key to the first result after it, however it was drawn.
WATCH = """() => {
  window.times = [];
  let pressed = 0;
  const note = (event) => { if (event.key.length === 1 && !event.ctrlKey) pressed = performance.now(); };
  addEventListener("keydown", note, true);
  new MutationObserver(() => {
    if (!pressed || !document.querySelector(".search-result")) return;
    times.push(performance.now() - pressed);
    pressed = 0;
  }).observe(document.querySelector(".search-results"), { childList: true });
}"""


def main() -> None:
    """Measure each size, and print one table."""
    parser = argparse.ArgumentParser(description="Measure how soon a reader sees the first result.")
    parser.add_argument("--times", type=int, nargs="+", default=[1, 6, 57], help="how many copies of the records")
    parser.add_argument("--runs", type=int, default=7, help="fresh browsers of each size")
    options = parser.parse_args()
    records = json.loads((ROOT / "tests/search/records.json").read_text(encoding="utf-8"))
    print(f"Chromium, processor slowed {SLOWED} times, {options.runs} fresh browsers; median (fastest–slowest), ms")
    print(
        "| records | first result, cold | one more letter, half | one more letter, slowest |",
        "|---|---|---|---|",
        sep="\n",
    )
    with site_and_browser() as (_, address, browser):
        for times in options.times:
            many = multiplied(records, times)
            made = json.loads(indexes(many)["nn"])
            runs = [_run(browser, address, made) for _ in range(options.runs)]
            cold, warm = [run[0] for run in runs], [each for run in runs for each in run[1:]]
            spread = f"{median(cold):.0f} ({min(cold):.0f}–{max(cold):.0f})"
            print(f"| {len(many)} | {spread} | {median(warm):.0f} | {max(warm):.0f} |", flush=True)


@contextmanager
def site_and_browser() -> Iterator[tuple[Path, str, Browser]]:
    """Give Fjordvik's site as it is built, the address where it is served, and a browser."""
    path = shutil.which(os.environ.get("CHROMIUM") or "chromium") or "/usr/bin/chromium"
    with tempfile.TemporaryDirectory(prefix="handbook-search-") as folder, sync_playwright() as playwright:
        built = build_site(ROOT / "mkdocs.yml", Path(folder) / "site", "--strict")
        if built.returncode:
            sys.exit(built.stdout + built.stderr)
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        with _served(Path(folder) / "site") as address:
            yield Path(folder) / "site", address, browser
        browser.close()


def _run(browser: Browser, address: str, made: dict) -> list[float]:
    """Open the dialog of a page never seen before, and write; give the time of each letter."""
    with browser.new_context() as context:
        page = context.new_page()
        own = page.request.get(f"{address}search.json").json()
        body = json.dumps(own | made, ensure_ascii=False)
        page.route("**/search.json", lambda route: route.fulfill(content_type="application/json", body=body))
        page.goto(f"{address}tiltak/", wait_until="networkidle")
        page.evaluate(WATCH)
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        page.mouse.move(200, 200)  # nobody writes without a move first; with it the code comes, and not the index
        page.wait_for_load_state("networkidle")
        page.keyboard.press("Control+k")
        return [_letter(page, letter, number) for number, letter in enumerate(WORDS, 1)]


def _letter(page: Page, letter: str, number: int) -> float:
    page.keyboard.press(letter)
    page.wait_for_function("number => times.length >= number", arg=number)
    return page.evaluate("() => times.at(-1)")


if __name__ == "__main__":
    main()
