"""Binds the pages of a built site into one tagged PDF. Reads files only; the door to weasyprint."""

import re
from pathlib import Path

import weasyprint
from weasyprint.urls import URLFetcher

from handbook.paper import PageMissing, anchor, bound
from handbook.render import Renderer
from handbook.views.book import Book

_ADDRESS = re.compile(r'rel="canonical" href="([^"]*)"')
_CALLED_HEADING = re.compile(r'[<]span([^>]*) role="heading" aria-level="(\d)"([^>]*)>(.*?)[<]/span>', re.DOTALL)


def bind(book: Book, renderer: Renderer, site: Path) -> bytes:
    """Give the PDF of a book from the pages of its language in a built site.

    The same site gives the same bytes where SOURCE_DATE_EPOCH is set: the fonts bear a time. Raises `PageMissing`.
    """
    own = site / book.language
    folder = own if own.is_dir() else site
    base = _base(folder)

    def elsewhere(name: str, target: str) -> str | None:
        """What is not bound is on the site, where its address is known; a picture is read from its file."""
        if name == "src":
            return f"{folder.relative_to(site).as_posix()}/{target}"
        return base + target if base else None

    pages = {path: _with_headings(html) for path, html in bound(book.deeper, [folder], elsewhere).items()}
    files = URLFetcher(allowed_protocols={"file"}, fail_on_errors=True)
    html = renderer.paper("book", pages, book=book, anchor_of=anchor)
    document = weasyprint.HTML(string=html, base_url=f"{site.resolve().as_uri()}/", url_fetcher=files)
    return document.write_pdf(pdf_variant="pdf/ua-1")


def _base(folder: Path) -> str:
    """Give the address of the language's front page on the web, "" where it is unknown."""
    front = folder / "index.html"
    if not front.is_file():
        raise PageMissing(str(front))
    found = _ADDRESS.search(front.read_text(encoding="utf-8"))
    return found[1] if found else ""


def _with_headings(html: str) -> str:
    """Let what is only called a heading become one: a reader of PDF finds headings by their tags."""
    return _CALLED_HEADING.sub(r"<h\2\1\3>\4</h\2>", html)
