"""The files that help an editor write, all made from the models and the dictionary of fields: schemas,
settings and the pages that tell of the fields.

Gives texts by path; writes nothing.
"""

import json
from typing import Any

from handbook.manual.field_reference import field_reference
from handbook.manual.rule_reference import rule_reference
from handbook.manual.schema import files, schemas
from handbook.models.scalars import LANGUAGES

SCHEMAS = "schemas"
"""The folder that holds nothing else."""
_DATA_FOLDERS = ("data", "examples/*/data")


def editor_files() -> dict[str, str]:
    """Give every made file: its path from the root of the project, and its text."""
    found = {f"{SCHEMAS}/{name}": _json(schema) for name, schema in schemas().items()}
    found["docs/rules.md"] = rule_reference()
    found[".vscode/settings.json"] = _json(_settings())
    found[".vscode/extensions.json"] = _json({"recommendations": ["redhat.vscode-yaml"]})
    return found | {f"docs/fields.{language}.md": field_reference(language) for language in LANGUAGES}


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
