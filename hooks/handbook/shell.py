"""The frame of a page, rendered once by the theme and joined with the content of each record.

Knows where the marks are, not who rendered the frame.
"""

import re
from html import escape
from typing import Any, Protocol

MARKS = {name: f"\ue000{name}\ue001" for name in ("title", "description", "path", "content")}
"""Held by private-use characters, which `source` refuses in all data: no content can hold a mark."""
_MARK = re.compile(f"\ue000({'|'.join(MARKS)})\ue001")


class Template(Protocol):
    """What a template of the theme can do."""

    def render(self, **variables: Any) -> str:
        """Print the template."""


class Theme(Protocol):
    """What the shell lends of its template environment."""

    def get_template(self, name: str) -> Template:
        """Give a template of overrides/."""


class ShellError(Exception):
    """The theme did not print the marks as often as agreed."""


class Shell:
    """One frame, cut at its marks."""

    def __init__(self, html: str, expected: dict[str, int]):
        found = {name: html.count(mark) for name, mark in MARKS.items()}
        if found != expected:
            raise ShellError(f"the frame holds the marks {found}, expected {expected}")
        self._pieces = [piece.encode() for piece in _MARK.split(html)]
        self._names = _MARK.findall(html)

    def join(self, title: str, description: str, path: str, content: str) -> bytes:
        """Put one page's own words and content into the frame; words are escaped here, content is HTML already."""
        own = {"title": escape(title), "description": escape(description), "path": path, "content": content}
        coded = {name: text.encode() for name, text in own.items()}
        pieces = self._pieces.copy()
        pieces[1::2] = [coded[name] for name in self._names]
        return b"".join(pieces)
