"""The search index of each language as a file beside its pages: what can be found, and the glossary."""

from collections.abc import Iterable, Sequence
from typing import Any

from handbook.prose import ProsePage
from handbook.search.index import make_indexes
from handbook.search.thesaurus import Thesaurus
from handbook.views.edition import Edition
from handbook.views.search import acute, entries, kind_words, said

FILE = "search.json"


def indexes(editions: Iterable[Edition], prose: Sequence[ProsePage]) -> dict[str, dict[str, Any]]:
    """Give the index of each edition, by its language."""
    by_language = {edition.language: edition for edition in editions}
    terms = next(iter(by_language.values())).handbook.all("glossary_term")
    found = {language: entries(edition, prose) for language, edition in by_language.items()}
    made = make_indexes(found, Thesaurus(terms))
    place = {term.id: number for number, term in enumerate(terms)}
    for language, edition in by_language.items():
        made[language] |= {"kinds": kind_words(edition), "said": said(edition), "acute": acute(edition, place)}
    return made
