"""Guards the house: imports go down only, one door per library, small modules, no HTML in Python, no code in HTML."""

import ast
import re
import sys
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOOKS = ROOT / "hooks"

# From the ground up; a module may import from its own room and from every floor below, never from beside or above.
FLOORS = [
    ["handbook.codes", "handbook.markup", "handbook.places"],
    ["handbook.collector", "handbook.progress"],
    ["handbook.beside"],
    ["handbook.colour", "handbook.policy", "handbook.personal"],
    ["handbook.problems"],
    ["handbook.files.characters", "handbook.files.syntax"],
    ["handbook.files.text_file"],
    ["handbook.files.document", "handbook.files.yaml_text"],
    ["handbook.files.comments", "handbook.files.plain_yaml"],
    ["handbook.files.source"],
    ["handbook.files.editing"],
    ["handbook.language"],
    ["handbook.models"],
    ["handbook.canonical", "handbook.handbook", "handbook.manual.schema"],
    ["handbook.formatting", "handbook.manual.field_reference", "handbook.manual.rule_reference"],
    ["handbook.manual.editor_files"],
    ["handbook.memory"],
    ["handbook.load"],
    ["handbook.calendar", "handbook.law", "handbook.search"],
    ["handbook.checks"],
    ["handbook.prose", "handbook.joins", "handbook.personal_history", "handbook.spreadsheet"],
    ["handbook.draft", "handbook.new_record", "handbook.reading", "handbook.rename"],
    ["handbook.halves"],
    ["handbook.verdicts"],
    ["handbook.views", "handbook.law_check", "handbook.readability"],
    ["handbook.render", "handbook.shell", "handbook.addresses", "handbook.paper"],
    ["handbook.feeds", "handbook.pdf", "handbook.compress", "handbook.site_diff", "handbook.editor"],
    ["handbook.site"],
    ["handbook.print_pages"],
    ["handbook.build"],
    ["handbook.follow", "mkdocs_server"],
    ["handbook.commands", "mkdocs_hook"],
    ["handbook.__main__"],
]

HOUSES = {"handbook", "handbook.files", "handbook.manual"}
"""Packages that import nothing themselves, and whose modules stand on floors of their own."""

DOORS = {
    "yaml": {"handbook.files.source"},
    "pydantic": {"handbook.models"},
    "pydantic_core": {"handbook.models"},
    "jinja2": {"handbook.render", "mkdocs_hook"},  # the hook is handed MkDocs' own environment
    "mistune": {"handbook.markup"},
    "markupsafe": {"handbook.render"},
    "mkdocs": {"mkdocs_hook", "mkdocs_server"},
    "watchdog": {"mkdocs_server"},
    "click": {"handbook.__main__", "handbook.commands"},
    "openpyxl": {"handbook.spreadsheet"},
    "snowballstemmer": {"handbook.search"},
    "brotli": {"handbook.compress"},
    "weasyprint": {"handbook.pdf"},
}

MOST_LINES = 220
MOST_LINES_OF_A_FUNCTION = 50

_TAG = re.compile(r"(?<!\?P)</?([a-z][a-z0-9]*)(?=[\s/>]|$)")
_XML_OF_THE_SITEMAP = {"urlset", "url", "loc", "lastmod"}


def _name(path: Path) -> str:
    parts = path.relative_to(HOOKS).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {_name(path): path for path in sorted(HOOKS.rglob("*.py"))}
TEMPLATES = sorted((ROOT / "overrides").rglob("*.html"))


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def _room(module: str) -> str | None:
    rooms = (room for floor in FLOORS for room in floor)
    return next((room for room in rooms if module == room or module.startswith(f"{room}.")), None)


