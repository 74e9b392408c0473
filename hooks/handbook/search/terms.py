"""Text → terms: words without accents, their stems, the parts of a compound.

overrides/assets/search/terms.js does the same to a query; tests/test_search.py compares the two. Knows no records.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from snowballstemmer import stemmer

from handbook.files.source import read

_PLAIN = str.maketrans(
    "àáâãāçćčðďèéêëēìíîïłñńòóôõōŕřśšťŧùúûūýÿźžđŋäöü", "aaaaacccddeeeeeiiiilnnooooorrssttuuuuyyzzdnæøy"
)
_WORD = re.compile(r"[0-9a-zæøå]+(?:[-‐‑][0-9a-zæøå]+)*")
_HYPHEN = re.compile(r"[-‐‑]")
_SNOWBALL = stemmer("norwegian")
_ENDINGS = ("ning", "heit", "ing")
"""Endings that Snowball leaves: «veiledning» and «veileder», «avlasting» and «avlastning» then share their stem."""
_SHORTEST_STEM = 4
_SHORTEST_PART = 3
_BEGINNING = 4
"""Letters of a part that are looked at before its stem is made."""
_LONGEST_WORD = 60


def words(text: str) -> list[str]:
    """Give the words of a text in small letters without accents; «COS-P» is one word and keeps its hyphen."""
    return _WORD.findall(unicodedata.normalize("NFC", text).replace("İ", "i").lower().translate(_PLAIN))


@cache
def stem(word: str) -> str:
    """Give the stem of a word in small letters: Snowball's, without the endings it leaves."""
    found = _SNOWBALL.stemWord(_HYPHEN.sub("", word)[:_LONGEST_WORD])
    for ending in _ENDINGS:
        if found.endswith(ending) and len(found) - len(ending) >= _SHORTEST_STEM:
            return found.removesuffix(ending)
    return found


class Lexicon:
    """The stems that compounds may be made of, and how their words begin: a stem is the beginning of its word."""

    def __init__(self, stems: Iterable[str]):
        self.stems = frozenset(stems)
        self._beginnings = {each[:_BEGINNING] for each in self.stems}.union(stop_words()["short"])

    def may_begin(self, text: str) -> bool:
        """Say whether a part may begin a text; that is known far sooner than a stem."""
        return text[:_BEGINNING] in self._beginnings or text[:_SHORTEST_PART] in self._beginnings

    def has(self, piece: str) -> bool:
        """Say whether a piece of a word is a word: one of three letters only where it is listed, so common are they."""
        if len(piece) > _SHORTEST_PART:
            return self.may_begin(piece) and stem(piece) in self.stems
        return piece in stop_words()["short"]


def parts(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Give the stems of the words that a compound is made of, two or three; () for what is no compound.

    A part may end in the s or e that joins it to the next; the stemmer takes it off. The longest last part wins.
    """
    if _HYPHEN.search(word):
        return tuple(stem(part) for part in _HYPHEN.split(word))
    return _split(word[:_LONGEST_WORD], lexicon, 3)


def _split(word: str, lexicon: Lexicon, most: int) -> tuple[str, ...]:
    """Split a word into at most so many known parts; two before three."""
    cuts = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
    heads = [(at, stem(word[:at])) for at in cuts if lexicon.may_begin(word[at:]) and lexicon.has(word[:at])]
    for at, head in heads:
        if lexicon.has(word[at:]):
            return (head, stem(word[at:]))
    for at, head in heads if most > 2 else ():
        rest = _split(word[at:], lexicon, most - 1)
        if rest:
            return (head, *rest)
    return ()


@cache
def stop_words() -> dict[str, list[str]]:
    """Give the words that say nothing (`stop`) and the words of negation (`negation`), in both written forms."""
    path = Path(__file__).with_name("stop_words.yml")
    document, problems = read(path, path.name)
    if document is None or problems:
        raise RuntimeError(f"{path.name} is broken: {problems}")
    return {key: sorted(set(value)) for key, value in document.value.items()}
