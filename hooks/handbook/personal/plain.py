"""A text as its reader sees it: digits, spaces and dashes of any kind as the plain ones, invisible characters gone."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple


class Plain(NamedTuple):
    """A text in plain characters, and where each of them stands in the text as written."""

    text: str
    places: list[int] | range
    may_hold_number: bool
    """Whether so many digits stand near each other that they may be a mobile number or a birth number."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give where a stretch of the plain text starts and ends in the text as written."""
        return self.places[start], self.places[end - 1] + 1


@lru_cache(maxsize=1)  # several ask of the same text in turn
def plain(written: str) -> Plain:
    """Give a text in plain characters. A line break becomes a space: a number may be wrapped."""
    if not _ODD.search(written):
        for one, other in _SPACES:
            written = written.replace(one, other)
        return _plain(written, range(len(written)))
    characters, places = [], []
    for place, character in enumerate(written):
        for one in _seen(character):
            characters.append(one)
            places.append(place)
    return _plain("".join(characters), places)


def _plain(text: str, places: list[int] | range) -> Plain:
    return Plain(text, places, bool(_NUMBER.search(text)))


_NUMBER = re.compile(r"[0-9](?:(?<=[49])(?:[ .-]?[0-9]){7}|(?:[-./_ ]{0,3}[0-9]){10})")
_SPACES = tuple(zip("\t\n\r–—", "   --", strict=True))
_ODD = re.compile("[^\x00-\x7fÀ-ÖØ-öø-ÿ«»§–—]")
"""What does not stand for itself, or for one other character: ordinary Norwegian text holds none of it."""
_DOTS = "·•․‧∙⋅"


def _seen(character: str) -> str:
    if character.isascii():
        return " " if character in "\t\n\r" else character
    category = unicodedata.category(character)
    if category in ("Cf", "Mn"):  # soft hyphens, joiners, spaces without width
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category in ("Pd", "Zs", "Zl", "Zp") or character == "\N{MINUS SIGN}":
        return "-" if category in ("Pd", "Sm") else " "
    if character in _DOTS:
        return "."
    return unicodedata.normalize("NFKC", character)
