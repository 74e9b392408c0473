"""Where pages are: the folder of each language, absolute addresses, and what stands in the sitemap."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from handbook.models.scalars import LANGUAGES


@dataclass(frozen=True, slots=True)
class Addresses:
    """`base` is the site's address with a slash at its end, or "" where it is unknown; `default` stands at its root."""

    base: str
    default: str

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages, the default first."""
        return (self.default, *(language for language in LANGUAGES if language != self.default))

    @property
    def mentions(self) -> int:
        """How often the frame prints a page's own address: in the links to each language; where the site's address is
        known also in the canonical link and the hreflang links (each language and x-default)."""
        languages = len(self.languages)
        return languages + (1 + languages + 1 if self.base else 0)

    def folder(self, language: str) -> str:
        """Give the folder of a language: "" for the default, else `nb/`."""
        return "" if language == self.default else f"{language}/"

    def absolute(self, language: str, path: str) -> str:
        """Give the full address of a page."""
        return f"{self.base}{self.folder(language)}{path}"


def sitemap(addresses: Addresses, paths: Iterable[tuple[str, str]]) -> str:
    """Give a sitemap (sitemaps.org 0.9, with xhtml:link for the languages) of (path, last changed or "")."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for path, changed in sorted(paths):
        twins = "".join(
            f'<xhtml:link rel="alternate" hreflang="{language}" href="{escape(addresses.absolute(language, path))}"/>'
            for language in addresses.languages
        )
        when = f"<lastmod>{changed}</lastmod>" if changed else ""
        lines += [
            f"<url><loc>{escape(addresses.absolute(language, path))}</loc>{when}{twins}</url>"
            for language in addresses.languages
        ]
    return "\n".join([*lines, "</urlset>", ""])
