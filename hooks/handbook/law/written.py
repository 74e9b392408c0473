"""What people write after § and «kap.»: finds the places in a text and reads numbers, letters, ranges and lists.

Knows no acts: whether «13-13 f» is a section or a range, only the act can tell.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from handbook.places import Place

_DASH = "[-\u2010\u2011\u2012\u2013\u2014\u2212]"
_LETTER = r"(?:\s?[a-hj-z](?!\w|\.\s?\w\.)|i(?!\w)|\s?i(?=\s*(?:[,.;:()]|$)))"
"""«i» is a letter only where it stands close or at an end: «§ 20i», «§ 20 i.», but «§ 20 i lova»."""
_NUMBER = rf"[0-9]{{1,3}}(?:\s?[A-Z](?=\s?{_DASH}\s?[0-9]))?(?:\s?{_DASH}\s?[0-9]{{1,3}}(?![0-9]))?{_LETTER}?"
_CHAPTER = r"[0-9]{1,3}(?:\s?[A-HJ-Z](?!\w))?"
_ORDINAL = (
    r"(?:første|fyrste|andre|annet|anna|tredje|fjerde|femte|sjette|sjuande|sjuende|syvende|åttande|åttende|niande"
    r"|niende|tiande|tiende|siste|[0-9]{1,2}\.)"
)
_PART = (
    rf"(?:,?\s*(?:{_ORDINAL}(?:\s+(?:og|eller|til)\s+{_ORDINAL})?\s+(?:ledd|leddet|punktum|avsnitt|strekpunkt)"
    r"|(?:bokstav|bokst\.|litra)\s*[a-zæøå]\)?(?!\w)(?:\s*(?:,|og|eller|til|–|-)\s*[a-zæøå]\)?(?!\w))*"
    r"|(?:nr\.?|nummer|punkt|pkt\.?)\s*[0-9]{1,3}(?:\s*(?:og|eller|til|–|-)\s*[0-9]{1,3}(?![0-9]))*"
    r"|\([0-9]{1,2}\)))*"
)
_TO = rf"til\s+og\s+med|t\.\s?o\.\s?m\.|til|{_DASH}"
_AND = r",\s*(?:og|eller|samt)|,|og|eller|samt"
_ITEM = rf"{_NUMBER}{_PART}"
_ONE = re.compile(rf"§\s*{_ITEM}(?:\s*(?:{_TO})\s*§?\s*{_ITEM})?", re.IGNORECASE)
_MANY = re.compile(
    rf"(?:§§+|paragraf(?:ane|ene|en)?)\s*{_ITEM}(?:\s*(?:{_TO}|{_AND})\s*(?:{_ITEM}|[a-hj-z](?!\w)))*", re.IGNORECASE
)
_CHAPTERS = re.compile(
    rf"\b(?:kap\.?|kapit(?:tel|telet|la|lene))\s*{_CHAPTER}(?:\s*(?:{_TO}|og|eller)\s*{_CHAPTER})?{_PART}",
    re.IGNORECASE,
)
_SIGN = re.compile(r"§+|\bparagraf|\bkap", re.IGNORECASE)
_PIECE = re.compile(
    rf"(?P<part>{_PART[:-1]}+)|(?P<to>{_TO})|(?P<number>{_NUMBER})|(?P<letter>(?<!\w)[a-hj-z](?!\w))|(?P<other>.)",
    re.DOTALL,
)


class Written(NamedTuple):
    """One place as written: «13-13 f» may be a section or a range, which only the act can tell."""

    sign: str
    first: str
    last: str = ""
    part: str = ""
    """Paragraph, letter or number inside the section: «andre ledd bokstav a»."""

    def place(self, plain_numbers: bool) -> Place:
        """Give the place; in an act whose sections are numbered without chapters, a dash means a range."""
        if plain_numbers and not self.last and self.sign == "§" and "-" in self.first:
            first, last = self.first.split("-")
            return Place(self.sign, first, last)
        return Place(self.sign, self.first, self.last)


class Group(NamedTuple):
    """The places under one sign: «§§ 13-1 og 13-2», «kap. 5»."""

    start: int
    end: int
    places: tuple[Written, ...]


def groups(text: str) -> Iterator[Group]:
    """Find every group of places in a text, in order."""
    end = 0
    for sign in _SIGN.finditer(text):
        if sign.start() < end:
            continue
        match = _MANY.match(text, sign.start()) or _ONE.match(text, sign.start()) or _CHAPTERS.match(text, sign.start())
        end = match.end() if match else sign.end()
        if match:
            is_chapter = sign.group().casefold() == "kap"
            yield Group(match.start(), end, tuple(_chapters(match.group()) if is_chapter else _sections(match.group())))


def _sections(text: str) -> list[Written]:
    found: list[Written] = []
    to = False
    for piece in _PIECE.finditer(re.sub(r"^(?:§+|\w+)", "", text)):
        if piece["part"] and found:
            found[-1] = found[-1]._replace(part=f"{found[-1].part} {piece['part'].strip(' ,')}".strip())
        elif piece["to"]:
            to = bool(found)
        elif piece["number"] or piece["letter"]:
            number = _compact(piece["number"]) if piece["number"] else _sibling(found, piece["letter"])
            if to and found:
                found[-1] = found[-1]._replace(last=number)
            elif number:
                found.append(Written("§", number))
            to = False
    return found


def _sibling(found: list[Written], letter: str) -> str:
    """Read «13 a og b»: the letter belongs to the number before it."""
    return found[-1].first.rstrip("abcdefghijklmnopqrstuvwxyz") + letter.casefold() if found else ""


def _compact(number: str) -> str:
    """Write a number as Lovdata's keys do: the letter of a chapter is large, that of a section small."""
    text = re.sub(r"\s", "", re.sub(_DASH, "-", number)).casefold()
    return re.sub(r"[a-z](?=-)", lambda match: match.group().upper(), text)


def _chapters(text: str) -> list[Written]:
    numbers = (match.group() for match in re.finditer(_CHAPTER, re.sub(r"^\w+\.?", "", text)))
    return [Written("kap.", re.sub(r"\s", "", number).upper()) for number in numbers]
