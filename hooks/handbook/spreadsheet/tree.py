"""A record's values as they grow, column by column."""

from collections.abc import Iterator
from typing import Any

from handbook.models.scalars import LANGUAGES


def put(values: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    """Put a value at its path. Two columns may share a text, a contact, or a list of texts."""
    for step in path[:-1]:
        inner = values.setdefault(step, {})
        if not isinstance(inner, dict):
            return
        values = inner
    earlier = values.get(path[-1])
    if isinstance(earlier, dict) and isinstance(value, dict):
        earlier |= {key: each for key, each in value.items() if key != "pending" or len(earlier) == 1}
        if earlier.get("pending") in value:
            del earlier["pending"]
    elif isinstance(earlier, list) and isinstance(value, list) and len(earlier) == len(value):
        values[path[-1]] = [
            one | two if isinstance(one, dict) and isinstance(two, dict) else two
            for one, two in zip(earlier, value, strict=True)
        ]
    else:
        values[path[-1]] = value


def value_at(values: dict[str, Any], path: tuple[str, ...]) -> Any:
    """Give the value at a path; None where nothing stands."""
    for step in path:
        values = values.get(step) if isinstance(values, dict) else None
    return values


def await_other_form(value: Any) -> None:
    """Let every text that stands in one form only await the other."""
    for inner in _parts(value):
        said = [language for language in LANGUAGES if isinstance(inner.get(language), str)]
        if len(said) == 1 and inner.keys() <= {*said}:
            inner["pending"] = next(each for each in LANGUAGES if each not in said)


def _parts(value: Any) -> Iterator[dict]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _parts(inner)
