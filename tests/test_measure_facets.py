"""Guards the filters of the measure bank, as the browser runs them, under node: what is found, counted, kept away and
near is what a slow count finds; an address holds a whole choice, and no address breaks the page."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

LISTS = ("access", "audience", "theme", "service", "arena", "level", "prevention")
VALUES = ("a", "b", "c")
YOUNGEST, OLDEST = -1, 25
CASES = settings(max_examples=300, deadline=None)

# --- made measures and choices ---

_values = st.lists(st.sampled_from(VALUES), unique=True, max_size=3)
_span = st.tuples(st.integers(YOUNGEST, OLDEST), st.integers(YOUNGEST, OLDEST)).map(sorted)
_measure = st.fixed_dictionaries(
    {
        "name": st.text("aåøÆb ", min_size=1, max_size=4),
        "ease": st.integers(0, 5),
        "now": st.booleans(),
        "age": st.lists(_span, min_size=1, max_size=2),
        **dict.fromkeys(LISTS, _values),
    }
)
_measures = st.lists(_measure, max_size=25).map(
    lambda all: [one | {"id": f"m{number}"} for number, one in enumerate(all)]
)
_few = st.one_of(st.just([]), st.just([]), _values)
_choice = st.fixed_dictionaries(
    {
        "text": st.sampled_from(["", "", "rus og uro"]),
        "now": st.booleans(),
        "age": st.one_of(st.none(), _span),
        "sort": st.sampled_from(["", "ease", "name", "age"]),
        **dict.fromkeys(LISTS, _few),
    }
)


@st.composite
def _cases(draw):
    measures, choice = draw(_measures), draw(_choice)
    hits = draw(st.sets(st.sampled_from([one["id"] for one in measures]))) if measures else set()
    return measures, choice, {id: draw(st.integers(1, 9)) for id in sorted(hits)} if choice["text"] else None


def _fits(measure, choice, scores):
    """Whether a measure fits, said the plain way."""
    return (
        (scores is None or measure["id"] in scores)
        and (not choice["now"] or measure["now"])
        and (choice["age"] is None or any(_ages(span) & _ages(choice["age"]) for span in measure["age"]))
        and all(not choice[name] or set(choice[name]) & set(measure[name]) for name in LISTS)
    )


def _ages(span):
    return set(range(span[0], span[1] + 1))


def _found(measures, choice, scores):
    return {one["id"] for one in measures if _fits(one, choice, scores)}


def _chosen(choice):
    return [name for name in ("text", "now", "age", *LISTS) if choice[name]]


def _without(choice, scores, name):
    empty = {"text": "", "now": False, "age": None}
    return choice | {name: empty.get(name, [])}, None if name == "text" else scores


@CASES
@given(case=_cases())
def test_what_is_found_is_what_a_slow_search_finds(call, case):
    found = call("look", *case)["found"]
    assert set(found) == _found(*case)
    assert len(set(found)) == len(found)


@CASES
@given(case=_cases())
def test_every_count_is_what_choosing_that_value_would_show(call, case):
    measures, choice, scores = case
    counts = call("look", *case)["counts"]
    assert counts["now"] == len(_found(measures, choice | {"now": True}, scores))
    for name in LISTS:
        for value in VALUES:
            shown = len(_found(measures, choice | {name: [value]}, scores))
            assert counts[name].get(value, 0) == shown, (name, value)


@CASES
@given(case=_cases())
def test_what_a_choice_keeps_away_is_what_comes_when_it_is_taken_back(call, case):
    measures, choice, scores = case
    kept = call("look", *case)["kept"]
    found = _found(*case)
    wanted = {}
    for name in _chosen(choice):
        more = len(_found(measures, *_without(choice, scores, name))) - len(found)
        wanted |= {name: more} if more else {}
    assert dict(kept) == wanted
    assert [number for _, number in kept] == sorted(wanted.values(), reverse=True)


@CASES
@given(case=_cases())
def test_near_matches_are_shown_only_where_nothing_is_found_and_fit_all_but_what_they_say(call, case):
    measures, choice, scores = case
    near = call("look", *case)["near"]
    by_id = {one["id"]: one for one in measures}
    if _found(*case):
        assert near == []
    for each in near:
        left, hits = choice, scores
        for name in each["fails"]:
            assert not _fits(by_id[each["id"]], left, hits)
            left, hits = _without(left, hits, name)
        assert _fits(by_id[each["id"]], left, hits)
        assert len(each["fails"]) < len(_chosen(choice))
    assert [len(each["fails"]) for each in near] == sorted(len(each["fails"]) for each in near)


@CASES
@given(case=_cases())
def test_the_order_is_the_one_that_was_asked_for_and_the_page_s_own_between_equals(call, case):
    measures, choice, scores = case
    keys = {
        "ease": lambda one: one["ease"],
        "age": lambda one: (min(span[0] for span in one["age"]), max(span[1] for span in one["age"])),
        "relevance": lambda one: -scores[one["id"]],
        "": lambda one: 0,
    }
    order = choice["sort"] or ("relevance" if scores is not None else "")
    fitting = [one for one in measures if _fits(*[one, choice, scores])]
    found = call("look", *case)["found"]
    if order in keys:
        assert found == [one["id"] for one in sorted(fitting, key=keys[order])]


def test_names_are_sorted_as_the_alphabet_has_them(call):
    base = {"ease": 0, "now": True, "age": [[0, 1]], **{name: [] for name in LISTS}}
    names = ["Åpen", "ære", "Zippy", "art", "Øving", "Barsel"]
    measures = [base | {"id": name, "name": name} for name in names]
    choice = call("noChoice") | {"sort": "name"}
    assert call("look", measures, choice, None)["found"] == ["art", "Barsel", "Zippy", "ære", "Øving", "Åpen"]


# --- the address ---


def _read(call, address):
    return call("fromQuery", address, dict.fromkeys(LISTS, VALUES), YOUNGEST, OLDEST)


@CASES
@given(choice=_choice)
def test_an_address_holds_the_whole_choice(call, choice):
    if choice["age"] == [YOUNGEST, OLDEST]:
        choice["age"] = None
    assert _read(call, call("toQuery", choice)) == choice


def test_no_choice_is_no_query(call):
    assert call("toQuery", call("noChoice")) == ""


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("?theme=ukjend&theme=a&theme=a", {"theme": ["a"]}),
        ("?age=6-3", {"age": [3, 6]}),
        ("?age=-90-99", {}),
        ("?age=-1--1", {"age": [-1, -1]}),
        ("?age=seks-sju&now=yes&sort=up", {}),
        ("?sort=relevance", {}),
        ("?q=%00%1f%0a++", {}),
        ("?q=%F0%9F%98%80+%E2%80%AEabc", {"text": "😀 abc"}),
        ("?q=" + "x" * 10_000, {"text": "x" * 200}),
        ("?q=" + "x" * 199 + "%F0%9F%98%80y", {"text": "x" * 199 + "😀"}),
        ("?q=" + "x" * 199 + "+y", {"text": "x" * 199}),
        ("?__proto__=a&constructor=b", {}),
    ],
)
def test_what_nobody_could_have_chosen_is_left_out(call, query, left):
    assert _read(call, query) == call("noChoice") | left


@CASES
@given(query=st.text(max_size=80))
def test_any_address_gives_a_choice(call, query):
    choice = _read(call, f"?q={query}&age={query}&theme={query}&{query}")
    assert choice.keys() == call("noChoice").keys()
    assert len(choice["text"]) <= 200
    assert _read(call, call("toQuery", choice)) == choice
