"""A file as text: UTF-8, not too large, and without characters that no text may hold. Knows no YAML and no Markdown."""

import re
from codecs import BOM_UTF8
from itertools import islice
from pathlib import Path

from handbook.files.characters import FORBIDDEN, describe
from handbook.problems import Problem

MAX_BYTES = 2_000_000
MAX_PROBLEMS_PER_FILE = 100


def read_text(path: Path, name: str, data: bytes | None = None) -> tuple[str | None, list[Problem]]:
    """Read a file, or take its bytes. Gives its text, or None and what is wrong; `name` is what messages call it."""
    try:
        data = path.read_bytes() if data is None else data
    except OSError:
        message = "Fila kan ikkje lesast. Sjå etter at ho er ei vanleg fil, og at du har tilgang til ho."
        return None, [Problem(name, 1, 1, "", message, "unreadable-file")]
    if len(data) > MAX_BYTES:
        size, limit = (f"{number:,}".replace(",", " ") for number in (len(data), MAX_BYTES))
        return None, [
            Problem(name, 1, 1, "", f"Fila er på {size} byte; grensa er {limit}. Del ho i fleire filer.", "too-large")
        ]
    try:
        return as_text(data.decode("utf-8-sig"), name)
    except UnicodeDecodeError as error:
        message = f"Teiknet (byte 0x{data[error.start]:02X}) er ikkje UTF-8. Lagre fila som UTF-8."
        return None, [_at(name, data[: error.start].decode("utf-8-sig"), message, "not-utf8")]


def as_it_stands(path: Path) -> tuple[bytes, str]:
    """Give the byte order mark of a file that can be read, or nothing, and its text with the line ends it has."""
    data = path.read_bytes()
    mark = data[: len(BOM_UTF8)] if data.startswith(BOM_UTF8) else b""
    return mark, data[len(mark) :].decode("utf-8")


def as_text(text: str, name: str) -> tuple[str | None, list[Problem]]:
    """Give a text with plain line ends, or None and every forbidden character in it."""
    text = text.replace("\r\n", "\n")
    found = islice(FORBIDDEN.finditer(text), MAX_PROBLEMS_PER_FILE)
    problems = [_forbidden(text, match, name) for match in found]
    return (None if problems else text), problems


def _forbidden(text: str, match: re.Match, name: str) -> Problem:
    return _at(name, text[: match.start()], *describe(match.group()))


def _at(name: str, before: str, message: str, code: str) -> Problem:
    """Make a problem at the place that stands after a text."""
    return Problem(name, before.count("\n") + 1, len(before) - before.rfind("\n"), "", message, code)
