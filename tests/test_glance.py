"""What is passed by at a glance is clean: where a rule finds anything in a text, the glance at that text among others
stops too, and a file is looked through where one of its values holds personal data."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.checks.laws import registry_of
from handbook.checks.personal import NAMING_FIELDS, faults, may_hold_any
from handbook.handbook import Handbook
from handbook.language.forms import foreign_words, may_be_foreign
from handbook.law.registry import Registry
from handbook.law.written import groups
from handbook.load import load
from handbook.markup import may_be_at_fault, plain_faults, prose_faults

ROOT = Path(__file__).parents[1]

CLEAN = (
    "Vi hjelper barn.",
    "Svangerskap og kunnskap er to ord.",
    "Ring 116 117, 116 111.",
    "Frå 2026-11-12, kl. 10–13.",
)
PIECES = (
    "ikke", "Ikke", "IKKE", "ikkje", "jeg", "korleis", "«ikke»", "https://x.no/ikke", "ikkehttps://a.no", "x@ikke.no",
    "[[measure:ikke]]", "[[service:bup|ikke]]", "[ikke](https://a.no/b)", "](x ikke)", "ikke-vald", "2ikke",
    "«", "<b>", "&amp;", "**x**", "*x*", "***x***", "* * *", "** *", "---", "`x`", "~~x~~", "[[x]]",
    "[[measure:a]](http://x)", "![a](https://b.no)", "![[measure:a]](x)", "[a](javascript:x)", "[a](https://b.no)",
    "[[a:b]]:", "\\[a", "|a|", "__x__", "_x_", "# x", "> x", "=", "- x", "1. # x", "    x",
    "\n", "\n\n", " ", ".", "!", "x",
    "barnevernloven § 4-12", "§ 4-12", "kap. 4", "kapittel 4 i barnelova", "paragraf 3", "svangerskap § 2", "lov",
    "lov 17. juli 1992 nr. 100", "LOV-1992-07-17-100", "for-2010-01-01", "bvl. § 13-2", "barnelova", "lova", "Lova",
    "sosialtenestelova", "forskrift 3. april 2003 nr. 450",
)  # fmt: skip
NUMBERS = (
    "912 34 567", "91234567", "+47 912 34 567", "9", "1", "2", "4", " ", "-", ".", "–", "\n", "12057900499",
    "120579 00499", "12.05.79 00499", "NO12 ", "９１２３４５６７", "²", "\u00ad", "\u00a0", "2026-11-12", "x",
    "kari.nordmann@kommune.no", "post@gmail.com", "@",
)  # fmt: skip
NAMES = ("Kari", "Nordmann", "Ola", "Hansen", "Ring", "Anne-Lise", "\u00a0", "\n", " ", " ", "kari", "«", ".")


def some(pieces: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces), min_size=1, max_size=6).map("".join)


def among(text: str) -> str:
    """Put a text among clean ones, as the texts of a record stand."""
    return "\n".join((*CLEAN[:2], text, *CLEAN[2:]))


@cache
def handbook() -> Handbook:
    return load(ROOT / "data")[0]


@cache
def registry() -> Registry:
    return registry_of(handbook(), date(2026, 11, 26))


@pytest.mark.parametrize("is_prose", [False, True])
def test_clean_texts_are_passed_by(is_prose):
    text = "\n".join(CLEAN)
    assert not may_be_at_fault(text, is_prose)
    assert not may_be_foreign(text, "nn")
    assert not registry().titles.may_stand_in(text)
    assert not may_hold_any(list(CLEAN), NAMING_FIELDS, frozenset())


def test_a_reference_and_a_link_in_prose_are_passed_by():
    text = "Se [[measure:tilbod]] og [Fjordvik](https://www.fjordvik.example/).\n\n- Et **sterkt** punkt"
    assert not may_be_at_fault(text, True)
    assert may_be_at_fault(text, False)
    assert not may_be_foreign(text, "nb")


@settings(max_examples=400)
@given(some(PIECES))
def test_markup_is_never_passed_by(text):
    assert may_be_at_fault(among(text), True) or not list(prose_faults(text))
    assert may_be_at_fault(among(text), False) or not list(plain_faults(text))


@settings(max_examples=400)
@given(some(PIECES), st.sampled_from(("nn", "nb")))
def test_words_of_the_other_form_are_never_passed_by(text, language):
    assert may_be_foreign(among(text), language) or not list(foreign_words(text, language))


@settings(max_examples=400)
@given(some(PIECES))
def test_citations_are_never_passed_by(text):
    titles = registry().titles
    is_named = any(stem in text.casefold() for stem in ("lov", "forskrift", "kap"))  # else no title is looked for
    found = [*groups(text), *(one for one in titles.find(text) if is_named and not one.is_short)]
    assert titles.may_stand_in(among(text)) or not found


@settings(max_examples=600)
@given(some(NUMBERS))
def test_personal_numbers_and_mailboxes_are_never_passed_by(text):
    file = {"id": "a", "name": {"nn": CLEAN[0], "nb": text}, "aliases": [*CLEAN]}
    assert may_hold_any(file, NAMING_FIELDS, frozenset()) == bool(list(faults(text, frozenset(), may_name=True)))


@given(some(NAMES))
def test_names_are_never_passed_by_where_a_role_is_expected(text):
    found = bool(list(faults(text, frozenset())))
    assert may_hold_any({"id": "a", "access": {"how": {"nn": text}}}, NAMING_FIELDS, frozenset()) == found
    assert not may_hold_any({"id": "a", "summary": {"nn": text}}, NAMING_FIELDS, frozenset())
