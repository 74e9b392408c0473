"""«Kven møter kven»: services × groups, in words, from the seats of the groups."""

from collections.abc import Iterator
from typing import Any

from handbook.models.group import Group, Seat
from handbook.models.kinds import overview_path
from handbook.views.attendance import attendance, or_joined
from handbook.views.edition import Edition
from handbook.views.parts import Link, Page
from handbook.views.record import crumbs
from handbook.views.safety import safety
from handbook.views.seats import Sits, Sitter, seats_of, service_of, sitter_within, sitters

PATH = overview_path("matrix")


def matrix_pages(edition: Edition) -> Iterator[Page]:
    """Give the page of the matrix; none where no service has a seat in a group."""
    services, groups = _services(edition), _groups(edition)
    cells = {(service, group.id): _cell(edition, service, group) for service in services for group in groups}
    seen = {key for key, cell in cells.items() if cell["words"]}
    if not seen:
        return
    columns = [group for group in groups if any((service, group.id) in seen for service in services)]
    met = {service: [group.id for group in columns if (service, group.id) in seen] for service in services}
    rows = tuple(
        {
            "link": edition.link("service", service),
            "cells": tuple(cells[service, group.id] for group in columns),
            "total": _count(edition, "group", len(met[service])),
        }
        for service in services
        if met[service]
    )
    totals = [sum(group.id in found for found in met.values()) for group in columns]
    yield _page(
        edition,
        columns=edition.links("group", [group.id for group in columns]),
        rows=rows,
        totals=tuple(_count(edition, "service", n) for n in totals),
        without=edition.links("service", [service for service in services if not met[service]]),
        empty=edition.links("group", [group.id for group in groups if group not in columns]),
    )


def matrix_link(edition: Edition) -> tuple[Link, ...]:
    """Give the link to the matrix, or nothing where there is none."""
    seats = (each for group in _groups(edition) for each in group.seats)
    found = any(service_of(edition, one) for each in seats for one in sitters(each))
    return (Link(edition.word("matrix_title"), PATH, kind="network"),) if found else ()


def _page(edition: Edition, **more: Any) -> Page:
    return Page(
        path=PATH,
        section="grupper",
        template="matrix",
        title=edition.word("matrix_title"),
        lead=edition.word("matrix_lead"),
        description=edition.word("matrix_lead"),
        crumbs=crumbs(edition, "grupper"),
        safety=safety(edition),
        more=more,
    )


def _services(edition: Edition) -> list[str]:
    """The services in the order of their kinds."""
    order = [term.id for term in edition.handbook.all("service_kind")]
    return [one.id for one in sorted(edition.handbook.all("service"), key=lambda one: order.index(one.kind))]


def _groups(edition: Edition) -> list[Group]:
    """The groups that still meet, in the order of their types."""
    order = [term.id for term in edition.handbook.all("group_type")]
    current = [group for group in edition.handbook.all("group") if group.status != "ended"]
    return sorted(current, key=lambda group: order.index(group.type))


def _cell(edition: Edition, service: str, group: Group) -> dict[str, Any]:
    """Say how a service attends a group, who may sit there instead, and on what condition."""

    def sits(one: Sitter) -> bool:
        return service_of(edition, one) == service

    seats = seats_of(group.seats, sits)
    return {
        "words": attendance(edition, seats),
        "fixed": {each.attendance for each in seats} == {"fixed"},
        "or": or_joined(edition, dict.fromkeys(_instead(edition, seats, sits))),
        "detail": " ".join(dict.fromkeys(_condition(edition, each) for each in seats if len(seats) == 1)),
    }


def _instead(edition: Edition, seats: list[Seat], sits: Sits) -> list[str]:
    """Give who of another service may sit there instead; nobody where the service has a seat of its own as well."""
    found = [[sitter_within(edition, one) for one in sitters(each) if _is_another(one, sits)] for each in seats]
    return [name for names in found for name in names] if all(found) else []


def _is_another(one: Sitter, sits: Sits) -> bool:
    """Say whether this is a role or service other than the one in question; a bare name tells no service."""
    return bool(one.role or one.service) and not sits(one)


def _condition(edition: Edition, each: Seat) -> str:
    """Say when a seat is used, or which arena it is for."""
    if each.condition:
        return edition.text(each.condition)
    return edition.word("at_arena", arena=edition.term("arena", each.arena)) if each.arena else ""


def _count(edition: Edition, kind: str, n: int) -> str:
    return edition.word(f"count_{kind}_{'one' if n == 1 else 'many'}", n=n)
