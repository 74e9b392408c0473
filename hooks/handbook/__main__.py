"""The command line: which module each command stands in; imported when the command is called."""

from collections.abc import Iterator, Mapping
from importlib import import_module

import click

_MODULES = {
    "check": "handbook.commands.check",
    "cite": "handbook.commands.laws",
    "compress": "handbook.commands.publish",
    "draft": "handbook.commands.draft",
    "export": "handbook.commands.spreadsheet",
    "fetch-editor": "handbook.commands.editor",
    "format": "handbook.commands.format",
    "headers": "handbook.commands.publish",
    "import": "handbook.commands.spreadsheet",
    "law-check": "handbook.commands.laws",
    "new": "handbook.commands.change",
    "pdf": "handbook.commands.publish",
    "personal-data": "handbook.commands.personal",
    "plan": "handbook.commands.plan",
    "readability": "handbook.commands.readability",
    "rename": "handbook.commands.change",
    "schema": "handbook.commands.schema",
    "search": "handbook.commands.search",
    "site-diff": "handbook.commands.site_diff",
    "status": "handbook.commands.status",
}


class _Commands(Mapping[str, click.Command]):
    def __getitem__(self, name: str) -> click.Command:
        return next(each for each in import_module(_MODULES[name]).COMMANDS if each.name == name)

    def __iter__(self) -> Iterator[str]:
        return iter(_MODULES)

    def __len__(self) -> int:
        return len(_MODULES)


@click.group(commands=_Commands(), context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Handboka: kontroller og arbeid med ei datamappe."""


if __name__ == "__main__":
    main(prog_name="python -m handbook")
