"""A large folder read and checked in two processes, half the files each. What each must know of the other half is told
in few words: other records say nothing of a record but its id and what it is called."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

from handbook.beside import Exchange, in_two
from handbook.checks import check
from handbook.files.document import Document
from handbook.files.source import read
from handbook.handbook import Handbook
from handbook.load import load
from handbook.memory import Memory
from handbook.models.base import Record, Text
from handbook.models.explain import Fault
from handbook.problems import Problem
from handbook.reading import read_all


class Told(NamedTuple):
    """What is told of a file that holds one record, which bears the name of the file."""

    digest: str
    former_ids: Sequence[str]
    name: Sequence[str | None]
    aliases: Sequence[Sequence[str | None]]

    @classmethod
    def of(cls, digest: str, record: Record) -> "Told":
        """Tell of a record."""
        return cls(digest, record.former_ids, _said(record.name), [_said(alias) for alias in record.aliases])


class PassingBy(Memory):
    """A memory that answers for files of one folder with what was told of them: by a cache, while their bytes are the
    same, or by the other process."""

    def __init__(self, folder: Path, clean: dict[str, Told]):
        super().__init__()
        self.folder = folder
        self.clean = clean
        self.digests: dict[str, str] = {}
        self._others: dict[str, Told] = {}
        self._ahead: dict[str, tuple[Document | None, list[Problem]]] = {}
        self._passed_by: dict[int, tuple[dict[str, str], Told]] = {}

    @property
    def passed_by(self) -> set[str]:
        """The ids of the records that were passed by."""
        return {value["id"] for value, _ in self._passed_by.values()}

    def read(self, path: Path, name: str) -> tuple[Document | None, list[Problem]]:
        """Read one file, or pass it by."""
        if name in self._ahead:
            return self._ahead[name]
        if path.parent != self.folder:
            return read(path, name)
        stem = path.stem
        told = self._others.get(stem)
        if told is None:
            try:
                data = path.read_bytes()
            except OSError:
                return read(path, name)
            self.digests[stem] = digest(data)
            told = self.clean.get(stem)
            if told is None or told.digest != self.digests[stem]:
                return read(path, name, data)
        value = {"id": stem}
        self._passed_by[id(value)] = value, told
        return Document(name, "", value, lambda: read(path, name)[0].root), []

    def validate(self, model: type, value: Any) -> tuple[Any, list[Fault]]:
        """Make a model, or what stands in for one that is passed by."""
        if id(value) not in self._passed_by:
            return super().validate(model, value)
        told = self._passed_by[id(value)][1]
        said = {"id": value["id"], "former_ids": tuple(told.former_ids), "name": _text(told.name)}
        return _blank(model).model_copy(update=said | {"aliases": tuple(map(_text, told.aliases))}), []

    def read_ahead(self, paths: Iterable[Path], name: str, model: type[Record]) -> dict[str, Told]:
        """Read some files of the folder, and tell of those that are as they should be."""
        told = {}
        for path in paths:
            shown_as, stem = f"{name}/{path.name}", path.stem
            document, problems = self._ahead[shown_as] = self.read(path, shown_as)
            record = self.validate(model, document.value)[0] if document and not problems else None
            if record is not None and record.id == stem:
                told[stem] = Told.of(self.digests[stem], record)
        return told

    def take(self, told: dict[str, Told]) -> None:
        """Pass by what the other process has told of."""
        self._others = told
        self.digests |= {stem: each.digest for stem, each in told.items()}


def read_in_halves(
    memory: PassingBy, model: type[Record], data: Path, content: Path, shown: tuple[str, str], today: date
) -> tuple[Handbook, list[Problem]]:
    """Read and check like `reading.read_all`. The problems are the same; of half the records, the handbook holds the
    id and the name."""
    files, name = yaml_in(memory.folder), f"{shown[0]}/{memory.folder.name}"
    halves = files[::2], files[1::2]
    of_other = {f"{name}/{path.name}" for path in halves[1]}

    def half(number: int, exchange: Exchange) -> Any:
        memory.take(exchange(memory.read_ahead(halves[number], name, model)))
        if number == 0:
            return read_all(data, content, shown, today, memory=memory)
        handbook, problems = load(data, shown[0], memory)
        return [each for each in (*problems, *check(handbook, today)) if each.file in of_other]

    found = in_two(half)
    if found is None:
        return read_all(data, content, shown, today)
    (handbook, problems), others = found
    return handbook, [*(each for each in problems if each.file not in of_other), *others]


def yaml_in(folder: Path) -> list[Path]:
    """Give the YAML files of a folder, in order."""
    return sorted(folder.glob("*.yml"), key=attrgetter("name"))


def digest(*parts: bytes) -> str:
    """Give what tells these bytes from any others."""
    made = blake2b(digest_size=16)
    for part in parts:
        made.update(b"%d:" % len(part))
        made.update(part)
    return made.hexdigest()


@cache
def _blank(model: type[Record]) -> Record:
    return model.model_construct(**{field: None for field, info in model.model_fields.items() if info.is_required()})


def _text(said: Sequence[str | None]) -> SimpleNamespace:
    """Give what is asked for by its words; no text, so that nobody looks through it again."""
    return SimpleNamespace(nn=said[0], nb=said[1])


def _said(text: Text | SimpleNamespace) -> tuple[str | None, str | None]:
    return text.nn, text.nb
