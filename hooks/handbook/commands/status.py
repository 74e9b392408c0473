"""The command that tells what waits for an editor."""

import json
import sys
from datetime import date
from typing import Any

import click

from handbook.commands.folder import checked, folder_argument, format_option, sound
from handbook.joins import Joins
from handbook.models.scalars import LANGUAGES
from handbook.problems import ProblemsFound
from handbook.views.edition import Edition
from handbook.views.status import report
from handbook.views.upkeep import FINDERS


@click.command("status")
@folder_argument
@format_option("text", "json")
@click.option("--lang", "language", type=click.Choice(LANGUAGES), default="nn", help="Målforma.")
@click.option("--only", "codes", type=click.Choice(list(FINDERS)), multiple=True, help="Berre dette; kan gjentakast.")
def status_command(folder: str, form: str, language: str, codes: tuple[str, ...]) -> None:
    """Vis kva som manglar, ventar eller er gammalt, etter kven som har ansvaret.

    Svarar 0 når ingenting ventar, 1 når noko gjer det, 2 når mappa har feil eller kommandoen er brukt feil.
    """
    handbook = _sound_or_two(folder)
    edition = Edition(handbook, Joins(handbook), language, date.today())
    try:
        found = report(edition, codes)
        said = json.dumps(found, ensure_ascii=False, indent=1) if form == "json" else _text(edition, found)
    except ProblemsFound as problems:
        click.echo(str(problems))
        sys.exit(2)
    click.echo(said)
    sys.exit(1 if found["count"] else 0)


def _sound_or_two(folder: str) -> Any:
    try:
        return sound(checked(folder))
    except SystemExit:
        sys.exit(2)


def _text(edition: Edition, found: dict[str, Any]) -> str:
    """Give each code with its remedy, and below it the records by role."""
    if not found["count"]:
        return edition.word("upkeep_none")
    parts = [_code(edition, code, found["tasks"]) for code in found["codes"]]
    return "\n\n".join([*parts, edition.word("upkeep_total", n=found["count"], day=found["day"])])


def _code(edition: Edition, code: dict[str, Any], tasks: list[dict[str, Any]]) -> str:
    ours = [task for task in tasks if task["code"] == code["code"]]
    lines = [f"{code['title']} ({code['count']}). {code['remedy']} [{code['code']}]"]
    for owner in sorted({task["owner"] for task in ours}):
        lines.append(f"  {edition.name('role', owner) if owner else edition.word('upkeep_no_owner')}")
        lines += [f"    {_line(task)}" for task in ours if task["owner"] == owner]
    return "\n".join(lines)


def _line(task: dict[str, Any]) -> str:
    said = f" – {task['detail']}" if task["detail"] else ""
    return f"{task['file']}:{task['line']}: {task['name']}{said}"


COMMANDS = (status_command,)
