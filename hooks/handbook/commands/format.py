"""The command that puts a data folder in its one form."""

import sys
from pathlib import Path

import click

from handbook.commands.folder import each, folder_argument, format_option
from handbook.formatting import formatted, yaml_files
from handbook.problems import Problem, report


@click.command("format")
@folder_argument
@click.option("--check", is_flag=True, help="Endre ingenting; nemn filene som ikkje står i den faste forma.")
@format_option("text", "github", "json")
def format_command(folder: str, check: bool, form: str) -> None:
    """Set all YAML i ei datamappe i den faste forma, og behald verdiar og kommentarar.

    Svarar 0 når alt står rett, 1 når noko må rettast, 2 ved feil bruk.
    """
    root = Path(folder)
    if not root.is_dir():
        raise click.BadParameter(f"Mappa {folder} finst ikkje.", param_hint="MAPPE")
    problems: list[Problem] = []
    changed = 0
    with each(yaml_files(root), "Formaterer") as paths:
        for found in formatted(root, paths):
            if isinstance(found, Problem):
                problems.append(found)
            elif check:
                problems.append(found.problem)
            else:
                found.path.write_bytes(found.text.encode("utf-8"))
                changed += 1
    if changed:
        files = "fil er sett" if changed == 1 else "filer er sette"
        click.echo(f"{changed} {files} i den faste forma. Verdiar og kommentarar er dei same.")
    if problems or not changed:
        click.echo(report(problems, form))
    sys.exit(1 if problems else 0)


COMMANDS = (format_command,)
