"""The command line: `python -m handbook check [DIR]`, `plan [DIR]`. With mkdocs_hook the only reader of the clock."""

import os
import re
import sys
from datetime import date
from pathlib import Path

import click

from handbook.build import read_all
from handbook.calendar.days import Span
from handbook.calendar.proposal import fragment, propose
from handbook.calendar.school import planning_year
from handbook.calendar.timetable import Timetable
from handbook.language.dates import long_date
from handbook.load import load
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


if __name__ == "__main__":
    main(prog_name="python -m handbook")
