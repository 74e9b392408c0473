"""One process measured from start to end, with everything it starts."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

MEMORY = Path("/dev/shm")
ROOM = 12 * 10**9
"""Bytes that the largest sites ask for, a few of each generator at once."""


def scratch() -> Path | None:
    """Give the disk in memory where there is one with room for large sites, else None (the folder for temporary files).

    A new file costs a virtual machine's disk 0.05 ms one minute and 0.8 ms the next, most after many were deleted:
    more than the page that is written to it.
    """
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM else None


@dataclass(frozen=True)
class Run:
    """Seconds on the clock, seconds of CPU with all that was started, most memory that one process held in MB, and what
    was printed."""

    wall: float
    cpu: float
    peak: float
    said: str


def run(folder: Path, command: tuple[str, ...], environment: dict[str, str]) -> Run:
    """Run a command in a folder; a failure ends the bench with what the process said."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=os.environ | environment, stdout=output, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        output.seek(0)
        said = output.read().decode(errors="replace")
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{said}\n`{' '.join(command)}` failed with {process.returncode}.")
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux kilobytes
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1_000_000, said)


def peak_of_all(folder: Path, command: tuple[str, ...], environment: dict[str, str], every: float = 0.05) -> float:
    """Run a command and give the most memory in MB that it and all it started held at once, shared pages counted once.

    Looks that often, by Linux' /proc; NaN elsewhere. The looking takes time: do not time the same run.
    """
    if not Path("/proc/self/smaps_rollup").exists():
        return float("nan")
    process = subprocess.Popen(
        command, cwd=folder, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    most = 0
    while process.poll() is None:
        most = max(most, sum(_proportional(each) for each in _tree(process.pid)))
        time.sleep(every)
    return most * 1024 / 1_000_000


def _tree(pid: int) -> list[int]:
    try:
        children = [
            int(child)
            for thread in Path(f"/proc/{pid}/task").iterdir()
            for child in (thread / "children").read_text().split()
        ]
    except OSError:
        return [pid]
    return [pid, *(each for child in children for each in _tree(child))]


def _proportional(pid: int) -> int:
    """Give the proportional set size in kB; nothing where the process has just ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
