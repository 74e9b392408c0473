"""Rules on references: what is named must exist. What the law says of them stands in `checks.laws`."""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from handbook.codes import unknown_record
from handbook.handbook import Handbook
from handbook.models.kinds import LINKED_KINDS, OVERVIEWS, PROSE_SECTIONS, SECTIONS, noun
from handbook.models.references import Reference
from handbook.problems import Problem


def known_references(handbook: Handbook, today: date) -> Iterator[Problem]:
    """Every record and open-list word that is named exists; else the nearest id is suggested."""
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
    return None


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
            if record.id != id and id not in record.former_ids:
                continue
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


RULES = (known_references, former_ids_are_free, menu_leads_somewhere, overviews_keep_their_addresses)
