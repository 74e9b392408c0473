"""Guards the spreadsheets: what is dirty is told, nobody's name comes through, nothing that stands is touched, and what
was given out comes back the same."""

import io
import json
import random
import re
import shutil
import zipfile
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from test_personal import number

from handbook.__main__ import main
from handbook.files.source import read
from handbook.load import load
from handbook.models.kinds import KINDS
from handbook.spreadsheet import columns
from handbook.spreadsheet.columns import columns_of
from handbook.spreadsheet.delimited import read_csv, write_csv
from handbook.spreadsheet.export import export_rows
from handbook.spreadsheet.proposal import Proposer, slug
from handbook.spreadsheet.read import read_table
from handbook.spreadsheet.table import TableRefused, guarded, tabled, unguarded
from handbook.spreadsheet.values import NotUnderstood, age
from handbook.spreadsheet.workbook import write_xlsx

ROOT = Path(__file__).parents[1]

# --- a folder, and a sheet as a municipality has it ---

TITLE = "Tiltak i kommunen – internt arbeidsark"
HEADINGS = [
    "Tiltak", "Kort om", "Målgruppe", "Alder", "Ansvarlig", "Kontakt", "Hyppighet", "Type tiltak", "Tilgang",
    "Hvordan ta kontakt", "Pris", "Revidert", "Prioritet",
]  # fmt: skip
SERIAL = 46000
"""9 December 2025 as Excel counts."""
CONTACT = "Kari Nordmann, helsestasjonen, tlf 21 00 00 00"
OPEN = ("Universell", "Åpent", "Ring oss.", "Gratis")


def dirty_rows() -> list[list]:
    """Make forty rows; the first are each wrong in their own way."""
    birth = number("birth number", random.Random("sheet"))
    first = [
        ["Veiledning hjemme", "Hjelp.", "Foreldre", "0–5 år", "Helsestasjonen", CONTACT, "Ukentlig", *OPEN, SERIAL],
        ["Sinnemestring", "Kurs.", "Barn", "6-12", "PPT", "ola.nordmann@fjordvik.example", "", *OPEN, date(2026, 3, 1)],
        ["Sinnemestring", "Samme.", "Barn", "6-12", "PPT", "", "", *OPEN],
        ["Marte Meo", "Noe annet.", "Foreldre", "alle", "Barnevern", "", "", *OPEN],
        ["Leksehjelp", "Ring 400 00 000.", "Elever", "fra 10 år", "Biblioteket", "", "", *OPEN],
        ["Jentegruppe", f"Gjelder {birth}.", "Jenter", "13-16", "Helsestasjon for ungdom", "", "", *OPEN],
        ["Guttegruppe", "", "Gutter", "13-16", "Skule"],
        ["", "Tiltak uten navn", "Alle", "alle", "PPT", "", "", *OPEN],
        ["Besøk hjemme", '=CONCATENATE("a","b")', "Gravide", "gravide", "Jordmor", "", "", *OPEN],
        ["Aktiv ferie", "Turer.", "Ungdom", datetime(2026, 12, 6), "Kultur og fritid", "", "", *OPEN],
        ["Lekegruppe", "Lek.", "Barn", "1.–4. trinn", "PPT, barnevern og NAV", "", "", *OPEN],
        ["=1+1", "Lek.", "Barn", "under 6 år", "PPT", "", "", *OPEN],
    ]  # fmt: skip
    services = ("PPT", "Barnevern", "Skulen", "Jordmor")
    said = ["Vi hjelper barnet og foreldrene hjemme.", "Barn"]
    rest = [[f"Tilbud nummer {n}", *said, f"{n % 6}-{n % 6 + 6}", services[n % 4], "", "", *OPEN] for n in range(28)]
    return [*first, *rest]


