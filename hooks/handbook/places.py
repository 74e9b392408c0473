"""Places in an act: how a section, a range or a chapter is noted («§7-2a», «§§13–13f», «kap.5»), read and compared.

Knows no acts.
"""

import re
from typing import NamedTuple

NUMBER = r"[0-9]{1,3}[A-Z]?(?:-[0-9]{1,3})?[a-z]?"
"""A section as Lovdata's keys write it, without spaces: `13-2`, `7-2a`, `9A-3`, `13f`."""

NOTED = rf"§{NUMBER}|§§{NUMBER}–{NUMBER}|kap\.[0-9]{{1,3}}[A-Z]?"
"""A place as data notes it: one section, a range, or a chapter."""

SECTION = rf"§{NUMBER}|kap\.[0-9]{{1,3}}[A-Z]?"
"""What an act's registry lists one by one."""

_PARTS = re.compile(r"(\d+)([A-Z]?)(?:-(\d+))?([a-z]?)")


class Place(NamedTuple):
    """A section («§13-2»), a range of them («§§13–13f») or a chapter («kap.5»)."""

    sign: str
    """§ or kap."""
    first: str
    last: str = ""
    """The end of a range; "" for one."""

    def __str__(self) -> str:
        if self.last:
            return f"§§{self.first}–{self.last}"
        return f"{self.sign}{self.first}"

    @property
    def number(self) -> str:
        """The section or chapter itself, the first of a range, as a registry lists it."""
        return f"{self.sign}{self.first}"

    @property
    def is_chapter(self) -> bool:
        """Whether this is a chapter, which has no lasting address at Lovdata."""
        return self.sign == "kap."

    def spelled(self) -> str:
        """Write the place as it is read, in both forms alike: «§ 7-2 a», «§§ 13–13 f», «kapittel 5»."""
        if self.is_chapter:
            return f"kapittel {_spaced(self.first)}"
        return f"§§ {_spaced(self.first)}–{_spaced(self.last)}" if self.last else f"§ {_spaced(self.first)}"

    def anchor(self) -> str:
        """Give the anchor of the section on its act's page: `p13-2`, `pkap5`."""
        return "p" + self.number.removeprefix("§").replace(".", "")

    def holds(self, other: "Place") -> bool:
        """Say whether another place lies inside this one: §13a in §§13–13f, §13-2 in kap.13."""
        if self.is_chapter and not other.is_chapter:
            return other.first.startswith(f"{self.first}-")
        if self.is_chapter or other.is_chapter:
            return self == other
        return _order(self.first) <= _order(other.first) and _order(other.last or other.first) <= _order(
            self.last or self.first
        )


def read_place(noted: str) -> Place | None:
    """Read a place as data notes it; None where it is none."""
    if not re.fullmatch(NOTED, noted):
        return None
    if noted.startswith("kap."):
        return Place("kap.", noted[4:])
    first, _, last = noted.lstrip("§").partition("–")
    return Place("§", first, last)


def _spaced(number: str) -> str:
    whole, chapter, section, letter = _PARTS.fullmatch(number).groups()
    head = f"{whole} {chapter}" if chapter else whole
    return f"{head}{f'-{section}' if section else ''}{f' {letter}' if letter else ''}"


def _order(number: str) -> tuple[int, str, int, str]:
    whole, chapter, section, letter = _PARTS.fullmatch(number).groups()
    return int(whole), chapter, int(section or 0), letter
