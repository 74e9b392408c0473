"""One build of a site in both languages: prints and publishes. Knows no MkDocs: a shell calls it.

The shell owns two things: how prose becomes HTML, and a template environment for the frame.
"""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from handbook.addresses import Addresses
from handbook.beside import Beside
from handbook.collector import collector_at_rest
from handbook.handbook import Handbook
from handbook.joins import Joins
from handbook.print_pages import PrintPages
from handbook.progress import told
from handbook.prose import ProsePage
from handbook.render import Renderer
from handbook.shell import MARKS, Shell, Theme
from handbook.site import (
    WRITERS_OF_A_LANGUAGE,
    Taker,
    publish,
    redirects,
    write_for_all,
    write_page,
    write_pages,
    write_search,
    write_sitemap,
)
from handbook.views.edition import Edition
from handbook.views.frame import Frame, frame, home
from handbook.views.pages import pages
from handbook.views.parts import Page

_MANY = 5_000
"""Records: from here on three processes at once would hold more than 1.5 GB; the index then waits for the pages."""


@dataclass
class Language:
    """What a build needs of one language."""

    edition: Edition
    frame: Frame
    renderer: Renderer
    theme: Theme | None = None


@dataclass
class Build:
    """One run. Everything is written to `out`, and moved to `site` by `finish` when all went well."""

    handbook: Handbook
    addresses: Addresses
    today: date
    out: Path
    site: Path
    templates: Path
    prose_sections: frozenset[str]
    prose: tuple[ProsePage, ...] = ()
    languages: dict[str, Language] = field(default_factory=dict)
    may_fork: bool = False
    may_tell: bool = False  # a terminal may see how far a long build has come
    paths: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.joins = Joins(self.handbook)
        languages = self.addresses.languages
        self._editions = {each: Edition(self.handbook, self.joins, each, self.today) for each in languages}
        self._index_beside = self.may_fork and len(self.handbook.origins) < _MANY
        self._beside = Beside()
        shutil.rmtree(self.out, ignore_errors=True)

    def enter(self, language: str) -> None:
        """Make ready the words, names and templates of a language."""
        edition = self._editions[language]
        known = self.addresses.base and not self.handbook.municipality.example
        address = self.addresses.absolute(language, "") if known else ""
        made = frame(edition, self.prose_sections, "../" if self.addresses.folder(language) else "", address)
        self.languages[language] = Language(edition, made, Renderer(edition, made, self.templates))

    def lend_theme(self, language: str, theme: Theme) -> None:
        """Take the shell's template environment for a language; its prose is printed next, the search beside it."""
        self.languages[language].theme = theme
        if self._index_beside and language == self.addresses.default:
            self._beside.start(self._write_search)

    # --- prose ---

    def path_of(self, url: str, language: str) -> str:
        """Give the address of a prose page from the root of its language."""
        return url.lstrip("/").removeprefix(self.addresses.folder(language)).removeprefix("./")

    def resolve(self, html: str, path: str, language: str) -> str:
        """Put links to records in the HTML of a prose page."""
        return self.languages[language].renderer.resolve(html, "../" * path.count("/"))

    def prose_variables(self, language: str, path: str, title: str, description: str, html: str) -> dict[str, Any]:
        """Give the frame's variables for a page of prose; the front page gets its content from the data."""
        self.paths.add(path)
        made = self.languages[language]
        variables = self._variables(
            language, path.split("/")[0], path.count("/"), title, description or made.frame.lead, path
        )
        if not path:
            variables["content"] = made.renderer.home(home(made.edition, self.prose_sections), html)
        return variables

    def _variables(
        self, language: str, section: str, depth: int, title: str, description: str, path: str
    ) -> dict[str, Any]:
        root = "../" * depth
        return {
            "language": language,
            "section": section,
            "root": root,
            "assets": root + self.languages[language].frame.assets,
            "title": title,
            "description": description,
            "path": path,
        }

    # --- records ---

    def write_records(self, language: str) -> None:
        """Write the pages of a language; where we may fork, beside the last language."""
        if not self.may_fork:
            self._write_records(language)
        elif language == self.addresses.languages[-1]:
            with collector_at_rest():
                self._write_records(language)
        else:
            self._beside.start(partial(self._write_records, language))

    def _write_records(self, language: str) -> None:
        some, paper = pages(self._editions[language]), self._print_pages(language)
        if self.may_tell and language == self.addresses.languages[-1]:  # the others are written beside it
            some = told(some, "Sider")
        self.paths |= set(self._write_pages(language, some, paper.take))
        paper.finish()
        for write in WRITERS_OF_A_LANGUAGE:
            write(self._folder(language), self.addresses, self._editions[language])

    def _write_pages(self, language: str, some: Iterable[Page], take: Taker | None = None) -> list[str]:
        made = self.languages[language]
        return write_pages(some, made.renderer, partial(self._shell, "shell", language), self._folder(language), take)

    def _print_pages(self, language: str) -> PrintPages:
        made = self.languages[language]
        folders = [folder / self.addresses.folder(language) for folder in self._built]
        return PrintPages(made.edition, self.prose, made.renderer, partial(self._shell, "print", language), folders)

    @property
    def _built(self) -> tuple[Path, ...]:
        """Where the pages of this run stand, to be read again."""
        return (self.out,)

    def _folder(self, language: str) -> Path:
        return self.out / self.addresses.folder(language)

    def _shell(self, template: str, language: str, section: str, depth: int) -> Shell:
        marks = self._variables(language, section, depth, MARKS["title"], MARKS["description"], MARKS["path"])
        expected = {"title": 1, "description": 1, "path": self.addresses.mentions, "content": 1}
        return Shell(self._print(f"{template}.html", **marks, content=MARKS["content"]), expected)

    def _print(self, template: str, language: str, **variables: Any) -> str:
        page = SimpleNamespace(meta={}, content="")
        theme = self.languages[language].theme
        return theme.get_template(template).render(page=page, language=language, **variables)

    # --- the whole site ---

    def finish(self) -> None:
        """Write what both languages share, and move the whole site into its place."""
        self._beside.finish()
        self._write_rest()
        if not self._index_beside:
            self._write_search()
        publish(self.out, self.site)

    def _write_rest(self) -> None:
        self._write_not_found()
        for old, new in redirects(self.handbook):
            self._write_redirect(old, new)
        write_sitemap(self.out, self.addresses, self.handbook, self.paths)
        first = self.languages[self.addresses.default]
        write_for_all(self.out, first.frame, self.handbook, first.renderer)

    def abandon(self) -> None:
        """Throw away what was built; the last good site is untouched."""
        self._beside.abandon()
        shutil.rmtree(self.out, ignore_errors=True)

    def _write_search(self) -> None:
        write_search(self.out, self.addresses, self._editions.values(), self.prose)

    def _write_not_found(self) -> None:
        default = self.addresses.default
        frames = [(self.addresses.folder(each), self.languages[each].frame) for each in self.addresses.languages]
        title = " / ".join(each.words["not_found"] for _, each in frames)
        # The page answers for addresses at any depth: its own links start at the root of the site.
        top = urlsplit(self.addresses.base).path or "/"
        content = self.languages[default].renderer.not_found(frames, top)
        variables = self._variables(default, "", 0, title, title, "") | {"root": top, "assets": top}
        html = self._print("not-found.html", **variables, content=content)
        (self.out / "404.html").write_bytes(html.encode())

    def _write_redirect(self, old: str, new: str) -> None:
        for language in self.addresses.languages:
            html = self._print("redirect.html", language=language, target="../" * old.count("/") + new)
            write_page(f"{self._folder(language) / old}/", html.encode())
