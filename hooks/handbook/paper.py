"""Puts built pages beside each other in one document: own anchors, headings further down, links to where a page now is.

Reads files and changes HTML that the templates and MkDocs wrote; knows neither what a page says nor how it will look.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from posixpath import normpath
from urllib.parse import urldefrag

Elsewhere = Callable[[str, str], str | None]
"""("href" or "src", address from the root of the language) → the address in the document; None where there is none."""

_MAIN = re.compile(r"[<]main\b[^>]*>(.*)[<]/main>", re.DOTALL)
_ID = re.compile(r'\sid="([^"]+)"')
_ON_SCREEN = re.compile(r'[<]svg class="icon".*?[<]/svg>|[<]nav class="crumbs".*?[<]/nav>', re.DOTALL)
_CLOSED = re.compile(r"([<]details\b)(?![^>]*\sopen\b)")
_REGION = re.compile(r'([<]section\b[^>]*?) aria-labelledby="[^"]*"')
_HEADING = re.compile(r"([<]/?h)([1-5])\b")
_CALLED_HEADING = re.compile(r'( role="heading" aria-level=")([1-5])')
_NAME = re.compile(r' (id|for|name|href|src|aria-(?:labelledby|describedby|controls))="([^"]*)"(?=[^<>]*>)')
_ABROAD = re.compile(r"[a-z]+:")


class PageMissing(Exception):
    """The site was built from other data: a page of the book is not there."""


def bound(deeper: Mapping[str, int | None], folders: Sequence[Path], elsewhere: Elsewhere) -> dict[str, str]:
    """Give the HTML of pages, by path, ready to stand beside each other.

    `deeper` says for each path how many levels its headings move down, or None where the document only has a place of
    that name; `folders` hold the built pages of one language, the first the newest. Raises
    `PageMissing`.
    """
    levels = {path: level for path, level in deeper.items() if level is not None}
    mains = {path: _main(folders, path) for path in levels}
    inside = _places(mains) | {path: anchor(path) for path in deeper}
    return {path: _printed(mains[path], path, level, inside, elsewhere) for path, level in levels.items()}


def anchor(path: str, fragment: str = "") -> str:
    """Give the anchor of a page, or of a place on it, in the whole document."""
    return "--".join(filter(None, (path.strip("/").replace("/", "-"), fragment)))


def _main(folders: Sequence[Path], path: str) -> str:
    found = (file for folder in folders if (file := folder / path / "index.html").is_file())
    file = next(found, None)
    if file is None:
        raise PageMissing(str(folders[0] / path / "index.html"))
    return _ON_SCREEN.sub("", _MAIN.search(file.read_text(encoding="utf-8"))[1])


def _places(mains: Mapping[str, str]) -> dict[str, str]:
    """Give the anchor of every address; a page of its own may be a part of the page above (a step, its level)."""
    places = {}
    for path, html in mains.items():
        for fragment in _ID.findall(html):
            places[f"{path}#{fragment}"] = places[f"{path}{fragment}/"] = anchor(path, fragment)
    return places


def _printed(html: str, path: str, deeper: int, inside: Mapping[str, str], elsewhere: Elsewhere) -> str:
    @cache
    def named(name: str, value: str) -> str:
        if name not in ("href", "src"):
            return f' {name}="{" ".join(anchor(path, each) for each in value.split())}"'
        if _ABROAD.match(value):
            return f' {name}="{value}"'
        target = _resolved(path, value)
        place = inside.get(target) or inside.get(target.partition("#")[0])
        address = f"#{place}" if place else elsewhere(name, target)
        return "" if address is None else f' {name}="{address}"'

    html = _REGION.sub(r"\1", _CLOSED.sub(r"\1 open", html))
    for heading in (_HEADING, _CALLED_HEADING) if deeper else ():
        html = heading.sub(lambda match: f"{match[1]}{int(match[2]) + deeper}", html)
    return _NAME.sub(lambda match: named(*match.groups()), html)


def _resolved(path: str, address: str) -> str:
    """Give an address that is written on the page at `path` as it is from the root of the language."""
    way, fragment = urldefrag(address)
    target = normpath(path + way)
    folder = "/" if way[-1:] in ("", "/", ".") else ""
    return ("" if target == "." else target + folder) + (f"#{fragment}" if fragment else "")
