"""The Atom feed (RFC 4287) of what is new in one language: changes that readers may see, and milestones reached.

All days come from the data. An entry keeps its id for as long as its record keeps its own.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from handbook.addresses import Addresses
from handbook.models.programme import Milestone
from handbook.views.edition import Edition

FILE = "feed.xml"
MOST = 50
"""How many entries a feed holds, the newest first."""
YEARS = 3
"""A milestone is news for this many years before the newest entry."""

_ATOM = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class News:
    """One thing that is new: when, about which record, in words, and the page to read."""

    day: date
    kind: str
    id: str
    title: str
    text: str
    path: str


def news(edition: Edition) -> list[News]:
    """Give what is new, the newest first; on the same day in the order of the data."""
    found = [*_changes(edition), *_milestones(edition)]
    since = max((each.day.year for each in found), default=0) - YEARS
    kept = [each for each in found if each.kind != "milestone" or each.day.year >= since]
    return sorted(kept, key=lambda each: each.day, reverse=True)[:MOST]


def _changes(edition: Edition) -> Iterator[News]:
    for kind, record, _ in edition.handbook.entries():
        for change in getattr(record, "changes", ()):
            text = edition.text(change.text)
            yield News(change.day, kind, record.id, edition.name(kind, record.id), text, _path(edition, kind, record))


def _milestones(edition: Edition) -> Iterator[News]:
    for one in edition.handbook.all("milestone"):
        reached = one.end or one.start
        if one.planned == "done" and _DAY.fullmatch(reached):
            day, path = date.fromisoformat(reached), _path(edition, "milestone", one)
            yield News(day, "milestone", one.id, edition.text(one.name), edition.text(one.text), path)


def _path(edition: Edition, kind: str, record: object) -> str:
    """Give the page of a record; a milestone stands on its framework's, what has no page is told on the front page."""
    if not isinstance(record, Milestone):
        return edition.path(kind, record.id)
    whole = [each.id for each in edition.handbook.all("framework") if each.part_of is None]
    return edition.path("framework", record.framework or whole[0]) if record.framework or whole else ""


def feed(edition: Edition, addresses: Addresses) -> bytes:
    """Give the feed of one language as a file; without any news it is as old as the edition."""
    entries, language = news(edition), edition.language
    municipality = edition.handbook.municipality
    root = Element("feed", {"xmlns": _ATOM, _LANGUAGE: language})
    _add(root, "title", f"{edition.word('feed_title')} – {edition.text(municipality.handbook)}")
    _add(root, "id", addresses.absolute(language, FILE))
    _add(root, "updated", _moment(entries[0].day if entries else edition.today))
    _add(root, "link", rel="self", type="application/atom+xml", href=addresses.absolute(language, FILE))
    _add(root, "link", rel="alternate", type="text/html", href=addresses.absolute(language, ""))
    _add(_add(root, "author"), "name", edition.text(municipality.name))
    seen: Counter[str] = Counter()
    for one in entries:
        _entry(root, one, _id(one, language, addresses, seen), addresses.absolute(language, one.path))
    indent(root)
    return tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _entry(root: Element, one: News, id: str, page: str) -> None:
    entry = _add(root, "entry")
    _add(entry, "title", one.title)
    _add(entry, "id", id)
    _add(entry, "updated", _moment(one.day))
    _add(entry, "link", rel="alternate", type="text/html", href=page)
    if one.text:
        _add(entry, "content", one.text, type="text")


def _id(one: News, language: str, addresses: Addresses, seen: Counter[str]) -> str:
    """Give a tag URI (RFC 4151); the second change of a record on the same day is told apart by its number."""
    site = urlsplit(addresses.base)
    id = f"tag:{site.hostname},{one.day.isoformat()}:{site.path.lstrip('/')}{language}/{one.kind}/{one.id}"
    seen[id] += 1
    return id if seen[id] == 1 else f"{id}/{seen[id]}"


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _add(parent: Element, tag: str, text: str | None = None, **attributes: str) -> Element:
    element = SubElement(parent, tag, attributes)
    element.text = text
    return element
