"""Commands for the one who publishes: headers of a host, and the handbook on paper."""

import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import astuple
from datetime import UTC, date, datetime
from multiprocessing import get_context
from pathlib import Path

import click

from handbook.commands.folder import content_of, data_option, loaded
from handbook.compress import Sizes, compress, compressible
from handbook.editor.config import headers_of_editor
from handbook.handbook import Handbook
from handbook.joins import Joins
from handbook.models.scalars import LANGUAGES
from handbook.paper import PageMissing
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
    today = datetime.fromtimestamp(epoch, UTC).date() if epoch else date.today()
    given = (loaded(folder), today, content_of(folder), site, templates)
    out.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(len(LANGUAGES), get_context("spawn")) as pool:
        made = [pool.submit(_pdf, language, *given) for language in LANGUAGES]
        for language, pdf in zip(LANGUAGES, made, strict=True):
            try:
                (out / f"handbok-{language}.pdf").write_bytes(pdf.result())
            except PageMissing as missing:
                click.echo(f"Sida {missing} finst ikkje. Bygg nettstaden på nytt: make site", err=True)
                sys.exit(1)


def _pdf(language: str, handbook: Handbook, today: date, content: Path, site: Path, templates: Path) -> bytes:
    """Give the PDF of one language; a process of its own sets each, since it takes a minute."""
    from handbook.pdf import bind  # needs the libraries of the extra `pdf`, which no other command does

    edition = Edition(handbook, Joins(handbook), language, today)
    renderer = Renderer(edition, frame(edition, prose_sections(content), ""), templates)
    return bind(book(edition, read_prose(content)[0]), renderer, site)


@click.command("compress")
@click.argument("site", metavar="NETTSTAD", type=click.Path(exists=True, file_okay=False, path_type=Path))
def compress_command(site: Path) -> None:
    """Legg komprimerte kopiar (gzip og brotli) ved filene på ein bygd nettstad, for vevtenarar som sender dei."""
    files = compressible(site)
    with click.progressbar(
        compress(files), length=len(files), label="Komprimerer", file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as made:
        sizes = sum(made, Sizes())
    plain, packed, smallest = (f"{size / 1_000_000:.1f}".replace(".", ",") for size in astuple(sizes))
    click.echo(f"{len(files)} filer: {plain} MB, med gzip {packed} MB, med brotli {smallest} MB.")


COMMANDS = (headers_command, pdf_command, compress_command)
