"""The annual wheel (årshjul): the year as a circle, a ring for each kind of meeting, drawn at build time, and its twin
in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Any

from handbook.calendar.days import DAY, SEASON_MONTHS, Span, last_of_month
from handbook.calendar.timetable import Occurrence
from handbook.language.dates import month_and_year, short_month
from handbook.models.meeting import Meeting
from handbook.views.calendar import WHEEL, by_month, calendar_page, months, year_name
from handbook.views.edition import Edition
from handbook.views.meeting import frequency
from handbook.views.occurrences import is_standing
from handbook.views.parts import Page
from handbook.views.wording import capital

SIZE = 640
_CENTRE = SIZE / 2
_RIM, _BAND = 312, 46
"""The outer edge of the months, and how broad they are."""
_RINGS, _CORE = 244, 108
"""The radius of the outermost ring, and of the innermost."""


@dataclass(frozen=True, slots=True)
class Circle:
    """A year laid round the centre, clockwise from the top."""

    year: Span

    def angle(self, day: Any) -> float:
        """Give the angle of a day, in radians from the top."""
        return 2 * pi * (day - self.year.first).days / ((self.year.last - self.year.first).days + 1)

    def point(self, angle: float, radius: float) -> tuple[float, float]:
        """Give a point of the picture."""
        return round(_CENTRE + radius * sin(angle), 1), round(_CENTRE - radius * cos(angle), 1)

    def arc(self, span: Span, radius: float) -> str:
        """Give the path along a ring from the first day of a span through its last."""
        start, end = self.angle(span.first), self.angle(span.last + DAY)
        (x1, y1), (x2, y2) = self.point(start, radius), self.point(end, radius)
        return f"M{x1} {y1}A{radius} {radius} 0 {int(end - start > pi)} 1 {x2} {y2}"

    def band(self, span: Span, outer: float, inner: float) -> str:
        """Give the path round a piece of the rim."""
        start, end = self.angle(span.first), self.angle(span.last + DAY)
        (x1, y1), (x2, y2) = self.point(start, outer), self.point(end, outer)
        (x3, y3), (x4, y4) = self.point(end, inner), self.point(start, inner)
        return f"M{x1} {y1}A{outer} {outer} 0 0 1 {x2} {y2}L{x3} {y3}A{inner} {inner} 0 0 0 {x4} {y4}Z"


def wheel_pages(edition: Edition) -> Iterator[Page]:
    """Give the page of the wheel for the planning year; none where there are no meetings."""
    meetings = [one for one in edition.handbook.all("meeting") if one.status not in ("ended", "paused")]
    if not meetings:
        return
    year = edition.timetable.year
    name = year_name(edition, year)
    found = [one for one in edition.timetable.all if one.span.first in year and not is_standing(one.meeting)]
    dated = {one.meeting.id for one in found}
    yield calendar_page(
        edition,
        "wheel",
        WHEEL,
        lead=edition.word("calendar_wheel_lead", year=name),
        year=capital(name),
        picture=picture(edition, meetings, found),
        twin=by_month(edition, found),
        undated=tuple(frequency(edition, one) for one in meetings if one.id not in dated),
    )


def picture(edition: Edition, meetings: list[Meeting], found: list[Occurrence]) -> dict[str, Any]:
    """Give the shapes of the wheel: the months of the rim, and for each kind of meeting a ring with its marks."""
    circle = Circle(edition.timetable.year)
    used = {one.kind for one in meetings}
    kinds = [term for term in edition.handbook.all("meeting_kind") if term.id in used]
    step = (_RINGS - _CORE) / max(1, len(kinds) - 1)
    rings = []
    for place, term in enumerate(kinds):
        radius = round(_RINGS - place * step, 1)
        own = [one for one in meetings if one.kind == term.id]
        rings.append(
            {
                "radius": radius,
                "number": place + 1,
                "name": capital(edition.text(term.name)),
                "label": dict(zip("xy", circle.point(0, radius), strict=True)),
                "ticks": any(one.id not in {each.meeting.id for each in found} for one in own),
                "spans": tuple(_spans(circle, own, found, radius)),
                "dots": tuple(_dots(edition, circle, [one for one in found if one.meeting.kind == term.id], radius)),
            }
        )
    return {"size": SIZE, "centre": _CENTRE, "months": _rim(circle), "rings": tuple(rings)}


def _rim(circle: Circle) -> tuple[dict[str, Any], ...]:
    rim = []
    for month in months(circle.year):
        middle = (circle.angle(month.first) + circle.angle(month.last + DAY)) / 2
        x, y = circle.point(middle, _RIM - _BAND / 2)
        rim.append(
            {
                "path": circle.band(month, _RIM, _RIM - _BAND),
                "name": short_month(month.first),
                "title": month_and_year(month.first),
                "iso": month.first.isoformat()[:7],
                "x": x,
                "y": y + 5,
            }
        )
    return tuple(rim)


def _dots(edition: Edition, circle: Circle, found: list[Occurrence], radius: float) -> Iterator[dict[str, Any]]:
    for one in found:
        state = "decided" if one.state == "moved" else one.state
        if one.span.first != one.span.last:
            continue
        for day in filter(None, (one.span.first, one.other)):
            x, y = circle.point(circle.angle(day), radius)
            yield {"x": x, "y": y, "state": state, "name": edition.name("meeting", one.meeting.id)}


def _spans(circle: Circle, own: list[Meeting], found: list[Occurrence], radius: float) -> Iterator[dict[str, str]]:
    """Weeks that are decided or proposed, and the months or seasons in which an undated meeting is held."""
    for one in found:
        if one.span.first != one.span.last and one.meeting in own:
            last = min(one.span.last, circle.year.last)
            yield {"path": circle.arc(Span(one.span.first, last), radius), "state": one.state}
    dated = {one.meeting.id for one in found}
    for meeting in own:
        for span in _expected(circle.year, meeting) if meeting.id not in dated else ():
            yield {"path": circle.arc(span, radius), "state": "expected"}


def _expected(year: Span, meeting: Meeting) -> Iterator[Span]:
    cadence: Any = meeting.cadence
    if cadence.kind == "yearly_month":
        yield from (month for month in months(year) if month.first.month == cadence.month)
    for season in cadence.seasons if cadence.kind == "per_season" else ():
        first, last = SEASON_MONTHS[season]
        month = next(month for month in months(year) if month.first.month == first)
        yield Span(month.first, last_of_month(month.first.year, last))
