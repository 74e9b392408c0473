"""The rule on the municipality's colour: everything that is read in it or on it can be read."""

from collections.abc import Iterator
from datetime import date

from handbook.colour.palette import failures, nearest
from handbook.handbook import Handbook
from handbook.problems import Problem


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


RULES = (colour_has_contrast,)
