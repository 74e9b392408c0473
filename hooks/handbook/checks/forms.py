"""The rule on forms: no question asks who a child or a parent is. Its words stand here in both written forms."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import NamedTuple

from handbook.handbook import Handbook
from handbook.models.form import Field
from handbook.models.scalars import LANGUAGES
from handbook.problems import Location, Problem


def _words(*words: str) -> re.Pattern:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])")


_PEOPLE = (
    r"barn(?:et|a|ene)?|ungdom(?:men|mane|mene)?|elev(?:en|ar|er|ane|ene)?|brukar(?:en|ar|ane)?|bruker(?:en|e|ne)?"
    r"|pasient(?:en)?|mor(?:a|en)?|far(?:en)?|foreld(?:er|eren|re|ra|rene)|føresett?e|foresatt?e|verj[ae]|verge(?:n)?"
    r"|s[øy]sken(?:a|ene)?|syster(?:a)?|søster(?:a|en)?|bror(?:en)?|son(?:en)?|sønn(?:en)?|dotter(?:a)?|datter(?:en|a)?"
    r"|familie(?:n|medlem)?|person(?:en|ar|er|ane|ene)?"
)
_NAME, _DATE, _NUMBER, _ADDRESS, _PHONE = "namn", "fødselsdato", "fødselsnummer", "adresse", "telefonnummer"
_INSTEAD = {
    _NAME: "Spør etter rolle i staden.",
    _DATE: "Spør etter aldersgruppe eller trinn i staden.",
    _NUMBER: "Ta bort feltet: nummeret høyrer heime i fagsystemet.",
    _ADDRESS: "Spør etter teneste eller eining i staden.",
    _PHONE: "Vis til eit felles nummer i staden.",
}
_PERSONAL = {
    _NUMBER: _words(r"(?:fødsels|person|d-)(?:nummer(?:et)?|nr)", r"f\.? ?nr"),
    _DATE: _words(
        r"fødselsda(?:to|toen|g|gen)",
        r"dato(?:en)? for fødsel(?:en)?",
        r"når (?:er|vart|blei|ble) (?:\w+ ){1,3}(?:fødd|født)",
        r"^(?:fødd|født)(?: dato)?$",
    ),
    _NAME: _words(
        r"(?:f[oø]re?|etter|mellom|kalle)na[mv]n(?:et|a|ene)?",
        r"initial(?:ar|er|ane|ene)",
        rf"(?:kva|hva) hei?ter (?:du|de|dere|han|ho|hun|{_PEOPLE})",
    ),
    _ADDRESS: _words(
        r"(?:bustad|bosteds?|heime|hjemme|privat)s?-?adress(?:e|a|en|er|ene)", r"(?:kvar|hvor) b[uo]r (?:\w+ )?\w+$"
    ),
    _PHONE: _words(r"privat-?(?:telefon|mobil|nummer)(?:en|et)?"),
}
"""Words that are always about a person."""
_SHARED = {
    _NAME: _words(r"na[mv]n(?:et|a|ene)?"),
    _ADDRESS: _words(r"(?:gate-?|post-?|e-?post-?)?adress(?:e|a|en|er|ene)"),
    _PHONE: _words(r"(?<!på )(?:telefon|mobil|tlf\.?)-?(?:en|nummer|nummeret|nr)?"),
}
"""Words that may as well be about a place or a service: «namnet på tiltaket»."""

_PERSON = _words(
    rf"(?:{_PEOPLE})s?", "deg", "dykk", "dykkar", "deres?", "meg", "hans?", "ho", "henn(?:e|es|ar)", "hun", "ham",
    "som", "gjeld(?:er)?",
)  # fmt: skip
_OWNER = re.compile(
    r"(?:til|for|av|åt|på|hos) (?:(?:alle|begge|den|det|dei|de|dem|en|ein|et|eit|ei|andre|kvart|hvert)(?: |$))*(\S*)"
)
_GENITIVE = re.compile(r"(?:(?<!døme)s|\b(?:sitt|sin|si))(?: (?:fulle?|fullt|heile|hele))?$")
_ASKS = _words(
    "skriv", "oppgi", "oppgje", "noter", "registrer", "angi", "ta med", "fyll inn", "før opp", "før inn", "legg inn",
    "set inn", "sett inn", "til dømes", "for eksempel",
)  # fmt: skip
_DENIES = _words("ikkje", "ikke", "aldri", "utan", "uten", "ingen", "korkje", "verken", "unngå")
_DO_NOT_FORGET = _words("(?:ikkje|ikke|aldri) (?:gløym|glem)")
_SENTENCE_ENDS = re.compile(r"[.!?](?=\s|$)|\n")
_CLAUSE_ENDS = re.compile(r"[,;:()–]|\s(?=(?:men|om|dersom|viss|hvis)\s)")
_PLAIN = {"foedsel": "fødsel", "fodsel": "fødsel", "fodd": "fødd", "fodt": "født", " pa ": " på "}


class Asked(NamedTuple):
    """What a text asks for, and in which words."""

    kind: str
    words: str


def no_forbidden_fields(handbook: Handbook, today: date) -> Iterator[Problem]:
    """No question asks for a child's or parent's name, birth date, birth number, address or telephone.

    What can only be ticked asks for nothing, and «ikkje skriv namn» asks for nothing.
    """
    for form in handbook.all("form"):
        for index, field in enumerate(form.fields):
            for location, asked in islice(_asked_by(field), 1):  # one question, one message
                message = (
                    f"Feltet spør etter {asked.kind} («{asked.words}»). Skjema skal ikkje vise kven det gjeld. "
                    f"{_INSTEAD[asked.kind]}"
                )
                place = ("fields", index, *location)
                yield handbook.origins["form", form.id].problem(place, message, "forbidden-field", snippet=asked.words)


def _asked_by(field: Field) -> Iterator[tuple[Location, Asked]]:
    """Give what a question asks for and where it says so: the label first, the id last."""
    if field.input in ("choice", "choices", "check"):
        return
    for name in ("label", "help"):
        for language in LANGUAGES:
            text = getattr(getattr(field, name), language, None) or ""
            for asked in asked_for(text, is_label=name == "label"):
                yield (name, language), asked
    if kind := _asked_by_id(field.id):
        yield ("id",), Asked(kind, field.id)


def _asked_by_id(id: str) -> str | None:
    """Say what an id asks for; it is written without æ, ø and å."""
    words = id.replace("-", " ")
    for plain, written in _PLAIN.items():
        words = words.replace(plain, written)
    found = [kind for kind, pattern in _PERSONAL.items() if pattern.search(words)]
    for kind, pattern in _SHARED.items():
        if pattern.fullmatch(words) or (pattern.search(words) and _PERSON.search(words)):
            found.append(kind)
    return next(iter(found), None)


def asked_for(text: str, is_label: bool = True) -> Iterator[Asked]:
    """Give what a text asks for. A label asks by naming; a help asks by «skriv», by naming a person, or by a list."""
    for clause in _clauses_that_ask(text):
        low = clause.lower()
        found = [(kind, match) for kind, pattern in _PERSONAL.items() for match in pattern.finditer(low)]
        for kind, pattern in _SHARED.items():
            found += [(kind, match) for match in pattern.finditer(low) if _of_a_person(low, match, is_label)]
        for kind, match in sorted(found, key=lambda each: each[1].start()):
            yield Asked(kind, clause[match.start() : match.end()])


def _clauses_that_ask(text: str) -> Iterator[str]:
    """Give the clauses that deny nothing. A «not» holds for the list after it, until «men» or the next request."""
    for sentence in _SENTENCE_ENDS.split(text):
        denied = False
        for clause in map(str.strip, _CLAUSE_ENDS.split(sentence)):
            low = _DO_NOT_FORGET.sub("", clause.lower())
            goes_on = not low.startswith("men ") and not _ASKS.search(low)
            denied = bool(_DENIES.search(low)) or (denied and goes_on)
            if not denied:
                yield clause


def _of_a_person(clause: str, match: re.Match, is_label: bool) -> bool:
    """Say whether a shared word is about a person: its owner is one, or there is no owner where somebody is asked."""
    before, after = clause[: match.start()].strip(), clause[match.end() :]
    if owner := _OWNER.search(after):
        return bool(_PERSON.fullmatch(owner[1])) or not owner[1]
    if _GENITIVE.search(before):
        return bool(_PERSON.search(before))
    return is_label or not before or bool(_ASKS.search(clause))


RULES = (no_forbidden_fields,)
