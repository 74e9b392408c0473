"""Citations in the running text of a whole handbook, each with the place it stands. The registry's own texts are left
out: they tell of what was."""

from collections.abc import Iterator
from typing import NamedTuple

from handbook.handbook import Handbook, Origin
from handbook.law.citation import Citation
from handbook.law.registry import Judgement, Registry
from handbook.markup import REFERENCE
from handbook.models.scalars import LANGUAGES
from handbook.problems import Location, Problem


class Placed(NamedTuple):
    """A citation in a text of a record, with its judgements."""

    origin: Origin
    location: Location
    citation: Citation
    judgements: tuple[Judgement, ...]

    def problem(self, message: str, code: str) -> Problem:
        """Make a problem at the words of the citation."""
        return self.origin.problem(self.location, message, code, snippet=self.citation.text)


def read_text(text: str, registry: Registry) -> list[tuple[Citation, tuple[Judgement, ...]]]:
    """Find the citations in a text; `[[law:…]]` is a reference, and is judged as one elsewhere."""
    return registry.read(REFERENCE.sub(lambda match: " " * len(match.group()), text) if "[[" in text else text)


def all_citations(handbook: Handbook, registry: Registry) -> Iterator[Placed]:
    """Find the citations in every text of every record, and in the words of the glossary, in both forms."""
    for origin, location, text in _texts(handbook, registry):
        for found in read_text(text, registry):
            yield Placed(origin, location, *found)


def _texts(handbook: Handbook, registry: Registry) -> Iterator[tuple[Origin, Location, str]]:
    """Give every text in each form, and the words of the glossary; what it lists as outdated says so itself.

    Where in a record's texts as one no citation can stand, they are passed by.
    """
    own = {id(handbook.origins["law", law].document) for law in handbook.records.get("law", ())}
    for wording in handbook.wordings():
        if id(wording.origin.document) not in own:
            for location, text, *_ in wording.where(lambda said, *_: registry.titles.may_stand_in(said)):
                yield wording.origin, location, text
    for term in handbook.all("glossary_term"):
        for language in LANGUAGES:
            for index, word in enumerate(getattr(term, language)):
                yield handbook.origins["glossary_term", term.id], (language, index), word
