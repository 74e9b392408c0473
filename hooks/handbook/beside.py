"""Work done beside the rest in forked processes. Knows nothing of what the work is."""

from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import TypeVar

Work = Callable[[], None]
T = TypeVar("T")


class Beside:
    """Pieces of work that write to disk, each in a process of its own that sees all that was read before it."""

    def __init__(self) -> None:
        self._started: list[tuple[Work, BaseProcess]] = []

    def start(self, work: Work) -> None:
        """Begin a piece of work."""
        process = get_context("fork").Process(target=work)
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


def both(one: Callable[[], Sequence[T]], other: Callable[[], Sequence[T]]) -> tuple[Sequence[T], Sequence[T]]:
    """Give what two functions find, the second in a forked process; again here where that process failed."""
    ours, theirs = get_context("fork").Pipe(duplex=False)
    process = get_context("fork").Process(target=_send, args=(other, theirs))
    process.start()
    theirs.close()
    first = one()
    try:
        second = ours.recv()
    except EOFError:
        second = other()
    process.join()
    return first, second


def _send(work: Callable[[], Sequence[T]], to: Connection) -> None:
    to.send(work())
