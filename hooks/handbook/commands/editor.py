"""The command that fetches the form editor."""

import sys
from pathlib import Path

import click

from handbook.editor.bundle import BundleRefused, fetch

CACHE = Path(".cache/editor")


@click.command("fetch-editor")
@click.option(
    "--to", "folder", metavar="MAPPE", type=click.Path(path_type=Path), default=CACHE, help="Kor filene skal stå."
)
def fetch_editor_command(folder: Path) -> None:
    """Hent skjemaredigeringa med npm og kontroller henne. Berre for den som har slått henne på i municipality.yml."""
    try:
        written = fetch(folder)
    except BundleRefused as refused:
        click.echo(str(refused), err=True)
        sys.exit(1)
    click.echo(f"Henta til {folder}: {', '.join(written)}" if written else "Skjemaredigeringa er henta frå før.")


COMMANDS = (fetch_editor_command,)
