"""The comparison for staff: measures × levels × ages, and where the municipality has no offer."""

from collections.abc import Iterator
from typing import Any

from handbook.models.kinds import overview_path
from handbook.models.level import Level
from handbook.models.measure import Measure
from handbook.views.bank import coverage_link
from handbook.views.edition import Edition
from handbook.views.facets import BANDS, band_name, choices, facet, spans, touches
from handbook.views.parts import Page
from handbook.views.record import crumbs
from handbook.views.wording import capital


def coverage_pages(edition: Edition) -> Iterator[Page]:
    """Give the page of the comparison; none without levels or measures."""
    if not coverage_link(edition):
        return
    levels = sorted(edition.handbook.all("level"), key=lambda level: (level.framework or "", level.order))
    measures = [one for one in edition.handbook.all("measure") if one.status != "ended"]
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
            "ages": tuple(_age_row(edition, band, levels, measures) for band in BANDS),
            "themes": tuple(_themes(edition, levels, measures)),
        },
    )


def _at(measures: list[Measure], level: Level) -> list[Measure]:
    return [one for one in measures if level.id in one.levels]


def _age_row(edition: Edition, band: str, levels: list[Level], measures: list[Measure]) -> dict[str, Any]:
    low, high = BANDS[band]
    cells = []
    for level in levels:
        found = sum(touches(one, BANDS[band]) for one in _at(measures, level))
        words = edition.word("count_measure", n=found) if found else edition.word("no_measures")
        cells.append({"words": words, "query": f"age={low}-{high}&level={level.id}" if found else ""})
    return {"name": capital(band_name(edition, band)), "cells": tuple(cells)}


def _themes(edition: Edition, levels: list[Level], measures: list[Measure]) -> Iterator[dict[str, Any]]:
    """Every theme that has measures: a row for each, then the ages that nobody at the level offers anything."""
    for id, name, count in choices(edition, facet("theme"), measures):
        ours = [one for one in measures if id in one.themes]
        empty = [level.code for level in levels if not _at(ours, level)]
        yield {
            "id": id,
            "name": name,
            "count": edition.word("count_measure", n=count),
            "gap": edition.word("no_measures_at", levels=edition.joined_words(empty)) if empty else "",
            "rows": tuple(_measure_row(edition, one, levels) for one in _as_stairs(ours, levels)),
            "missing": tuple(_missing(edition, _at(ours, level)) for level in levels),
        }


def _as_stairs(measures: list[Measure], levels: list[Level]) -> list[Measure]:
    """Give measures with those of the lowest level first, and of the youngest first at each level."""
    order = [level.id for level in levels]
    return sorted(measures, key=lambda one: (min(map(order.index, one.levels), default=len(order)), spans(one)))


def _missing(edition: Edition, measures: list[Measure]) -> tuple[str, ...]:
    """Give the ages that none of these measures is for."""
    missing = [band for band, span in BANDS.items() if not any(touches(one, span) for one in measures)]
    if len(missing) == len(BANDS):
        return (edition.word("age_all"),)
    return tuple(band_name(edition, band) for band in missing)


def _measure_row(edition: Edition, measure: Measure, levels: list[Level]) -> dict[str, Any]:
    ages = edition.age(measure.age) or edition.word("not_stated")
    return {
        "link": edition.link("measure", measure.id),
        "cells": tuple(ages if level.id in measure.levels else "" for level in levels),
    }
