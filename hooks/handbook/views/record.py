"""What the pages of all kinds have in common: head, facts of contact, joins, freshness."""

from pathlib import PurePath
from typing import Any

from handbook.language.dates import long_date
from handbook.models.base import Citation, Record
from handbook.models.base import Link as LinkValue
from handbook.models.group import Route
from handbook.models.kinds import KINDS
from handbook.models.level import Step
from handbook.models.organisation import FormerName
from handbook.models.parts import Contact, Deadline
from handbook.views.edition import Edition
from handbook.views.freshness import freshness, overdue_notice
from handbook.views.parts import Block, Fact, Freshness, Item, LawLink, Link, Page, tel
from handbook.views.safety import safety
from handbook.views.wording import capital

JOINED = ("measure", "service", "group", "meeting", "level", "step", "form", "role", "framework", "plan")
"""The kinds a page lists as «heng saman med», in this order."""

SAFETY_KINDS = frozenset({"level", "group", "form", "meeting", "law_question"})
"""Pages where somebody may be about to talk with parents or ask for consent: the safety rule stands first."""


Shown = set[str | tuple[str, str]]
"""What the blocks of a page already list: all of a kind, or single records by kind and id."""


def page(edition: Edition, kind: str, record: Record, shown: Shown, **parts: Any) -> Page:
    """Make the page of a record; what is joined with it and not `shown` is listed at its end."""
    section = KINDS[kind].section
    title = parts.pop("title", None) or edition.name(kind, record.id)
    lead = parts.pop("lead", None) or edition.text(getattr(record, "summary", None))
    fresh = freshness(edition, kind, record)
    return Page(
        path=f"{section}/{record.id}/",
        section=section,
        template=parts.pop("template", "record"),
        title=title,
        lead=lead,
        description=parts.pop("description", None) or lead or title,
        crumbs=crumbs(edition, section),
        notices=_notices(edition, record, fresh),
        joined=parts.pop("joined", None) or joined(edition, kind, record.id, shown),
        changes=tuple((long_date(one.day), edition.text(one.text)) for one in record.changes),
        freshness=fresh,
        safety=safety(edition) if kind in SAFETY_KINDS else (),
        edit_form=_edit_form(edition, kind, record),
        **parts,
    )


def _edit_form(edition: Edition, kind: str, record: Record) -> str:
    """Give the address of the form of the file a record stands in; another municipality's records are not ours."""
    origin = edition.handbook.origins["step" if isinstance(record, Step) else kind, record.id]
    if not edition.handbook.municipality.editor or origin.shared:
        return ""
    return f"admin/#/collections/{kind}/entries/{PurePath(origin.document.file).stem}"


def _notices(edition: Edition, record: Record, fresh: Freshness | None) -> tuple[str, ...]:
    notices = [edition.word(f"status_{record.status}")] if record.status != "current" else []
    if record.certainty != "stated":
        notices.append(edition.word(f"certainty_{record.certainty}"))
    awaited = [text for _, text in edition.handbook.found_in(record).texts if text.pending == edition.language]
    if any(getattr(text, edition.language) for text in awaited):
        notices.append(edition.word("draft_texts"))
    if not all(getattr(text, edition.language) for text in awaited):
        notices.append(edition.word("pending_texts"))
    overdue = overdue_notice(edition, fresh)
    return (*notices, *([overdue] if overdue else []))


def crumbs(edition: Edition, section: str) -> tuple[Link, ...]:
    """Give the way from the home page to a section."""
    return (Link(edition.word("home"), "./"), Link(edition.word(f"section_{section}"), f"{section}/"))


def joined(edition: Edition, kind: str, id: str, shown: Shown) -> tuple[Block, ...]:
    """Give the joins that the page does not show elsewhere."""
    blocks = []
    for other in JOINED:
        near = edition.joins.of(kind, id, other) if other not in shown else ()
        links = edition.links(other, [each for each in near if (other, each) not in shown])
        if links:
            blocks.append(Block(edition.word(f"joined_{other}"), "links", links))
    return tuple(blocks)


def block(edition: Edition, title: str, form: str, content: Any, **more: str) -> tuple[Block, ...]:
    """Give a block, or nothing where there is no content: the caller adds it with `*`."""
    return (Block(edition.word(title), form, content, **more),) if content else ()


def prose(edition: Edition, title: str, text: Any, **more: str) -> tuple[Block, ...]:
    """Give a block of running text, or nothing."""
    return block(edition, title, "prose", edition.text(text), **more)


def points(edition: Edition, title: str, texts: tuple[Any, ...], **more: str) -> tuple[Block, ...]:
    """Give a block that is a list of sentences, or nothing."""
    return block(edition, title, "list", edition.texts(texts), **more)


