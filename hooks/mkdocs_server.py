"""What the hook asks of MkDocs beyond its events, most of it of the development server. Knows nothing of handbooks.

The names with a first underscore are the server's own; the version of MkDocs is pinned.
"""

import logging
from collections.abc import Callable
from typing import Any

from mkdocs.exceptions import Abort
from mkdocs.plugins import get_plugin_logger
from mkdocs.utils import CountHandler
from watchdog.events import FileClosedEvent, FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent
from watchdog.observers import Observer

log = get_plugin_logger("handbook")


def survive(server: Any, show_first: Callable[[], bool]) -> None:
    """Keep the server alive through a mistake, and tell it; `show_first` may spare a whole build."""
    build = server.builder

    def build_or_tell() -> None:
        try:
            if not show_first():
                build()
        except Abort as refused:
            log.error(str(refused))
        except Exception:
            log.exception("Bygginga stoppa. Den siste gode utgåva blir vist til feilen er retta.")

    server.builder = build_or_tell


def warned() -> bool:
    """Say whether anything was warned of in this build."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(handler.get_counts() for handler in handlers if isinstance(handler, CountHandler))


def build_again(server: Any) -> None:
    """Ask for a build, as a change of a file does."""
    with server._rebuild_cond:
        server._want_rebuild = True
        server._rebuild_cond.notify_all()


def reload_browsers(server: Any) -> None:
    """Let the browsers fetch their page again."""
    with server._epoch_cond:
        server._wanted_epoch = server._visible_epoch = server._visible_epoch + 1
        server._epoch_cond.notify_all()


class _Watcher(Observer):
    """Hears of changes from the system at once, where MkDocs looks for them every half second; deaf to reading."""

    def schedule(self, *arguments: Any, **named: Any) -> Any:
        """Watch a folder."""
        heard = [FileCreatedEvent, FileModifiedEvent, FileClosedEvent, FileDeletedEvent, FileMovedEvent]
        return super().schedule(*arguments, **named, event_filter=heard)


def watch_by_events(server: Any) -> None:
    """Hear of changes as they happen, and wait only as long as a file takes to be written."""
    server.observer, server.build_delay = _Watcher(), 0.05
    for path in list(server._watched_paths):
        del server._watched_paths[path], server._watch_refs[path]
        server.watch(path)
