"""Guards that every text and every reference inside a record is found, with its place and its words."""

import pytest

from handbook.markup import REFERENCE
from handbook.models.explain import validate
from handbook.models.group import Group
from handbook.models.kinds import KINDS
from handbook.models.level import Level
from handbook.models.meeting import Meeting
from handbook.models.references import Reference, id_of, place_of, references, texts
from handbook.places import Place

BOTH = {"nn": "ei setning", "nb": "en setning"}


def _made(model, **fields):
    made, faults = validate(model, {"id": "prove", "name": BOTH, **fields})
    assert not faults
    return made


def _found(record):
    return [(each.location, each.kind, each.id) for each in references(record)]


def test_references_in_fields_lists_and_parts_are_found_with_their_keys_in_the_file():
    group = _made(
        Group,
        type="team",
        owner="rektor",
        levels=["1", "2"],
        laws=["barnevernsloven §13-2"],
        seats=[{"role": "rektor", "attendance": "fixed", "or": [{"service": "ppt"}, {"role": "inspektor"}]}],
        consent={"required": "always", "form": "samtykke"},
    )
    assert sorted(_found(group)) == sorted(
        [
            (("owner",), "role", "rektor"),
            (("laws", 0), "law", "barnevernsloven"),
            (("type",), "group_type", "team"),
            (("levels", 0), "level", "1"),
            (("levels", 1), "level", "2"),
            (("seats", 0, "role"), "role", "rektor"),
            (("seats", 0, "attendance"), "attendance", "fixed"),
            (("seats", 0, "or", 0, "service"), "service", "ppt"),
            (("seats", 0, "or", 1, "role"), "role", "inspektor"),
            (("consent", "form"), "form", "samtykke"),
        ]
    )


def test_references_inside_a_cadence_are_found():
    inner = {"kind": "relative_to_meeting", "meeting": "fagmote", "deadline": None}
    cadence = {"kind": "fixed_plus_on_demand", "fixed": {"kind": "per_unit", "each": inner}}
    meeting = _made(Meeting, kind="meeting", cadence=cadence)
    assert (("cadence", "fixed", "each", "meeting"), "meeting", "fagmote") in _found(meeting)


def test_references_in_prose_are_found_in_both_forms_and_in_steps():
    level = _made(
        Level,
        code="1",
        order="1",
        steps=[
            {
                "id": "a",
                "name": BOTH,
                "what": {"nn": "Sjå [[form:samtykke|skjemaet]].", "nb": "Se [[law:barnevernsloven §13-2]]."},
                "deadlines": [{"direction": "at_once", "trigger": BOTH, "law": "barnevernsloven §13-4"}],
                "outcomes": [{"name": BOTH, "step": "b"}],
            }
        ],
    )
    assert list(references(level)) == [
        Reference(("steps", 0, "what", "nn"), "form", "samtykke", "samtykke", "[[form:samtykke|skjemaet]]"),
        Reference(
            ("steps", 0, "what", "nb"),
            "law",
            "barnevernsloven",
            "barnevernsloven §13-2",
            "[[law:barnevernsloven §13-2]]",
        ),
        Reference(("steps", 0, "deadlines", 0, "law"), "law", "barnevernsloven", "barnevernsloven §13-4"),
        Reference(("steps", 0, "outcomes", 0, "step"), "step", "b", "b"),
    ]


def test_a_reference_in_a_text_that_is_not_prose_is_only_text():
    assert not _found(_made(Group, type="team", purposes=[{"nn": "[[form:samtykke]]", "nb": "ja"}]))[1:]


def test_every_text_is_found_with_its_place():
    meeting = _made(
        Meeting,
        kind="meeting",
        cadence={"kind": "regularly", "text": BOTH},
        seats=[{"name": BOTH, "or": [{"name": BOTH}]}],
        dates=[{"day": "2026-12-01", "status": "moved", "moved_from": "2026-11-30", "reason": BOTH}],
    )
    assert {location for location, _ in texts(meeting)} == {
        ("name",),
        ("cadence", "text"),
        ("seats", 0, "name"),
        ("seats", 0, "or", 0, "name"),
        ("dates", 0, "reason"),
    }


def _texts_in(value, found):
    """Every {nn, nb} in a plain dump, found without asking the models."""
    if isinstance(value, dict):
        if value.keys() and value.keys() <= {"nn", "nb", "pending"}:
            found.append(value)
        else:
            for each in value.values():
                _texts_in(each, found)
    elif isinstance(value, list | tuple):
        for each in value:
            _texts_in(each, found)
    return found


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("glossary_term", "step")])
def test_no_text_of_a_real_record_is_overlooked(kind, fjordvik):
    for record in fjordvik.all(kind):
        dumped = _texts_in(record.model_dump(exclude_none=True), [])
        assert [text.model_dump(exclude_none=True) for _, text in texts(record)] == dumped, record.id


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("barnevernsloven §13-2", Place("§", "13-2")),
        ("pasient-og-brukerrettighetsloven §7-2a", Place("§", "7-2a")),
        ("forvaltningsloven §§13–13f", Place("§", "13", "13f")),
        ("helsepersonelloven kap.5", Place("kap.", "5")),
        ("barnevernsloven", None),
        ("opplaeringslova-1998", None),
    ],
)
def test_the_place_of_a_law_reference(written, place):
    assert place_of(written) == place


@pytest.mark.parametrize(
    ("kind", "written", "id"),
    [("law", "barnevernsloven §13-2", "barnevernsloven"), ("law", "ukjent lov", "ukjent lov"), ("form", "a b", "a b")],
)
def test_the_id_of_a_written_reference(kind, written, id):
    assert id_of(kind, written) == id


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("[[measure:pmto]]", ("measure", "pmto", None)),
        ("[[law:barnevernsloven §13-2|melde frå]]", ("law", "barnevernsloven §13-2", "melde frå")),
        ("[[glossary_term:stafettlogg]]", ("glossary_term", "stafettlogg", None)),
    ],
)
def test_a_reference_in_prose(written, parts):
    match = REFERENCE.fullmatch(written)
    assert (match["kind"], match["target"], match["label"]) == parts


@pytest.mark.parametrize(
    "written", ["[[pmto]]", "[[measure:]]", "[[measure:pmto|]]", "[[Measure:pmto]]", "[measure:a]"]
)
def test_what_is_not_a_reference_in_prose(written):
    assert not REFERENCE.fullmatch(written)
