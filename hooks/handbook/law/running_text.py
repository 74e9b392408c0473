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
    return registry.read(REFERENCE.sub(lambda match: " " * len(match.group()), text))


def all_citations(handbook: Handbook, registry: Registry) -> Iterator[Placed]:
    """Find the citations in every text of every record, in both forms."""
    own = {id(handbook.origins["law", law].document) for law in handbook.records.get("law", ())}
    for origin, location, text in handbook.texts():
        for language in LANGUAGES if id(origin.document) not in own else ():
            for found in read_text(getattr(text, language) or "", registry):
                yield Placed(origin, (*location, language), *found)
