#!/usr/bin/env python3
"""Asks whether the pages that a built site links to elsewhere are there. Stands outside every build; stdlib alone.

One request at a time to each host, with a pause; HEAD first; two new tries where the host is busy. What a host refuses
or does not answer in time is unsure and told, never called broken. Answers 0, or 1 where a page is gone.

usage: check-links.py SITE [--allow FILE]
"""

import argparse
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatchcase
from html.parser import HTMLParser
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urldefrag, urlsplit
from urllib.request import Request, urlopen

MOST_LINKS = 3000
HOSTS_AT_ONCE = 6
PAUSE = 1.0
TIMEOUT = 20
TRIES = 3
AGENT = "handbok-lenkjesjekk/1 (ein gong i veka; sjekkar at sider vi lenkjer til, finst)"
RESERVED = re.compile(r"(^|\.)(example|invalid|test|localhost)(\.(com|org|net))?$|^[\d.:\[\]]+$", re.IGNORECASE)
"""Hosts that exist nowhere (RFC 2606), and bare numbers."""

Ask = Callable[[str, str], int]
"""(method, address) → the status a host answers with; OSError where it does not."""


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]


def links(site: Path) -> dict[str, list[str]]:
    """Give every outside address of a site, without fragment, with the pages that link to it."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(site.rglob("*.html")):
        parser = _Links()
        parser.feed(path.read_text(encoding="utf-8"))
        page = "/" + path.relative_to(site).as_posix().removesuffix("index.html")
        for address in {urldefrag(each)[0] for each in parser.found}:
            if urlsplit(address).scheme in ("http", "https") and not RESERVED.search(urlsplit(address).hostname or "0"):
                found[address].append(page)
    return dict(found)


def allowed(file: Path | None) -> tuple[str, ...]:
    """Give the patterns of addresses that are not asked about."""
    if file is None or not file.is_file():
        return ()
    lines = (line.partition(" #")[0].strip() for line in file.read_text(encoding="utf-8").splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def ask(method: str, address: str) -> int:
    """Ask a host once."""
    request = Request(quote(address, safe="/:?&=%#~+,;@!$'()*[]"), method=method, headers={"User-Agent": AGENT})
    try:
        with urlopen(request, timeout=TIMEOUT) as answer:
            return answer.status
    except HTTPError as error:
        error.close()
        return error.code


def judge(address: str, asked: Ask, wait: Callable[[float], None]) -> str:
    """Say whether a page is there: «ok», «gone: …» or «unsure: …»."""
    said = ""
    for attempt in range(TRIES):
        wait(PAUSE * (1 if attempt == 0 else 5**attempt))
        try:
            status = asked("HEAD", address)
            if status >= 400 and status != 429:
                status = asked("GET", address)  # some hosts refuse HEAD, or answer it wrongly
        except (URLError, OSError, ValueError) as error:
            said = f"svarar ikkje ({str(getattr(error, 'reason', error))[:80]})"
            continue
        if status < 400:
            return "ok"
        if status in (404, 410):
            return f"gone: {status}"
        said = str(status)
        if status != 429 and status < 500:
            break
    return f"unsure: {said}"


def judge_all(addresses: Iterable[str], asked: Ask = ask, wait: Callable[[float], None] = time.sleep) -> dict[str, str]:
    """Judge all addresses: several hosts at once, each host one page at a time."""
    hosts: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        hosts[urlsplit(address).netloc].append(address)

    def one_host(ours: list[str]) -> list[tuple[str, str]]:
        return [(address, judge(address, asked, wait)) for address in ours]

    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        return {address: said for judged in pool.map(one_host, hosts.values()) for address, said in judged}


def report(found: dict[str, list[str]], judged: dict[str, str]) -> str:
    """Tell of pages that are gone, then of those nobody could know, with the pages that link to them."""
    lines = []
    for mark, title in (("gone", "Borte"), ("unsure", "Uvisst, sjå sjølv")):
        ours = sorted(address for address, said in judged.items() if said.startswith(mark))
        lines += [f"{title}: {len(ours)}"] if ours else []
        for address in ours:
            pages = found[address]
            more = f" og {len(pages) - 3} til" if len(pages) > 3 else ""
            lines.append(f"  [{mark}] {address} ({judged[address].partition(': ')[2]}) på {', '.join(pages[:3])}{more}")
    return "\n".join([*lines, f"{len(judged)} adresser er spurde."])


def main() -> None:
    """Check a site."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("--allow", type=Path)
    options = parser.parse_args()
    patterns = allowed(options.allow)
    found = {
        address: pages
        for address, pages in links(options.site).items()
        if not any(fnmatchcase(address, pattern) for pattern in patterns)
    }
    judged = judge_all(list(found)[:MOST_LINKS])
    print(report(found, judged))
    if len(found) > MOST_LINKS:
        print(f"{len(found) - MOST_LINKS} til er ikkje spurde: det er for mange på éin gong.")
    sys.exit(any(said.startswith("gone") for said in judged.values()))


if __name__ == "__main__":
    main()
