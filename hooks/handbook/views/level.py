"""The page of a level: the ladder, when one is here, the steps and where each leads."""

from handbook.models.level import Level, Outcome, Step
from handbook.views.edition import Edition
from handbook.views.parts import Fact, Link, Page
from handbook.views.record import block, deadline, law_blocks, outside_links, page, points, prose, sentence
from handbook.views.wording import capital


def level_page(edition: Edition, level: Level) -> Page:
    """Give the page of one level with all its steps."""
    measures = edition.near("level", level.id, "measure")
    return page(
        edition,
        "level",
        level,
        shown={"measure", "step", "level"},
        template="level",
        facts=_facts(edition, level),
        blocks=(
            *prose(edition, "about", level.body),
            *points(edition, "former_names", level.former_names),
            *points(edition, "criteria", level.criteria),
            *block(edition, "steps", "steps", tuple(step(edition, one) for one in level.steps), icon="footprints"),
            *points(edition, "exits", level.exits),
            *sentence(edition, "stafettlogg", level.stafettlogg),
            *block(edition, "measures_at_level", "links", measures),
            *sentence(edition, "ask", level.ask),
            *block(edition, "elsewhere", "links", outside_links(edition, level.links)),
            *law_blocks(edition, level),
        ),
        more={"ladder": ladder(edition, level.id, level.framework)},
    )


def ladder(edition: Edition, here: str = "", framework: str | None = None) -> tuple[dict[str, object], ...]:
    """Give the levels in order, the current one marked; of one framework where asked."""
    levels = sorted(edition.handbook.all("level"), key=lambda level: (level.framework or "", level.order))
    levels = [level for level in levels if framework is None or level.framework in (None, framework)]
    return tuple(
        {
            "code": level.code,
            "order": index + 1,
            "name": edition.text(level.name),
            "summary": edition.text(level.summary),
            "path": edition.path("level", level.id),
            "here": level.id == here,
        }
        for index, level in enumerate(levels)
    )


def _facts(edition: Edition, level: Level) -> tuple[Fact, ...]:
    facts = [edition.fact("services_involved", "users", level.services_involved)]
    for label, icon, kind, ids in (
        ("roles", "user", "role", level.roles),
        ("groups", "network", "group", level.groups),
        ("forms", "file-text", "form", level.forms),
    ):
        if ids:
            facts.append(edition.link_fact(label, icon, edition.links(kind, ids)))
    return tuple(facts)


def step(edition: Edition, value: Step) -> dict[str, object]:
    """Give one step: rows of what, how, who and tools, its deadlines, and its outcomes as links."""
    who = (edition.links("role", value.roles), edition.links("service", value.services))
    return {
        "id": value.id,
        "name": edition.text(value.name),
        "summary": edition.text(value.summary),
        "variant": edition.term("variant", value.variant) if value.variant not in (None, "common") else "",
        "what": edition.text(value.what),
        "how": edition.text(value.how),
        "who": edition.text(value.who),
        "who_links": (*who[0], *who[1]),
        "arenas": edition.terms("arena", value.arenas) if value.arenas else "",
        "tools": (*edition.texts(value.tools),),
        "tool_links": (*edition.links("form", value.forms), *edition.links("group", value.groups)),
        "deadlines": tuple(_deadline(edition, each) for each in value.deadlines),
        "child_voice": edition.text(value.child_voice),
        "warnings": edition.texts(value.warnings),
        "laws": edition.laws(value.laws),
        "outcomes": tuple(_outcome(edition, each) for each in value.outcomes),
    }


def _deadline(edition: Edition, value: object) -> dict[str, object]:
    return {
        "text": capital(deadline(edition, value)),
        "strictness": edition.word(f"strictness_{value.strictness}"),
        "law": edition.law(value.law) if value.law else None,
    }


def _outcome(edition: Edition, outcome: Outcome) -> Link:
    for kind in ("step", "level", "group"):
        if id := getattr(outcome, kind):
            return Link(edition.text(outcome.name), edition.path(kind, id), note=edition.name(kind, id), kind=kind)
    return Link(edition.text(outcome.name), note=edition.word(f"end_{outcome.end}"), kind=outcome.end)
