"""The command that looks for personal data in changes and in the whole history, by git."""

import os
import subprocess
import sys
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path

import click

from handbook.checks.personal import KnownWords
from handbook.commands.folder import data_option, format_option
from handbook.load import load
from handbook.personal.diff import COMMIT, LOG_FORMAT
from handbook.personal_history import history_problems
from handbook.problems import report, report_stop

_GIT = ("git", "-c", "core.quotePath=false", "-c", "diff.mnemonicPrefix=false", "-c", "diff.noprefix=false")
_PATCH = ("--patch", "--unified=3", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames")


class _GitRefused(Exception):
    """Raised with what git said."""


@click.command("personal-data")
@click.option("--range", "commits", metavar="FRÅ..TIL", help="Berre det desse commitane la til.")
@click.option("--history", is_flag=True, help="Alt som nokon gong er lagra, på alle greiner.")
@data_option
@format_option("text", "github", "json")
def personal_data_command(commits: str | None, history: bool, folder: str, form: str) -> None:
    """Leit etter personopplysningar i endringar. Utan val: i det som ikkje er lagra i git enno.

    Svarar 0 når ingenting er funne, 1 når noko må bort, 2 når git ikkje kan svare.
    """
    if (commits and history) or (commits or "").startswith("-"):
        raise click.UsageError("Vel anten --range FRÅ..TIL eller --history.")
    known = KnownWords(load(Path(folder), os.path.normpath(folder))[0])
    try:
        problems = list(history_problems(_changes(commits, history), known))
    except _GitRefused as refused:
        click.echo(report_stop(f"Git kan ikkje lese endringane: {refused}", form), err=form == "text")
        sys.exit(2)
    click.echo(report(problems, form))
    sys.exit(1 if problems else 0)


def _changes(commits: str | None, history: bool) -> Iterator[str]:
    if history and "".join(_git("rev-parse", "--is-shallow-repository")).strip() == "true":
        raise _GitRefused("historikken er ikkje henta heil. Hent alt: git fetch --unshallow")
    if commits or history:
        # What a merge itself changed is shown against what git would have merged.
        which = commits or "--all"
        count = int("".join(_git("rev-list", "--count", which, "--")))
        with click.progressbar(length=count, label="Les historikken", file=sys.stderr) as bar:
            for line in _git("log", LOG_FORMAT, "--remerge-diff", *_PATCH, which, "--"):
                bar.update(line.startswith(COMMIT))
                yield line
    else:
        yield from _git("diff", *_PATCH, "HEAD", "--")


def _git(*arguments: str) -> Iterator[str]:
    """Run git and give its lines as they come; a lone carriage return ends none."""
    try:
        process = subprocess.Popen([*_GIT, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    except FileNotFoundError:
        raise _GitRefused("git er ikkje installert.") from None
    with process, TextIOWrapper(process.stdout, encoding="utf-8", errors="replace", newline="\n") as output:
        yield from output
        said = process.stderr.read().decode(errors="replace")
    if process.returncode:
        raise _GitRefused(said.strip().splitlines()[0] if said.strip() else f"svarte {process.returncode}")


COMMANDS = (personal_data_command,)
