"""Guards the reader of cadences written as text: what each wording means, and that nothing is proposed beyond it."""

import re
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from handbook.files.source import parse
from handbook.models.cadence import Cadence
from handbook.models.cadence_text import propose
from handbook.models.cadence_text.words import understand_words
from handbook.models.explain import validate
from handbook.models.meeting import Meeting
from handbook.models.programme import Plan

ROOT = Path(__file__).parents[1]
CADENCE = TypeAdapter(Cadence)

KINDS = {get_args(model.model_fields["kind"].annotation)[0] for model in get_args(get_args(Cadence)[0])}
NOTHING = "nothing"
PHRASES = parse((ROOT / "tests" / "cadence_phrases.yml").read_text(encoding="utf-8"), "cadence_phrases.yml")[0].value
TABLE = [(phrase, cadence) for cadence, phrases in PHRASES.items() for phrase in phrases.splitlines()]


def flow(value) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(one)}" for key, one in value.items()) + "}"
    return "[" + ", ".join(map(flow, value)) + "]" if isinstance(value, list) else value


@pytest.mark.parametrize(("phrase", "cadence"), TABLE)
def test_a_wording_means(phrase, cadence):
    proposal = propose(phrase)
    assert (flow(proposal.cadence)[1:-1] if proposal else NOTHING) == cadence
    if proposal:
        CADENCE.validate_python(proposal.cadence)


LIKELY = {
    "siste onsdag før påske": ("certain", ()),
    "2-3 ganger i halvåret": ("likely", ("3",)),
    "om lag to gonger i året": ("likely", ("om", "lag")),
    "høgst to gonger i året": ("likely", ("høgst",)),
    "innan 1. mars kvart år": ("likely", ("innan",)),
    "annankvar månad frå september": ("likely", ("frå", "september")),
    "når barnet er 6 veker": ("likely", ("6", "veker")),
    "to faste møte, elles ved behov": ("likely", ("to",)),
    "18.8., 8.9. og 29.9.2026": ("likely", ("18.8.", "8.9.")),
    "kvar 6.–8. veke": ("likely", ("8.",)),
    "1. og 3. tysdag i månaden": ("likely", ("1.",)),
    "kvar fredag i oktober": ("likely", ("oktober",)),
    "kvart år, neste gong i mai 2027": ("likely", ("neste", "gong", "mai", "2027")),
    "tirsdgaer": ("likely", ()),  # misspelled
    "kvar andre tysdag i månaden": ("likely", ()),  # or every second Tuesday
    "måndagen før ressursteamet": ("likely", ()),  # the id of the meeting is a guess
    "i oktober": ("likely", ()),  # or in one year only
    "onsdagar": ("likely", ()),
}


@pytest.mark.parametrize("phrase", LIKELY)
def test_what_is_not_certain_is_said(phrase):
    proposal = propose(phrase)
    assert (proposal.certainty, proposal.left_over) == LIKELY[phrase]


def test_days_are_given_beside_a_cadence_that_has_no_room_for_them():
    assert propose("18.08.2026 og 8.9.26, 29. september 2026").days == ("2026-08-18", "2026-09-08", "2026-09-29")
    assert propose("18.08.2026, 08.09.2026, elles ved behov").days == ("2026-08-18", "2026-09-08")
    assert propose("kvar tredje veke frå 18.08.2026").days == ()


def test_every_kind_has_wordings_in_the_table():
    assert {cadence.split(",")[0].removeprefix("kind: ") for cadence in PHRASES} == {*KINDS, NOTHING}
    assert len(TABLE) > 150


# --- the wordings that editors have read before us ---

CANNOT_TELL = {
    ("data/meetings/gjennomgang-tilmeldingar.yml", "meeting"): "the id is the data's, the text names the group",
}
"""Values where the text alone gives another than the editor did, and why."""


def _read_by_editors():
    """Every cadence with its wording: file, values, text."""
    for path in sorted([*ROOT.glob("data/**/*.yml"), *ROOT.glob("examples/*/data/**/*.yml")]):
        document, _ = parse(path.read_text(encoding="utf-8"), path.name)
        for record in document.value if isinstance(document.value, list) else [document.value]:
            cadence = isinstance(record, dict) and (record.get("cadence") or record.get("revision"))
            if isinstance(cadence, dict) and "text" in cadence:
                name = path.relative_to(ROOT).as_posix()
                yield from ((name, cadence, cadence["text"][form]) for form in ("nn", "nb"))


