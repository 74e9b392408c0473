"""Which acts a title may mean: short and full titles, former ones, abbreviations and identities, in both forms.

Knows the titles it was given and guesses no others.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise, product
from typing import NamedTuple

from handbook.models.law import Law

_WORD = re.compile(r"\w+(?:-\w+)*-?")
_MONTHS = {
    "januar": 1, "februar": 2, "mars": 3, "april": 4, "mai": 5, "juni": 6,
    "juli": 7, "august": 8, "september": 9, "oktober": 10, "november": 11, "desember": 12,
}  # fmt: skip
_IDENTITY = re.compile(
    r"\b(?:(?:NL/|SF/)?(?P<kind>lov|for|forskrift)[-/](?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:-(?P<n>[0-9]{1,5}))?(?![0-9-])"
    r"|(?P<word>lov|forskrift)\s+(?:(?:av|frå|fra)\s+)?(?P<day>[0-9]{1,2})\.?\s*(?P<month>[a-z]+\.?|[0-9]{1,2}\.)"
    r"\s*(?P<year>[0-9]{4})(?:\s*(?:nr|nummer)\.?\s*(?P<number>[0-9]{1,5}))?)",
    re.IGNORECASE,
)
_SIGN = re.compile(r"kap(?<!\wkap)|paragraf(?<!\wparagraf)|for[-/][0-9]")
"""What a place, or the identity of a regulation, begins with."""
_LAW_OF = re.compile(r"lov(?:[-/]|\s+(?:(?:av|frå|fra)\s+)?)[0-9]")
_RULE_OF = re.compile(r"for(?:skrift)?(?:[-/]|\s+(?:(?:av|frå|fra)\s+)?)[0-9]")
"""What every match of `_IDENTITY` holds in small letters; apart, since a pattern with one beginning is found sooner."""
_STEMS = ("lov", "forskrift")
_ENDING = re.compile(r"(lov|lova|loven)$")


class Titled(NamedTuple):
    """A title found in a text: where it stands, and the ids of the acts it may mean; none for an unknown identity."""

    start: int
    end: int
    acts: tuple[str, ...]
    dated: bool = False
    """The act is named by its date and number, which no other act shares."""
    is_short: bool = False
    """An abbreviation, which is a title only where a section follows."""


class Titles:
    """All titles of a registry, looked up by their first word."""

    def __init__(self, laws: Iterable[Law]):
        self.laws = {law.id: law for law in laws}
        self._identities = {law.lovdata: law.id for law in self.laws.values()}
        self._known: dict[str, dict[tuple[str, ...], list[str]]] = defaultdict(dict)
        self._short: dict[str, list[str]] = defaultdict(list)
        for law in self.laws.values():
            for title in _written_ways(law):
                self._add(title, law.id)
            for short in law.abbreviations:
                self._short[short.casefold()].append(law.id)
        self._longest = {first: max(map(len, ways)) for first, ways in self._known.items()}
        stems = {next((stem for stem in _STEMS if stem in " ".join(way)), way[0]) for way in self._ways()}
        self._stems = tuple(sorted(stems))

    def may_stand_in(self, text: str) -> bool:
        """Say at a glance whether a text, or one of its lines, can hold a citation at all: most hold none."""
        text = text.casefold()
        if "§" in text or (("kap" in text or "paragraf" in text) and _SIGN.search(text)):
            return True  # most words with «kap» are others, as «kunnskap»
        if not any(stem in text for stem in self._stems):
            return False
        if _LAW_OF.search(text) or _RULE_OF.search(text):
            return True
        words = _WORD.findall(text)
        ways = [way for first in self._known.keys() & words for way in self._known[first]]
        return bool(ways) and any(map(set(words).issuperset, ways))

    def _ways(self) -> Iterator[tuple[str, ...]]:
        return (way for ways in self._known.values() for way in ways)

    def _add(self, words: tuple[str, ...], id: str) -> None:
        acts = self._known[words[0]].setdefault(words, [])
        if id not in acts:
            acts.append(id)

    def find(self, text: str) -> list[Titled]:
        """Find every title in a text, the longest at each place, in order."""
        dated = list(self._dated(text))
        found = list(dated)
        words = [(match.group().casefold(), match.start(), match.end()) for match in _WORD.finditer(text)]
        end = 0
        for at, (first, _, _) in enumerate(words):
            if at < end or not (first in self._known or first in self._short):
                continue
            titled, used = self._at(words, at, text)
            if titled and not _is_inside(titled, dated):
                found.append(titled)
            end = at + used
        return sorted(found)

    def _at(self, words: list[tuple[str, int, int]], at: int, text: str) -> tuple[Titled | None, int]:
        first, start, end = words[at]
        if first in self._short and text[end : end + 1] != "-":
            return Titled(start, end + text.startswith(".", end), tuple(self._short[first]), is_short=True), 1
        ways = self._known.get(first)
        for length in range(min(self._longest[first], len(words) - at), 0, -1) if ways else ():
            taken = words[at : at + length]
            acts = ways.get(tuple(word for word, _, _ in taken))
            if acts and _are_neighbours(taken, text):
                stop = text.startswith(".", taken[-1][2]) and len(taken[-1][0]) == 1  # «m.v.»
                return Titled(start, taken[-1][2] + stop, tuple(acts)), length
        return None, 1

    def _dated(self, text: str) -> Iterator[Titled]:
        for match in _IDENTITY.finditer(text):
            identity = _identity(match)
            if identity:
                id = self._identities.get(identity)
                yield Titled(match.start(), match.end(), (id,) if id else (), dated=True)


def _is_inside(titled: Titled, dated: list[Titled]) -> bool:
    """Say whether a title overlaps one of those that are named by date; they stand in order."""
    near = bisect_left(dated, titled.end, key=lambda one: one.start)
    return near > 0 and dated[near - 1].end > titled.start


def _written_ways(law: Law) -> Iterator[tuple[str, ...]]:
    """Give the titles of an act as words, with the endings of both forms and the genitive."""
    titles = [law.short_title, *re.split(r"\s*[()]\s*", law.full_title), *law.aliases, *law.former_titles]
    for title in filter(None, titles):
        words = tuple(word.casefold() for word in _WORD.findall(title))
        for way in {words, _without_and_more(words)} - {()}:
            firsts = ("lov", "lova", "loven") if way[0] == "lov" else way[:1]
            for first, last in product(firsts, _endings(way[-1])):
                yield (first, *way[1:-1], last) if len(way) > 1 else (last,)


def _without_and_more(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[:-2] if words[-2:] in (("m", "v"), ("m", "m")) else words


def _endings(word: str) -> Iterator[str]:
    yield word
    yield f"{word}s"
    stem = _ENDING.sub("", word)
    if stem != word and stem:
        yield from (f"{stem}{ending}" for ending in ("lova", "lovas", "loven", "lovens"))


def _are_neighbours(words: list[tuple[str, int, int]], text: str) -> bool:
    """Say whether nothing but space and full stops stands between the words."""
    return all(not text[one[2] : other[1]].strip(" .\t\n\xa0") for one, other in pairwise(words))


def _month(name: str) -> int:
    """Give the number of a month in full or shortened to three letters or more; 0 for any other word."""
    return next((n for month, n in _MONTHS.items() if len(name) >= 3 and month.startswith(name)), 0)


def _identity(match: re.Match) -> str:
    """Give the identity that a date and a number make: LOV-2021-06-18-97; "" where there is no such day."""
    if match["iso"]:
        kind, day, number = match["kind"], match["iso"], match["n"]
    else:
        kind, number = match["word"], match["number"]
        name = match["month"].rstrip(".").casefold()
        month = int(name) if name.isdecimal() else _month(name)
        day = f"{match['year']}-{month:02}-{int(match['day']):02}" if month else ""
    prefix = "LOV" if kind.casefold() == "lov" else "FOR"
    return f"{prefix}-{day}{f'-{int(number)}' if number else ''}" if day else ""
