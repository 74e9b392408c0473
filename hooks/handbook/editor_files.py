"""The files that help an editor write, all made from the models and the dictionary of fields: schemas and settings.

Gives texts by path; writes nothing.
"""

import json
from typing import Any

from handbook.schema import files, schemas

SCHEMAS = "schemas"
"""The folder that holds nothing else."""
_DATA_FOLDERS = ("data", "examples/*/data")


def editor_files() -> dict[str, str]:
    """Give every made file: its path from the root of the project, and its text."""
    found = {f"{SCHEMAS}/{name}": _json(schema) for name, schema in schemas().items()}
    found[".vscode/settings.json"] = _json(_settings())
    found[".vscode/extensions.json"] = _json({"recommendations": ["redhat.vscode-yaml"]})
    return found


def _settings() -> dict[str, Any]:
    """Say which file has which schema. The loader reads YAML 1.2, has a form of its own, and asks nobody."""
    return {
        "yaml.yamlVersion": "1.2",
        "yaml.format.enable": False,
        "yaml.schemaStore.enable": False,
        "yaml.schemas": {
            f"./{SCHEMAS}/{schema}": [f"{folder}/{pattern}" for folder in _DATA_FOLDERS]
            for pattern, schema in files().items()
        },
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
