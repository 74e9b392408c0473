"""Lets MkDocs build a handbook: events in, calls out. MkDocs makes the prose and lends the theme. Reads the clock."""

import os
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from logging import INFO
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from handbook.addresses import Addresses
from handbook.build import Build
from handbook.editor.site import require_editor
from handbook.follow import Follower
from handbook.problems import ProblemsFound, errors, report
from handbook.prose import prose_sections, read_prose
from handbook.reading import read_all
from mkdocs_server import build_again, reload_browsers, survive, warned, watch_by_events

log = get_plugin_logger("handbook")

_REFUSED = "Handboka har feil og blir ikkje bygd. Det som låg der frå før, er urørt."
_serving = False
_following = False
"""The server runs; until then `mkdocs serve` builds like `mkdocs build`."""
_follower = Follower()
_build: Build | None = None
"""The build that runs. MkDocs calls the events of both languages, the second inside the first."""


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether this is `mkdocs serve`."""
    global _serving
    _serving = command == "serve"


@event_priority(-200)  # after static-i18n has chosen the language
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check everything before anything is cleaned or written; point MkDocs at a folder of our own."""
    global _build
    if not config.plugins["i18n"].building:  # static-i18n builds the other languages inside this one
        if _build is not None:  # of an earlier build of this server
            _follower.stop()
            _build.abandon()
        _build = None
        _follower.begin(*_all_but_data(config))
        _build = _start(config)
    config.theme.static_templates -= {"404.html", "sitemap.xml"}
    config.theme.dirs = [config.theme.custom_dir]  # of stock Material nothing is asked or published
    _or_abort(_build.enter, _language(config))
    return config


def _or_abort(do: Callable[..., Any], *arguments: Any) -> Any:
    """Turn what an editor can mend into MkDocs' way of stopping, with the list of it."""
    try:
        return do(*arguments)
    except ProblemsFound as found:
        raise Abort(f"{_REFUSED}\n\n{found}") from None


def _start(config: MkDocsConfig) -> Build:
    root, content = Path(config.config_file_path).parent, Path(config.docs_dir)
    shown = (_shown(root / "data"), _shown(content))
    memory = _follower.memory if _serving else None
    handbook, problems = read_all(root / "data", content, shown, _today(), _may_fork(), memory)
    if errors(problems):
        raise Abort(f"{_REFUSED}\n\n{report(problems)}")
    for problem in problems:
        log.info(str(problem))
    if not _serving:  # a server makes the records of files that stay from the values it has
        handbook.let_go()
    _or_abort(require_editor, handbook, Path(config.theme.custom_dir))
    site = Path(config.site_dir)
    config.site_dir = str(site.with_name(f".{site.name}.building"))
    return Build(
        handbook=handbook,
        addresses=Addresses(config.site_url or "", config.plugins["i18n"].default_language),
        today=_today(),
        out=Path(config.site_dir),
        site=site,
        templates=Path(config.theme.custom_dir),
        prose_sections=prose_sections(content),
        prose=tuple(read_prose(content)[0]),
        may_fork=_may_fork(),
        may_tell=log.isEnabledFor(INFO),
    )


def _may_fork() -> bool:
    return sys.platform == "linux" and not _following  # a server that runs has threads


def _language(config: MkDocsConfig) -> str:
    return config.plugins["i18n"].current_language


def _shown(path: Path) -> str:
    return os.path.relpath(path).replace(os.sep, "/")


def _today() -> date:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else date.today()


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out the form editor, which is written apart."""
    for file in [each for each in files if each.src_uri.startswith("admin/")]:
        files.remove(file)
    return files


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Give the theme the frame of this language; from here on everything it prints is escaped."""
    made = _build.languages[_language(config)].frame
    env.autoescape = True
    env.undefined = jinja2.StrictUndefined
    env.globals |= {"frame": made, "w": made.words, "addresses": _build.addresses, "serving": _serving}
    _build.lend_theme(_language(config), env)
    return env


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Give the front page its own template."""
    if not _path(page, config):
        page.meta["template"] = "home.html"


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put links to records in the prose."""
    return _build.resolve(html, _path(page, config), _language(config))


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    """Give a prose page the same variables as a record's frame."""
    prose = (_language(config), _path(page, config), page.title, page.meta.get("description", ""), page.content or "")
    return context | _or_abort(_build.prose_variables, *prose)


def _path(page: Page, config: MkDocsConfig) -> str:
    return _build.path_of(page.url, _language(config))


def _write_records(config: MkDocsConfig) -> None:
    """Write the records of this language, before static-i18n builds the next one."""
    _or_abort(_build.write_records, _language(config))


@event_priority(-200)  # after static-i18n has built all languages
def _finish(config: MkDocsConfig) -> None:
    """Publish the site, unless this build is one that MkDocs is about to refuse."""
    if config.plugins["i18n"].building:
        return
    _build.abandon() if config.strict and warned() else _build.finish()


on_post_build = CombinedEvent(_write_records, _finish)


def on_build_error(error: Exception) -> None:
    """Throw away what a failed build has written."""
    global _build
    if _build is not None:
        _build.abandon()
    _build = None


# --- mkdocs serve ---


def on_serve(server: Any, config: MkDocsConfig, builder: Any) -> Any:
    """Show a changed record at once; keep the server alive through a mistake, and tell what is wrong."""
    global _following
    _following = True
    survive(server, lambda: _followed(server, config))
    if sys.platform == "linux":
        watch_by_events(server)
    return server


def _followed(server: Any, config: MkDocsConfig) -> bool:
    """Show a change of records alone: the nearest pages now, the rest behind. False where all must be built."""
    global _build
    if sys.platform != "linux" or _build is None:
        return False
    data = Path(config.config_file_path).parent / "data"
    made = _follower.show(_build, (data, _shown(data)), _today(), *_all_but_data(config))
    if made:
        _build = made
        _follower.show_rest(made, partial(_shown_rest, server))
    return made is not None


def _shown_rest(server: Any, changed: bool | None) -> None:
    """Let the browsers fetch what changed behind; build all where that failed, so that it is told why."""
    if changed is None:
        _follower.forget()
        build_again(server)
    elif changed:
        reload_browsers(server)


def _all_but_data(config: MkDocsConfig) -> tuple[Path, ...]:
    return Path(config.config_file_path), Path(config.docs_dir), Path(config.theme.custom_dir)


def on_shutdown() -> None:
    """Stop what is done behind, and leave nothing of it."""
    _follower.stop()
    if _build is not None:
        _build.abandon()
