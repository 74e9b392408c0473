"""The levels of the organisation, each inside the one round it: the picture, and the page of what lies at each."""

from collections.abc import Iterator
from typing import Any

from handbook.models.level import Level
from handbook.models.vocabulary import Term
from handbook.views.edition import Edition
from handbook.views.parts import Block, Fact, Link, Page
from handbook.views.record import block, sentence
from handbook.views.wording import capital

ORGANISATION = "organisasjon"
_LEVEL_OF_THE_GUIDE = "individual"
"""The guide is followed between staff and a child."""


def nested(edition: Edition, framework: str | None = None) -> tuple[Link, ...]:
    """Give the levels that are levels of the organisation, the outermost first; of one framework where asked."""
    levels = [each for each in _by_order(edition) if each.organisation_level]
    ids = [each.id for each in levels if framework is None or each.framework in (None, framework)]
    return edition.links("level", ids, note=True)


def organisation_level_fact(edition: Edition, level: Level) -> tuple[Fact, ...]:
    """Give the link from a level that is one of the organisation to all that lies at it; nothing for a rung."""
    if not level.organisation_level or not has_organisation(edition):
        return ()
    term = edition.handbook.get("organisation_level", level.organisation_level)
    return (edition.link_fact("organisation_level", "layers", (_term_link(edition, term),)),)


def _term_link(edition: Edition, term: Term, note: str = "") -> Link:
    return Link(capital(edition.text(term.name)), f"{ORGANISATION}/#{term.id}", note=note)


def _by_order(edition: Edition) -> list[Level]:
    return sorted(edition.handbook.all("level"), key=lambda level: (level.framework or "", level.order))


def has_organisation(edition: Edition) -> bool:
    """Say whether any group or plan belongs to a level of the organisation."""
    records = (*edition.handbook.all("group"), *edition.handbook.all("plan"))
    return any(record.organisation_level for record in records)


def organisation_pages(edition: Edition) -> Iterator[Page]:
    """Give the page of the levels of the organisation; none where nothing belongs to a level."""
    if not has_organisation(edition):
        return
    levels = tuple(_level(edition, term) for term in edition.handbook.all("organisation_level"))
    yield Page(
        path=f"{ORGANISATION}/",
        section=ORGANISATION,
        template="organisation",
        title=edition.word("organisation_title"),
        lead=edition.word("organisation_lead"),
        description=edition.word("organisation_lead"),
        crumbs=(Link(edition.word("home"), "./"),),
        more={"levels": levels, "nested": tuple(level["link"] for level in levels)},
    )


def _level(edition: Edition, term: Term) -> dict[str, Any]:
    plans, groups = (_at(edition, kind, term) for kind in ("plan", "group"))
    counted = (("plan", len(plans)), ("group", len(groups)))
    said = [edition.word(f"count_{kind}_{'one' if n == 1 else 'many'}", n=n) for kind, n in counted if n]
    return {
        "id": term.id,
        "link": _term_link(edition, term, edition.joined_words(said)),
        "what": edition.text(term.description),
        "blocks": (
            *_participation(edition, term),
            *block(edition, "section_plan", "links", plans),
            *block(edition, "section_grupper", "links", groups),
            *block(edition, "section_niva", "links", _at(edition, "level", term)),
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
    levels = [level.id for level in _by_order(edition) if not level.organisation_level]
    return block(edition, "section_niva", "links", edition.links("level", levels, note=True))
