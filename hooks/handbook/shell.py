"""The frame of a page, rendered once by the theme and joined with the content of each record.

Knows where the marks are, not who rendered the frame.
"""

from html import escape
from typing import Any, Protocol

MARKS = {name: f"\ue000{name}\ue001" for name in ("title", "description", "path", "content")}
"""Held by private-use characters, which `source` refuses in all data: no content can hold a mark."""


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
        self._parts: list[str] = [html]
        self._names: list[str] = []
        for name, mark in MARKS.items():
            self._split(name, mark)

    def _split(self, name: str, mark: str) -> None:
        parts: list[str] = []
        names: list[str] = []
        for index, part in enumerate(self._parts):
            pieces = part.split(mark)
            parts += pieces
            names += [name] * (len(pieces) - 1)
            if index < len(self._names):
                names.append(self._names[index])
        self._parts, self._names = parts, names

    def join(self, title: str, description: str, path: str, content: str) -> str:
        """Put one page's own words and content into the frame; words are escaped here, content is HTML already."""
        own = {"title": escape(title), "description": escape(description), "path": path, "content": content}
        pieces = [self._parts[0]]
        for name, part in zip(self._names, self._parts[1:], strict=True):
            pieces += (own[name], part)
        return "".join(pieces)
