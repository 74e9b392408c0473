"""The command line: gathers the commands."""

import click

from handbook.commands import (
    change,
    check,
    draft,
    editor,
    format,
    laws,
    personal,
    plan,
    publish,
    schema,
    search,
    site_diff,
    spreadsheet,
    status,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Handboka: kontroller og arbeid med ei datamappe."""


for module in (
    change,
    check,
    draft,
    editor,
    format,
    laws,
    personal,
    plan,
    publish,
    schema,
    search,
    site_diff,
    spreadsheet,
    status,
):
    for command in module.COMMANDS:
        main.add_command(command)

if __name__ == "__main__":
    main(prog_name="python -m handbook")
