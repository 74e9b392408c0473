"""The measure bank: its cards, and what there is to choose from. What a reader chooses is the browser's business."""

from typing import Any

from handbook.models.kinds import overview_path
from handbook.models.measure import Measure
from handbook.views.direct import direct_link
from handbook.views.edition import Edition
from handbook.views.facets import (
    BANDS,
    BEFORE_BIRTH,
    EASIEST_FIRST,
    FACETS,
    OLDEST,
    band_name,
    bands,
    choices,
    is_open_now,
    spans,
    way,
)
from handbook.views.measure import ACCESS_ICONS, evidence
from handbook.views.parts import Link
from handbook.views.wording import capital


def bank(edition: Edition) -> dict[str, Any]:
    """Give what the page of the bank prints around its cards: short cuts, lists to choose from, the axis of ages."""
    measures = edition.handbook.all("measure")
    return {
        "quick": (*direct_link(edition), *_bands(edition, measures)),
        "facets": tuple(
            {"name": each.name, "title": edition.word(each.word), "staff": each.for_staff, "choices": found}
            for each in FACETS
            if (found := choices(edition, each, measures))
        ),
        "open_now": sum(is_open_now(edition, one) for one in measures),
        "ages": _ages(edition),
        "youngest": BEFORE_BIRTH,
        "oldest": OLDEST,
        "ways": ways(edition, measures),
        "coverage": coverage_link(edition),
    }


def ways(edition: Edition, measures: list[Measure]) -> tuple[Link, ...]:
    """Give the links to the lists of themes and services; ages stand among the short cuts."""
    return tuple(
        Link(edition.word(f"measures_by_{name}"), overview_path(name))
        for name in ("theme", "service")
        if name == "service" or any(one.themes for one in measures)
    )


def coverage_link(edition: Edition) -> tuple[Link, ...]:
    """Give the link to the comparison, or nothing where there are no levels to compare by."""
    if not edition.handbook.all("level") or not edition.handbook.all("measure"):
        return ()
    return (Link(edition.word("coverage_title"), overview_path("coverage"), note=edition.word("coverage_short")),)


def _bands(edition: Edition, measures: list[Measure]) -> tuple[Link, ...]:
    return tuple(
        Link(capital(band_name(edition, band)), f"{overview_path('age')}{band}/")
        for band in BANDS
        if any(band in bands(one) for one in measures)
    )


def _ages(edition: Edition) -> tuple[tuple[int, str], ...]:
    """Every point of the axis of ages with its word."""
    years = [(age, edition.word("age_one", years=age)) for age in range(OLDEST)]
    return (
        (BEFORE_BIRTH, capital(edition.word("age_expecting"))),
        *years,
        (OLDEST, edition.word("age_and_older", years=OLDEST)),
    )


def card(edition: Edition, measure: Measure) -> dict[str, Any]:
    """Give a card: for whom, what age, how to get it, who answers, what is known; and what it is filtered by."""
    cards = edition.made["card"]
    if id(measure) not in cards:  # the measure is kept, so that nothing else can get its id
        cards[id(measure)] = measure, _card(edition, measure)
    return cards[id(measure)][1]


def _card(edition: Edition, measure: Measure) -> dict[str, Any]:
    term = edition.handbook.get("access", measure.access.kind)
    treated = way(edition, measure)
    contact = measure.access.contact or edition.handbook.get("service", measure.services[0]).contact
    service = edition.name("service", measure.access.apply_to or measure.services[0])
    role = edition.name("role", contact.role) if contact and contact.role else ""
    return {
        "id": measure.id,
        "link": edition.link("measure", measure.id, note=True),
        "status": "" if measure.status == "current" else edition.word(f"status_{measure.status}"),
        "for_whom": capital(", ".join(_for_whom(edition, measure))),
        "age": edition.age(measure.age),
        "service": service,
        "answers": "" if role == service else role,
        "access": treated,
        "access_icon": ACCESS_ICONS[treated],
        "access_text": capital(edition.text(term.name)),
        "statutory": measure.statutory,
        "evidence": evidence(edition, measure),
        "facets": {each.name: " ".join(each.of(measure)) for each in FACETS},
        "spans": " ".join(f"{low}/{high}" for low, high in spans(measure)),
        "ease": EASIEST_FIRST.index(treated),
        "open_now": is_open_now(edition, measure),
    }


def _for_whom(edition: Edition, measure: Measure) -> list[str]:
    """Give whom a measure is for; what the age says already is not said twice."""
    said_by_age = {"expecting"} if measure.age and measure.age.expecting else set()
    return [edition.term("audience", id) for id in measure.target_groups if id not in said_by_age]
