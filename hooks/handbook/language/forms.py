"""Finds words of the other written form in a text."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import filterfalse
from pathlib import Path

from handbook.files.source import read

_OTHER = {"nn": "nb", "nb": "nn"}
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# Quotations, web and mail addresses and references keep their own words.
_LET_BE = re.compile(r"«[^»]*»|\[\[[^\]|]*|https?://\S+|\S+@\S+|\]\([^)]*\)")

_NAMED = re.compile(r"\[\[[a-z_]+:[a-z0-9-]+\]\]")
_GLUED = re.compile(r"http(?<=[\w-]http)s?://")
"""An address that a word runs into."""


def foreign_words(text: str, language: str) -> Iterator[tuple[int, str]]:
    """Give the words in a text that exist only in the other written form, each with its place, in order.

    Words with a capital inside a sentence are names; the first word of a text is not.
    """
    exclusive = exclusive_words(_OTHER[language])
    # An address may end in the middle of what is a word without it; else nothing that is let be makes a word.
    if "://" not in text and exclusive.isdisjoint(_WORD.findall(text.lower())):
        return
    for match in _WORD.finditer(_LET_BE.sub(lambda quoted: " " * len(quoted.group()), text)):
        word = match.group()
        if word.lower() in exclusive and (word.islower() or _starts_sentence(match)):
            yield match.start(), word


def may_be_foreign(text: str, language: str) -> bool:
    """Say at a glance whether a text can hold words of the other written form: what was clean once is known again."""
    if "[[" in text:
        text = _NAMED.sub(" ", text)
    unseen = [*filterfalse(_clean(language).__contains__, text.split())]
    rest = " ".join(unseen).lower()
    if _GLUED.search(rest) or not exclusive_words(_OTHER[language]).isdisjoint(_WORD.findall(rest)):
        return True
    _clean(language).update(unseen)
    return False


@cache
def _clean(language: str) -> set[str]:
    """Give what was met between spaces in this written form, and holds no word of the other."""
    return set()


@cache
def exclusive_words(language: str) -> frozenset[str]:
    """Give the words that are correct only in this written form (exclusive_words.yml)."""
    path = Path(__file__).with_name("exclusive_words.yml")
    document, problems = read(path, path.name)
    if document is None or problems:
        raise RuntimeError(f"{path.name} is broken: {problems}")
    return frozenset(document.value[language])


def _starts_sentence(match: re.Match) -> bool:
    before = match.string[: match.start()].rstrip()
    return not before or before[-1] in ".!?:–-*\n"
