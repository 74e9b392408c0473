"""The framework a municipality works by, its plans, and the road to it: milestones and success criteria."""

from typing import Annotated, Literal

from pydantic import Field

from handbook.models.base import Entry, Link, Model, Record, Text
from handbook.models.cadence import Cadence
from handbook.models.parts import Age
from handbook.models.scalars import Count, Day, ImpreciseDay, Name, ref


class Value(Model):
    """One of the ordered values the municipality builds on."""

    name: Text
    text: Text | None = None


class Framework(Record):
    """BTI, BTS or another model of working together."""

    acronym: Name
    expansion: Text
    origin: Text | None = None
    part_of: ref("framework") | None = None
    parts: tuple[Value, ...] = ()
    target: Text | None = None
    target_age: Age | None = None
    goals: tuple[Text, ...] = ()
    values: tuple[Value, ...] = ()
    prerequisites: tuple[Text, ...] = ()
    supports: tuple[Value, ...] = ()
    partners: tuple[ref("organisation"), ...] = ()
    """Those the municipality works with to bring it in."""
    requirements: tuple[Text, ...] = ()
    findings: tuple[Value, ...] = ()


class Decision(Model):
    """Who decided or treated a plan, and when, as precisely as it is known and no more."""

    body: Text
    day: ImpreciseDay | None = None
    text: Text | None = None


class Plan(Record):
    """A plan, strategy, reform or grant. A grant has an amount, who gives it, and what it requires."""

    kind: Literal["plan", "strategy", "reform", "grant", "routine"] = "plan"
    scope: Literal["national", "regional", "municipal"] = "municipal"
    period: Text | None = None
    effective: ImpreciseDay | None = None
    target: Text | None = None
    """Whom it is for, in words."""
    requirements: tuple[Text, ...] = ()
    amount: Count | None = None
    currency: Name = "NOK"
    funder: ref("organisation") | None = None
    decisions: tuple[Decision, ...] = ()
    revision: Cadence | None = None
    organisation_level: ref("organisation_level") | None = None
    framework: ref("framework") | None = None


class Milestone(Entry):
    """One event on the timeline, as precise as it is known and no more."""

    name: Text
    text: Text | None = None
    start: ImpreciseDay
    end: ImpreciseDay | None = None
    days: tuple[Day, ...] = ()
    phase: ref("phase") | None = None
    amount: Count | None = None
    currency: Name = "NOK"
    funder: ref("organisation") | None = None
    decided_by: Text | None = None
    participants: tuple[Text, ...] = ()
    documents: tuple[Link, ...] = ()
    framework: ref("framework") | None = None
    planned: Literal["done", "planned", "unknown"] = "done"


class Criterion(Entry):
    """One success criterion and how far the municipality has come."""

    name: Text
    state: Literal["met", "started", "not_started", "unknown"] = "unknown"
    evidence: Text | None = None
    framework: ref("framework") | None = None
    order: Annotated[Count, Field(le=99)]
