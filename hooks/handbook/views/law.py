"""The page of an act: its state, its sections with the headings they must have, and who cites each."""

from handbook.joins import Key
from handbook.language.dates import long_date
from handbook.law.registry import Judgement
from handbook.models.base import Text
from handbook.models.law import FormerSection, FutureSection, Law, Section
from handbook.models.references import place_of
from handbook.places import read_place
from handbook.views.edition import Edition
from handbook.views.parts import Fact, Link, Page
from handbook.views.record import block, page, sentence
from handbook.views.wording import capital

Cited = dict[str, dict[Key, None]]
"""A reference as written, and the records that make it."""


def law_page(edition: Edition, law: Law) -> Page:
    """Give the page of one act or regulation."""
    cited = edition.joins.sections.get(("law", law.id), {})
    whole = tuple(edition.link(*key) for key in cited.get(law.id, ()) if key[0] != "law")
    state = edition.law_state(law)
    return page(
        edition,
        "law",
        law,
        shown={*_EVERY_KIND},
        template="law",
        title=capital(edition.name("law", law.id)),
        lead=edition.text(law.summary) or longer_title(law),
        lead_is_official=law.summary is None,
        description=f"«{law.full_title}». {state}",
        facts=_facts(edition, law, state),
        blocks=(
            *sentence(edition, "remark", law.remark),
            *sentence(edition, "unverified", law.unverified),
            *block(edition, "chief_sections", "laws", edition.laws(_chief(law))),
            *block(edition, "sections", "sections", tuple(_section(edition, law, one, cited) for one in law.sections)),
            *block(edition, "former_sections", "former", tuple(_former(edition, one) for one in law.former_sections)),
            *block(edition, "future_sections", "former", tuple(_future(edition, one) for one in law.future_sections)),
            *block(edition, "cited_as_a_whole", "links", whole),
        ),
        more={"state": law.state, "state_text": state, "disclaimer": edition.word("not_legal_advice")},
    )


def longer_title(law: Law) -> str:
    """Give the full title, where it says more than the short one."""
    return law.full_title if law.full_title.casefold() != law.short_title.casefold() else ""


_EVERY_KIND = ("measure", "service", "group", "meeting", "level", "step", "form", "role", "framework", "plan")


def _facts(edition: Edition, law: Law, state: str) -> tuple[Fact, ...]:
    successors = (edition.link("law", law.replaced_by),) if law.replaced_by else ()
    at_lovdata = Link(law.lovdata, url=law.url)
    return (
        edition.fact("state", "scale", state),
        *((edition.fact("in_force_since", "calendar", long_date(law.in_force)),) if law.in_force else ()),
        *((edition.link_fact("replaced_by", "arrow-right", successors),) if successors else ()),
        *((edition.fact("abbreviation", "book-open", ", ".join(law.abbreviations)),) if law.abbreviations else ()),
        edition.fact("checked", "circle-check", long_date(law.checked), edition.text(law.checked_against)),
        edition.link_fact("read_at_lovdata", "external-link", (at_lovdata,)),
    )


def _chief(law: Law) -> tuple[str, ...]:
    return tuple(f"{law.id} {number}" for number in law.chief_sections)


def _section(edition: Edition, law: Law, section: Section, cited: Cited) -> dict[str, object]:
    place = read_place(section.number)
    keys = [
        key for written, found in cited.items() if names_section(f"{law.id} {written}", section.number) for key in found
    ]
    return {
        "id": place.anchor(),
        "number": capital(place.spelled()),
        "heading": section.heading or "",
        "topics": edition.terms("law_topic", section.topics) if section.topics else "",
        "questions": _questions(edition, section),
        "summary": edition.text(section.summary),
        "remarks": tuple(filter(None, (edition.unread_change(section), *map(edition.text, _remarks(section))))),
        "chief": edition.laws(tuple(f"{law.id} {number}" for number in section.chief_sections)),
        "url": Judgement("fine", law, place).address,
        "cited_by": tuple(edition.link(*key) for key in dict.fromkeys(keys) if key[0] in _EVERY_KIND),
    }


def _questions(edition: Edition, section: Section) -> tuple[Link, ...]:
    """Give the questions that the topics of a section answer."""
    return tuple(
        Link(edition.text(one.question), edition.path("law_question", one.id))
        for one in edition.handbook.all("law_question")
        if {*one.topics} & {*section.topics}
    )


def _remarks(section: Section) -> tuple[Text | None, ...]:
    return (section.pending_change, section.unverified)


def names_section(reference: str, number: str) -> bool:
    """Say whether a reference names a section of its act: by itself, or in a range."""
    place, own = place_of(reference), read_place(number)
    return place is not None and place.is_chapter == own.is_chapter and place.holds(own)


def _former(edition: Edition, former: FormerSection) -> dict[str, object]:
    return {
        "number": capital(read_place(former.number).spelled()),
        "about": edition.text(former.about),
        "label": edition.word("applies_today"),
        "laws": edition.laws(former.today),
        "trap": edition.text(former.trap),
    }


def _future(edition: Edition, future: FutureSection) -> dict[str, object]:
    return {
        "number": read_place(future.number).spelled(),
        "about": "",
        "label": edition.word("will_become"),
        "laws": edition.laws(future.becomes),
        "trap": "",
    }
