"""Tells an editor what a judgement means, in nynorsk: what is wrong, what applies today, and the trap."""

from difflib import get_close_matches

from handbook.law.citation import Citation
from handbook.law.registry import Judgement, Verdict
from handbook.models.law import Law

CODES: dict[Verdict, str] = {
    "repealed-act": "repealed-law",
    "repealed-section": "repealed-section",
    "unknown-section": "unknown-section",
    "wrong-heading": "law-heading",
    "ambiguous-title": "ambiguous-law",
    "not-in-force": "law-not-in-force",
    "unknown-act": "law-not-registered",
}
"""The verdicts that are a problem in a handbook, and the code of each. The others are shown on the page."""


def sentence(judgement: Judgement, citation: Citation | None = None) -> str:
    """Say what a judgement means; "" where all is well. `citation` is what was written, where it was text."""
    trap = f"Merk: {judgement.trap.nn}" if judgement.trap and judgement.trap.nn else ""
    return " ".join(filter(None, (verdict_sentence(judgement, citation), trap, _in_older_texts(judgement))))


def verdict_sentence(judgement: Judgement, citation: Citation | None = None) -> str:
    """Say what the verdict means, without the trap; "" where all is well."""
    return _SENTENCES[judgement.verdict](judgement, citation)


def _in_older_texts(judgement: Judgement) -> str:
    """Say of a section that applies what its number was about before sections were renumbered."""
    former = judgement.former
    if former is None or judgement.verdict in ("repealed-act", "repealed-section"):
        return ""
    return f"Eldre tekstar kan meine ein annan regel: {former.about.nn}. Han står no i {_joined(former.today)}."


def _repealed_act(judgement: Judgement, citation: Citation | None) -> str:
    law = judgement.law
    said = f"{law.short_title} ({law.lovdata}) vart oppheva {law.repealed}."
    if judgement.former:
        return f"{said} {_use(judgement.today)}"
    look = "".join(f" Sjå «{each}»." for each in judgement.today)
    warning = " Ikkje ta med nummeret dit: Det kan vere ein annan regel." if judgement.place and look else ""
    return f"{said}{look}{warning}"


def _repealed_section(judgement: Judgement, citation: Citation | None) -> str:
    return f"{judgement.place.spelled()} i {judgement.law.short_title} er oppheva. {_use(judgement.today)}".strip()


def _unknown_section(judgement: Judgement, citation: Citation | None) -> str:
    place = judgement.place.number
    meant = "".join(f" Meinte du «{near}»?" for near in _near(judgement.law, place))
    return f"«{place}» står ikkje i registeret for {judgement.law.short_title}.{meant} Legg paragrafen til der først."


def _near(law: Law, number: str) -> list[str]:
    numbers = [section.number for section in (*law.sections, *law.former_sections)]
    return get_close_matches(number, numbers, n=1, cutoff=0.5)


def _wrong_heading(judgement: Judgement, citation: Citation | None) -> str:
    claimed = f", ikkje «{citation.heading}»" if citation else ""
    return (
        f"{judgement.place.spelled()} i {judgement.law.short_title} heiter «{judgement.section.heading}»{claimed}. "
        "Les paragrafen hos Lovdata: Er det ein annan du meiner?"
    )


def _ambiguous(judgement: Judgement, citation: Citation | None) -> str:
    names = [f"{each.law.short_title} ({_year(each.law)})" for each in judgement.readings]
    others = [
        f"Er det lova frå {_year(each.law)}, bruk {_joined(each.today)}."
        for each in judgement.readings
        if each.verdict in ("repealed-act", "not-in-force") and each.today
    ]
    return " ".join([f"Tittelen kan vere {' eller '.join(names)}. Skriv året i parentes.", *others])


def _year(law: Law) -> str:
    return law.lovdata.split("-")[1]


def _not_in_force(judgement: Judgement, citation: Citation | None) -> str:
    law = judgement.law
    remedy = _use(judgement.today) or "Vis til lova som gjeld i dag."
    return f"{law.short_title} ({law.lovdata}) er vedteken, men ikkje i kraft. {remedy}"


def _unknown_act(judgement: Judgement, citation: Citation | None) -> str:
    return f"«{citation.stranger}» er ikkje i registeret. Kontroller lova hos Lovdata, og legg ho til blant lovene."


def _pending(judgement: Judgement, citation: Citation | None) -> str:
    section, law = judgement.section, judgement.law
    if section and section.pending_change:
        return section.pending_change.nn or ""
    becomes = f" Regelen skal då stå i {_joined(judgement.becomes)}." if judgement.becomes else ""
    return f"{law.short_title} gjeld i dag, men ei ny lov er vedteken.{becomes}"


def _not_checked(judgement: Judgement, citation: Citation | None) -> str:
    section, law = judgement.section, judgement.law
    if section and section.unread_change:
        return (
            f"{judgement.place.spelled()} i {law.short_title} kan vere endra frå {section.unread_change}. "
            "Den nye ordlyden er ikkje lesen. Sjå etter hos Lovdata."
        )
    return f"{law.short_title} vart sist kontrollert {law.checked}. Sjå etter hos Lovdata."


def _use(references: tuple[str, ...]) -> str:
    return f"Bruk {_joined(references)}." if references else ""


def _joined(references: tuple[str, ...]) -> str:
    *most, last = (f"«{each}»" for each in references)
    return f"{', '.join(most)} og {last}" if most else last


_SENTENCES = {
    "fine": lambda judgement, citation: "",
    "no-act": lambda judgement, citation: "Tilvisinga nemner inga lov.",
    "repealed-act": _repealed_act,
    "repealed-section": _repealed_section,
    "unknown-section": _unknown_section,
    "wrong-heading": _wrong_heading,
    "ambiguous-title": _ambiguous,
    "not-in-force": _not_in_force,
    "unknown-act": _unknown_act,
    "change-pending": _pending,
    "not-checked": _not_checked,
}
