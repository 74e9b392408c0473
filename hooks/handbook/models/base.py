"""Texts in both written forms, and what every record carries. Knows no YAML, no files and no other kind."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

from handbook.models.scalars import LANGUAGES, Day, Id, Language, LawRef, Months, Name, Url, ref, refusal


class Model(BaseModel):
    """Base of all models: unknown fields are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]


def _written(*languages: str) -> dict[str, Any]:
    return {
        "required": list(languages),
        "properties": {language: {"type": ["string", "number"]} for language in languages},
    }


def _pending(language: str) -> dict[str, Any]:
    return {"required": ["pending"], "properties": {"pending": {"const": language}}}


_BOTH_FORMS = {
    "if": _pending("nn"),
    "then": _written("nb"),
    "else": {"if": _pending("nb"), "then": _written("nn"), "else": _written("nn", "nb")},
}
"""In JSON Schema: both forms, or one of them while the other is pending."""


class Text(Model):
    """One text in both written forms. `pending` says which form is still awaited, or is an unread draft."""

    model_config = ConfigDict(json_schema_extra={"x-text": "text", **_BOTH_FORMS})

    nn: Line | None = None
    nb: Line | None = None
    pending: Language | None = None

    @model_validator(mode="after")
    def _complete(self) -> "Text":
        if self.nn is not None and self.nb is not None:
            return self
        missing = [language for language in LANGUAGES if getattr(self, language) is None]
        if missing != [self.pending]:
            name = {"nn": "nynorsk (nn)", "nb": "bokmål (nb)"}[missing[0]]
            remedy = f"Skriv han, eller set «pending: {missing[0]}» medan han ventar."
            raise refusal("missing-language", f"Teksten manglar på {name}. {remedy}")
        return self


class Prose(Text):
    """A text in both forms that may hold the Markdown subset: paragraphs, lists, **strong**, *emphasis*, links."""

    model_config = ConfigDict(json_schema_extra={"x-text": "prose", **_BOTH_FORMS})


def _fact_in_yaml(schema: dict[str, Any]) -> None:
    """A fact is one of two words, a text, or a text and a state."""
    stated = {"required": ["text"], "properties": {"text": {"not": {"type": "null"}}, "state": {"const": "stated"}}}
    not_stated = {"required": ["state"], "properties": {"text": {"type": "null"}, "state": {"enum": [*_NOT_STATED]}}}
    both = schema | {"anyOf": [stated, not_stated]}
    schema.clear()
    schema["anyOf"] = [{"enum": [*_NOT_STATED], "errorMessage": _FACT_WANTED}, {"$ref": "#/$defs/Text"}, both]


_FACT_WANTED = "Skriv teksten på nn og nb, eller unknown (ikkje kjent), eller not_applicable."
_NOT_STATED = ("unknown", "not_applicable")


class Fact(Model):
    """A fact that may be known, known to be unknown, or not applicable; a missing Fact is «ikkje oppgitt»."""

    model_config = ConfigDict(json_schema_extra=_fact_in_yaml)

    text: Text | None = None
    state: Literal["stated", "unknown", "not_applicable"] = "stated"

    @model_validator(mode="before")
    @classmethod
    def _from_words(cls, value: Any) -> Any:
        if value in _NOT_STATED:
            return {"state": value}
        return {"text": value} if isinstance(value, dict) and not value.keys() & {"text", "state"} else value

    @model_validator(mode="after")
    def _consistent(self) -> "Fact":
        if (self.state == "stated") == (self.text is None):
            raise refusal("fact", _FACT_WANTED)
        return self


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
    review_interval_months: Months | None = None
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
