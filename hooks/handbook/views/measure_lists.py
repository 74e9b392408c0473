"""Pages of measures that people link to: one for each theme, age and service, and the lists of these."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from handbook.models.kinds import overview_path
from handbook.models.measure import Measure
from handbook.views.bank import card
from handbook.views.edition import Edition
from handbook.views.facets import BANDS, band_name, bands, by_ease, by_value, choices, facet
from handbook.views.parts import Link, Page
from handbook.views.record import crumbs
from handbook.views.wording import capital

Listed = tuple[str, str, list[Measure], str]
"""(address, name, measures with the easiest to get first, what the bank is asked for to show the same)."""


def measure_list_pages(edition: Edition) -> Iterator[Page]:
    """Give the pages of measures by theme, by age and by service; none for what no measure has."""
    measures = by_ease(edition, edition.handbook.all("measure"))
    for name, found in (
        ("theme", _by(edition, "theme", measures)),
        ("age", _by_age(edition, measures)),
        ("service", _by(edition, "service", measures)),
    ):
        if found:
            yield _overview(edition, name, found)
        for each in found:
            yield _list(edition, name, each)


def _by(edition: Edition, name: str, measures: list[Measure]) -> list[Listed]:
    listed = facet(name)
    found = by_value(listed.of, measures)
    return [(id, label, found[id], f"{name}={id}") for id, label, _ in choices(edition, listed, measures)]


def _by_age(edition: Edition, measures: list[Measure]) -> list[Listed]:
    found = by_value(bands, measures)
    return [
        (band, capital(band_name(edition, band)), found[band], f"age={low}-{high}")
        for band, (low, high) in BANDS.items()
        if band in found
    ]


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
    """Group cards by how one gets the measure, in the order they stand."""
    made = (card(edition, one) for one in measures)
    return tuple(
        (edition.word(f"access_{way}"), tuple(rows)) for way, rows in groupby(made, key=lambda row: row["access"])
    )
