"""The page of a question about the law: the answer, what to do, the acts and sections, and where they are used here."""

from typing import Any

from handbook.models.kinds import KINDS
from handbook.models.law import Law
from handbook.models.law_question import LawQuestion
from handbook.views.edition import Edition
from handbook.views.law import names_section
from handbook.views.parts import Block, Link, Page
from handbook.views.record import JOINED, block, page, points
from handbook.views.wording import capital


def law_question_page(edition: Edition, question: LawQuestion) -> Page:
    """Give the page of one question."""
    return page(
        edition,
        "law_question",
        question,
        shown={*JOINED},
        template="law-question",
        title=edition.text(question.question),
        badge=edition.text(question.name),
        blocks=(
            *points(edition, "what_to_do", question.actions, icon="list-checks"),
            *points(edition, "who_is_bound", question.binds, icon="users"),
            *points(edition, "what_it_says", question.says, icon="scale"),
            *block(edition, "chief_sections", "laws", edition.laws(question.laws)),
            *block(edition, "acts_and_sections", "acts", _acts(edition, question)),
        ),
        joined=_used_here(edition, question),
        more={"disclaimer": edition.word("not_legal_advice")},
    )


def law_questions_link(edition: Edition) -> tuple[Link, ...]:
    """Give the link to all questions, or nothing where there are none."""
    if not edition.handbook.all("law_question"):
        return ()
    return (Link(edition.word("section_plikter"), f"{KINDS['law_question'].section}/", kind="scale"),)


def law_question_rows(edition: Edition) -> tuple[dict[str, Link], ...]:
    """Give the questions as people ask them, in their own order, each with its answer in short."""
    questions = sorted(edition.handbook.all("law_question"), key=lambda one: one.order)
    return tuple({"link": _link(edition, one)} for one in questions)


def _link(edition: Edition, question: LawQuestion) -> Link:
    path = edition.path("law_question", question.id)
    return Link(edition.text(question.question), path, note=edition.text(question.summary))


def _acts(edition: Edition, question: LawQuestion) -> tuple[dict[str, Any], ...]:
    """Give every act with a section on the topics: those in force first."""
    acts = [law for law in edition.handbook.all("law") if _sections(law, question)]
    acts.sort(key=lambda law: (law.state == "adopted", law.short_title.casefold()))
    return tuple(
        {
            "law": edition.law(law.id),
            "sections": tuple(_section(edition, law, number) for number in _sections(law, question)),
        }
        for law in acts
    )


def _sections(law: Law, question: LawQuestion) -> list[str]:
    return [one.number for one in law.sections if {*one.topics} & {*question.topics} and not one.repealed]


def _section(edition: Edition, law: Law, number: str) -> dict[str, Any]:
    judged = edition.registry.judge_reference(f"{law.id} {number}")
    link = edition.law(f"{law.id} {number}")
    return {
        "number": capital(judged.place.spelled()),
        "path": link.path,
        "heading": link.heading,
        "summary": edition.text(judged.section.summary),
        "state_text": link.state_text if link.state == "pending" else "",
    }


def _used_here(edition: Edition, question: LawQuestion) -> tuple[Block, ...]:
    """Give what in this handbook rests on the sections, by kind."""
    keys = {
        key
        for law in edition.handbook.all("law")
        for written, found in edition.joins.sections.get(("law", law.id), {}).items()
        if any(names_section(f"{law.id} {written}", number) for number in _sections(law, question))
        for key in found
    }
    blocks = []
    for kind in JOINED:
        ids = [id for id in edition.handbook.records.get(kind, {}) if (kind, id) in keys]
        blocks += [Block(edition.word(f"joined_{kind}"), "links", edition.links(kind, ids))] if ids else []
    return tuple(blocks)
