"""Where each rule is checked: every code, whether the schemas say it too, and the functions that find it.

Read from the source of the core itself, so that the list cannot grow old. Gives a text; writes nothing.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from handbook.codes import ERRORS, WARNINGS

_ROOT = Path(__file__).parents[1]
_SHAPE = ("models/scalars.py", "models/explain.py")
"""The modules whose codes are about one value: its type, form or bounds. A schema says all of that."""
_NAMED_ALIKE = (
    "law/cite.py", "law/registry.py", "models/cadence_text/", "render.py", "views/cadence.py", "views/procedure.py",
    "views/record.py", "views/step.py",
)  # fmt: skip
"""Where fields, words and verdicts bear the names of codes; nothing is refused there."""
_EXPRESSED = frozenset({"missing-language", "fact"})
"""Rules between the fields of one model that its schema says too (models/base)."""

_LEAD = """# Where each rule is checked

Made by `python -m handbook schema` from the source. What each code means and what to do about it stands in
[CONTRIBUTING.md](../CONTRIBUTING.md#feilkodane).

The schemas in `schemas/` say what one value may be, which fields there are and which must be filled in. They let
through what the tables below hold: `python -m handbook check` finds it. A reference to a record that does not exist is
`unknown-` and the kind, found by `checks/references.py`: which records there are, no schema knows.
"""


class Rule(NamedTuple):
    """A place that finds a fault: the code, the file, the function, and the first sentence of its docstring."""

    code: str
    file: str
    function: str
    says: str


@cache
def rules() -> tuple[Rule, ...]:
    """Give every place that names a code, in the order of the files."""
    return tuple(
        rule
        for path in sorted(_ROOT.rglob("*.py"))
        if path.name not in ("codes.py", Path(__file__).name)
        and not path.relative_to(_ROOT).as_posix().startswith(_NAMED_ALIKE)
        for rule in _in_file(path)
    )


def in_schemas() -> frozenset[str]:
    """Give the codes that an editor with the schemas is told of while writing."""
    return frozenset(rule.code for rule in rules() if rule.file in _SHAPE) | _EXPRESSED


def rule_reference() -> str:
    """Give the page: the codes that no schema knows, by where they are checked, and then those that the schemas say."""
    left = [rule for rule in rules() if rule.code not in in_schemas()]
    lines = [_LEAD]
    for title, wanted in _SECTIONS:
        here = [rule for rule in left if rule.file.startswith(wanted)]
        left = [rule for rule in left if rule not in here]
        lines += [f"## {title}", "", "| code | | found by | rule |", "|---|---|---|---|", *_rows(here), ""]
    lines += ["## Said by the schemas too", "", ", ".join(map(_link, sorted(in_schemas()))) + "."]
    return "\n".join(lines) + "\n"


_SECTIONS = (
    ("In the file, before it is a record", ("files/", "load.py")),
    ("Between the fields of one record", ("models/",)),
    ("Across records", ("checks/",)),
    ("In texts, citations of the law and the words of the pages", ("",)),
)


def _rows(found: list[Rule]) -> Iterator[str]:
    for rule in sorted(set(found)):
        weight = "warns" if rule.code in WARNINGS else ""
        yield f"| {_link(rule.code)} | {weight} | `{rule.file}`, `{rule.function}` | {rule.says} |"


def _link(code: str) -> str:
    return f"[{code}](../CONTRIBUTING.md#{code})"


def _in_file(path: Path) -> Iterator[Rule]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    file = path.relative_to(_ROOT).as_posix()
    for scope in tree.body:
        for inner in scope.body if isinstance(scope, ast.ClassDef) else (scope,):
            name = getattr(inner, "name", None) or _assigned(inner)
            prefix = f"{scope.name}." if isinstance(scope, ast.ClassDef) else ""
            says = ast.get_docstring(inner) if isinstance(inner, ast.FunctionDef) else None
            for code in _codes(inner):
                yield Rule(code, file, prefix + name, (says or "").split("\n")[0])


def _assigned(node: ast.AST) -> str:
    """Give the name that a statement of a module gives a value."""
    return next((part.id for part in ast.walk(node) if isinstance(part, ast.Name)), "")


def _codes(node: ast.AST) -> list[str]:
    named = (part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str))
    return [text for text in named if text in ERRORS or text in WARNINGS]
