"""The page of a level: the ladder, when one is here, the steps and where each leads."""

from handbook.models.level import Level, Step
from handbook.views.edition import Edition
from handbook.views.guide import compass_path, stairs
from handbook.views.organisation import nested, organisation_level_fact
from handbook.views.parts import Fact, Page
from handbook.views.record import block, law_blocks, outside_links, page, points, prose, sentence
from handbook.views.step import limits, outcome_link, variant


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
        more={
            "ladder": () if level.organisation_level else ladder(edition, level.id, level.framework),
            "nested": nested(edition, level.framework) if level.organisation_level else (),
            "compass": compass_path(edition, level),
        },
    )


def ladder(edition: Edition, here: str = "", framework: str | None = None) -> tuple[dict[str, object], ...]:
    """Give the levels of the guide in order, the current one marked, each with its stair and the way to the compass;
    of one framework where asked. Levels of several frameworks are no stairs; those of the organisation are `nested`."""
    levels = sorted(edition.handbook.all("level"), key=lambda level: (level.framework or "", level.order))
    levels = [level for level in levels if not level.organisation_level]
    levels = [level for level in levels if framework is None or level.framework in (None, framework)]
    one = len({level.framework for level in levels}) == 1
    drawn = stairs([(level.code, edition.text(level.name)) for level in levels]) if one else ()
    compass = compass_path(edition)
    return tuple(
        {
            "code": level.code,
            "order": index + 1,
            "name": edition.text(level.name),
            "summary": edition.text(level.summary),
            "path": edition.path("level", level.id),
            "here": level.id == here,
            "stair": drawn[index] if drawn else None,
            "compass": compass,
        }
        for index, level in enumerate(levels)
    )


def _facts(edition: Edition, level: Level) -> tuple[Fact, ...]:
    facts = [
        edition.fact("services_involved", "users", level.services_involved),
        *organisation_level_fact(edition, level),
    ]
    for label, icon, kind, ids in (
        ("roles", "user", "role", level.roles),
        ("groups", "network", "group", level.groups),
        ("forms", "file-text", "form", level.forms),
    ):
        if ids:
            facts.append(edition.link_fact(label, icon, edition.links(kind, ids)))
    if level.steps:
        steps = edition.links("step", [one.id for one in level.steps])
        facts.append(edition.link_fact("each_step", "footprints", steps)._replace(on_screen=True))
    return tuple(facts)


def step(edition: Edition, value: Step) -> dict[str, object]:
    """Give one step: rows of what, how, who and tools, its deadlines, and its outcomes as links."""
    who = (edition.links("role", value.roles), edition.links("service", value.services))
    return {
        "id": value.id,
        "name": edition.text(value.name),
        "summary": edition.text(value.summary),
        "variant": variant(edition, value),
        "what": edition.text(value.what),
        "how": edition.text(value.how),
        "who": edition.text(value.who),
        "who_links": (*who[0], *who[1]),
        "arenas": edition.terms("arena", value.arenas) if value.arenas else "",
        "tools": (*edition.texts(value.tools),),
        "tool_links": (*edition.links("form", value.forms), *edition.links("group", value.groups)),
        "deadlines": limits(edition, value),
        "child_voice": edition.text(value.child_voice),
        "warnings": edition.texts(value.warnings),
        "laws": edition.laws(value.laws),
        "outcomes": tuple(outcome_link(edition, each) for each in value.outcomes),
    }
