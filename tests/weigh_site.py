"""Weighs what readers fetch (`make weigh`). Reports figures; asserts none.

Fjordvik's site in nynorsk, as it is built: for each template its richest page, by itself and with all that a first view
of it asks for, in a Chromium that has been nowhere. Then what the pages share, and what is fetched only when used.
"""

import gzip
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import brotli
from bench import markdown
from browser.conftest import PLACES, RICHEST, path_of
from playwright.sync_api import Browser, Response
from search_bench import site_and_browser

PAGES = ("template", "HTML, KB", "gzip, KB", "brotli, KB", "requests", "first view, gzip, KB")
FILES = ("what", "files", "KB", "gzip, KB", "brotli, KB")
KINDS = {
    "search.json": "index of the search",
    ".css": "style sheets",
    ".js": "scripts",
    ".woff2": "fonts (compressed already)",
    ".svg": "pictures and icons",
    ".ics": "calendars",
    ".xml": "news feed and site map",
}
"""By the end of their name; the first that fits."""


def main() -> None:
    """Build the site, and print both tables."""
    with site_and_browser() as (site, address, browser):
        print(markdown([PAGES, *_pages(site, address, browser)]), "", markdown([FILES, *_files(site)]), sep="\n")


def weights(*bodies: bytes) -> list[int]:
    """Give the bytes of some files as they are, by gzip and by brotli, each at its best."""
    coded = (
        bodies,
        (gzip.compress(each, 9) for each in bodies),
        (brotli.compress(each, quality=11) for each in bodies),
    )
    return [sum(map(len, some)) for some in coded]


def kilobytes(*sizes: int) -> list[str]:
    """Give sizes as they stand in a table."""
    return [f"{size / 1024:.1f}" for size in sizes]


def _pages(site: Path, address: str, browser: Browser) -> Iterator[tuple[str, ...]]:
    for template in (*PLACES, *RICHEST):
        path = path_of(site, template)
        answers: list[Response] = []
        with browser.new_context(viewport={"width": 360, "height": 800}) as context:
            page = context.new_page()
            page.on("response", lambda answer, found=answers: found.append(answer))
            page.goto(f"{address}{path}", wait_until="networkidle")
            view = sum(weights(answer.body())[1] for answer in answers)
        html = kilobytes(*weights((site / path / "index.html").read_bytes()))
        yield template, *html, str(len(answers)), *kilobytes(view)


def _files(site: Path) -> Iterator[tuple[str, ...]]:
    """What is no page, by kind; of what both languages have, nynorsk's."""
    found: dict[str, list[bytes]] = defaultdict(list)
    for path in sorted(site.rglob("*.*")):
        kind = next((kind for end, kind in KINDS.items() if path.name.endswith(end)), None)
        if kind and path.relative_to(site).parts[0] != "nb":
            found[kind].append(path.read_bytes())
    for kind in KINDS.values():
        yield kind, str(len(found[kind])), *kilobytes(*weights(*found[kind]))


if __name__ == "__main__":
    main()
