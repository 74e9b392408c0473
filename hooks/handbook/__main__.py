"""The command line: `python -m handbook check` and `search`. With mkdocs_hook the only reader of the clock."""

import os
import sys
from datetime import date
from pathlib import Path

import click

from handbook.build import read_all
from handbook.feeds.search import indexes
from handbook.joins import Joins
from handbook.models.scalars import LANGUAGES
from handbook.problems import errors, report
from handbook.prose import read_prose
from handbook.search.engine import NoNode
from handbook.search.explain import explain
from handbook.search.index import to_bytes
from handbook.views.edition import Edition


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


@main.command("search")
@click.argument("query", metavar="ORD")
@click.option("--lang", "language", type=click.Choice(LANGUAGES), default="nn", help="Språket på sidene.")
@click.option("--data", "folder", metavar="MAPPE", default="data", help="Datamappa.")
@click.option("--limit", type=click.IntRange(1, 100), default=10, help="Kor mange treff.")
def search_command(query: str, language: str, folder: str, limit: int) -> None:
    """Vis kva ein lesar finn med orda sine, og kvifor. Svarar 1 når det er feil i datamappa, 2 når node manglar."""
    data = Path(folder)
    content = data.parent / "content"
    handbook, problems = read_all(data, content, (os.path.normpath(data), os.path.normpath(content)), date.today())
    if errors(problems):
        click.echo(report(problems))
        sys.exit(1)
    joins = Joins(handbook)
    made = indexes((Edition(handbook, joins, each, date.today()) for each in LANGUAGES), read_prose(content)[0])
    try:
        click.echo(explain(to_bytes(made[language]), query, limit))
    except NoNode:
        click.echo(
            "Søket køyrer i same motor som nettlesaren og treng node. Installer Node.js 20 eller nyare.", err=True
        )
        sys.exit(2)


if __name__ == "__main__":
    main(prog_name="python -m handbook")
