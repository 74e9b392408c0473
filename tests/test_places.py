"""Guards places in an act: how they are noted, spelled, ordered and held by one another."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.places import Place, read_place


@pytest.mark.parametrize(
    ("noted", "spelled", "anchor"),
    [
        ("§13-2", "§ 13-2", "p13-2"),
        ("§7-2a", "§ 7-2 a", "p7-2a"),
        ("§9A-3", "§ 9 A-3", "p9A-3"),
        ("§44", "§ 44", "p44"),
        ("§§13–13f", "§§ 13–13 f", "p13"),
        ("§§18–19", "§§ 18–19", "p18"),
        ("kap.5", "kapittel 5", "pkap5"),
        ("kap.9A", "kapittel 9 A", "pkap9A"),
    ],
)
def test_a_place_as_it_is_noted_read_and_linked(noted, spelled, anchor):
    place = read_place(noted)
    assert str(place) == noted
    assert place.spelled() == spelled
    assert place.anchor() == anchor


@pytest.mark.parametrize("noted", ["", "13-2", "§ 13-2", "§13-2 ", "§§13", "§13–14", "kapittel 5", "§1234", "kap.5–6"])
def test_what_is_no_place(noted):
    assert read_place(noted) is None


@pytest.mark.parametrize(
    ("whole", "part", "held"),
    [
        ("§§13–13f", "§13", True),
        ("§§13–13f", "§13c", True),
        ("§§13–13f", "§13f", True),
        ("§§13–13f", "§13g", False),
        ("§§13–13f", "§12", False),
        ("§§18–19", "§18d", True),
        ("§§18–19", "§19a", False),
        ("§§9–13", "§13", True),
        ("§§3-9–3-11", "§3-10", True),
        ("§13-2", "§13-2", True),
        ("§13", "§13a", False),
        ("kap.13", "§13-2", True),
        ("kap.1", "§13-2", False),
        ("kap.5", "kap.5", True),
        ("§13", "kap.13", False),
        ("§§30–39", "§§31–32", True),
        ("§§30–31", "§§31–32", False),
    ],
)
def test_which_places_lie_inside_another(whole, part, held):
    assert read_place(whole).holds(read_place(part)) is held


_numbers = st.from_regex(r"[1-9]\d{0,2}[A-Z]?(-[1-9]\d{0,2})?[a-z]?", fullmatch=True).filter(str.isascii)


@given(_numbers, _numbers)
@settings(max_examples=300, derandomize=True, database=None, deadline=None)
def test_every_number_can_be_noted_and_read_again(first, last):
    for place in (Place("§", first), Place("§", first, last)):
        assert read_place(str(place)) == place
        assert place.holds(place) is True or place.last != ""
