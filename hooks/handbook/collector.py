"""The garbage collector. What a build makes either lives as long as the build or is freed by its count of references:
the collector would only walk it again and again, for a third of the time of a large build."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Let nothing be walked while something is made; what is there afterwards is never walked again."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.freeze()
