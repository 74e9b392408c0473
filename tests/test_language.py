"""Guards what is known of the two written forms: days, months, clock times, and words of the other form."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.language.dates import (
    clock,
    clock_span,
    dated_weekday,
    imprecise_date,
    long_date,
    month_and_year,
    month_name,
    short_month,
    short_weekday,
    weekday_name,
)
from handbook.language.forms import exclusive_words, foreign_words

SEASONS = {"nn": {"spring": "våren", "autumn": "hausten"}, "nb": {"spring": "våren", "autumn": "høsten"}}
LANGUAGES = st.sampled_from(["nn", "nb"])


@pytest.mark.parametrize(
    ("day", "nn", "nb"),
    [
        (date(2026, 12, 1), "tysdag 1. desember 2026", "tirsdag 1. desember 2026"),
        (date(2026, 11, 22), "sundag 22. november 2026", "søndag 22. november 2026"),
        (date(2028, 2, 29), "tysdag 29. februar 2028", "tirsdag 29. februar 2028"),
        (date(2027, 5, 1), "laurdag 1. mai 2027", "lørdag 1. mai 2027"),
    ],
)
def test_a_day_in_words(day, nn, nb):
    assert dated_weekday(day, "nn") == nn
    assert dated_weekday(day, "nb") == nb


@pytest.mark.parametrize(
    ("english", "nn", "nb"),
    [
        ("monday", "måndag", "mandag"),
        ("tuesday", "tysdag", "tirsdag"),
        ("wednesday", "onsdag", "onsdag"),
        ("thursday", "torsdag", "torsdag"),
        ("friday", "fredag", "fredag"),
        ("saturday", "laurdag", "lørdag"),
        ("sunday", "sundag", "søndag"),
    ],
)
def test_weekdays(english, nn, nb):
    assert (weekday_name(english, "nn"), weekday_name(english, "nb")) == (nn, nb)


def test_the_weekday_of_the_calendar_is_the_weekday_of_the_data():
    monday = date(2026, 11, 23)
    for number, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]):
        assert dated_weekday(monday + timedelta(number), "nn").startswith(weekday_name(name, "nn"))


@pytest.mark.parametrize(
    ("month", "short"),
    [*enumerate(["jan.", "feb.", "mars", "apr.", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des."], 1)],
)
def test_months_are_shortened_only_when_they_are_long(month, short):
    assert short_month(date(2026, month, 1)) == short
    assert month_name(month).startswith(short.rstrip("."))
    assert month_and_year(date(2026, month, 1)) == f"{month_name(month)} 2026"


def test_short_weekdays():
    assert [short_weekday(date(2026, 12, 1), language) for language in ("nn", "nb")] == ["tys.", "tir."]


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [("12:30", "15:00", "kl. 12.30–15.00"), ("08:05", None, "kl. 08.05"), (None, None, ""), (None, "15:00", "")],
)
def test_clock_times_have_a_full_stop(starts, ends, said):
    assert clock_span(starts, ends) == said


def test_a_clock_time_alone():
    assert clock("09:00") == "09.00"


@pytest.mark.parametrize(
    ("written", "nn", "nb"),
    [
        ("2020-04-15", "15. april 2020", "15. april 2020"),
        ("2020-04", "april 2020", "april 2020"),
        ("2020", "2020", "2020"),
        ("2022-autumn", "hausten 2022", "høsten 2022"),
        ("2022-spring", "våren 2022", "våren 2022"),
    ],
)
def test_a_date_is_said_no_more_precisely_than_it_is_known(written, nn, nb):
    assert imprecise_date(written, SEASONS["nn"]) == nn
    assert imprecise_date(written, SEASONS["nb"]) == nb


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_precise_date_is_the_long_date(day):
    assert imprecise_date(day.isoformat(), SEASONS["nn"]) == long_date(day)
    assert imprecise_date(day.isoformat()[:7], SEASONS["nn"]) == month_and_year(day)
    assert imprecise_date(day.isoformat()[:4], SEASONS["nn"]) == str(day.year)


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Du kan ikke gjere det.", "nn", ["ikke"]),
        ("Du kan ikkje gjøre det.", "nb", ["ikkje"]),
        ("Ikke vent.", "nn", ["Ikke"]),
        ("Først. Hvorfor det?", "nn", ["Hvorfor"]),
        ("- hvordan", "nn", ["hvordan"]),
        ("Skolen og skulen", "nn", ["Skolen"]),
        ("Vi spør kvifor og korleis.", "nb", ["kvifor", "korleis"]),
        ("Vi møtes hver tredje uke.", "nb", []),
        ("Vi møtest kvar tredje veke.", "nn", []),
    ],
)
def test_words_of_the_other_form_are_found_in_order_with_their_place(text, language, found):
    words = list(foreign_words(text, language))
    assert [word for _, word in words] == found
    assert [text[start : start + len(word)] for start, word in words] == found


def test_the_place_is_that_of_the_word_and_not_of_the_same_word_in_a_quotation():
    assert list(foreign_words("«ikke» er ikke nynorsk.", "nn")) == [(10, "ikke")]


@pytest.mark.parametrize(
    "text",
    [
        "Det heiter «ikke egnet» i planen.",
        "Skriv til ikke@fjordvik.example.",
        "Sjå https://fjordvik.example/hvordan-ikke.",
        "Sjå [[form:ikke-egnet]] og [her](https://x.example/ikke).",
        "Kontakt Statens Ikke i Oslo.",  # a name has a capital inside the sentence
    ],
)
def test_quotations_addresses_references_and_names_are_let_be(text):
    assert not list(foreign_words(text, "nn"))


def test_the_words_of_a_link_are_read():
    words = foreign_words("Sjå [ikke dette](https://x.example/) og [[form:a|hvordan]].", "nn")
    assert [word for _, word in words] == ["ikke", "hvordan"]


@given(LANGUAGES, st.text(), st.lists(st.sampled_from(sorted(exclusive_words("nn") | exclusive_words("nb")))))
def test_a_quotation_is_never_flagged(language, text, words):
    quoted = " ".join([text.replace("«", "").replace("»", ""), *words])
    assert not list(foreign_words(f"«{quoted}»", language))


@given(st.sampled_from(["nn", "nb"]), st.data())
def test_every_exclusive_word_is_flagged_in_the_other_form_only(language, data):
    word = data.draw(st.sampled_from(sorted(exclusive_words(language))))
    other = "nb" if language == "nn" else "nn"
    assert list(foreign_words(f"Vi {word} det.", other)) == [(3, word)]
    assert not list(foreign_words(f"Vi {word} det.", language))


def test_the_two_lists_share_no_word_and_hold_single_words_in_small_letters():
    nn, nb = exclusive_words("nn"), exclusive_words("nb")
    assert not nn & nb
    assert len(nn) > 500
    assert len(nb) > 500
    assert all(word == word.strip().lower() and " " not in word for word in nn | nb)
