"""The one form a record has in a file, whoever wrote it: the order of its keys, and how YAML is written."""

from datetime import date
from typing import Any

from handbook.models.kinds import Kind
from handbook.models.order import fields_of, is_text, item_of
from handbook.yaml_text import Bare, yaml_text


def record_text(kind: Kind, values: dict[str, Any]) -> str:
    """Give the text of the file of one record from plain values, whatever the order of their keys.

    A number in a field that holds text becomes a text, and the other way round: the model decides.
    """
    return yaml_text(arranged(kind.model, values))


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
