"""The tones of the site that follow from one colour, which of them meet as text and ground, and their stylesheet."""

from collections.abc import Iterator
from typing import NamedTuple

from handbook.colour.contrast import Oklch, contrast, to_hex, to_oklch

Palette = dict[str, str]
"""Token of handbook.css → `#rrggbb`."""

FILE = "assets/municipality.css"
"""From the root of the site."""

TEXT = 4.5
CONTROL = 3.0

GROUND: dict[str, Palette] = {
    "light": {
        "paper": "#ffffff",
        "mist": "#f2f6f5",
        "haze": "#e6efee",
        "ink": "#14262c",
        "ink-soft": "#3c4f56",
        "on-fjord": "#ffffff",
        "on-foot": "#ffffff",
        "focus": "#14262c",
    },
    "dark": {
        "paper": "#13232a",
        "mist": "#0c181d",
        "haze": "#1b3038",
        "ink": "#eef3f1",
        "ink-soft": "#bacac9",
        "on-foot": "#eef3f1",
        "focus": "#ffd36b",
    },
}
"""The tones of handbook.css that never change and that the colour is seen against."""


class _Tone(NamedTuple):
    """How a tone follows from the colour: its lightness, its share of the colour's strength, how far the hue turns."""

    lightness: float
    share: float
    turn: float


_DEEPER, _WEAKER, _TURN = 0.796, 0.788, 1.34
"""How light and strong the deep tone of the light scheme is beside the colour itself, and how far the hue turns."""

# Measured on the palette of handbook.css: its own fjord gives that palette back.
_LIGHT = {
    "fjord-tint": _Tone(0.9371, 0.288, -11.9),
    "step-2": _Tone(0.8364, 0.695, -9.92),
    "step-3": _Tone(0.4902, 1.18, -2.01),
}
_DARK = {
    "fjord": _Tone(0.8180, 1.152, -8.0),
    "fjord-deep": _Tone(0.8919, 0.766, -9.49),
    "fjord-tint": _Tone(0.3498, 0.843, 1.03),
    "on-fjord": _Tone(0.2499, 0.62, 0.66),
    "foot": _Tone(0.1855, 0.353, 5.64),
    "step-2": _Tone(0.45, 1.134, -2.01),
    "step-4": _Tone(0.9434, 0.44, -9.38),
}
_STRONGEST = 0.09
"""Above this strength the other tones stop following: the tint of a glaring red is still a tint."""


class Pair(NamedTuple):
    """Two tones that meet on a page, what that is in nynorsk, and the contrast it needs."""

    front: str
    back: str
    name: str
    needs: float = TEXT


PAIRS = (
    Pair("fjord", "paper", "lenkjer på kort"),
    Pair("fjord", "mist", "lenkjer på sida"),
    Pair("fjord", "haze", "lenkjer i felt"),
    Pair("on-fjord", "fjord", "teksten på knappane"),
    Pair("fjord", "fjord-tint", "kantar på lys tone", CONTROL),
    Pair("fjord-deep", "paper", "mørke lenkjer på kort"),
    Pair("fjord-deep", "fjord-tint", "overskrifter på lys tone"),
    Pair("fjord-deep", "step-2", "koden i trappa"),
    Pair("ink", "fjord-tint", "tekst på lys tone"),
    Pair("ink-soft", "fjord-tint", "dempa tekst på lys tone"),
    Pair("focus", "fjord-tint", "ringen rundt det du er på", CONTROL),
    Pair("ink", "step-2", "tekst i trappa"),
    Pair("paper", "step-3", "koden i trappa"),
    Pair("paper", "step-4", "koden i trappa"),
    Pair("on-foot", "foot", "teksten i botnen"),
)


class Failure(NamedTuple):
    """A pair whose contrast is too low, and what it is."""

    pair: Pair
    ratio: float


def palette(colour: str) -> dict[str, Palette]:
    """Give the tones that follow from a colour (`#rrggbb`), for the light and the dark scheme."""
    own = to_oklch(colour)
    deep = to_hex(Oklch(own.lightness * _DEEPER, own.chroma * _WEAKER, own.hue + _TURN))
    light = {name: _tone(own, tone) for name, tone in _LIGHT.items()} | {"fjord": colour, "fjord-deep": deep}
    light |= {"foot": deep, "step-1": light["fjord-tint"], "step-4": deep}
    dark = {name: _tone(own, tone) for name, tone in _DARK.items()}
    dark |= {"step-1": dark["fjord-tint"], "step-3": dark["fjord"]}
    return {"light": light, "dark": dark}


def _tone(own: Oklch, tone: _Tone) -> str:
    return to_hex(Oklch(tone.lightness, min(own.chroma, _STRONGEST) * tone.share, own.hue + tone.turn))


def failures(colour: str) -> list[Failure]:
    """Give every pair that a colour makes too hard to read, the worst first."""
    found = (Failure(pair, ratio) for _, pair, ratio in ratios(colour) if ratio < pair.needs)
    return sorted(found, key=lambda each: each.ratio / each.pair.needs)


def ratios(colour: str) -> Iterator[tuple[str, Pair, float]]:
    """Give the contrast of every pair in both schemes."""
    for scheme, own in palette(colour).items():
        tones = GROUND[scheme] | own
        for pair in PAIRS:
            yield scheme, pair, contrast(tones[pair.front], tones[pair.back])


def nearest(colour: str) -> str:
    """Give the lightest colour of the same hue, no lighter than the colour itself, that all pairs allow.

    Only a colour that is too light can fail: in the light scheme it stands against light ground, and the tones of the
    dark scheme keep their own lightness.
    """
    if not failures(colour):
        return colour
    own = to_oklch(colour)
    low, high = 0.0, own.lightness
    for _ in range(12):
        middle = (low + high) / 2
        low, high = (low, middle) if failures(to_hex(own._replace(lightness=middle))) else (middle, high)
    return to_hex(own._replace(lightness=low))


def stylesheet(colour: str) -> str:
    """Print the tones as the stylesheet that is read after handbook.css."""
    light, dark = (
        "".join(f"  --{name}: {tone};\n" for name, tone in sorted(own.items())) for own in palette(colour).values()
    )
    return (
        "/* Written at build from the municipality's colour. */\n"
        f":root {{\n{light}}}\n\n@media (prefers-color-scheme: dark) {{\n:root {{\n{dark}}}\n}}\n"
    )
