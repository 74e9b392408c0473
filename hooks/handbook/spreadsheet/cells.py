"""A cell's text → the value of a field, as YAML would hold it. What is not understood is told, not guessed."""

import json
import re
from typing import Any

from handbook.models.cadence_text import propose
from handbook.models.field_shape import Shape
from handbook.models.kinds import noun
from handbook.models.scalars import LANGUAGES
from handbook.spreadsheet.named import Named
from handbook.spreadsheet.values import READERS, NotUnderstood

_PHONE = re.compile(r"(?:\+47 ?)?\d(?: ?\d){4,9}")
_EMAIL = re.compile(r"[\w.-]+@[\w-]+(?:\.[\w-]+)+")


STATES = ("unknown", "not_applicable")
"""What a fact may say in place of a text."""


class Cells:
    """Reads cells in one written form, against the names of one handbook."""

    def __init__(self, named: Named, language: str):
        self._named = named
        self._language = language

    def read(self, shape: Shape, text: str, language: str | None = None) -> Any:
        """Give the value of a cell; None where it says what an empty field says. Raises NotUnderstood.

        `language` is the written form of the column, where that is not the sheet's.
        """
        if text[:1] in "[{" and (value := _json(text)) is not None:
            return value
        if shape.what in ("text", "fact"):
            return self._text(shape, text, language)
        if shape.many and shape.what in ("name", "day", "number"):
            return [READERS[shape.what](each.strip()) for each in text.split("\n")]
        own = {"reference": self._reference, "word": _word}.get(shape.what)
        if own:
            return own(shape, text)
        return {"cadence": self._cadence, "contact": self._contact, **READERS}[shape.what](text)

    def _text(self, shape: Shape, text: str, language: str | None) -> Any:
        if shape.what == "fact" and language is None and text in STATES:
            return text
        if shape.many:
            return [self._text(shape._replace(many=False), line, language) for line in text.split("\n") if line.strip()]
        if language:
            return {language: text}
        return {self._language: text, "pending": next(each for each in LANGUAGES if each != self._language)}

    def _reference(self, shape: Shape, text: str) -> Any:
        if shape.kind == "law":
            return [each.strip() for each in text.split("\n")] if shape.many else text
        ids, unknown = self._named.find_all(shape.kind, text)
        if unknown or (len(ids) > 1 and not shape.many):
            message = self._unknown(shape.kind, unknown) if unknown else f"«{text}» er fleire. Her skal det stå éin."
            raise NotUnderstood(message, (ids if shape.many else ids[0] if len(ids) == 1 else None) or None)
        return ids if shape.many else ids[0]

    def _unknown(self, kind: str, words: list[str]) -> str:
        said = ", ".join(f"«{word}»" for word in words)
        if kind == "service" and self._named.find("role", words[0]):
            return f"{said} er ei rolle. Skriv kva teneste som gir dette."
        near = (self._named.shown(kind, id, self._language) for id in self._named.near(kind, words[0]))
        meant = f" Meinte du {each}?" if (each := ", ".join(near)) else ""
        return f"{said} finst ikkje blant {noun(kind)}.{meant}"

    def _cadence(self, text: str) -> dict:
        """Give what the words seem to mean, which an editor has yet to confirm; else that it is unknown."""
        said = {"text": self._text(Shape("text"), text, None)}
        proposal = propose(text)
        if proposal is None:
            message = "Vi forstår ikkje kor ofte dette er, og set det som ukjent. Skriv til dømes «6 gonger i året»."
            raise NotUnderstood(message, {"kind": "unknown", **said})
        cadence = {**proposal.cadence, **said, "confirmed": "false"}
        if proposal.left_over:
            words = ", ".join(f"«{word}»" for word in proposal.left_over)
            raise NotUnderstood(f"Dette av teksten fekk vi ikkje med i rytmen: {words}. Sjå etter.", cadence)
        return cadence

    def _contact(self, text: str) -> dict | None:
        found: dict[str, str] = {}
        for field, pattern in (("email", _EMAIL), ("phone", _PHONE)):
            if match := pattern.search(text):
                found[field] = match.group().lower()
                text = text.replace(match.group(), " ")
        rest = re.sub(r"(?i)\b(?:tlf|telefon|mob(?:il)?|e-?post|kontakt(?:person)?|ved|ring)\b[.:]?", " ", text)
        rest = re.sub(r"\s+", " ", rest).strip(" ,;:.()/-–")
        for kind in ("service", "role") if rest else ():
            if id := self._named.find(kind, rest):
                return {kind: id, **found}
        if rest:
            near = [*self._named.near("service", rest), *self._named.near("role", rest)][:3]
            meant = f" Meinte du {', '.join(f'«{id}»' for id in near)}?" if near else ""
            raise NotUnderstood(f"«{rest}» er inga teneste eller rolle i handboka.{meant}", found or None)
        return found or None


def _json(text: str) -> Any:
    """Read what `export` wrote of a value with parts: numbers and flags stay the words they are in YAML."""
    try:
        return json.loads(text, parse_int=str, parse_float=str)
    except ValueError:
        return None


def _word(shape: Shape, text: str) -> str:
    if text in shape.words:
        return text
    raise NotUnderstood(f"«{text}» kan ikkje stå her. Vel mellom {', '.join(shape.words)}.")
