"""Seats at a table: whose they are, and in words who, how they attend, under what condition."""

from collections.abc import Callable, Iterable

from handbook.calendar.clashes import seats
from handbook.models.group import Seat, SeatAlternative
from handbook.models.meeting import Meeting
from handbook.views.edition import Edition
from handbook.views.parts import Item
from handbook.views.wording import within

Sitter = Seat | SeatAlternative
Sits = Callable[[Sitter], bool]
"""Says whether one who may fill a seat is the role or of the service in question."""


def sitters(value: Seat) -> tuple[Sitter, ...]:
    """Give everyone who may fill a seat, the alternatives last."""
    return (value, *value.or_)


def service_of(edition: Edition, one: Sitter) -> str | None:
    """Give the service somebody sits for: the one the seat names, else the one the role belongs to."""
    return one.service or own_service(edition, one)


def seats_of(seats: Iterable[Seat], sits: Sits) -> list[Seat]:
    """Give the seats that may be filled so, also as an alternative."""
    return [each for each in seats if any(map(sits, sitters(each)))]


def own_service(edition: Edition, one: Sitter) -> str | None:
    """Give the service the role of a seat belongs to."""
    return edition.handbook.get("role", one.role).service if one.role else None


def meetings_by_owner(edition: Edition) -> dict[tuple[str, str], list[Meeting]]:
    """Give the meetings of each group, and of each role and service that has a seat, its own or its group's; what has
    ended is left out."""
    found = edition.made["meetings"]
    for meeting in () if found else edition.handbook.all("meeting"):
        for owner in _owners(edition, meeting) if meeting.status != "ended" else ():
            found.setdefault(owner, []).append(meeting)
    return found


def _owners(edition: Edition, meeting: Meeting) -> set[tuple[str, str]]:
    found = [one for each in seats(edition.handbook, meeting) for one in sitters(each)]
    owners = {("role", one.role) for one in found if one.role}
    owners |= {("service", id) for one in found if (id := service_of(edition, one))}
    return owners | ({("group", meeting.group)} if meeting.group else set())


# --- in words ---


def seat(edition: Edition, value: Seat) -> dict[str, object]:
    """Give one seat: who, how they attend, and under what condition."""
    who = [sitter(edition, value), *(sitter(edition, other) for other in value.or_)]
    details = [edition.text(value.condition), edition.text(value.deputy), edition.text(value.note)]
    if value.first_minutes:
        details.insert(0, edition.word("first_minutes", n=value.first_minutes))
    if value.arena:
        details.insert(0, edition.word("at_arena", arena=edition.term("arena", value.arena)))
    return {
        "who": tuple(who),
        "count": value.count or 1,
        "attendance": edition.term("attendance", value.attendance),
        "fixed": value.attendance == "fixed",
        "duty": edition.word(f"duty_{value.duty}") if value.duty != "member" else "",
        "detail": ". ".join(detail.rstrip(".") for detail in details if detail),
    }


def sitter(edition: Edition, value: Seat | SeatAlternative) -> Item:
    """Give who sits in a seat, linked where the handbook has a page for them."""
    name = edition.text(value.name)
    for kind in ("role", "service"):
        if id := getattr(value, kind):
            link = edition.link(kind, id)
            return Item(name or link.text, link._replace(text=name) if name else link)
    organisation = getattr(value, "organisation", None)
    return Item(name or (edition.name("organisation", organisation) if organisation else ""))


def sitter_within(edition: Edition, value: Sitter) -> str:
    """Give who sits in a seat as one says it within a sentence; services and organisations keep their capital."""
    name = sitter(edition, value).text
    of_its_own = not value.role and (value.service or getattr(value, "organisation", None))
    return name if of_its_own else within(name)