def sentence(edition: Edition, title: str, text: Any, **more: str) -> tuple[Block, ...]:
    """Give a block of one plain sentence, or nothing."""
    return block(edition, title, "list", (edition.text(text),) if text else (), **more)


def law_blocks(edition: Edition, record: Record) -> tuple[Block, ...]:
    """Give the laws a record rests on, and what its source cited beside what applies today."""
    return (
        *block(edition, "laws", "laws", edition.laws(record.laws), icon="scale"),
        *block(edition, "citations", "citations", tuple(citation(edition, each) for each in record.citations)),
    )


def citation(edition: Edition, each: Citation) -> dict[str, Any]:
    """Give one citation as written, with what it meant and where the rule stands today."""
    means: LawLink | None = edition.law(each.means) if each.means else None
    return {
        "as_written": each.as_written,
        "means": means,
        "today": edition.laws(each.today),
        "remark": edition.text(each.remark),
    }


def contact_facts(edition: Edition, contact: Contact | None, fallback: Link | None = None) -> tuple[Fact, ...]:
    """Give how to reach somebody, as one fact «svarar på spørsmål»."""
    items = list(_contact_items(edition, contact)) if contact else []
    if not items and fallback:
        items = [Item(fallback.text, fallback)]
    if not items:
        return (edition.fact("answers", "phone", None),)
    return (Fact(edition.word("answers"), tuple(items), "phone"),)


def _contact_items(edition: Edition, contact: Contact) -> list[Item]:
    items = []
    if contact.role:
        items.append(Item(edition.name("role", contact.role), edition.link("role", contact.role)))
    hours = edition.text(contact.hours)
    if contact.phone:
        items.append(Item(contact.phone, Link(contact.phone, url=tel(contact.phone)), hours))
    if contact.email:
        items.append(Item(contact.email, Link(contact.email, url=f"mailto:{contact.email}")))
    if contact.url:
        shown = contact.url.split("//")[1].strip("/").removeprefix("www.")
        items.append(Item(shown, Link(shown, url=contact.url)))
    if contact.note:
        items.append(Item(edition.text(contact.note)))
    return items


def organisation_fact(edition: Edition, id: str | None) -> tuple[Fact, ...]:
    """Give the organisation a record belongs to, with the names it had before; nothing where there is none."""
    if id is None:
        return ()
    name = edition.name("organisation", id)
    return (edition.fact("organisation", "building-2", name, former_names(edition, id)),)


def former_names(edition: Edition, id: str) -> str:
    """Give what an organisation was called before: «Heitte Fylkesmannen til 1. januar 2021»."""
    former = edition.handbook.get("organisation", id).former_names
    return capital(", ".join(_formerly(edition, one) for one in former))


def _formerly(edition: Edition, one: FormerName) -> str:
    if one.until is None:
        return edition.word("formerly_named", name=edition.text(one.name))
    return edition.word("formerly_until", name=edition.text(one.name), day=long_date(one.until))


FEED = "kalender.ics"


def feed_path(edition: Edition, kind: str, id: str) -> str:
    """Give the address of the calendar feed that lies beside a record's page."""
    return edition.path(kind, id) + FEED


def outside_links(edition: Edition, links: tuple[LinkValue, ...]) -> tuple[Link, ...]:
    """Give links that lead elsewhere, with what one should know before following them."""
    return tuple(Link(edition.text(link.name), url=link.url or "", note=_about(edition, link)) for link in links)


def _about(edition: Edition, link: LinkValue) -> str:
    said = [edition.word(f"media_{link.media}")] if link.media != "page" else []
    return ", ".join([*said, *([link.size] if link.size else [])])


def route(edition: Edition, route: Route) -> dict[str, Any]:
    """Give one way in to a group or a measure."""
    return {
        "name": edition.text(route.name),
        "level": edition.link("level", route.level) if route.level else None,
        "preconditions": edition.texts(route.preconditions),
        "criteria": edition.texts(route.criteria),
        "who": edition.text(route.who),
        "consent": edition.text(route.consent),
        "via": edition.link("service", route.via) if route.via else None,
        "outcome": edition.text(route.outcome),
    }


def deadline(edition: Edition, value: Deadline) -> str:
    """Give a deadline in words: «innan 14 dagar etter at uroa kom opp», with its condition first."""
    if value.direction == "at_once":
        span = edition.word("deadline_at_once")
    else:
        unit = edition.word(f"unit_{value.unit}_{'one' if value.amount == 1 else 'many'}")
        span = edition.word(f"deadline_{value.direction}", amount=value.amount, unit=unit)
    text = f"{span} {edition.text(value.trigger)}"
    condition = f"{edition.text(value.condition)}: " if value.condition else ""
    return f"{condition}{text}"
