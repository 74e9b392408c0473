"""The page of a group: which matters it takes, who sits there, how to raise a matter, and its rules."""

from handbook.models.group import Group, Minutes, Submission
from handbook.views.edition import Edition
from handbook.views.meeting import meeting_row
from handbook.views.parts import Block, Fact, Link, Page
from handbook.views.record import block, deadline, law_blocks, outside_links, page, points, prose, route, sentence
from handbook.views.seats import seat
from handbook.views.wording import capital


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
            *block(edition, "members", "seats", tuple(seat(edition, each) for each in group.seats)),
            *sentence(edition, "composition", group.composition),
            *points(edition, "member_duties", group.member_duties),
            *_submission(edition, group),
            *block(edition, "routes", "routes", tuple(route(edition, each) for each in group.routes)),
            *_consent(edition, group),
            *sentence(edition, "participation", group.participation),
            *sentence(edition, "invitation", group.invitation),
            *points(edition, "agenda", group.agenda),
            *points(edition, "annual_items", group.annual_items),
            *points(edition, "outcomes", group.outcomes),
            *_minutes(edition, group.minutes),
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


def _submission(edition: Edition, group: Group) -> tuple[Block, ...]:
    raised = group.submission
    if raised is None:
        return ()
    rows = [
        (edition.word("who_may_submit"), edition.texts(raised.who)),
        (edition.word("channels"), _channels(edition, raised)),
        (edition.word("deadline"), tuple(capital(deadline(edition, each)) for each in raised.deadlines)),
        (edition.word("minimum_information"), edition.texts(raised.minimum_information)),
        (edition.word("clearance"), (edition.text(raised.clearance),) if raised.clearance else ()),
    ]
    content = {
        "text": edition.text(raised.text),
        "rows": tuple((label, values) for label, values in rows if values),
        "form": edition.link("form", raised.form) if raised.form else None,
    }
    return (Block(edition.word("submit"), "submission", content, icon="clipboard-list"),)


def _channels(edition: Edition, raised: Submission) -> tuple[str, ...]:
    return (*((edition.word("in_writing"),) if raised.written else ()), *edition.texts(raised.channels))


def _consent(edition: Edition, group: Group) -> tuple[Block, ...]:
    consent = group.consent
    if consent is None:
        return ()
    no_form = edition.word("consent_without_form") if consent.form_unknown else ""
    content = {
        "text": edition.word(f"consent_{consent.required}"),
        "detail": " ".join(filter(None, (edition.text(consent.text), no_form))),
        "age": edition.word("consent_age", n=consent.age) if consent.age else "",
        "form": edition.link("form", consent.form) if consent.form else None,
    }
    return (Block(edition.word("consent"), "consent", content, icon="file-pen"),)


def _minutes(edition: Edition, minutes: Minutes | None) -> tuple[Block, ...]:
    if minutes is None:
        return ()
    named = ("writer", "system", "may_hold", "may_not_hold", "recipients")
    rows = [(edition.word(f"minutes_{name}"), edition.text(getattr(minutes, name))) for name in named]
    rows += [(edition.word("deadline"), capital(deadline(edition, each))) for each in minutes.deadlines]
    return block(edition, "minutes", "rows", tuple(row for row in rows if row[1]))


def _deliverable(edition: Edition, group: Group) -> list[tuple[str, str]]:
    rows = []
    for each in group.deliverables:
        often = edition.word("at_least_per_year", n=each.minimum_per_year) if each.minimum_per_year else ""
        rows.append((edition.text(each.name), ". ".join(filter(None, (often, edition.text(each.recipients))))))
    return rows
