"""«Kva kan eg få no, utan tilvising?»: what is open to everybody, by who one is, and what the other ways mean."""

from collections.abc import Iterator
from typing import Any

from handbook.models.kinds import overview_path
from handbook.models.measure import Measure
from handbook.views.edition import Edition
from handbook.views.facets import by_value, way
from handbook.views.measure import access
from handbook.views.parts import Link, Page
from handbook.views.record import crumbs

DIRECT = overview_path("direct")
_STAFF = {"staff", "leaders"}
_STAGES = (("small", 0, 5), ("school", 6, 12), ("youth", 13, 120))
_ORDER = ("expecting", "small", "school", "youth", "all", "staff")
_OTHER_WAYS = ("team", "referral", "application", "decision")


def direct(edition: Edition) -> list[Measure]:
    """Give the measures that are open to everybody, or given to everybody."""
    return [one for one in edition.handbook.all("measure") if way(edition, one) in ("open", "everyone")]


def direct_link(edition: Edition) -> tuple[Link, ...]:
    """Give the link to what one can get now, or nothing."""
    return (Link(edition.word("direct_title"), DIRECT, kind="door-open"),) if direct(edition) else ()


def direct_pages(edition: Edition) -> Iterator[Page]:
    """Give the page of what one can get now without a referral; none where nothing is open."""
    measures = direct(edition)
    if not measures:
        return
    asked_first = sorted(measures, key=lambda one: way(edition, one) == "everyone")
    found = by_value(stages, asked_first)
    offers = {one.id: _offer(edition, one) for one in measures}
    yield Page(
        path=DIRECT,
        section="tiltak",
        template="open-now",
        title=edition.word("direct_title"),
        lead=edition.word("direct_lead"),
        description=edition.word("direct_lead"),
        crumbs=crumbs(edition, "tiltak"),
        more={
            "stages": tuple(_stage(edition, stage, found[stage], offers) for stage in _ORDER if stage in found),
            "rest": _rest(edition),
        },
    )


def stages(measure: Measure) -> tuple[str, ...]:
    """Give whom a measure is for: one or more stages of life, all of them in one word, or staff."""
    if measure.target_groups and set(measure.target_groups) <= _STAFF:
        return ("staff",)
    age = measure.age
    if age is None:
        return ("all",)
    expecting = ("expecting",) if age.expecting else ()
    top = 120 if age.maximum is None else age.maximum
    if age.expecting and top == 0 and set(measure.target_groups) == {"expecting"}:
        return expecting
    met = tuple(name for name, low, high in _STAGES if age.minimum <= high and top >= low)
    return (*expecting, *(("all",) if len(met) == len(_STAGES) else met))


def _stage(edition: Edition, stage: str, measures: list[Measure], offers: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Give the offers for a stage of life; `measures` has what one can ask for first, then what everybody gets."""
    return {
        "id": stage,
        "name": edition.word(f"stage_{stage}"),
        "count": _count(edition, measures),
        "offers": tuple(offers[one.id] for one in measures),
    }


def _count(edition: Edition, measures: list[Any]) -> str:
    return edition.word("count_offer_one" if len(measures) == 1 else "count_offer_many", n=len(measures))


def _offer(edition: Edition, measure: Measure) -> dict[str, Any]:
    made = access(edition, measure)
    return {
        "link": edition.link("measure", measure.id),
        "age": edition.age(measure.age),
        "how": made["how"],
        "service": edition.name("service", measure.access.apply_to or measure.services[0]),
        "call": made["call"],
    }


def _rest(edition: Edition) -> tuple[dict[str, Any], ...]:
    """Give the other ways, what each means, and the measures one gets that way."""
    found = by_value(lambda one: (way(edition, one),), edition.handbook.all("measure"))
    return tuple(
        {
            "name": edition.word(f"access_{name}"),
            "what": edition.word(f"way_{name}"),
            "count": _count(edition, found[name]),
            "links": edition.links("measure", [one.id for one in found[name]]),
        }
        for name in _OTHER_WAYS
        if name in found
    )
