"""Fills the written form that is missing with a draft. Writes nothing itself."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from handbook.canonical import model_of
from handbook.checks.texts import LANGUAGE_NAMES, foreign_faults
from handbook.files.document import Document, Value
from handbook.files.editing import CannotEdit, Edits
from handbook.files.source import read
from handbook.files.text_file import as_it_stands
from handbook.markup import REFERENCE, plain_faults, prose_faults
from handbook.models.base import Prose, Text
from handbook.models.order import field_order, fields_of, item_of, text_of
from handbook.models.scalars import LANGUAGES
from handbook.problems import Location

Translate = Callable[[list[str], str], list[str | None]]


class Missing(NamedTuple):
    """A text that has one written form only: where, the form that is missing, the words it has, its model.

    `marked` says whether it is marked as awaited.
    """

    location: Location
    language: str
    words: str
    model: type[Text]
    marked: bool


class Drafted(NamedTuple):
    """What became of one file: all its bytes as they are to be, what was drafted, and what could not be and why."""

    document: Document
    path: Path
    data: bytes
    drafts: list[tuple[Missing, str]]
    refused: list[tuple[Missing, str]]


def draft_file(folder: Path, path: Path, translate: Translate) -> Drafted | None:
    """Draft what is missing in one file; None where nothing is, or where the file cannot be read."""
    document, problems = read(path, os.path.normpath(path))
    if document is None or problems:
        return None
    missing = list(_missing(model_of(path.relative_to(folder)), document.value, ()))
    if not missing:
        return None
    mark, raw = as_it_stands(path)
    done: list[tuple[Missing, str]] = []
    refused: list[tuple[Missing, str]] = []
    for language in LANGUAGES:
        asked = [each for each in missing if each.language == language]
        for each, words in zip(
            asked, translate([each.words for each in asked], language) if asked else (), strict=True
        ):
            fault = fault_of(each, words)
            (refused if fault else done).append((each, fault or words))
    text = _with(document, raw, done)
    if text is None:
        reason = "Fila er skriven slik at ho ikkje kan endrast trygt. Køyr «python -m handbook format» først"
        return Drafted(document, path, mark + raw.encode("utf-8"), [], [(each, reason) for each in missing])
    return Drafted(document, path, mark + text.encode("utf-8"), done, refused)


def fault_of(missing: Missing, words: str | None) -> str:
    """Say why a translation cannot be used; "" where it can."""
    if not words:
        return "Tal, lenkjer eller tilvisingar kom ikkje heile fram"
    if [each[:2] for each in REFERENCE.findall(words)] != [each[:2] for each in REFERENCE.findall(missing.words)]:
        return "Tilvisingane kom ikkje heile fram"
    faults = prose_faults if issubclass(missing.model, Prose) else plain_faults
    if len(list(faults(words))) > len(list(faults(missing.words))):
        return "Lenkjer eller lister kom ikkje heile fram"
    foreign = [finding.words for finding in foreign_faults(words, missing.language)]
    return f"Omsetjinga er ikkje {LANGUAGE_NAMES[missing.language]}: {', '.join(foreign)}" if foreign else ""


def _with(document: Document, raw: str, done: list[tuple[Missing, str]]) -> str | None:
    """Give a file with the drafts in it, each marked as awaited; None where that cannot be done safely."""
    edits = Edits(document, raw)
    try:
        for each, words in done:
            order = field_order(each.model)
            edits.add(each.location, each.language, words, order)
            if not each.marked:
                edits.add(each.location, "pending", each.language, order)
        return edits.text()
    except CannotEdit:
        return None


def _missing(model: Any, value: Value, here: Location) -> Iterator[Missing]:
    """Give every text below a value that has one written form and lacks the other."""
    if isinstance(value, list):
        for at, each in enumerate(value):
            yield from _missing(item_of(model), each, (*here, at))
    elif isinstance(value, dict):
        if text := text_of(model, value):
            has = [language for language in LANGUAGES if isinstance(value.get(language), str)]
            lacks = [language for language in LANGUAGES if language not in has]
            if len(has) == 1 and value.get("pending") in (None, *lacks):
                yield Missing(here, lacks[0], value[has[0]], text, value.get("pending") is not None)
            return
        for key, annotation in fields_of(model, value).items():
            if key in value:
                yield from _missing(annotation, value[key], (*here, key))
