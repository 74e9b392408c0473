"""Groups: teams and arenas, who sits in them and the rules they work by. Name and type are kept apart."""

from typing import Literal

from pydantic import Field

from handbook.models.base import Model, Prose, Record, Text
from handbook.models.parts import Age, Deadline
from handbook.models.scalars import Count, Flag, Number, ref


class SeatAlternative(Model):
    """A role or service that may fill the seat instead."""

    role: ref("role") | None = None
    service: ref("service") | None = None
    name: Text | None = None


class Seat(Model):
    """One place at the table: a role, a service, or a name when neither is a record here."""

    role: ref("role") | None = None
    service: ref("service") | None = None
    organisation: ref("organisation") | None = None
    name: Text | None = None
    count: Count | None = None
    attendance: ref("attendance") = "fixed"
    first_minutes: Count | None = None
    duty: Literal["leader", "secretary", "coordinator", "teacher", "member"] = "member"
    or_: tuple[SeatAlternative, ...] = Field(default=(), alias="or")
    condition: Text | None = None
    arena: ref("arena") | None = None
    deputy: Text | None = None
    note: Text | None = None


class Leader(Model):
    """Who leads, how chosen, for how long."""

    role: ref("role") | None = None
    selection: Text | None = None
    term_years: Count | None = None


class Submission(Model):
    """How a matter is raised: by whom, how, by when, with what."""

    who: tuple[Text, ...] = ()
    channels: tuple[Text, ...] = ()
    written: Flag = False
    """A matter is raised in writing."""
    form: ref("form") | None = None
    deadlines: tuple[Deadline, ...] = ()
    minimum_information: tuple[Text, ...] = ()
    clearance: Text | None = None
    text: Prose | None = None


class Route(Model):
    """One way in to a group or a measure."""

    name: Text
    level: ref("level") | None = None
    preconditions: tuple[Text, ...] = ()
    criteria: tuple[Text, ...] = ()
    who: Text | None = None
    consent: Text | None = None
    via: ref("service") | None = None
    outcome: Text | None = None


class Consent(Model):
    """When consent is needed. `required` without a form is a problem: nobody can act on it.

    `form_unknown` is for a source that requires consent and names no form; the page says so.
    """

    required: Literal["always", "individual_cases", "unless_anonymous", "never"]
    form: ref("form") | None = None
    form_unknown: Flag = False
    age: Number | None = None
    text: Text | None = None


class Minutes(Model):
    """Who writes the minutes, where they are kept, what they may hold and who gets a copy."""

    writer: Text | None = None
    system: Text | None = None
    may_hold: Text | None = None
    may_not_hold: Text | None = None
    recipients: Text | None = None
    deadlines: tuple[Deadline, ...] = ()
    form: ref("form") | None = None


class Archive(Model):
    """Where one kind of document is filed."""

    what: Text
    where: Text


class Deliverable(Model):
    """Something the group owes others, and how often at least."""

    name: Text
    minimum_per_year: Count | None = None
    recipients: Text | None = None


class Group(Record):
    """A team, forum or network."""

    type: ref("group_type")
    parent: ref("group") | None = None
    successor: ref("group") | None = None
    organisation_level: ref("organisation_level") | None = None
    levels: tuple[ref("level"), ...] = ()
    variant: ref("variant") | None = None
    case_scope: Literal["system", "individual", "both"] | None = None
    """None where the source does not say."""
    anonymity: Literal["allowed", "only_anonymous", "not_allowed", "not_relevant"] = "not_relevant"
    target: Text | None = None
    """Whom the group is there for, in words."""
    age: Age | None = None
    """The ages of those it is there for; no limit to children."""
    purposes: tuple[Text, ...] = ()
    workflow: tuple[Text, ...] = ()
    """How the group works, step by step, in order."""
    mandate: tuple[Text, ...] = ()
    responsibilities: tuple[Text, ...] = ()
    limits: tuple[Text, ...] = ()
    member_duties: tuple[Text, ...] = ()
    seats: tuple[Seat, ...] = ()
    composition: Text | None = None
    leader: Leader | None = None
    meeting_owner: Text | None = None
    submission: Submission | None = None
    routes: tuple[Route, ...] = ()
    consent: Consent | None = None
    participation: Text | None = None
    participants: Literal["without_user", "user_invited", "as_user_wishes", "not_relevant"] = "not_relevant"
    invitation: Text | None = None
    agenda: tuple[Text, ...] = ()
    annual_items: tuple[Text, ...] = ()
    outcomes: tuple[Text, ...] = ()
    minutes: Minutes | None = None
    archive: tuple[Archive, ...] = ()
    delegation: Text | None = None
    delegation_form: ref("form") | None = None
    approval: Text | None = None
    deliverables: tuple[Deliverable, ...] = ()
    priorities_from: Text | None = None
    location: Text | None = None
    geography: Text | None = None
    not_a_substitute_for: tuple[Text, ...] = ()
    programmes: tuple[Text, ...] = ()
    forms: tuple[ref("form"), ...] = ()
    escalates_to: tuple[ref("group"), ...] = ()
