"""Entries → the index of one language, which overrides/assets/search/engine.js reads. Knows no pages and no files."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from handbook.search.terms import parts, stem, stop_words
from handbook.search.thesaurus import Thesaurus, content, phrase_stem

FIELDS = ("title", "tags", "text", "body")
_OF_A_PART = 0.5
"""What a part of a compound counts, against a word that stands alone; so does a wider concept."""
_SHORT = 200
"""Characters of a text in all its forms, below which its terms are kept."""

Forms = tuple[str, ...]
"""The same text in both written forms, or in one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found. Each field holds texts, every text in its written forms.

    `other` is the title in the other written form, "" where it is the same; `note` is the line below the title.
    """

    kind: str
    id: str
    path: str
    title: str
    other: str
    note: str
    fields: dict[str, list[Forms]] = field(default_factory=dict)


class Indexer:
    """Makes the terms of all fields of all entries; what is known of a word, or of a short text, is found once."""

    def __init__(self, entries: Sequence[Entry], thesaurus: Thesaurus):
        self._thesaurus = thesaurus
        words: dict[str, str] = {}
        forms = {form for each in entries for texts in each.fields.values() for forms in texts for form in forms}
        # Each word is kept once, however often it stands in the texts.
        self._content = {form: [words.setdefault(word, word) for word in content(form)] for form in forms}
        self._lexicon = lexicon(words, thesaurus)
        self._known: dict[str, dict[str, float]] = {}
        self._short: dict[Forms, dict[str, float]] = {}

    def terms(self, texts: Iterable[Forms]) -> dict[str, float]:
        """Give the terms of a field and how often each stands there; a text counts once, in the form that has most."""
        total: dict[str, float] = {}
        for forms in texts:
            for term, count in self._terms_of_forms(forms).items():
                total[term] = total.get(term, 0) + count
        return total

    def length(self, texts: Iterable[Forms]) -> int:
        """Give how many words a field has."""
        return sum(max(len(self._content[form]) for form in forms) for forms in texts if forms)

    def _terms_of_forms(self, forms: Forms) -> dict[str, float]:
        """Give the terms of one text in its forms; a short one, as the name of a service, stands in many entries."""
        if forms in self._short:
            return self._short[forms]
        best: dict[str, float] = {}
        for form in forms:
            _raise(best, self._terms_of(form))
        if sum(map(len, forms)) < _SHORT:
            self._short[forms] = best
        return best

    def _terms_of(self, text: str) -> dict[str, float]:
        total: dict[str, float] = {}
        for word, count in Counter(self._content[text]).items():
            for term, weight in self._terms_of_word(word).items():
                total[term] = total.get(term, 0) + weight * count
        for number in self._thesaurus.within([phrase_stem(word) for word in self._content[text]]):
            _raise(total, self._meanings([number], 1))
        return total

    def _terms_of_word(self, word: str) -> dict[str, float]:
        if word not in self._known:
            own = stem(word)
            found = {own: 1.0}
            _raise(found, self._meanings(self._thesaurus.of(own), 1))
            for part in parts(word, self._lexicon.__contains__):
                _raise(found, {part: _OF_A_PART} | self._meanings(self._thesaurus.of(part), _OF_A_PART))
            self._known[word] = found
        return self._known[word]

    def _meanings(self, numbers: list[int], weight: float) -> dict[str, float]:
        """Give the terms of concepts, and of the concepts they are a part of."""
        wider = {concept_term(each): weight * _OF_A_PART for n in numbers for each in self._wider(n)}
        return wider | {concept_term(number): weight for number in numbers}

    def _wider(self, number: int) -> tuple[int, ...]:
        return self._thesaurus.concepts[number].broader


def _raise(terms: dict[str, float], more: dict[str, float]) -> None:
    for term, weight in more.items():
        if weight > terms.get(term, 0):
            terms[term] = weight


def concept_term(number: int) -> str:
    """Give the term that a concept has in the index; no word is written so."""
    return f"={number}"


def lexicon(words: Iterable[str], thesaurus: Thesaurus) -> frozenset[str]:
    """Give the stems that compounds may be made of: all of the texts, of the glossary and the light words."""
    found = {each for word in words for each in (stem(word), *map(stem, word.split("-")))}
    found |= thesaurus.stems | set(map(stem, stop_words()["light"]))
    return frozenset(each for each in found if len(each) >= 3)


def make_indexes(entries: dict[str, Sequence[Entry]], thesaurus: Thesaurus) -> dict[str, dict[str, Any]]:
    """Give the index of each language. The terms are the same in all: every field holds every written form."""
    shared = _terms_and_places(next(iter(entries.values())), thesaurus)
    return {
        language: {
            "language": language,
            "shown": [[each.kind, each.id, each.path, each.title, each.other, each.note] for each in found],
            "concepts": [
                [
                    getattr(each, language),
                    list(each.broader),
                    sorted(each.names),
                    [" ".join(one) for one in each.others],
                ]
                for each in thesaurus.concepts
            ],
            **stop_words(),
            **shared,
        }
        for language, found in entries.items()
    }


def _terms_and_places(entries: Sequence[Entry], thesaurus: Thesaurus) -> dict[str, Any]:
    indexer = Indexer(entries, thesaurus)
    places: dict[str, list[list[tuple[int, float]]]] = {}
    for number, entry in enumerate(entries):
        for at, name in enumerate(FIELDS):
            for term, count in indexer.terms(entry.fields.get(name, ())).items():
                places.setdefault(term, [[] for _ in FIELDS])[at].append((number, count))
    terms = sorted(places)
    return {
        "fields": FIELDS,
        "lengths": [[indexer.length(entry.fields.get(name, ())) for entry in entries] for name in FIELDS],
        "terms": " ".join(terms),
        "places": [_packed(places[term]) for term in terms],
    }


def _packed(places: list[list[tuple[int, float]]]) -> list[list[int]]:
    """Write where a term stands, for each field that has it: the field, then for each entry twice the step from the
    one before; an odd number is followed by how often in quarters, an even one means once."""
    packed = []
    for at, found in enumerate(places):
        row, before = [at], -1
        for number, count in found:
            step = 2 * (number - before)
            row += [step] if count == 1 else [step + 1, int(4 * count)]
            before = number
        if found:
            packed.append(row)
    return packed


def to_bytes(index: dict[str, Any]) -> bytes:
    """Give the index as a file; the same entries give the same bytes."""
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()
