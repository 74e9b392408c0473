"""Guards the municipality's colour: contrast as WCAG counts it, the tones, and that what is proposed always passes."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handbook.colour.contrast import contrast, luminance, to_hex, to_oklch
from handbook.colour.palette import GROUND, PAIRS, failures, nearest, palette, ratios, stylesheet

CSS = Path(__file__).parents[1] / "overrides" / "assets" / "handbook.css"
HOUSE = "#0b4a58"
often = settings(max_examples=60, derandomize=True, database=None, deadline=None)
COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
ONE_STEP = 1


def parts(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def tokens() -> dict[str, dict[str, str]]:
    """The colours of handbook.css in the light and the dark scheme."""
    blocks = re.findall(r":root \{(.*?)\}", CSS.read_text(encoding="utf-8"), re.DOTALL)
    light, dark = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in blocks[:2])
    return {"light": light, "dark": light | dark}


# --- contrast ---


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
        ("#0b4a58", "#ffffff", 9.84),
    ],
)
def test_contrast_is_what_others_count(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.006)


@often
@given(COLOURS, COLOURS)
def test_contrast_is_the_same_both_ways_and_between_1_and_21(one, other):
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.0000001
    assert contrast(one, one) == 1


@often
@given(COLOURS)
def test_oklch_gives_the_colour_back(colour):
    assert to_hex(to_oklch(colour)) == colour


@often
@given(COLOURS, st.floats(0, 1))
def test_a_tone_no_screen_can_show_is_still_a_colour(colour, lightness):
    assert re.fullmatch("#[0-9a-f]{6}", to_hex(to_oklch(colour)._replace(lightness=lightness, chroma=0.4)))


# --- the palette ---


def test_the_house_s_own_colour_gives_the_house_s_own_palette():
    for scheme, own in palette(HOUSE).items():
        for name, tone in own.items():
            apart = [abs(a - b) for a, b in zip(parts(tone), parts(tokens()[scheme][name]), strict=True)]
            assert max(apart) <= ONE_STEP, (scheme, name, tone)


def test_the_ground_is_that_of_handbook_css():
    for scheme, ground in GROUND.items():
        assert {name: tokens()[scheme][name] for name in ground} == ground


def test_every_tone_is_seen_in_a_pair():
    for scheme, own in palette(HOUSE).items():
        met = {name for pair in PAIRS for name in (pair.front, pair.back)}
        assert own.keys() - {"step-1"} <= met, scheme  # step-1 is fjord-tint
        assert own["step-1"] == own["fjord-tint"]


@pytest.mark.parametrize("colour", [HOUSE, "#000000", "#1f3a93", "#7a1f2b", "#005a2b", "#4b2e83"])
def test_a_dark_colour_is_let_be(colour):
    assert failures(colour) == []
    assert nearest(colour) == colour


@pytest.mark.parametrize("colour", ["#ffffff", "#f6b73c", "#00ff00", "#8ad1dd", "#ff69b4"])
def test_a_light_colour_fails_and_says_where(colour):
    worst = failures(colour)[0]
    assert worst.ratio < worst.pair.needs
    assert worst.pair.front in ("fjord", "on-fjord")


@often
@given(COLOURS)
@example("#ffff00")
@example("#0000ff")
@example("#ffffff")
def test_what_is_proposed_always_passes_and_is_never_lighter(colour):
    proposed = nearest(colour)
    assert failures(proposed) == []
    assert all(ratio >= pair.needs for _, pair, ratio in ratios(proposed))
    assert luminance(proposed) <= luminance(colour)


@often
@given(COLOURS)
def test_what_is_proposed_keeps_the_hue_and_is_the_nearest(colour):
    own, proposed = to_oklch(colour), to_oklch(nearest(colour))
    if min(own.chroma, proposed.chroma) > 0.03:
        assert abs((own.hue - proposed.hue + 180) % 360 - 180) < 4
    if nearest(colour) != colour:
        assert failures(to_hex(own._replace(lightness=proposed.lightness + 0.01)))


@often
@given(COLOURS)
def test_the_dark_scheme_stands_whatever_the_colour(colour):
    assert [pair for scheme, pair, ratio in ratios(colour) if scheme == "dark" and ratio < pair.needs] == []


def test_the_stylesheet_holds_every_tone_of_both_schemes_and_nothing_else():
    text = stylesheet(HOUSE)
    blocks = re.findall(r":root \{(.*?)\}", text, re.DOTALL)
    found = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in blocks]
    assert found == [palette(HOUSE)["light"], palette(HOUSE)["dark"]]
    assert text.count("{") == text.count("}") == 3
