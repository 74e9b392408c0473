"""The whole output: every page of both languages, redirects, the sitemap, and its place on disk."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from handbook import policy
from handbook.addresses import Addresses, sitemap
from handbook.colour.palette import stylesheet
from handbook.feeds import atom, ics, search
from handbook.handbook import Handbook
from handbook.models.kinds import KINDS
from handbook.models.level import Level
from handbook.prose import ProsePage
from handbook.render import Renderer
from handbook.search.index import to_bytes
from handbook.shell import Shell
from handbook.views.edition import Edition
from handbook.views.frame import Frame
from handbook.views.parts import Page
from handbook.views.subscriptions import subscriptions

ShellOf = Callable[[str, int], Shell]
"""(section, depth) → the frame, cut at its marks. The depth counts the folders below the language's root."""


def write_pages(pages: Iterable[Page], renderer: Renderer, shell_of: ShellOf, out: Path) -> list[str]:
    """Write the pages of one edition below `out` (the folder of its language). Gives their paths."""
    shells: dict[tuple[str, int], Shell] = {}
    written = []
    for page in pages:
        key = (page.section, page.depth)
        if key not in shells:
            shells[key] = shell_of(*key)
        html = shells[key].join(page.head_title, page.description, page.path, renderer.page(page))
        _write_page(os.path.join(out, page.path), html.encode())
        written.append(page.path)
    return written


def _write_page(folder: str, html: bytes) -> None:
    """Write a page to its folder: most folders are new, and lie in one that is there."""
    try:
        os.mkdir(folder)
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder)
    with open(f"{folder}index.html", "wb", buffering=0) as file:
        file.write(html)


def redirects(handbook: Handbook) -> Iterator[tuple[str, str]]:
    """Give (old path, new path) for every record that once had another id."""
    for kind, record, _ in handbook.entries():
        section = KINDS[kind].section if kind in KINDS and KINDS[kind].own_pages else ""
        for old in getattr(record, "former_ids", ()) if section else ():
            yield f"{section}/{old}/", f"{section}/{record.id}/"
    for level in handbook.all("level"):
        yield from _redirects_of_steps(level)


def _redirects_of_steps(level: Level) -> Iterator[tuple[str, str]]:
    """A step's address holds the id of its level too: either may have been another."""
    section = KINDS["level"].section
    for step in level.steps:
        new, *before = (
            f"{section}/{one}/{other}/"
            for one in (level.id, *level.former_ids)
            for other in (step.id, *step.former_ids)
        )
        yield from ((old, new) for old in before)


def last_changed(handbook: Handbook) -> dict[str, str]:
    """Give for each path the day its record was last reviewed, where that is known."""
    days = {}
    for kind, record, _ in handbook.entries():
        if kind in KINDS and KINDS[kind].section and getattr(record, "reviewed", None):
            days[f"{KINDS[kind].section}/{record.id}/"] = record.reviewed.isoformat()
    return days


def write_sitemap(out: Path, addresses: Addresses, handbook: Handbook, paths: Iterable[str]) -> None:
    """Write sitemap.xml over prose and records, where the site's address is known; an example has none."""
    if not addresses.base or (handbook.municipality and handbook.municipality.example):
        return
    days = last_changed(handbook)
    text = sitemap(addresses, ((path, days.get(path, "")) for path in set(paths)))
    (out / "sitemap.xml").write_text(text, encoding="utf-8")


def write_feed(out: Path, addresses: Addresses, edition: Edition) -> None:
    """Write feed.xml of one language to `out`, its folder, where the site's address is known; an example has none."""
    if addresses.base and not edition.handbook.municipality.example:
        (out / atom.FILE).write_bytes(atom.feed(edition, addresses))


def write_calendars(out: Path, addresses: Addresses, edition: Edition) -> None:
    """Write the calendar feeds of one language below `out`, its folder, each beside the page of its record."""
    feeds = ics.Feeds(edition, addresses)
    for one in subscriptions(edition):
        target = out / one.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(feeds.feed(one))


WRITERS_OF_A_LANGUAGE: tuple[Callable[[Path, Addresses, Edition], None], ...] = (write_feed, write_calendars)
"""What a language has beside its pages; each takes the folder of the language."""


def write_search(out: Path, addresses: Addresses, editions: Iterable[Edition], prose: Sequence[ProsePage]) -> None:
    """Write search.json of every language to its folder below `out`; pages name it by its relative address."""
    for language, index in search.indexes(editions, prose).items():
        (out / addresses.folder(language) / search.FILE).write_bytes(to_bytes(index))


def write_for_all(out: Path, frame: Frame) -> None:
    """Write what is one for both languages: the headers a host sends, and the tones of the municipality's colour."""
    (out / policy.FILE).write_text(policy.HOSTS["static"](), encoding="utf-8")
    if frame.stylesheet:
        target = out / frame.stylesheet
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(stylesheet(frame.colour), encoding="utf-8")


def publish(built: Path, site: Path) -> None:
    """Make `site` equal to `built`, and remove `built`. Only files whose bytes differ are written.

    Called when all has succeeded, so that a failed build leaves the last good site.
    """
    if not site.exists():
        site.parent.mkdir(parents=True, exist_ok=True)
        built.replace(site)
        return
    fresh = {path.relative_to(built) for path in built.rglob("*") if path.is_file()}
    for path in sorted(site.rglob("*"), reverse=True):
        if path.is_file() and path.relative_to(site) not in fresh:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    lay_over(built, site)


def lay_over(built: Path, site: Path) -> bool:
    """Lay what was built over a site that stands, file by file, and remove `built`; what is not built stays.

    Says whether a page is another than before.
    """
    files = [path for path in sorted(built.rglob("*")) if path.is_file()]
    changed = [path for path in files if _replace(path, site / path.relative_to(built))]
    shutil.rmtree(built, ignore_errors=True)  # a change that prints no page has made no folder
    return any(path.suffix == ".html" for path in changed)


def _replace(source: Path, target: Path) -> bool:
    """Move a file to its place, unless it is there with the same bytes; say whether it was moved."""
    if not target.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
    elif target.read_bytes() == source.read_bytes():
        return False
    source.replace(target)
    return True
