"""Changes single places of a YAML file and leaves every other byte as it was. Knows no models and no files."""

import json
from collections.abc import Callable, Sequence
from copy import deepcopy
from itertools import accumulate
from typing import Any

from handbook.files.document import Document, Mark, Node
from handbook.files.source import parse
from handbook.files.yaml_text import yaml_lines, yaml_text
from handbook.problems import Location


class CannotEdit(Exception):
    """The file is written in a way that a single place of it cannot be changed safely."""


class Edits:
    """Changes to one document, collected and then made all at once.

    `raw` is the file as it stands, where its line ends differ from the document's.
    """

    def __init__(self, document: Document, raw: str | None = None):
        self._document = document
        self._raw = document.text if raw is None else raw
        self._starts = [0, *accumulate(len(line) + 1 for line in self._raw.split("\n"))]
        self._value = deepcopy(document.value)
        self._changes: list[tuple[int, int, str]] = []

    def replace(self, location: Location, value: str) -> None:
        """Put another text in the place of a single value."""
        node = self._node(location)
        self._change(node.start, node.end, yaml_text(value).rstrip("\n"))
        self._set(location, lambda _: value)

    def substitute(self, location: Location, put: Callable[[str], str]) -> None:
        """Change words inside a text; `put` gives the new text of the old."""
        node = self._node(location)
        old = self._raw[self._index(node.start) : self._index(node.end)]
        self._change(node.start, node.end, put(old))
        self._set(location, put)

    def add(self, location: Location, key: str, value: Any, order: Sequence[str]) -> None:
        """Add a key to a map, below those that come before it in the order of keys."""
        node = self._node(location)
        if key in node.children:
            self._fill((*location, key), value)
            return
        earlier = sorted((each for each in order[: order.index(key)] if each in node.children), key=node.keys.get)
        lines = [line.text for line in yaml_lines({key: value})]
        if self._is_flow(node):
            self._add_in_flow(node, earlier, f"{key}: {json.dumps(value, ensure_ascii=False)}")
        elif earlier:
            self._add_below(node.children[earlier[-1]], node.keys[earlier[-1]].column, lines)
        else:
            first = min(node.keys.values())
            self._insert(self._index(first), "\n".join([*_indented(lines, first.column), ""]).lstrip(" ") + _in(first))
        self._set(location, lambda old: old | {key: value})

    def _fill(self, location: Location, value: Any) -> None:
        """Put a text where a key stands without a value."""
        node = self._node(location)
        empty = self._index(node.start) == self._index(node.end)
        self._change(node.start, node.end, (" " if empty else "") + yaml_text(value).rstrip("\n"))
        self._set(location, lambda old: value if old is None else old)

    def append(self, location: Location, value: Any) -> None:
        """Add a value at the end of a list."""
        node = self._node(location)
        if self._is_flow(node):
            self._add_in_flow(node, [*node.children][-1:], json.dumps(value, ensure_ascii=False))
        elif node.children:
            lines = [line.text for line in yaml_lines([value])]
            self._add_below(node.children[len(node.children) - 1], node.start.column, lines)
        self._set(location, lambda old: [*(old or ()), value])

    def text(self) -> str:
        """Give the file with all changes made; CannotEdit where it would not say what was asked for."""
        text = self._raw
        changes = sorted(self._changes, key=lambda change: change[:2])  # what is added at one place stays in order
        for start, end, new in reversed(changes):
            text = text[:start] + new + text[end:]
        document, problems = parse(text, self._document.file)
        if document is None or problems or document.value != self._value:
            raise CannotEdit(self._document.file)
        return text

    # --- places ---

    def _node(self, location: Location) -> Node:
        node = self._document.root
        for step in location:
            node = node.children[step]
        return node

    def _index(self, mark: Mark) -> int:
        return min(self._starts[mark.line - 1] + mark.column - 1, len(self._raw))

    def _is_flow(self, node: Node) -> bool:
        return self._raw[self._index(node.start)] in "{["

    def _last_line(self, node: Node) -> int:
        """Give the line that a value ends on; a block's own end is where the next thing begins."""
        if node.children and not self._is_flow(node):
            return max(map(self._last_line, node.children.values()))
        return node.end.line - (node.end.column == 1 and node.end.line > node.start.line)

    # --- changes ---

    def _add_below(self, node: Node, column: int, lines: list[str]) -> None:
        end = min(self._starts[self._last_line(node)], len(self._raw))
        before = "" if self._raw[:end].endswith("\n") else "\n"
        self._insert(end, before + "\n".join([*_indented(lines, column), ""]))

    def _add_in_flow(self, node: Node, earlier: list, item: str) -> None:
        if earlier:
            self._insert(self._index(node.children[earlier[-1]].end), f", {item}")
        else:
            self._insert(self._index(node.start) + 1, f"{item}, " if node.children else item)

    def _insert(self, index: int, text: str) -> None:
        self._changes.append((index, index, text.replace("\n", "\r\n") if "\r\n" in self._raw else text))

    def _change(self, start: Mark, end: Mark, text: str) -> None:
        self._changes.append((self._index(start), self._index(end), text))

    def _set(self, location: Location, put: Callable[[Any], Any]) -> None:
        if not location:
            self._value = put(self._value)
            return
        inner = self._value
        for step in location[:-1]:
            inner = inner[step]
        inner[location[-1]] = put(inner[location[-1]])


def _indented(lines: list[str], column: int) -> list[str]:
    return [" " * (column - 1) + line if line else "" for line in "\n".join(lines).split("\n")]


def _in(mark: Mark) -> str:
    return " " * (mark.column - 1)
