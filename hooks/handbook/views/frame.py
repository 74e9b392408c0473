"""What stands round every page: names, menu, the strip of numbers to call, the safety rules, the foot."""

import re
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import quote

from handbook.colour.palette import FILE
from handbook.language.dates import long_date
from handbook.models.kinds import KINDS, PROSE_SECTIONS
from handbook.models.municipality import HOUSE_COLOUR
from handbook.policy import PAGE_POLICY
from handbook.views.book import PRINT
from handbook.views.edition import Edition
from handbook.views.level import ladder
from handbook.views.occurrences import coming_dates
from handbook.views.organisation import ORGANISATION, has_organisation, nested
from handbook.views.parts import Link, tel
from handbook.views.safety import Call, call
from handbook.views.search import suggestions
from handbook.views.subscriptions import subscriptions

_FOOT = ("ring", "hjelp", "kontakt", "ord", "modell", "organisasjon", "om", PRINT)


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame in one language; the same for every page but for the current section."""

    language: str
    words: dict[str, str]
    municipality: str
    handbook: str
    lead: str
    example: str
    foot_note: str
    arms: str
    colour: str
    stylesheet: str
    """The tones of the municipality's own colour, from the root of the site; "" where it is the one of handbook.css."""
    policy: str
    """What the pages allow a browser to do."""
    assets: str
    """From the root of the language to the root of the site."""
    menu: tuple[Link, ...]
    strip: tuple[Call, ...]
    foot: tuple[Link, ...]
    contact: tuple[Link, ...]
    accessibility_statement: str
    owner: Link | None
    reviewed: str
    open_data: tuple[Link, ...]
    """What others may fetch and use, as files of a form that is known."""
    subscribe: str
    """The address that calendars subscribe at, to the root of the language (`webcal://…/`); "" where it is unknown."""
    report: str
    """Where a fault is told: a mail address that ends where the page's address is to be put; "" without one."""


def frame(edition: Edition, prose_sections: frozenset[str], assets: str, address: str = "") -> Frame:
    """Give the frame. `prose_sections` are the folders of content/ that exist; `address` is that of the language."""
    municipality = edition.handbook.municipality
    exists = {KINDS[kind].section for kind in KINDS if edition.handbook.all(kind)} | prose_sections
    exists |= {PRINT, ORGANISATION} if has_organisation(edition) else {PRINT}
    menu = [name for name in municipality.menu if name in exists]
    return Frame(
        language=edition.language,
        words=edition.words,
        municipality=edition.text(municipality.name),
        handbook=edition.text(municipality.handbook),
        lead=edition.text(municipality.lead),
        example=edition.text(municipality.example),
        foot_note=edition.text(municipality.foot_note),
        arms=municipality.coat_of_arms or "",
        colour=municipality.colour,
        stylesheet=FILE if municipality.colour != HOUSE_COLOUR else "",
        policy=PAGE_POLICY,
        assets=assets,
        menu=tuple(Link(edition.word(f"section_{name}"), f"{name}/", kind=name) for name in menu),
        strip=tuple(call(edition, one) for one in edition.handbook.all("emergency_number") if one.strip),
        foot=tuple(Link(edition.word(f"section_{name}"), f"{name}/") for name in _FOOT if name in exists),
        contact=_contact(edition),
        accessibility_statement=municipality.accessibility_statement or "",
        owner=edition.link("role", municipality.owner) if municipality.owner else None,
        reviewed=long_date(municipality.reviewed) if municipality.reviewed else "",
        open_data=_open_data(edition, bool(address)),
        subscribe=re.sub("^https?:", "webcal:", address),
        report=_report(edition),
    )


def _open_data(edition: Edition, has_news: bool) -> tuple[Link, ...]:
    calendars = islice(subscriptions(edition), 1)
    links = [Link(edition.word("open_data_calendar"), one.path) for one in calendars]
    links += [Link(edition.word("feed_title"), "feed.xml")] if has_news else []
    return tuple(links)


def _report(edition: Edition) -> str:
    email = edition.handbook.municipality.contact.email
    return f"mailto:{email}?subject={quote(edition.word('report_subject'))}%20/" if email else ""


def _contact(edition: Edition) -> tuple[Link, ...]:
    contact = edition.handbook.municipality.contact
    website = edition.handbook.municipality.website
    links = [Link(contact.phone, url=tel(contact.phone))] if contact.phone else []
    links += [Link(contact.email, url=f"mailto:{contact.email}")] if contact.email else []
    links += [Link(edition.word("municipality_website"), url=website)] if website else []
    return tuple(links)


_COMING = 16
"""The home page shows three meetings; the rest step in as the first ones pass, until the site is built again."""


def home(edition: Edition, prose_sections: frozenset[str]) -> dict[str, Any]:
    """Give what the home page prints: two doors, what is open to all, the ladder, the coming meetings."""
    open_to_all = [one for one in edition.handbook.all("measure") if _is_open(edition, one)]
    return {
        "doors": tuple(
            door for door in (_citizen(edition, prose_sections), _staff(edition, prose_sections)) if door["links"]
        ),
        "open": edition.links("measure", [one.id for one in open_to_all[:3]], note=True),
        "ladder": ladder(edition),
        "nested": nested(edition),
        "dates": coming_dates(edition, _COMING),
        "meetings": bool(edition.handbook.all("meeting")),
        "measures": len(edition.handbook.all("measure")),
        "today": edition.today,
        "suggestions": suggestions(edition),
    }


def _is_open(edition: Edition, measure: Any) -> bool:
    return edition.handbook.get("access", measure.access.kind).treat_as == "open" and "parents" in measure.target_groups


def _citizen(edition: Edition, prose_sections: frozenset[str]) -> dict[str, Any]:
    pages = ("foreldre", "ungdom", "nabo", "gravid", "rettar") if "hjelp" in prose_sections else ()
    links = [Link(edition.word(f"door_{name}"), f"hjelp/{name}/") for name in pages]
    if not links and edition.handbook.all("service"):
        links = [Link(edition.word("section_kontakt"), "kontakt/")]
    return {
        "id": "citizen",
        "title": edition.word("door_citizen"),
        "lead": edition.word("door_citizen_lead"),
        "links": tuple(links),
    }


def _staff(edition: Edition, prose_sections: frozenset[str]) -> dict[str, Any]:
    ways = (
        ("level", "niva"),
        ("measure", "tiltak"),
        ("group", "grupper"),
        ("meeting", "kalender"),
        ("form", "skjema"),
        ("law", "lover"),
    )
    links = [Link(edition.word(f"door_{name}"), f"{name}/") for kind, name in ways if edition.handbook.all(kind)]
    new = [Link(edition.word("door_tilsett"), "tilsett/")] if "tilsett" in prose_sections else []
    return {
        "id": "staff",
        "title": edition.word("door_staff"),
        "lead": edition.word("door_staff_lead"),
        "links": (*links[:4], *new),
    }


assert set(PROSE_SECTIONS) >= {"hjelp", "om"}
