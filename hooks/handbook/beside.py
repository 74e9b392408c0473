"""Work done beside the rest in forked processes. Knows nothing of what the work is."""

import os
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from signal import SIGKILL
from threading import Thread
from typing import Any

from handbook.collector import collector_at_rest

Work = Callable[[], None]


class Beside:
    """Pieces of work that write to disk, each in a process of its own that sees all that was read before it."""

    def __init__(self) -> None:
        self._started: list[tuple[Work, BaseProcess]] = []

    def start(self, work: Work) -> None:
        """Begin a piece of work."""
        process = get_context("fork").Process(target=_at_rest, args=(work,))
        process.start()
        self._started.append((work, process))

    def finish(self) -> None:
        """Wait for all of it; what failed is done again here, to tell here what went wrong there."""
        for work, process in self._started:
            process.join()
            if process.exitcode:
                work()
        self._started.clear()

    def abandon(self) -> None:
        """Stop what is not done."""
        for _, process in self._started:
            process.kill()
            process.join()
        self._started.clear()


def _at_rest(work: Work) -> None:
    with collector_at_rest():
        work()


class Behind:
    """One piece of work at a time, behind one that answers people: a new one stops the one before it."""

    def __init__(self) -> None:
        self._process = 0

    def start(self, work: Callable[[], bool], done: Callable[[bool | None], None]) -> None:
        """Begin a piece of work. `done` is told in a thread what it answered, None where it failed; not if stopped."""
        self.stop()
        self._process = os.fork()  # not multiprocessing, whose child would flush what other threads hold
        if not self._process:
            try:
                os._exit(_ANSWERS.index(work()))
            finally:
                os._exit(len(_ANSWERS))
        Thread(target=self._wait, args=(self._process, done), daemon=True).start()

    def stop(self) -> None:
        """Stop the piece of work, if it is not done."""
        process, self._process = self._process, 0
        if process:
            with suppress(ProcessLookupError):
                os.kill(process, SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(process, 0)

    def _wait(self, process: int, done: Callable[[bool | None], None]) -> None:
        try:
            _, status = os.waitpid(process, 0)
        except ChildProcessError:
            return  # stopped
        if self._process == process:
            self._process = 0
            done(dict(enumerate(_ANSWERS)).get(os.waitstatus_to_exitcode(status)))


_ANSWERS = (False, True)


Exchange = Callable[[Any], Any]
"""Gives the other process something, and takes what that one gives."""


def in_two(work: Callable[[int, Exchange], Any]) -> tuple[Any, Any] | None:
    """Give what a work comes to here, as number 0, and in a forked process, as number 1; None where that one failed.

    Both must exchange equally often.
    """
    ours, theirs = get_context("fork").Pipe()
    process = get_context("fork").Process(target=_second, args=(work, ours, theirs))
    process.start()
    theirs.close()
    try:
        with collector_at_rest():
            first = work(0, partial(_exchange, ours))
        return first, ours.recv()
    except (EOFError, ConnectionError):
        return None
    finally:
        ours.close()
        process.join()


def _exchange(first: Connection, mine: Any) -> Any:
    got = first.recv()  # one must listen while the other speaks
    first.send(mine)
    return got


def _second(work: Callable[[int, Exchange], Any], ours: Connection, theirs: Connection) -> None:
    def exchange(mine: Any) -> Any:
        theirs.send(mine)
        return theirs.recv()

    ours.close()
    with collector_at_rest():
        theirs.send(work(1, exchange))
