"""What the tests share: the two real handbooks, read once, and their sites, built once by MkDocs itself."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from handbook.joins import Joins
from handbook.load import Handbook, load
from handbook.problems import report
from handbook.render import Renderer
from handbook.views.edition import Edition
from handbook.views.frame import frame

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 22)
EPOCH = "1795305600"  # the same day, as MkDocs is told it
LATE = "1858464000"  # two years on
VINDAFJORD = ROOT / "examples" / "vindafjord"

EditionOf = Callable[..., Edition]
RendererOf = Callable[..., Renderer]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew from what the code gives")
    parser.addoption("--site", metavar="FOLDER", help="check a site that was built on another day, as it was built")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With --site: only what is asked of that one site; the examples are built and asked by the other tests."""
    if not config.getoption("--site"):
        return

    def is_asked(item: pytest.Item) -> bool:
        uses = {"site", "fjordvik_site", "built", "address"} & set(item.fixturenames)
        other = any(name in item.nodeid for name in ("vindafjord", "example-", "late-"))
        return bool(uses) and not other and "vindafjord_site" not in item.fixturenames

    asked = [item for item in items if is_asked(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in asked])
    items[:] = asked


def _load(folder: Path) -> Handbook:
    handbook, problems = load(folder, folder.relative_to(ROOT).as_posix())
    assert not problems, report(problems)
    return handbook


@pytest.fixture(scope="session")
def fjordvik() -> Handbook:
    """The invented municipality in data/."""
    return _load(ROOT / "data")


@pytest.fixture(scope="session")
def vindafjord() -> Handbook:
    """The handbook made of Vindafjord's public plan; it borrows laws, glossary and words from Fjordvik."""
    return _load(VINDAFJORD / "data")


@pytest.fixture(scope="session")
def edition() -> EditionOf:
    """Give `edition(handbook, language="nn", today=TODAY)`; the joins of a handbook are made once."""
    joins: dict[int, tuple[Handbook, Joins]] = {}  # by identity, the handbook beside it so that it lives as long

    def make(handbook: Handbook, language: str = "nn", today: date = TODAY) -> Edition:
        if id(handbook) not in joins:
            joins[id(handbook)] = (handbook, Joins(handbook))
        return Edition(handbook, joins[id(handbook)][1], language, today)

    return make


@pytest.fixture(scope="session")
def renderer() -> RendererOf:
    """Give `renderer(edition)`: the real templates, on a site where bokmål stands in a folder of its own."""

    def make(edition: Edition) -> Renderer:
        assets = "" if edition.language == "nn" else "../"
        return Renderer(edition, frame(edition, frozenset({"hjelp", "tilsett", "om"}), assets), ROOT / "overrides")

    return make


@pytest.fixture(scope="session")
def call() -> Iterator[Callable[..., Any]]:
    """Give `call(name, *given)`: what a function of the measure bank's browser code answers. One node runs them all."""
    node = shutil.which("node")
    assert node, "The tests of the browser's code need node (Debian: apt-get install nodejs)."
    code = ROOT / "overrides" / "assets" / "measure-facets.js"
    command = [node, str(ROOT / "tests" / "node" / "facets.mjs"), str(code)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:

        def answer(name: str, *given: Any) -> Any:
            process.stdin.write(json.dumps({"call": name, "with": given}) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield answer
        process.stdin.close()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Give `golden(name, text)`: the text equals tests/golden/<name>; --update-golden writes it anew."""

    def compare(name: str, text: str) -> None:
        path = ROOT / "tests" / "golden" / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert text.split("\n") == path.read_text(encoding="utf-8").split("\n")

    return compare


def build_site(config: Path, out: Path, *more: str, epoch: str = EPOCH) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs build` as an editor or the workflow does, with the clock of the tests."""
    own = {"SOURCE_DATE_EPOCH": epoch, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT / "hooks")}
    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(config), "-d", str(out), *more]
    return subprocess.run(command, cwd=ROOT, env=os.environ | own, capture_output=True, text=True, check=False)


def _built(config: Path, out: Path) -> Path:
    done = build_site(config, out, "--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fjordvik's whole site, built --strict; with --site the one that is about to be published."""
    if given := request.config.getoption("--site"):
        return Path(given).resolve()
    return _built(ROOT / "mkdocs.yml", tmp_path_factory.mktemp("fjordvik") / "site")


@pytest.fixture(scope="session")
def example_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Vindafjord's whole site, built --strict."""
    return _built(VINDAFJORD / "mkdocs.yml", tmp_path_factory.mktemp("vindafjord") / "site")


@pytest.fixture(scope="session")
def late_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fjordvik's whole site where nobody has looked through a page for two years."""
    out = tmp_path_factory.mktemp("late") / "site"
    done = build_site(ROOT / "mkdocs.yml", out, epoch=LATE)
    assert done.returncode == 0, done.stdout + done.stderr
    return out
