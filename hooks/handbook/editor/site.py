"""The form editor on the site: its page, its scripts, its configuration and its programs in one folder."""

import json
import shutil
from pathlib import Path

from handbook.editor.bundle import DECAP, YAML, BundleRefused, check_bundle, copy
from handbook.editor.config import FOLDER, Desk, hosts
from handbook.handbook import Handbook
from handbook.manual.schema import schema_alone, schema_of
from handbook.models.kinds import KINDS
from handbook.policy import editor_policy
from handbook.problems import ProblemsFound
from handbook.render import Renderer

_SCRIPTS = ("before.js", "admin.js", "record-text.js", "words.json", "admin.css")
CACHE = Path(".cache") / "editor"
"""Where the programs lie, beside the folder of templates."""


def require_editor(handbook: Handbook, templates: Path) -> None:
    """Refuse to build a site whose editor is switched on and not fetched; ProblemsFound names the command."""
    if handbook.municipality.editor:
        try:
            check_bundle(templates.parent / CACHE)
        except BundleRefused as refused:
            origin = handbook.settings["municipality"]
            raise ProblemsFound([origin.problem(("editor",), str(refused), "editor-not-fetched", key=True)]) from None


def write_editor(out: Path, handbook: Handbook, renderer: Renderer, language: str) -> None:
    """Write the form editor to its folder of a site; nothing where it is not switched on."""
    settings = handbook.municipality.editor
    if not settings:
        return
    target, templates = out / FOLDER, renderer.templates
    target.mkdir(parents=True, exist_ok=True)
    copy(templates.parent / CACHE, target)
    for name in _SCRIPTS:
        shutil.copyfile(templates / FOLDER / name, target / name)
    schemas = {name: schema_of(kind) for name, kind in KINDS.items()} | {"municipality": schema_alone("municipality")}
    document = Desk(settings, handbook, schemas, language).document()
    (target / "config.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    html = renderer.editor(editor_policy(hosts(settings)), (YAML, DECAP))
    (target / "index.html").write_text(html, encoding="utf-8")
