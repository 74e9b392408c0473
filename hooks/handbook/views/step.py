"""A step of the guide: its rows, its deadlines, where each outcome leads, and its own page."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from handbook.checks.guide import reached
from handbook.models.kinds import KINDS, overview_path
from handbook.models.level import Level, Outcome, Step
from handbook.views.edition import Edition
from handbook.views.freshness import freshness, overdue_notice
from handbook.views.parts import Block, Fact, Item, Link, Page
from handbook.views.record import block, deadline, joined, law_blocks, outside_links, page, points, prose, sentence
from handbook.views.wording import capital

SECTION = KINDS["level"].section
COMPASS = overview_path("compass")
"""Where the ways between all steps stand on one page, see `guide`."""


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled row of a step. `tint` is the class of a row that stands out; `limits` are its deadlines."""

    label: str
    icon: str
    blocks: tuple[Block, ...] = ()
    limits: tuple[dict[str, Any], ...] = ()
    tint: str = ""


def limits(edition: Edition, value: Step) -> tuple[dict[str, Any], ...]:
    """Give the deadlines of a step, each with what it rests on."""
    return tuple(
        {
            "text": capital(deadline(edition, each)),
            "strictness": edition.word(f"strictness_{each.strictness}"),
            "law": edition.law(each.law) if each.law else None,
        }
        for each in value.deadlines
    )


def outcome_link(edition: Edition, outcome: Outcome) -> Link:
    """Give where an outcome leads; only words where the work ends."""
    for kind in ("step", "level", "group"):
        if id := getattr(outcome, kind):
            return Link(edition.text(outcome.name), edition.path(kind, id), note=edition.name(kind, id), kind=kind)
    return Link(edition.text(outcome.name), note=edition.word(f"end_{outcome.end}"), kind=outcome.end)


def variant(edition: Edition, value: Step) -> str:
    """Give for which arena a step is, where it is not for all."""
    return edition.term("variant", value.variant) if value.variant not in (None, "common") else ""


def _rows(edition: Edition, value: Step) -> tuple[Row, ...]:
    who = (*edition.links("role", value.roles), *edition.links("service", value.services))
    tools = (*edition.links("form", value.forms), *edition.links("group", value.groups))
    arenas = edition.terms("arena", value.arenas) if value.arenas else ""
    parts = (
        ("applies_to", "layers", "", _plain("applies_to", variant(edition, value))),
        ("what", "list-checks", "", prose(edition, "what", value.what)),
        ("how", "message-circle", "", prose(edition, "how", value.how)),
        ("who", "user", "", (*sentence(edition, "who", value.who), *block(edition, "who", "links", who))),
        ("arena", "map-pin", "", _plain("arena", arenas)),
        ("tools", "wrench", "", (*block(edition, "tools", "links", tools), *points(edition, "tools", value.tools))),
        ("child_voice", "baby", "", sentence(edition, "child_voice", value.child_voice)),
        ("deadline", "clock", "step-limit", ()),
        ("remember", "triangle-alert", "step-warning", points(edition, "remember", value.warnings)),
        ("law", "scale", "", block(edition, "law", "laws", edition.laws(value.laws))),
    )
    due = {"deadline": limits(edition, value)}
    rows = (Row(edition.word(key), icon, blocks, due.get(key, ()), tint) for key, icon, tint, blocks in parts)
    return tuple(row for row in rows if row.blocks or row.limits)


def _plain(title: str, text: str) -> tuple[Block, ...]:
    return (Block(title, "list", (text,)),) if text else ()


def ways(edition: Edition, level: Level, value: Step) -> tuple[dict[str, Any], ...]:
    """Give what may come of a step: where each outcome leads, and what it leaps over."""
    return tuple({"link": outcome_link(edition, each), "jump": _jump(edition, level, each)} for each in value.outcomes)


def _jump(edition: Edition, level: Level, outcome: Outcome) -> str:
    """Say which levels an outcome leaps over on its way up."""
    target = outcome.level or (edition.level_of_step[outcome.step] if outcome.step else level.id)
    top = edition.handbook.get("level", target)
    between = [
        each.code
        for each in sorted(edition.handbook.all("level"), key=lambda each: each.order)
        if each.framework == level.framework == top.framework and level.order < each.order < top.order
    ]
    return edition.word("jump_over", levels=edition.joined_words(between)) if between else ""


# --- a page for each step ---


def step_pages(edition: Edition) -> Iterator[Page]:
    """Give the page of every step, level by level."""
    on_the_way = reached(edition.handbook)
    for level in edition.handbook.all("level"):
        for place, value in enumerate(level.steps):
            yield _step_page(edition, level, place, f"{COMPASS}#{value.id}" if value.id in on_the_way else "")


def _step_page(edition: Edition, level: Level, place: int, compass: str) -> Page:
    value, links = level.steps[place], edition.links("step", [each.id for each in level.steps])
    made = page(
        edition,
        "level",  # it belongs to the guide's section, with the guide's safety rule
        value,
        shown=set(),
        template="step",
        title=edition.text(value.name),
        badge=edition.word("step_number", number=place + 1, count=len(level.steps)),
        facts=(
            edition.link_fact("level", "layers", (edition.link("level", level.id),)),
            _beside(edition, links, place),
        ),
        blocks=(
            *prose(edition, "about", value.body),
            *block(edition, "elsewhere", "links", outside_links(edition, value.links)),
            *(each for each in law_blocks(edition, value) if each.form == "citations"),
        ),
        more={
            "rows": _rows(edition, value),
            "ways": ways(edition, level, value),
            "previous": links[place - 1] if place else None,
            "next": links[place + 1] if place + 1 < len(links) else None,
            "compass": compass,
        },
    )
    fresh = made.freshness or freshness(edition, "level", level)
    overdue = "" if made.freshness else overdue_notice(edition, fresh)
    return replace(
        made,
        path=edition.path("step", value.id),
        crumbs=(*made.crumbs, edition.link("level", level.id)),
        joined=joined(edition, "step", value.id, _named(value)),
        freshness=fresh,
        notices=(*made.notices, *([overdue] if overdue else [])),
    )


def _beside(edition: Edition, links: tuple[Link, ...], place: int) -> Fact:
    """All steps of the level, the current one marked."""
    here = edition.word("you_are_here")
    items = (Item(each.text, *((None, here) if at == place else (each,))) for at, each in enumerate(links))
    return Fact(edition.word("steps"), tuple(items), "footprints")


def _named(value: Step) -> set[str | tuple[str, str]]:
    """What the rows and outcomes of a step link to, and need not be listed again."""
    ids = {"role": value.roles, "service": value.services, "form": value.forms, "group": value.groups}
    ends = {("group", each.group) for each in value.outcomes if each.group}
    return {"step", "level", *ends, *((kind, id) for kind, all_of in ids.items() for id in all_of)}
