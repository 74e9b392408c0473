"""Prints each citation found in a text: act, section, address at Lovdata, verdict, what applies today, and the trap."""

import json
from typing import Any, Literal

from handbook.law.citation import Citation, Written
from handbook.law.registry import Judgement, Registry, Verdict
from handbook.law.sentences import CODES, verdict_sentence

Row = dict[str, Any]

VERDICTS: dict[Verdict, str] = {
    "fine": "gjeld i dag",
    "not-checked": "ikkje kontrollert på lenge",
    "change-pending": "gjeld i dag, endring vedteken",
    "wrong-heading": "feil overskrift",
    "unknown-section": "ukjend paragraf",
    "repealed-section": "oppheva paragraf",
    "not-in-force": "ikkje i kraft",
    "ambiguous-title": "fleire lover med same tittel",
    "repealed-act": "oppheva lov",
    "unknown-act": "ikkje i registeret",
    "no-act": "inga lov nemnd",
}
"""Each verdict in words."""


def rows(registry: Registry, text: str) -> list[Row]:
    """Give one row for each place of each citation, as values that JSON can hold."""
    return [
        _row(citation, written, judgement)
        for citation, judgements in registry.read(text)
        for written, judgement in zip(citation.places or (None,), judgements, strict=True)
    ]


def is_clean(found: list[Row]) -> bool:
    """Say whether nothing in the rows needs mending."""
    return not any(row["verdict"] in CODES for row in found)


def print_rows(found: list[Row], form: Literal["text", "json"]) -> str:
    """Print the rows for people or for programs."""
    if form == "json":
        return json.dumps(found, ensure_ascii=False, indent=2)
    return "\n\n".join(map(_paragraph, found)) or "Fann inga tilvising til lov."


def _row(citation: Citation, written: Written | None, judgement: Judgement) -> Row:
    law = judgement.law
    return {
        "text": citation.text,
        "act": law.id if law else None,
        "lovdata": law.lovdata if law else None,
        "title": law.short_title if law else citation.stranger or None,
        "section": str(judgement.place) if judgement.place else None,
        "part": written.part if written and written.part else None,
        "heading": judgement.section.heading if judgement.section else None,
        "address": judgement.address or None,
        "verdict": judgement.verdict,
        "today": list(judgement.today),
        "becomes": list(judgement.becomes),
        "trap": {"nn": judgement.trap.nn, "nb": judgement.trap.nb} if judgement.trap else None,
        "message": verdict_sentence(judgement, citation),
        "may_be": [each.law.id for each in judgement.readings],
        "checked": str(law.checked) if law else None,
        "unverified": _unverified(judgement),
    }


def _unverified(judgement: Judgement) -> list[str]:
    """Give what nobody could verify about the act and the section."""
    texts = [each.unverified for each in (judgement.law, judgement.section) if each and each.unverified]
    return [text.nn for text in texts if text.nn]


def _paragraph(row: Row) -> str:
    named = row["title"] or ", ".join(row["may_be"]) or "–"
    place = " ".join(filter(None, (row["section"], row["part"]))) or "heile lova"
    lines = [
        ("lov", f"{named} ({row['lovdata']})" if row["lovdata"] else named),
        ("stad", f"{place} «{row['heading']}»" if row["heading"] else place),
        ("Lovdata", row["address"]),
        ("svar", f"{VERDICTS[row['verdict']]} [{row['verdict']}]"),
        ("i dag", ", ".join(row["today"])),
        ("seinare", ", ".join(row["becomes"])),
        ("felle", row["trap"] and row["trap"]["nn"]),
        ("merk", row["message"]),
        ("kontrollert", row["checked"]),
        ("ikkje kontrollert", " ".join(row["unverified"])),
    ]
    return "\n".join([f"«{row['text']}»", *(f"  {label}: {value}" for label, value in lines if value)])
