"""The command that reports how hard the pages are to read."""

import os
import sys
from pathlib import Path

import click

from handbook.commands.folder import content_of, folder_argument, format_option
from handbook.load import load
from handbook.problems import report
from handbook.prose import read_prose
from handbook.readability import print_rows, rows


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
    click.echo(print_rows(rows(handbook, prose), form, limit))


COMMANDS = (readability_command,)
