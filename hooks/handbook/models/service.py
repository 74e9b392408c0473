"""Services: what a citizen can turn to and what staff can draw on."""

from pydantic import model_validator

from handbook.models.base import Fact, Model, Prose, Record, Text
from handbook.models.parts import Age, Contact
from handbook.models.scalars import Clock, Url, Weekday, ref, refusal, some


class Opening(Model):
    """Hours on given weekdays; RFC 5545 BYDAY without the recurrence."""

    weekdays: some(Weekday)
    opens: Clock
    closes: Clock
    note: Text | None = None

    @model_validator(mode="after")
    def _ordered(self) -> "Opening":
        if self.closes <= self.opens:
            raise refusal("time-order", "closes er ikkje etter opens. Rett klokkeslettet.")
        return self


class Service(Record):
    """One service of the municipality or of a partner."""

    kind: ref("service_kind")
    organisation: ref("organisation") | None = None
    for_whom: Text
    age: Age | None = None
    access: ref("access") | None = None
    how_to_contact: Text | None = None
    contact: Contact | None = None
    opening: tuple[Opening, ...] = ()
    location: Fact | None = None
    cost: Fact | None = None
    waiting: Fact | None = None
    languages: Fact | None = None
    accessibility: Fact | None = None
    what_it_is_not: Prose | None = None
    statutory: tuple[Text, ...] = ()
    los: tuple[Url, ...] = ()
    """Addresses in Los, the national list of words for public services."""
