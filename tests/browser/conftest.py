"""One Chromium for all browser tests, and both sites served under the headers that a host is asked to send."""

import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from handbook.policy import HEADERS

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
FOLDERS = {"nn": "", "nb": "nb/"}

RICHEST = {
    "measure": "tiltak",
    "service": "kontakt",
    "group": "grupper",
    "meeting": "kalender",
    "level": "niva",
    "form": "skjema",
    "role": "roller",
    "law": "lover",
    "law-question": "plikter",
    "framework": "modell",
    "plan": "plan",
    "prose": "hjelp",
}
"""Templates of records and prose, and the section in whose richest page we look: the one with the most parts."""

PLACES = {
    "home": "",
    "measures": "tiltak/",
    "glossary": "ord/",
    "meetings": "kalender/",
    "months": "kalender/rutenett/",
    "wheel": "kalender/arshjul/",
    "planned": "kalender/oppsett/",
    "subscribe": "kalender/abonner/",
    "laws": "lover/",
    "law-questions": "plikter/",
    "levels": "niva/",
    "groups": "grupper/",
    "matrix": "grupper/matrise/",
    "organisation": "organisasjon/",
    "open-now": "tiltak/direkte/",
    "measure-list": "tiltak/tema/substance-use/",
    "measure-lists": "tiltak/hos/",
    "coverage": "tiltak/dekning/",
    "compass": "niva/kompass/",
    "step": "niva/1/1-samtale/",
    "numbers": "ring/",
    "services": "kontakt/",
    "forms": "skjema/",
    "search": "sok/",
    "status": "status/",
    "print-list": "skriv-ut/",
    "print-sheet": "skriv-ut/modell/",
    "print-forms": "skriv-ut/skjema/",
}

ON_PAPER = {"print-list", "print-sheet", "print-forms"}
"""What is made for paper has a look of its own, and no pictures."""

EXAMPLES = {"example-home": "", "example-meetings": "kalender/"}
"""The example has a notice on top, no dates and numbers that nobody knows."""

OVERDUE = {
    "late-measure": "tiltak/tryggleikssirkelen/",
    "late-step": "niva/1/1-samtale/",
    "late-group": "grupper/ressursteam/",
    "late-status": "status/",
}
"""Pages that nobody has looked through for two years say so on top."""

EVERY_TEMPLATE = (*PLACES, *RICHEST, *EXAMPLES, *OVERDUE, "404")

NOON = "2026-11-22T12:00:00+01:00"
"""The reader's clock, on the day the sites of the tests are built."""

AddressOf = Callable[[str, str], str]


class _Handler(SimpleHTTPRequestHandler):
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".woff2": "font/woff2", ".svg": "image/svg+xml"}

    headers_sent = HEADERS

    def end_headers(self) -> None:
        for name, value in self.headers_sent.items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


def parts_of(page: Path) -> set[str]:
    """Give the kinds of elements on a page, by their class."""
    return set(re.findall(r'class="[^"]*"', page.read_text(encoding="utf-8")))


def path_of(site: Path, template: str) -> str:
    """Give the address of a page of that template, from the root of a language; of many, the one with most parts."""
    if template in PLACES:
        return PLACES[template]
    pages = sorted((site / RICHEST[template]).glob("*/index.html"))
    return f"{RICHEST[template]}/{max(pages, key=lambda page: len(parts_of(page))).parent.name}/"


@contextmanager
def _served(folder: Path, headers: dict[str, str] = HEADERS) -> Iterator[str]:
    handler = type("Handler", (_Handler,), {"headers_sent": headers})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def serve() -> Callable[..., AbstractContextManager[str]]:
    """Give `serve(folder, headers)`: a site served for a while, at the address it gives."""
    return _served


@pytest.fixture(scope="session")
def address(site: Path, example_site: Path, late_site: Path) -> Iterator[AddressOf]:
    """Give `address(template, language)`: where a page of that template is served."""

    with _served(site) as real, _served(example_site) as example, _served(late_site) as late:

        def of(template: str, language: str) -> str:
            if template == "404":
                return f"{real}{FOLDERS[language]}finst/ikkje/her"
            if template in EXAMPLES:
                return f"{example}{FOLDERS[language]}{EXAMPLES[template]}"
            if template in OVERDUE:
                return f"{late}{FOLDERS[language]}{OVERDUE[template]}"
            return f"{real}{FOLDERS[language]}{path_of(site, template)}"

        yield of


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium; `make test` finds or installs it and says where it is."""
    path = shutil.which(os.environ.get("CHROMIUM") or "chromium") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def _tab(chromium: Browser) -> Iterator[Page]:
    with chromium.new_context(locale="nn-NO", timezone_id="Europe/Oslo") as context:
        page = context.new_page()
        page.clock.set_fixed_time(NOON)
        yield page


@pytest.fixture
def tab(_tab: Page) -> Page:
    """One browser tab, at 1280 px and light; the same for all tests."""
    _tab.set_viewport_size({"width": 1280, "height": 900})
    _tab.emulate_media(media="screen", color_scheme="light", forced_colors="none")
    return _tab
