"""Which records name which: the two-way joins that tie the pages together."""

from collections import defaultdict

from handbook.handbook import Handbook
from handbook.models.kinds import KINDS
from handbook.models.references import Reference

Key = tuple[str, str]


class Joins:
    """For every record, the records it names and the records that name it."""

    def __init__(self, handbook: Handbook):
        self._near: dict[Key, dict[Key, None]] = defaultdict(dict)
        self.sections: dict[Key, dict[str, dict[Key, None]]] = defaultdict(lambda: defaultdict(dict))
        """For every law: section as written → the records that cite it."""
        self._places: dict[Key, int] = {}
        for place, (kind, record, _) in enumerate(handbook.entries()):
            if kind in KINDS:
                self._places[kind, record.id] = place
                self._add((kind, record.id), handbook.found_in(record).references)
        self._of: dict[Key, dict[str, list[str]]] = {}

    def _add(self, key: Key, references: list[Reference]) -> None:
        for reference in references:
            if reference.kind not in KINDS:
                continue
            if key[0] == "level" and reference.location[0] == "steps":
                continue  # a step speaks for itself
            other = (reference.kind, reference.id)
            if other != key:
                self._near[key][other] = None
                self._near[other][key] = None
            if reference.kind == "law" and "citations" not in reference.location:
                self.sections[other][reference.written.removeprefix(f"{reference.id} ")][key] = None

    def of(self, kind: str, id: str, other: str) -> list[str]:
        """Give the ids of the records of another kind that are joined with this one, either way, in their own order."""
        key = (kind, id)
        if key not in self._of:
            self._of[key] = self._by_kind(key)
        return self._of[key].get(other, [])

    def all_of(self, kind: str, id: str) -> list[Key]:
        """Give (kind, id) of all records that are joined with this one."""
        return list(self._near.get((kind, id), ()))

    def _by_kind(self, key: Key) -> dict[str, list[str]]:
        """Sort what is joined with a record by its kind, once: a page asks for many kinds."""
        found: dict[str, list[str]] = {}
        for other, id in sorted(self._near.get(key, ()), key=lambda one: self._places.get(one, -1)):
            found.setdefault(other, []).append(id)
        return found
