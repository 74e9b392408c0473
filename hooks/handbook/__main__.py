"""The command line: `python -m handbook check [DIR]`. With mkdocs_hook the only reader of the clock."""

import os
import sys
from datetime import date
from pathlib import Path

import click

from handbook.build import read_all
from handbook.problems import errors, report


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Handboka: kontroller og arbeid med ei datamappe."""


@main.command("check")
@click.argument("folder", metavar="[MAPPE]", default="data")
@click.option("--format", "form", type=click.Choice(["text", "github", "json"]), default="text", help="Utskriftsform.")
def check_command(folder: str, form: str) -> None:
    """Kontroller ei datamappe. Svarar 0 når alt er rett, 1 når noko må rettast, 2 ved feil bruk."""
    data = Path(folder)
    content = data.parent / "content"
    _, problems = read_all(data, content, (os.path.normpath(data), os.path.normpath(content)), date.today())
    click.echo(report(problems, form))
    sys.exit(1 if errors(problems) else 0)


if __name__ == "__main__":
    main(prog_name="python -m handbook")
