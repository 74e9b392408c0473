"""Commands that change records."""

import sys

import click

from handbook.commands.folder import checked, content_of, data_option, sound
from handbook.commands.kind import ALL_KINDS, KindType
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


COMMANDS = (rename_command,)
