"""All pages of an edition, one after another: sections, records, and the overviews across kinds."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from handbook.models.kinds import KINDS
from handbook.views.calendar import month_pages
from handbook.views.coverage import coverage_pages
from handbook.views.direct import direct_pages
from handbook.views.edition import Edition
from handbook.views.form import form_page
from handbook.views.group import group_page
from handbook.views.guide import compass_pages
from handbook.views.index import index_page
from handbook.views.law import law_page
from handbook.views.law_question import law_question_page
from handbook.views.level import level_page
from handbook.views.matrix import matrix_pages
from handbook.views.measure import measure_page
from handbook.views.measure_lists import measure_list_pages
from handbook.views.meeting import meeting_page
from handbook.views.organisation import organisation_pages
from handbook.views.parts import Page
from handbook.views.planned import planned_pages
from handbook.views.programme import framework_page, plan_page
from handbook.views.role import role_page
from handbook.views.search import search_pages
from handbook.views.service import service_page
from handbook.views.status import status_pages
from handbook.views.step import step_pages
from handbook.views.subscriptions import subscribe_pages
from handbook.views.wheel import wheel_pages

_PAGE: dict[str, Callable[[Edition, Any], Page]] = {
    "service": service_page,
    "group": group_page,
    "meeting": meeting_page,
    "measure": measure_page,
    "law": law_page,
    "law_question": law_question_page,
    "level": level_page,
    "form": form_page,
    "role": role_page,
    "framework": framework_page,
    "plan": plan_page,
}


_OVERVIEWS: tuple[Callable[[Edition], Iterable[Page]], ...] = (
    matrix_pages,
    organisation_pages,
    direct_pages,
    step_pages,
    compass_pages,
    month_pages,
    wheel_pages,
    planned_pages,
    subscribe_pages,
    measure_list_pages,
    coverage_pages,
    search_pages,
    status_pages,
)
"""Pages that belong to no single record; each gives none where the handbook has nothing to show."""


def record_pages(edition: Edition, keys: Iterable[tuple[str, str]]) -> Iterator[Page]:
    """Give the pages of some records, by kind and id; what has no page of its own gives none."""
    for kind, id in keys:
        if kind in _PAGE and KINDS[kind].own_pages:
            yield _PAGE[kind](edition, edition.handbook.get(kind, id))


def pages(edition: Edition) -> Iterator[Page]:
    """Give, for every kind that has records, its section's page and the page of each record; then the overviews."""
    for kind in KINDS.values():
        records = edition.handbook.all(kind.name) if kind.section else []
        if records:
            yield index_page(edition, kind)
        for record in records if kind.own_pages else ():
            yield _PAGE[kind.name](edition, record)
    for overview in _OVERVIEWS:
        yield from overview(edition)
