"""What a change of records asks for, while a server shows the site: which pages first, or a build from the start."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path

from handbook.beside import Behind
from handbook.build import Build
from handbook.checks import check_records
from handbook.handbook import Handbook
from handbook.joins import Key
from handbook.load import load
from handbook.memory import Memory, Sign, signs
from handbook.models.kinds import KINDS
from handbook.problems import ProblemsFound, errors
from handbook.site import lay_over
from handbook.views.frame import home
from handbook.views.pages import record_pages

_EVERYWHERE = frozenset({"law", "emergency_number", "safety_rule", "glossary_term"})
"""Kinds that stand round or inside the pages of all others."""


class Follower:
    """What a server keeps from one change to the next."""

    def __init__(self) -> None:
        self.memory = Memory()
        self._behind = Behind()
        self._seen: dict[str, Sign | None] | None = None

    def begin(self, *places: Path) -> None:
        """Note how all that is not data stands, before a whole build."""
        self._seen = signs(*places)

    def forget(self) -> None:
        """Let the next change be shown by a whole build."""
        self._seen = None

    def show(self, build: Build, data: tuple[Path, str], today: date, *places: Path) -> "Standing | None":
        """Lay what changed in records nearest over the site of a build; gives the build as it then stands.

        None where all must be built: something else changed too, or is at fault. `data` is the folder and what it is
        called in messages; `places` are those that `begin` was told.
        """
        self.stop()
        if self._seen != signs(*places):
            return None
        handbook, problems = load(*data, self.memory)
        try:
            found = None if errors(problems) else follow(build, handbook, today)
            if found:
                found[0].show(found[1])
        except ProblemsFound:
            return None
        return found[0] if found else None

    def show_rest(self, build: "Standing", done: Callable[[bool | None], None]) -> None:
        """Lay everything else over the site, behind; `done` is told whether a page changed, None where that failed."""
        self._behind.start(build.show_all, done)

    def stop(self) -> None:
        """Stop what is done behind."""
        self._behind.stop()


class Standing(Build):
    """A build over a site that stands, in the same frame and with the same prose."""

    @classmethod
    def over(cls, build: Build, handbook: Handbook) -> "Standing":
        """Give the build of a handbook with other records."""
        given = {each.name: getattr(build, each.name) for each in fields(Build)}
        given["out"] = build.site.with_name(f".{build.site.name}.nearest")
        made = cls(**given | {"handbook": handbook, "languages": {}, "paths": set(build.paths), "may_fork": False})
        for language, one in build.languages.items():
            made.enter(language)
            made.lend_theme(language, one.theme)
        return made

    @property
    def _built(self) -> tuple[Path, ...]:
        return (self.out, self.site)

    def show(self, keys: Iterable[Key]) -> None:
        """Lay the pages of some records over the site."""
        for language, made in self.languages.items():
            self._write_pages(language, record_pages(made.edition, keys))
        lay_over(self.out, self.site)

    @property
    def _behind(self) -> Path:
        return self.site.with_name(f".{self.site.name}.behind")

    def abandon(self) -> None:
        """Throw away what was laid aside."""
        super().abandon()
        shutil.rmtree(self._behind, ignore_errors=True)

    def show_all(self) -> bool:
        """Lay everything but the prose over the site; say whether a page is another than before."""
        self.out = self._behind  # what a stopped one has left there takes long to remove: not while somebody waits
        shutil.rmtree(self.out, ignore_errors=True)
        for language in self.languages:
            self._write_records(language)
        self._write_rest()
        self._write_search()
        return lay_over(self.out, self.site)


def changed_records(before: Handbook, after: Handbook) -> set[Key] | None:
    """Give the records that say something else than before; None where more than records with a page changed."""
    if before.municipality != after.municipality or before.interface != after.interface:
        return None
    if {kind: list(found) for kind, found in before.records.items()} != {
        kind: list(found) for kind, found in after.records.items()
    }:
        return None
    changed = {
        (kind, id)
        for kind, found in after.records.items()
        for id, record in found.items()
        if record is not (old := before.records[kind][id]) and record != old
    }
    return None if any(kind not in KINDS or kind in _EVERYWHERE for kind, _ in changed) else changed


def follow(build: Build, handbook: Handbook, today: date) -> tuple[Standing, list[Key]] | None:
    """Give the build of a handbook that differs in some records, and the records whose pages are nearest to the change.

    None where the change reaches the frame or the prose, or is at fault: then only a whole build tells and shows all.
    """
    changed = changed_records(build.handbook, handbook)
    if changed is None or today != build.today:
        return None
    handbook.remember(build.handbook)
    if errors(check_records(handbook, changed, today)):
        return None
    made = Standing.over(build, handbook)
    if any(made.languages[each].frame != one.frame for each, one in build.languages.items()):
        return None
    return None if _reaches_prose(build, made, changed) else (made, list(_nearest(build, made, changed)))


def _reaches_prose(before: Build, after: Build, changed: set[Key]) -> bool:
    """Say whether the home page, or the words of a link in the prose, is another than before."""
    for language, one in before.languages.items():
        old, new = one.edition, after.languages[language].edition
        if home(old, before.prose_sections) != home(new, after.prose_sections):
            return True
        for kind, id in changed:
            named = f"[[{kind}:{id}"
            if old.name(kind, id) != new.name(kind, id) and any(named in page.text for page in before.prose):
                return True
    return False


def _nearest(before: Build, after: Build, changed: set[Key]) -> Iterator[Key]:
    """Give the changed records, then all that are joined with them, before or after the change."""
    seen: dict[Key, None] = dict.fromkeys(sorted(changed))
    for key in sorted(changed):
        for build in (after, before):
            seen |= dict.fromkeys(build.joins.all_of(*key))
    yield from seen
