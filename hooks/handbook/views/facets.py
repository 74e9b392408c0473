"""What measures are sorted and filtered by: open lists of words, ages on one axis, and what one can get now."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from handbook.models.measure import Measure
from handbook.models.parts import Age
from handbook.views.edition import Edition
from handbook.views.wording import capital

BEFORE_BIRTH, OLDEST = -1, 25
"""The ends of the axis of ages: the lowest is pregnancy, the highest is that age and all above."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Facet:
    """One list to choose from. `name` is the kind its values belong to, and its key in an address."""

    name: str
    word: str
    of: Callable[[Measure], tuple[str, ...]]
    for_staff: bool = False


FACETS = (
    Facet("access", "how_to_get", lambda one: (one.access.kind,)),
    Facet("audience", "for_whom", lambda one: one.target_groups),
    Facet("theme", "theme", lambda one: one.themes),
    Facet("service", "service", lambda one: one.services),
    Facet("arena", "arena", lambda one: one.arenas),
    Facet("level", "levels", lambda one: one.levels, for_staff=True),
    Facet("prevention", "prevention", lambda one: one.prevention, for_staff=True),
)
EASIEST_FIRST = ("open", "everyone", "team", "referral", "application", "decision")
BANDS: dict[str, Span] = {
    "gravid": (BEFORE_BIRTH, BEFORE_BIRTH),
    "0-5": (0, 5),
    "6-12": (6, 12),
    "13-18": (13, 18),
    "over-18": (19, OLDEST),
}
"""Ages that people look for together, each with its word in an address."""


def facet(name: str) -> Facet:
    """Give a facet by its name."""
    return next(each for each in FACETS if each.name == name)


def value_name(edition: Edition, facet: Facet, id: str) -> str:
    """Give what a value of a facet is called, with a capital."""
    named = edition.term if facet.name in ("access", "audience", "theme", "arena", "prevention") else edition.name
    return capital(named(facet.name, id))


def choices(edition: Edition, facet: Facet, measures: list[Measure]) -> tuple[tuple[str, str, int], ...]:
    """Give (id, name, how many measures) of every value that some measure has: levels and words of open lists in the
    order they are listed, services by name."""
    having = by_value(facet.of, measures)
    ids = [record.id for record in edition.handbook.all(facet.name) if record.id in having]
    found = [(id, value_name(edition, facet, id), len(having[id])) for id in ids]
    return tuple(sorted(found, key=lambda each: each[1].lower()) if facet.name == "service" else found)


def by_value(of: Callable[[Measure], tuple[str, ...]], measures: Iterable[Measure]) -> dict[str, list[Measure]]:
    """Give the measures that have each value, in their order; an empty list for what none has."""
    found = defaultdict(list)
    for measure in measures:
        for value in dict.fromkeys(of(measure)):
            found[value].append(measure)
    return found


def spans(measure: Measure) -> tuple[Span, ...]:
    """Give the ages of a measure as spans on the axis; where no age is stated, all of it."""
    age = measure.age
    if age is None:
        return ((BEFORE_BIRTH, OLDEST),)
    expecting = ((BEFORE_BIRTH, BEFORE_BIRTH),) if age.expecting else ()
    if expecting and age.maximum == 0 and set(measure.target_groups) == {"expecting"}:
        return expecting
    top = OLDEST if age.maximum is None else min(age.maximum, OLDEST)
    return (*expecting, (min(age.minimum, OLDEST), top))


def bands(measure: Measure) -> tuple[str, ...]:
    """Give the bands of ages that a measure is for somebody of."""
    return _touched(spans(measure))


@cache
def _touched(spans: tuple[Span, ...]) -> tuple[str, ...]:
    return tuple(
        band for band, (first, last) in BANDS.items() if any(low <= last and high >= first for low, high in spans)
    )


def missing_bands(measures: Iterable[Measure]) -> list[str]:
    """Give the bands of ages that none of these measures is for."""
    met = by_value(bands, measures)
    return [band for band in BANDS if band not in met]


def band_name(edition: Edition, band: str) -> str:
    """Give the ages of a band in words: «gravide», «6–12 år», «frå 19 år»."""
    low, high = BANDS[band]
    if high == BEFORE_BIRTH:
        return edition.age(Age(expecting=True))
    return edition.age(Age(minimum=low, maximum=None if high == OLDEST else high))


def way(edition: Edition, measure: Measure) -> str:
    """Give how one gets a measure, as the pages understand the municipality's own word."""
    return edition.handbook.get("access", measure.access.kind).treat_as or "application"


def is_open_now(edition: Edition, measure: Measure) -> bool:
    """Say whether one can get a measure today without anybody's word for it: the way is open, and it is running."""
    started = measure.valid_from is None or measure.valid_from <= edition.today
    over = measure.valid_to is not None and measure.valid_to < edition.today
    return way(edition, measure) in ("open", "everyone") and measure.status == "current" and started and not over


def by_ease(edition: Edition, measures: list[Measure]) -> list[Measure]:
    """Give measures with those that are easiest to get first."""
    return sorted(measures, key=lambda one: EASIEST_FIRST.index(way(edition, one)))
