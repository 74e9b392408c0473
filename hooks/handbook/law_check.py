"""One check of the law registry against Lovdata's published files: reads, compares, and renews the index."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from handbook.checks.laws import registry_of
from handbook.handbook import Handbook
from handbook.law.compare import compare
from handbook.law.index import build_index, load_index, save_index
from handbook.problems import Problem
from handbook.prose import check_prose_against


@dataclass(frozen=True, slots=True)
class Checked:
    """What is compared: a handbook, its pages of prose and what their folder is called in messages, and the day."""

    handbook: Handbook
    content: Path
    content_shown_as: str
    today: date


def law_check(folder: Path, index_file: Path, checked: Checked) -> list[Problem]:
    """Compare a handbook with the archives in a folder. Gives what differs; ArchiveRefused leaves the index alone."""
    wanted = {law.lovdata for law in checked.handbook.all("law")}
    index = build_index(folder, wanted, load_index(index_file))
    save_index(index, index_file)
    registry = registry_of(checked.handbook, checked.today)
    problems, changes = compare(index, checked.handbook, registry)
    if changes and checked.content.is_dir():
        problems += check_prose_against(changes, checked.content, checked.content_shown_as, registry)
    return problems
