"""Pages of measures that people link to: one for each theme, age and service, and the lists of these."""

from collections.abc import Iterator
from typing import Any

from handbook.models.kinds import overview_path
from handbook.models.measure import Measure
from handbook.views.bank import cards
from handbook.views.edition import Edition
from handbook.views.facets import BANDS, EASIEST_FIRST, band_name, choices, facet, touches
from handbook.views.parts import Link, Page
from handbook.views.record import crumbs
from handbook.views.wording import capital

Listed = tuple[str, str, list[Measure], str]
"""(address, name, measures, what the bank is asked for to show the same)."""


def measure_list_pages(edition: Edition) -> Iterator[Page]:
    """Give the pages of measures by theme, by age and by service; none for what no measure has."""
    for name, found in (
        ("theme", _by(edition, "theme")),
        ("age", _by_age(edition)),
        ("service", _by(edition, "service")),
    ):
        if found:
            yield _overview(edition, name, found)
        for each in found:
            yield _list(edition, name, each)


def _by(edition: Edition, name: str) -> list[Listed]:
    measures, listed = edition.handbook.all("measure"), facet(name)
    return [
        (id, label, [one for one in measures if id in listed.of(one)], f"{name}={id}")
        for id, label, _ in choices(edition, listed, measures)
    ]


def _by_age(edition: Edition) -> list[Listed]:
    measures = edition.handbook.all("measure")
    found = [
        (band, capital(band_name(edition, band)), [one for one in measures if touches(one, span)], span)
        for band, span in BANDS.items()
    ]
    return [(band, name, ones, f"age={low}-{high}") for band, name, ones, (low, high) in found if ones]


def _overview(edition: Edition, name: str, found: list[Listed]) -> Page:
    lead = edition.word(f"measures_by_{name}_lead")
    path = overview_path(name)
    links = tuple(
        Link(label, f"{path}{address}/", note=edition.word("count_measure", n=len(measures)))
        for address, label, measures, _ in found
    )
    return Page(
        path=path,
        section="tiltak",
        template="measure-lists",
        title=edition.word(f"measures_by_{name}"),
        lead=lead,
        description=lead,
        crumbs=crumbs(edition, "tiltak"),
        more={"links": links},
    )


def _list(edition: Edition, name: str, listed: Listed) -> Page:
    address, label, measures, query = listed
    number = edition.word("count_measure", n=len(measures))
    parent = Link(edition.word(f"measures_by_{name}"), overview_path(name))
    return Page(
        path=f"{overview_path(name)}{address}/",
        section="tiltak",
        template="measure-list",
        title=label,
        lead=edition.word("measure_list_lead", count=number),
        description=f"{parent.text}: {label}. {number}.",
        crumbs=(*crumbs(edition, "tiltak"), parent),
        more={"groups": _by_access(edition, measures), "query": query},
    )


def _by_access(edition: Edition, measures: list[Measure]) -> tuple[tuple[str, tuple[dict[str, Any], ...]], ...]:
    """Group cards by how one gets the measure, the easiest first."""
    made = cards(edition, measures)
    return tuple(
        (edition.word(f"access_{way}"), rows)
        for way in EASIEST_FIRST
        if (rows := tuple(row for row in made if row["access"] == way))
    )
