"""Prints views as HTML with the templates of overrides/handbook/. The only door to jinja2."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from handbook.markup import REFERENCE, is_one_plain_paragraph, to_html
from handbook.views.book import Book
from handbook.views.edition import Edition
from handbook.views.frame import Frame
from handbook.views.parts import Link, Page

_TAG_OR_REFERENCE = re.compile(rf"[<]a\b[^>]*>.*?[<]/a>|[<][^>]+>|{REFERENCE.pattern}", re.DOTALL)


class Renderer:
    """Templates for one edition. Everything is escaped; a name that a template misses is an error."""

    def __init__(self, edition: Edition, frame: Frame, templates: Path):
        self._edition = edition
        self.templates = templates
        self._printed: dict[tuple[str, Any, str], Markup] = {}
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(templates),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals |= {"frame": frame, "w": frame.words, "icon": self._icon, "anchor": self._anchor}
        self._environment.filters["prose"] = self._prose
        self._paragraph = self._environment.get_template("handbook/paragraph.html")
        self._link = self._environment.get_template("handbook/reference.html")

    def page(self, page: Page) -> str:
        """Print one page's content, without the frame."""
        root = "../" * page.depth
        return self._environment.get_template(f"handbook/{page.template}.html").render(page=page, root=root)

    def home(self, content: dict[str, Any], text: str) -> str:
        """Print the content of the home page; `text` is HTML that Markdown made."""
        return self._environment.get_template("handbook/home.html").render(home=content, text=Markup(text), root="")

    def book(self, book: Book, pages: dict[str, str], anchor: Callable[[str], str]) -> str:
        """Print the whole handbook as one document; `pages` is the HTML of each page, `anchor` names its place."""
        printed = {path: Markup(html) for path, html in pages.items()}
        template = self._environment.get_template("handbook/book.html")
        return template.render(book=book, pages=printed, anchor_of=anchor)

    def editor(self, policy: str, scripts: Sequence[Any]) -> str:
        """Print the page of the form editor; a script has a name and the checksum of its file."""
        return self._environment.get_template("admin/index.html").render(policy=policy, scripts=scripts)

    def not_found(self, frames: list[tuple[str, Frame]], root: str) -> str:
        """Print the content of the page for an address that does not exist: (folder, frame) of each language."""
        return self._environment.get_template("handbook/not-found.html").render(frames=frames, root=root)

    def _icon(self, name: str, root: str) -> Markup:
        """Print an icon."""
        return self._once("icon", name, root)

    def _anchor(self, link: Link, root: str) -> Markup:
        """Print a link; only its words where it leads nowhere."""
        return self._once("link", link, root)

    def _once(self, template: str, what: Any, root: str) -> Markup:
        """Print a small part: the same few icons and links stand on most pages, so each is printed once."""
        key = (template, what, root)
        if key not in self._printed:
            html = self._environment.get_template(f"handbook/{template}.html").render({template: what, "root": root})
            self._printed[key] = Markup(html.strip())
        return self._printed[key]

    def _prose(self, text: str, root: str) -> Markup:
        """Turn the Markdown subset into HTML; plain sentences take the short way."""
        if is_one_plain_paragraph(text):
            return Markup(self._paragraph.render(text=text).strip())
        return Markup(self.resolve(to_html(text), root))

    def resolve(self, html: str, root: str) -> str:
        """Put links in place of `[[kind:id]]` in HTML that Markdown made; never inside a tag or another link."""
        return _TAG_OR_REFERENCE.sub(
            lambda match: self._reference(match, root) if match["kind"] else match.group(), html
        )

    def _reference(self, match: re.Match, root: str) -> str:
        kind, target, label = match["kind"], match["target"], match["label"]
        if kind == "law":
            law = self._edition.law(target)
            text, path = label or law.text, law.path
        else:
            link = self._edition.link(kind, target)
            text, path = label or link.text, link.path
        return self._link.render(text=Markup(text) if label else text, path=path, root=root).strip()
