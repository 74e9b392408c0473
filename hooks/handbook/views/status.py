"""The page for those who keep the handbook: all that waits, by what it is and by the role that owns it, and as data."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import quote

from handbook.language.dates import long_date
from handbook.models.kinds import KINDS
from handbook.views.edition import Edition
from handbook.views.parts import Link, Page
from handbook.views.upkeep import FINDERS, Found
from handbook.views.wording import capital

PATH = "status/"
DATA = PATH + "status.json"
MOST_ROWS = 50
"""A page lists so many of one code for one role and counts the rest, which stand in the data."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits, with all an editor needs to see to it."""

    code: str
    kind: str
    id: str
    name: str
    path: str
    """Its page, from the root of the language; "" where it has none."""
    owner: str
    """The role, by id; "" where nobody owns it."""
    file: str
    line: int
    edit: str
    """Where the file is edited; "" where municipality.yml does not say."""
    detail: str


def tasks(edition: Edition, codes: tuple[str, ...] = ()) -> list[Task]:
    """Give all that waits, or only some codes, in the order of the codes and of the files."""
    waiting = edition.made["task"]
    for code, finder in FINDERS.items():
        if code not in waiting and (not codes or code in codes):
            waiting[code] = [_task(edition, code, found) for found in finder(edition)]
    return [task for code in FINDERS if not codes or code in codes for task in waiting[code]]


def _task(edition: Edition, code: str, found: Found) -> Task:
    handbook, kind, id = edition.handbook, found.kind, found.id
    origin = handbook.origins.get((kind, id)) or handbook.settings[kind]
    record = handbook.records.get(kind, {}).get(id)
    file = origin.document.file
    edit = handbook.municipality.edit_url
    return Task(
        code,
        kind,
        id,
        capital(_name(edition, kind, id)),
        edition.path(kind, id) if kind in KINDS else "",
        getattr(record, "owner", None) or (handbook.municipality.owner or "" if record is None else ""),
        file,
        origin.document.mark((*origin.location, *found.location)).line,
        f"{edit.rstrip('/')}/{quote(file)}" if edit else "",
        found.detail,
    )


def _name(edition: Edition, kind: str, id: str) -> str:
    record = edition.handbook.records.get(kind, {}).get(id)
    return edition.name(kind, id) if hasattr(record, "name") or kind in ("law", "glossary_term") else id


def report(edition: Edition, codes: tuple[str, ...] = ()) -> dict[str, Any]:
    """Give all that waits as plain data: the codes with their words and counts, then each task."""
    found = tasks(edition, codes)
    keys = ("kind", "id", "name", "path", "owner", "file", "line", "edit", "detail")
    return {
        "day": edition.today.isoformat(),
        "language": edition.language,
        "count": len(found),
        "codes": [_said(edition, code, list(ours)) for code, ours in groupby(found, lambda task: task.code)],
        "tasks": [{"code": task.code} | {key: getattr(task, key) for key in keys} for task in found],
    }


def _said(edition: Edition, code: str, ours: list[Task]) -> dict[str, Any]:
    return {
        "code": code,
        "title": edition.word(f"upkeep_{code}"),
        "why": edition.word(f"upkeep_why_{code}"),
        "remedy": edition.word(f"upkeep_do_{code}"),
        "count": len(ours),
    }


def status_pages(edition: Edition) -> Iterator[Page]:
    """Give the page of all that waits. It is internal: no search, sitemap or menu leads to it."""
    found = tasks(edition)
    lead = edition.word("upkeep_lead")
    yield Page(
        path=PATH,
        section="status",
        template="status",
        title=edition.word("upkeep_title"),
        lead=lead,
        description=lead,
        crumbs=(Link(edition.word("home"), "./"),),
        internal=True,
        more={
            "total": edition.word("upkeep_total", n=len(found), day=long_date(edition.today)),
            "interval": edition.word("upkeep_interval", n=edition.handbook.municipality.review_interval_months),
            "codes": tuple(_code(edition, code, list(ours)) for code, ours in groupby(found, lambda task: task.code)),
            "owners": tuple(_owners(edition, found)),
            "data": DATA,
        },
    )


def _owner_name(edition: Edition, owner: str) -> str:
    return edition.name("role", owner) if owner else edition.word("upkeep_no_owner")


def _code(edition: Edition, code: str, ours: list[Task]) -> dict[str, Any]:
    """One code with its words, its count, and how many each role has of it."""
    owners = sorted({task.owner for task in ours}, key=lambda owner: _owner_name(edition, owner))
    shares = [(owner or "ingen", owner, sum(task.owner == owner for task in ours)) for owner in owners]
    return _said(edition, code, ours) | {
        "owners": tuple((f"{anchor}-{code}", _owner_name(edition, owner), count) for anchor, owner, count in shares)
    }


def _owners(edition: Edition, found: list[Task]) -> Iterator[dict[str, Any]]:
    """Each role with what waits for it, those with nobody first; then by name."""
    by_owner: dict[str, list[Task]] = {}
    for task in found:
        by_owner.setdefault(task.owner, []).append(task)
    for owner in sorted(by_owner, key=lambda owner: (owner != "", _owner_name(edition, owner))):
        ours = by_owner[owner]
        yield {
            "anchor": owner or "ingen",
            "name": _owner_name(edition, owner),
            "remedy": "" if owner else edition.word("upkeep_no_owner_do"),
            "count": len(ours),
            "groups": tuple(_group(edition, code, list(each)) for code, each in groupby(ours, lambda task: task.code)),
        }


def _group(edition: Edition, code: str, ours: list[Task]) -> dict[str, Any]:
    rest = len(ours) - MOST_ROWS
    return {
        "code": code,
        "title": edition.word(f"upkeep_{code}"),
        "count": len(ours),
        "rows": tuple((Link(task.name, task.path), task) for task in ours[:MOST_ROWS]),
        "rest": edition.word("upkeep_rest", n=rest) if rest > 0 else "",
    }
