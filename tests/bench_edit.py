"""Measures how soon a saved record shows under `mkdocs serve` (`make bench`): from saving to the new page.

Reports figures; asserts only that the page came. The made measures are those of bench.py.
"""

import argparse
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from urllib.error import URLError
from urllib.request import urlopen

from bench import machine, project_of, say
from measured import scratch

PATIENCE = 60.0
READ_EVERY = 0.005


def main() -> None:
    """Serve each size, edit one record some times, and print one table."""
    options = _options()
    taken_on = machine()
    rows = []
    for size in options.sizes:
        with tempfile.TemporaryDirectory(prefix="handbook-bench-edit-", dir=scratch()) as folder:
            rows.append((size, *edited(project_of(Path(folder), size), options.edits, options.pause)))
    print("| measures | first build, s | saved to shown, s: median | least | most |")
    print("|---:|---:|---:|---:|---:|")
    for size, first, waits in rows:
        print(f"| {size} | {first:.1f} | {median(waits):.2f} | {min(waits):.2f} | {max(waits):.2f} |")
    print("", *taken_on, sep="\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure how soon a saved record shows.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[500, 2000], help="how many measures")
    parser.add_argument("--edits", type=int, default=7, help="edits of each size, after one to warm up")
    parser.add_argument("--pause", type=float, default=3.0, help="seconds between two edits")
    return parser.parse_args()


def edited(project: Path, edits: int, pause: float) -> tuple[float, list[float]]:
    """Serve a project. Gives the seconds of the first build, and those from each save to the new page."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    environment = os.environ | {"PYTHONPATH": str(project / "hooks"), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "serve", "-q", "-a", f"127.0.0.1:{port}"]
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=project, env=environment) as server:
        try:
            record = min((project / "data/measures").glob("*.yml"))
            page = f"http://127.0.0.1:{port}/tiltak/{record.stem}/"
            until(page, "<h1", server)
            first = time.perf_counter() - start
            waits = [_edit(record, page, f"Endring nummer {number}.", server, pause) for number in range(edits + 1)]
        finally:
            server.send_signal(signal.SIGINT)  # as Ctrl+C does, so that it stops what it does behind
    say(f"{', '.join(f'{wait:.2f}' for wait in waits)} s")
    return first, waits[1:]


def _edit(record: Path, page: str, sentence: str, server: subprocess.Popen, pause: float) -> float:
    text = re.sub(
        r"(?m)^summary:\n  nn: .*$", f"summary:\n  nn: {sentence}", record.read_text(encoding="utf-8"), count=1
    )
    time.sleep(pause)
    start = time.perf_counter()
    record.write_text(text, encoding="utf-8")
    until(page, sentence, server)
    return time.perf_counter() - start


def until(address: str, words: str, server: subprocess.Popen) -> None:
    """Wait until a page holds some words."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            with urlopen(address, timeout=PATIENCE) as answer:
                if words in answer.read().decode():
                    return
        except (URLError, ConnectionError):
            pass
        time.sleep(READ_EVERY)
    sys.exit(f"«{words}» never came on {address}.")


if __name__ == "__main__":
    main()
