"""Rules on personal data: no birth numbers, private telephones or mailboxes; a role where a person might be named."""

import re
from collections.abc import Container, Iterator, Set
from datetime import date
from functools import cached_property

from handbook.files.document import Value
from handbook.handbook import Handbook, Origin
from handbook.markup import Finding
from handbook.personal.birth_number import birth_number_faults
from handbook.personal.contacts import mailbox_faults, mobile_faults
from handbook.personal.names import name_faults, name_faults_of_page
from handbook.problems import Location, Problem

NAMING_FIELDS = frozenset({"contact", "how_to_contact", "how", "participants", "appointed_by", "seats", "note"})
"""Fields that tell whom to turn to; here a role is expected."""
_OFFERS = ("service", "group", "measure", "organisation", "framework", "form", "glossary_term")


def no_personal_data(handbook: Handbook, today: date) -> Iterator[Problem]:
    """No birth number, private telephone or private mailbox in any value of any file, and no person's name where the
    handbook tells whom to turn to. A mobile number may stand in an emergency number, and beside duty_phone: true."""
    known = KnownWords(handbook)
    roles = {id(origin.document) for (kind, _), origin in handbook.origins.items() if kind == "role"}
    numbers = {id(origin.document) for (kind, _), origin in handbook.origins.items() if kind == "emergency_number"}
    documents = {id(origin.document): origin for origin in handbook.origins.values()}
    for origin in (*documents.values(), *handbook.settings.values()):
        document = origin.document
        naming = NAMING_FIELDS | ({"name"} if id(document) in roles else frozenset())
        if not may_hold_any(document.value, naming, known):
            continue
        for location, text, beside in _strings(document.value, ()):
            is_duty = id(document) in numbers or (location[-1:] == ("phone",) and beside.get("duty_phone") == "true")
            for finding in faults(text, known, may_call=is_duty, may_name=naming.isdisjoint(location)):
                earlier = text.count(finding.words, 0, finding.start)
                yield Origin(document).problem(
                    location, finding.message, finding.code, snippet=finding.words, skip=earlier
                )


def faults(text: str, known: Container[str], may_call: bool = False, may_name: bool = False) -> Iterator[Finding]:
    """Give all personal data in one value."""
    if text.isascii() and text.isalpha():
        return
    yield from birth_number_faults(text)
    yield from mailbox_faults(text, known)
    if not may_call:
        yield from mobile_faults(text)
    if not may_name:
        yield from name_faults(text, known)


def faults_of_page(text: str, known: Container[str] = frozenset()) -> Iterator[Finding]:
    """Give all personal data on a page of prose; names only on lines that tell whom to turn to."""
    yield from faults(text, known, may_name=True)
    yield from name_faults_of_page(text, known)


class KnownWords:
    """The words of which the handbook's own offers and places are named: none of them is a person. They are gathered
    when somebody first asks: of most folders nobody does."""

    def __init__(self, handbook: Handbook):
        self._handbook = handbook

    def __contains__(self, word: object) -> bool:
        return word in self.words

    @cached_property
    def words(self) -> frozenset[str]:
        """All of them, in lower case."""
        said = [getattr(self._handbook.municipality, "name", None)]
        for kind in _OFFERS:
            for record in self._handbook.all(kind):
                said += [getattr(record, "name", None), *getattr(record, "aliases", ())]
        words = " ".join({words for text in said if text is not None for words in (text.nn, text.nb) if words})
        return frozenset(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", " ".join(set(words.lower().split()))))


def may_hold_any(value: Value, naming: Set[str], known: Container[str]) -> bool:
    """Look through a file as one text, and through its naming fields as another: nearly all files are clean."""
    said: list[str] = []
    named: list[str] = []
    _gather(value, naming, said, named)
    return any(faults("\0".join(said), known, may_name=True)) or any(name_faults("\0".join(named), known))


def _gather(value: Value, naming: Set[str], said: list[str], named: list[str]) -> None:
    """Put every text of a value in `said`, and in `named` what stands below a naming field."""
    if isinstance(value, str):
        said.append(value)
    elif value is not None:
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            if step in naming:
                _gather(inner, frozenset(), named, named)
            if type(inner) is str:  # most values by far
                said.append(inner)
            else:
                _gather(inner, naming, said, named)


def _strings(value: Value, location: Location, beside: Value = None) -> Iterator[tuple[Location, str, dict]]:
    """Give every text of a file, where it stands, and the collection of fields it stands in."""
    if isinstance(value, str):
        yield location, value, beside if isinstance(beside, dict) else {}
    elif value is not None:
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _strings(inner, (*location, step), value)


RULES = (no_personal_data,)
