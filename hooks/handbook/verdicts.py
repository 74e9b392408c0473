"""What a check found clean, kept from one check to the next, for folders of very many records. Writes only its file.

A file stands for itself until its bytes change; then it alone is read and looked at. That holds only while all that its
rules lean on holds: the code, the day, every other file, and that no id and no name has gone. Else all is looked at.
"""

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from handbook.checks.personal import KnownWords
from handbook.files.source import read
from handbook.halves import PassingBy, Told, digest, read_in_halves, yaml_in
from handbook.handbook import Handbook
from handbook.models.kinds import KINDS
from handbook.problems import Problem
from handbook.reading import read_all

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
    found = read_all(data, content, shown, today, may_fork, verdicts) if verdicts.clean else None
    if found is None or not verdicts.hold(*found):
        verdicts.clean = {}
        if may_fork:
            found = read_in_halves(verdicts, KINDS[KIND].model, data, content, shown, today)
        else:
            found = read_all(data, content, shown, today, memory=verdicts)
    verdicts.keep(*found, cache)
    return found


class Verdicts(PassingBy):
    """A memory that answers for clean files with what other records may ask of them."""

    def __init__(self, data: Path, today: date, cache: Path):
        self._ids = [path.stem for path in _files(data)]
        self._context = _context(data, today)
        kept = _kept(cache)
        holds = kept.get("context") == self._context and set(kept["ids"]) <= set(self._ids)
        self._words = frozenset(kept["words"] if holds else ())
        clean = kept["files"] if holds else {}
        super().__init__(data / KINDS[KIND].stem, {stem: Told(*told) for stem, told in clean.items()})

    def hold(self, handbook: Handbook, problems: list[Problem]) -> bool:
        """Say whether what was passed by need not be read after all."""
        named = {Path(problem.file).stem for problem in problems if Path(problem.file).parent.name == self.folder.name}
        return self.passed_by.isdisjoint(named) and self._words <= KnownWords(handbook).words

    def keep(self, handbook: Handbook, problems: list[Problem], cache: Path) -> None:
        """Write what is clean; nothing while a record cannot be read, for rules are lenient then."""
        if handbook.broken:
            return
        dirty = {Path(problem.file).stem for problem in problems}
        files = {
            one.id: Told.of(self.digests[one.id], one)
            for one in handbook.all(KIND)
            if one.id in self.digests and one.id not in dirty
        }
        words = sorted(KnownWords(handbook).words)
        kept = {"context": self._context, "ids": self._ids, "words": words, "files": files}
        text = json.dumps(kept, ensure_ascii=False)
        try:
            cache.parent.mkdir(parents=True, exist_ok=True)
            half_made = cache.with_name(f"{cache.name}.{os.getpid()}")
            half_made.write_text(f"{digest(text.encode())}\n{text}", encoding="utf-8")
            half_made.replace(cache)
        except OSError:
            return  # a folder that cannot be written to has no memory


def _files(data: Path) -> list[Path]:
    return yaml_in(data / KINDS[KIND].stem)


def _kept(cache: Path) -> dict[str, Any]:
    """Give what was kept; nothing where there is none, or it is not as it was written."""
    try:
        seal, _, text = cache.read_text(encoding="utf-8").partition("\n")
    except (OSError, ValueError):
        return {}
    return json.loads(text) if seal == digest(text.encode()) else {}


def _context(data: Path, today: date) -> str:
    """Give a digest of all that a verdict leans on but the files it is about."""
    document, _ = read(data / "municipality.yml", "") if (data / "municipality.yml").is_file() else (None, [])
    shared = document.value.get("shared") if document and isinstance(document.value, dict) else None
    folders = [data, *([data / str(shared.get("folder"))] if isinstance(shared, dict) else [])]
    return digest(today.isoformat().encode(), *_parts([_CODE, *folders], data / KINDS[KIND].stem))


def _parts(folders: list[Path], but: Path) -> Iterator[bytes]:
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.parent != but and path.suffix in (".py", ".yml", ".txt") and path.is_file():
                yield str(path).encode()
                yield path.read_bytes()
