"""Reads strict YAML and keeps where every key and value stands. The only module that imports yaml.

Every scalar is text: the models decide what is a number or a date, so that `no`, `12:30`, `0123` and `3.10`
are what the editor wrote. Only an empty value, `null` and `~` are nothing (YAML 1.2, 10.3.2).
"""

import re
from functools import partial
from pathlib import Path

import yaml

from handbook.files.characters import FORBIDDEN, describe
from handbook.files.document import Document, Mark, Node, Value
from handbook.files.plain_yaml import place_of_key, read_plain
from handbook.files.syntax import remedy
from handbook.files.text_file import MAX_PROBLEMS_PER_FILE, as_text, read_text
from handbook.problems import Problem

MAX_DEPTH = 24

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_COMMENT = re.compile(r"#.*")
_HEAD = re.compile(r"[|>].*")


def read(path: Path, name: str, data: bytes | None = None) -> tuple[Document | None, list[Problem]]:
    """Read one file. Gives the document, or None where nothing could be made of it, and every problem met.

    `name` is how the file is called in messages, `data` its bytes where somebody has read them.
    """
    text, problems = read_text(path, name, data)
    return (None, problems) if text is None else _parse(text, name)


def parse(text: str, name: str) -> tuple[Document | None, list[Problem]]:
    """Read YAML from a text; see `read`."""
    text, problems = as_text(text, name)
    return (None, problems) if text is None else _parse(text, name)


def _parse(text: str, name: str) -> tuple[Document | None, list[Problem]]:
    value = read_plain(text)
    if value is not None:
        find_key = partial(place_of_key, text) if isinstance(value, dict) else None
        return Document(name, text, value, partial(_places, text, name), find_key), []
    return read_events(text, name)


def _places(text: str, name: str) -> Node:
    return read_events(text, name)[0].root


