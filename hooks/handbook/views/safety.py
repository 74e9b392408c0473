"""Numbers to call, and the rules that go before every other text on a page."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from handbook.views.edition import Edition
from handbook.views.parts import tel


@dataclass(frozen=True, slots=True)
class Call:
    """A number to call."""

    number: str
    url: str
    name: str
    when: str
    local: bool
    """A local number means nothing without its name."""


def call(edition: Edition, one: Any) -> Call:
    """Give a number to call; where the number is not known the page says so."""
    number = one.number or edition.word("number_not_known")
    return Call(
        number,
        tel(one.number) if one.number else "",
        edition.text(one.name),
        edition.text(one.when),
        one.scope == "local",
    )


def safety(
    edition: Edition, in_full: bool = False, triggers: Collection[str] = ("violence",)
) -> tuple[dict[str, Any], ...]:
    """Give the safety rules as they stand on top of pages: what to do and whom to call.

    In full they also say why, and what they go before.
    """
    return tuple(
        {
            "id": rule.id,
            "name": edition.text(rule.name),
            "summary": edition.text(rule.summary),
            "rule": edition.text(rule.rule) if in_full else "",
            "overrides": edition.texts(rule.overrides) if in_full else (),
            "calls": tuple(call(edition, edition.handbook.get("emergency_number", id)) for id in rule.call),
        }
        for rule in edition.handbook.all("safety_rule")
        if rule.trigger in triggers
    )
