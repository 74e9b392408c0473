"""The page of a group: which matters it takes, who sits there, how to raise a matter, and its rules."""

from handbook.models.group import Group
from handbook.views.edition import Edition
from handbook.views.meeting import meeting_row
from handbook.views.parts import Fact, Link, Page
from handbook.views.procedure import consent_block, minutes_block, submission_block
from handbook.views.record import block, feed_path, law_blocks, outside_links, page, points, prose, route, sentence
from handbook.views.seats import seat


def group_page(edition: Edition, group: Group) -> Page:
    """Give the page of one group."""
    meetings = [meeting for meeting in edition.handbook.all("meeting") if meeting.group == group.id]
    return page(
        edition,
        "group",
        group,
        shown={"meeting"},
        badge=edition.term("group_type", group.type),
        facts=_facts(edition, group),
        blocks=(
            *prose(edition, "about", group.body),
            *points(edition, "purposes", group.purposes),
            *block(edition, "workflow", "numbered", tuple((step, "") for step in edition.texts(group.workflow))),
            *points(edition, "mandate", group.mandate),
            *points(edition, "responsibilities", group.responsibilities),
            *points(edition, "limits", (*group.limits, *group.not_a_substitute_for)),
            *block(edition, "meetings", "agenda", tuple(meeting_row(edition, meeting) for meeting in meetings)),
            *block(edition, "calendar_feed", "feed", feed_path(edition, "group", group.id) if meetings else ""),
            *block(edition, "members", "seats", tuple(seat(edition, each) for each in group.seats)),
            *sentence(edition, "composition", group.composition),
            *points(edition, "member_duties", group.member_duties),
            *submission_block(edition, group),
            *block(edition, "routes", "routes", tuple(route(edition, each) for each in group.routes)),
            *consent_block(edition, group),
            *sentence(edition, "participation", group.participation),
            *sentence(edition, "invitation", group.invitation),
            *points(edition, "agenda", group.agenda),
            *points(edition, "annual_items", group.annual_items),
            *points(edition, "outcomes", group.outcomes),
            *minutes_block(edition, group.minutes),
            *block(
                edition,
                "archive",
                "rows",
                tuple((edition.text(one.what), edition.text(one.where)) for one in group.archive),
            ),
            *sentence(edition, "delegation", group.delegation),
            *block(edition, "delegation_form", "links", _delegation_form(edition, group)),
            *sentence(edition, "approval", group.approval),
            *block(edition, "deliverables", "rows", tuple(_deliverable(edition, group))),
            *points(edition, "programmes", group.programmes),
            *sentence(edition, "priorities", group.priorities_from),
            *sentence(edition, "geography", group.geography),
            *block(edition, "elsewhere", "links", outside_links(edition, group.links)),
            *law_blocks(edition, group),
        ),
    )


def _delegation_form(edition: Edition, group: Group) -> tuple[Link, ...]:
    return (edition.link("form", group.delegation_form),) if group.delegation_form else ()


def _facts(edition: Edition, group: Group) -> tuple[Fact, ...]:
    facts = [
        *_target(edition, group),
        edition.fact(
            "case_scope", "list-checks", edition.word(f"case_scope_{group.case_scope}") if group.case_scope else None
        ),
        edition.fact("leader", "user", _leader(edition, group)),
        edition.fact("location", "map-pin", group.location),
    ]
    if group.participants != "not_relevant":
        facts.append(edition.fact("users_present", "users", edition.word(f"participants_{group.participants}")))
    if group.anonymity != "not_relevant":
        facts.append(edition.fact("anonymity", "shield-alert", edition.word(f"anonymity_{group.anonymity}")))
    if group.levels:
        facts.append(edition.link_fact("levels", "layers", edition.links("level", group.levels)))
    if group.meeting_owner:
        facts.append(edition.fact("meeting_owner", "house", group.meeting_owner))
    for label, id in (("parent_group", group.parent), ("successor", group.successor)):
        if id:
            facts.append(edition.link_fact(label, "network", (edition.link("group", id),)))
    if group.organisation_level:
        facts.append(
            edition.fact("organisation_level", "layers", edition.term("organisation_level", group.organisation_level))
        )
    return tuple(facts)


def _target(edition: Edition, group: Group) -> tuple[Fact, ...]:
    """Give whom the group is there for; most say it in their name, so nothing is «not stated» here."""
    named, ages = edition.text(group.target), edition.age(group.age)
    return (edition.fact("target", "target", named or ages, ages if named else ""),) if named or ages else ()


def _leader(edition: Edition, group: Group) -> str:
    leader = group.leader
    if leader is None:
        return ""
    parts = [edition.name("role", leader.role)] if leader.role else []
    parts += [edition.text(leader.selection)] if leader.selection else []
    parts += [edition.word("term_years", n=leader.term_years)] if leader.term_years else []
    return ". ".join(part.rstrip(".") for part in parts)


def _deliverable(edition: Edition, group: Group) -> list[tuple[str, str]]:
    rows = []
    for each in group.deliverables:
        often = edition.word("at_least_per_year", n=each.minimum_per_year) if each.minimum_per_year else ""
        rows.append((edition.text(each.name), ". ".join(filter(None, (often, edition.text(each.recipients))))))
    return rows
