"""Measures: the help a municipality can give, how to get it, and what is known about its effect."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from handbook.models.base import Fact, Link, Model, Prose, Record, Text
from handbook.models.group import Route
from handbook.models.parts import Age, Contact
from handbook.models.scalars import Count, Day, Flag, Name, Number, Url, ref, refusal, some


class Evidence(Model):
    """What an assessor concluded. Two schemes are never mixed: `ungsinn` is 0–5, `ungsinn_old` was 1–4 with stars."""

    scheme: Literal["ungsinn", "ungsinn_old", "eif", "blueprints", "other"]
    level: Annotated[Number, Field(ge=0, le=5)] | None = None
    stars: Annotated[Number, Field(ge=1, le=4)] | None = None
    edition: Count | None = None
    year: Annotated[Count, Field(ge=1990, le=2100)] | None = None
    url: Url | None = None
    checked: Day | None = None
    text: Text | None = None

    @model_validator(mode="after")
    def _in_scale(self) -> "Evidence":
        low, high = {"ungsinn": (0, 5), "ungsinn_old": (1, 4), "eif": (2, 4)}.get(self.scheme, (0, 5))
        if self.level is not None and not low <= self.level <= high:
            raise refusal("evidence-scale", f"Skalaen {self.scheme} går frå {low} til {high}.")
        return self


class Access(Model):
    """How one gets the measure."""

    kind: ref("access")
    via: tuple[ref("group"), ...] = ()
    apply_to: ref("service") | None = None
    how: Text
    form: ref("form") | None = None
    contact: Contact | None = None
    online: Link | None = None


class Start(Model):
    """When the next round starts: a day when one is decided, else words."""

    day: Day | None = None
    text: Text | None = None


class Measure(Record):
    """One measure in the bank."""

    abbreviations: tuple[Name, ...] = ()
    method_owner: Name | None = None
    goals: tuple[Text, ...] = ()
    target: Text
    target_groups: tuple[ref("audience"), ...] = ()
    age: Age | None = None
    arenas: tuple[ref("arena"), ...] = ()
    prevention: some(ref("prevention"))
    levels: tuple[ref("level"), ...] = ()
    access: Access
    routes: tuple[Route, ...] = ()
    services: some(ref("service"))
    groups: tuple[ref("group"), ...] = ()
    forms: tuple[ref("form"), ...] = ()
    what_it_is_not: Prose | None = None
    location: Fact | None = None
    cost: Fact | None = None
    waiting: Fact | None = None
    languages: Fact | None = None
    group_size: Fact | None = None
    sessions: Fact | None = None
    starts: tuple[Start, ...] = ()
    statutory: Flag = False
    appeal: Text | None = None
    evidence: tuple[Evidence, ...] = ()
    """Empty means not assessed, and the page says so."""
    contraindications: Text | None = None
    replaces: tuple[ref("measure"), ...] = ()
    related: tuple[ref("measure"), ...] = ()
