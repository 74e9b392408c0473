"""The guide for staff: levels and the steps inside each. Codes are local text."""

from typing import Literal

from pydantic import model_validator

from handbook.models.base import Model, Prose, Record, Text
from handbook.models.parts import Deadline
from handbook.models.scalars import Count, Name, ref, refusal


class Outcome(Model):
    """What may come of a step: exactly one of another step, a level, a group, or the end."""

    name: Text
    step: ref("step") | None = None
    level: ref("level") | None = None
    group: ref("group") | None = None
    end: Literal["closed", "barnevern", "police"] | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "Outcome":
        if sum(way is not None for way in (self.step, self.level, self.group, self.end)) != 1:
            raise refusal("outcome", "Eit utfall skal leie til éin stad: step, level, group eller end.")
        return self


class Step(Record):
    """One step: what, how, who, with which tool, by when, and what then. `name` and `summary` come from Record."""

    variant: ref("variant") | None = None
    what: Prose
    how: Prose | None = None
    who: Text | None = None
    roles: tuple[ref("role"), ...] = ()
    services: tuple[ref("service"), ...] = ()
    arenas: tuple[ref("arena"), ...] = ()
    groups: tuple[ref("group"), ...] = ()
    forms: tuple[ref("form"), ...] = ()
    tools: tuple[Text, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    child_voice: Text | None = None
    warnings: tuple[Text, ...] = ()


class Level(Record):
    """One level of the guide. Its steps stand in the same file, in order.

    A model may have levels of the organisation instead: they lie inside one another, and nobody climbs them.
    """

    code: Name | None = None
    order: Count
    organisation_level: ref("organisation_level") | None = None
    """Which level of the organisation this is, where it is one and no rung of a guide."""
    framework: ref("framework") | None = None
    former_names: tuple[Text, ...] = ()
    services_involved: Text | None = None
    criteria: tuple[Text, ...] = ()
    exits: tuple[Text, ...] = ()
    stafettlogg: Text | None = None
    groups: tuple[ref("group"), ...] = ()
    forms: tuple[ref("form"), ...] = ()
    roles: tuple[ref("role"), ...] = ()
    ask: Text | None = None
    steps: tuple[Step, ...] = ()

    @model_validator(mode="after")
    def _rung_or_not(self) -> "Level":
        if self.code is None and self.organisation_level is None:
            raise refusal("level-scheme", "Nivået manglar code, til dømes 1 eller A. Det er namnet på trinnet.")
        if self.steps and self.organisation_level is not None:
            message = "Eit nivå i organisasjonen har ikkje steg. Ta bort organisation_level eller steps."
            raise refusal("level-scheme", message)
        return self
