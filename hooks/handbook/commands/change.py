"""Commands that change records."""

import sys
from pathlib import Path

import click

from handbook.commands.folder import at_terminal, checked, content_of, data_option, loaded, sound
from handbook.commands.kind import ALL_KINDS, KindType
from handbook.models.kinds import KINDS
from handbook.models.scalars import LANGUAGES
from handbook.new_record import NotMade, new_record
from handbook.rename import Refused, rename


@click.command("rename")
@click.argument("kind", metavar="SLAG", type=KindType(ALL_KINDS))
@click.argument("old", metavar="GAMMAL")
@click.argument("new", metavar="NY")
@data_option
def rename_command(kind: str, old: str, new: str, folder: str) -> None:
    """Gje noko ny id. Fila, alle tilvisingar og den gamle adressa følgjer med, òg i sidene i content/.

    Svarar 0 når det er gjort, 1 når det ikkje let seg gjere, 2 ved feil bruk. Då er ingenting endra.
    """
    handbook = sound(checked(folder))
    try:
        files = rename(handbook, content_of(folder), kind, old, new)
    except Refused as refused:
        click.echo(str(refused), err=True)
        sys.exit(1)
    for file in files:
        file.new_path.write_bytes(file.data)
        if file.new_path != file.path:
            file.path.unlink()
        click.echo(f"{file.path} → {file.new_path}" if file.new_path != file.path else str(file.path))
    click.echo(f"«{old}» heiter no «{new}». {len(files)} {'fil er endra' if len(files) == 1 else 'filer er endra'}.")


@click.command("new")
@click.argument("kind", metavar="SLAG", type=KindType(tuple(kind.name for kind in KINDS.values() if kind.stem)))
@click.argument("title", metavar="TITTEL")
@click.option("--lang", "language", type=click.Choice(LANGUAGES), default="nn", help="Målforma tittelen er skriven i.")
@click.option("--with", "given", metavar="FELT=VERDI", multiple=True, help="Eit påkravd felt, til dømes services=ppt.")
@data_option
def new_command(kind: str, title: str, language: str, given: tuple[str, ...], folder: str) -> None:
    """Lag noko nytt å fylle ut: eit utkast som er gyldig, og som seier kva ingen har avgjort enno.

    Svarar 0 når det er laga, 1 når det ikkje let seg gjere, 2 ved feil bruk. Då er ingenting skrive.
    """
    handbook = loaded(folder)
    values = dict(each.split("=", 1) if "=" in each else (each, "") for each in given)
    made = None
    while made is None:
        try:
            made = new_record(handbook, Path(folder), kind, title.strip(), language, values)
        except NotMade as stopped:
            if not (stopped.asks and at_terminal()):
                click.echo(str(stopped), err=True)
                sys.exit(1)
            for key, words in stopped.asks.items():
                values[key] = click.prompt(f"{key} ({', '.join(words)})" if words else key)
    made.path.parent.mkdir(exist_ok=True)
    made.path.write_bytes(made.data)
    click.echo(f"{made.path}: «{made.id}» er laga som utkast.")
    if made.unsaid:
        click.echo(f"Fyll ut: {', '.join(made.unsaid)}.")
    click.echo("Skriv den andre målforma òg. «python -m handbook check» listar det som står att.")


COMMANDS = (new_command, rename_command)
