"""Meetings and what resembles them: courses, conferences, yearly tasks. The dates that somebody has decided."""

from typing import Literal

from pydantic import model_validator

from handbook.models.base import Model, Record, Text
from handbook.models.cadence import Cadence
from handbook.models.group import Seat
from handbook.models.parts import Deadline
from handbook.models.scalars import Clock, Count, Day, Flag, ref, refusal


class MeetingDate(Model):
    """One day that was decided, proposed, moved or cancelled; never computed here."""

    day: Day
    last_day: Day | None = None
    starts: Clock | None = None
    ends: Clock | None = None
    status: Literal["decided", "proposed", "moved", "cancelled"] = "decided"
    location: Text | None = None
    reason: Text | None = None

    @model_validator(mode="after")
    def _ordered(self) -> "MeetingDate":
        if self.last_day is not None and self.last_day < self.day:
            raise refusal("date-order", "last_day er før day. Byt dei om.")
        if self.starts and self.ends and self.ends <= self.starts:
            raise refusal("time-order", "ends er ikkje etter starts. Rett klokkeslettet.")
        if self.status in ("moved", "cancelled") and self.reason is None:
            raise refusal("missing-reason", "Eit flytta eller avlyst møte treng reason (kvifor).")
        return self


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
    agenda: tuple[Text, ...] = ()
    submission: tuple[Deadline, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    dates: tuple[MeetingDate, ...] = ()
    forms: tuple[ref("form"), ...] = ()
    levels: tuple[ref("level"), ...] = ()
    covers: tuple[ref("meeting"), ...] = ()
    """Meetings that this one governs or gathers up."""
