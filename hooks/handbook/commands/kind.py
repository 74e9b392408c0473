"""A kind of record as commands are given it: by its key, or by what it is called in Norwegian."""

from difflib import get_close_matches
from typing import Any

import click

from handbook.models.kinds import KINDS, VOCABULARIES

_CALLED = {
    "teneste": "service",
    "tjeneste": "service",
    "gruppe": "group",
    "team": "group",
    "møte": "meeting",
    "tiltak": "measure",
    "lov": "law",
    "nivå": "level",
    "steg": "step",
    "skjema": "form",
    "rolle": "role",
    "modell": "framework",
    "plan": "plan",
    "ord": "glossary_term",
    "omgrep": "glossary_term",
    "begrep": "glossary_term",
    "organisasjon": "organisation",
    "naudnummer": "emergency_number",
    "nødnummer": "emergency_number",
    "tryggleiksregel": "safety_rule",
    "sikkerhetsregel": "safety_rule",
    "milepæl": "milestone",
    "suksesskriterium": "criterion",
    "skuleår": "school_year",
    "skoleår": "school_year",
}


class KindType(click.ParamType):
    """Any of some kinds."""

    name = "slag"

    def __init__(self, kinds: tuple[str, ...]):
        self.kinds = kinds

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Give the key of the kind that is meant; where there is none, end with the nearest word."""
        word = str(value).lower()
        found = _CALLED.get(word, word.replace("-", "_"))
        if found in self.kinds:
            return found
        near = get_close_matches(word, [*self.kinds, *_CALLED], n=1)
        meant = f" Meinte du «{near[0]}»?" if near else ""
        self.fail(f"«{value}» er ikkje eit slag innhald.{meant} Vel mellom {', '.join(self.kinds)}.", param, ctx)


ALL_KINDS = (*KINDS, *VOCABULARIES)
