"""The command that shows what a reader finds."""

import sys
from datetime import date

import click

from handbook.commands.folder import checked, content_of, data_option, sound
from handbook.feeds.search import indexes
from handbook.joins import Joins
from handbook.models.scalars import LANGUAGES
from handbook.prose import read_prose
from handbook.search.engine import NoNode
from handbook.search.explain import explain
from handbook.search.index import to_bytes
from handbook.views.edition import Edition


@click.command("search")
@click.argument("query", metavar="ORD")
@click.option("--lang", "language", type=click.Choice(LANGUAGES), default="nn", help="Språket på sidene.")
@data_option
@click.option("--limit", type=click.IntRange(1, 100), default=10, help="Kor mange treff.")
def search_command(query: str, language: str, folder: str, limit: int) -> None:
    """Vis kva ein lesar finn med orda sine, og kvifor. Svarar 1 når det er feil i datamappa, 2 når node manglar."""
    handbook = sound(checked(folder))
    joins = Joins(handbook)
    made = indexes(
        (Edition(handbook, joins, each, date.today()) for each in LANGUAGES), read_prose(content_of(folder))[0]
    )
    try:
        click.echo(explain(to_bytes(made[language]), query, limit))
    except NoNode:
        click.echo(
            "Søket køyrer i same motor som nettlesaren og treng node. Installer Node.js 20 eller nyare.", err=True
        )
        sys.exit(2)


COMMANDS = (search_command,)
