"""The whole output: every page of both languages, redirects, the sitemap, and its place on disk."""

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from handbook import policy
from handbook.addresses import Addresses, sitemap
from handbook.colour.palette import stylesheet
from handbook.compress import copies_of, original
from handbook.editor.config import headers_of_editor
from handbook.editor.site import write_editor
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
from handbook.views.status import DATA, report
from handbook.views.subscriptions import subscriptions

ShellOf = Callable[[str, int], Shell]
"""(section, depth) → the frame, cut at its marks. The depth counts the folders below the language's root."""
Taker = Callable[[str, str], None]
"""(path, content without its frame) → nothing. Is told of each page that is written."""


def write_pages(
    pages: Iterable[Page], renderer: Renderer, shell_of: ShellOf, out: Path, take: Taker | None = None
) -> list[str]:
    """Write the pages of one edition below `out` (the folder of its language). Gives the paths of those for readers."""
    shells: dict[tuple[str, int], Shell] = {}
    written = []
    for page in pages:
        key = (page.section, page.depth)
        if key not in shells:
            shells[key] = shell_of(*key)
        content = renderer.page(page)
        html = shells[key].join(page.head_title, page.description, page.path, content)
        write_page(os.path.join(out, page.path), html)
        if take:
            take(page.path, content)
        if not page.internal:
            written.append(page.path)
    return written


def write_page(folder: str, html: bytes) -> None:
    """Write a page to its folder, which ends in a slash: most folders are new, and lie in one that is there."""
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
    """Write the calendar feeds of one language below `out`, its folder, each beside the page of its record.

    Calendars follow no page that sends a reader on: a feed stands at its former addresses too.
    """
    feeds = ics.Feeds(edition, addresses)
    former = [(new, old) for old, new in redirects(edition.handbook)]
    for one in subscriptions(edition):
        folder, _, file = one.path.rpartition("/")
        for path in (one.path, *(old + file for new, old in former if new == f"{folder}/")):
            target = out / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(feeds.feed(one))


def write_status(out: Path, addresses: Addresses, edition: Edition) -> None:
    """Write what waits for an editor as data, beside the page that shows it."""
    text = json.dumps(report(edition), ensure_ascii=False, indent=1)
    target = out / DATA
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f"{text}\n", encoding="utf-8")


WRITERS_OF_A_LANGUAGE: tuple[Callable[[Path, Addresses, Edition], None], ...] = (
    write_feed,
    write_calendars,
    write_status,
)
"""What a language has beside its pages; each takes the folder of the language."""


def write_search(out: Path, addresses: Addresses, editions: Iterable[Edition], prose: Sequence[ProsePage]) -> None:
    """Write search.json of every language to its folder below `out`; pages name it by its relative address."""
    for language, index in search.indexes(editions, prose).items():
        folder = out / addresses.folder(language)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / search.FILE).write_bytes(to_bytes(index))


def write_for_all(out: Path, frame: Frame, handbook: Handbook, renderer: Renderer) -> None:
    """Write what is one for both languages: the headers a host sends, the municipality's own tones, the form editor."""
    (out / policy.FILE).write_text(policy.HOSTS["static"](headers_of_editor(handbook.municipality)), encoding="utf-8")
    if frame.stylesheet:
        target = out / frame.stylesheet
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(stylesheet(frame.colour), encoding="utf-8")
    write_editor(out, handbook, renderer, frame.language)


def publish(built: Path, site: Path) -> None:
    """Make `site` equal to `built`, and remove `built`. Only files whose bytes differ are written.

    Called when all has succeeded, so that a failed build leaves the last good site. A compressed copy goes with its
    file.
    """
    if not site.exists():
        site.parent.mkdir(parents=True, exist_ok=True)
        built.replace(site)
        return
    fresh = {path.relative_to(built) for path in built.rglob("*") if path.is_file()}
    for path in sorted(site.rglob("*"), reverse=True):
        if path.is_file() and (original(path) or path).relative_to(site) not in fresh:
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
    for copy in copies_of(target):
        copy.unlink(missing_ok=True)
    source.replace(target)
    return True
