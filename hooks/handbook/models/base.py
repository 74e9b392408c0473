"""What every kind of record is made of: texts in both written forms, references, dates, provenance.

The only door to pydantic, together with its siblings. Knows no YAML, no files and no other kind.
"""

import re
from datetime import date
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

LANGUAGES = ("nn", "nb")
Language = Literal["nn", "nb"]


def refusal(code: str, message: str) -> PydanticCustomError:
    """Make the error of a rule of ours: a code, and in nynorsk what was expected and the remedy."""
    return PydanticCustomError(code, message.replace("{", "{{").replace("}", "}}"))


class Model(BaseModel):
    """Base of all models: unknown fields are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


# --- scalars: every YAML scalar arrives as text (see source) ---


def _whole(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"-?(0|[1-9]\d{0,8})", value):
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise refusal("whole-number", "Her skal det stå eit heilt tal, til dømes 3.")


def _flag(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return value == "true"
    raise refusal("true-or-false", "Her skal det stå true (ja) eller false (nei).")


def _day(value: Any) -> Any:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise refusal("invalid-date", "Denne dagen finst ikkje i kalenderen. Rett månad eller dag.") from None
    raise refusal("invalid-date", "Skriv datoen som år-månad-dag, til dømes 2026-11-22.")


def _clock(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
        return value
    raise refusal("invalid-time", "Skriv klokkeslettet med fire siffer, til dømes 08:30.")


def _address(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"https?://[^\s<>\"'\\]+", value):
        return value
    raise refusal("invalid-url", "Skriv heile nettadressa, til dømes https://www.fjordvik.example/.")


def _phone(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"\+?\d[\d ]{1,18}\d", value):
        return value
    raise refusal("invalid-phone", "Skriv telefonnummeret med siffer og mellomrom, til dømes 116 117.")


def _email(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"[a-z0-9._-]+@[a-z0-9-]+(\.[a-z0-9-]+)+", value):
        return value
    raise refusal("invalid-email", "Skriv ein felles postkasse med små bokstavar, til dømes ppt@fjordvik.example.")


Number = Annotated[int, BeforeValidator(_whole)]
Count = Annotated[int, BeforeValidator(_whole), Field(ge=1)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Day = Annotated[date, BeforeValidator(_day)]
Clock = Annotated[str, BeforeValidator(_clock)]
Url = Annotated[str, BeforeValidator(_address)]
Phone = Annotated[str, BeforeValidator(_phone)]
Email = Annotated[str, BeforeValidator(_email)]
Month = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=12)]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
"""A text that is not translated: a name, a code, an official title."""


# --- references between records ---


class RefersTo(NamedTuple):
    """Marks a field as the id of a record of a kind; `checks` and the joins of the pages follow it."""

    kind: str


def ref(kind: str) -> Any:
    """Give the type of a field that holds the id of a record of that kind."""
    return Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80), RefersTo(kind)]


def _law_reference(value: Any) -> Any:
    if isinstance(value, str) and LAW_REFERENCE.fullmatch(value):
        return value
    raise refusal("law-reference", "Skriv id-en til lova og paragrafen, til dømes «barnevernsloven §13-2».")


LAW_REFERENCE = re.compile(r"(?P<law>[a-z0-9]+(?:-[a-z0-9]+)*)(?: (?P<place>§{1,2}\d[\w.–-]*|kap\.\d[\w–-]*))?")
LawRef = Annotated[str, BeforeValidator(_law_reference), RefersTo("law")]
"""`<law id>`, `<law id> §13-2`, `<law id> §§13–13f` or `<law id> kap.5`."""


# --- texts ---

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]


class Text(Model):
    """One text in both written forms. `pending` says which form is still awaited, or is an unread draft."""

    nn: Line | None = None
    nb: Line | None = None
    pending: Language | None = None

    @model_validator(mode="after")
    def _complete(self) -> "Text":
        missing = [language for language in LANGUAGES if getattr(self, language) is None]
        if missing and missing != [self.pending]:
            name = {"nn": "nynorsk (nn)", "nb": "bokmål (nb)"}[missing[0]]
            remedy = f"Skriv han, eller set «pending: {missing[0]}» medan han ventar."
            raise refusal("missing-language", f"Teksten manglar på {name}. {remedy}")
        return self


class Prose(Text):
    """A text in both forms that may hold the Markdown subset: paragraphs, lists, **strong**, *emphasis*, links."""


class Fact(Model):
    """A fact that may be known, known to be unknown, or not applicable; a missing Fact is «ikkje oppgitt»."""

    text: Text | None = None
    state: Literal["stated", "unknown", "not_applicable"] = "stated"

    @model_validator(mode="before")
    @classmethod
    def _from_words(cls, value: Any) -> Any:
        if value in ("unknown", "not_applicable"):
            return {"state": value}
        return {"text": value} if isinstance(value, dict) and not value.keys() & {"text", "state"} else value

    @model_validator(mode="after")
    def _consistent(self) -> "Fact":
        if (self.state == "stated") == (self.text is None):
            raise refusal("fact", "Skriv teksten på nn og nb, eller unknown (ikkje kjent), eller not_applicable.")
        return self


# --- parts that several kinds share ---


class Age(Model):
    """Ages in whole years, both ends included; `from_birth` is 0 and pregnancy is said by `expecting`."""

    minimum: Annotated[int, BeforeValidator(_whole), Field(ge=0, le=120)] = 0
    maximum: Annotated[int, BeforeValidator(_whole), Field(ge=0, le=120)] | None = None
    expecting: Flag = False

    @model_validator(mode="after")
    def _ordered(self) -> "Age":
        if self.maximum is not None and self.maximum < self.minimum:
            raise refusal("age-order", "maximum er lågare enn minimum. Byt dei om.")
        return self


class Deadline(Model):
    """A time limit, counted from what starts it; several may stand side by side, each with its condition."""

    amount: Count | None = None
    unit: Literal["hours", "days", "working_days", "weeks", "months"] | None = None
    direction: Literal["within", "before", "after", "at_once"] = "within"
    trigger: Text
    condition: Text | None = None
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
    """How to reach a role or a service; never a person."""

    role: ref("role") | None = None
    phone: Phone | None = None
    email: Email | None = None
    url: Url | None = None
    hours: Text | None = None
    note: Text | None = None


class Link(Model):
    """A document or page elsewhere: what it is, and what one should know before following it."""

    name: Text
    url: Url | None = None
    media: Literal["page", "pdf", "document", "film", "form", "login"] = "page"
    size: Name | None = None
    checked: Day | None = None


class Citation(Model):
    """A law reference as somebody wrote it, what it meant, and where the rule stands today."""

    as_written: Name
    means: LawRef | None = None
    today: tuple[LawRef, ...] = ()
    remark: Text | None = None


class Source(Model):
    """Where a fact comes from."""

    name: Name
    url: Url | None = None
    page: Name | None = None
    retrieved: Day | None = None


class Change(Model):
    """One line of a record's history that readers may see."""

    day: Day
    text: Text
    role: ref("role") | None = None


Status = Literal["draft", "current", "planned", "paused", "ended"]


class Entry(Model):
    """What every record carries, whatever its kind: identity, owner, freshness, provenance."""

    id: Id
    status: Status = "current"
    owner: ref("role") | None = None
    reviewed: Day | None = None
    review_interval_months: Count | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None
    source: tuple[Source, ...] = ()
    certainty: Literal["stated", "interpreted", "unknown"] = "stated"
    changes: tuple[Change, ...] = ()
    former_ids: tuple[Id, ...] = ()
    note: Name | None = None
    """For editors only; never published."""


class Record(Entry):
    """An entry with a name and text of its own."""

    name: Text
    summary: Text | None = None
    body: Prose | None = None
    audience: tuple[ref("audience"), ...] = ()
    aliases: tuple[Text, ...] = ()
    """Other names that people search for."""
    themes: tuple[ref("theme"), ...] = ()
    laws: tuple[LawRef, ...] = ()
    citations: tuple[Citation, ...] = ()
    links: tuple[Link, ...] = ()
