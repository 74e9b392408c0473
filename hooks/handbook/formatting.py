"""Puts the YAML of a data folder in its one form. Knows files and what each holds; loses neither value nor comment."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from handbook.canonical import document_text, model_of
from handbook.files.document import Document, Value
from handbook.files.source import comments, parse, read
from handbook.problems import Problem


class Formatted(NamedTuple):
    """A file that is not in the one form: where it is, its text in that form, and what says so."""

    path: Path
    text: str
    problem: Problem


def yaml_files(folder: Path) -> list[Path]:
    """Give every file of a data folder that holds records or settings, in order."""
    return [path for path in sorted(folder.rglob("*.yml")) if model_of(path.relative_to(folder)) and path.is_file()]


def formatted(folder: Path, paths: list[Path]) -> Iterator[Formatted | Problem]:
    """Give the files that must change. Of a file that cannot be read, give its problems: it is left alone."""
    for path in paths:
        name = os.path.normpath(path)
        document, problems = read(path, name)
        if document is None or problems:
            yield from problems
            continue
        text = _text(document, model_of(path.relative_to(folder)))
        if text is None:
            message = (
                "Fila let seg ikkje skrive om utan at noko går tapt. Ho er ikkje rørd. Del ho, eller skriv enklare."
            )
            yield Problem(name, 1, 1, "", message, "not-canonical")
        elif (before := path.read_bytes().decode("utf-8")) != text:
            yield Formatted(path, text, _problem(name, before, text))


def _text(document: Document, model: Any) -> str | None:
    """Give a document in its one form; None where that would not say all that it says."""
    try:
        text = document_text(document, model)
    except ValueError:
        return None
    after, _ = parse(text, document.file)
    return text if after and _said(after) == _said(document) else None


def _said(document: Document) -> tuple[Value, list[str]]:
    return document.value, sorted(comment for _, comment in comments(document.text))


def _problem(name: str, before: str, after: str) -> Problem:
    pairs = enumerate(zip(before, after, strict=False))
    same = next((number for number, pair in pairs if pair[0] != pair[1]), min(len(before), len(after)))
    line, column = before.count("\n", 0, same) + 1, same - before.rfind("\n", 0, same)
    message = "Fila står ikkje i den faste forma. Køyr «python -m handbook format»."
    return Problem(name, line, column, "", message, "not-canonical")
