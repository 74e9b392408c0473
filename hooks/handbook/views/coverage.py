"""The comparison for staff: measures × levels × ages, and where the municipality has no offer."""

from collections.abc import Iterable, Iterator
from typing import Any

from handbook.models.kinds import overview_path
from handbook.models.level import Level
from handbook.models.measure import Measure
from handbook.views.bank import coverage_link
from handbook.views.edition import Edition
from handbook.views.facets import BANDS, band_name, bands, by_value, choices, facet, missing_bands, spans
from handbook.views.parts import Page
from handbook.views.record import crumbs
from handbook.views.wording import capital


def coverage_pages(edition: Edition) -> Iterator[Page]:
    """Give the page of the comparison; none without levels or measures."""
    if not coverage_link(edition):
        return
    levels = sorted(edition.handbook.all("level"), key=lambda level: (level.framework or "", level.order))
    measures = _as_stairs([one for one in edition.handbook.all("measure") if one.status != "ended"], levels)
    yield Page(
        path=overview_path("coverage"),
        section="tiltak",
        template="coverage",
        title=edition.word("coverage_title"),
        lead=edition.word("coverage_lead"),
        description=edition.word("coverage_lead"),
        crumbs=crumbs(edition, "tiltak"),
        more={
            "levels": tuple((level.code, edition.text(level.name)) for level in levels),
            "ages": tuple(_age_rows(edition, levels, measures)),
            "themes": tuple(_themes(edition, levels, measures)),
        },
    )


def _at(measures: list[Measure]) -> dict[str, list[Measure]]:
    """Give the measures at each level."""
    return by_value(facet("level").of, measures)


def _age_rows(edition: Edition, levels: list[Level], measures: list[Measure]) -> Iterator[dict[str, Any]]:
    met = {level: by_value(bands, ones) for level, ones in _at(measures).items()}
    for band, (low, high) in BANDS.items():
        cells = []
        for level in levels:
            found = len(met[level.id][band]) if level.id in met else 0
            words = edition.word("count_measure", n=found) if found else edition.word("no_measures")
            cells.append({"words": words, "query": f"age={low}-{high}&level={level.id}" if found else ""})
        yield {"name": capital(band_name(edition, band)), "cells": tuple(cells)}


def _themes(edition: Edition, levels: list[Level], measures: list[Measure]) -> Iterator[dict[str, Any]]:
    """Every theme that has measures: a row for each, then the ages that nobody at the level offers anything."""
    rows = {one.id: _measure_row(edition, one, levels) for one in measures if one.themes}
    by_theme = by_value(facet("theme").of, measures)
    for id, name, count in choices(edition, facet("theme"), measures):
        at = _at(by_theme[id])
        empty = [level.code for level in levels if level.id not in at]
        yield {
            "id": id,
            "name": name,
            "count": edition.word("count_measure", n=count),
            "gap": edition.word("no_measures_at", levels=edition.joined_words(empty)) if empty else "",
            "rows": tuple(rows[one.id] for one in by_theme[id]),
            "missing": tuple(_missing(edition, at.get(level.id, ())) for level in levels),
        }


def _as_stairs(measures: list[Measure], levels: list[Level]) -> list[Measure]:
    """Give measures with those of the lowest level first, and of the youngest first at each level."""
    order = {level.id: place for place, level in enumerate(levels)}
    return sorted(measures, key=lambda one: (min(map(order.get, one.levels), default=len(order)), spans(one)))


def _missing(edition: Edition, measures: Iterable[Measure]) -> tuple[str, ...]:
    """Give the ages that none of these measures is for."""
    missing = missing_bands(measures)
    if len(missing) == len(BANDS):
        return (edition.word("age_all"),)
    return tuple(band_name(edition, band) for band in missing)


def _measure_row(edition: Edition, measure: Measure, levels: list[Level]) -> dict[str, Any]:
    ages = edition.age(measure.age) or edition.word("not_stated")
    return {
        "link": edition.link("measure", measure.id),
        "cells": tuple(ages if level.id in measure.levels else "" for level in levels),
    }
