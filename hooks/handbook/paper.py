"""Puts built pages beside each other in one document: own anchors, headings further down, links to where a page now is.

Reads files and changes HTML that the templates and MkDocs wrote; knows neither what a page says nor how it will look.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from posixpath import normpath
from types import MappingProxyType

Elsewhere = Callable[[str, str], str | None]
"""("href" or "src", address from the root of the language) → the address in the document; None where there is none."""

_MAIN = re.compile(r"[<]main\b[^>]*>")
_ID = re.compile(r' id="([^"]+)"')
_TAG = re.compile(
    r'([<](?:svg class="icon".*?[<]/svg|nav class="crumbs".*?[<]/nav|/?h[1-5]|details[^>]*|'
    r'[^ />]+ (?!class="[^"]*">)[^>]*)>)',
    re.DOTALL,
)
"""A tag that may be another on paper, or what is for the screen from its first tag to its last."""
_ON_SCREEN = re.compile(r'[<](?:svg class="icon"|nav class="crumbs").*', re.DOTALL)
_CLOSED = re.compile(r"(?<=[<]details)\b(?![^>]*\sopen\b)")
_REGION = re.compile(r'([<]section\b[^>]*?) aria-labelledby="[^"]*"')
_HEADING = re.compile(r'([<]/?h|[<].* role="heading" aria-level=")([1-5])\b', re.DOTALL)
_NAME = re.compile(r' (id|for|name|href|src|aria-(?:labelledby|describedby|controls))="([^"]*)"')
_ON_PAGE = re.compile(r' (?:href|src)="(?!\.\./|[a-z]+:)')
_ABROAD = re.compile(r"[a-z]+:")
_HERE = "\ue000here\ue001"
"""Stands for the anchor of the page that a tag is on, so that the tag is made once for all of them."""


class PageMissing(Exception):
    """The site was built from other data: a page of the book is not there."""


def bound(
    deeper: Mapping[str, int | None],
    folders: Sequence[Path],
    elsewhere: Elsewhere,
    known: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, str]:
    """Give the HTML of pages, by path, ready to stand beside each other.

    `deeper` says for each path how many levels its headings move down, or None where the document only has a place of
    that name; `folders` hold the built pages of one language, the first the newest; of pages that are
    `known` the content is given, and not read from there. Raises `PageMissing`.
    """
    levels = {path: level for path, level in deeper.items() if level is not None}
    mains = {path: (known.get(path) or _read(folders, path)).strip() for path in levels}
    inside = _places(mains) | {path: anchor(path) for path in deeper}
    tags = cache(lambda above, level: _Tags(level, inside, elsewhere))
    return {path: tags(normpath(f"{path}.."), level).printed(mains[path], path) for path, level in levels.items()}


def anchor(path: str, fragment: str = "") -> str:
    """Give the anchor of a page, or of a place on it, in the whole document."""
    return "--".join(filter(None, (path.strip("/").replace("/", "-"), fragment)))


def _read(folders: Sequence[Path], path: str) -> str:
    found = (file for folder in folders if (file := folder / path / "index.html").is_file())
    file = next(found, None)
    if file is None:
        raise PageMissing(str(folders[0] / path / "index.html"))
    html = file.read_text(encoding="utf-8")
    return html[_MAIN.search(html).end() : html.rindex("/main>") - 1]


def _places(mains: Mapping[str, str]) -> dict[str, str]:
    """Give the anchor of every address; a page of its own may be a part of the page above (a step, its level)."""
    places = {}
    for path, html in mains.items():
        for fragment in _ID.findall(html):
            places[f"{path}#{fragment}"] = places[f"{path}{fragment}/"] = anchor(path, fragment)
    return places


class _Tags(dict[str, str]):
    """What becomes of the tags on pages of one folder: made once, but where an address starts at its own page."""

    def __init__(self, deeper: int, inside: Mapping[str, str], elsewhere: Elsewhere):
        super().__init__()
        self._deeper, self._inside, self._elsewhere, self._path = deeper, inside, elsewhere, ""

    def printed(self, html: str, path: str) -> str:
        """Give the HTML of the page at `path` as it is on paper."""
        self._path, pieces = path, _TAG.split(html)
        pieces[1::2] = map(self.__getitem__, pieces[1::2])
        return "".join(pieces).replace(_HERE, anchor(path))

    def __missing__(self, tag: str) -> str:
        kept = tag if tag.startswith("a ", 1) else self._kept(tag)  # most are links
        made = _NAME.sub(self._named, kept)
        return made if _ON_PAGE.search(kept) else self.setdefault(tag, made)

    def _kept(self, tag: str) -> str:
        kept = _REGION.sub(lambda match: match[1], _CLOSED.sub(" open", _ON_SCREEN.sub("", tag)))
        return _HEADING.sub(lambda match: f"{match[1]}{int(match[2]) + self._deeper}", kept) if self._deeper else kept

    def _named(self, match: re.Match[str]) -> str:
        name, value = match.groups()
        if name not in ("href", "src"):
            return f' {name}="{" ".join(anchor(_HERE, each) for each in value.split())}"'
        if _ABROAD.match(value):
            return match[0]
        target = _resolved(self._path, value)
        place = self._inside.get(target) or self._inside.get(target.partition("#")[0])
        address = f"#{place}" if place else self._elsewhere(name, target)
        return "" if address is None else f' {name}="{address}"'


def _resolved(path: str, address: str) -> str:
    """Give an address that is written on the page at `path` as it is from the root of the language."""
    way, mark, fragment = address.partition("#")
    target = normpath(path + way)
    folder = "/" if way[-1:] in ("", "/", ".") else ""
    return ("" if target == "." else target + folder) + (mark + fragment if fragment else "")
