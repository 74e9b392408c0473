"""Tries proposed records in the handbook before they are written: what would the rules say of them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from handbook.canonical import record_text
from handbook.checks import check
from handbook.files.source import parse
from handbook.handbook import Handbook, Origin
from handbook.models.explain import validate
from handbook.models.kinds import Kind
from handbook.problems import Problem
from handbook.spreadsheet.proposal import Proposal


def files_of(kind: Kind, proposals: Iterable[Proposal]) -> Iterator[tuple[str, str]]:
    """Give the path of each proposed record in the data folder, and its text."""
    for proposal in proposals:
        yield f"{kind.stem}/{proposal.id}.yml", record_text(kind, proposal.values)


def rehearse(handbook: Handbook, kind: Kind, folder: str, files: list[tuple[str, str]], today: date) -> list[Problem]:
    """Give the problems that new files would have beside the handbook's own; neither is changed."""
    tried = replace(
        handbook,
        records={name: dict(records) for name, records in handbook.records.items()},
        origins=dict(handbook.origins),
    )
    problems: list[Problem] = []
    for path, text in files:
        document, found = parse(text, f"{folder}/{path}")
        problems += found
        record, faults = validate(kind.model, document.value) if document else (None, [])
        if record is None:
            problems += [
                Origin(document).problem(each.location, each.message, each.code, key=each.at_key) for each in faults
            ]
            continue
        tried.records.setdefault(kind.name, {})[record.id] = record
        tried.origins[kind.name, record.id] = Origin(document)
    ours = {f"{folder}/{path}" for path, _ in files}
    return problems + [problem for problem in check(tried, today) if problem.file in ours]
