"""Rules on references: what is named must exist, and a law must still be in force."""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from handbook.codes import unknown_record
from handbook.handbook import Handbook
from handbook.models.kinds import LINKED_KINDS, OVERVIEWS, PROSE_SECTIONS, SECTIONS, noun
from handbook.models.law import Law
from handbook.models.references import Reference, section_of
from handbook.problems import Problem


def known_references(handbook: Handbook, today: date) -> Iterator[Problem]:
    """Every record, open-list word and section that is named exists; else the nearest id is suggested."""
    for _, origin, reference in handbook.references():
        if complaint := unknown(handbook, reference):
            message, code = complaint
            yield origin.problem(reference.location, message, code, snippet=reference.link or reference.written)


def unknown(handbook: Handbook, reference: Reference) -> tuple[str, str] | None:
    """Say what is wrong with a reference, as a sentence and a code; None when it is fine."""
    kind, id = reference.kind, reference.id
    if reference.link and kind not in LINKED_KINDS:
        near = get_close_matches(kind, LINKED_KINDS, n=1)
        meant = f" Meinte du «{near[0]}»?" if near else ""
        return f"«{kind}» er ikkje eit slag innhald. Vel mellom {', '.join(LINKED_KINDS)}.{meant}", "unknown-kind"
    ids = handbook.records.get(kind, {})
    if id not in ids:
        if handbook.is_broken(kind, id):
            return None
        near = get_close_matches(id, ids, n=1, cutoff=0.55)
        remedy = f"Meinte du «{near[0]}»?" if near else "Rett id-en, eller lag det som manglar."
        return f"«{id}» finst ikkje blant {noun(kind)}. {remedy}", unknown_record(kind)
    return _unknown_section(ids[id], reference.written) if kind == "law" else None


def _unknown_section(law: Law, written: str) -> tuple[str, str] | None:
    """Chapters and ranges are checked by their first section; an act without sections is cited as a whole."""
    place = section_of(written)
    numbers = [section.number for section in (*law.sections, *law.former_sections)]
    if place is None or place.startswith("kap.") or place in numbers:
        return None
    near = get_close_matches(place, numbers, n=1, cutoff=0.5)
    meant = f" Meinte du «{near[0]}»?" if near else ""
    return (
        f"«{place}» står ikkje i registeret for {law.short_title}.{meant} Legg paragrafen til der først.",
        "unknown-section",
    )


def former_ids_are_free(handbook: Handbook, today: date) -> Iterator[Problem]:
    """A former id, which leads on to the record, is the id of no record now, and of no other before."""
    seen: dict[tuple[str, str], str] = {}
    for kind, record, origin in handbook.entries():
        for index, old in enumerate(getattr(record, "former_ids", ())):
            owner = old if old in handbook.records[kind] else seen.setdefault((kind, old), record.id)
            if owner != record.id or old == record.id:
                message = f"«{old}» er alt i bruk av «{owner}». Ein gammal id kan berre leie til éin stad."
                yield origin.problem(("former_ids", index), message, "former-id-in-use")


def overviews_keep_their_addresses(handbook: Handbook, today: date) -> Iterator[Problem]:
    """No record bears, or bore, the id that is the address of an overview in its section."""
    for kind, id in OVERVIEWS.values():
        message = f"«{id}» er adressa til ei oversiktsside. Vel ein annan id."
        for record in handbook.all(kind):
            borne = ((("id",), record.id), *((("former_ids", at), old) for at, old in enumerate(record.former_ids)))
            for location in (place for place, one in borne if one == id):
                yield handbook.origins[kind, record.id].problem(location, message, "reserved-id")


def menu_leads_somewhere(handbook: Handbook, today: date) -> Iterator[Problem]:
    """Every word in the menu is a section of the site."""
    menu = handbook.municipality.menu if handbook.municipality else ()
    sections = [*SECTIONS, *PROSE_SECTIONS]
    for index, name in enumerate(menu):
        if name not in sections:
            near = get_close_matches(name, sections, n=1)
            remedy = f"Meinte du «{near[0]}»?" if near else f"Vel mellom {', '.join(sections)}."
            origin = handbook.settings["municipality"]
            yield origin.problem(("menu", index), f"«{name}» er ikkje ein del av nettstaden. {remedy}", "unknown-menu")


def laws_in_force(handbook: Handbook, today: date) -> Iterator[Problem]:
    """No record rests on a repealed act. What a source wrote (`citations`) is kept, beside what applies today."""
    for record, origin, reference in handbook.references():
        if isinstance(record, Law) or _is_history(reference):
            continue
        if complaint := outdated(handbook, reference):
            message, code = complaint
            yield origin.problem(reference.location, message, code, snippet=reference.link or reference.written)


def outdated(handbook: Handbook, reference: Reference) -> tuple[str, str] | None:
    """Say that an act is repealed, or not yet in force, as a sentence and a code; None when it is in force."""
    law = handbook.records.get("law", {}).get(reference.id) if reference.kind == "law" else None
    if law is not None and law.state == "repealed":
        return _repealed(handbook, law, reference), "repealed-law"
    if law is not None and law.state == "adopted":
        message = f"{law.short_title} ({law.lovdata}) er vedteken, men ikkje i kraft. Vis til lova som gjeld i dag."
        return message, "law-not-in-force"
    return None


def _is_history(reference: Reference) -> bool:
    return "citations" in reference.location and "means" in reference.location


def _repealed(handbook: Handbook, law: Law, reference: Reference) -> str:
    place = section_of(reference.written)
    former = next((section for section in law.former_sections if section.number == place), None)
    successor = handbook.records.get("law", {}).get(law.replaced_by)
    remedy = f"Bruk {' og '.join(f'«{today}»' for today in former.today)}." if former else ""
    if not remedy and successor:
        remedy = f"Sjå «{successor.id}»."
    trap = f" Merk: {former.trap.nn}" if former and former.trap and former.trap.nn else ""
    return f"{law.short_title} ({law.lovdata}) vart oppheva {law.repealed}. {remedy}{trap}".rstrip()


RULES = (known_references, former_ids_are_free, menu_leads_somewhere, overviews_keep_their_addresses, laws_in_force)