def _imports(module: str) -> set[str]:
    """Every module named in an import, at the top or inside a function, or whole in a text, to be imported when it is
    needed; `from package import module` is the module."""
    found = set()
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: a relative import hides which floor it comes from"
            inner = {f"{node.module}.{each.name}" for each in node.names}
            found |= {each if each in MODULES else node.module for each in inner}
        elif isinstance(node, ast.Constant) and node.value in MODULES.keys() - {"handbook"}:
            found.add(node.value)
    return found


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_from_lower_floors(module):
    level = {room: number for number, floor in enumerate(FLOORS) for room in floor}
    own = _room(module)
    if own is None:
        assert module in HOUSES, "the module stands on no floor: put it on the list"
        assert not _imports(module)
        return
    ours = {each for each in _imports(module) if each in MODULES}
    wrong = {each for each in ours if _room(each) != own and level[_room(each)] >= level[own]}
    assert not wrong


@pytest.mark.parametrize("module", MODULES)
def test_a_library_has_one_door(module):
    others = {each.split(".")[0] for each in _imports(module) if each not in MODULES} - sys.stdlib_module_names
    wrong = {library for library in others if _room(module) not in DOORS.get(library, set())}
    assert not wrong


def test_no_modules_import_each_other_in_a_ring():
    graph = {module: _imports(module) & MODULES.keys() for module in MODULES}
    assert set(TopologicalSorter(graph).static_order()) == MODULES.keys()


def test_every_floor_and_every_door_is_in_use():
    assert {_room(module) for module in MODULES} - {None} == {room for floor in FLOORS for room in floor}
    used = {(each.split(".")[0], _room(module)) for module in MODULES for each in _imports(module)}
    assert {(library, room) for library, rooms in DOORS.items() for room in rooms} <= used


@pytest.mark.parametrize("module", MODULES)
def test_modules_and_functions_are_small(module):
    assert len(MODULES[module].read_text(encoding="utf-8").splitlines()) <= MOST_LINES
    functions = [each for each in ast.walk(_tree(module)) if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert not [each.name for each in functions if each.end_lineno - each.lineno + 1 > MOST_LINES_OF_A_FUNCTION]


def _public(node: ast.Module | ast.ClassDef, prefix: str = "") -> list[tuple[str, ast.AST]]:
    """Classes, functions and methods whose names do not start with an underscore, nor their owners'."""
    found = []
    for each in node.body:
        if isinstance(each, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not each.name.startswith("_"):
            found.append((prefix + each.name, each))
            if isinstance(each, ast.ClassDef):
                found += _public(each, f"{each.name}.")
    return found


@pytest.mark.parametrize("module", MODULES)
def test_everything_public_says_what_it_is(module):
    assert ast.get_docstring(_tree(module))
    assert not [name for name, node in _public(_tree(module)) if not ast.get_docstring(node)]


def _strings(module: str) -> list[ast.Constant]:
    """The string literals of a module without docstrings and other bare strings."""
    bare = {id(each.value) for each in ast.walk(_tree(module)) if isinstance(each, ast.Expr)}
    literals = (each for each in ast.walk(_tree(module)) if isinstance(each, ast.Constant))
    return [each for each in literals if isinstance(each.value, str) and id(each) not in bare]


@pytest.mark.parametrize("module", MODULES)
def test_python_prints_no_html(module):
    found = [(each.lineno, tag) for each in _strings(module) for tag in _TAG.findall(each.value)]
    assert not [(line, tag) for line, tag in found if tag not in _XML_OF_THE_SITEMAP]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT / "overrides").as_posix())
def test_templates_hold_no_style_and_no_script(path):
    text = path.read_text(encoding="utf-8")
    assert not re.findall(r"<style|\sstyle\s*=|<script(?![^>]*\ssrc=)[^>]*>|\son[a-z]+\s*=|javascript:", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT / "overrides").as_posix())
def test_templates_mark_nothing_safe_but_content_that_was_printed_before(path):
    assert set(re.findall(r"([\w.]+)\s*\|\s*safe", path.read_text(encoding="utf-8"))) <= {"content", "page.content"}
