"""Parts that several kinds share: ages, deadlines, contacts."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from handbook.models.base import Model, Text
from handbook.models.scalars import Count, Email, Flag, LawRef, Number, Phone, Url, ref, refusal


class Age(Model):
    """Ages in whole years, both ends included; `from_birth` is 0 and pregnancy is said by `expecting`."""

    minimum: Annotated[Number, Field(ge=0, le=120)] = 0
    maximum: Annotated[Number, Field(ge=0, le=120)] | None = None
    expecting: Flag = False

    @model_validator(mode="after")
    def _ordered(self) -> "Age":
        if self.maximum is not None and self.maximum < self.minimum:
            raise refusal("age-order", "maximum er lågare enn minimum. Byt dei om.")
        return self


class Deadline(Model):
    """A time limit, counted from what starts it; several may stand side by side, each with its condition."""

    amount: Annotated[Count, Field(le=9999)] | None = None
    unit: Literal["hours", "days", "working_days", "weeks", "months"] | None = None
    direction: Literal["within", "before", "after", "at_once"] = "within"
    trigger: Text
    condition: Text | None = None
    roll: Literal["none", "before", "after"] = "none"
    """Where a limit that falls on a weekend or a public holiday is moved."""
    strictness: Literal["law", "local", "advice"] = "local"
    law: LawRef | None = None

    @model_validator(mode="after")
    def _complete(self) -> "Deadline":
        if (self.direction != "at_once") and (self.amount is None or self.unit is None):
            raise refusal("deadline", "Fristen treng både amount (tal) og unit (eining).")
        if self.strictness == "law" and self.law is None:
            raise refusal("deadline-law", "Ein frist etter lov treng feltet law.")
        return self


class Contact(Model):
    """How to reach a role or a service; never a person. A phone and e-mail left out are those of who answers."""

    role: ref("role") | None = None
    service: ref("service") | None = None
    """Where the role answers, when that is not the service of the record itself."""
    phone: Phone | None = None
    duty_phone: Flag = False
    """The telephone follows the duty or the office, and no person: a mobile number may then stand in `phone`."""
    email: Email | None = None
    url: Url | None = None
    hours: Text | None = None
    note: Text | None = None
