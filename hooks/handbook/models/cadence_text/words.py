"""Reads a text as meanings: words of both written forms, misspelled ones too."""

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from handbook.files.source import read
from handbook.models.cadence_text.figures import FIGURES, meaning_of, whole_dates
from handbook.models.cadence_text.line import Line, Unit

_SHORTEST_TO_FOLD, _SHORTEST_TO_CORRECT, _NEAR = 4, 5, 0.8
"""Letters of a word that may lack its rings and dots, of one that may be misspelled, and how like it must be."""
_MOST_WORDS = 5
"""Words that may mean something together."""

_PIECE = re.compile(rf"{FIGURES} | (?P<word>[^\W\d_]+|×) | (?P<sign>[-/])", re.VERBOSE)
_SIGNS = {"-": "to", "/": "in"}
_WORDS = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)*")
_COUNTED = re.compile(r"(number|ordinal|weekday|month|in_year)=")


def understand_words(text: str) -> Line:
    """Give the meanings of a text, in order; never fails."""
    text = _even(text)
    units = [unit for unit in _units(text) if unit.meaning]
    units = [unit for index, unit in enumerate(units) if unit.said != "-" or _joins(units, index)]
    return Line(text, tuple(whole_dates(units)))


def _even(text: str) -> str:
    """Make case, spaces and dashes alike."""
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    return re.sub(r" ?[-‐‑‒–—−] ?", "-", " ".join(text.split()))


def _joins(units: list[Unit], index: int) -> bool:
    """Say whether a dash stands between two of the same sort: 2-3, måndag-fredag."""
    around = [
        _COUNTED.match(unit.meaning) for unit in (*units[max(index - 1, 0) : index], *units[index + 1 : index + 2])
    ]
    return len(around) == 2 and all(around) and around[0][1] == around[1][1]


def _units(text: str) -> Iterator[Unit]:
    place = 0
    while match := _PIECE.search(text, place):
        said = match.group()
        exact = True
        if match.lastgroup == "word":
            said, meaning, exact = _longest_known(text, match.start())
        else:
            meaning = _SIGNS.get(said) or meaning_of(match.lastgroup, said)
        for one in meaning.split() or [""]:
            yield Unit(one, said, match.start(), exact)
        place = match.start() + len(said)


# --- words ---


def _longest_known(text: str, start: int) -> tuple[str, str, bool]:
    """Give the words from here that mean something together, «ved behov» and «anna kvar», else the first alone."""
    run = _WORDS.match(text, start)
    words = re.split("([ -])", run.group()) if run else [text[start]]
    for count in range(min(2 * _MOST_WORDS - 1, len(words)), 1, -2):
        meaning = _forms().get("".join(words[:count:2]))
        if meaning is not None:
            return "".join(words[:count]), meaning, True
    dotted = f"{words[0]}." if text.startswith(".", start + len(words[0])) else ""
    if dotted in _forms():
        return dotted, _forms()[dotted], True
    return (words[0], *_meaning(words[0]))


@cache
def _meaning(word: str) -> tuple[str, bool]:
    """Give what one word means, and whether it is spelled as it should."""
    if word in _forms():
        return _forms()[word], True
    ending = next((ending for ending in _endings() if word.endswith(ending)), None)
    if ending:
        return _endings()[ending], True
    return _nearest(_fold(word)), False


def _nearest(word: str) -> str:
    """Give the meaning of the word that is nearest; none where two that mean different things are as near."""
    if len(word) >= _SHORTEST_TO_FOLD and word in _folded():
        return _folded()[word]
    if len(word) < _SHORTEST_TO_CORRECT:
        return "other"
    likeness = SequenceMatcher(b=word, autojunk=False)
    near: dict[float, set[str]] = {_NEAR: set()}
    for form, meaning in _folded().items():
        likeness.set_seq1(form)
        if form[0] == word[0] and likeness.real_quick_ratio() >= _NEAR and (ratio := likeness.ratio()) >= _NEAR:
            near.setdefault(ratio, set()).add(meaning)
    nearest = near[max(near)]
    return nearest.pop() if len(nearest) == 1 else "other"


def _fold(word: str) -> str:
    """Write as on a keyboard without æ, ø and å."""
    plain = unicodedata.normalize("NFD", word.replace("ø", "o").replace("æ", "ae").replace("aa", "a"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


@cache
def _listed() -> tuple[tuple[str, str], ...]:
    """Give every form of words.yml, without spaces, with its meaning."""
    path = Path(__file__).with_name("words.yml")
    document, problems = read(path, path.name)
    if document is None or problems:
        raise RuntimeError(f"{path.name} is broken: {problems}")
    return tuple((form.replace(" ", ""), meaning) for meaning, forms in document.value.items() for form in forms)


@cache
def _forms() -> dict[str, str]:
    ordered = sorted(_listed(), key=lambda each: each[0][0] != "*")
    return {form.lstrip("*"): meaning for form, meaning in ordered}


@cache
def _endings() -> dict[str, str]:
    return {form[1:]: meaning for form, meaning in sorted(_listed(), key=lambda each: -len(each[0])) if form[0] == "*"}


@cache
def _folded() -> dict[str, str]:
    return {_fold(form.strip(".")): meaning for form, meaning in _forms().items()}
