"""The page of a service: what it helps with, how to reach it, what it offers and where it takes part."""

from handbook.language.dates import clock_span, weekday_name
from handbook.models.service import Opening, Service
from handbook.views.attendance import groups_of_service, taking_part
from handbook.views.contact import call_link
from handbook.views.edition import Edition
from handbook.views.parts import Block, Fact, Item, Page
from handbook.views.record import (
    block,
    contact_facts,
    law_blocks,
    organisation_fact,
    outside_links,
    page,
    points,
    prose,
)
from handbook.views.seats import Sitter, service_of


def service_page(edition: Edition, service: Service) -> Page:
    """Give the page of one service."""
    parts, printed = _taking_part(edition, service)
    return page(
        edition,
        "service",
        service,
        shown={"measure", "service", *printed},
        template="service",
        badge=edition.term("service_kind", service.kind),
        facts=_facts(edition, service),
        blocks=(
            *prose(edition, "what_we_do", service.body),
            *block(edition, "offers", "links", edition.near("service", service.id, "measure", note=True)),
            *prose(edition, "what_it_is_not", service.what_it_is_not),
            *points(edition, "statutory_tasks", service.statutory),
            *block(edition, "elsewhere", "links", outside_links(edition, service.links)),
        ),
        staff=(*parts, *law_blocks(edition, service)),
        more={"access": _access(edition, service)},
    )


def _taking_part(edition: Edition, service: Service) -> tuple[tuple[Block, ...], set[tuple[str, str]]]:
    """Give where the service takes part, by itself and through its roles, and the records that are printed there."""

    def sits(one: Sitter) -> bool:
        return service_of(edition, one) == service.id

    roles = {role.id for role in edition.handbook.all("role") if role.service == service.id}
    steps = [
        step.id
        for level in edition.handbook.all("level")
        for step in level.steps
        if service.id in step.services or roles & set(step.roles)
    ]
    titles = ("our_groups", "our_meetings", "our_steps", "our_forms")
    return taking_part(edition, ("service", service.id), titles, groups_of_service(edition, sits), sits, steps)


def _access(edition: Edition, service: Service) -> dict[str, object]:
    term = edition.handbook.get("access", service.access) if service.access else None
    return {
        "kind": (term.treat_as if term else None) or "unstated",
        "heading": edition.word("how_to_contact"),
        "badge": edition.text(term.name) if term else "",
        "how": edition.text(service.how_to_contact) or edition.word("not_stated"),
        "call": call_link(edition, service.contact),
    }


def _facts(edition: Edition, service: Service) -> tuple[Fact, ...]:
    opening = tuple(_opening(edition, hours) for hours in service.opening)
    return (
        edition.fact("for_whom", "users", service.for_whom),
        *((edition.fact("age", "baby", edition.age(service.age)),) if service.age else ()),
        *contact_facts(edition, service.contact),
        Fact(edition.word("opening"), opening, "clock") if opening else edition.fact("opening", "clock", None),
        edition.fact("location", "map-pin", service.location),
        edition.fact("cost", "wallet", service.cost),
        edition.fact("waiting", "hourglass", service.waiting),
        edition.fact("languages", "languages", service.languages),
        *((edition.fact("accessibility", "accessibility", service.accessibility),) if service.accessibility else ()),
        *organisation_fact(edition, service.organisation),
    )


def _opening(edition: Edition, hours: Opening) -> Item:
    days = [weekday_name(day, edition.language) for day in hours.weekdays]
    joined = f"{days[0]}–{days[-1]}" if _in_a_row(hours) else edition.joined_words(days)
    return Item(f"{joined} {clock_span(hours.opens, hours.closes)}", detail=edition.text(hours.note))


def _in_a_row(hours: Opening) -> bool:
    week = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    places = [week.index(day) for day in hours.weekdays]
    return len(places) > 2 and places == list(range(places[0], places[0] + len(places)))
