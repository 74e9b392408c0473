"""A file as plain values with the place of each key and value. Knows no YAML."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from handbook.problems import Location

_FIRST_KEY = re.compile(r"(?:(?:#[^\n]*)?\n)*(?=[a-z_]+:)")
"""What may stand before the first key of a file that starts with its keys."""

Value = str | None | list["Value"] | dict[str, "Value"]


class Mark(NamedTuple):
    """A place in a file: line and column count from 1."""

    line: int
    column: int


@dataclass(slots=True)
class Node:
    """Where one value stands, and where its children and their keys stand."""

    start: Mark
    end: Mark
    keys: dict[str, Mark] = field(default_factory=dict)
    children: dict[str | int, "Node"] = field(default_factory=dict)


@dataclass(slots=True)
class Document:
    """One YAML file as plain values, with the place of each."""

    file: str
    text: str
    value: Value
    find_places: Callable[[], Node]
    find_key: Callable[[str], Mark | None] | None = None
    """Finds where the value of a key of the whole file starts, without all other places; in a file so written."""
    _root: Node | None = field(default=None, init=False)

    @property
    def root(self) -> Node:
        """Where the whole value stands; looked for when somebody first asks, as of most files nobody does."""
        if self._root is None:
            self._root = self.find_places()
        return self._root

    def mark(self, location: Location = ()) -> Mark:
        """Give the place of the value at a location; of the nearest parent that exists where it is missing."""
        if self._root is None and self.find_key:
            found = self.find_key(str(location[0])) if location else None
            # What is missing in a file of keys is missed at the first; no need to look for all places.
            if found is None and (first := _FIRST_KEY.match(self.text)):
                return Mark(self.text.count("\n", 0, first.end()) + 1, 1)
            if found and len(location) == 1:
                return found
        return self._nearest(location).start

    def key_mark(self, location: Location) -> Mark:
        """Give the place of the key that a location ends in."""
        parent = self._nearest(location[:-1])
        return parent.keys.get(str(location[-1]), parent.start)

    def mark_of(self, location: Location, snippet: str, skip: int = 0) -> Mark:
        """Give the place where a snippet stands inside the value at a location, so many finds of it skipped.

        Gives the place of the value if it is not found; a snippet of several lines is looked for by its first.
        """
        snippet = snippet.split("\n")[0]
        node = self._nearest(location)
        lines = self.text.splitlines()[node.start.line - 1 : node.end.line]
        for number, line in enumerate(lines, node.start.line):
            column = line.find(snippet, node.start.column - 1 if number == node.start.line else 0)
            while column >= 0 and skip:
                skip -= 1
                column = line.find(snippet, column + len(snippet))
            if column >= 0:
                return Mark(number, column + 1)
        return node.start

    def _nearest(self, location: Location) -> Node:
        node = self.root
        for step in location:
            if step not in node.children:
                break
            node = node.children[step]
        return node
