"""Gives a record another id: its file, every reference to it and its old address follow. Writes nothing itself."""

from collections import defaultdict
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from re import Match
from typing import Any, NamedTuple

from handbook.files.document import Document
from handbook.files.editing import CannotEdit, Edits
from handbook.files.text_file import as_it_stands
from handbook.handbook import Handbook
from handbook.markup import REFERENCE
from handbook.models.kinds import OVERVIEWS, noun
from handbook.models.order import field_order
from handbook.models.references import id_of
from handbook.models.scalars import LONGEST_ID, is_id
from handbook.problems import Location


class Refused(Exception):
    """What was asked for cannot be done; says why and what to do instead, in nynorsk."""


class Rewritten(NamedTuple):
    """A file as it is to be: where it stands, where it shall stand, and all its bytes."""

    path: Path
    new_path: Path
    data: bytes


def rename(handbook: Handbook, content: Path, kind: str, old: str, new: str) -> list[Rewritten]:
    """Give every file that changes when a record gets another id; `Refused` where it cannot have it."""
    _refuse(handbook, kind, old, new)
    origin = handbook.origins[kind, old]
    documents, places = _named(handbook, kind, old)
    documents[origin.document.file] = origin.document
    files = []
    for name, document in documents.items():
        mark, raw = as_it_stands(Path(name))
        edits = Edits(document, raw)
        for location, written in places[name].items():
            if written:
                edits.replace(location, new + written.removeprefix(old))
            else:
                edits.substitute(location, lambda text: _in_text(text, kind, old, new))
        path = Path(name)
        if document is origin.document:
            _own(edits, origin.location, handbook.get(kind, old), new)
            path = path if origin.location else path.with_stem(new)
        files.append(Rewritten(Path(name), path, mark + _text(edits, name).encode("utf-8")))
    return [*files, *_prose(content, kind, old, new)]


def _refuse(handbook: Handbook, kind: str, old: str, new: str) -> None:
    """Stop where there is no such record, or where it cannot have the new id."""
    ids = handbook.records.get(kind, {})
    if old not in ids:
        now = next((id for id, record in ids.items() if old in getattr(record, "former_ids", ())), None)
        near = get_close_matches(old, ids, n=1, cutoff=0.55)
        remedy = f" No heiter det «{now}»." if now else f" Meinte du «{near[0]}»?" if near else ""
        raise Refused(f"«{old}» finst ikkje blant {noun(kind)}.{remedy}")
    if not is_id(new):
        raise Refused(f"«{new}» kan ikkje vere id. Bruk a–z, tal og bindestrek, høgst {LONGEST_ID} teikn.")
    taken = next((id for id, record in ids.items() if id == new or (_bore(record, new) and id != old)), None)
    if taken is not None:
        raise Refused(f"«{new}» er i bruk{'' if taken == new else f': «{taken}» heitte det før'}. Vel ein annan id.")
    if (kind, new) in OVERVIEWS.values():
        raise Refused(f"«{new}» er adressa til ei oversiktsside. Vel ein annan id.")
    origin = handbook.origins[kind, old]
    if origin.shared:
        raise Refused(f"«{old}» er lånt frå {origin.document.file}. Gje det ny id i den mappa.")
    if not origin.location and Path(origin.document.file).with_stem(new).exists():
        raise Refused(f"Det finst alt ei fil som heiter {new}.yml. Vel ein annan id, eller flytt fila.")


def _bore(record: Any, id: str) -> bool:
    return id in getattr(record, "former_ids", ())


def _named(handbook: Handbook, kind: str, id: str) -> tuple[dict[str, Document], dict[str, dict[Location, str]]]:
    """Give the documents that name a record, and where each does: what is written there, "" in running text."""
    documents: dict[str, Document] = {}
    places: dict[str, dict[Location, str]] = defaultdict(dict)
    for _, origin, reference in handbook.references():
        if (reference.kind, reference.id) == (kind, id) and not origin.shared:
            documents[origin.document.file] = origin.document
            location = (*origin.location, *reference.location)
            places[origin.document.file][location] = "" if reference.link else reference.written
    return documents, places


def _own(edits: Edits, location: Location, record: Any, new: str) -> None:
    """Change the record's own id, and let the old one lead on to it."""
    edits.replace((*location, "id"), new)
    former = getattr(record, "former_ids", None)
    if former is None:
        return
    if new in former:  # it gets back an id that it had
        edits.replace((*location, "former_ids", former.index(new)), record.id)
    elif former:
        edits.append((*location, "former_ids"), record.id)
    else:
        edits.add(location, "former_ids", [record.id], field_order(type(record)))


def _in_text(text: str, kind: str, old: str, new: str) -> str:
    """Let the references of a running text name the new id."""

    def put(match: Match) -> str:
        if match["kind"] != kind or id_of(kind, match["target"]) != old:
            return match.group()
        return match.group().replace(f":{old}", f":{new}", 1)

    return REFERENCE.sub(put, text)


def _prose(content: Path, kind: str, old: str, new: str) -> Iterator[Rewritten]:
    for path in sorted(content.rglob("*.md")):
        mark, text = as_it_stands(path)
        changed = _in_text(text, kind, old, new)
        if changed != text:
            yield Rewritten(path, path, mark + changed.encode("utf-8"))


def _text(edits: Edits, name: str) -> str:
    try:
        return edits.text()
    except CannotEdit:
        folder = Path(name).parent
        message = (
            f"{name} er skriven slik at ho ikkje kan endrast trygt. Køyr «python -m handbook format {folder}» først."
        )
        raise Refused(message) from None