def read_events(text: str, name: str) -> tuple[Document | None, list[Problem]]:
    """Read any YAML from a text, with all places at once; `read_plain` gives the same values sooner where it can."""
    builder = _Builder(name)
    try:
        for event in yaml.parse(text, Loader=yaml.CLoader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        return None, [*builder.problems, _syntax(error, text, name)]
    except _Stop:
        return None, builder.problems
    if builder.root is None:
        return None, [_problem(name, Mark(1, 1), "Fila er tom. Skriv innhaldet, eller slett fila.", "empty-file")]
    return Document(name, text, builder.value, partial(_itself, builder.root)), builder.problems


def _itself(root: Node) -> Node:
    return root


def comments(text: str) -> list[tuple[Mark, str]]:
    """Give every comment in a text that can be parsed, from its «#», with its place."""
    found, end = [], 0
    for token in yaml.scan(text, Loader=yaml.CLoader):
        spans = [(end, token.start_mark.index)]
        if isinstance(token, yaml.ScalarToken) and (head := _HEAD.match(text, token.start_mark.index)):
            spans.append(head.span())  # a comment beside the mark of a block is inside its token
        found += [each for span in spans for each in _COMMENT.finditer(text, *span)]
        end = token.end_mark.index
    return [(_place(text, each.start()), each.group().rstrip()) for each in found]


def _place(text: str, index: int) -> Mark:
    return Mark(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


class _Stop(Exception):
    """The rest of the file cannot be trusted."""


class _Builder:
    """Turns parser events into values and places, one container on the stack at a time; no recursion."""

    def __init__(self, name: str):
        self.name = name
        self.problems: list[Problem] = []
        self.value: Value = None
        self.root: Node | None = None
        self.stack: list[tuple[dict | list, Node]] = []
        self.key: list[str | None] = []  # per open container: the key that waits for its value

    def take(self, event: yaml.Event) -> None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._check_properties(event)
            self._scalar(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._check_properties(event)
            self._open({} if kind is yaml.MappingStartEvent else [], event)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._close(event)
        elif kind is yaml.AliasEvent:
            self._report(
                event, f"«*{event.anchor}» viser til ein annan stad i fila. Skriv innhaldet fullt ut.", "alias"
            )
            raise _Stop
        elif kind is yaml.DocumentStartEvent and self.root is not None:
            self._report(event, "Fila har fleire dokument (---). Lag éi fil for kvart.", "several-documents")
            raise _Stop

    def _check_properties(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            self._report(event, f"Ankeret «&{event.anchor}» er ikkje lov. Ta det bort.", "anchor")
        if event.tag is not None:
            self._report(event, f"Merket «{event.tag}» er ikkje lov. Ta det bort.", "tag")

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if self.stack and isinstance(self.stack[-1][0], dict) and self.key[-1] is None:
            self._take_key(event)
            return
        if event.style == '"' and (hidden := FORBIDDEN.search(event.value)):
            self._report(event, *describe(hidden.group()))
        nothing = event.implicit[0] and event.value in _NOTHING
        self._place(None if nothing else event.value, _node(event))

    def _take_key(self, event: yaml.ScalarEvent) -> None:
        mapping, node = self.stack[-1]
        key = event.value
        if key == "<<" and event.implicit[0]:
            self._report(event, "«<<» flettar inn ein annan stad i fila. Skriv innhaldet fullt ut.", "merge-key")
            raise _Stop
        if key in mapping:
            first = node.keys[key].line
            self._report(event, f"Nøkkelen «{key}» står alt på linje {first}. Behald éin av dei.", "duplicate-key")
        node.keys.setdefault(key, _mark(event))
        self.key[-1] = key

    def _open(self, container: dict | list, event: yaml.NodeEvent) -> None:
        if self.stack and isinstance(self.stack[-1][0], dict) and self.key[-1] is None:
            self._report(event, "Ein nøkkel må vere eit ord, ikkje ei liste eller ei samling.", "complex-key")
            raise _Stop
        if len(self.stack) >= MAX_DEPTH:
            self._report(event, f"Meir enn {MAX_DEPTH} nivå inni kvarandre. Gjer det flatare.", "too-deep")
            raise _Stop
        node = _node(event)
        self._place(container, node)
        self.stack.append((container, node))
        self.key.append(None)

    def _close(self, event: yaml.Event) -> None:
        self.stack.pop()[1].end = Mark(event.end_mark.line + 1, event.end_mark.column + 1)
        self.key.pop()

    def _place(self, value: Value, node: Node) -> None:
        if not self.stack:
            self.value, self.root = value, node
            return
        container, parent = self.stack[-1]
        if isinstance(container, list):
            parent.children[len(container)] = node
            container.append(value)
            return
        key = self.key[-1]
        self.key[-1] = None
        if key not in container:  # the first of two equal keys is kept; the second is reported
            container[key] = value
            parent.children[key] = node

    def _report(self, event: yaml.Event, message: str, code: str) -> None:
        self.problems.append(_problem(self.name, _mark(event), message, code))
        if len(self.problems) >= MAX_PROBLEMS_PER_FILE:
            raise _Stop


def _mark(event: yaml.Event) -> Mark:
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)


def _node(event: yaml.Event) -> Node:
    return Node(_mark(event), Mark(event.end_mark.line + 1, event.end_mark.column + 1))


def _problem(name: str, mark: Mark, message: str, code: str) -> Problem:
    return Problem(name, mark.line, mark.column, "", message, code)


def _syntax(error: yaml.MarkedYAMLError, text: str, name: str) -> Problem:
    # A quotation or a list that is not closed is noticed at the end: point at where it was opened.
    is_open = (error.context or "").endswith(("a quoted scalar", "a flow sequence", "a flow mapping"))
    place = (error.context_mark if is_open else None) or error.problem_mark or error.context_mark
    mark = Mark(place.line + 1, place.column + 1) if place else Mark(1, 1)
    # At the end of the file the mark may stand past the last line: point at the last line that exists.
    last = text.count("\n") + (not text.endswith("\n"))
    if mark.line > max(last, 1):
        mark = Mark(max(last, 1), len(text.splitlines()[-1]) + 1 if text.strip() else 1)
    return _problem(name, mark, f"YAML-en kan ikkje lesast. {remedy(error.problem or '')}", "yaml-syntax")
