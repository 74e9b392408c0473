"""The pages of a framework and a plan, with the timeline and the success criteria."""

from handbook.language.dates import imprecise_date, long_date
from handbook.models.programme import Criterion, Framework, Milestone, Plan, Value
from handbook.models.scalars import SEASONS
from handbook.views.cadence import as_written
from handbook.views.edition import Edition
from handbook.views.level import ladder
from handbook.views.parts import Page
from handbook.views.record import block, law_blocks, outside_links, page, points, prose, sentence


def framework_page(edition: Edition, framework: Framework) -> Page:
    """Give the page of the model the municipality works by."""
    milestones = [one for one in edition.handbook.all("milestone") if one.framework in (None, framework.id)]
    criteria = [one for one in edition.handbook.all("criterion") if one.framework in (None, framework.id)]
    parent = (
        (edition.link_fact("part_of", "layers", (edition.link("framework", framework.part_of),)),)
        if framework.part_of
        else ()
    )
    return page(
        edition,
        "framework",
        framework,
        shown={"level"},
        template="framework",
        facts=(
            edition.fact("expansion", "book-open", framework.expansion),
            edition.fact("target", "users", framework.target, edition.age(framework.target_age)),
            *parent,
        ),
        blocks=(
            *prose(edition, "about", framework.body),
            *points(edition, "purposes", framework.goals),
            *block(edition, "values", "numbered", tuple(_value(edition, one) for one in framework.values)),
            *block(edition, "parts", "rows", tuple(_value(edition, one) for one in framework.parts)),
            *points(edition, "prerequisites", framework.prerequisites),
            *points(edition, "requirements", framework.requirements),
            *block(edition, "supports", "rows", tuple(_value(edition, one) for one in framework.supports)),
            *block(edition, "findings", "rows", tuple(_value(edition, one) for one in framework.findings)),
            *sentence(edition, "origin", framework.origin),
            *block(edition, "timeline", "timeline", tuple(_milestone(edition, one) for one in milestones)),
            *block(edition, "criteria_for_success", "criteria", tuple(_criterion(edition, one) for one in criteria)),
            *block(edition, "elsewhere", "links", outside_links(edition, framework.links)),
            *law_blocks(edition, framework),
        ),
        more={"ladder": ladder(edition, framework=framework.id)},
    )


def _value(edition: Edition, value: Value) -> tuple[str, str]:
    return edition.text(value.name), edition.text(value.text)


def _milestone(edition: Edition, one: Milestone) -> dict[str, object]:
    seasons = {season: edition.word(f"season_{season}") for season in SEASONS}
    when = [imprecise_date(day, seasons) for day in (one.start, one.end) if day]
    amount = f"{one.amount:,}".replace(",", " ") + f" {one.currency}" if one.amount else ""
    details = [amount, edition.text(one.decided_by), edition.name("organisation", one.funder) if one.funder else ""]
    return {
        "when": " – ".join(when),
        "name": edition.text(one.name),
        "text": edition.text(one.text),
        "detail": " · ".join(
            filter(None, (*details, *(long_date(day) for day in one.days), *edition.texts(one.participants)))
        ),
        "planned": edition.word(f"planned_{one.planned}") if one.planned != "done" else "",
        "documents": outside_links(edition, one.documents),
    }


def _criterion(edition: Edition, one: Criterion) -> dict[str, str]:
    return {
        "name": edition.text(one.name),
        "state": one.state,
        "state_text": edition.word(f"criterion_{one.state}"),
        "evidence": edition.text(one.evidence),
    }


def plan_page(edition: Edition, plan: Plan) -> Page:
    """Give the page of one plan, strategy or reform."""
    decisions = tuple((edition.text(one.body), _decision(edition, one)) for one in plan.decisions)
    return page(
        edition,
        "plan",
        plan,
        shown=set(),
        badge=edition.word(f"plan_{plan.kind}"),
        facts=(
            edition.fact("scope", "building-2", edition.word(f"scope_{plan.scope}")),
            edition.fact("period", "calendar", plan.period),
            *((edition.fact("effective", "calendar", long_date(plan.effective)),) if plan.effective else ()),
            *((edition.fact("revision", "repeat", as_written(edition, plan.revision)),) if plan.revision else ()),
        ),
        blocks=(
            *prose(edition, "about", plan.body),
            *block(edition, "decisions", "rows", decisions),
            *block(edition, "elsewhere", "links", outside_links(edition, plan.links)),
            *law_blocks(edition, plan),
        ),
    )


def _decision(edition: Edition, one: object) -> str:
    return ". ".join(filter(None, (long_date(one.day) if one.day else "", edition.text(one.text))))
