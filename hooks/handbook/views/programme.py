"""The pages of a framework and a plan, with the timeline and the success criteria."""

from handbook.language.dates import imprecise_date, long_date
from handbook.models.programme import Criterion, Decision, Framework, Milestone, Plan, Value
from handbook.models.scalars import SEASONS
from handbook.views.cadence import as_written
from handbook.views.edition import Edition
from handbook.views.level import ladder
from handbook.views.organisation import nested
from handbook.views.parts import Fact, Page
from handbook.views.record import block, former_names, law_blocks, outside_links, page, points, prose, sentence
from handbook.views.wording import capital


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
            *_standing(edition, framework),
        ),
        blocks=(
            *prose(edition, "about", framework.body),
            *points(edition, "purposes", framework.goals),
            *block(edition, "values", "numbered", tuple(_value(edition, one) for one in framework.values)),
            *block(edition, "parts", "rows", tuple(_value(edition, one) for one in framework.parts)),
            *points(edition, "prerequisites", framework.prerequisites),
            *points(edition, "requirements", framework.requirements),
            *block(edition, "supports", "rows", tuple(_value(edition, one) for one in framework.supports)),
            *block(edition, "partners", "list", tuple(_partner(edition, id) for id in framework.partners)),
            *block(edition, "findings", "rows", tuple(_value(edition, one) for one in framework.findings)),
            *sentence(edition, "origin", framework.origin),
            *block(edition, "timeline", "timeline", tuple(_milestone(edition, one) for one in milestones)),
            *block(edition, "criteria_for_success", "criteria", tuple(_criterion(edition, one) for one in criteria)),
            *block(edition, "elsewhere", "links", outside_links(edition, framework.links)),
            *law_blocks(edition, framework),
        ),
        more={
            "ladder": ladder(edition, framework=framework.id),
            "nested": nested(edition, framework=framework.id),
        },
    )


def _standing(edition: Edition, framework: Framework) -> tuple[Fact, ...]:
    """Give how far the municipality has come with its framework, and how long the effort lasts."""
    municipality, facts = edition.handbook.municipality, []
    if framework.part_of:
        return ()
    if municipality.adoption:
        since = edition.word("since_year", year=municipality.adopted_year) if municipality.adopted_year else ""
        phase = capital(edition.term("phase", municipality.adoption))
        facts.append(edition.fact("adoption", "milestone", phase, since))
    if municipality.programme_years:
        lasts = edition.word("programme_years", n=municipality.programme_years)
        facts.append(edition.fact("programme_length", "hourglass", lasts))
    return tuple(facts)


def _partner(edition: Edition, id: str) -> str:
    return ". ".join(filter(None, (edition.name("organisation", id), former_names(edition, id))))


def _value(edition: Edition, value: Value) -> tuple[str, str]:
    return edition.text(value.name), edition.text(value.text)


def _milestone(edition: Edition, one: Milestone) -> dict[str, object]:
    details = [
        edition.word("in_phase", phase=edition.term("phase", one.phase)) if one.phase else "",
        _amount(one),
        edition.text(one.decided_by),
        edition.name("organisation", one.funder) if one.funder else "",
        *map(long_date, one.days),
        *edition.texts(one.participants),
    ]
    return {
        "when": " – ".join(_day(edition, day) for day in (one.start, one.end) if day),
        "name": edition.text(one.name),
        "text": edition.text(one.text),
        "detail": " · ".join(filter(None, details)),
        "planned": edition.word(f"planned_{one.planned}") if one.planned != "done" else "",
        "documents": outside_links(edition, one.documents),
    }


def _day(edition: Edition, day: str) -> str:
    return imprecise_date(day, {season: edition.word(f"season_{season}") for season in SEASONS})


def _amount(one: Milestone | Plan) -> str:
    return f"{one.amount:,}".replace(",", " ") + f" {one.currency}" if one.amount else ""


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
            *((edition.fact("effective", "calendar", _day(edition, plan.effective)),) if plan.effective else ()),
            *((edition.fact("revision", "repeat", as_written(edition, plan.revision)),) if plan.revision else ()),
            *((edition.fact("target", "users", plan.target),) if plan.target else ()),
            *_grant(edition, plan),
        ),
        blocks=(
            *prose(edition, "about", plan.body),
            *points(edition, "requirements", plan.requirements),
            *block(edition, "decisions", "rows", decisions),
            *block(edition, "elsewhere", "links", outside_links(edition, plan.links)),
            *law_blocks(edition, plan),
        ),
    )


def _grant(edition: Edition, plan: Plan) -> tuple[Fact, ...]:
    """Give the amount and who gives it, where there is money in it."""
    funder = edition.name("organisation", plan.funder) if plan.funder else ""
    given = (("amount", "wallet", _amount(plan)), ("funder", "building-2", funder))
    return tuple(edition.fact(label, icon, value) for label, icon, value in given if value)


def _decision(edition: Edition, one: Decision) -> str:
    day = capital(_day(edition, one.day)) if one.day else ""
    return ". ".join(filter(None, (day, edition.text(one.text))))
