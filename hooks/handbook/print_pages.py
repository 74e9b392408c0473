"""Makes the pages for printing, skriv-ut/: every chapter in one piece, and the list of them, of pages that are made."""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from handbook.paper import anchor, bound
from handbook.prose import ProsePage
from handbook.render import Renderer
from handbook.site import ShellOf, write_page
from handbook.views.book import PRINT, Sheet, book
from handbook.views.edition import Edition


class PrintPages:
    """The sheets of the book in one language, and their list. A sheet is written when the last of its pages is taken,
    so that few pages are held at once."""

    def __init__(
        self,
        edition: Edition,
        prose: Iterable[ProsePage],
        renderer: Renderer,
        shell_of: ShellOf,
        folders: Sequence[Path],
    ):
        """Write below the first of `folders`; pages that are not taken stand in one of them, the first the newest."""
        self._edition, self._renderer, self._shell, self._folders = edition, renderer, cache(shell_of), folders
        self._book, self._title = book(edition, prose), edition.word(f"section_{PRINT}")
        self._sheet_of = {path: sheet for sheet in self._book.sheets for path in sheet.whole}
        self._waiting = {sheet.path: sheet.whole for sheet in self._book.sheets}
        self._taken: dict[str, str] = {}

    def take(self, path: str, content: str) -> None:
        """Take the content of a page of the site that was just made."""
        sheet = self._sheet_of.get(path)
        if sheet:
            self._taken[path] = content
            self._waiting[sheet.path].discard(path)
            if not self._waiting[sheet.path]:
                self._write_sheet(sheet)

    def finish(self) -> None:
        """Write the sheets with pages that were not taken (prose is written by others), and the list."""
        for sheet in self._book.sheets:
            if sheet.path in self._waiting:
                self._write_sheet(sheet)
        html = self._renderer.paper("print-list", {}, book=self._book, root="../")
        self._write(f"{PRINT}/", self._title, self._edition.word(f"lead_{PRINT}"), html)

    def _write_sheet(self, sheet: Sheet) -> None:
        root = "../" * sheet.path.count("/")
        pages = bound(sheet.deeper, self._folders, lambda _, target: root + target, self._taken)
        parts = [other for other in self._book.sheets if other.chapter is sheet.chapter]
        variables = {"sheet": sheet, "parts": parts, "book": self._book, "anchor_of": anchor, "root": root}
        html = self._renderer.paper("print-sheet", pages, **variables)
        self._write(sheet.path, f"{sheet.title} – {self._title}", sheet.chapter.lead, html)
        del self._waiting[sheet.path]
        for path in pages:
            self._taken.pop(path, None)

    def _write(self, path: str, title: str, lead: str, content: str) -> None:
        html = self._shell(PRINT, path.count("/")).join(title, lead, path, content)
        write_page(f"{self._folders[0] / path}/", html)
