"""Commands that take records from a spreadsheet, and give them as one."""

import os
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import click

from handbook.commands.folder import data_option, loaded
from handbook.commands.kind import KindType
from handbook.handbook import Handbook
from handbook.models.kinds import KINDS, Kind
from handbook.problems import Problem, errors, report
from handbook.spreadsheet.columns import NoSuchField, column_for, columns_of
from handbook.spreadsheet.export import export_json, export_rows
from handbook.spreadsheet.proposal import Proposal, Proposer, language_of
from handbook.spreadsheet.rehearsal import files_of, rehearse
from handbook.spreadsheet.table import Table, TableRefused, gathered
from handbook.spreadsheet.values import NotUnderstood

_KINDS = tuple(kind.name for kind in KINDS.values() if kind.stem)


@click.command("import")
@click.argument("file", metavar="FIL", type=click.Path(path_type=Path))
@click.argument("kind_name", metavar="SLAG", type=KindType(_KINDS))
@data_option
@click.option("--sheet", metavar="ARK", help="Kva ark i arbeidsboka; elles det første som ikkje er gøymt.")
@click.option("--lang", "language", type=click.Choice(("nn", "nb")), help="Skriftforma i arket, om vi ikkje ser det.")
@click.option(
    "--column", "chosen", multiple=True, metavar="OVERSKRIFT=FELT", help="Kva felt ei kolonne er; tomt: inkje."
)
@click.option("--set", "defaults", multiple=True, metavar="FELT=VERDI", help="Verdi for rader som ikkje seier noko.")
@click.option("--write", is_flag=True, help="Skriv filene. Utan dette blir ingenting skrive.")
@click.option("--incomplete", is_flag=True, help="Skriv òg dei som manglar felt, så dei kan fyllast ut i filene.")
def import_command(file, kind_name, folder, sheet, language, chosen, defaults, write, incomplete) -> None:
    """Gjer radene i eit rekneark til framlegg: nye filer i datamappa. Rører aldri ei fil som finst.

    Svarar 0 når alle radene kunne brukast, 1 når noko må rettast, 2 når fila ikkje kan lesast.
    """
    handbook, kind = loaded(folder), KINDS[kind_name]
    table = _table(file, sheet)
    try:
        columns, left_over = columns_of(kind, table.headings, dict(_pairs(chosen, "--column")))
        language = language or language_of(table, columns)
        if not columns or language is None:
            raise click.UsageError(_no_start(table, columns))
        proposer = Proposer(handbook, kind, table, columns, language)
        for name, value in _pairs(defaults, "--set"):
            proposer.set(column_for(kind, name), value)
    except NoSuchField as error:
        raise click.UsageError(f"Feltet «{error}» finst ikkje for {kind.noun}.") from None
    except NotUnderstood as error:
        raise click.UsageError(f"--set: {error}") from None
    click.echo(_shown(table, {column.index: column.field for column in columns}, language))
    problems = [*table.problems, *(_unused(table, index) for index in left_over)]
    with click.progressbar(table.rows, label="Les radene", file=sys.stderr) as rows:
        proposals = [proposer.propose(row) for row in rows]
    problems += [problem for proposal in proposals for problem in proposal.problems]
    wanted = [each for each in proposals if _is_new(each) and each.id and (incomplete or not each.lacks)]
    files = list(files_of(kind, wanted))
    problems += rehearse(handbook, kind, os.path.normpath(folder), files, date.today())
    awaited = [problem for problem in problems if problem.code == "awaited-text"]
    click.echo(report(gathered([problem for problem in problems if problem.code != "awaited-text"])))
    if write:
        _write(Path(folder), files)
    click.echo(_sum(proposals, files, len(awaited), write))
    sys.exit(1 if errors(problems) or any(each.lacks for each in proposals) else 0)


@click.command("export")
@click.argument("kind_name", metavar="SLAG", type=KindType(_KINDS))
@data_option
@click.option("--format", "form", type=click.Choice(("csv", "xlsx", "json")), default="csv", help="Filformat.")
@click.option("--out", metavar="FIL", type=click.Path(path_type=Path), help="Kor fila skal stå; elles standard ut.")
def export_command(kind_name: str, folder: str, form: str, out: Path | None) -> None:
    """Gi alle oppføringar av eit slag som rekneark eller JSON, éi rad for kvar."""
    if form == "xlsx" and out is None:
        raise click.UsageError("Ei arbeidsbok må bli ei fil. Skriv kvar: --out tiltak.xlsx")
    data = _exported(loaded(folder), KINDS[kind_name], form)
    if out is None:
        click.echo(data, nl=False)
        return
    try:
        out.write_bytes(data)
    except OSError as error:
        raise click.ClickException(f"{out} kan ikkje skrivast: {error.strerror}.") from None


