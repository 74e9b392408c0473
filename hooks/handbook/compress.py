"""Compressed copies beside the files of a built site, for servers that send them as they are. Same bytes each time."""

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import brotli

TEXT = {".html", ".css", ".js", ".json", ".svg", ".xml", ".ics", ".txt"}
"""What shrinks. Fonts (WOFF2) and pictures are compressed already."""

SUFFIXES = (".gz", ".br")
_LEAST = 512
"""Below so many bytes the headers of an answer weigh more than what is saved."""


@dataclass(frozen=True)
class Sizes:
    """Bytes of the files that have copies: as they are, with gzip, with brotli."""

    plain: int = 0
    gzip: int = 0
    brotli: int = 0

    def __add__(self, other: "Sizes") -> "Sizes":
        return Sizes(self.plain + other.plain, self.gzip + other.gzip, self.brotli + other.brotli)


def compressible(site: Path) -> list[Path]:
    """Give the files of a site that are worth a compressed copy, in a fixed order."""
    files = sorted(path for path in site.rglob("*") if path.suffix in TEXT)
    return [path for path in files if path.is_file() and path.stat().st_size >= _LEAST]


def compress(files: Iterable[Path]) -> Iterator[Sizes]:
    """Write `file.gz` and `file.br` beside each file, and give the sizes of each as it is done.

    A copy that is there stands: `publish` takes it away with the bytes it was made of.
    """
    with get_context("fork").Pool() as pool:
        yield from pool.imap_unordered(_compress, files, chunksize=8)


def _compress(file: Path) -> Sizes:
    copies = copies_of(file)
    if not all(copy.is_file() for copy in copies):
        data = file.read_bytes()
        for copy, packed in zip(copies, (gzip.compress(data, 9, mtime=0), brotli.compress(data)), strict=True):
            half_made = copy.with_name(f"{copy.name}.new")
            half_made.write_bytes(packed)
            half_made.replace(copy)
    return Sizes(file.stat().st_size, *(copy.stat().st_size for copy in copies))


def copies_of(file: Path) -> list[Path]:
    """Give where the copies of a file stand, gzip's first."""
    return [file.with_name(file.name + suffix) for suffix in SUFFIXES]


def original(copy: Path) -> Path | None:
    """Give the file that a compressed copy belongs to; nothing where the path is not a copy's."""
    return copy.with_suffix("") if copy.suffix in SUFFIXES else None
