"""Open lists of words: arenas, themes, group types, ways of attending … A municipality adds its own."""

from typing import Literal

from handbook.models.base import Model, Text
from handbook.models.scalars import Id, Number


class Term(Model):
    """One word of an open list. `treat_as` gives a local word the meaning of one the pages know."""

    id: Id
    name: Text
    description: Text | None = None
    participation: Text | None = None
    """How children, parents and users take part at this level of the organisation, in the municipality that says so."""
    treat_as: Literal["open", "everyone", "team", "referral", "decision", "application"] | None = None
    order: Number | None = None


class Vocabulary(Model):
    """All open lists of a handbook; each field is a kind that references can point at."""

    access: tuple[Term, ...] = ()
    arena: tuple[Term, ...] = ()
    attendance: tuple[Term, ...] = ()
    audience: tuple[Term, ...] = ()
    form_kind: tuple[Term, ...] = ()
    group_type: tuple[Term, ...] = ()
    law_topic: tuple[Term, ...] = ()
    meeting_kind: tuple[Term, ...] = ()
    organisation_kind: tuple[Term, ...] = ()
    organisation_level: tuple[Term, ...] = ()
    phase: tuple[Term, ...] = ()
    prevention: tuple[Term, ...] = ()
    service_kind: tuple[Term, ...] = ()
    theme: tuple[Term, ...] = ()
    variant: tuple[Term, ...] = ()
