"""Binds the pages of a built site into one tagged PDF. Reads files only; the door to weasyprint and its HTML parser."""

from pathlib import Path
from urllib.parse import urldefrag, urljoin
from xml.etree.ElementTree import Element, tostring

import tinyhtml5
import weasyprint
from weasyprint.urls import URLFetcher

from handbook.render import Renderer
from handbook.views.book import Book

_OUTSIDE = ("http:", "https:", "mailto:", "tel:")
_ROOT = "book:/"
"""Stands for the root of the language while addresses are resolved."""


class PageMissing(Exception):
    """The site was built from other data: a page of the book is not there."""


class _Bound:
    """The pages of a book as trees, with anchors that are their own in the whole document."""

    def __init__(self, book: Book, folder: Path):
        self._trees = {path: _read(folder / path / "index.html") for path in book.paths}
        self._ids = {path: {each.get("id") for each in tree.iter()} for path, tree in self._mains()}
        self._openings = {chapter.path for chapter in book.chapters}

    def _mains(self) -> list[tuple[str, Element]]:
        return [(path, tree.find(".//main")) for path, tree in self._trees.items()]

    def html(self) -> dict[str, str]:
        """Give the HTML of each page, ready to stand beside the others."""
        return {path: self._printed(path, main) for path, main in self._mains()}

    def _printed(self, path: str, main: Element) -> str:
        canonical = self._trees[path].find('.//link[@rel="canonical"]')
        base = "" if canonical is None else canonical.get("href").removesuffix(path)
        for each in main.iter():
            _level(each, 0 if path in self._openings else 1)
            each.attrib.pop("aria-labelledby", None)
            if each.get("id"):
                each.set("id", anchor(path, each.get("id")))
            if each.get("href"):
                self._lead(each, path, base)
        return "".join(tostring(child, encoding="unicode", method="html") for child in main)

    def _lead(self, link: Element, path: str, base: str) -> None:
        """Let a link lead to the page in the book, else to the site; to nowhere where its address is unknown."""
        href = link.get("href")
        if href.startswith(_OUTSIDE):
            return
        target, fragment = urldefrag(urljoin(_ROOT + path, href))
        target = target.removeprefix(_ROOT)
        inside = self._inside(target, fragment)
        if inside or base:
            link.set("href", f"#{inside}" if inside else base + target)
        else:
            del link.attrib["href"]

    def _inside(self, path: str, fragment: str) -> str:
        """Give the anchor in the book; a page of its own may stand as a part of the page above (a step, its level)."""
        if path in self._ids:
            return anchor(path, fragment if fragment in self._ids[path] else "")
        above, _, part = path.rstrip("/").rpartition("/")
        return anchor(f"{above}/", part) if part in self._ids.get(f"{above}/", ()) else ""


def bind(book: Book, renderer: Renderer, site: Path) -> bytes:
    """Give the PDF of a book from the pages of its language in a built site.

    The same site gives the same bytes where SOURCE_DATE_EPOCH is set: the fonts bear a time. Raises `PageMissing`.
    """
    own = site / book.language
    html = renderer.book(book, _Bound(book, own if own.is_dir() else site).html(), anchor)
    files = URLFetcher(allowed_protocols={"file"}, fail_on_errors=True)
    document = weasyprint.HTML(string=html, base_url=f"{site.resolve().as_uri()}/", url_fetcher=files)
    return document.write_pdf(pdf_variant="pdf/ua-1")


def anchor(path: str, fragment: str = "") -> str:
    """Give the anchor of a page, or of a place on it, in the whole document."""
    return "--".join(filter(None, (path.strip("/").replace("/", "-"), fragment)))


def _read(file: Path) -> Element:
    if not file.is_file():
        raise PageMissing(str(file))
    return tinyhtml5.parse(file.read_bytes(), namespace_html_elements=False)


def _level(each: Element, deeper: int) -> None:
    """Move a heading down; what is only called one becomes one."""
    level = each.get("aria-level") if each.get("role") == "heading" else each.tag.removeprefix("h")
    if level in ("1", "2", "3", "4", "5"):
        each.tag = f"h{int(level) + deeper}"
