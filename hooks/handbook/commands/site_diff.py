"""The command that compares two built sites."""

import sys
from pathlib import Path

import click

from handbook.commands.folder import format_option
from handbook.site_diff import SiteDiff, read_removed, read_site, to_markdown

_REMOVED = ".github/removed-addresses.txt"
_REMOVED_HELP = "Lista over adresser som er tekne bort med vilje."
_site = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("site-diff")
@click.argument("base", metavar="FØR", type=_site)
@click.argument("head", metavar="ETTER", type=_site)
@click.option("--out", metavar="FIL", type=click.Path(path_type=Path), help="Kor samandraget (Markdown) skal stå.")
@click.option("--removed", metavar="FIL", type=click.Path(path_type=Path), default=Path(_REMOVED), help=_REMOVED_HELP)
@format_option("text", "github")
def site_diff_command(base: Path, head: Path, out: Path | None, removed: Path, form: str) -> None:
    """Vis kva sider som er nye, endra og borte mellom to bygde nettstader.

    Svarar 0 når alle gamle adresser framleis fører nokon stad, 1 når ei er borte utan vidaresending.
    """
    diff = SiteDiff(read_site(base), read_site(head), read_removed(removed))
    text = to_markdown(diff)
    if out:
        out.write_text(text, encoding="utf-8")
    else:
        click.echo(text)
    for path in diff.gone:
        message = (
            f"Adressa /{path} er borte. Har posten fått ny id, skriv den gamle i former_ids på den nye (kommandoen "
            f"rename gjer det). Skal sida bort for godt, skriv adressa i {removed.as_posix()}."
        )
        click.echo(f"::error::{message}" if form == "github" else message, err=True)
    sys.exit(1 if diff.gone else 0)


COMMANDS = (site_diff_command,)
