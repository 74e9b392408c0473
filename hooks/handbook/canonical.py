"""The one form a record has in a file, whoever wrote it: the order of its keys, and how YAML is written."""

from datetime import date
from pathlib import PurePath
from typing import Any

from handbook.files.comments import Comments
from handbook.files.document import Document
from handbook.files.source import comments
from handbook.files.yaml_text import Bare, yaml_lines, yaml_text
from handbook.models.kinds import KINDS, Kind
from handbook.models.municipality import Municipality
from handbook.models.order import fields_of, is_text, item_of
from handbook.models.reference import Interface
from handbook.models.vocabulary import Vocabulary

_SETTINGS = {"municipality": Municipality, "interface": Interface, "vocabulary": Vocabulary}


def record_text(kind: Kind, values: dict[str, Any]) -> str:
    """Give the text of the file of one record from plain values, whatever the order of their keys.

    A number in a field that holds text becomes a text, and the other way round: the model decides.
    """
    return yaml_text(arranged(kind.model, values))


def document_text(document: Document, model: Any) -> str:
    """Give the text of a file in its one form: the same values, and every comment by the value it stood by."""
    lines = yaml_lines(arranged(model, document.value))
    found = comments(document.text) if "#" in document.text else []
    return "".join(f"{line}\n" for line in Comments(document, found).woven(lines))


def model_of(path: PurePath) -> Any:
    """Give the model of a file from its path inside the data folder («measures/pmto.yml»); None where it has none."""
    if path.suffix != ".yml" or len(path.parts) > 2:
        return None
    if len(path.parts) == 1 and path.stem in _SETTINGS:
        return _SETTINGS[path.stem]
    kind = next((kind for kind in KINDS.values() if kind.stem == path.with_suffix("").parts[0]), None)
    return kind and (kind.model if len(path.parts) == 2 else tuple[kind.model, ...])


def arranged(model: Any, value: Any) -> Any:
    """Give a value as it is written: keys in order, unknown ones last; text, or `Bare` where the field holds no text.

    `model` is a model or the annotation of a field.
    """
    if isinstance(value, (list, tuple)):
        item = item_of(model)
        return [arranged(item, each) for each in value]
    if isinstance(value, dict):
        fields = fields_of(model, value)
        keys = [*(key for key in fields if key in value), *(key for key in value if key not in fields)]
        return {key: arranged(fields.get(key), value[key]) for key in keys}
    if value is None:
        return None
    return _written(value) if is_text(model) else Bare(_written(value))


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)
