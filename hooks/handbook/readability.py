"""Which pages are hardest to read, in each written form: a report to editors that judges nothing and stops nothing."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import shorten

from handbook.handbook import Handbook
from handbook.language.readability import LONG_SENTENCE, Readability, count_words, read
from handbook.models.kinds import KINDS
from handbook.models.references import texts
from handbook.models.scalars import LANGUAGES
from handbook.prose import ProsePage

FEWEST_WORDS = 50
"""LIX of a shorter text is chance."""
HEAVY = 45
_NO_RUNNING_TEXT = frozenset({"name", "aliases"})


@dataclass(frozen=True, slots=True)
class Row:
    """One page in one written form, and the file to mend it in."""

    file: str
    page: str
    language: str
    read: Readability


def rows(handbook: Handbook, prose: Iterable[ProsePage]) -> list[Row]:
    """Give every page with running text, the hardest first; what another folder lent is left to its owner."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for file, page, language, text in (*_records(handbook), *_prose(prose)):
        found.setdefault((file, page, language), []).append(text)
    measured = [Row(*key, read(said)) for key, said in found.items()]
    return sorted(
        (row for row in measured if row.read.words),
        key=lambda row: (row.read.words < FEWEST_WORDS, -row.read.lix, row.file, row.page, row.language),
    )


def _records(handbook: Handbook) -> Iterator[tuple[str, str, str, str]]:
    for kind, record, origin in handbook.entries():
        section = KINDS[kind].section if kind in KINDS else ""
        if not section or origin.shared:
            continue
        page = f"{section}/{record.id}/" if KINDS[kind].own_pages else f"{section}/"
        for location, text in texts(record):
            for language in LANGUAGES if location[-1] not in _NO_RUNNING_TEXT else ():
                if said := getattr(text, language):
                    yield origin.document.file, page, language, said


def _prose(prose: Iterable[ProsePage]) -> Iterator[tuple[str, str, str, str]]:
    yield from ((page.file, page.path, page.language, page.body) for page in prose)


def print_rows(found: list[Row], form: str = "text", limit: int = 20) -> str:
    """Print the pages: as text the hardest and the longest sentences, `limit` of each; as JSON all there is."""
    if form == "json":
        return json.dumps([_as_data(row) for row in found], ensure_ascii=False, indent=2)
    return "\n".join(_lines(found, limit))


def _as_data(row: Row) -> dict[str, object]:
    return {
        "file": row.file,
        "page": row.page,
        "language": row.language,
        "lix": round(row.read.lix, 1),
        "words": row.read.words,
        "sentences": len(row.read.sentences),
        "long_words": row.read.long_words,
        "short_text": row.read.words < FEWEST_WORDS,
        "long_sentences": [{"words": count_words(said), "text": said} for said in row.read.long_sentences],
    }


def _lines(found: list[Row], limit: int) -> Iterator[str]:
    judged = [row for row in found if row.read.words >= FEWEST_WORDS]
    heavy = sum(row.read.lix > HEAVY for row in judged)
    yield f"Tyngst å lese av {len(judged)} sider. {heavy} har LIX over {HEAVY}, som er tungt."
    for row in judged[:limit]:
        mean = row.read.words / len(row.read.sentences)
        yield f"  {row.read.lix:3.0f} {_place(row)}: {row.read.words} ord, {mean:.0f} i kvar setning"
    long = [(count_words(said), row, said) for row in found for said in row.read.long_sentences]
    yield f"\nSetningar med meir enn {LONG_SENTENCE} ord: {len(long)}."
    for count, row, said in sorted(long, key=lambda each: -each[0])[:limit]:
        yield f"  {count:3} {_place(row)}: «{shorten(said, 120, placeholder=' …')}»"
    yield f"\n{len(found) - len(judged)} sider har mindre enn {FEWEST_WORDS} ord. LIX seier lite om dei."


def _place(row: Row) -> str:
    return f"{row.language} {row.file} ({row.page or '/'})"
