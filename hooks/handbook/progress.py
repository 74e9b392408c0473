"""How far a long piece of work has come, on one line of a terminal; nothing where nobody looks. Decides nothing."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TextIO, TypeVar

T = TypeVar("T")
_PATIENCE = 1.0
"""Seconds of work before anything is said, and a fifth of it between two times."""


def told(items: Iterable[T], what: str, out: TextIO = sys.stderr) -> Iterator[T]:
    """Give the items on, and tell on `out` how many there have been; `what` says of what."""
    if not out.isatty():
        yield from items
        return
    next_time, said = time.monotonic() + _PATIENCE, ""
    for count, item in enumerate(items, 1):
        if time.monotonic() >= next_time:
            next_time = time.monotonic() + _PATIENCE / 5
            said = f"{what}: {count}"
            out.write(f"\r{said}")
            out.flush()
        yield item
    if said:
        out.write("\r" + " " * len(said) + "\r")
        out.flush()
