"""Guards `new`: what it makes is valid, is seen to be a draft, and claims nothing that nobody has said."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from handbook.__main__ import main
from handbook.formatting import formatted, yaml_files
from handbook.models.kinds import KINDS
from handbook.new_record import id_of_title
from handbook.problems import errors
from handbook.reading import read_all

ROOT = Path(__file__).parents[1]
MUST_BE_GIVEN = {
    "service": {"kind": "partner"},
    "group": {"type": "network"},
    "meeting": {"kind": "meeting"},
    "measure": {"prevention": "universal", "access.kind": "open", "services": "skule"},
    "form": {"kind": "consent"},
    "organisation": {"kind": "municipal"},
    "law_question": {"topics": "consent"},
    "law": {
        "lovdata": "LOV-2026-01-01-1",
        "short_title": "prøvelova",
        "full_title": "Lov om ei prøve",
        "state": "in_force",
        "url": "https://lovdata.no/dokument/NL/lov/2026-01-01-1",
        "checked": "2026-11-26",
    },
    "level": {"code": "9"},
    "framework": {"acronym": "NYM"},
    "glossary_term": {"nb": "noe nytt"},
    "emergency_number": {"kind": "doctor"},
    "safety_rule": {"trigger": "danger", "call": "politi"},
    "milestone": {"start": "2026"},
    "school_year": {"start": "2031-08-18", "end": "2032-06-18"},
}


def _run(folder: Path, *arguments: str):
    return CliRunner().invoke(main, ["new", *arguments, "--data", str(folder / "data")])


@pytest.fixture
def fjordvik(tmp_path):
    for part in ("data", "content"):
        shutil.copytree(ROOT / part, tmp_path / part)
    return tmp_path


def _options(kind: str) -> list[str]:
    return [f"--with={key}={value}" for key, value in MUST_BE_GIVEN.get(kind, {}).items()]


def _problems(folder: Path):
    return read_all(folder / "data", folder / "content", ("data", "content"), date(2026, 11, 26))


def test_a_new_record_of_every_kind_is_a_valid_draft(fjordvik):
    kinds = [kind.name for kind in KINDS.values() if kind.stem]
    for kind in kinds:
        result = _run(fjordvik, kind, "Noko heilt nytt", *_options(kind))
        assert result.exit_code == 0, result.output
        assert "«noko-heilt-nytt» er laga som utkast." in result.output
    handbook, problems = _problems(fjordvik)
    told = [str(each) for each in errors(problems) if each.code not in ("missing-number", "safety-rule-without-number")]
    assert told == []
    for kind in kinds:
        record = handbook.get(kind, "noko-heilt-nytt")
        assert record.status == "draft"
    assert list(formatted(fjordvik / "data", yaml_files(fjordvik / "data"))) == []


def test_what_is_not_decided_is_said_to_be_so(fjordvik):
    given = [
        "--with",
        "services=kultur-og-fritid, skule",
        "--with",
        "prevention=universal",
        "--with",
        "access.kind=open",
    ]
    result = _run(fjordvik, "tiltak", "Turgruppe på fjellet: år 2", *given)
    path = fjordvik / "data" / "measures" / "turgruppe-pa-fjellet-ar-2.yml"
    assert result.output == (
        f"{path}: «turgruppe-pa-fjellet-ar-2» er laga som utkast.\n"
        "Fyll ut: target, access.how.\n"
        "Skriv den andre målforma òg. «python -m handbook check» listar det som står att.\n"
    )
    assert path.read_text(encoding="utf-8") == (
        "id: turgruppe-pa-fjellet-ar-2\n"
        "name:\n  nn: 'Turgruppe på fjellet: år 2'\n  pending: nb\n"
        "target:\n  nn: Ikkje fylt ut enno.\n  pending: nb\n"
        "prevention:\n  - universal\n"
        "access:\n  kind: open\n  how:\n    nn: Ikkje fylt ut enno.\n    pending: nb\n"
        "services:\n  - kultur-og-fritid\n  - skule\n"
        "status: draft\n"
    )


def test_who_sits_at_a_terminal_is_asked(fjordvik, monkeypatch):
    monkeypatch.setattr("handbook.commands.change.at_terminal", lambda: True)
    result = CliRunner().invoke(
        main, ["new", "gruppe", "Noko nytt", "--data", str(fjordvik / "data")], input="\nnetwork\n"
    )
    assert result.exit_code == 0, result.output
    assert "type (" in result.output
    assert "type: network\n" in (fjordvik / "data" / "groups" / "noko-nytt.yml").read_text(encoding="utf-8")


def test_the_title_may_be_bokmal(fjordvik):
    assert _run(fjordvik, "role", "Ny rolle", "--lang", "nb").exit_code == 0
    text = (fjordvik / "data" / "roles.yml").read_text(encoding="utf-8")
    assert text.endswith("- id: ny-rolle\n  name:\n    nb: Ny rolle\n    pending: nn\n  status: draft\n")
    assert text.startswith((ROOT / "data" / "roles.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("measure", "ART"), "«art» er i bruk. Skriv ein annan tittel, eller vel id sjølv: --with id=…"),
        (("measure", "Tema"), "«tema» er adressa til ei oversiktsside. Vel id sjølv: --with id=…"),
        (("measure", "!?"), "Tittelen gir ingen id («»). Skriv ein sjølv: --with id=…"),
        (("measure", "Tur", "--with", "id=Tur"), "Tittelen gir ingen id («Tur»)."),
        (("role", "Tur", "--with", "age=3"), "Desse felta er ikkje påkravde her: age."),
        (("milestone", "Ein ny dag"), "Dette må vere avgjort først:\n  --with start=…\n"),
        (("form", "Tur"), "Dette må vere avgjort først:\n  --with kind=…  "),
        (
            ("form", "Tur", "--with", "kind=tur"),
            "«tur» finst ikkje blant orda i vocabulary.yml, form_kind. ",
        ),
        (("measure", "Tur", "--with", "services"), "«» finst ikkje blant tenestene."),
        (("rolle", "Rektor"), "«rektor» er i bruk."),
    ],
)
def test_what_cannot_be_made_is_refused_and_nothing_is_written(arguments, message, fjordvik):
    before = {path: path.read_bytes() for path in (fjordvik / "data").rglob("*.yml")}
    result = _run(fjordvik, *arguments)
    assert message in result.output
    assert result.exit_code == 1
    assert {path: path.read_bytes() for path in (fjordvik / "data").rglob("*.yml")} == before


def test_ids_from_titles():
    titles = ["Blåbærtur på Øya", "  Dei Utrulege Åra®: 3–6 år ", "Čáppa đáŋ", "…", "x" * 90, "a" * 79 + " b"]
    ids = ["blabaertur-pa-oya", "dei-utrulege-ara-3-6-ar", "cappa-dan", "", "x" * 80, "a" * 79]
    assert [id_of_title(title) for title in titles] == ids