def _exported(handbook: Handbook, kind: Kind, form: str) -> bytes:
    # Excel's library takes a fifth of a second to begin with, which no other command needs.
    from handbook.spreadsheet.delimited import write_csv
    from handbook.spreadsheet.workbook import write_xlsx

    if form == "json":
        return export_json(handbook, kind).encode()
    rows = export_rows(handbook, kind)
    return write_csv(rows) if form == "csv" else write_xlsx(rows, kind.stem)


def _table(file: Path, sheet: str | None) -> Table:
    from handbook.spreadsheet.read import read_table  # see _exported

    try:
        return read_table(file, sheet)
    except TableRefused as refused:
        click.echo(f"{file}: {refused}", err=True)
        sys.exit(2)


def _pairs(given: tuple[str, ...], option: str) -> list[tuple[str, str]]:
    for each in given:
        if "=" not in each:
            raise click.UsageError(f"{option} «{each}»: skriv to delar med = mellom.")
    return [(left.strip(), right.strip()) for left, _, right in (each.rpartition("=") for each in given)]


def _no_start(table: Table, columns: list) -> str:
    if columns:
        return "Vi ser ikkje om arket er på nynorsk eller bokmål. Skriv --lang nn eller --lang nb."
    names = ", ".join(f"«{heading}»" for heading in table.headings if heading)
    return f"Ingen av kolonnane er kjende: {names}. Skriv kva felt dei er, til dømes --column «Tekst=name»."


def _shown(table: Table, fields: dict[int, str], language: str) -> str:
    """Say which column was taken for which field."""
    form = {"nn": "nynorsk", "nb": "bokmål"}[language]
    lines = [f"  {heading} → {fields.get(index, '–')}" for index, heading in enumerate(table.headings) if heading]
    return "\n".join([f"{table.file}: {len(table.rows)} rader på {form}. Kolonnane:", *lines, ""])


def _unused(table: Table, index: int) -> Problem:
    heading = table.headings[index]
    choose = f"--column «{heading}=felt» (felta står i docs/fields.nn.md), eller «{heading}=» for inkje."
    message = f"Vi bruker ikkje kolonna. Skriv kva felt ho er: {choose}"
    return table.problem(table.head, index, message, "unused-column")


def _is_new(proposal: Proposal) -> bool:
    return not (proposal.is_known or proposal.is_twice)


def _write(folder: Path, files: list[tuple[str, str]]) -> None:
    """Write new files; one that has come meanwhile stops the run and is let be."""
    for path, text in files:
        try:
            (folder / path).parent.mkdir(exist_ok=True)
            with (folder / path).open("x", encoding="utf-8", newline="\n") as out:
                out.write(text)
        except OSError as error:
            raise click.ClickException(f"{folder / path} kan ikkje skrivast: {error.strerror}.") from None


def _sum(proposals: list[Proposal], files: list[tuple[str, str]], awaited: int, write: bool) -> str:
    count = Counter(
        "known" if each.is_known else "twice" if each.is_twice else "lacks" if each.lacks or not each.id else "whole"
        for each in proposals
    )
    said = [
        f"{count['whole']} heile framlegg, {count['lacks']} som manglar noko, {count['known']} som alt står i "
        f"handboka, {count['twice']} som stod fleire gonger."
    ]
    if awaited:
        said.append(f"{awaited} tekstar ventar på den andre skriftforma.")
    if write:
        said.append(f"{len(files)} filer er skrivne, alle med status: draft. Les dei før du lagrar på GitHub.")
    elif files:
        said.append(f"Ingenting er skrive. Skriv {len(files)} filer med --write.")
    if count["lacks"] and len(files) <= count["whole"]:
        said.append("Fyll ut det som manglar i arket, eller skriv filene likevel med --incomplete og fyll ut der.")
    return "\n".join(said)


COMMANDS = (import_command, export_command)
