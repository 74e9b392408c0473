"""Two overviews: the levels of the organisation, and what one can get now without a referral."""

from collections.abc import Iterator
from typing import Any

from handbook.models.kinds import overview_path
from handbook.models.measure import Measure
from handbook.models.vocabulary import Term
from handbook.views.edition import Edition
from handbook.views.measure import ACCESS_ICONS, access
from handbook.views.parts import Block, Link, Page
from handbook.views.record import block, crumbs, sentence
from handbook.views.wording import capital

# --- the levels of the organisation ---

ORGANISATION = "organisasjon"
_LEVEL_OF_THE_GUIDE = "individual"
"""The guide is followed between staff and a child."""

_WIDTH, _INSET, _BAND, _FOOT = 360, 24, 64, 14
"""The picture: its width, how far each level lies inside the one round it, the height of its text and of its foot."""


def has_organisation(edition: Edition) -> bool:
    """Say whether any group or plan belongs to a level of the organisation."""
    records = (*edition.handbook.all("group"), *edition.handbook.all("plan"))
    return any(record.organisation_level for record in records)


def organisation_pages(edition: Edition) -> Iterator[Page]:
    """Give the page of the levels of the organisation; none where nothing belongs to a level."""
    if not has_organisation(edition):
        return
    terms = edition.handbook.all("organisation_level")
    levels = tuple(_level(edition, term) for term in terms)
    frames = bands(len(terms))
    yield Page(
        path=f"{ORGANISATION}/",
        section=ORGANISATION,
        template="organisation",
        title=edition.word("organisation_title"),
        lead=edition.word("organisation_lead"),
        description=edition.word("organisation_lead"),
        crumbs=(Link(edition.word("home"), "./"),),
        more={
            "levels": levels,
            "bands": tuple(zip(levels, frames, strict=True)),
            "width": _WIDTH,
            "height": frames[0]["height"],
        },
    )


def bands(count: int) -> tuple[dict[str, int], ...]:
    """Give the place of each level in the picture, each inside the one before it."""
    whole = count * _BAND + (count - 1) * _FOOT
    return tuple(
        {
            "x": place * _INSET,
            "y": place * _BAND,
            "width": _WIDTH - 2 * place * _INSET,
            "height": whole - place * (_BAND + _FOOT),
            "shade": min(place, 3) + 1,
        }
        for place in range(count)
    )


def _level(edition: Edition, term: Term) -> dict[str, Any]:
    plans, groups = (_at(edition, kind, term) for kind in ("plan", "group"))
    counted = (("plan", len(plans)), ("group", len(groups)))
    said = [edition.word(f"count_{kind}_{'one' if n == 1 else 'many'}", n=n) for kind, n in counted if n]
    return {
        "id": term.id,
        "name": capital(edition.text(term.name)),
        "what": edition.text(term.description),
        "count": edition.joined_words(said),
        "blocks": (
            *_participation(edition, term),
            *block(edition, "section_plan", "links", plans),
            *block(edition, "section_grupper", "links", groups),
            *_guide(edition, term),
        ),
    }


def _participation(edition: Edition, term: Term) -> tuple[Block, ...]:
    """What one municipality does is not said of another that borrows its words."""
    borrowed = edition.handbook.origins["organisation_level", term.id].shared
    return () if borrowed else sentence(edition, "participation", term.participation)


def _at(edition: Edition, kind: str, term: Term) -> tuple[Link, ...]:
    records = [one for one in edition.handbook.all(kind) if one.organisation_level == term.id]
    return tuple(_with_status(edition, kind, one) for one in records)


def _with_status(edition: Edition, kind: str, record: Any) -> Link:
    link = edition.link(kind, record.id, note=True)
    if record.status == "current":
        return link
    return Link(link.text, link.path, note=f"{edition.word(f'status_{record.status}')} {link.note}".strip(), kind=kind)


def _guide(edition: Edition, term: Term) -> tuple[Block, ...]:
    if term.id != _LEVEL_OF_THE_GUIDE:
        return ()
    levels = sorted(edition.handbook.all("level"), key=lambda level: (level.framework or "", level.order))
    return block(edition, "section_niva", "links", edition.links("level", [level.id for level in levels], note=True))


# --- what one can get now ---

DIRECT = overview_path("direct")
_STAFF = {"staff", "leaders"}
_STAGES = (("small", 0, 5), ("school", 6, 12), ("youth", 13, 120))
_ORDER = ("expecting", "small", "school", "youth", "all", "staff")
_OTHER_WAYS = ("team", "referral", "application", "decision")


def way(edition: Edition, measure: Measure) -> str:
    """Give how one gets a measure, as the pages understand the municipality's own word."""
    return edition.handbook.get("access", measure.access.kind).treat_as or "application"


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
    found = {stage: [one for one in measures if stage in stages(one)] for stage in _ORDER}
    yield Page(
        path=DIRECT,
        section="tiltak",
        template="open-now",
        title=edition.word("direct_title"),
        lead=edition.word("direct_lead"),
        description=edition.word("direct_lead"),
        crumbs=crumbs(edition, "tiltak"),
        more={
            "groups": tuple(
                (edition.word(f"stage_{stage}"), tuple(_card(edition, one, stage) for one in rows))
                for stage, rows in found.items()
                if rows
            ),
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


def _card(edition: Edition, measure: Measure, stage: str) -> dict[str, Any]:
    made = access(edition, measure)
    return {
        "stage": stage,
        "link": edition.link("measure", measure.id),
        "age": edition.age(measure.age),
        "service": edition.name("service", measure.access.apply_to or measure.services[0]),
        "access": made["kind"],
        "access_icon": made["icon"],
        "access_text": made["badge"],
        "how": made["how"],
        "call": made["call"],
    }


def _rest(edition: Edition) -> tuple[dict[str, Any], ...]:
    """Give the other ways, what each means, and the measures one gets that way."""
    ways = {
        name: [one.id for one in edition.handbook.all("measure") if way(edition, one) == name] for name in _OTHER_WAYS
    }
    return tuple(
        {
            "name": edition.word(f"access_{name}"),
            "icon": ACCESS_ICONS[name],
            "kind": name,
            "what": edition.word(f"way_{name}"),
            "links": edition.links("measure", ids),
        }
        for name, ids in ways.items()
        if ids
    )
