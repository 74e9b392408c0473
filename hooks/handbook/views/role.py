"""The page of a role: what it does, who gives it, and where it takes part."""

from handbook.models.parts import Contact
from handbook.models.role import Role
from handbook.views.attendance import groups_of_role, taking_part
from handbook.views.contact import reached
from handbook.views.edition import Edition
from handbook.views.parts import Block, Fact, Page
from handbook.views.record import (
    block,
    contact_facts,
    law_blocks,
    organisation_fact,
    outside_links,
    page,
    points,
    prose,
)
from handbook.views.seats import Sitter


def role_page(edition: Edition, role: Role) -> Page:
    """Give the page of one role."""
    parts, shown = _taking_part(edition, role)
    return page(
        edition,
        "role",
        role,
        shown=shown,
        facts=_facts(edition, role),
        blocks=(
            *prose(edition, "about", role.body),
            *points(edition, "duties", role.duties),
            *parts,
            *block(
                edition,
                "training",
                "rows",
                tuple((edition.text(one.name), edition.text(one.when)) for one in role.training),
            ),
            *points(edition, "formerly", role.replaces),
            *block(edition, "elsewhere", "links", outside_links(edition, role.links)),
            *law_blocks(edition, role),
        ),
    )


def _taking_part(edition: Edition, role: Role) -> tuple[tuple[Block, ...], set[str | tuple[str, str]]]:
    """Give where the role sits, what it does and answers for, and the records that are printed there."""

    def sits(one: Sitter) -> bool:
        return one.role == role.id

    steps = [step.id for level in edition.handbook.all("level") for step in level.steps if role.id in step.roles]
    titles = ("my_groups", "my_meetings", "my_steps", "my_forms")
    groups = groups_of_role(edition, sits)
    blocks, printed = taking_part(edition, ("role", role.id), titles, groups, sits, steps, role.forms)
    measures = block(edition, "my_measures", "links", edition.near("role", role.id, "measure"), icon="hand-heart")
    return (*blocks, *measures), {"measure", *printed}


def _facts(edition: Edition, role: Role) -> tuple[Fact, ...]:
    facts = []
    if role.service:
        facts.append(edition.link_fact("service", "building-2", (edition.link("service", role.service),)))
    facts += organisation_fact(edition, role.organisation)
    if role.appointed_by:
        facts.append(edition.fact("appointed_by", "user", role.appointed_by))
    if role.from_level:
        facts.append(edition.link_fact("from_level", "layers", (edition.link("level", role.from_level),)))
    contact = reached(edition, role.contact or Contact(), role.service)
    if contact != Contact():
        facts += contact_facts(edition, contact)
    return tuple(facts)
