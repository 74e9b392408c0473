"""The page of a measure: what it is, how to get it, and what staff need to know."""

from handbook.language.dates import long_date
from handbook.models.measure import Evidence, Measure
from handbook.views.contact import call_link, reached
from handbook.views.edition import Edition
from handbook.views.parts import Fact, Item, Link, Page
from handbook.views.record import block, contact_facts, law_blocks, outside_links, page, points, prose, route, sentence

ACCESS_ICONS = {
    "open": "door-open",
    "everyone": "circle-check",
    "team": "users",
    "referral": "file-text",
    "decision": "scale",
    "application": "file-pen",
}


def measure_page(edition: Edition, measure: Measure) -> Page:
    """Give the page of one measure."""
    return page(
        edition,
        "measure",
        measure,
        shown={"measure"} | _printed(measure),
        template="measure",
        facts=_facts(edition, measure),
        blocks=(
            *prose(edition, "how_it_goes", measure.body),
            *points(edition, "what_it_may_give", measure.goals),
            *prose(edition, "what_it_is_not", measure.what_it_is_not),
            *sentence(edition, "contraindications", measure.contraindications),
            *sentence(edition, "appeal", measure.appeal),
            *block(edition, "routes", "routes", tuple(route(edition, each) for each in measure.routes)),
            *block(edition, "see_also", "links", _related(edition, measure)),
            *block(edition, "elsewhere", "links", outside_links(edition, measure.links)),
        ),
        staff=_staff(edition, measure),
        more={"access": access(edition, measure), "themes": edition.terms("theme", measure.themes)},
    )


def _printed(measure: Measure) -> set[tuple[str, str]]:
    """The records that the page of a measure links to by itself."""
    printed = {("service", id) for id in (*measure.services, measure.access.apply_to) if id}
    printed |= {("group", id) for id in (*measure.access.via, *measure.groups)}
    printed |= {("form", id) for id in (*measure.forms, measure.access.form) if id}
    return printed | {("level", id) for id in measure.levels}


def access(edition: Edition, measure: Measure) -> dict[str, object]:
    """Give how one gets a measure: its class, heading, sentence and the ways on."""
    term = edition.handbook.get("access", measure.access.kind)
    treated = term.treat_as or "application"
    links = list(edition.links("group", measure.access.via))
    if measure.access.form:
        links.append(edition.link("form", measure.access.form))
    if measure.access.online:
        links += outside_links(edition, (measure.access.online,))
    service = answering(measure)
    return {
        "kind": treated,
        "icon": ACCESS_ICONS[treated],
        "badge": edition.text(term.name),
        "heading": edition.word(f"access_{treated}"),
        "how": edition.text(measure.access.how),
        "call": call_link(edition, reached(edition, measure.access.contact, service)),
        "links": (*links, edition.link("service", service)),
    }


def answering(measure: Measure) -> str:
    """Give the service that answers for a measure."""
    return measure.access.apply_to or measure.services[0]


def _facts(edition: Edition, measure: Measure) -> tuple[Fact, ...]:
    service = edition.link("service", measure.services[0])
    contact = reached(edition, measure.access.contact, answering(measure))
    optional = (("group_size", "users", measure.group_size), ("sessions", "repeat", measure.sessions))
    return (
        edition.fact("for_whom", "users", measure.target),
        edition.fact("age", "baby", edition.age(measure.age)),
        edition.fact("cost", "wallet", measure.cost),
        edition.fact("location", "map-pin", measure.location),
        *_starts(edition, measure),
        edition.fact("waiting", "hourglass", measure.waiting),
        *(edition.fact(label, icon, value) for label, icon, value in optional if value),
        edition.fact("languages", "languages", measure.languages),
        edition.link_fact("service", "building-2", edition.links("service", measure.services)),
        *contact_facts(edition, contact, service),
    )


def _starts(edition: Edition, measure: Measure) -> tuple[Fact, ...]:
    items = tuple(Item(long_date(start.day) if start.day else edition.text(start.text)) for start in measure.starts)
    return (Fact(edition.word("next_start"), items, "calendar"),) if items else ()


def _related(edition: Edition, measure: Measure) -> tuple[Link, ...]:
    return edition.near("measure", measure.id, "measure", note=True)


def _staff(edition: Edition, measure: Measure) -> tuple:
    groups = tuple(dict.fromkeys((*measure.access.via, *measure.groups)))
    statutory = (edition.word("yes"),) if measure.statutory else ()
    return (
        *block(edition, "statutory_measure", "list", statutory),
        *block(edition, "method_owner", "official", measure.method_owner),
        *block(edition, "levels", "links", edition.links("level", measure.levels)),
        *block(edition, "prevention", "list", (edition.terms("prevention", measure.prevention),)),
        *block(edition, "evidence", "evidence", evidence(edition, measure)),
        *block(edition, "groups_that_may_start", "links", edition.links("group", groups)),
        *block(edition, "forms", "links", edition.links("form", tuple(dict.fromkeys(measure.forms)))),
        *law_blocks(edition, measure),
    )


def evidence(edition: Edition, measure: Measure) -> tuple[dict[str, object], ...]:
    """Give each assessment with its own scale; where there is none, say that nobody has assessed it here."""
    if not measure.evidence:
        return ({"level": None, "scale": 0, "text": edition.word("not_assessed"), "detail": "", "source": ""},)
    return tuple(_assessed(edition, each) for each in measure.evidence)


def _assessed(edition: Edition, each: Evidence) -> dict[str, object]:
    scale = {"ungsinn": 5, "ungsinn_old": 4, "eif": 4, "blueprints": 0, "other": 0}[each.scheme]
    source = [edition.word(f"scheme_{each.scheme}")]
    source += [edition.word("edition", n=each.edition)] if each.edition else []
    source += [str(each.year)] if each.year else []
    if each.level is None:
        text = edition.word("level_not_known")
    elif each.scheme == "ungsinn":
        text = edition.word(
            "evidence_level", level=each.level, scale=scale, words=edition.word(f"ungsinn_{each.level}")
        )
    else:
        text = edition.word("evidence_level_plain", level=each.level, scale=scale)
    if each.stars:
        text += ", " + edition.word("stars_one" if each.stars == 1 else "stars_many", n=each.stars)
    return {
        "level": each.level,
        "scale": scale,
        "text": text,
        "detail": edition.text(each.text),
        "source": ", ".join(source),
        "url": each.url or "",
    }
