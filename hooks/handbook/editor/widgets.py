"""JSON Schema of a record → the fields of a form, as Decap CMS spells them. Knows no kind in particular and no file.

A part that no widget can show without loss is left out of the form; the editor keeps what stands in the file.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from handbook.editor.wording import LANGUAGES, READ_IT, STATES, UNREAD, hint

Node = dict[str, Any]
PickList = Callable[[str], Node]
"""Kind of record → the widget that picks one of its ids."""

_SHORT = frozenset({"name", "full_name", "aliases", "former_names", "handbook"})
"""Texts of a few words: one line is room enough."""
_LAST = ("status", "owner", "reviewed", "review_interval_months", "valid_from", "valid_to", "source", "certainty")
_NEVER = ("former_ids", "editor", "shared")
"""What an address, or the form itself, hangs on is changed in the file alone."""
_AT_THE_END = (*_LAST, "changes", "note")
"""What is about the record and not about its subject stands at the end of the form."""


@dataclass(frozen=True)
class Form:
    """What all fields of one form share: the definitions of its schema, its language, and the pick lists."""

    schema: Node
    language: str
    pick: PickList

    def fields(self, node: Node, required: bool = True) -> list[Node]:
        """Give the fields of an object. Nothing is required of an object that may be left out."""
        must = frozenset(node.get("required", ())) if required else frozenset()
        properties = sorted(node["properties"].items(), key=lambda item: _place(item[0]))
        made = (self._field(name, part, name in must) for name, part in properties if name not in _NEVER)
        return [field for field in made if field]

    def left_out(self, node: Node) -> list[str]:
        """Give the names of the properties of an object that the form cannot show."""
        shown = {field["name"] for field in self.fields(node)}
        return [name for name in node["properties"] if name not in shown and name not in _NEVER]

    def _field(self, name: str, part: Node, required: bool) -> Node | None:
        node = self.plain(part)
        widget = self._widget(name, node, required)
        if widget is None:
            return None
        title, told = self._said(part, node)
        shown = hint(told)
        head: Node = {"name": name, "label": title or name, "required": required}
        return head | ({"hint": shown} if shown else {}) | widget

    def plain(self, node: Node) -> Node:
        """Follow references and look past «or nothing»: what stands beside them goes before what they name."""
        if "$ref" in node:
            name = node["$ref"].rsplit("/", 1)[1]
            beside = {key: value for key, value in node.items() if key != "$ref"}
            return self.plain(self.schema["$defs"][name] | {"x-model": name} | beside)
        ways = [way for key in ("anyOf", "oneOf") for way in node.get(key, ()) if way.get("type") != "null"]
        if len(ways) != 1:
            return node
        return self.plain(ways[0]) | {key: value for key, value in node.items() if key not in ("anyOf", "oneOf")}

    def _said(self, part: Node, node: Node) -> tuple[str, str]:
        other = (part.get("x-nb") or node.get("x-nb") or {}) if self.language == "nb" else {}
        own = {key: part.get(key) or node.get(key) or "" for key in ("title", "description")}
        return other.get("title") or own["title"], other.get("description") or own["description"]

    def _in_language(self, pair: tuple[str, str]) -> str:
        return pair[self.language == "nb"]

    # --- one widget for each shape ---

    def _widget(self, name: str, node: Node, required: bool) -> Node | None:
        if node.get("x-model") == "Fact":
            return self._fact()
        if "x-text" in node:
            return self._text(name, node["x-text"], required)
        if "enum" in node:
            return self._choice(node)
        if "x-reference" in node:
            return self._reference(node)
        types = _types(node)
        shapes = {
            "object": lambda: self._object(node, required),
            "array": lambda: self._list(name, node),
            "integer": lambda: _number(node),
            "boolean": lambda: {"widget": "boolean"},
            "string": lambda: _line(node),
        }
        return next((make() for shape, make in shapes.items() if shape in types), None)

    def _text(self, name: str, kind: str, required: bool) -> Node:
        widget = "string" if kind == "text" and name in _SHORT else "text"
        forms = [
            {"name": key, "label": self._in_language(names), "widget": widget, "required": required}
            for key, names in LANGUAGES.items()
        ]
        return {"widget": "object", "fields": [*forms, self._pending()]}

    def _pending(self) -> Node:
        """The mark of a draft: emptied by whoever has read it. The page shows it only where it is set (admin.css)."""
        return {
            "name": "pending",
            "label": self._in_language(("Utkast", "Utkast")),
            "hint": self._in_language(READ_IT),
            "widget": "select",
            "required": False,
            "options": [{"value": value, "label": self._in_language(words)} for value, words in UNREAD.items()],
        }

    def _fact(self) -> Node:
        text = self._text("", "text", required=False)
        label = self._in_language(("Utan tekst", "Uten tekst"))
        options = [{"value": value, "label": self._in_language(said)} for value, said in STATES.items()]
        state = {"name": "state", "label": label, "widget": "select", "required": False, "options": options}
        return text | {"fields": [*text["fields"], state]}

    def _choice(self, node: Node) -> Node:
        said = node.get("x-values", {})
        spoken = {value: said.get(value, {}).get(self.language, value) for value in node["enum"] if value}
        return {"widget": "select", "options": [{"value": value, "label": label} for value, label in spoken.items()]}

    def _reference(self, node: Node) -> Node:
        """A reference to a law is written: no list holds all the sections."""
        return _line(node) if node["x-reference"] == "law" else self.pick(node["x-reference"])

    def _object(self, node: Node, required: bool) -> Node | None:
        told_apart = "allOf" in node
        fields = [] if told_apart else self.fields(node, required)
        return {"widget": "object", "collapsed": not required, "fields": fields} if fields else None

    def _list(self, name: str, node: Node) -> Node | None:
        item = self.plain(node["items"])
        widget = self._widget(name, item, required=True)
        if widget is None:
            return None
        if "multiple" in widget or widget["widget"] == "select":
            return widget | {"multiple": True}
        if widget["widget"] != "object":
            return {"widget": "list", "field": {"name": "value", "label": self._said(node["items"], item)[0], **widget}}
        summary = " · ".join(_summaries(widget["fields"], self.language))
        return {"widget": "list", "collapsed": True, "summary": summary, "fields": widget["fields"]}


def _place(name: str) -> int:
    return _AT_THE_END.index(name) + 1 if name in _AT_THE_END else 0


def _types(node: Node) -> set[str]:
    """Give the types of a node. What has no highest number only looks like one, as a telephone number does."""
    given = node.get("type", [])
    types = {given} if isinstance(given, str) else set(given)
    return types if "maximum" in node else types - {"integer"}


def _number(node: Node) -> Node:
    limits = {"min": node.get("minimum"), "max": node.get("maximum")}
    return {"widget": "number", "value_type": "int"} | {
        key: value for key, value in limits.items() if value is not None
    }


def _line(node: Node) -> Node:
    """One line, and its pattern. A day is written too: a calendar would propose today for an empty one."""
    told = node.get("errorMessage") if node.get("pattern") != r"\S" else None
    return {"widget": "string"} | ({"pattern": [node["pattern"], told.rstrip(".")]} if told else {})


def _summaries(fields: list[Node], language: str) -> Iterator[str]:
    """Name the fields by which one tells the items of a list apart: the first few of one line.

    Decap shows what stands in the file, so a fixed word is left out: it would be shown in English.
    """
    names = [field["name"] for field in fields]
    if names[:2] == ["nn", "nb"]:
        yield f"{{{{fields.{language}}}}}"
        return
    told = [field for field in fields if field["widget"] != "select" and field["widget"] != "list"]
    for field in ([field for field in told if field["required"]] or told)[:3]:
        if field["widget"] in ("string", "relation", "number"):
            yield f"{{{{fields.{field['name']}}}}}"
        elif field["widget"] == "object" and field["fields"][0]["name"] == "nn":
            yield f"{{{{fields.{field['name']}.{language}}}}}"
