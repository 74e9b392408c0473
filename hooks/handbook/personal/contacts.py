"""Private telephones and mailboxes in a text: those that follow a person and not a service."""

import re
from collections.abc import Container, Iterator

from handbook.markup import Finding
from handbook.personal.names import FIRST_NAMES
from handbook.personal.plain import plain

_MOBILE = re.compile(
    r"(?<![\d\w+/-])(?<!\d[ .])(?:(?:\+|00) ?47[ -]?)?"
    r"(?:[49]\d{2}[ .-]?\d{2}[ .-]?\d{3}|[49]\d(?:[ .-]\d{2}){3})(?![\d\w]|[ .-]\d)"
)
_MAILBOX = re.compile(r"(?<![\w.+-])(?P<box>[\w.+-]+)@(?P<domain>[\w-]+(?:\.[\w-]+)+)")
_PRIVATE = frozenset({
    "gmail", "googlemail", "hotmail", "outlook", "live", "msn", "icloud", "me", "mac", "yahoo", "ymail", "aol",
    "proton", "protonmail", "pm", "tutanota", "gmx", "online", "getmail", "broadpark", "frisurf", "start", "c2i",
})  # fmt: skip
"""Domains where people have mailboxes of their own, without what follows the dot."""

_ASK_FOR_ROLE = "Skriv den felles postkassa til tenesta, til dømes ppt@fjordvik.example"


def mobile_faults(text: str) -> Iterator[Finding]:
    """Give the mobile numbers in a text."""
    seen = plain(text)
    for match in _MOBILE.finditer(seen.text) if seen.may_hold_number else ():
        start, stop = seen.span(match.start(), match.end())
        message = (
            f"«{text[start:stop]}» er eit mobilnummer. Skriv nummeret til tenesta. Følgjer mobilen vakta og ingen "
            "person, skriv han i phone, og set duty_phone: true under."
        )
        yield Finding(start, text[start:stop], message, "private-phone")


def mailbox_faults(text: str, known: Container[str] = frozenset()) -> Iterator[Finding]:
    """Give the mailboxes in a text that are a person's: at a private domain, or called `fornamn.etternamn`.

    `known` are words in lower case that the handbook has of its own; a mailbox of only such words is no person's.
    """
    for match in _MAILBOX.finditer(text) if "@" in text else ():
        words = re.findall(r"[^\W\d_]+", match["box"].lower())
        if match["domain"].lower().rsplit(".", 1)[0].split(".")[-1] in _PRIVATE:
            message = f"«{match.group()}» er ei privat e-postadresse. {_ASK_FOR_ROLE}."
        elif len(words) > 1 and words[0] in FIRST_NAMES and not all(word in known for word in words):
            message = f"«{match.group()}» ser ut som adressa til ein person. {_ASK_FOR_ROLE}."
        else:
            continue
        yield Finding(match.start(), match.group(), message, "private-email")