def workbook(rows: list[list], change=lambda book, sheet: None) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "Tiltak"
    for row in rows:
        sheet.append(row)
    change(book, sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copytree(ROOT / "content", tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments, answer=None):
    result = CliRunner().invoke(main, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    if answer is not None:
        assert result.exit_code == answer, result.output
    return result


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def dirt(folder: Path) -> None:
    def merge(book, sheet):
        book.create_sheet("Skjult").sheet_state = "hidden"
        book.move_sheet("Skjult", -1)
        sheet.merge_cells("M4:M6")
        sheet["M4"] = 1

    (folder / "tiltak.xlsx").write_bytes(workbook([[TITLE], [], HEADINGS, *dirty_rows()], merge))


# --- forty measures with dirt ---

EXPECTED = {
    "3:13 unused-column",
    "4:6 personal-data-removed",
    "4:13 odd-cell",
    "5:6 personal-data-removed",
    "6:1 row-twice",
    "7:1 record-exists",
    "8:2 personal-data-removed",
    "8:5 cell-not-understood",
    "9:2 personal-data-removed",
    "10:8 missing-field",
    "10:9 missing-field",
    "10:10 missing-field",
    "11:1 missing-field",
    "12:2 odd-cell",
    "13:4 cell-not-understood",
    "14:4 cell-not-understood",
    "15:1 odd-cell",
}


def test_forty_measures_with_dirt_tell_each_fault_at_its_row_and_column(folder):
    dirt(folder)
    before = files(folder)
    result = run("import", "tiltak.xlsx", "measure", answer=1)
    found = re.findall(r"tiltak\.xlsx\[Tiltak\]:(\d+:\d+): .*\[([a-z-]+)\]$", result.output, re.MULTILINE)
    assert {f"{place} {code}" for place, code in found} == EXPECTED
    assert "40 rader på bokmål" in result.output
    assert (
        "34 heile framlegg, 4 som manglar noko, 1 som alt står i handboka, 1 som stod fleire gonger." in result.output
    )
    assert number("birth number", random.Random("sheet")) not in result.output
    assert files(folder) == before, "nothing is written without --write"


def test_what_is_written_passes_the_check_as_drafts_and_names_nobody(folder):
    dirt(folder)
    before = files(folder)
    run("import", "tiltak.xlsx", "measure", "--write", answer=1)
    after = files(folder)
    new = sorted(after.keys() - before.keys())
    assert len(new) == 34
    assert {name: after[name] for name in before} == before
    assert run("check", "data").exit_code == 0
    text = b"".join(after[name] for name in new).decode()
    assert not re.search(r"Nordmann|400 00 000|\d{11}", text)
    assert text.count("status: draft") == 34

    handbook, _ = load(folder / "data")
    measure = handbook.get("measure", "veiledning-hjemme")
    assert (measure.name.nb, measure.name.pending) == ("Veiledning hjemme", "nn")
    assert (measure.age.minimum, measure.age.maximum, measure.services) == (0, 5, ("helsestasjon",))
    assert (measure.access.contact.service, measure.access.contact.phone) == ("helsestasjon", "21 00 00 00")
    assert (measure.access.kind, measure.prevention, measure.reviewed) == ("open", ("universal",), date(2025, 12, 9))
    odd = handbook.get("measure", "lekegruppe")
    assert odd.services == ("ppt", "barnevern", "nav")
    assert (odd.age, odd.note) == (None, "Alder i arket: 1.–4. trinn.")


def test_a_second_run_writes_nothing_new(folder):
    dirt(folder)
    run("import", "tiltak.xlsx", "measure", "--write")
    before = files(folder)
    result = run("import", "tiltak.xlsx", "measure", "--write")
    assert "0 filer er skrivne" in result.output
    assert files(folder) == before


def test_what_lacks_a_field_is_written_when_asked_and_the_check_says_what_to_fill_in(folder):
    dirt(folder)
    result = run("import", "tiltak.xlsx", "measure", "--write", "--incomplete", answer=1)
    assert "36 filer er skrivne" in result.output, "two have no name, and so no file"
    found = run("check", "data", answer=1).output
    assert re.findall(r"^data/measures/(\S+?)\.yml:1:1: (\w+): .*\[missing-field\]$", found, re.MULTILINE) == [
        ("guttegruppe", "access"),
        ("guttegruppe", "prevention"),
        ("leksehjelp", "services"),
    ]


# --- meetings ---

MEETINGS = """\
Møtearena;Deltakarar;Kor ofte;Ansvarleg;Tid;Datoar
Leiarmøte;Rektorane og styrarane;6 gonger i året;PPT-leiar;12.30–14.00;
Fagdag for skulane;Lærarar;kvar haust;Rektor;08:30;
Nettverk for barnehagane;Styrarane;annankvar veke;Styrar;kl. 13;12.01.2027, 9.2.2027
Samarbeid med politiet;Kari Nordmann frå politiet;når det trengst;SLT-koordinator;;31.02.2027
Møte om fråvær;Skulen og PPT;når månen er full;Direktøren;;
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_table_of_meetings_is_read_from_any_csv(encoding, separator, folder):
    rows = [line.split(";") for line in MEETINGS.splitlines()]
    quoted = [separator.join(f'"{cell}"' if separator in cell else cell for cell in row) for row in rows]
    (folder / "møte.csv").write_bytes("\r\n".join(quoted).encode(encoding))
    result = run("import", "møte.csv", "meeting", "--set", "kind=møte", "--write")
    assert "5 heile framlegg" in result.output, result.output
    handbook, _ = load(folder / "data")
    leaders = handbook.get("meeting", "leiarmote")
    assert (leaders.cadence.kind, leaders.cadence.n, leaders.cadence.confirmed) == ("n_per_year", 6, False)
    assert (leaders.starts, leaders.ends, leaders.owner) == ("12:30", "14:00", "ppt-leiar")
    network = handbook.get("meeting", "nettverk-for-barnehagane")
    assert [(each.day.isoformat(), each.status) for each in network.dates] == [
        ("2027-01-12", "proposed"),
        ("2027-02-09", "proposed"),
    ]
    unknown = handbook.get("meeting", "mote-om-fravaer")
    assert (unknown.cadence.kind, unknown.cadence.text.nn) == ("unknown", "når månen er full")
    assert "Direktøren" in unknown.note
    assert "Nordmann" not in b"".join(files(folder / "data" / "meetings").values()).decode()


# --- what the caller says ---


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--column", "Tiltak=tittel"], "Feltet «tittel» finst ikkje"),
        (["--column", "Tiltak"], "skriv to delar"),
        (["--set", "prevention=magisk"], "«magisk» finst ikkje"),
        (["--set", "nonsens=1"], "Feltet «nonsens» finst ikkje"),
        (["--sheet", "Nei"], "Arket «Nei» finst ikkje. Vel mellom «Tiltak»"),
    ],
)
def test_what_cannot_be_meant_is_a_sentence(options, said, folder):
    dirt(folder)
    assert said in run("import", "tiltak.xlsx", "measure", *options, answer=2).output


def test_a_column_may_be_named_a_value_set_and_a_form_stated(folder):
    text = "Hva;Hvem;Hvor mye\nKurs;Barn;mye\n"
    (folder / "a.csv").write_text(text, encoding="utf-8")
    assert "Vi ser ikkje om arket er på nynorsk eller bokmål" in run("import", "a.csv", "measure", answer=2).output
    options = ["--lang", "nb", "--column", "Hva=name", "--column", "Hvor mye=", "--set", "prevention=universal",
               "--set", "services=ppt", "--set", "access.kind=open", "--set", "access.how=Ring."]  # fmt: skip
    result = run("import", "a.csv", "measure", *options, answer=0)
    assert "1 heile framlegg" in result.output
    (folder / "b.csv").write_text("Fisk;Fugl\n1;2\n", encoding="utf-8")
    assert "Ingen av kolonnane er kjende: «Fisk», «Fugl»" in run("import", "b.csv", "measure", answer=2).output


def test_a_problem_of_many_rows_is_told_once(folder):
    lines = ["Tiltak;Målgruppe;Ansvarleg", *(f"Tilbod {n};Barn heime;Fisk" for n in range(9))]
    (folder / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    output = run("import", "a.csv", "measure", "--lang", "nn", answer=1).output
    assert output.count("«Fisk» finst ikkje") == 1
    assert re.search(r"Det same gjeld rad (\d+, ){6}\d+ og \d+\.", output)


def test_the_rows_that_share_a_problem_are_named_as_far_as_they_can_be_read(folder):
    lines = ["Tiltak;Målgruppe;Ansvarleg", *(f"Tilbod {n};Barn heime;{'Fisk' if n % 2 else 'PPT'}" for n in range(40))]
    (folder / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    output = run("import", "a.csv", "measure", "--lang", "nn", answer=1).output
    assert (
        "«Fisk» finst ikkje blant tenestene. Det same gjeld 19 rader til: 5, 7, 9, 11, 13, 15, 17, 19 og 11 til."
        in (output)
    )


def test_a_role_is_not_said_to_be_unknown_and_a_word_to_choose_is_told_with_its_meaning(folder):
    rows = ["Tiltak;Målgruppe;Ansvarleg;Tilgang", "Leirskule;Barn på skulen;Rektor;Ja", "Fest;Dei som vil;PPT;open"]
    (folder / "a.csv").write_text("\n".join(rows), encoding="utf-8")
    output = run("import", "a.csv", "measure", "--lang", "nn", answer=1).output
    assert "«Rektor» er ei rolle. Skriv kva teneste som gir dette." in output
    assert "«open» (ope for alle)" in output


def test_the_kind_is_said_in_norwegian_and_a_wrong_one_is_told_so(folder):
    (folder / "a.csv").write_text("Tiltak;Målgruppe\nLeirskule;Barn på skulen", encoding="utf-8")
    assert "1 rader på nynorsk" in run("import", "a.csv", "tiltak", "--lang", "nn", answer=1).output
    assert (
        "«tiltakk» er ikkje eit slag innhald. Meinte du «tiltak»?" in run("import", "a.csv", "tiltakk", answer=2).output
    )


def test_the_sum_below_a_table_is_no_record(folder):
    rows = ["Tiltak;Målgruppe", "Leirskule;Barn på skulen", "Sum: 1 tiltak;", "Sumo for alle;Barn som er 10 år"]
    (folder / "a.csv").write_text("\n".join(rows), encoding="utf-8")
    output = run("import", "a.csv", "measure", "--lang", "nn", answer=1).output
    assert "2 rader på nynorsk" in output
    assert ":3:1: åtvaring: Tiltak: Rada ser ut som ein sum. Vi tek henne ikkje med. [odd-cell]" in output


# --- files that are no sheets, or bad ones ---


def packed(change: dict[str, bytes]) -> bytes:
    """Give a workbook with members changed or added."""
    source = zipfile.ZipFile(io.BytesIO(workbook([["Tiltak"], ["Kurs"]])))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in {*source.namelist(), *change}:
            target.writestr(name, change[name] if name in change else source.read(name))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
ENTITY = b'<!DOCTYPE a [<!ENTITY b "bbbb">]><worksheet>&b;</worksheet>'
BAD = {
    "a bomb": (packed({"xl/media/a.bin": bytes(40_000_000)}), "for stor når ho blir pakka ut"),
    "an entity": (packed({SHEET: ENTITY}), "ikkje trygg"),
    "an entity in UTF-16": (packed({SHEET: ENTITY.decode().encode("utf-16")}), "ikkje trygg"),
    "broken XML": (packed({SHEET: b"<worksheet><"}), "kan ikkje lesast"),
    "no XML of a workbook": (packed({"xl/workbook.xml": b"<a/>"}), "har ingen ark"),
    "too many members": (packed({f"xl/media/{n}": b"" for n in range(600)}), "for stor"),
    "no archive": (b"Tiltak;Alder\n", "ikkje ei arbeidsbok"),
    "half an archive": (workbook([["Tiltak"]])[:3000], "ikkje ei arbeidsbok"),
    "nothing": (b"", "ikkje ei arbeidsbok"),
    "an empty sheet": (workbook([]), "Arket er tomt"),
    "a cell far away": (workbook([["Tiltak"]], lambda _, sheet: sheet.cell(900_000, 3, "x")), "strekkjer seg over"),
    "too large": (bytes(6_000_000), "større enn 5 MB"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_workbook_is_refused_with_a_sentence(what, folder):
    data, said = BAD[what]
    (folder / "a.xlsx").write_bytes(data)
    assert said in run("import", "a.xlsx", "measure", answer=2).output


def test_a_header_that_lies_of_its_size_does_not_get_past(folder):
    data = bytearray(packed({"xl/media/a.bin": bytes(40_000_000)}))
    for place in (match.start() for match in re.finditer(b"PK\x01\x02", bytes(data))):
        data[place + 24 : place + 28] = (100).to_bytes(4, "little")
    (folder / "a.xlsx").write_bytes(data)
    assert run("import", "a.xlsx", "measure").exit_code == 2


@pytest.mark.parametrize(
    ("file", "data", "said"),
    [
        ("a.pdf", b"%PDF", "Vi les .xlsx og .csv"),
        ("a.xls", b"\xd0\xcf", "Vi les .xlsx og .csv"),
        ("a.csv", b"", "Arket er tomt"),
        ("a.csv", b"a\x00b", "ikkje CSV"),
        ("a.csv", b'"' + b"a" * 200_000, "CSV"),
        ("missing.csv", None, "kan ikkje lesast"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(file, data, said, folder):
    if data is not None:
        (folder / file).write_bytes(data)
    assert said in run("import", file, "measure", answer=2).output


@given(st.binary(max_size=300))
def test_any_bytes_as_csv_are_rows_or_a_refusal(data):
    with suppress(TableRefused):
        assert tabled("a.csv", read_csv(data)).headings


def test_cells_of_excel_are_read_as_they_are_seen(tmp_path):
    values = ["Namn", 7, 7.5, True, date(2026, 11, 22), datetime(2026, 11, 22, 8, 30), time(8, 30), "0301", "#N/A"]
    (tmp_path / "a.xlsx").write_bytes(workbook([["a"] * len(values), values]))
    (row,) = read_table(tmp_path / "a.xlsx").rows
    assert row.cells == ["Namn", "7", "7.5", "ja", "2026-11-22", "2026-11-22 08:30", "08:30", "0301", ""]


def test_characters_that_no_text_may_hold_are_left_in_the_sheet():
    table = tabled("a.csv", read_csv("Tiltak;Kort om\nKurs\u200b;\ufeffHjelp\u202e heime\x07\n".encode()))
    assert table.rows[0].cells == ["Kurs", "Hjelp heime"]


def test_a_merged_cell_holds_for_its_rows_and_a_hidden_row_is_told(tmp_path):
    def change(_, sheet):
        sheet.merge_cells("A2:A4")
        sheet.row_dimensions[3].hidden = True

    (tmp_path / "a.xlsx").write_bytes(workbook([["Teneste", "Tiltak"], ["PPT", "a"], [None, "b"], [None, "c"]], change))
    table = read_table(tmp_path / "a.xlsx")
    assert [row.cells for row in table.rows] == [["PPT", "a"], ["PPT", "b"], ["PPT", "c"]]
    assert sorted((problem.line, problem.code) for problem in table.problems) == [(2, "odd-cell"), (3, "odd-cell")]


# --- ages, ids, headings ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0–5 år", (0, 5)),
        ("6-12", (6, 12)),
        ("13 – 18 år", (13, 18)),
        ("barn 6 til 9 år", (6, 9)),
        ("frå 13 år", (13, None)),
        ("13+", (13, None)),
        ("13 år og oppover", (13, None)),
        ("under 6 år", (0, 5)),
        ("opptil 5 år", (0, 5)),
        ("til og med 18", (0, 18)),
        ("5 år", (5, 5)),
        ("5-åringar", (5, 5)),
        ("Alle aldrar", None),
    ],
)
def test_ages_are_read_as_people_write_them(text, expected):
    found = age(text)
    read = found and (int(found["minimum"]), int(found["maximum"]) if "maximum" in found else None)
    assert read == expected


@pytest.mark.parametrize("text", ["1.–4. trinn", "12-6", "0-5 mnd", "2026-12-06", "ungdom", "før skulestart", "0-300"])
def test_an_age_that_could_mean_something_else_is_not_guessed(text):
    with pytest.raises(NotUnderstood):
        age(text)


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("Nærværsteam", "naervaersteam"),
        ("Dei utrulege åra – foreldre", "dei-utrulege-ara-foreldre"),
        ("Øyeblikk & é!", "oyeblikk-e"),
        ("../../etc", "etc"),
        ("…", ""),
    ],
)
def test_an_id_is_made_of_a_title(title, id):
    assert slug(title) == id


@given(st.text())
def test_any_title_gives_an_id_that_the_models_take_or_none(title):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*|", slug(title))
    assert len(slug(title)) <= 80


def test_every_heading_leads_to_a_field_and_to_one_only():
    document, _ = read(Path(columns.__file__).with_name("headings.yml"), "headings.yml")
    for kind, fields in document.value.items():
        for field, headings in fields.items():
            kinds = [KINDS[kind]] if kind in KINDS else KINDS.values()
            assert any(columns.shape_at(each.model, tuple(field.split("."))) for each in kinds), f"{kind}: {field}"
            assert headings
        if kind in KINDS:
            every = [heading for headings in fields.values() for heading in headings]
            assert sorted(every) == sorted(set(every)), kind


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Tiltak", "name"),
        ("TILTAKSNAVN:", "name"),
        ("Namn (nynorsk)", "name.nn"),
        ("Navn bokmål", "name.nb"),
        ("Målgrupe", "target"),
        ("Aldersgr.", "age"),
        ("Ansv.", "services"),
        ("access.contact.phone", "access.contact.phone"),
        ("name.nb", "name.nb"),
        ("Farge", None),
    ],
)
def test_headings_are_known_abbreviated_misspelt_and_in_both_forms(heading, field):
    found, _ = columns_of(KINDS["measure"], [heading], {})
    assert [column.field for column in found] == ([field] if field else [])


# --- out, and in again ---

OUT = [name for name, kind in KINDS.items() if kind.stem]


@pytest.fixture(scope="module")
def fjordvik():
    return load(ROOT / "data")[0]


@pytest.mark.parametrize("name", OUT)
def test_what_is_given_out_of_any_kind_comes_back_as_what_it_was(name, fjordvik):
    kind = KINDS[name]
    table = tabled("out.csv", read_csv(write_csv(export_rows(fjordvik, kind))))
    found, left_over = columns_of(kind, table.headings, {})
    assert not left_over
    proposer = Proposer(fjordvik, kind, table, found, "nn")
    proposals = [proposer.propose(row) for row in table.rows]
    assert [each.id for each in proposals] == [each.id for each in fjordvik.all(name)]
    assert all(each.is_known for each in proposals)
    assert [problem for each in proposals for problem in each.problems] == []


@pytest.mark.parametrize(("kind", "form"), [("measure", "xlsx"), ("meeting", "csv")])
def test_nothing_is_written_of_what_was_given_out(kind, form, folder, fjordvik):
    before = files(folder)
    run("export", kind, "--format", form, "--out", f"out.{form}", answer=0)
    result = run("import", f"out.{form}", kind, "--write", answer=0)
    count = len(fjordvik.all(kind))
    assert f"0 heile framlegg, 0 som manglar noko, {count} som alt står i handboka" in result.output
    assert "Ingen feil." in result.output
    after = files(folder)
    del after[f"out.{form}"]
    assert after == before


def test_a_measure_that_was_lost_comes_back_from_what_was_given_out(folder):
    run("export", "measure", "--out", "out.csv")
    was = {each.id: each for each in load(folder / "data")[0].all("measure")}
    for path in (folder / "data" / "measures").iterdir():
        path.unlink()
    shutil.copytree(ROOT / "data" / "measures", folder / "kept")
    result = run("import", "out.csv", "measure", "--write")
    assert f"{len(was)} heile framlegg" in result.output, result.output
    now = {each.id: each for each in load(folder / "data")[0].all("measure")}
    drafts = {id: each.model_copy(update={"status": was[id].status}) for id, each in now.items()}
    assert drafts == was


def test_json_is_open_data(folder):
    path = folder / "data" / "measures" / "pmto.yml"
    path.write_text(f"{path.read_text(encoding='utf-8').split('note:')[0]}note: berre for oss\n", encoding="utf-8")
    data = json.loads(run("export", "measure", "--format", "json", answer=0).output)
    one = next(each for each in data["records"] if each["id"] == "pmto")
    assert data["kind"] == "measure"
    assert isinstance(one["age"]["maximum"], int)
    assert "berre for oss" not in json.dumps(data)


def test_csv_opens_in_excel_with_its_letters_and_columns(folder):
    result = run("export", "measure", answer=0)
    assert result.stdout_bytes.startswith(b"\xef\xbb\xbf")
    assert b"name.nn;name.nb;" in result.stdout_bytes
    assert "må bli ei fil" in run("export", "measure", "--format", "xlsx", answer=2).output


@pytest.mark.parametrize("text", ["=1+1", "+47 21 00 00 00", "-1", "@a", "'=1", "plain", "", "a=1", "'"])
def test_no_text_becomes_a_formula_and_none_is_changed(text):
    assert not guarded(text).startswith(("=", "+", "-", "@"))
    assert unguarded(guarded(text)) == text or text == "'=1"
    book = load_workbook(io.BytesIO(write_xlsx([[guarded(text)]], "a")))
    assert book.active["A1"].data_type != "f"


@given(
    st.lists(st.lists(st.text(st.characters(blacklist_categories=["Cs", "Cc"])), min_size=2, max_size=4), min_size=1)
)
def test_rows_survive_csv(rows):
    width = max(map(len, rows))
    rows = [["overskrift"] * width, *([*row, *["x"] * (width - len(row))] for row in rows)]
    assert [row.cells for row in read_csv(write_csv(rows))] == rows


def test_the_same_records_give_the_same_workbook():
    rows = [["id", "name.nn"], ["a", "Ei gruppe"]]
    assert write_xlsx(rows, "tiltak") == write_xlsx(rows, "tiltak")
