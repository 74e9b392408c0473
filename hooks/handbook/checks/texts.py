"""Rules on texts: plain words and the Markdown subset only, each written form by itself, no personal numbers."""

import re
from collections.abc import Iterator
from datetime import date

from handbook.handbook import Handbook, Origin
from handbook.language.forms import foreign_words
from handbook.models.base import Prose
from handbook.models.references import PROSE_REFERENCE, texts
from handbook.models.scalars import LANGUAGES
from handbook.problems import Location, Problem

_HTML = re.compile(r"<[a-zA-Z/!?][^>\n]*>?|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")
_LINK = re.compile(r"\[[^\]\n]*\]\(\s*([^)\s]*)[^)\n]*\)")
_SAFE_TARGET = re.compile(r"(https?://|mailto:|tel:)[^\s<>\"']+")
_BEYOND_SUBSET = re.compile(r"^(?:#{1,6} |[ ]{0,3}>|```|~~~|\|.*\|\s*$|!\[|-{3,}\s*$)|!\[[^\]\n]*\]\(", re.MULTILINE)
_MARKDOWN_IN_PLAIN = re.compile(r"\*\*\S|\[[^\]\n]+\]\(|^[-*] ", re.MULTILINE)
_DOUBLE_BRACKET = re.compile(r"\[\[[^\]\n]*\]{0,2}")
_ELEVEN_DIGITS = re.compile(r"(?<!\d)(\d{6}) ?(\d{5})(?!\d)")
LANGUAGE_NAMES = {"nn": "nynorsk", "nb": "bokmål"}

Finding = tuple[str, str, str]
"""The words at fault, the sentence and the code."""


def allowed_markup(handbook: Handbook, today: date) -> Iterator[Problem]:
    """No raw HTML and no other markup than the subset; a link goes to https, http, mailto or tel."""
    for location, text, is_prose, _, origin in _all(handbook):
        if not any(char in text for char in "<&[#>|`~*-"):
            continue
        for snippet, message, code in _markup_faults(text, is_prose):
            yield origin.problem(location, message, code, snippet=snippet)


def _markup_faults(text: str, is_prose: bool) -> Iterator[Finding]:
    for match in _HTML.finditer(text):
        yield match.group(), f"«{match.group()}» er HTML. Skriv vanleg tekst.", "raw-html"
    if is_prose:
        yield from _prose_faults(text)
        return
    for match in _MARKDOWN_IN_PLAIN.finditer(text):
        message = "Dette feltet er rein tekst. Ta bort teikna for lenkje, feit skrift eller liste."
        yield match.group(), message, "markup-in-plain-text"


def _prose_faults(text: str) -> Iterator[Finding]:
    for match in _LINK.finditer(text):
        if not _SAFE_TARGET.fullmatch(match[1]):
            message = f"Lenkja går til «{match[1]}». Bruk https://, mailto: eller tel:, eller [[slag:id]]."
            yield match.group(), message, "unsafe-link"
    for match in _BEYOND_SUBSET.finditer(text):
        message = "Her kan du bruke avsnitt, lister, feit skrift, kursiv og lenkjer, ikkje anna."
        yield match.group(), message, "unsupported-markup"
    for match in _DOUBLE_BRACKET.finditer(text):
        if not PROSE_REFERENCE.fullmatch(match.group()):
            yield match.group(), malformed(match.group()), "malformed-reference"


def malformed(written: str) -> str:
    """Say how a reference in running text is written."""
    return f"«{written}» er ikkje ei gyldig tilvising. Skriv [[slag:id]], til dømes [[measure:pmto]]."


def right_written_form(handbook: Handbook, today: date) -> Iterator[Problem]:
    """No word that belongs only to the other written form; what stands in «…» is a quotation and is let be."""
    for location, text, _, language, origin in _all(handbook):
        for word in foreign_words(text, language):
            yield origin.problem(location, foreign(word, language), "other-written-form", snippet=word)


def foreign(word: str, language: str) -> str:
    """Say that a word belongs to the other written form."""
    return f"«{word}» er ikkje {LANGUAGE_NAMES[language]}. Skriv om, eller set ordet i «…» om det er eit sitat."


def no_birth_numbers(handbook: Handbook, today: date) -> Iterator[Problem]:
    """No eleven digits that pass the check digits of a birth number (also D-, H- and synthetic numbers)."""
    for location, text, _, _, origin in _all(handbook):
        for match in _ELEVEN_DIGITS.finditer(text):
            if is_birth_number(match[1] + match[2]):
                message = (
                    "Dette ser ut som eit fødselsnummer. Ta det bort: handboka skal ikkje ha opplysningar om personar."
                )
                yield origin.problem(location, message, "birth-number", snippet=match.group())


def is_birth_number(digits: str) -> bool:
    """Say whether eleven digits pass both check digits (Skatteetaten: weights modulo 11)."""
    numbers = [int(digit) for digit in digits]
    weights = ((3, 7, 6, 1, 8, 9, 4, 5, 2, 1, 0), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1))
    return all(sum(map(int.__mul__, numbers, row)) % 11 == 0 for row in weights) and any(numbers)


def awaited_texts(handbook: Handbook, today: date) -> Iterator[Problem]:
    """A text that is awaited in one form is shown as awaited, and is listed here until it is written."""
    for _, record, origin in _records(handbook):
        for location, text in texts(record):
            if text.pending:
                state = "er eit ukontrollert utkast" if getattr(text, text.pending) else "manglar"
                message = f"Teksten {state} på {LANGUAGE_NAMES[text.pending]}. Skriv ferdig, og ta bort pending."
                yield origin.problem((*location, "pending"), message, "awaited-text", severity="warning")


def _all(handbook: Handbook) -> Iterator[tuple[Location, str, bool, str, Origin]]:
    for _, record, origin in _records(handbook):
        for location, text in texts(record):
            for language in LANGUAGES:
                value = getattr(text, language)
                if value:
                    yield (*location, language), value, isinstance(text, Prose), language, origin


def _records(handbook: Handbook) -> Iterator[tuple[str, object, Origin]]:
    for kind, record, origin in handbook.entries():
        if kind != "step":
            yield kind, record, origin
    if handbook.municipality:
        yield "municipality", handbook.municipality, handbook.settings["municipality"]


RULES = (allowed_markup, right_written_form, no_birth_numbers, awaited_texts)
