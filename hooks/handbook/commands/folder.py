"""A data folder as commands are given it: its argument, its form of report, and what is read or reported of it."""

import os
import sys
from datetime import date
from pathlib import Path

import click

from handbook.build import read_all
from handbook.handbook import Handbook
from handbook.load import load
from handbook.problems import Problem, errors, report

folder_argument = click.argument("folder", metavar="[MAPPE]", default="data")
data_option = click.option("--data", "folder", metavar="MAPPE", default="data", help="Datamappa.")


def format_option(*forms: str):
    """Give the option of how a report is printed; the first form is the default."""
    return click.option("--format", "form", type=click.Choice(forms), default=forms[0], help="Utskriftsform.")


def each(items: list, doing: str):
    """Give items one by one, with a bar of progress where somebody sits at a terminal."""
    return click.progressbar(items, label=doing, file=sys.stderr, hidden=not sys.stderr.isatty())


def content_of(folder: str) -> Path:
    """Give the folder of prose beside a data folder."""
    return Path(folder).parent / "content"


def checked(folder: str) -> tuple[Handbook, list[Problem]]:
    """Read and check data and prose; gives the handbook and every problem."""
    content = content_of(folder)
    return read_all(Path(folder), content, (os.path.normpath(folder), os.path.normpath(content)), date.today())


def sound(read: tuple[Handbook, list[Problem]]) -> Handbook:
    """Give the handbook where it has no error; else print the report and end with 1."""
    handbook, problems = read
    if errors(problems):
        click.echo(report(problems))
        sys.exit(1)
    return handbook


def loaded(folder: str) -> Handbook:
    """Read a data folder without the rules across records; ends with a report where a record cannot be read."""
    return sound(load(Path(folder), os.path.normpath(folder)))
