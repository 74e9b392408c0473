"""Birth numbers and the numbers that stand in for them: their digits, their check digits, their ways to be written.

A bank account number has the same last check digit and may by chance be a valid birth number too; as an IBAN it is
known for what it is.
"""

import re
from collections.abc import Iterator

from handbook.markup import Finding
from handbook.personal.plain import plain

_SEPARATOR = r"(?: ?[-./_–] ?| {1,3})"
# Any way to group eleven digits; overlapping, since a number may follow upon another.
_ELEVEN = re.compile(rf"(?<!\d)(?=(\d(?:{_SEPARATOR}?\d){{10}})(?!\d))")
_GROUP = re.compile(r"\d+")
_IBAN = re.compile(r"NO ?\d{2} ?$", re.IGNORECASE)
_HASH = re.compile(r"(?=[0-9a-f]*[a-f])[0-9a-f]{20,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)

_WEIGHTS = ((3, 7, 6, 1, 8, 9, 4, 5, 2, 1, 0), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1))
_DAYS = (0, 40)
"""What is added to the day: nothing, or 40 in a D-number."""
_MONTHS = (0, 40, 65, 80)
"""What is added to the month: nothing, 40 in an H-number and in Nav's test numbers, 65 in Dolly's, 80 in Tenor's."""

_MESSAGE = (
    "Dette ser ut som eit fødselsnummer. Ta det bort: handboka har ingen opplysningar om personar. "
    "Er det eit kontonummer, skriv det som IBAN, med NO og to siffer framfor."
)


def birth_number_faults(text: str) -> Iterator[Finding]:
    """Give what looks like a birth number in a text: also D-, H- and FH-numbers and the synthetic ones of tests."""
    seen = plain(text)
    end = 0
    for match in _ELEVEN.finditer(seen.text) if seen.may_hold_number else ():
        written = match[1]
        if match.start() < end or not _is_grouped(written) or not is_birth_number(re.sub(r"\D", "", written)):
            continue
        if _IBAN.search(seen.text, max(0, match.start() - 6), match.start()) or _in_hash(seen.text, match.start()):
            continue
        end = match.end(1)
        start, stop = seen.span(match.start(), end)
        yield Finding(start, text[start:stop], _MESSAGE, "birth-number")


def is_birth_number(digits: str) -> bool:
    """Say whether eleven digits are a date and five more with right check digits (weights modulo 11), or an FH-number.

    The looser check digits that are announced for 2032 are not known here: nobody bears them yet.
    """
    numbers = [int(digit) for digit in digits]
    if any(sum(map(int.__mul__, numbers, row)) % 11 for row in _WEIGHTS):
        return False
    return digits[0] in "89" or (_is_day(int(digits[:2])) and _is_month(int(digits[2:4])))


def is_synthetic(digits: str) -> bool:
    """Say whether a birth number is made for tests: its month tells that no person can bear it."""
    return digits[0] not in "89" and int(digits[2:4]) > 65


def _is_day(day: int) -> bool:
    return any(1 <= day - added <= 31 for added in _DAYS)


def _is_month(month: int) -> bool:
    return any(1 <= month - added <= 12 for added in _MONTHS)


def _is_grouped(written: str) -> bool:
    """Say whether digits are grouped as one number: no group of a single digit, unless each stands alone."""
    groups = _GROUP.findall(written)
    return len(groups) == 11 or all(len(group) > 1 for group in groups)


def _in_hash(text: str, place: int) -> bool:
    return any(found.start() <= place < found.end() for found in _HASH.finditer(text, max(0, place - 140), place + 140))
