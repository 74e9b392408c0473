"""Reads a packed archive (tar.bz2) that somebody else made, file by file in memory. Nothing is written to disk.

Whatever is odd is refused with a sentence: paths that lead out, links, too many or too large files, a torn end.
"""

import bz2
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple


class ArchiveRefused(Exception):
    """An archive that is not read; the message is a sentence in nynorsk for whoever runs the check."""


class Member(NamedTuple):
    """One file of an archive."""

    name: str
    changed: int
    """Seconds since 1970, as the archive says."""
    data: bytes


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read at most. All the acts of Norway are some 80 MB unpacked, all regulations some 300."""

    packed: int = 200_000_000
    unpacked: int = 2_000_000_000
    member: int = 8_000_000
    members: int = 50_000


_BLOCK = 512
_LONGEST_NAME = 4096
_NAMED_BY_ANOTHER = {tarfile.XHDTYPE: rb"[0-9]+ path=([^\n]*)\n", tarfile.GNUTYPE_LONGNAME: rb"([^\0]*)"}
_SAFE_NAME = re.compile(r"(?!/)[\w./ -]+")
LIMITS = Limits()


def read_archive(path: Path, limits: Limits = LIMITS) -> Iterator[Member]:
    """Give the files of an archive, one at a time; ArchiveRefused where it is torn, oversized or unsafe."""
    try:
        if path.stat().st_size > limits.packed:
            raise ArchiveRefused(f"{path.name} er på meir enn {_size(limits.packed)}. Fila er ikkje lesen.")
        with bz2.open(path) as stream:
            yield from _members(_Reader(stream, path.name, limits), limits)
    except EOFError:
        raise ArchiveRefused(f"{path.name} er avkorta. Hent fila på nytt.") from None
    except OSError as error:
        raise ArchiveRefused(f"{path.name} kan ikkje lesast som tar.bz2: {error}. Hent fila på nytt.") from None


def _size(number: int) -> str:
    return f"{number // 1_000_000} MB" if number >= 1_000_000 else f"{number} byte"


class _Reader:
    """Reads exactly what is asked for, and counts all that was unpacked."""

    def __init__(self, stream: BinaryIO, name: str, limits: Limits):
        self.name = name
        self._stream = stream
        self._left = limits.unpacked
        self._limits = limits

    def take(self, size: int) -> bytes:
        self._left -= size
        if self._left < 0:
            raise self.refusal(f"er på meir enn {_size(self._limits.unpacked)} utpakka")
        data = self._stream.read(size)
        if len(data) != size:
            raise self.refusal("er avkorta")
        return data

    def padded(self, size: int) -> bytes:
        data = self.take(size)
        self.take(-size % _BLOCK)
        return data

    def refusal(self, what: str) -> ArchiveRefused:
        return ArchiveRefused(f"{self.name} {what}. Arkivet er ikkje lese.")


def _members(reader: _Reader, limits: Limits) -> Iterator[Member]:
    given, count = "", 0
    while header := _header(reader):
        count += 1
        if count > limits.members:
            raise reader.refusal(f"har meir enn {limits.members} filer")
        if header.type in (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME):
            given = _longer_name(reader, header) or given
            continue
        name, given = given or header.name, ""
        if not _SAFE_NAME.fullmatch(name) or ".." in name.split("/"):
            raise reader.refusal(f"har ei fil med ein utrygg sti ({name!r:.80})")
        if header.isreg():
            if header.size > limits.member:
                raise reader.refusal(f"har ei fil på meir enn {_size(limits.member)} ({name:.80})")
            yield Member(name, int(header.mtime), reader.padded(header.size))
        elif not header.isdir():
            raise reader.refusal(f"har noko som ikkje er ei vanleg fil ({name:.80})")


def _header(reader: _Reader) -> tarfile.TarInfo | None:
    """Read one header; None at the end of the archive, which is a block of zeros."""
    block = reader.take(_BLOCK)
    if not block.strip(b"\0"):
        return None
    try:
        header = tarfile.TarInfo.frombuf(block, "utf-8", "replace")
    except tarfile.HeaderError:
        raise reader.refusal("er øydelagt") from None
    if header.size < 0:
        raise reader.refusal("er øydelagt")
    return header


def _longer_name(reader: _Reader, header: tarfile.TarInfo) -> str:
    """Read the record before a file that may give it a longer name; "" where it gives none."""
    if header.size > _LONGEST_NAME:
        raise reader.refusal("har eit altfor langt filnamn")
    data = reader.padded(header.size)
    if header.type == tarfile.XHDTYPE and re.search(rb"[0-9]+ (?:size|linkpath|GNU\.sparse)", data):
        raise reader.refusal("har ei fil som ikkje er vanleg pakka")
    found = re.search(_NAMED_BY_ANOTHER.get(header.type, rb"(?!)"), data)
    return found[1].decode("utf-8", "replace") if found else ""
