"""Roles: what a function in the work means, never who holds it."""

from handbook.models.base import Model, Record, Text
from handbook.models.parts import Contact
from handbook.models.scalars import ref


class Training(Model):
    """What somebody in the role must learn, and how often."""

    name: Text
    when: Text | None = None


class Role(Record):
    """A function such as stafetthaldar, rektor or PPT-leiar."""

    service: ref("service") | None = None
    organisation: ref("organisation") | None = None
    appointed_by: Text | None = None
    from_level: ref("level") | None = None
    duties: tuple[Text, ...] = ()
    contact: Contact | None = None
    training: tuple[Training, ...] = ()
    forms: tuple[ref("form"), ...] = ()
    replaces: tuple[Text, ...] = ()
