"""Rules on municipality.yml: what a public site must say of itself, and a colour that everybody can read."""

from collections.abc import Iterator
from datetime import date

from handbook.colour.palette import failures, nearest
from handbook.handbook import Handbook
from handbook.problems import Problem


def accessibility_is_accounted_for(handbook: Handbook, today: date) -> Iterator[Problem]:
    """A handbook that is no example names its accessibility statement in the country's own register of them."""
    municipality = handbook.municipality
    if municipality and not municipality.example and not municipality.accessibility_statement:
        message = (
            "Adressa til tilgjengelegheitserklæringa manglar, og ho er påboden. Lag erklæringa på uustatus.no, og "
            "skriv adressa i accessibility_statement."
        )
        yield handbook.settings["municipality"].problem((), message, "missing-accessibility-statement")


def colour_has_contrast(handbook: Handbook, today: date) -> Iterator[Problem]:
    """The colour and its tones reach the contrast that WCAG asks of text (4.5) and of edges (3), light and dark."""
    colour = handbook.municipality and handbook.municipality.colour
    if colour and (failed := failures(colour)):
        (pair, ratio), others = failed[0], len(failed) - 1
        more = f" Det er for veikt {others} {'stad' if others == 1 else 'stader'} til." if others else ""
        message = (
            f"«{colour}» er for lys: {pair.name} ({pair.front} på {pair.back}) får kontrasten {_down(ratio)}, og må ha "
            f"minst {_down(pair.needs)}.{more} Den nærmaste fargen som held, er «{nearest(colour)}»."
        )
        yield handbook.settings["municipality"].problem(("colour",), message, "low-contrast")


def _down(ratio: float) -> str:
    """Write a ratio with two decimals and never rounded up: 4.496 is not 4.5."""
    whole, hundredths = divmod(int(ratio * 100), 100)
    return f"{whole},{hundredths:02}"


RULES = (accessibility_is_accounted_for, colour_has_contrast)
