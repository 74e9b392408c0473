"""Reads one act in the format of Lovdata's open data (HTML5 written as XML) to what the registry is compared with.

Knows neither archives nor the registry. Addresses by place (`id`, `KAPITTEL_14`) move and are never used.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element


class LayoutChanged(Exception):
    """A file is not what it was when this was written; the message is a sentence in nynorsk."""


@dataclass(frozen=True, slots=True)
class SeenSection:
    """A section or chapter as it stands in the file."""

    heading: str
    repealed: bool = False
    pending: str = ""
    """The note of a change that is adopted and not in force."""


@dataclass(frozen=True, slots=True)
class SeenAct:
    """An act as it stands in the file. To stand among the acts that apply does not mean to be in force."""

    id: str
    title: str
    in_force: tuple[str, ...]
    """Days on which the act, or parts of it, took effect."""
    undecided: bool
    """Some part waits for a day: «Kongen bestemmer»."""
    changed: str = ""
    """The day the last change took effect; "" where none is told."""
    pending: str = ""
    """A note on top that the whole act will be repealed or has a successor."""
    sections: dict[str, SeenSection] = field(default_factory=dict)


_HEAD = re.compile(
    rb"\s*(?:<\?xml version=[\"']1\.[01][\"'](?: encoding=[\"']utf-8[\"'])?\s*\?>)?\s*<!DOCTYPE html>\s*<html\b",
    re.IGNORECASE,
)
"""Nothing else may come first: a document type of its own could declare entities that grow without end."""
_MOST_TAGS = 400_000
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_REPEALED = re.compile(r"\(?\s*opphev(?:et|a|d)\b", re.IGNORECASE)
_WILL_CHANGE = re.compile(
    r"\b(?:endres|endrast|(?:vert|blir) endra|oppheves|opphevast|(?:vert|blir) oppheva)\b", re.IGNORECASE
)
_SUCCESSOR = re.compile(r"\bfor ny\b.*\b(?:sjå|se) lov\b", re.IGNORECASE | re.DOTALL)


def read_act(data: bytes) -> SeenAct:
    """Read the file of one act; LayoutChanged where it is not in the format we know."""
    root = _parsed(data)
    about = _key_info(root)
    body = next((each for each in root.iter("main") if _is(each, "documentBody")), None)
    if body is None or "legacyID" not in about or "dateInForce" not in about:
        raise LayoutChanged("Fila manglar legacyID, dateInForce eller documentBody.")
    dates = about["dateInForce"]
    return SeenAct(
        id=about["legacyID"],
        title=about.get("title", ""),
        in_force=tuple(_DAY.findall(dates)),
        undecided=bool(re.search(r"\w", _DAY.sub("", dates))),
        changed=max(_DAY.findall(about.get("lastChangeInForce", "")), default=""),
        pending=next(_notes_on_top(body), ""),
        sections=dict(_chapters(body)) | dict(_sections(body)),
    )


def _parsed(data: bytes) -> Element:
    if not _HEAD.match(data.removeprefix(b"\xef\xbb\xbf")) or b"<!ENTITY" in data:
        raise LayoutChanged("Fila startar ikkje som ei HTML-fil frå Lovdata.")
    if data.count(b"<") > _MOST_TAGS:
        raise LayoutChanged("Fila har altfor mange element.")
    try:
        return ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError) as error:
        raise LayoutChanged(f"Fila er ikkje gyldig XML: {error}.") from None


def _key_info(root: Element) -> dict[str, str]:
    """Give the pairs of the head: the class of each `dd` and its text."""
    info = next((each for each in root.iter("dl") if _is(each, "data-document-key-info")), None)
    return {} if info is None else {each.get("class", ""): _text(each) for each in info.iter("dd")}


def _notes_on_top(body: Element) -> Iterator[str]:
    """Give the notes on the act as a whole, which stand before its first section or chapter."""
    for each in body:
        if each.tag == "section" or _is(each, "legalArticle"):
            return
        text = _text(each)
        if _is(each, "defaultP") and (_WILL_CHANGE.search(text) or _SUCCESSOR.search(text)):
            yield text


def _chapters(body: Element) -> Iterator[tuple[str, SeenSection]]:
    for each in body.iter("section"):
        name = re.fullmatch(r"kap(\d+[A-Z]?)", each.get("data-name", ""))
        heading = next((_text(one) for one in each if one.tag in ("h2", "h3")), "")
        if name:
            title = re.sub(r"^kapittel\s+\d+\s*[a-z]?\s*[.:]\s*", "", heading, flags=re.IGNORECASE)
            yield f"kap.{name[1]}", SeenSection(title, bool(_REPEALED.match(title)))


def _sections(body: Element) -> Iterator[tuple[str, SeenSection]]:
    """Give the sections of the act itself; those it changes in other acts have no address and are let be."""
    own = _address(body)
    for each in body.iter("article"):
        number = each.get("data-name", "")
        if _is(each, "legalArticle") and own and _address(each) == f"{own}/{number}":
            title = next((_text(one) for one in each.iter("span") if _is(one, "legalArticleTitle")), "")
            repealed = bool(each.get("data-repealeddate") or _REPEALED.match(title))
            yield number, SeenSection(title, repealed, next(_pending(each), ""))


def _pending(section: Element) -> Iterator[str]:
    for each in section.iter("article"):
        text = _text(each) if _is(each, "changesToParent") else ""
        if _WILL_CHANGE.search(text) and "i kraft" in text.casefold():
            yield text


def _address(element: Element) -> str:
    return element.get("data-lovdata-URL") or element.get("data-lovdata-url") or ""


def _is(element: Element, name: str) -> bool:
    return name in element.get("class", "").split()


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
