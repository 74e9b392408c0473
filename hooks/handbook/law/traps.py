"""The traps of numbers: the same number with another rule, a dash that means a range, a range that has grown."""

import re

from handbook.models.base import Text
from handbook.models.law import FormerSection, Law, Section
from handbook.places import Place, read_place


def section_at(law: Law, place: Place | None) -> Section | None:
    """Give the section or chapter of an act's registry, the first of a range."""
    return next((one for one in law.sections if place and one.number == place.number), None)


def same_number(successor: Law | None, place: Place | None, former: FormerSection | None) -> Text | None:
    """Say what the same number is about in the act that came after: the rule has moved, the number has not."""
    if former and former.trap:
        return former.trap
    same = section_at(successor, place) if successor else None
    if same is None or not same.heading or f"{successor.id} {place}" in (former.today if former else ()):
        return None
    name, number = successor.short_title, place.spelled()
    return Text(
        nn=f"{number} i {name} ({successor.lovdata}) er ein annan regel: «{same.heading}».",
        nb=f"{number} i {name} ({successor.lovdata}) er en annen regel: «{same.heading}».",
    )


def grown_range(law: Law, place: Place | None) -> Text | None:
    """Say of a range that it has grown: § 13 g came after §§ 13 to 13 f were written down."""
    base = re.match(r"\d+", place.last) if place else None
    if base is None or place.last == base.group():
        return None
    places = (read_place(one.number) for one in law.sections if re.fullmatch(rf"§{base.group()}[a-z]", one.number))
    later = ", ".join(each.spelled() for each in places if not place.holds(each))
    return Text(nn=f"{later} høyrer òg med i dag.", nb=f"{later} hører også med i dag.") if later else None


def dash_means_to(place: Place, trap: Text | None) -> Text | None:
    """Say of «§ 13-13 f» that the dash means a range, since no section has that number; else give the trap there is."""
    if not re.fullmatch(rf"{place.first}[a-z]", place.last):
        return trap
    nn = f"Streken tyder «til»: {place.spelled()}. Ingen paragraf heiter {place.first}-{place.last}."
    nb = f"Streken betyr «til»: {place.spelled()}. Ingen paragraf heter {place.first}-{place.last}."
    return Text(nn=f"{nn} {trap.nn}" if trap else nn, nb=f"{nb} {trap.nb}" if trap else nb)
