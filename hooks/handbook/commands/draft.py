"""The command that drafts the written form that is missing."""

import sys
from pathlib import Path
from textwrap import shorten

import click

from handbook.checks.texts import LANGUAGE_NAMES
from handbook.commands.folder import each, folder_argument
from handbook.draft.apertium import HOW_TO_INSTALL, NoApertium, translate
from handbook.draft.drafting import Drafted, Missing, draft_file
from handbook.formatting import yaml_files
from handbook.problems import spell


@click.command("draft")
@folder_argument
@click.option("--dry-run", is_flag=True, help="Vis utkasta; skriv ingenting.")
def draft_command(folder: str, dry_run: bool) -> None:
    """Set inn eit utkast der ei målform manglar, omsett av Apertium. Det som står der frå før, blir ikkje rørt.

    Utkasta er merkte med «pending» til nokon har lese dei. Svarar 0 når alt som mangla, fekk eit utkast, 1 når noko må
    skrivast for hand, 2 når Apertium manglar eller mappa ikkje finst.
    """
    root = Path(folder)
    if not root.is_dir():
        raise click.BadParameter(f"Mappa {folder} finst ikkje.", param_hint="MAPPE")
    found: list[Drafted] = []
    try:
        with each(yaml_files(root), "Omset") as paths:
            found = [drafted for path in paths if (drafted := draft_file(root, path, translate))]
    except NoApertium:
        click.echo(HOW_TO_INSTALL, err=True)
        sys.exit(2)
    for one in found:
        for missing, words in one.drafts:
            click.echo(f"{_place(one, missing)}: utkast på {LANGUAGE_NAMES[missing.language]}: {shorten(words, 120)}")
        for missing, why in one.refused:
            click.echo(f"{_place(one, missing)}: {why}. Skriv teksten på {LANGUAGE_NAMES[missing.language]} sjølv.")
        if one.drafts and not dry_run:
            one.path.write_bytes(one.data)
    done, refused = sum(len(one.drafts) for one in found), sum(len(one.refused) for one in found)
    wrote = "Ingenting er skrive" if dry_run else "Les kvart utkast, rett det, og ta bort «pending»"
    click.echo(f"{done} utkast, {refused} å skrive sjølv. {wrote}." if found else "Ingen tekst manglar ei målform.")
    sys.exit(1 if refused else 0)


def _place(one: Drafted, missing: Missing) -> str:
    mark = one.document.mark(missing.location)
    return f"{one.document.file}:{mark.line}:{mark.column}: {spell(missing.location)}"


COMMANDS = (draft_command,)
