"""Keeps the comments of a file by the values they stand by, when the file is written anew. Knows no YAML."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from handbook.files.document import Document, Mark, Node
from handbook.files.yaml_text import Line
from handbook.problems import Location


class _Spot(NamedTuple):
    """A key or a list item: where it begins, how far in, and which it is."""

    mark: Mark
    column: int
    place: Location


class Comments:
    """The comments of one document: before, beside and after a value, and those that belong to the file."""

    def __init__(self, document: Document, found: list[tuple[Mark, str]]):
        self.top: list[str] = []
        self.bottom: list[str] = []
        self.before: dict[Location, list[str]] = defaultdict(list)
        self.beside: dict[Location, str] = {}
        self.after: dict[Location, list[str]] = defaultdict(list)
        self._lines = document.text.split("\n")
        self._spots = sorted(_spots(document.root, ()))
        self._columns = {spot.place: spot.column for spot in self._spots}
        for mark, comment in found:
            self._attach(mark, comment)

    def _attach(self, mark: Mark, comment: str) -> None:
        number = bisect_left(self._spots, mark, key=lambda spot: spot.mark)
        last = self._spots[number - 1] if number else None
        following = self._spots[number] if number < len(self._spots) else None
        if last is None:
            self.top.append(comment)
        elif self._beside(mark, last):
            if last.place in self.beside:
                self.after[last.place].append(comment)
            else:
                self.beside[last.place] = comment
        elif following is None:
            self._after(mark, last, 0, self.bottom, comment)
        else:
            self._after(mark, last, self._indent_after(mark), self.before[following.place], comment)

    def _beside(self, mark: Mark, last: _Spot) -> bool:
        """Say whether a comment stands beside something; what is only dashes is the beginning of what follows."""
        lead = self._lines[mark.line - 1][: mark.column - 1]
        return last.mark.line == mark.line or bool(lead.strip(" \t-"))

    def _indent_after(self, mark: Mark) -> int:
        """Give how far in the first line after a comment stands that is more than a comment."""
        line = next(line for line in self._lines[mark.line :] if line.strip() and not line.lstrip().startswith("#"))
        return len(line) - len(line.lstrip(" "))

    def _after(self, mark: Mark, last: _Spot, column: int, otherwise: list[str], comment: str) -> None:
        """Put a comment after what it is indented like, if that is further in than what follows."""
        chain = (last.place[:length] for length in range(len(last.place), 0, -1))
        place = next((each for each in chain if self._columns[each] <= mark.column), last.place[:1])
        further_in = self._columns[place] - 1 > column
        (self.after[place] if further_in else otherwise).append(comment)

    def woven(self, lines: list[Line]) -> list[str]:
        """Give the lines of the document with the comments where they belong."""
        out, open_places = [*self.top], []
        for line in lines:
            if line.places:
                out += self._closed(open_places, line.places[0])
                indent = line.text[: len(line.text) - len(line.text.lstrip(" "))]
                out += [indent + each for place in line.places for each in self.before.get(place, ())]
                open_places += line.places
            beside = [self.beside[place] for place in line.places if place in self.beside]
            out.append("  ".join([line.text, *beside]))
        return [*out, *self._closed(open_places, ()), *self.bottom]

    def _closed(self, open_places: list[Location], following: Location) -> Iterator[str]:
        """Close the places that end before the one that follows; give what stands after them, the innermost first."""
        while open_places and (not following or following[: len(open_places[-1])] != open_places[-1]):
            place = open_places.pop()
            yield from ("  " * (len(place) - 1) + each for each in self.after.get(place, ()))


def _spots(node: Node, place: Location) -> Iterator[_Spot]:
    for key, child in node.children.items():
        here = (*place, key)
        in_list = isinstance(key, int)
        mark = child.start if in_list else node.keys[key]
        yield _Spot(mark, node.start.column if in_list else mark.column, here)
        yield from _spots(child, here)
