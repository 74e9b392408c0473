"""Guards `mkdocs serve`: a change shows, a mistake is told without stopping the server, and the mended page shows."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from test_build import change, environment, small_copy

PATIENCE = 90.0
"""Seconds before we give up waiting for something that should happen; a working server needs one or two."""


@dataclass
class Server:
    """A running `mkdocs serve` on a working copy."""

    folder: Path
    address: str
    log: Path
    process: subprocess.Popen

    def page(self, path: str) -> str:
        """Give a page, or "" while the server has none."""
        try:
            with urlopen(self.address + path, timeout=PATIENCE) as answer:
                return answer.read().decode()
        except URLError:
            return ""

    def told(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def until(self, happened: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not happened():
            assert self.process.poll() is None, f"the server stopped:\n{self.told()}"
            assert time.monotonic() < end, f"nothing happened:\n{self.told()}"
            time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    port, log = free_port(), folder.with_suffix(".log")
    command = [sys.executable, "-u", "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"]
    env = environment(folder, PYTHONIOENCODING="utf-8")
    with (
        log.open("wb") as out,
        subprocess.Popen(
            command, cwd=folder, env=env, stdout=out, stderr=subprocess.STDOUT, start_new_session=True
        ) as process,
    ):
        try:
            yield Server(folder, f"http://127.0.0.1:{port}/", log, process)
        finally:
            os.killpg(process.pid, signal.SIGKILL)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with serving(small_copy(tmp_path / "copy")) as running:
        running.until(lambda: "Hjelper skulen." in running.page("kontakt/ppt/"))
        yield running


def test_a_change_shows_a_mistake_is_told_and_the_server_lives(server: Server):
    change(server.folder, "data/services/ppt.yml", "Hjelper skulen.", "Hjelper barnehagen.")
    change(server.folder, "data/services/ppt.yml", "Hjelper skolen.", "Hjelper barnehagene.")
    server.until(lambda: "Hjelper barnehagen." in server.page("kontakt/ppt/"))
    server.until(lambda: "Hjelper barnehagene." in server.page("nb/kontakt/ppt/"))

    change(server.folder, "data/services/ppt.yml", "kind: partner", "kind: parter")
    server.until(lambda: "data/services/ppt.yml:4:7: kind: «parter»" in server.told())
    server.until(lambda: "1 feil i 1 fil." in server.told())
    assert "Hjelper barnehagen." in server.page("kontakt/ppt/")

    change(server.folder, "data/services/ppt.yml", "kind: parter", "kind: partner")
    change(server.folder, "content/om/index.nn.md", "\n\nS", "\n\nNytt. S")
    server.until(lambda: "Nytt. S" in server.page("om/"))
    assert "Traceback" not in server.told()
