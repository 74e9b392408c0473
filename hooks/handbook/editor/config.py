"""The configuration of the form editor: one collection for each kind, where it stands, and who may publish.

Takes the handbook and the schemas; knows no page and writes no file.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from handbook.editor.widgets import Form, Node
from handbook.editor.wording import LABELS, MADE_IN_THE_FILE
from handbook.handbook import Handbook
from handbook.models.kinds import KINDS, Kind
from handbook.models.municipality import Editor, Municipality
from handbook.models.order_tables import tables
from handbook.policy import editor_headers

FOLDER = "admin"
"""Where the editor stands on the site."""
RECORDS = "records"
"""A file that is a list has no name for it; in the form the list is called this."""

_LOCALES = {"nn": "nn_no", "nb": "nb_no"}
_MODELS = {name: kind.model for name, kind in KINDS.items()} | {"municipality": Municipality}

_PUBLIC_API = {
    "github": "https://api.github.com",
    "gitlab": "https://gitlab.com",
    "local": "http://localhost:8081/api/v1",
}
"""Where each backend answers when the settings name no other place; `local` is where decap-server listens."""

Schemas = Mapping[str, Node]
"""Kind → its JSON Schema; `schema.schema_of` gives it."""


@dataclass(frozen=True)
class Desk:
    """What the editor is made of: its settings, the handbook, the schemas, and the language of the form."""

    settings: Editor
    handbook: Handbook
    schemas: Schemas
    language: str

    def document(self) -> Node:
        """Give all that the page is told: the configuration, and how the files of each kind are written."""
        collections = list(self._collections())
        models = {each["name"]: _MODELS[each["name"]] for each in collections}
        return {
            "cms": self._config(collections),
            "formats": {name: model.__name__ for name, model in models.items()},
            "models": tables(models.values()),
        }

    def _config(self, collections: list[Node]) -> Node:
        return {
            "backend": backend(self.settings),
            "load_config_file": False,
            "publish_mode": "editorial_workflow",
            "locale": _LOCALES[self.language],
            "media_folder": f"{self.settings.folder}/media",
            "slug": {"encoding": "ascii", "clean_accents": True},
            "editor": {"preview": False},
            "show_preview_links": False,
            "collections": collections,
        }

    def _collections(self) -> Iterator[Node]:
        for name in LABELS:
            if name in KINDS and name in self.schemas and (place := self._place(KINDS[name])):
                yield self._collection(KINDS[name], place)
        yield self._municipality()

    def _place(self, kind: Kind) -> str:
        """Say where the records of a kind stand: «folder», «file»; "" where another folder lends them, or none do."""
        own = [o for (name, _), o in self.handbook.origins.items() if name == kind.name and not o.shared]
        if not own:
            return ""
        return "file" if own[0].document.file.endswith(f"/{kind.stem}.yml") else "folder"

    def _label(self, name: str) -> str:
        return LABELS[name][self.language == "nb"]

    def _head(self, name: str) -> Node:
        return {"name": name, "label": self._label(name), "format": name, "extension": "yml", "publish": False}

    def _municipality(self) -> Node:
        """The one file of the municipality itself: its names, its contact, what stands at the foot of every page."""
        schema, head = self.schemas["municipality"], self._head("municipality")
        fields = Form(schema, self.language, self._pick).fields(schema)
        path = f"{self.settings.folder}/municipality.yml"
        return head | {"files": [{"name": head["name"], "label": head["label"], "file": path, "fields": fields}]}

    def _collection(self, kind: Kind, place: str) -> Node:
        schema, head = self.schemas[kind.name], self._head(kind.name)
        form = Form(schema, self.language, self._pick)
        fields = form.fields(schema)
        path = f"{self.settings.folder}/{kind.stem}"
        if place == "file":
            summary = f"{{{{fields.{_shown(schema, self.language)}}}}}"
            several = {"name": RECORDS, "label": self._label(kind.name), "widget": "list", "collapsed": True}
            listed = several | {"summary": summary, "fields": fields}
            return head | {
                "files": [{"name": kind.stem, "label": head["label"], "file": f"{path}.yml", "fields": [listed]}]
            }
        can_be_made = not set(schema.get("required", ())) & set(form.left_out(schema))
        told = {} if can_be_made else {"description": MADE_IN_THE_FILE[self.language == "nb"]}
        return (
            head
            | told
            | {
                "folder": path,
                "create": can_be_made,
                "delete": False,
                "identifier_field": "id",
                "slug": "{{fields.id}}",
                "summary": f"{{{{{_shown(schema, self.language)}}}}}",
                "sortable_fields": [_shown(schema, self.language), "reviewed"],
                "fields": fields,
            }
        )

    # --- pick lists ---

    def _pick(self, kind: str) -> Node:
        """A list of the records of a kind: read where they stand, else as they were when the site was built."""
        place = self._place(KINDS[kind]) if kind in KINDS and KINDS[kind].stem and kind in self.schemas else ""
        if place:
            return self._relation(KINDS[kind], place)
        name = self._name
        options = [{"value": one.id, "label": name(kind, one)} for one in self.handbook.all(kind)]
        return {"widget": "select", "options": options}

    def _relation(self, kind: Kind, place: str) -> Node:
        shown = _shown(self.schemas[kind.name], self.language)
        other = _shown(self.schemas[kind.name], "nb" if self.language == "nn" else "nn")
        start = f"{RECORDS}.*." if place == "file" else ""
        where = {"file": kind.stem} if place == "file" else {}
        return {
            "widget": "relation",
            "collection": kind.name,
            **where,
            "value_field": f"{start}id",
            "display_fields": [f"{start}{shown}"],
            "search_fields": list(dict.fromkeys(f"{start}{each}" for each in (shown, other, "id"))),
            "options_length": 2000,
            "multiple": False,
        }

    def _name(self, kind: str, record: Any) -> str:
        name = getattr(record, "name", None)
        return getattr(name, self.language, None) or getattr(record, "short_title", record.id)


def _shown(schema: Node, language: str) -> str:
    """Give the field by which a record is known in a list."""
    properties = schema["properties"]
    return next(
        (way for name, way in (("name", f"name.{language}"), ("short_title", "short_title")) if name in properties),
        "id",
    )


def backend(settings: Editor) -> Node:
    """Give where the handbook is kept, and who signs editors in."""
    if settings.backend == "local":
        return {"name": "proxy", "proxy_url": settings.api_url or _PUBLIC_API["local"], "branch": settings.branch}
    given = {"name": settings.backend, "repo": settings.repository, "branch": settings.branch}
    more = {"base_url": settings.auth_url, "api_root": settings.api_url}
    return given | {key: value for key, value in more.items() if value}


def hosts(settings: Editor) -> tuple[str, ...]:
    """Give the hosts that keep the handbook: all that the page may speak to beside its own."""
    address = settings.api_url or _PUBLIC_API[settings.backend]
    parts = urlsplit(address)
    return (f"{parts.scheme}://{parts.netloc}",)


def headers_of_editor(municipality: Municipality | None) -> dict[str, str] | None:
    """Give the headers of the editor's page; None where the municipality has no editor."""
    settings = municipality.editor if municipality else None
    return editor_headers(hosts(settings)) if settings else None
