"""Forms and tools: what is asked, of whom, and what happens to the answer."""

from typing import Literal

from pydantic import model_validator

from handbook.models.base import Link, Model, Record, Text
from handbook.models.scalars import Day, Flag, Id, ref, refusal


class Field(Model):
    """One question on a form. It never asks who a child or a parent is: see checks/forms."""

    id: Id
    label: Text
    help: Text | None = None
    input: Literal["line", "lines", "choice", "choices", "day", "check", "heading"] = "line"
    choices: tuple[Text, ...] = ()
    required: Flag = False

    @model_validator(mode="after")
    def _choices(self) -> "Field":
        if (self.input in ("choice", "choices")) != bool(self.choices):
            raise refusal("field-choices", "Eit felt av typen choice eller choices treng choices, og berre det.")
        return self


class Form(Record):
    """A form, template or conversation guide."""

    kind: ref("form_kind")
    purpose: Text
    who_fills_in: Text | None = None
    where_it_goes: Text | None = None
    version: Day | None = None
    tested: Day | None = None
    """The day those who are to fill it in last tried it."""
    fields: tuple[Field, ...] = ()
    file: Link | None = None
    levels: tuple[ref("level"), ...] = ()
    groups: tuple[ref("group"), ...] = ()
