"""What was read of each file, kept from one build to the next while a server runs. Knows no rules and no kinds."""

import os
from pathlib import Path
from typing import Any

from handbook.files.document import Document
from handbook.files.source import read
from handbook.models.explain import Fault, validate
from handbook.problems import Problem

Sign = tuple[int, int, int, int]


def sign(path: Path | str) -> Sign | None:
    """Give what tells one state of a file from another, or None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def signs(*places: Path) -> dict[str, Sign | None]:
    """Give the signs of files, and of all files below folders."""
    files = (file for place in places for file in (place.rglob("*") if place.is_dir() else (place,)))
    return {str(file): sign(file) for file in files}


class Memory:
    """Documents by file, and models by the values they were made of. What a reading does not ask for is forgotten."""

    def __init__(self) -> None:
        self._documents: dict[Path, tuple[Sign | None, str, Document | None, list[Problem]]] = {}
        self._models: dict[tuple[type, int], tuple[Any, Any, list[Fault]]] = {}
        self._kept_documents, self._kept_models = self._documents, self._models

    def turn(self) -> None:
        """Begin a new reading."""
        self._kept_documents, self._kept_models = self._documents, self._models
        self._documents, self._models = {}, {}

    def read(self, path: Path, name: str) -> tuple[Document | None, list[Problem]]:
        """Read one file, or give what was read of it before; see `source.read`."""
        now = sign(path)
        kept = self._kept_documents.get(path)
        if now is None or kept is None or kept[:2] != (now, name):
            kept = (now, name, *read(path, name))
        self._documents[path] = kept
        return kept[2], kept[3]

    def validate(self, model: type, value: Any) -> tuple[Any, list[Fault]]:
        """Make a model of plain values, or give the one that was made of these before; see `explain.validate`."""
        key = (model, id(value))
        kept = self._kept_models.get(key)
        if kept is None or kept[0] is not value:  # the value is kept, so that nothing else can get its id
            kept = (value, *validate(model, value))
        self._models[key] = kept
        return kept[1], kept[2]
