"""Meetings and what resembles them: courses, conferences, yearly tasks. The dates that somebody has decided."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from handbook.models.base import Model, Record, Text
from handbook.models.cadence import Cadence
from handbook.models.group import Seat
from handbook.models.parts import Deadline
from handbook.models.scalars import Clock, Count, Day, Flag, Number, ref, refusal


class MeetingDate(Model):
    """One day that was decided, proposed, moved or cancelled; never computed here."""

    day: Day
    last_day: Day | None = None
    starts: Clock | None = None
    ends: Clock | None = None
    status: Literal["decided", "proposed", "moved", "cancelled"] = "decided"
    location: Text | None = None
    reason: Text | None = None
    moved_from: Day | None = None
    """The day the meeting was first called to; calendars know it by that day."""
    revision: Annotated[Number, Field(ge=0)] = 0
    """How often time or place was changed after the day was told; a move or a cancelling counts by itself."""
    changed: Day | None = None
    """When this was last changed, where that is later than the meeting's own review."""

    @model_validator(mode="after")
    def _ordered(self) -> "MeetingDate":
        if self.last_day is not None and self.last_day < self.day:
            raise refusal("date-order", "last_day er før day. Byt dei om.")
        if self.starts and self.ends and self.ends <= self.starts:
            raise refusal("time-order", "ends er ikkje etter starts. Rett klokkeslettet.")
        if self.status in ("moved", "cancelled") and self.reason is None:
            raise refusal("missing-reason", "Eit flytta eller avlyst møte treng reason (kvifor).")
        allowed = {"moved": (True,), "cancelled": (True, False)}.get(self.status, (False,))
        if (self.moved_from is not None) not in allowed:
            message = (
                "Eit flytta møte (status: moved) treng moved_from, den første dagen. "
                "Berre flytta og avlyste møte kan ha det."
            )
            raise refusal("moved-from", message)
        return self

    @property
    def first_called(self) -> date:
        """The day this meeting was first called to: what tells it from the others of its series."""
        return self.moved_from or self.day


def _each_once(dates: tuple[MeetingDate, ...]) -> tuple[MeetingDate, ...]:
    times = [(one.first_called, one.starts) for one in dates]
    twice = sorted({day.isoformat() for day, starts in times if times.count((day, starts)) > 1})
    if twice:
        raise refusal("duplicate-date", f"Dagen {twice[0]} står to gonger. Ta bort den eine.")
    return dates


class Meeting(Record):
    """A series of meetings. Seats and agenda are the group's when it has none of its own."""

    kind: ref("meeting_kind")
    group: ref("group") | None = None
    parents: tuple[ref("group"), ...] = ()
    cadence: Cadence
    seats: tuple[Seat, ...] = ()
    participants: Text | None = None
    """Who takes part, as the source says it."""
    starts: Clock | None = None
    ends: Clock | None = None
    duration_minutes: Count | None = None
    location: Text | None = None
    per_unit: Flag = False
    in_school_breaks: Flag = False
    """It is held in school breaks too, on purpose."""
    agenda: tuple[Text, ...] = ()
    submission: tuple[Deadline, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    dates: Annotated[tuple[MeetingDate, ...], AfterValidator(_each_once)] = ()
    forms: tuple[ref("form"), ...] = ()
    levels: tuple[ref("level"), ...] = ()
    covers: tuple[ref("meeting"), ...] = ()
    """Meetings that this one governs or gathers up."""

    @model_validator(mode="after")
    def _times_in_order(self) -> "Meeting":
        """A date that states only one of its times takes the other from the series."""
        for one in (self, *self.dates):
            starts, ends = one.starts or self.starts, one.ends or self.ends
            if starts and ends and ends <= starts:
                day = "" if one is self else f" {one.day}"
                raise refusal(
                    "time-order", f"Møtet{day} sluttar {ends}, men startar {starts}. Skriv både starts og ends."
                )
        return self