READ = list(_read_by_editors())


@pytest.mark.parametrize(("name", "given_by_editor", "text"), READ, ids=[f"{name}: {text}" for name, _, text in READ])
def test_the_reading_of_an_editor_is_ours(name, given_by_editor, text):
    proposal = propose(text)
    if given_by_editor["kind"] == "unknown":
        assert proposal is None
        return
    ours = {key: value for key, value in proposal.cadence.items() if (name, key) not in CANNOT_TELL}
    assert ours == {key: value for key, value in given_by_editor.items() if key in ours}
    assert proposal.cadence["kind"] == given_by_editor["kind"]


def test_every_exception_is_one():
    assert len(READ) > 80
    for name, key in CANNOT_TELL:
        found = [(propose(text).cadence[key], given[key]) for file, given, text in READ if file == name]
        assert found
        assert all(ours != theirs for ours, theirs in found)


# --- what editors are told ---

ROWS = re.findall(r"^\| «(.+)» \| `\{(.+)\}` \|$", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize(("wording", "fields"), ROWS)
def test_the_table_for_editors_says_what_the_check_proposes(wording, fields):
    cadence = flow(propose(wording).cadence)[1:-1]
    # An id is looked up by the editor, the other written form is written by them, and «within» need not be said.
    for ours, theirs in (
        ("meeting: ressursteamet", "meeting: ressursteam-mote"),
        ("direction: within, ", ""),
        ("{nn: uroa kom, pending: nb}", "{nn: uroa kom, nb: uroen kom}"),
    ):
        cadence = cadence.replace(ours, theirs)
    assert cadence == fields
    document, _ = parse(f"cadence: {{{fields}}}", "x.yml")
    CADENCE.validate_python(document.value["cadence"])


def test_the_table_for_editors_has_every_kind():
    assert {fields.split(",")[0].removeprefix("kind: ") for _, fields in ROWS} == KINDS


@pytest.mark.parametrize(
    ("written", "code"), [("jamleg", "cadence-as-text"), ("", "wrong-shape"), (["jamleg"], "wrong-shape")]
)
@pytest.mark.parametrize(("model", "field"), [(Meeting, "cadence"), (Plan, "revision")])
def test_only_a_text_where_a_cadence_belongs_is_read(model, field, written, code):
    _, faults = validate(model, {field: written})
    assert [fault.code for fault in faults if fault.location == (field,)] == [code]


def test_a_proposal_is_told_with_its_days_and_what_it_leaves_out():
    said = "kind: dates. Skriv dagane under dates: 2026-08-18, 2026-09-08. Dette er ikkje med: «kantina»."
    assert str(propose("18.08.2026 og 08.09.2026 i kantina")) == said


# --- whatever is written ---

SAID_NUMBERS = {
    "ein": 1, "eit": 1, "eitt": 1, "en": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "sju": 7, "syv": 7,
    "åtte": 8, "ni": 9, "ti": 10, "elleve": 11, "tolv": 12, "fyrste": 1, "første": 1, "tredje": 3, "fjerde": 4,
    "siste": -1, "sist": -1, "annakvar": 2, "annenhver": 2, "andre": 2, "kvar": 1, "hver": 1, "vekentleg": 1,
}  # fmt: skip
SAID_WEEKDAYS = {
    "måndag": "monday", "mandager": "monday", "tysdag": "tuesday", "tirsdager": "tuesday", "onsdagen": "wednesday",
    "torsdag": "thursday", "fredagar": "friday", "laurdag": "saturday", "søndag": "sunday",
}  # fmt: skip
SAID_MONTHS = {"oktober": 10, "mai": 5}
OTHER_WORDS = """
    veke uker månad måneden år året halvåret kvartalet skuleåret gonger ganger møte minst om lag ca i på ved og til før
    etter innan påske påskeferien skulestart haust våren oktober mai barnet skule barnehage behov møteplan jamleg ikkje
    oddetalsveker partallsuker årleg heile starta ressursteamet kl frå mellom , . - / – 18.08.2026 12.30 kl.9 3. 2 14.
    dag 1. 2027 sist par uroa avgjer sjølv
"""
WORDS = [*SAID_NUMBERS, *SAID_WEEKDAYS, *OTHER_WORDS.split()]
phrases = st.lists(st.sampled_from(WORDS) | st.integers(0, 60).map(str), min_size=1, max_size=9).map(" ".join)


def tries(number: int) -> settings:
    """The same tries in every run."""
    return settings(max_examples=number, derandomize=True, database=None, deadline=None)


@given(st.text(max_size=80) | phrases)
@tries(800)
def test_any_text_gives_nothing_or_what_the_models_take(text):
    proposal = propose(text)
    if proposal:
        CADENCE.validate_python(proposal.cadence)
        assert proposal.certainty == "likely" or not proposal.left_over


def _values(cadence, key=""):
    """Every single value of a cadence, with its key."""
    if isinstance(cadence, dict):
        for name, value in cadence.items():
            yield from _values(value, name)
    elif isinstance(cadence, list):
        for value in cadence:
            yield from _values(value, key)
    else:
        yield key, cadence


@given(phrases)
@tries(1500)
def test_a_number_or_a_weekday_is_never_proposed_that_the_text_does_not_say(text):
    proposal = propose(text)
    words = text.split()
    numbers = {SAID_NUMBERS[word] for word in words if word in SAID_NUMBERS} | {
        int(n) for n in re.findall(r"\d+", text)
    }
    numbers |= {2} if "14. dag" in text or "14 dag" in text else set()
    weekdays = {SAID_WEEKDAYS[word] for word in words if word in SAID_WEEKDAYS}
    for key, value in _values(proposal.cadence) if proposal else ():
        if key in ("weekday", "weekdays"):
            assert value in weekdays
        elif key in ("month", "months"):
            assert int(value) in numbers | {SAID_MONTHS[word] for word in words if word in SAID_MONTHS}
        elif re.fullmatch(r"-?\d+", value):
            assert {int(value), abs(int(value))} & numbers or (key == "offset_weeks" and abs(int(value)) == 1)
        elif re.fullmatch(r"[\d-]{10}", value):
            assert value == "2026-08-18"
            assert "18.08.2026" in words


SPACES = st.sampled_from([" ", "  ", "\t", "\n", "\u00a0"])
DASHES = st.sampled_from(["-", "–", "—", " - ", " – ", "−"])


@given(
    phrases | st.sampled_from([phrase for phrase, _ in TABLE]),
    st.sampled_from([str, str.upper, str.title]),
    SPACES,
    DASHES,
)
@tries(800)
def test_case_spaces_and_dashes_change_nothing(text, case, space, dash):
    assert propose(case(re.sub(" ?[-–] ?", dash, text)).replace(" ", space)) == propose(re.sub(" ?[-–] ?", "-", text))


@given(phrases)
@tries(200)
def test_reading_what_was_read_again_changes_nothing(text):
    words = " ".join(text.casefold().split())
    assert propose(words) == propose(text)


def test_a_page_of_text_is_no_cadence():
    assert propose("kvar veke, " * 27) is not None
    assert propose("kvar veke, " * 28) is None


# --- the words ---


def test_a_form_has_one_meaning():
    path = ROOT / "hooks" / "handbook" / "models" / "cadence_text" / "words.yml"
    meanings = parse(path.read_text(encoding="utf-8"), path.name)[0].value
    forms = [form.replace(" ", "") for forms in meanings.values() for form in forms]
    assert len(forms) == len(set(forms)) > 500


@pytest.mark.parametrize(
    ("text", "meanings"),
    [
        ("Tirsdgaer", "weekday=tuesday"),
        ("tersdag", "other"),  # as near to Tuesday as to Thursday
        ("mandat", "other"),  # a good word is no misspelling of another
        ("maaned", "month"),
        ("manad", "month"),
        ("var", "other"),  # a short word is not read without its ring: «vår»
        ("an nen hver", "every ordinal=2"),
        ("samhandlingsmøtet", "named_meeting"),
        ("kl. 9", "clock=09:00"),
        ("kl 9-11.30", "clock=09:00/11:30"),
        ("1.5.", "ordinal=1 month=5"),
        ("2,5 gonger", "other times"),
        ("32.01.2026", "other"),
        ("2027", "in_year=2027"),
        ("måndag–fredag", "weekday=monday to weekday=friday"),
        ("måndag – ved behov", "weekday=monday on_demand"),
    ],
)
def test_words_are_read_as(text, meanings):
    assert " ".join(understand_words(text).meanings) == meanings
