"""Tells an editor, in nynorsk, what a reader would find with some words, and why."""

import json
from collections.abc import Iterator
from typing import Any

from handbook.search.engine import ask

_WAYS = {
    "word": "ordet «{asked}»",
    "start": "eit ord som tek til med «{asked}»",
    "phrase": "«{asked}» er ein del av ein måte å seie «{word}» på, etter ordlista",
    "synonym": "«{asked}» er «{word}» i ordlista",
    "broader": "«{asked}» høyrer under «{word}» i ordlista",
    "parts": "delane av «{asked}»",
    "part": "ein del av «{asked}»",
    "spelling": "«{asked}» liknar på «{word}»",
}


def explain(index: bytes, query: str, limit: int) -> str:
    """Give what the search finds in an index, the best first, each with the reasons."""
    questions = [{"ask": name, "index": "it", "q": query, "options": {"limit": limit}} for name in _ASKED]
    analysed, rules, found = ask({"it": index}, questions).said
    kinds = json.loads(index)["kinds"]
    return "\n".join([*_about(query, analysed, rules), *_results(found, kinds)])


_ASKED = ("analyse", "acute", "search")


def _about(query: str, analysed: dict[str, Any], rules: list[dict[str, Any]]) -> Iterator[str]:
    stems = ", ".join(f"{each['word']} ({each['stem']})" for each in analysed["words"])
    yield f"Søk: «{query}»"
    yield f"Ord som tel (stamme): {stems or 'ingen'}"
    for rule in rules:
        yield f"Først: {rule['title']}"


def _results(found: list[dict[str, Any]], kinds: dict[str, str]) -> Iterator[str]:
    if not found:
        yield "Ingen treff. Legg orda til i searches på eit ord i glossary.yml, om dei burde føre ein stad."
    for number, each in enumerate(found, 1):
        sure = "sikkert" if each["strong"] else "nærliggjande"
        yield f"{number:>2}. {each['title']} – {kinds[each['kind']]}, {sure}, {each['score']:.1f} – {each['path']}"
        reasons = dict.fromkeys(_WAYS[via["way"]].format(**{"word": "", **via}) for via in each["via"])
        yield f"    {'; '.join(reasons)}"
