"""A municipality's records in memory, by kind and id, and where each stands on disk. Knows no files and no rules."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from handbook.files.document import Document
from handbook.models.base import Entry, Prose, Text
from handbook.models.municipality import Municipality
from handbook.models.references import Found, Reference, find
from handbook.models.scalars import LANGUAGES
from handbook.models.vocabulary import Term
from handbook.problems import Location, Problem, spell


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record stands: its document and its location in it; whether another folder lent it."""

    document: Document
    location: Location = ()
    shared: bool = False

    def problem(self, location: Location, message: str, code: str, **more: Any) -> Problem:
        """Make a problem at a location in the record; `key=True` points at the key, `snippet` at words in the value."""
        whole = (*self.location, *location)
        if more.pop("key", False) and whole:
            mark = self.document.key_mark(whole)
        elif snippet := more.pop("snippet", None):
            mark = self.document.mark_of(whole, snippet, more.pop("skip", 0))
        else:
            mark = self.document.mark(whole)
        return Problem(self.document.file, *mark, spell(whole), message, code, **more)


ANY = "*"
PlacedText = tuple[Origin, Location, Text]
PlacedReference = tuple[Any, Origin, Reference]


class Spoken(NamedTuple):
    """A text of a record in one written form."""

    location: Location
    words: str
    language: str
    is_prose: bool


class Wording(NamedTuple):
    """All texts of one record, and all that they say as one: a rule that finds nothing in that need look at none."""

    origin: Origin
    texts: list[tuple[Location, Text]]
    said: list[tuple[str, str, bool]]
    """One text after the other, each on lines of its own: by written form, and prose (True) apart from plain words."""

    def where(self, may_be: Callable[[str, str, bool], bool]) -> Iterator[Spoken]:
        """Give each text in each form in which something may be, as a glance at what is said says."""
        wanted = {(language, is_prose) for words, language, is_prose in self.said if may_be(words, language, is_prose)}
        for location, text in self.texts if wanted else ():
            is_prose = type(text) is Prose
            for language in LANGUAGES:
                if (language, is_prose) in wanted and (words := getattr(text, language)):
                    yield Spoken((*location, language), words, language, is_prose)


@dataclass(slots=True, repr=False)
class Handbook:
    """All records of one municipality, by kind and id, in the order of their files."""

    municipality: Municipality | None = None
    interface: dict[str, Text] = field(default_factory=dict)
    records: dict[str, dict[str, Any]] = field(default_factory=dict)
    origins: dict[tuple[str, str], Origin] = field(default_factory=dict)
    settings: dict[str, Origin] = field(default_factory=dict)
    """Where municipality.yml and interface.yml stand."""
    broken: set[tuple[str, str]] = field(default_factory=set)
    """(kind, id) of records that exist but could not be read, (kind, ANY) where a whole file could not:
    nobody is told that they are missing."""

    _wordings: list[Wording] = field(default_factory=list, init=False)
    _walks: dict[int, tuple[Any, Found]] = field(default_factory=dict, init=False)

    def all(self, kind: str) -> list[Any]:
        """Give the records of a kind in order."""
        return list(self.records.get(kind, {}).values())

    def get(self, kind: str, id: str) -> Any:
        """Give one record; KeyError when it does not exist."""
        return self.records[kind][id]

    def is_broken(self, kind: str, id: str | None = None) -> bool:
        """Say whether a record may exist unread; without an id, whether any of the kind may."""
        if id is None:
            return any(broken == kind for broken, _ in self.broken)
        return (kind, id) in self.broken or (kind, ANY) in self.broken

    def entries(self) -> Iterator[tuple[str, Entry | Term, Origin]]:
        """Give every record with its kind and origin."""
        for kind, records in self.records.items():
            for id, record in records.items():
                yield kind, record, self.origins[kind, id]

    def texts(self) -> Iterator[PlacedText]:
        """Give every text of every file: records, interface words and the municipality."""
        for model, origin in self._models():
            yield from ((origin, location, text) for location, text in self.found_in(model).texts)

    def wordings(self) -> list[Wording]:
        """Give the texts of every file by record, in the order of `texts`."""
        if not self._wordings:
            found = ((origin, self.found_in(model).texts) for model, origin in self._models())
            self._wordings = [Wording(origin, texts, _said(texts)) for origin, texts in found if texts]
        return self._wordings

    def forget_wordings(self) -> None:
        """Let go of what only rules ask for: it is all texts once more."""
        self._wordings = []

    def references(self) -> Iterator[PlacedReference]:
        """Give every reference of every record and of the municipality, with who makes it."""
        for model, origin in self._models():
            yield from ((model, origin, reference) for reference in self.found_in(model).references)

    def found_in(self, model: Any) -> Found:
        """Give the texts and references of a record of this handbook, or of a part of one; each is walked once."""
        if id(model) not in self._walks:  # kept beside what was found, so that nothing else can get its id
            self._walks[id(model)] = model, find(model)
        return self._walks[id(model)][1]

    def remember(self, other: "Handbook") -> None:
        """Take over what was found in the records that both handbooks hold."""
        ours = {id(model) for model, _ in self._models()} | {id(one) for one in self.records.get("step", {}).values()}
        self._walks |= {key: found for key, found in other._walks.items() if key in ours}

    def let_go(self) -> None:
        """Forget the plain values of the files, a fifth of what is held: after the rules all is made of the records."""
        for origin in (*self.origins.values(), *self.settings.values()):
            origin.document.value = None

    def _models(self) -> Iterator[tuple[Any, Origin]]:
        """Everything that was read, once: a step stands inside its level and is walked with it."""
        yield from ((record, origin) for kind, record, origin in self.entries() if kind != "step")
        yield from ((text, self.origins["interface", key]) for key, text in self.interface.items())
        if self.municipality:
            yield self.municipality, self.settings["municipality"]


def _said(texts: list[tuple[Location, Text]]) -> list[tuple[str, str, bool]]:
    words = {(language, is_prose): [] for language in LANGUAGES for is_prose in (False, True)}
    for _, text in texts:
        is_prose = type(text) is Prose
        for language in LANGUAGES:
            words[language, is_prose].append(getattr(text, language) or "")
    return [("\n".join(found), *key) for key, found in words.items() if found]
