"""Lets MkDocs build a handbook: events in, calls out. The only file that imports MkDocs; reads the clock.

MkDocs builds the prose of content/ and renders the frame once per language and section; the records are written by
`handbook.site` beside it. Everything is built in a folder of its own and published when all went well.
"""

import os
import shutil
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import jinja2
import material
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import CombinedEvent, event_priority, get_plugin_logger
from mkdocs.utils import CountHandler

from handbook.addresses import Addresses
from handbook.checks import check
from handbook.handbook import Handbook
from handbook.joins import Joins
from handbook.load import load
from handbook.problems import Problem, errors, report
from handbook.prose import check_prose
from handbook.render import Renderer
from handbook.shell import MARKS
from handbook.site import publish, redirects, write_pages, write_sitemap
from handbook.views.edition import Edition
from handbook.views.frame import Frame, frame, home

log = get_plugin_logger("handbook")


@dataclass
class Build:
    """One run over both languages."""

    handbook: Handbook
    joins: Joins
    addresses: Addresses
    today: date
    serving: bool
    final_site: Path
    prose_sections: frozenset[str]
    editions: dict[str, Edition] = field(default_factory=dict)
    renderers: dict[str, Renderer] = field(default_factory=dict)
    frames: dict[str, Frame] = field(default_factory=dict)
    environment: jinja2.Environment | None = None
    paths: set[str] = field(default_factory=set)


_serving = False
_build: Build | None = None


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether this is `mkdocs serve`."""
    global _serving
    _serving = command == "serve"


def _language(config: MkDocsConfig) -> str:
    return config.plugins["i18n"].current_language or config.plugins["i18n"].default_language


def _today() -> date:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else date.today()


@event_priority(-200)  # after static-i18n has chosen the language
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check everything before anything is cleaned or written; point MkDocs at a folder of our own."""
    global _build
    if _build is None or config.plugins["i18n"].is_default_language_build:
        _build = _start(config)
    config.theme.static_templates -= {"404.html", "sitemap.xml"}
    _enter(_language(config), config)
    return config


def _enter(language: str, config: MkDocsConfig) -> None:
    edition = Edition(_build.handbook, _build.joins, language, _build.today)
    made = frame(edition, _build.prose_sections, "../" if _build.addresses.folder(language) else "")
    _build.editions[language] = edition
    _build.frames[language] = made
    _build.renderers[language] = Renderer(edition, made, Path(config.theme.custom_dir))


def _start(config: MkDocsConfig) -> Build:
    root = Path(config.config_file_path).parent
    content = Path(config.docs_dir)
    handbook, problems = load(root / "data", _shown(root / "data"))
    today = _today()
    problems += check(handbook, today) + check_prose(content, _shown(content), handbook)
    _tell(problems)
    final = Path(config.site_dir)
    config.site_dir = str(final.with_name(f".{final.name}.building"))
    shutil.rmtree(config.site_dir, ignore_errors=True)
    return Build(
        handbook=handbook,
        joins=Joins(handbook),
        addresses=Addresses(config.site_url or "", config.plugins["i18n"].default_language),
        today=today,
        serving=_serving,
        final_site=final,
        prose_sections=frozenset(path.name for path in content.iterdir() if path.is_dir() and path.name != "assets"),
    )


def _shown(path: Path) -> str:
    return os.path.relpath(path).replace(os.sep, "/")


def _tell(problems: list[Problem]) -> None:
    if errors(problems):
        raise Abort(f"Handboka har feil og blir ikkje bygd. Det som låg der frå før, er urørt.\n\n{report(problems)}")
    for problem in problems:
        log.info(str(problem))


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Any) -> jinja2.Environment:
    """Give the theme the frame of this language; from here on everything it prints is escaped."""
    made = _build.frames[_language(config)]
    env.autoescape = True
    env.undefined = jinja2.StrictUndefined
    env.globals |= {"frame": made, "w": made.words, "addresses": _build.addresses, "serving": _build.serving}
    _build.environment = env
    return env


def on_files(files: Any, config: MkDocsConfig) -> Any:
    """Leave out what stock Material would publish beside our own frame: scripts, styles and search workers."""
    stock = str(Path(material.__file__).parent)
    for file in list(files):
        if (file.abs_src_path or "").startswith(stock):
            files.remove(file)
    return files


def on_page_markdown(markdown: str, page: Any, config: MkDocsConfig, files: Any) -> None:
    """Give the front page its own template."""
    if not _path(page.url, config):
        page.meta["template"] = "home.html"


