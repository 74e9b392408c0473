"""Who sits where, seen from those who sit: the groups, meetings, steps and forms of a role or a service."""

from collections.abc import Iterable
from typing import Any

from handbook.models.group import Group, Seat
from handbook.models.meeting import Meeting
from handbook.views.edition import Edition
from handbook.views.meeting import meeting_row
from handbook.views.parts import Block, Item, Link
from handbook.views.record import block, deadline, feed_path
from handbook.views.seats import Sits, meetings_by_owner, own_service, seat, seats_of, sitter_within, sitters
from handbook.views.wording import capital
from handbook.views.yearly_load import yearly_load


def attendance(edition: Edition, seats: Iterable[Seat]) -> str:
    """Give how the seats attend, each way once, in the order of the open list: «fast, ved behov»."""
    found = {each.attendance for each in seats}
    return ", ".join(edition.text(term.name) for term in edition.handbook.all("attendance") if term.id in found)


def others(edition: Edition, value: Seat, sits: Sits) -> tuple[str, ...]:
    """Give those who may fill the seat instead."""
    return tuple(name for one in sitters(value) if not sits(one) and (name := sitter_within(edition, one)))


def or_joined(edition: Edition, words: Iterable[str]) -> str:
    """Give «a, b eller c»."""
    *most, last = tuple(words) or ("",)
    return f"{', '.join(most)} {edition.word('or_word')} {last}" if most else last


# --- groups ---


def groups_of_role(edition: Edition, sits: Sits) -> dict[str, tuple[dict[str, Any], ...]]:
    """Give, for each group where a role sits, a row for each of its seats there."""
    found = {group: seats_of(group.seats, sits) for group in edition.handbook.all("group")}
    return {group.id: tuple(_seat_row(edition, group, each, sits) for each in seats) for group, seats in found.items()}


def groups_of_service(edition: Edition, sits: Sits) -> dict[str, tuple[dict[str, Any], ...]]:
    """Give, for each group where a service sits, one row that gathers its seats."""
    found = {group: seats_of(group.seats, sits) for group in edition.handbook.all("group")}
    return {group.id: (_gathered(edition, group, seats, sits),) for group, seats in found.items() if seats}


def _seat_row(edition: Edition, group: Group, value: Seat, sits: Sits) -> dict[str, Any]:
    row = seat(edition, value)
    everyone = [sitter_within(edition, one) for one in sitters(value)]
    said = [_status(edition, group), row["detail"]]
    if value.service and value.service != own_service(edition, value):
        said.append(edition.word("on_behalf_of", service=edition.name("service", value.service)))
    if others(edition, value, sits):
        said.append(edition.word("one_of", who=or_joined(edition, everyone)))
    return row | {"who": (_item(edition, group),), "count": 1, "detail": _sentences(said)}


def _gathered(edition: Edition, group: Group, seats: list[Seat], sits: Sits) -> dict[str, Any]:
    mixed = len({each.attendance for each in seats}) > 1
    said = [_status(edition, group), *(_sitting(edition, each, sits, mixed) for each in seats)]
    return {
        "who": (_item(edition, group),),
        "count": 1,
        "attendance": attendance(edition, seats),
        "fixed": not mixed and seats[0].attendance == "fixed",
        "duty": "",
        "detail": _sentences(said),
    }


def _sitting(edition: Edition, value: Seat, sits: Sits, mixed: bool) -> str:
    """Say who of the service sits in one seat: «Rektor, leiar: fast»."""
    row = seat(edition, value)
    name = capital(or_joined(edition, [sitter_within(edition, one) for one in sitters(value) if sits(one)]))
    who = ", ".join(filter(None, (name, str(row["duty"]))))
    said = f"{who}: {row['attendance']}" if mixed else who
    if instead := others(edition, value, sits):
        said += f" ({edition.word('or_word')} {or_joined(edition, instead)})"
    return _sentences([said, str(row["detail"])])


def _item(edition: Edition, group: Group) -> Item:
    link = edition.link("group", group.id)
    return Item(link.text, link)


def _status(edition: Edition, group: Group) -> str:
    return edition.word(f"status_{group.status}") if group.status != "current" else ""


def _sentences(said: Iterable[object]) -> str:
    return ". ".join(str(each).rstrip(".") for each in said if each)


# --- meetings, steps, forms ---


def step_links(edition: Edition, ids: Iterable[str]) -> tuple[Link, ...]:
    """Give links to steps, each with its level and its deadlines in words."""
    return tuple(_step(edition, id) for id in ids)


def _step(edition: Edition, id: str) -> Link:
    step = edition.handbook.get("step", id)
    level = edition.handbook.get("level", edition.level_of_step[id])
    said = [f"{edition.word('level')} {level.code}", *(capital(deadline(edition, each)) for each in step.deadlines)]
    return Link(edition.name("step", id), edition.path("step", id), note=_sentences(said), kind="step")


def _meetings(edition: Edition, meetings: list[Meeting], sits: Sits, feed: str) -> dict[str, Any]:
    """Give the meetings with the load they make in a year; nothing where there are none."""
    rows = tuple(meeting_row(edition, one) for one in meetings)
    return {"load": yearly_load(edition, meetings, sits), "rows": rows, "feed": feed} if rows else {}


def taking_part(
    edition: Edition,
    who: tuple[str, str],
    titles: tuple[str, str, str, str],
    groups: dict[str, tuple[dict[str, Any], ...]],
    sits: Sits,
    steps: Iterable[str],
    forms: Iterable[str] = (),
) -> tuple[tuple[Block, ...], set[tuple[str, str]]]:
    """Give the blocks on groups, meetings, steps and forms of a role or service, by kind and id, titled so, and the
    records they print."""
    meetings, feed = meetings_by_owner(edition).get(who, []), feed_path(edition, *who)
    used = [form for step in steps for form in edition.handbook.get("step", step).forms]
    forms = tuple(dict.fromkeys((*forms, *used)))
    rows = tuple(row for found in groups.values() for row in found)
    blocks = (
        *block(edition, titles[0], "seats", rows, icon="network"),
        *block(edition, titles[1], "load", _meetings(edition, meetings, sits, feed), icon="calendar"),
        *block(edition, titles[2], "links", step_links(edition, steps), icon="footprints"),
        *block(edition, titles[3], "links", edition.links("form", forms), icon="file-text"),
    )
    shown = {("group", id) for id, found in groups.items() if found} | {("meeting", one.id) for one in meetings}
    return blocks, shown | {("step", id) for id in steps} | {("form", id) for id in forms}
