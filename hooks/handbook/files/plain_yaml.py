"""The plain part of YAML, as nearly all files are written, read by lines. Gives nothing for any other file.

`source` reads what is not plain, and finds the places in all files when somebody asks for them. A file counts as plain
only where libyaml would make the same values of it without a fault.
"""

import re

from handbook.files.document import Mark, Value

_DEEPEST = 40
"""Spaces: far fewer levels than `source` allows."""
_LINE = re.compile(
    r"( *)(- )?(?:([A-Za-z_][A-Za-z0-9_-]*):"
    r"(?: (\|-?) *\n(( +).*\n(?:(?:\6.*)?\n)*)|(?: ([^ \n].*)?)?\n)|([^ \n].*)?\n)"
)
"""Indent, dash, key, and then the mark of a block with its lines and how far in the first stands, a value, or an item.
Every line is one, but those of a block, which belong to the line above them."""
_TO_VALUE = re.compile(r":(?: (?=[^ \n])| ?\n(?: *(?:#[^\n]*)?\n)*(?=- |-\n| +[^ \n]) *)?")
"""From the end of a key of the whole file to its value, on the same line or below it."""
_START = re.compile(r"[^\W_]|[«(§…–]")
_KEY_ENDS = re.compile(r":(?!\S)")
_QUOTED = re.compile(r"'((?:[^'\n]|'')*)'|\"([^\"\\\n]*)\"")
_FLOW = re.compile(r"\[(?:[a-z0-9][a-z0-9-]*(?:, [a-z0-9][a-z0-9-]*)*)?\]")
_NOTHING = frozenset({"~", "null", "Null", "NULL"})


def _is_text(written: str) -> bool:
    """Say whether what stands on a line is words and nothing else."""
    if "  " in written or " #" in written or (":" in written and _KEY_ENDS.search(written)):
        return False
    return _START.match(written) is not None


class _NotPlain(Exception):
    """The file needs the whole of YAML."""


def read_plain(text: str) -> Value:
    """Give the values of a plain file; None for any other."""
    if "\t" in text or not text.endswith("\n"):
        return None
    try:
        return _Reader(text).whole()
    except _NotPlain:
        return None


def place_of_key(text: str, key: str) -> Mark | None:
    """Give where the value of a key of the whole file starts, in a plain file of keys; None where the key is not."""
    line = 0 if text.startswith(f"{key}:") else text.find(f"\n{key}:") + 1
    if not text.startswith(f"{key}:", line):
        return None
    at = _TO_VALUE.match(text, line + len(key)).end()
    return Mark(text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


class _Reader:
    """Stands at one line that says something: how far in, whether a point starts there, its key, value or item."""

    def __init__(self, text: str):
        self._lines = (line for line in _LINE.findall(text) if line[1] or line[2] or (line[7] and line[7][0] != "#"))
        self._go_on()

    def _go_on(self) -> None:
        line = next(self._lines, None)
        if line is None:
            self._column = -1
            return
        indent, self._dash, self._key, self._mark, self._block, self._inside, self._value, self._item = line
        self._column = len(indent)
        if self._column > _DEEPEST:
            raise _NotPlain

    def whole(self) -> Value:
        value = self._container(0)
        if self._column != -1:
            raise _NotPlain
        return value

    def _container(self, column: int) -> Value:
        if self._column != column:
            raise _NotPlain
        return self._list(column) if self._dash else self._mapping(column)

    def _list(self, column: int) -> list[Value]:
        found: list[Value] = []
        while self._column == column and self._dash:
            if not self._key:
                found.append(self._scalar(self._item, column))
            else:
                self._dash, self._column = "", column + 2
                found.append(self._mapping(column + 2))
        return found

    def _mapping(self, column: int) -> dict[str, Value]:
        found: dict[str, Value] = {}
        while self._column == column and not self._dash:
            key = self._key
            if not key or key in found:
                raise _NotPlain
            if self._value:
                found[key] = self._scalar(self._value, column)
                continue
            if self._mark:
                found[key] = self._lines_below(column)
                continue
            self._go_on()
            if self._column > column or (self._column == column and self._dash):
                found[key] = self._container(self._column)
            else:
                found[key] = None
        return found

    def _scalar(self, written: str, column: int) -> Value:
        """Give the value that stands on a line, and go on to the next, which may not continue it."""
        written = written.rstrip(" ")
        if _is_text(written) or written == "~":
            value: Value = None if written in _NOTHING else written
        elif quoted := _QUOTED.fullmatch(written):
            value = quoted[2] if quoted[1] is None else quoted[1].replace("''", "'")
        elif _FLOW.fullmatch(written):
            value = written[1:-1].split(", ") if written != "[]" else []
            if not _NOTHING.isdisjoint(value):
                raise _NotPlain
        else:
            raise _NotPlain
        self._go_on()
        if self._column > column:
            raise _NotPlain
        return value

    def _lines_below(self, column: int) -> str:
        """Give the lines of a block, as they are written; the first says how far in they stand."""
        first, keeps_end = len(self._inside), self._mark == "|"
        text = self._block[first:].replace("\n" + self._inside, "\n").rstrip("\n")
        if first <= column or not text.strip():
            raise _NotPlain
        self._go_on()
        if self._column > column:
            raise _NotPlain
        return f"{text}\n" if keeps_end else text
