"""Commands for the one who publishes: headers of a host, and the handbook on paper."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path

import click

from handbook.commands.folder import content_of, data_option, loaded
from handbook.editor.config import headers_of_editor
from handbook.joins import Joins
from handbook.models.scalars import LANGUAGES
from handbook.policy import HOSTS
from handbook.prose import prose_sections, read_prose
from handbook.render import Renderer
from handbook.views.book import book
from handbook.views.edition import Edition
from handbook.views.frame import frame


@click.command("headers")
@click.argument("host", metavar="VERT", type=click.Choice(list(HOSTS)))
@data_option
def headers_command(host: str, folder: str) -> None:
    """Skriv ut hovuda vevtenaren skal sende med kvar side: static, nginx eller caddy."""
    click.echo(HOSTS[host](headers_of_editor(loaded(folder).municipality)), nl=False)


@click.command("pdf")
@click.argument("site", metavar="NETTSTAD", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--data", "folder", metavar="MAPPE", default="data", help="Mappa som nettstaden er bygd av.")
@click.option("--out", metavar="MAPPE", type=click.Path(path_type=Path), default="pdf", help="Kor filene skal stå.")
@click.option("--epoch", type=int, envvar="SOURCE_DATE_EPOCH", help="Dagen nettstaden er bygd, som Unix-tid.")
@click.option("--templates", type=click.Path(path_type=Path), default="overrides", help="Mappa med malane.")
def pdf_command(site: Path, folder: str, out: Path, epoch: int | None, templates: Path) -> None:
    """Set sidene på ein bygd nettstad saman til éin PDF for kvart språk. Svarar 1 når data og nettstad ikkje høver."""
    from handbook.pdf import PageMissing, bind  # needs the libraries of the extra `pdf`, which no other command does

    today = datetime.fromtimestamp(epoch, UTC).date() if epoch else date.today()
    handbook, content = loaded(folder), content_of(folder)
    joins, (prose, _) = Joins(handbook), read_prose(content)
    out.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        edition = Edition(handbook, joins, language, today)
        renderer = Renderer(edition, frame(edition, prose_sections(content), ""), templates)
        try:
            (out / f"handbok-{language}.pdf").write_bytes(bind(book(edition, prose), renderer, site))
        except PageMissing as missing:
            click.echo(f"Sida {missing} finst ikkje. Bygg nettstaden på nytt: make site", err=True)
            sys.exit(1)


COMMANDS = (headers_command, pdf_command)
