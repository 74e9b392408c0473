"""Organisations: the municipality's own, and those it works with."""

from handbook.models.base import Entry, Model, Text
from handbook.models.scalars import Day, Url, ref


class FormerName(Model):
    """A name that an organisation had, and until when."""

    name: Text
    until: Day | None = None


class Organisation(Entry):
    """A body that runs services or sends members to groups."""

    name: Text
    kind: ref("organisation_kind")
    former_names: tuple[FormerName, ...] = ()
    parent: ref("organisation") | None = None
    url: Url | None = None
