"""Turns a data folder into a Handbook, or into every problem in it. Knows files and models, no rules across records."""

import os
from operator import attrgetter
from pathlib import Path
from typing import Any

from handbook.collector import collector_at_rest
from handbook.files.document import Document
from handbook.handbook import ANY, Handbook, Origin
from handbook.memory import Memory
from handbook.models.base import Model
from handbook.models.kinds import KINDS, VOCABULARIES, Kind
from handbook.models.municipality import Municipality
from handbook.models.reference import Interface
from handbook.models.scalars import is_id
from handbook.models.vocabulary import Vocabulary
from handbook.problems import Problem


def load(folder: Path, shown_as: str | None = None, memory: Memory | None = None) -> tuple[Handbook, list[Problem]]:
    """Read a data folder. Gives what could be read, and every problem met on the way.

    `shown_as` is what the folder is called in messages; what `memory` has of a file that is the same is not read again.
    """
    loader = _Loader(folder, shown_as or os.path.normpath(folder), memory or Memory())
    if not folder.is_dir():
        return loader.handbook, [
            loader.folder_problem("Mappa finst ikkje. Sjå etter om stien er rett skriven.", "no-folder")
        ]
    names = loader.listing(folder, loader.shown_as)
    if loader.problems:
        return loader.handbook, loader.problems
    if not names:
        message = "Mappa er tom. Ei handbok treng minst municipality.yml, interface.yml og vocabulary.yml."
        return loader.handbook, [loader.folder_problem(message, "empty-folder")]
    with collector_at_rest():
        loader.run()
    return loader.handbook, loader.problems


