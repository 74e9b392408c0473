"""`schema` writes the files that help an editor write, or says which of them are not as they should be."""

import sys
from pathlib import Path

import click

from handbook.manual.editor_files import SCHEMAS, editor_files


@click.command()
@click.argument("folder", metavar="[MAPPE]", default=".")
@click.option("--check", is_flag=True, help="Skriv ingenting. Svar 1 og namngje filene som ikkje stemmer.")
def schema(folder: str, check: bool) -> None:
    """Lag skjemaa, oppsettet for VS Code og oversikta over felta på nytt."""
    root, made = Path(folder), editor_files()
    differing = [path for path, text in made.items() if _text(root / path) != text]
    left = [path for path in sorted(root.glob(f"{SCHEMAS}/*")) if path.relative_to(root).as_posix() not in made]
    if check:
        _report([*differing, *(path.relative_to(root).as_posix() for path in left)])
        return
    for path in differing:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(made[path], encoding="utf-8", newline="\n")
    for path in left:
        path.unlink()
    click.echo(f"{len(made)} filer, {len(differing)} skrivne, {len(left)} sletta.")


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _report(differing: list[str]) -> None:
    for path in differing:
        click.echo(f"{path}: Fila stemmer ikkje med modellane. Køyr «python -m handbook schema», og legg ho ved.")
    if differing:
        sys.exit(1)
    click.echo("Skjemaa og oversiktene stemmer med modellane.")


COMMANDS = (schema,)
