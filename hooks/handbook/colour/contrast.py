"""The arithmetic of colour: `#rrggbb` to and from OKLCH, and contrast as WCAG 2 counts it. Knows no palette."""

import math
from typing import NamedTuple

_Rgb = tuple[float, float, float]
"""Red, green and blue as light, 0 to 1."""


class Oklch(NamedTuple):
    """A colour by how light (0 to 1), how strong and which hue (degrees) the eye takes it to be."""

    lightness: float
    chroma: float
    hue: float


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, 1 to 21; text needs 4.5, the edge of a control 3."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Give the relative luminance, 0 (black) to 1 (white)."""
    red, green, blue = _light(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def to_oklch(colour: str) -> Oklch:
    """Read `#rrggbb`."""
    red, green, blue = _light(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    return Oklch(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


def to_hex(colour: Oklch) -> str:
    """Write `#rrggbb`; what no screen can show loses strength until one can, and keeps its hue."""
    light = _from_oklch(colour)
    if not _shown(light):
        light = _from_oklch(colour._replace(chroma=_most_chroma(colour)))
    return "#" + "".join(f"{_byte(part):02x}" for part in light)


def _most_chroma(colour: Oklch) -> float:
    low, high = 0.0, colour.chroma
    for _ in range(16):
        middle = (low + high) / 2
        low, high = (middle, high) if _shown(_from_oklch(colour._replace(chroma=middle))) else (low, middle)
    return low


def _from_oklch(colour: Oklch) -> _Rgb:
    a = colour.chroma * math.cos(math.radians(colour.hue))
    b = colour.chroma * math.sin(math.radians(colour.hue))
    long = (colour.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (colour.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (colour.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _shown(light: _Rgb) -> bool:
    return all(-0.0001 <= part <= 1.0001 for part in light)


def _light(colour: str) -> _Rgb:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _linear(red), _linear(green), _linear(blue)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _byte(light: float) -> int:
    part = light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return round(255 * min(max(part, 0.0), 1.0))
