"""The glossary as the search uses it: each term a concept, known by words and phrases, some wider than others."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain

from handbook.models.reference import GlossaryTerm
from handbook.search.terms import stem, stop_words, words

_NEGATION = stem("ikkje")
_SLACK = 2
"""A phrase may have this many other words in it: «kuttar seg i armen» is «kutte i armen»."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept: its word in each written form, the stems of all its phrases, and the wider concepts.

    `names` are the stems that mean the concept also in a text; the others only in a query.
    """

    nn: str
    nb: str
    names: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    broader: tuple[int, ...]

    @property
    def others(self) -> list[tuple[str, ...]]:
        """All phrases but the names."""
        return [each for each in self.phrases if len(each) > 1 or each[0] not in self.names]


def content(text: str) -> list[str]:
    """Give the words of a text that say something, as they are written; a negation is one of them."""
    stop = _stop()
    return [word for word in words(text) if word not in stop]


@cache
def _stop() -> frozenset[str]:
    return frozenset(stop_words()["stop"])


@cache
def phrase_stem(word: str) -> str:
    """Give the stem of a word in a phrase; all negations share one."""
    return _NEGATION if word in stop_words()["negation"] else stem(word)


def _is_whole(text: str) -> bool:
    """Say whether enough is left of what people search for without its stop words: «et lite» is not «lite»."""
    said = content(text)
    return len(said) > 1 or (len(list(words(text))) == 1 and not set(said) & set(stop_words()["negation"]))


def _shortest(phrases: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Leave out each phrase that holds all words of another: the other is found wherever it is."""
    kept: list[tuple[str, ...]] = []
    for each in sorted(set(phrases), key=lambda each: (len(each), each)):
        if not any(set(one) <= set(each) for one in kept):
            kept.append(each)
    return tuple(kept)


class Thesaurus:
    """All concepts of a glossary."""

    def __init__(self, terms: Sequence[GlossaryTerm]):
        place = {term.id: number for number, term in enumerate(terms)}
        self.concepts = tuple(self._concept(term, place) for term in terms)

    def _concept(self, term: GlossaryTerm, place: dict[str, int]) -> Concept:
        said = [*term.nn, *term.nb, *term.synonyms.nn, *term.synonyms.nb, *(one.word for one in term.outdated)]
        called = [tuple(map(phrase_stem, content(each))) for each in said]
        searched = [tuple(map(phrase_stem, content(each))) for each in term.searches if _is_whole(each)]
        names = frozenset(each[0] for each in called if len(each) == 1)
        broader = tuple(place[id] for id in term.broader if id in place)
        return Concept(term.nn[0], term.nb[0], names, _shortest(filter(None, [*called, *searched])), broader)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Every stem of every phrase."""
        return frozenset(each for concept in self.concepts for phrase in concept.phrases for each in phrase)

    @cached_property
    def _named(self) -> dict[str, list[int]]:
        """For each stem the concepts that it names alone."""
        found: dict[str, list[int]] = {}
        for number, concept in enumerate(self.concepts):
            for each in sorted(concept.names):
                found.setdefault(each, []).append(number)
        return found

    @cached_property
    def _several(self) -> dict[str, list[tuple[frozenset[str], int]]]:
        """For each stem the phrases of several stems of which it is the one in fewest, and so the rarest in a text."""
        phrases = [(frozenset(each), number) for number, one in enumerate(self.concepts) for each in one.phrases]
        uses = Counter(chain.from_iterable(stems for stems, _ in phrases))
        found: dict[str, list[tuple[frozenset[str], int]]] = {}
        for stems, number in phrases:
            if len(stems) > 1:
                found.setdefault(min(sorted(stems), key=uses.__getitem__), []).append((stems, number))
        return found

    def of(self, stem: str) -> list[int]:
        """Give the concepts that a stem names alone in a text."""
        return self._named.get(stem, [])

    def within(self, stems: Sequence[str]) -> set[int]:
        """Give the concepts that several words of a text name together, in any order and almost side by side."""
        present = set(stems)
        return {
            number
            for rarest in present & self._several.keys()
            for needed, number in self._several[rarest]
            if needed <= present and _stand_together(needed, stems)
        }


def _stand_together(needed: frozenset[str], stems: Sequence[str]) -> bool:
    """Say whether all stems of a phrase stand almost side by side, from any of them on."""
    width = len(needed) + _SLACK
    starts = [at for at, each in enumerate(stems) if each in needed]
    return any(needed.issubset(stems[start : start + width]) for start in starts)
