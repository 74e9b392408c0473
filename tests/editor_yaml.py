"""Reads YAML as an editor's language server does: version 1.2's core schema makes numbers, flags and nothing of it."""

import re

import yaml

_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_FLAGS = {word: flag for flag in (True, False) for word in (str(flag), str(flag).lower(), str(flag).upper())}
_NOTHING = ("", "~", "null", "Null", "NULL")


def scalar(text):
    """Give what an unquoted scalar is."""
    if text in _NOTHING:
        return None
    if text in _FLAGS:
        return _FLAGS[text]
    if _INTEGER.fullmatch(text):
        return int(text, {"0o": 8, "0x": 16}.get(text[:2], 10))
    return float(text) if _FLOAT.fullmatch(text) else text


class _Loader(yaml.CSafeLoader):
    """Its scalars are those of the core schema."""


def _construct(loader, node):
    return scalar(node.value) if node.style is None else node.value


_Loader.yaml_implicit_resolvers = {}
_Loader.add_constructor("tag:yaml.org,2002:str", _construct)


def load(text):
    """Give the value of a document."""
    return yaml.load(text, _Loader)
