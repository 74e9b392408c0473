"""Rules on texts: plain words and the Markdown subset only, each written form by itself."""

import re
from collections.abc import Iterator
from datetime import date

from handbook.handbook import Handbook, Origin
from handbook.language.forms import foreign_words, may_be_foreign
from handbook.markup import Finding, may_be_at_fault, plain_faults, prose_faults
from handbook.problems import Location, Problem

_MAY_BE_MARKUP = re.compile(r"[<&\[#>|`~*\-=_]")
_TOO_MANY = 4
"""So many words of the other written form in one text, and it is the text that is in the wrong place."""
LANGUAGE_NAMES = {"nn": "nynorsk", "nb": "bokmål"}


def allowed_markup(handbook: Handbook, today: date) -> Iterator[Problem]:
    """No raw HTML and no other markup than the subset; a link goes to https, http, mailto or tel."""
    for wording in handbook.wordings():
        for location, text, _, is_prose in wording.where(lambda said, _, is_prose: may_be_at_fault(said, is_prose)):
            if _MAY_BE_MARKUP.search(text):
                for finding in prose_faults(text) if is_prose else plain_faults(text):
                    yield _problem(wording.origin, location, text, finding)


def right_written_form(handbook: Handbook, today: date) -> Iterator[Problem]:
    """No word that belongs only to the other written form; what stands in «…» is a quotation and is let be."""
    for wording in handbook.wordings():
        for location, text, language, _ in wording.where(lambda said, language, _: may_be_foreign(said, language)):
            findings = list(foreign_faults(text, language))
            for finding in findings if len(findings) < _TOO_MANY else [_exchanged(findings, language)]:
                yield _problem(wording.origin, location, text, finding)


def _exchanged(findings: list[Finding], language: str) -> Finding:
    """One fault for a text that is in the other written form from end to end."""
    some = ", ".join(f"«{finding.words}»" for finding in findings[:3])
    other = next(name for form, name in LANGUAGE_NAMES.items() if form != language)
    remedy = f"Skriv han på {LANGUAGE_NAMES[language]}. Står nn og nb feil veg, så byt dei om."
    message = f"Teksten ser ut til å vere på {other} ({some} …). {remedy}"
    return findings[0]._replace(message=message)


def foreign_faults(text: str, language: str) -> Iterator[Finding]:
    """Give the words of a text that belong to the other written form."""
    for start, word in foreign_words(text, language):
        message = f"«{word}» er ikkje {LANGUAGE_NAMES[language]}. Skriv om, eller set ordet i «…» om det er eit sitat."
        yield Finding(start, word, message, "other-written-form")


def awaited_texts(handbook: Handbook, today: date) -> Iterator[Problem]:
    """A text that is awaited in one form is shown as awaited, and is listed here until it is written."""
    for origin, location, text in handbook.texts():
        if text.pending:
            state = "er eit ukontrollert utkast" if getattr(text, text.pending) else "manglar"
            message = f"Teksten {state} på {LANGUAGE_NAMES[text.pending]}. Skriv ferdig, og ta bort pending."
            yield origin.problem((*location, "pending"), message, "awaited-text")


def _problem(origin: Origin, location: Location, text: str, finding: Finding) -> Problem:
    """Point at the words themselves, also where the same words stand earlier in the text."""
    earlier = text.count(finding.words, 0, finding.start)
    return origin.problem(location, finding.message, finding.code, snippet=finding.words, skip=earlier)


RULES = (allowed_markup, right_written_form, awaited_texts)
