"""Entries → the index of one language, which overrides/assets/search/engine.js reads. Knows no pages and no files."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import Any

from handbook.search.column import ONCE, Column, Terms
from handbook.search.terms import Lexicon, parts, stem, stop_words
from handbook.search.thesaurus import Thesaurus, content, phrase_stem

FIELDS = ("title", "tags", "text", "body")
_TEXTS_KEPT = 4096
"""How many texts are known at a time: the name of a service stands in many entries."""

Forms = tuple[str, ...]
"""The same text in both written forms, or in one."""
Fields = Mapping[str, Sequence[Forms]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found, as a language shows it, and what gives its texts, which are the same in all.

    `other` is the title in the other written form, "" where it is the same; `note` is the line below the title.
    """

    kind: str
    id: str
    path: str
    title: str
    other: str
    note: str
    fields: Callable[[], Fields]


class Indexer:
    """Makes the terms of texts, all of which it is told before; what is known of a word is found once.

    A token is what stands between spaces: no word goes beyond it, and its words are found once too.
    """

    def __init__(self, texts: Iterable[Forms], thesaurus: Thesaurus):
        self._thesaurus = thesaurus
        tokens = set(chain.from_iterable(map(str.split, set(chain.from_iterable(texts)))))
        words = {token: found for token in tokens if (found := content(token))}
        self._lexicon = lexicon(set(chain.from_iterable(words.values())), thesaurus)
        self._meanings = [self._meaning(number, ONCE) for number in range(len(thesaurus.concepts))]
        self._stems = {token: tuple(map(phrase_stem, found)) for token, found in words.items()}
        of_word = cache(self._terms_of_word)
        self._terms = {token: tuple(chain.from_iterable(map(of_word, found))) for token, found in words.items()}
        self._of_text = lru_cache(_TEXTS_KEPT)(self._terms_of_forms)

    def terms(self, texts: Iterable[Forms]) -> tuple[Terms, int]:
        """Give the terms of a field, and how many words it has; a text counts once, in the form that has most."""
        total: Terms = defaultdict(int)
        length = 0
        for forms in texts:
            terms, words = self._of_text(forms)
            length += words
            for term, count in terms.items():
                total[term] += count
        return total, length

    def _terms_of_forms(self, forms: Forms) -> tuple[Terms, int]:
        (best, length), *others = map(self._terms_of_form, dict.fromkeys(forms or ("",)))
        for terms, words in others:
            _raise(best, terms)
            length = max(length, words)
        return best, length

    def _terms_of_form(self, form: str) -> tuple[Terms, int]:
        tokens = list(filter(self._stems.__contains__, form.split()))
        stems = list(chain.from_iterable(map(self._stems.__getitem__, tokens)))
        total: Terms = defaultdict(int)
        for term, weight in chain.from_iterable(map(self._terms.__getitem__, tokens)):
            total[term] += weight
        for number in self._thesaurus.within(stems):
            _raise(total, self._meanings[number])
        return total, len(stems)

    def _terms_of_word(self, word: str) -> Iterable[tuple[str, int]]:
        found: Terms = {}
        compound = parts(word, self._lexicon)
        for each, weight in ((stem(word), ONCE), *((part, ONCE // 2) for part in compound)):
            _raise(found, {each: weight})
            for number in self._thesaurus.of(each):
                _raise(found, self._meaning(number, weight))
        return found.items()

    def _meaning(self, number: int, weight: int) -> Terms:
        """Give the terms of a concept, and of the concepts it is a part of."""
        wider = self._thesaurus.concepts[number].broader
        return {concept_term(each): weight // 2 for each in wider} | {concept_term(number): weight}


def _raise(terms: Terms, more: Terms) -> None:
    for term, weight in more.items():
        if weight > terms.get(term, 0):
            terms[term] = weight


@cache
def concept_term(number: int) -> str:
    """Give the term that a concept has in the index; no word is written so."""
    return f"={number}"


def lexicon(words: Iterable[str], thesaurus: Thesaurus) -> Lexicon:
    """Give the stems that compounds may be made of: all of the texts, of the glossary and the light words."""
    found = {each for word in words for each in (stem(word), *map(stem, word.split("-")))}
    found |= thesaurus.stems | set(map(stem, stop_words()["light"]))
    return Lexicon(each for each in found if len(each) >= 3)


def make_indexes(entries: dict[str, Sequence[Entry]], thesaurus: Thesaurus) -> dict[str, dict[str, Any]]:
    """Give the index of each language. The terms are the same in all: every field holds every written form."""
    shared = _terms_and_places(_columns(next(iter(entries.values())), thesaurus))
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


def _columns(entries: Sequence[Entry], thesaurus: Thesaurus) -> list[Column]:
    found = [entry.fields() for entry in entries]
    indexer = Indexer(chain.from_iterable(chain.from_iterable(fields.values() for fields in found)), thesaurus)
    columns = [Column(at) for at in range(len(FIELDS))]
    for number, fields in enumerate(found):
        for name, column in zip(FIELDS, columns, strict=True):
            column.add(number, *indexer.terms(fields.get(name, ())))
    return columns


def _terms_and_places(columns: list[Column]) -> dict[str, Any]:
    rows = [column.done() for column in columns]
    terms = sorted(set().union(*rows))
    return {
        "fields": FIELDS,
        "lengths": [column.lengths for column in columns],
        "terms": " ".join(terms),
        "places": _encoded([[column[term] for column in rows if term in column] for term in terms]),
    }


def to_bytes(index: dict[str, Any]) -> bytes:
    """Give the index as a file; the same entries give the same bytes. What all languages share is encoded already."""
    pairs = ((key, value if isinstance(value, bytes) else _encoded(value)) for key, value in index.items())
    return b"{%b}" % b",".join(b"%b:%b" % (_encoded(key), value) for key, value in pairs)


def _encoded(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
