"""What a check found clean, kept from one check to the next, for folders of very many records. Writes only its file.

A file stands for itself until its bytes change; then it alone is read and looked at. That holds only while all that its
rules lean on holds: the code, the day, every other file, and that no id and no name has gone. Else all is looked at.
"""

import json
import os
from collections.abc import Iterator
from datetime import date
from hashlib import blake2b
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from handbook.checks.personal import known_words
from handbook.document import Document, Mark, Node
from handbook.handbook import Handbook
from handbook.memory import Memory
from handbook.models.explain import Fault
from handbook.models.kinds import KINDS
from handbook.problems import Problem
from handbook.reading import read_all
from handbook.source import read

KIND = "measure"
"""The kind that there may be thousands of. Other records say nothing of a measure but its id and what it is called."""
WORTH_IT = 500
"""So many files; fewer are looked at in a second."""

_CODE = Path(__file__).parent


def check_all(
    data: Path, content: Path, shown: tuple[str, str], today: date, may_fork: bool, cache: Path
) -> tuple[Handbook, list[Problem]]:
    """Read and check like `reading.read_all`, and pass by what `cache` says was clean. The problems are the same.

    Of the records passed by, the handbook holds the id and the name.
    """
    if len(_files(data)) < WORTH_IT:
        return read_all(data, content, shown, today, may_fork)
    verdicts = Verdicts(data, today, cache)
    found = read_all(data, content, shown, today, may_fork, verdicts)
    if not verdicts.hold(*found):
        verdicts = Verdicts(data, today, None)
        found = read_all(data, content, shown, today, may_fork, verdicts)
    verdicts.keep(*found, cache)
    return found


class Verdicts(Memory):
    """A memory that answers for clean files with what other records may ask of them."""

    def __init__(self, data: Path, today: date, cache: Path | None):
        super().__init__()
        self._folder = data / KINDS[KIND].stem
        self._ids = [path.stem for path in _files(data)]
        self._context = _context(data, today)
        kept = _kept(cache) if cache else {}
        holds = kept.get("context") == self._context and set(kept["ids"]) <= set(self._ids)
        self._clean: dict[str, list[Any]] = kept["files"] if holds else {}
        self._words = frozenset(kept["words"] if holds else ())
        self._digests: dict[str, str] = {}
        self._passed_by: dict[int, tuple[Any, str]] = {}

    def read(self, path: Path, name: str) -> tuple[Document | None, list[Problem]]:
        """Read one file, or pass it by."""
        if path.parent != self._folder:
            return read(path, name)
        digest = self._digests[path.stem] = _digest(path.read_bytes())
        clean = self._clean.get(path.stem)
        if clean is None or clean[0] != digest:
            return read(path, name)
        value = {"id": path.stem}
        self._passed_by[id(value)] = value, path.stem
        return Document(name, "", value, lambda: Node(Mark(1, 1), Mark(1, 1))), []

    def validate(self, model: type, value: Any) -> tuple[Any, list[Fault]]:
        """Make a model, or what stands in for one that is passed by."""
        if id(value) not in self._passed_by:
            return super().validate(model, value)
        _, former_ids, name, aliases = self._clean[value["id"]]
        unsaid = dict.fromkeys(field for field, info in model.model_fields.items() if info.is_required())
        said = {
            "id": value["id"],
            "former_ids": tuple(former_ids),
            "name": _text(name),
            "aliases": [*map(_text, aliases)],
        }
        return model.model_construct(**unsaid | said), []

    def hold(self, handbook: Handbook, problems: list[Problem]) -> bool:
        """Say whether what was passed by need not be read after all."""
        passed_by = {id for _, id in self._passed_by.values()}
        named = {Path(problem.file).stem for problem in problems if Path(problem.file).parent.name == self._folder.name}
        return passed_by.isdisjoint(named) and self._words <= known_words(handbook)

    def keep(self, handbook: Handbook, problems: list[Problem], cache: Path) -> None:
        """Write what is clean; nothing while a record cannot be read, for rules are lenient then."""
        if handbook.broken:
            return
        dirty = {Path(problem.file).stem for problem in problems}
        files = {
            one.id: (self._digests[one.id], one.former_ids, _said(one.name), [_said(alias) for alias in one.aliases])
            for one in handbook.all(KIND)
            if one.id in self._digests and one.id not in dirty
        }
        words = sorted(known_words(handbook))
        kept = {"context": self._context, "ids": self._ids, "words": words, "files": files}
        text = json.dumps(kept, ensure_ascii=False)
        try:
            cache.parent.mkdir(parents=True, exist_ok=True)
            half_made = cache.with_name(f"{cache.name}.{os.getpid()}")
            half_made.write_text(f"{_digest(text.encode())}\n{text}", encoding="utf-8")
            half_made.replace(cache)
        except OSError:
            return  # a folder that cannot be written to has no memory


def _files(data: Path) -> list[Path]:
    return sorted((data / KINDS[KIND].stem).glob("*.yml"))


def _kept(cache: Path) -> dict[str, Any]:
    """Give what was kept; nothing where there is none, or it is not as it was written."""
    try:
        seal, _, text = cache.read_text(encoding="utf-8").partition("\n")
    except (OSError, ValueError):
        return {}
    return json.loads(text) if seal == _digest(text.encode()) else {}


def _context(data: Path, today: date) -> str:
    """Give a digest of all that a verdict leans on but the files it is about."""
    document, _ = read(data / "municipality.yml", "") if (data / "municipality.yml").is_file() else (None, [])
    shared = document.value.get("shared") if document and isinstance(document.value, dict) else None
    folders = [data, *([data / str(shared.get("folder"))] if isinstance(shared, dict) else [])]
    return _digest(today.isoformat().encode(), *_parts([_CODE, *folders], data / KINDS[KIND].stem))


def _parts(folders: list[Path], but: Path) -> Iterator[bytes]:
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.parent != but and path.suffix in (".py", ".yml", ".txt") and path.is_file():
                yield str(path).encode()
                yield path.read_bytes()


def _digest(*parts: bytes) -> str:
    made = blake2b(digest_size=16)
    for part in parts:
        made.update(b"%d:" % len(part))
        made.update(part)
    return made.hexdigest()


def _text(said: list[str | None]) -> SimpleNamespace:
    """Give what is asked for by its words; no text, so that nobody looks through it again."""
    return SimpleNamespace(nn=said[0], nb=said[1])


def _said(text: Any) -> list[str | None]:
    return [text.nn, text.nb]
