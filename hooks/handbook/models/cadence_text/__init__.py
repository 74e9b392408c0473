"""Proposes what a cadence written as plain Norwegian text may mean, in either written form. An editor confirms it.

Knows no dates but those that stand in the text, and no other records.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from handbook.models.cadence import Cadence
from handbook.models.cadence_text.line import Fields, Line
from handbook.models.cadence_text.placed import days
from handbook.models.cadence_text.rules import understand
from handbook.models.cadence_text.words import understand_words

_LONGEST = 300
"""A text that is longer tells more than a cadence."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A cadence as its YAML would hold it, and how far the text was understood."""

    cadence: Fields
    certainty: Literal["certain", "likely"]
    left_over: tuple[str, ...] = ()
    """Words that no field holds, in order."""
    days: tuple[str, ...] = ()
    """Days that the text lists, as ISO; they belong in the meeting's own `dates`."""

    def __str__(self) -> str:
        """Say in nynorsk which fields to write, and what of the text they do not hold."""
        days = f" Skriv dagane under dates: {', '.join(self.days)}." if self.days else ""
        words = ", ".join(f"«{word}»" for word in self.left_over)
        return f"{_flow(self.cadence)[1:-1]}.{days}{f' Dette er ikkje med: {words}.' if words else ''}"


def propose(text: str) -> Proposal | None:
    """Give what a text seems to mean, or None where it says nothing known. Never gives what the models refuse."""
    if len(text) > _LONGEST:
        return None
    line = understand_words(text)
    cadence = understand(line)
    if cadence is None:
        return None
    listed = days(line) if "dates" in (cadence["kind"], _inner(cadence).get("kind")) else ()
    if _in_school_year(line):
        cadence = cadence | {"school_year_only": "true"}
    if line.find("not") or not _is_valid(cadence):
        return None
    left_over = line.left_over()
    return Proposal(cadence, "certain" if line.sure and not left_over else "likely", left_over, listed)


def _inner(cadence: Fields) -> Fields:
    return cadence.get("fixed") or cadence.get("each") or {}


def _in_school_year(line: Line) -> bool:
    """Take «i skuleåret» and «ikkje i skuleferiane»."""
    return bool(line.take("(?:in |during |whole )*school_year|(?:not|except)(?: in)* holidays"))


@cache
def _adapter() -> TypeAdapter:
    return TypeAdapter(Cadence)


def _is_valid(cadence: Fields) -> bool:
    try:
        _adapter().validate_python(cadence)
    except ValidationError:
        return False
    return True


def _flow(value: Any) -> str:
    """Write a value as YAML on one line."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_flow(one)}' for key, one in value.items())}}}"
    return f"[{', '.join(map(_flow, value))}]" if isinstance(value, list) else str(value)
