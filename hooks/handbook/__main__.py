"""The command line: `check`, `plan`, `search`, `cite`, `law-check`, `pdf`. With mkdocs_hook the only clock reader."""

import os
import re
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import click

from handbook.build import read_all
from handbook.calendar.days import Span
from handbook.calendar.proposal import fragment, propose
from handbook.calendar.school import planning_year
from handbook.calendar.timetable import Timetable
from handbook.checks.laws import registry_of
from handbook.feeds.search import indexes
from handbook.joins import Joins
from handbook.language.dates import long_date
from handbook.law.archive import ArchiveRefused
from handbook.law.cite import is_clean, print_rows, rows
from handbook.law_check import Checked, law_check
from handbook.load import load
from handbook.models.scalars import LANGUAGES
from handbook.problems import errors, report, report_stop
from handbook.prose import prose_sections, read_prose
from handbook.render import Renderer
from handbook.search.engine import NoNode
from handbook.search.explain import explain
from handbook.search.index import to_bytes
from handbook.views.book import book
from handbook.views.edition import Edition
from handbook.views.frame import frame


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


@main.command("plan")
@click.argument("folder", metavar="[MAPPE]", default="data")
@click.option("--year", "name", metavar="ÅR", help="2027 (januar til desember) eller 2026-2027 (skuleåret).")
def plan_command(folder: str, name: str | None) -> None:
    """Føreslå datoar for møte som manglar det, som YAML til å lime inn og vedta. Skriv ingenting i mappa."""
    handbook, problems = load(Path(folder), os.path.normpath(folder))
    if errors(problems):
        click.echo(report(problems))
        sys.exit(1)
    timetable = Timetable(handbook, date.today())
    year = _year(name) if name else timetable.year
    if year.last < date.today():
        raise click.BadParameter(f"{name} er over.", param_hint="--year")
    timetable = Timetable(handbook, max(date.today(), year.first))
    found = list(propose(timetable, year))
    count = sum(len(one.days) for one in found)
    head = f"# Framlegg frå {long_date(year.first)} til {long_date(year.last)}: {count} datoar, {len(found)} seriar."
    click.echo("\n\n".join(filter(None, (f"{head} Ingen er vedtekne.", fragment(timetable, found)))))


def _year(name: str) -> Span:
    """Give the year an editor names."""
    first, _, last = name.partition("-")
    if not re.fullmatch(r"(19|20)\d\d(-(19|20)\d\d)?", name) or (last and int(last) != int(first) + 1):
        raise click.BadParameter("Skriv eit år (2027) eller eit skuleår (2026-2027).", param_hint="--year")
    return planning_year(date(int(first), 8, 1), "school" if last else "calendar")


@main.command("cite")
@click.argument("text", metavar="TEKST")
@click.option("--data", metavar="MAPPE", default="data", help="Mappa med lovene.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Utskriftsform.")
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


@main.command("law-check")
@click.argument("folder", metavar="MAPPE", type=click.Path(path_type=Path))
@click.option("--index", "index_file", metavar="FIL", type=click.Path(path_type=Path), required=True, help="Indeksen.")
@click.option("--data", metavar="MAPPE", default="data", help="Mappa med lovene.")
@click.option("--format", "form", type=click.Choice(["text", "github", "json"]), default="text", help="Utskriftsform.")
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


@main.command("pdf")
@click.argument("site", metavar="NETTSTAD", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--data", "folder", metavar="MAPPE", default="data", help="Mappa som nettstaden er bygd av.")
@click.option("--out", metavar="MAPPE", type=click.Path(path_type=Path), default="pdf", help="Kor filene skal stå.")
@click.option("--epoch", type=int, envvar="SOURCE_DATE_EPOCH", help="Dagen nettstaden er bygd, som Unix-tid.")
@click.option("--templates", type=click.Path(path_type=Path), default="overrides", help="Mappa med malane.")
def pdf_command(site: Path, folder: str, out: Path, epoch: int | None, templates: Path) -> None:
    """Set sidene på ein bygd nettstad saman til éin PDF for kvart språk. Svarar 1 når data og nettstad ikkje høver."""
    from handbook.pdf import PageMissing, bind  # needs the libraries of the extra `pdf`, which no other command does

    content = Path(folder).parent / "content"
    today = datetime.fromtimestamp(epoch, UTC).date() if epoch else date.today()
    handbook, problems = load(Path(folder), os.path.normpath(folder))
    if errors(problems):
        click.echo(report(problems))
        sys.exit(1)
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


if __name__ == "__main__":
    main(prog_name="python -m handbook")
