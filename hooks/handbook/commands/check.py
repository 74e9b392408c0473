"""Commands that check and report on a data folder."""

import os
import sys
from datetime import date
from pathlib import Path

import click

from handbook.commands.folder import content_of, folder_argument, format_option
from handbook.load import load
from handbook.problems import errors, report
from handbook.prose import read_prose
from handbook.readability import print_rows as print_readability
from handbook.readability import rows as readability_rows
from handbook.verdicts import check_all


@click.command("check")
@folder_argument
@format_option("text", "github", "json")
def check_command(folder: str, form: str) -> None:
    """Kontroller ei datamappe. Svarar 0 når alt er rett, 1 når noko må rettast, 2 ved feil bruk."""
    content = content_of(folder)
    shown = (os.path.normpath(folder), os.path.normpath(content))
    cache = content.parent / ".cache" / f"check-{Path(folder).name}.json"
    _, problems = check_all(Path(folder), content, shown, date.today(), sys.platform == "linux", cache)
    click.echo(report(problems, form))
    sys.exit(1 if errors(problems) else 0)


@click.command("readability")
@folder_argument
@format_option("text", "json")
@click.option("--limit", type=click.IntRange(min=1), default=20, help="Kor mange sider som blir skrivne som tekst.")
def readability_command(folder: str, form: str, limit: int) -> None:
    """Vis kva sider som er tyngst å lese, og dei lange setningane. Svarar 0, òg når noko er tungt."""
    content = content_of(folder)
    handbook, problems = load(Path(folder), os.path.normpath(folder))
    if handbook.municipality is None:
        click.echo(report(problems))
        sys.exit(2)
    prose, _ = read_prose(content, os.path.normpath(content))
    click.echo(print_readability(readability_rows(handbook, prose), form, limit))


COMMANDS = (check_command, readability_command)
