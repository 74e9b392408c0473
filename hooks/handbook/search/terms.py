"""Text → terms: words without accents, their stems, the parts of a compound.

overrides/assets/search/terms.js does the same to a query; tests/test_search.py compares the two. Knows no records.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

from snowballstemmer import stemmer

from handbook.source import read

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
_LONGEST_WORD = 60

Known = Callable[[str], bool]
"""Says whether a stem is a word that compounds may be made of."""


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


def parts(word: str, known: Known) -> tuple[str, ...]:
    """Give the stems of the words that a compound is made of, two or three; () for what is no compound.

    A part may end in the s or e that joins it to the next; the stemmer takes it off. The longest last part wins.
    """
    if _HYPHEN.search(word):
        return tuple(stem(part) for part in _HYPHEN.split(word))
    return _split(word[:_LONGEST_WORD], known, 3)


def _split(word: str, known: Known, most: int) -> tuple[str, ...]:
    """Split a word into at most so many known parts; two before three."""
    cuts = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
    heads = [(at, stem(word[:at])) for at in cuts if _is_part(word[:at], known)]
    for at, head in heads:
        if _is_part(word[at:], known):
            return (head, stem(word[at:]))
    for at, head in heads if most > 2 else ():
        rest = _split(word[at:], known, most - 1)
        if rest:
            return (head, *rest)
    return ()


def _is_part(piece: str, known: Known) -> bool:
    """Say whether a piece of a word is a word: one of three letters only where it is listed, so common are they."""
    return known(stem(piece)) if len(piece) > _SHORTEST_PART else piece in stop_words()["short"]


@cache
def stop_words() -> dict[str, list[str]]:
    """Give the words that say nothing (`stop`) and the words of negation (`negation`), in both written forms."""
    path = Path(__file__).with_name("stop_words.yml")
    document, problems = read(path, path.name)
    if document is None or problems:
        raise RuntimeError(f"{path.name} is broken: {problems}")
    return {key: sorted(set(value)) for key, value in document.value.items()}
