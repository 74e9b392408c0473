"""Finds the record that a cell names: by id, name, alias or abbreviation, in either form, definite or not."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from itertools import takewhile

from handbook.handbook import Handbook
from handbook.models.kinds import VOCABULARIES

_APART = re.compile(r"\s*[,;/\n•|]\s*|\s+(?:og|&|\+|eller)\s+")


class Named:
    """The names of a handbook's records, of any kind."""

    def __init__(self, handbook: Handbook):
        self._handbook = handbook
        self._names: dict[str, dict[str, str]] = {}
        self._found: dict[tuple[str, str], str | None] = {}
        self._coming: dict[str, dict[str, str]] = {}
        self._called: dict[str, dict[str, str]] = {}

    def expect(self, kind: str, names: dict[str, str]) -> None:
        """Let names and ids of records that are still to come be found too, where no record has them."""
        self._coming[kind] = {_plain(name): id for name, id in names.items()}

    def find(self, kind: str, text: str) -> str | None:
        """Give the id of the one record of a kind that a text names, or None."""
        key = (kind, text.strip())
        if key not in self._found:
            self._found[key] = self._find(*key) or self._coming.get(kind, {}).get(_plain(text))
        return self._found[key]

    def _find(self, kind: str, text: str) -> str | None:
        names, said = self._of(kind), _plain(text)
        if text in self._handbook.records.get(kind, {}):
            return text
        if not said or said in names:
            return names.get(said)
        words = said.split()
        ways = (
            {id for name, id in names.items() if _are_alike(words, name.split())},
            {id for name, id in names.items() if name.startswith(f"{said} ")},
            # «Henvisning» is «med henvisning» in an open list; in other kinds it could be anything.
            {id for name, id in names.items() if kind in VOCABULARIES and _holds(name.split(), words)},
        )
        return next((one.pop() for one in ways if len(one) == 1), None)

    def called(self, kind: str, name: str) -> str | None:
        """Give the id of the record of a kind whose name, in either form, is this, save for capitals and signs."""
        if kind not in self._called:
            names = ((record.id, getattr(record, "name", None)) for record in self._handbook.all(kind))
            self._called[kind] = {_plain(each): id for id, text in names if text for each in (text.nn, text.nb) if each}
        return self._called[kind].get(_plain(name))

    def find_all(self, kind: str, text: str) -> tuple[list[str], list[str]]:
        """Give the ids of the records that a text lists, and the words that name none."""
        if whole := self.find(kind, text):
            return [whole], []
        ids: list[str] = []
        unknown = []
        for part in filter(None, _APART.split(text)):
            id = self.find(kind, part)
            if id is None:
                unknown.append(part)
            elif id not in ids:
                ids.append(id)
        return ids, unknown

    def near(self, kind: str, text: str) -> list[str]:
        """Give up to three ids whose names look like a text; all of a short list where none does."""
        names = self._of(kind)
        near = get_close_matches(_plain(text), names, n=3, cutoff=0.6)
        ids = list(dict.fromkeys(names[each] for each in near))
        every = sorted(set(names.values()))
        return ids or (every if len(every) <= 8 else [])

    def shown(self, kind: str, id: str, language: str) -> str:
        """Give an id as a cell may hold it; a word of an open list with what it means."""
        meaning = getattr(self._handbook.get(kind, id).name, language, None) if kind in VOCABULARIES else None
        return f"«{id}» ({meaning})" if meaning else f"«{id}»"

    def _of(self, kind: str) -> dict[str, str]:
        if kind not in self._names:
            self._names[kind] = {}
            for record in self._handbook.all(kind):
                for name in _names_of(record):
                    self._names[kind].setdefault(_plain(name), record.id)
        return self._names[kind]


def _names_of(record: object) -> Iterator[str]:
    yield record.id
    texts = (getattr(record, "name", None), *getattr(record, "aliases", ()))
    for text in filter(None, texts):
        yield from filter(None, (text.nn, text.nb))
    yield from getattr(record, "abbreviations", ())
    if code := getattr(record, "code", None):
        yield from (code, f"nivå {code}")


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", text.lower().replace("_", " ")).split())


def _are_alike(some: list[str], others: list[str]) -> bool:
    return len(some) == len(others) and all(map(_is_alike, some, others))


def _holds(words: list[str], some: list[str]) -> bool:
    return all(any(_is_alike(one, word) for word in words) for one in some)


def _is_alike(one: str, other: str) -> bool:
    """Say whether two words are one, save for an ending: «skulen» and «skule», «universell» and «universelt»."""
    pairs = zip(one, other, strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return one == other or (shared >= 4 and max(len(one), len(other)) - shared <= 3)
