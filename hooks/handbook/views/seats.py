"""Seats at a table in words: who, how they attend, under what condition."""

from dataclasses import replace

from handbook.models.group import Seat, SeatAlternative
from handbook.views.edition import Edition
from handbook.views.parts import Item


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
            return Item(name or link.text, replace(link, text=name) if name else link)
    organisation = getattr(value, "organisation", None)
    return Item(name or (edition.name("organisation", organisation) if organisation else ""))