class _Loader:
    """One reading of one folder, and of the folders it shares kinds with."""

    def __init__(self, folder: Path, shown_as: str, memory: Memory):
        self.folder = folder
        self.shown_as = shown_as
        self.handbook = Handbook()
        self.memory = memory
        self.problems: list[Problem] = []

    def run(self) -> None:
        self.memory.turn()
        self._municipality()
        shared = self.handbook.municipality.shared if self.handbook.municipality else None
        if shared:
            self._shared(shared.folder, shared.kinds)
        self._read_kinds(self.folder, self.shown_as, shared=False)
        self._unknown_files()

    def listing(self, folder: Path, name: str) -> list[os.DirEntry]:
        """Give what lies in a folder, in order; hidden files are nobody's business."""
        try:
            with os.scandir(folder) as entries:
                return sorted((each for each in entries if each.name[0] != "."), key=attrgetter("name"))
        except OSError as error:
            message = f"Mappa kan ikkje lesast: {error.strerror}."
            self.problems.append(Problem(name, 1, 1, "", message, "unreadable-folder"))
            return []

    def folder_problem(self, message: str, code: str) -> Problem:
        return Problem(self.shown_as, 1, 1, "", message, code)

    # --- single files ---

    def _municipality(self) -> None:
        document = self._document(self.folder / "municipality.yml", f"{self.shown_as}/municipality.yml", required=True)
        if document:
            origin = Origin(document)
            self.handbook.municipality = self._validate(Municipality, document.value, origin)
            self.handbook.settings["municipality"] = origin

    def _document(self, path: Path, name: str, required: bool = False) -> Document | None:
        if not path.exists():
            if required:
                self.problems.append(
                    Problem(name, 1, 1, "", "Fila manglar. Kopier ho frå ei anna handbok og fyll ut.", "missing-file")
                )
            return None
        document, problems = self.memory.read(path, name)
        self.problems += problems
        return document

    def _shared(self, folder: str, stems: tuple[str, ...]) -> None:
        origin = self.handbook.settings["municipality"]
        path = self.folder / folder
        if not path.is_dir():
            self.problems.append(
                origin.problem(("shared", "folder"), f"Mappa «{folder}» finst ikkje. Rett stien.", "no-folder")
            )
            return
        known = {"interface", "vocabulary", *(kind.stem for kind in KINDS.values() if kind.stem)}
        for index, stem in enumerate(stems):
            if stem not in known:
                message = f"«{stem}» kan ikkje delast. Vel mellom {', '.join(sorted(known))}."
                self.problems.append(origin.problem(("shared", "kinds", index), message, "unknown-value"))
        self._read_kinds(path, os.path.normpath(f"{self.shown_as}/{folder}"), shared=True, only=frozenset(stems))

    # --- kinds ---

    def _read_kinds(self, folder: Path, name: str, shared: bool, only: frozenset[str] | None = None) -> None:
        if only is None or "interface" in only:
            self._interface(folder, name, shared)
        if only is None or "vocabulary" in only:
            self._vocabulary(folder, name, shared)
        for kind in KINDS.values():
            if kind.stem and (only is None or kind.stem in only):
                self._list_file(kind, folder / f"{kind.stem}.yml", f"{name}/{kind.stem}.yml", shared)
                self._folder(kind, folder / kind.stem, f"{name}/{kind.stem}", shared)

    def _interface(self, folder: Path, name: str, shared: bool) -> None:
        required = not shared and not self.handbook.interface
        document = self._document(folder / "interface.yml", f"{name}/interface.yml", required)
        if document:
            origin = Origin(document, (), shared)
            interface = self._validate(Interface, document.value, origin)
            self.handbook.interface |= interface.root if interface else {}
            for key in interface.root if interface else ():
                self.handbook.origins["interface", key] = Origin(document, (key,), shared)

    def _vocabulary(self, folder: Path, name: str, shared: bool) -> None:
        required = not shared and not any(kind in self.handbook.records for kind in VOCABULARIES)
        document = self._document(folder / "vocabulary.yml", f"{name}/vocabulary.yml", required)
        vocabulary = self._validate(Vocabulary, document.value, Origin(document)) if document else None
        if vocabulary is None and (document or required or (folder / "vocabulary.yml").exists()):
            self.handbook.broken |= {(kind, ANY) for kind in VOCABULARIES}
        for kind in VOCABULARIES if vocabulary else ():
            for index, term in enumerate(getattr(vocabulary, kind)):
                self._add(kind, term, Origin(document, (kind, index), shared))

    def _list_file(self, kind: Kind, path: Path, name: str, shared: bool) -> None:
        document = self._document(path, name)
        if document is None:
            if path.exists():
                self.handbook.broken.add((kind.name, ANY))
            return
        if not isinstance(document.value, list):
            self.handbook.broken.add((kind.name, ANY))
            message = f"Fila skal vere ei liste: kvar av {kind.noun} startar med «- id: …»."
            self.problems.append(Origin(document).problem((), message, "wrong-shape"))
            return
        for index, value in enumerate(document.value):
            self._record(kind, value, Origin(document, (index,), shared))

    def _folder(self, kind: Kind, folder: Path, name: str, shared: bool) -> None:
        for entry in self.listing(folder, name) if folder.is_dir() else ():
            stem, ending = os.path.splitext(entry.name)
            if ending != ".yml" or entry.is_dir():
                self._stray(f"{name}/{entry.name}")
                continue
            document, problems = self.memory.read(folder / entry.name, f"{name}/{entry.name}")
            self.problems += problems
            if document:
                self._record(kind, document.value, Origin(document, (), shared), stem)
            else:
                self.handbook.broken.add((kind.name, stem))

    def _record(self, kind: Kind, value: Any, origin: Origin, stem: str | None = None) -> None:
        id = value.get("id") if isinstance(value, dict) else None
        if stem is not None and isinstance(id, str) and id != stem and is_id(id):
            message = f"id-en «{id}» er ikkje lik filnamnet «{stem}». Gje fila namnet {id}.yml, eller rett id-en."
            self.problems.append(origin.problem(("id",), message, "id-not-file-name"))
        record = self._validate(kind.model, value, origin)
        if record is not None:
            self._add(kind.name, record, origin)
            return
        names = [name for name in (id, stem) if isinstance(name, str)]
        self.handbook.broken |= {(kind.name, name) for name in names or [""]}
        if kind.name == "level":
            self.handbook.broken.add(("step", ANY))

    def _add(self, kind: str, record: Any, origin: Origin) -> None:
        key = (kind, record.id)
        earlier = self.handbook.origins.get(key)
        if earlier and not (earlier.shared and not origin.shared):
            mark = earlier.document.mark((*earlier.location, "id"))
            message = f"id-en «{record.id}» er alt brukt i {earlier.document.file}:{mark.line}. Vel ein annan."
            self.problems.append(origin.problem(("id",), message, "duplicate-id"))
            return
        self.handbook.records.setdefault(kind, {})[record.id] = record
        self.handbook.origins[key] = origin
        for index, step in enumerate(getattr(record, "steps", ())):
            self._add("step", step, Origin(origin.document, (*origin.location, "steps", index), origin.shared))

    def _validate(self, model: type[Model] | type[Interface], value: Any, origin: Origin) -> Any:
        made, faults = self.memory.validate(model, value)
        self.problems += [
            origin.problem(fault.location, fault.message, fault.code, key=fault.at_key) for fault in faults
        ]
        return made

    # --- files that nobody reads ---

    def _unknown_files(self) -> None:
        stems = {kind.stem for kind in KINDS.values() if kind.stem}
        files = {"municipality.yml", "interface.yml", "vocabulary.yml", *(f"{stem}.yml" for stem in stems)}
        for entry in self.listing(self.folder, self.shown_as):
            if entry.name not in (files | stems if entry.is_dir() else files):
                self._stray(f"{self.shown_as}/{entry.name}")

    def _stray(self, name: str) -> None:
        message = "Ingen les denne fila. Rett namnet eller endinga (.yml), eller flytt ho ut av mappa."
        self.problems.append(Problem(name, 1, 1, "", message, "unknown-file"))
