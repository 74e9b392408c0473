"""The command line knows every command, and imports only the module of the one that is called."""

import pkgutil
import subprocess
import sys
from importlib import import_module

import handbook.commands
from handbook.__main__ import main


def test_every_command_of_every_module_is_known():
    modules = [
        import_module(f"handbook.commands.{each.name}") for each in pkgutil.iter_modules(handbook.commands.__path__)
    ]
    offered = {command.name: command for module in modules for command in getattr(module, "COMMANDS", ())}
    assert dict(main.commands) == offered
    assert list(main.commands) == sorted(offered)


def test_a_command_imports_no_module_of_another():
    script = "import sys; from handbook.__main__ import main; main.commands['check']; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = {name for name in run.stdout.split() if name.startswith("handbook.commands.")}
    assert loaded == {"handbook.commands.check", "handbook.commands.folder"}
