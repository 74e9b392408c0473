"""A new record to fill in: valid, a draft, and open about all that nobody has said yet. Writes nothing itself."""

import re
import unicodedata
from pathlib import Path
from typing import Any, NamedTuple

from handbook.canonical import arranged, record_text
from handbook.files.editing import CannotEdit, Edits
from handbook.files.source import read
from handbook.files.text_file import as_it_stands
from handbook.handbook import Handbook
from handbook.models.kinds import KINDS, OVERVIEWS, Kind, noun
from handbook.models.needed import Need, needs_of
from handbook.models.scalars import LONGEST_ID, is_id

_NOT_SAID = {"nn": "Ikkje fylt ut enno.", "nb": "Ikke fylt ut ennå."}
_OTHER = {"nn": "nb", "nb": "nn"}
_MORE = {"meeting": (Need("participants", "text"),), "level": (Need("code", "value"),)}
"""What no record of the kind may lack by the rules, though its model can do without."""
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "ł": "l", "ŋ": "n"})


class NotMade(Exception):
    """The record cannot be made; says why and what to do, in nynorsk.

    `asks` holds what must be decided first: the key of each field, and the words one may choose between.
    """

    def __init__(self, message: str, asks: dict[str, list[str]] | None = None):
        super().__init__(message)
        self.asks = asks or {}


class Made(NamedTuple):
    """A new record: its id, its file, all its bytes, and the fields nobody has filled in."""

    id: str
    path: Path
    data: bytes
    unsaid: list[str]


def id_of_title(title: str) -> str:
    """Give the id that a title gives: a–z, digits and hyphens; "" where nothing of it can stand in an id."""
    plain = unicodedata.normalize("NFKD", title.lower().translate(_LETTERS))
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    return re.sub(r"[^a-z0-9]+", "-", letters)[:LONGEST_ID].strip("-")


def new_record(handbook: Handbook, folder: Path, kind: str, title: str, language: str, given: dict[str, str]) -> Made:
    """Make a record of a title; `given` holds values of its required fields by key, «access.kind» too."""
    given = dict(given)
    id = given.pop("id", None) or id_of_title(title)
    _refuse(handbook, folder, kind, id)
    filling = _Filling(handbook, kind, title, language, given)
    model = KINDS[kind].model
    values = {"id": id} | filling.fields(
        [need for need in (*needs_of(model), *_MORE.get(kind, ())) if need.key != "id"]
    )
    if filling.asks:
        lines = [f"  --with {key}=…  {', '.join(words)}".rstrip() for key, words in filling.asks.items()]
        raise NotMade("\n".join(["Dette må vere avgjort først:", *lines]), filling.asks)
    if given:
        raise NotMade(f"Desse felta er ikkje påkravde her: {', '.join(given)}. Skriv dei heller i fila etterpå.")
    values["status"] = "draft"
    path, data = _file(folder, KINDS[kind], id, values)
    return Made(id, path, data, filling.unsaid)


def _refuse(handbook: Handbook, folder: Path, kind: str, id: str) -> None:
    if not is_id(id):
        raise NotMade(f"Tittelen gir ingen id («{id}»). Skriv ein sjølv: --with id=…")
    records = handbook.records.get(kind, {})
    taken = next((each for each, one in records.items() if each == id or id in one.former_ids), None)
    if taken is not None or (folder / KINDS[kind].stem / f"{id}.yml").exists():
        raise NotMade(f"«{id}» er i bruk. Skriv ein annan tittel, eller vel id sjølv: --with id=…")
    if (kind, id) in OVERVIEWS.values():
        raise NotMade(f"«{id}» er adressa til ei oversiktsside. Vel id sjølv: --with id=…")


class _Filling:
    """Fills required fields: with what is given, or with «not filled in yet» where that can be said; else it asks."""

    def __init__(self, handbook: Handbook, kind: str, title: str, language: str, given: dict[str, str]):
        self.handbook, self.kind, self.title, self.language, self.given = handbook, kind, title, language, given
        self.asks: dict[str, list[str]] = {}
        self.unsaid: list[str] = []

    def fields(self, needs: list[Need], above: str = "") -> dict[str, Any]:
        """Give the values of required fields; what must be decided first stands in `asks`."""
        return {need.key: self._value(need, f"{above}{need.key}") for need in needs}

    def _value(self, need: Need, key: str) -> Any:
        if need.takes == "part":
            value = self.fields(needs_of(need.of), f"{key}.")
            return [value] if need.many else value
        if key in self.given:
            words = [word.strip() for word in self.given.pop(key).split(",")] if need.many else [self.given.pop(key)]
            values = [self._given(need, word) for word in words]
            return values if need.many else values[0]
        value = self._unknown(need, key)
        return [value] if need.many else value

    def _given(self, need: Need, word: str) -> Any:
        ids = self.handbook.records.get(need.of, {}) if need.takes == "reference" else ()
        if need.takes == "reference" and word not in ids:
            raise NotMade(f"«{word}» finst ikkje blant {noun(need.of)}. Vel mellom {', '.join(ids)}.")
        return self._text(word) if need.takes == "text" else word

    def _unknown(self, need: Need, key: str) -> Any:
        """Give what stands there until somebody has decided."""
        if need.takes == "cadence":
            self.unsaid.append(key)
            return {"kind": "unknown"}
        if key in ("name", self.language):
            return self._text(self.title) if key == "name" else self.title
        if need.takes == "text":
            self.unsaid.append(key)
            return self._text(_NOT_SAID[self.language])
        if key == "order":
            return str(max((one.order or 0 for one in self.handbook.all(self.kind)), default=0) + 1)
        self.asks[key] = list(self.handbook.records.get(need.of, ())) if need.takes == "reference" else []
        return ""

    def _text(self, words: str) -> dict[str, str]:
        return {self.language: words, "pending": _OTHER[self.language]}


def _file(folder: Path, kind: Kind, id: str, values: dict[str, Any]) -> tuple[Path, bytes]:
    """Give the file of a new record and all its bytes: one of its own, or the list of its kind with one more item."""
    listed = folder / f"{kind.stem}.yml"
    if (folder / kind.stem).is_dir() or not listed.exists():
        return folder / kind.stem / f"{id}.yml", record_text(kind, values).encode("utf-8")
    mark, raw = as_it_stands(listed)
    edits = Edits(read(listed, str(listed))[0], raw)
    edits.append((), arranged(kind.model, values))
    try:
        return listed, mark + edits.text().encode("utf-8")
    except CannotEdit:
        raise NotMade(f"{listed} kan ikkje endrast trygt. Køyr «python -m handbook format» først.") from None
