"""Commands on the law: what a text cites, and what Lovdata changed."""

import os
import sys
from datetime import date
from pathlib import Path

import click

from handbook.checks.laws import registry_of
from handbook.commands.folder import format_option
from handbook.law.archive import ArchiveRefused
from handbook.law.cite import is_clean, print_rows, rows
from handbook.law_check import Checked, law_check
from handbook.load import load
from handbook.problems import report, report_stop


@click.command("cite")
@click.argument("text", metavar="TEKST")
@click.option("--data", metavar="MAPPE", default="data", help="Mappa med lovene.")
@format_option("text", "json")
def cite_command(text: str, data: str, form: str) -> None:
    """Finn tilvisingane til lov i ein tekst, og sei kva som gjeld i dag. «-» les frå standard inn.

    Svarar 0 når alt gjeld, 1 når noko må rettast, 2 ved feil bruk.
    """
    handbook, problems = load(Path(data))
    if not handbook.all("law"):
        click.echo(report(problems) if problems else f"Det er ingen lover i {data}.", err=True)
        sys.exit(2)
    written = sys.stdin.read() if text == "-" else text
    found = rows(registry_of(handbook, date.today()), written)
    click.echo(print_rows(found, form))
    sys.exit(0 if is_clean(found) else 1)


@click.command("law-check")
@click.argument("folder", metavar="MAPPE", type=click.Path(path_type=Path))
@click.option("--index", "index_file", metavar="FIL", type=click.Path(path_type=Path), required=True, help="Indeksen.")
@click.option("--data", metavar="MAPPE", default="data", help="Mappa med lovene.")
@format_option("text", "github", "json")
def law_check_command(folder: Path, index_file: Path, data: str, form: str) -> None:
    """Samanlikn lovregisteret med filene frå Lovdata i MAPPE, og forny indeksen.

    Svarar 0 når alt stemmer, 1 når noko er endra, 2 når filene ikkje kan lesast. Då står indeksen som han var.
    """
    content = Path(data).parent / "content"
    handbook, problems = load(Path(data))
    checked = Checked(handbook, content, os.path.normpath(content), date.today())
    try:
        problems += law_check(folder, index_file, checked)
    except ArchiveRefused as refused:
        click.echo(report_stop(str(refused), form), err=form == "text")
        sys.exit(2)
    click.echo(report(problems, form))
    sys.exit(1 if problems else 0)


COMMANDS = (cite_command, law_check_command)
