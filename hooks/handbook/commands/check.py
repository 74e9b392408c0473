"""The command that checks a data folder."""

import os
import sys
from datetime import date
from pathlib import Path

import click

from handbook.commands.folder import content_of, folder_argument, format_option
from handbook.problems import errors, report
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


COMMANDS = (check_command,)
