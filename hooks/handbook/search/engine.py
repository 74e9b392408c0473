"""Asks the browser's engine, by node: how results are ranked is written once, in overrides/assets/search/."""

import json
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_PROGRAM = Path(__file__).with_name("ask.mjs")


class NoNode(Exception):
    """There is no node on this machine."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the engine said to each question, how long each took, and how long each index took to make ready."""

    said: list[Any]
    took_ms: list[float]
    load_ms: dict[str, float]


def ask(indexes: dict[str, bytes], questions: list[dict[str, Any]]) -> Answers:
    """Put questions to the engine: `{"ask": "search", "index": "nn", "q": "angst", "options": {"limit": 5}}`."""
    given = {"indexes": {name: made.decode() for name, made in indexes.items()}, "questions": questions}
    done = subprocess.run(
        [_node(), str(_PROGRAM)], input=json.dumps(given), capture_output=True, encoding="utf-8", check=True
    )
    told = json.loads(done.stdout)
    return Answers(
        [each.get("answer") for each in told["answers"]], [each["ms"] for each in told["answers"]], told["load_ms"]
    )


def _node() -> str:
    """Give the path of node: the machine's own, or the one that Playwright brings with it."""
    found = shutil.which("node")
    if not found and (playwright := find_spec("playwright")) and playwright.origin:
        found = shutil.which("node", path=str(Path(playwright.origin).parent / "driver"))
    if not found:
        raise NoNode
    return found
