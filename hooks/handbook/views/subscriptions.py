"""The calendar feeds one may subscribe to: which there are, whose they are, and the page that lists them."""

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.models.meeting import Meeting
from handbook.views.calendar import SECTION, SUBSCRIBE, calendar_page
from handbook.views.edition import Edition
from handbook.views.parts import Link, Page
from handbook.views.record import FEED, feed_path
from handbook.views.seats import meetings_by_owner
from handbook.views.wording import capital


@dataclass(frozen=True, slots=True)
class Subscription:
    """One feed: its address from the root of the language, its name, and the series it holds."""

    path: str
    name: str
    kind: str
    meetings: tuple[Meeting, ...]


def subscriptions(edition: Edition) -> Iterator[Subscription]:
    """Give the feed of everything, then one for each meeting, group, service and role that has a series."""
    held = [one for one in edition.handbook.all("meeting") if one.status != "ended"]
    if not held:
        return
    yield Subscription(SECTION + "/" + FEED, edition.word("feed_all"), "", tuple(held))
    for meeting in held:
        yield _of(edition, "meeting", meeting.id, [meeting])
    owners = meetings_by_owner(edition)
    for kind in ("group", "service", "role"):
        for record in edition.handbook.all(kind):
            if (kind, record.id) in owners:
                yield _of(edition, kind, record.id, owners[kind, record.id])


def _of(edition: Edition, kind: str, id: str, meetings: list[Meeting]) -> Subscription:
    name = capital(edition.name(kind, id))
    return Subscription(feed_path(edition, kind, id), name, kind, tuple(meetings))


def subscribe_pages(edition: Edition) -> Iterator[Page]:
    """Give the page that lists every feed and says how to subscribe."""
    found = list(subscriptions(edition))
    if not found:
        return
    lists = []
    for kind in ("role", "service", "group", "meeting"):
        own = sorted((one for one in found if one.kind == kind), key=lambda one: one.name.lower())
        if own:
            title = capital(edition.word(f"filter_{kind}"))
            lists.append((title, tuple(Link(one.name, one.path, note=_series(edition, one), kind=kind) for one in own)))
    yield calendar_page(edition, "subscribe", SUBSCRIBE, all=Link(found[0].name, found[0].path), lists=tuple(lists))


def _series(edition: Edition, one: Subscription) -> str:
    if one.kind == "meeting":
        return ""
    n = len(one.meetings)
    return edition.word(f"load_series_{'one' if n == 1 else 'many'}", n=n)
