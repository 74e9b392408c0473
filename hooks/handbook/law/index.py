"""The index of what Lovdata published: act → when in force, its sections → heading, repealed, pending. One JSON file.

It is renewed as a whole or not at all: an archive that cannot be trusted leaves the previous one as it was.
"""

import json
import os
import re
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from handbook.law.archive import LIMITS, ArchiveRefused, Limits, Member, read_archive
from handbook.law.lovdata import LayoutChanged, SeenAct, SeenSection, read_act

FORMAT = 1
_FILE = re.compile(r"(?:.*/)?(?P<kind>nl|sf)/(?:nl|sf)-(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)-(?P<n>\d{3,5})\.xml")
_FEWEST = 0.8
"""An archive with fewer than this part of the acts of the previous index is taken for torn."""


@dataclass(frozen=True, slots=True)
class Index:
    """What was seen, and the day the newest file in it was written."""

    taken: date
    published: int
    """How many acts the archives hold; only those of the registry are kept with their sections."""
    acts: dict[str, SeenAct]


def build_index(folder: Path, wanted: Collection[str], previous: Index | None, limits: Limits = LIMITS) -> Index:
    """Read every archive in a folder and keep the wanted acts; ArchiveRefused where something is not as it should."""
    archives = sorted(folder.glob("*.tar.bz2")) if folder.is_dir() else []
    if not archives:
        raise ArchiveRefused(f"Fann inga fil som endar på .tar.bz2 i {folder}. Hent filene frå Lovdata først.")
    acts: dict[str, SeenAct] = {}
    seen, unreadable, newest = set(), 0, 0
    for member in (member for path in archives for member in read_archive(path, limits)):
        id = _identity(member.name)
        if id is None:
            continue
        seen.add(id)
        newest = max(newest, member.changed)
        if id in wanted:
            acts[id] = _read(member, id)
        elif id.startswith("LOV"):
            unreadable += _is_unreadable(member)
    _trust(seen, unreadable, acts, previous)
    return Index(datetime.fromtimestamp(newest, UTC).date(), len(seen), acts)


def _identity(name: str) -> str | None:
    """Give the identity of the act in a file: nl/nl-20210618-097.xml is LOV-2021-06-18-97."""
    match = _FILE.fullmatch(name)
    if match is None:
        return None
    number = int(match["n"])
    kind = "LOV" if match["kind"] == "nl" else "FOR"
    return f"{kind}-{match['y']}-{match['m']}-{match['d']}{f'-{number}' if number else ''}"


def _read(member: Member, id: str) -> SeenAct:
    try:
        act = read_act(member.data)
    except LayoutChanged as change:
        raise ArchiveRefused(f"{member.name}: {change} Forma kan vere endra. Indeksen er ikkje fornya.") from None
    if act.id != id:
        raise ArchiveRefused(f"{member.name} er ikkje {id}, men {act.id:.40}. Indeksen er ikkje fornya.")
    return act


def _is_unreadable(member: Member) -> bool:
    try:
        read_act(member.data)
    except LayoutChanged:
        return True
    return False


def _trust(seen: set[str], unreadable: int, acts: dict[str, SeenAct], previous: Index | None) -> None:
    if not seen:
        raise ArchiveRefused("Arkiva har ingen lover (nl/…) eller forskrifter (sf/…). Forma kan vere endra.")
    if unreadable > len(seen) / 20:
        raise ArchiveRefused(f"{unreadable} av {len(seen)} filer kan ikkje lesast. Forma kan vere endra.")
    if acts and not any(number.startswith("§") for act in acts.values() for number in act.sections):
        raise ArchiveRefused("Ingen av lovene har paragrafar. Forma kan vere endra. Indeksen er ikkje fornya.")
    if previous and len(seen) < previous.published * _FEWEST:
        raise ArchiveRefused(
            f"Arkiva har {len(seen)} lover og forskrifter; sist var det {previous.published}. "
            "Dei ser avkorta ut. Indeksen er ikkje fornya."
        )


# --- the file ---


def save_index(index: Index, path: Path) -> None:
    """Write the index, as a whole or not at all."""
    acts = {id: asdict(act) for id, act in sorted(index.acts.items())}
    body = {"format": FORMAT, "taken": index.taken.isoformat(), "published": index.published, "acts": acts}
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(json.dumps(body, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    os.replace(beside, path)


def load_index(path: Path) -> Index | None:
    """Read an index; None where there is none, or none that we can read."""
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
        if body["format"] != FORMAT:
            return None
        acts = {id: _act(act) for id, act in body["acts"].items()}
        return Index(date.fromisoformat(body["taken"]), int(body["published"]), acts)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _act(act: dict) -> SeenAct:
    sections = {number: SeenSection(**section) for number, section in act["sections"].items()}
    return SeenAct(**{**act, "in_force": tuple(act["in_force"]), "sections": sections})
