"""A cadence text as a row of meanings, from which rules take what they understand."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

Fields = dict[str, Any]
"""A cadence as its YAML would hold it: texts, lists and collections of fields."""

_TAKEN = "_"
_SILENT = frozenset({"in", "to", "fixed", "meeting", "named_meeting", "when", "self"})


@dataclass(frozen=True, slots=True)
class Unit:
    """One meaning (`week`, `ordinal=3`), the words it was read from and where they start, and whether they were
    spelled as they should; «årleg» gives two."""

    meaning: str
    said: str
    place: int
    exact: bool = True

    @property
    def is_article(self) -> bool:
        """Whether a number is a word: «ein» before a month or after a week is no number of it."""
        return self.meaning.startswith("number") and not self.said[0].isdigit()


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{pattern})(?!\S)")


class Line:
    """The units of a text in order. What was taken cannot be taken again, and stands between what is left."""

    def __init__(self, text: str, units: tuple[Unit, ...]):
        self.text = text
        self.units = units
        self.meanings = [unit.meaning for unit in units]
        self.sure = all(unit.exact for unit in units)

    def copy(self) -> "Line":
        """Give a line to try a rule on."""
        line = Line(self.text, self.units)
        line.become(self)
        return line

    def become(self, other: "Line") -> None:
        """Take over what was taken from a copy."""
        self.meanings, self.sure = list(other.meanings), other.sure

    def find(self, pattern: str) -> re.Match[str] | None:
        """Find meanings in a row, without taking them; the pattern is a regex over meanings with spaces between."""
        return _compiled(pattern).search(" ".join(self.meanings))

    def take(self, pattern: str) -> re.Match[str] | None:
        """Find meanings in a row, and take them; words that mean nothing here stay, to be left over."""
        match = self.find(pattern)
        for index in self._places(match) if match else ():
            self.meanings[index] = "other" if self.meanings[index] == "other" else _TAKEN
        return match

    def behind(self, match: re.Match[str]) -> list[Unit]:
        """Give the units behind the meanings that were found."""
        return [self.units[index] for index in self._places(match)]

    @staticmethod
    def _places(match: re.Match[str]) -> range:
        first = match.string.count(" ", 0, match.start())
        return range(first, first + match.group().count(" ") + 1)

    def take_after(self, match: re.Match[str]) -> str:
        """Take all that follows what was found; give it as it was written."""
        start = self._places(match).stop
        self.meanings[start:] = [_TAKEN] * (len(self.meanings) - start)
        return self.text[self.units[start].place :].strip(" .,:;!?")

    def give_back(self, meaning: str) -> None:
        """Let a meaning that was taken be left over after all: there is no field to hold it."""
        self.meanings = [
            meaning if unit.meaning == meaning else now for unit, now in zip(self.units, self.meanings, strict=True)
        ]

    def take_all(self, pattern: str) -> list[str]:
        """Take every place of a pattern; give its first group each time, once."""
        found = []
        while match := self.take(pattern):
            found.append(match[1])
        return list(dict.fromkeys(found))

    def guess(self) -> None:
        """Note that what is understood may be understood otherwise."""
        self.sure = False

    def left_over(self) -> tuple[str, ...]:
        """Give the words that nobody understood, or that nobody took, in order."""
        both = zip(self.units, self.meanings, strict=True)
        said = {unit.place: unit.said for unit, now in both if now != _TAKEN and now not in _SILENT}
        return tuple(word for words in said.values() for word in words.split())
