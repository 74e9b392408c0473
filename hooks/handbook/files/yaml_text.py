"""Writes plain values as YAML in one form only. Knows no models and no files, and reads nothing.

- Maps and lists are in block form; every level, a list under its key too, is two spaces further in. Empty ones are
  `{}` and `[]`, nothing is `null`. All that is given is written; nothing is left out.
- A text of several lines is literal: `|` where it ends in one line end, `|-` in none, `|+` in more, with a `2` before
  that where it begins with a space, a tab or a line end. Any other text is one line, however long.
- A text of one line is in single quotes where it fits `_NOTHING`, `_NO_TEXT` or `_NOT_BARE`, else without. What is no
  text is without, if it can be. Double quotes stand only where nothing else can hold the characters (`_ESCAPED`).
"""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from handbook.problems import Location


class Bare(str):
    """A single value that is no text (a number, a day, true or false): it stands without quotes."""

    __slots__ = ()


class Line(NamedTuple):
    """One line, and the location of every value that begins on it, the outermost first."""

    text: str
    places: tuple[Location, ...] = ()


# What YAML 1.2 takes for nothing: never without quotes where a text is meant.
_NOTHING = re.compile(r"|~|null|Null|NULL")
# What it takes for a truth value or a number; a merge key and «=» are YAML 1.1's.
_NO_TEXT = re.compile(
    r"true|True|TRUE|false|False|FALSE|<<|=|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
_NOT_BARE = re.compile(r"^[\s,\[\]{}#&*!|>'\"%@`]|^[-?:](\s|$)|^(---|\.\.\.)|:(\s|$)|\s#|\s$|[\t\n]")
# A line break by another name, and what YAML lets stand only as an escape.
_ESCAPED = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_LONGEST_KEY = 1000


def yaml_text(value: Any) -> str:
    """Give a value as the text of a YAML file."""
    return "".join(f"{line.text}\n" for line in yaml_lines(value))


def yaml_lines(value: Any) -> list[Line]:
    """Give a value as lines. A level further in is always two spaces further in."""
    return list(_block(value, "", ())) if value and isinstance(value, (dict, list)) else [Line(_single(value))]


def _block(value: dict | list, indent: str, here: Location) -> Iterator[Line]:
    inner = f"{indent}  "
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        place = (*here, key)
        lead = f"{indent}-" if isinstance(value, list) else f"{indent}{_key(key)}:"
        if not item or not isinstance(item, (dict, list)):
            first, *more = f"{lead} {_single(item, inner)}".split("\n")
            yield Line(first, (place,))
            yield from map(Line, more)
        elif isinstance(value, list):
            first, *more = _block(item, inner, place)
            yield Line(f"{lead} {first.text.lstrip(' ')}", (place, *first.places))
            yield from more
        else:
            yield Line(lead, (place,))
            yield from _block(item, inner, place)


def _key(key: str) -> str:
    if len(key) > _LONGEST_KEY:
        raise ValueError(f"No key of YAML has {len(key)} characters.")
    return _double(key) if "\n" in key else _flow(key)


def _single(value: Any, inner: str = "") -> str:
    """Give a value that is no map or list with items; what goes on more lines stands `inner` far in."""
    if value is None:
        return "null"
    if isinstance(value, (dict, list)):
        return "{}" if isinstance(value, dict) else "[]"
    if isinstance(value, Bare):
        return _flow(value) if _NOTHING.fullmatch(value) or _NOT_BARE.search(value) else value
    return _literal(value, inner) if "\n" in value and value.strip() else _flow(value)


def _flow(text: str) -> str:
    """Give a text on one line: without quotes, in single, or in double ones."""
    if "\n" in text or _ESCAPED.search(text):
        return _double(text)
    if _NOTHING.fullmatch(text) or _NO_TEXT.fullmatch(text) or _NOT_BARE.search(text):
        return "'{}'".format(text.replace("'", "''"))
    return str(text)


def _double(text: str) -> str:
    return _ESCAPED.sub(_escape, json.dumps(text, ensure_ascii=False))


def _escape(match: re.Match) -> str:
    number = ord(match.group())
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def _literal(text: str, inner: str) -> str:
    """Give a text of several lines as `|`, with its marks for spaces first and line ends last."""
    if _ESCAPED.search(text) or not inner:
        return _double(text)
    body = text.rstrip("\n")
    ends = len(text) - len(body)
    spaces, last = "2" if text[0] in " \n\t" else "", ("-", "")[ends] if ends < 2 else "+"
    lines = [f"{inner}{line}" if line else "" for line in body.split("\n")]
    return "\n".join([f"|{spaces}{last}", *lines, *[""] * (ends - 1)])
