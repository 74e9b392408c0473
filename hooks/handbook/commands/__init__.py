"""The commands, one module for each errand; a module lists its own in COMMANDS. With mkdocs_hook the only readers of
the clock."""