def on_page_content(html: str, page: Any, config: MkDocsConfig, files: Any) -> str:
    """Put links to records in the prose."""
    return _build.renderers[_language(config)].resolve(html, _root(_path(page.url, config)))


def _path(url: str, config: MkDocsConfig) -> str:
    """Give the address of a prose page from the root of its language."""
    return url.lstrip("/").removeprefix(_build.addresses.folder(_language(config))).removeprefix("./")


def _root(path: str) -> str:
    return "../" * path.count("/")


def on_page_context(context: dict[str, Any], page: Any, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    """Give a prose page the same variables as a record's frame."""
    language = _language(config)
    path = _path(page.url, config)
    _build.paths.add(path)
    title, description = page.title, page.meta.get("description") or _build.frames[language].lead
    context |= _variables(language, path.split("/")[0], path.count("/"), title, description, path)
    if not path:
        content = home(_build.editions[language], _build.prose_sections)
        context["content"] = _build.renderers[language].home(content, page.content or "")
    return context


def _variables(language: str, section: str, depth: int, title: str, description: str, path: str) -> dict[str, Any]:
    root = "../" * depth
    return {
        "language": language,
        "section": section,
        "root": root,
        "assets": root + _build.frames[language].assets,
        "title": title,
        "description": description,
        "path": path,
    }


def _shell(language: str) -> Any:
    def render(section: str, depth: int) -> str:
        marks = _variables(language, section, depth, MARKS["title"], MARKS["description"], MARKS["path"])
        page = SimpleNamespace(meta={}, content="")
        return _build.environment.get_template("shell.html").render(**marks, content=MARKS["content"], page=page)

    return render


def _expected() -> dict[str, int]:
    """Say how often the frame prints each mark: the address stands in the canonical link, the hreflang links
    (each language and x-default) and the two language links."""
    addresses = (1 + len(_build.addresses.languages) + 1) if _build.addresses.base else 0
    return {"title": 1, "description": 1, "path": addresses + len(_build.addresses.languages), "content": 1}


def _write_records(config: MkDocsConfig, **_: Any) -> None:
    """Write the records of this language. Runs before static-i18n builds the next one."""
    language = _language(config)
    out = Path(config.site_dir) / _build.addresses.folder(language)
    written = write_pages(_build.editions[language], _build.renderers[language], _shell(language), _expected(), out)
    _build.paths |= set(written)


@event_priority(-200)
def _finish(config: MkDocsConfig, **_: Any) -> None:
    """When all languages are built: the pages that both share, and then the whole site into its place."""
    global _build
    if config.plugins["i18n"].building:
        return
    built, out = _build, Path(config.site_dir)
    _write_shared(out)
    write_sitemap(out, built.addresses, built.handbook, built.paths)
    _build = None
    if config.strict and _warnings():
        shutil.rmtree(out)
        return  # MkDocs says why and stops; the last good site is untouched
    publish(out, built.final_site)


on_post_build = CombinedEvent(_write_records, _finish)


def _write_shared(out: Path) -> None:
    default = _build.addresses.default
    renderer = _build.renderers[default]
    editions = [
        {"frame": _build.frames[each], "folder": _build.addresses.folder(each)} for each in _build.addresses.languages
    ]
    title = " / ".join(each["frame"].words["not_found"] for each in editions)
    # The page answers for addresses at any depth: its own links start at the root of the site.
    top = urlsplit(_build.addresses.base).path or "/"
    variables = _variables(default, "", 0, title, title, "") | {"root": top, "assets": top}
    page = SimpleNamespace(meta={}, content="")
    template = _build.environment.get_template("not-found.html")
    html = template.render(**variables, content=renderer.not_found(editions, top), page=page)
    (out / "404.html").write_bytes(html.encode())
    for language in _build.addresses.languages:
        folder = out / _build.addresses.folder(language)
        for old, new in redirects(_build.handbook):
            target = folder / old
            target.mkdir(parents=True, exist_ok=True)
            text = _build.environment.get_template("redirect.html").render(language=language, target=f"../../{new}")
            (target / "index.html").write_bytes(text.encode())


def _warnings() -> bool:
    import logging

    handlers = logging.getLogger("mkdocs").handlers
    return any(isinstance(handler, CountHandler) and handler.get_counts() for handler in handlers)


def on_serve(server: Any, config: MkDocsConfig, builder: Any) -> Any:
    """A mistake must not stop the server: say what is wrong, keep showing the last good site."""
    build = server.builder

    def careful() -> None:
        try:
            build()
        except Abort as problem:
            log.error(str(problem))

    server.builder = careful
    return server
