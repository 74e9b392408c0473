"""Writes the pages for printing, skriv-ut/: every chapter in one piece, and the list of them. Reads what is built."""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from handbook.paper import anchor, bound
from handbook.prose import ProsePage
from handbook.render import Renderer
from handbook.site import ShellOf
from handbook.views.book import PRINT, book
from handbook.views.edition import Edition


def write_print_pages(
    edition: Edition, prose: Iterable[ProsePage], renderer: Renderer, shell_of: ShellOf, folders: Sequence[Path]
) -> None:
    """Write the sheets of the book and their list below the first of `folders`; all hold built pages of its language,
    the first the newest."""
    shell = cache(shell_of)

    def write(path: str, title: str, lead: str, content: str) -> None:
        target = folders[0] / path
        target.mkdir(parents=True, exist_ok=True)
        html = shell(PRINT, path.count("/")).join(title, lead, path, content)
        (target / "index.html").write_bytes(html)

    whole, title = book(edition, prose), edition.word(f"section_{PRINT}")
    for sheet in whole.sheets:
        root = "../" * sheet.path.count("/")
        pages = bound(sheet.deeper, folders, lambda _, target, root=root: root + target)
        parts = [other for other in whole.sheets if other.chapter is sheet.chapter]
        html = renderer.paper("print-sheet", pages, sheet=sheet, parts=parts, book=whole, anchor_of=anchor, root=root)
        write(sheet.path, f"{sheet.title} – {title}", sheet.chapter.lead, html)
    html = renderer.paper("print-list", {}, book=whole, root="../")
    write(f"{PRINT}/", title, edition.word(f"lead_{PRINT}"), html)
