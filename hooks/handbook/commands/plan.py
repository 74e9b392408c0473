"""The command that proposes dates."""

import re
from datetime import date

import click

from handbook.calendar.days import Span
from handbook.calendar.proposal import fragment, propose
from handbook.calendar.school import planning_year
from handbook.calendar.timetable import Timetable
from handbook.commands.folder import folder_argument, loaded
from handbook.language.dates import long_date


@click.command("plan")
@folder_argument
@click.option("--year", "name", metavar="ÅR", help="2027 (januar til desember) eller 2026-2027 (skuleåret).")
def plan_command(folder: str, name: str | None) -> None:
    """Føreslå datoar for møte som manglar det, som YAML til å lime inn og vedta. Skriv ingenting i mappa."""
    handbook = loaded(folder)
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


COMMANDS = (plan_command,)
