"""Guards the check against Lovdata's open data: the seven traps of its files, archives that cannot be trusted, and what
is told, where. Every file is made by tests/lovdata.py."""

import bz2
import json
import re
import shutil
import tarfile
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from lovdata import (
    KONGEN,
    act,
    chapter,
    file_of,
    from_registry,
    history,
    in_other_act,
    on_top,
    pack,
    pending,
    section,
    url_of,
)

from handbook.__main__ import main
from handbook.law.archive import ArchiveRefused, Limits, read_archive
from handbook.law.index import build_index, load_index, save_index
from handbook.law.lovdata import LayoutChanged, SeenSection, read_act
from handbook.law_check import Checked, law_check
from handbook.load import load
from handbook.problems import report

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 22)
ID = "LOV-2099-01-01-1"
URL = url_of(ID)


def seen(body: str, **more: str):
    return read_act(act(ID, body, **more).encode())


# --- one file: the traps ---


@pytest.mark.parametrize(
    ("dates", "days", "undecided"),
    [
        ("2023-01-01", ("2023-01-01",), False),
        ("2023-01-01, 2023-07-01", ("2023-01-01", "2023-07-01"), False),
        ("2099-07-01, Kongen fastset", ("2099-07-01",), True),
        ("Kongen bestemmer", (), True),
        ("Ikkje i kraft", (), True),
    ],
)
def test_to_stand_among_the_acts_does_not_mean_to_be_in_force(dates, days, undecided):
    found = seen(section("§1", "Eitt", url=URL), dates=dates)
    assert (found.in_force, found.undecided) == (days, undecided)


def test_a_section_is_known_by_its_name_never_by_its_place_in_the_file():
    body = chapter("9A", "Kapittel 9 A. Innskote", section("§9A-1", "Samarbeid", url=URL))
    assert seen(body + chapter("10", "Kapittel 10. Teieplikt", section("§10-2a", "Teieplikt", url=URL))).sections == {
        "kap.9A": SeenSection("Innskote"),
        "kap.10": SeenSection("Teieplikt"),
        "§9A-1": SeenSection("Samarbeid"),
        "§10-2a": SeenSection("Teieplikt"),
    }


@pytest.mark.parametrize("heading", ["(Opphevet)", "(Oppheva)", "Opphevet", "(Opphevet ved lov)"])
def test_a_repealed_section_that_stays_is_known_by_its_heading_or_its_day(heading):
    assert seen(section("§3-7", heading, url=URL)).sections["§3-7"].repealed
    assert seen(section("§3-7", "Teieplikt", repealed="2020-01-01", url=URL)).sections["§3-7"].repealed
    assert not seen(section("§3-7", "Opphevelse av lover", url=URL)).sections["§3-7"].repealed


@pytest.mark.parametrize("words", ["Endres", "Vert endra", "Oppheves", "Blir oppheva"])
def test_a_change_to_come_is_told_from_one_that_was(words):
    found = seen(section("§1", "Eitt", pending(words), url=URL) + section("§2", "To", history(), url=URL)).sections
    assert found["§1"].pending.startswith(words)
    assert "1 juli 2100" in found["§1"].pending
    assert not found["§2"].pending


@pytest.mark.parametrize(
    "note",
    [
        "Loven <strong>oppheves</strong> ved lov 20 juni 2025 nr. 81 (i kraft fra den tiden Kongen bestemmer).",
        "For ny barnelov sjå lov 20 juni 2025 nr. 40 (i kraft frå den tid Kongen fastset).",
    ],
)
def test_a_note_on_the_whole_act_stands_on_top(note):
    one = section("§1", "Eitt", url=URL)
    assert seen(one, on_top=on_top(note)).pending
    assert not seen(one + on_top(note)).pending
    assert not seen(one, on_top=on_top("Sist endra i 2020.")).pending


def test_sections_of_other_acts_in_an_amending_act_are_not_its_own():
    other = section("§9", "I ei anna lov", url="NL/lov/2001-01-01-1")
    assert set(seen(section("§1", "Eitt", in_other_act("§8"), url=URL) + in_other_act("§7") + other).sections) == {"§1"}


def test_the_made_up_act_is_read_without_a_short_title():
    assert seen(section("§1", "Eitt", url=URL)).title == "Lov om døme"


ENTITY = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
BOMB = act(ID, "&b;").replace("<!DOCTYPE html>", ENTITY)
ODD = {
    "an entity bomb": BOMB,
    "an outside document type": act(ID, "").replace("<!DOCTYPE html>", '<!DOCTYPE html SYSTEM "file:///etc/passwd">'),
    "another encoding": act(ID, "").encode("utf-16"),
    "a torn file": act(ID, "")[:-20],
    "no XML": "<!DOCTYPE html><html><br></html>",
    "nothing": "",
    "a late entity": act(ID, '<p title="<!ENTITY"/>'),
    "no head": act(ID, "").replace("legacyID", "datokode"),
    "no dates": act(ID, "").replace("dateInForce", "iKraft"),
    "no body": act(ID, "").replace("documentBody", "innhald"),
    "too many elements": act(ID, "<i/>" * 400_001),
}


@pytest.mark.parametrize("what", ODD)
def test_a_file_in_another_form_is_refused_with_a_sentence(what):
    data = ODD[what]
    with pytest.raises(LayoutChanged, match=r"^[A-ZÅ].*\.$"):
        read_act(data if isinstance(data, bytes) else data.encode())


# --- archives ---


def test_an_archive_is_read_file_by_file(tmp_path):
    path = pack(tmp_path / "a.tar.bz2", [("nl/nl-20210618-097.xml", "æ"), (f"nl/{'x' * 150}.xml", "b")])
    assert [(one.name, one.data) for one in read_archive(path)] == [
        ("nl/nl-20210618-097.xml", "æ".encode()),
        (f"nl/{'x' * 150}.xml", b"b"),
    ]


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_archives_of_every_common_form_are_read(form, tmp_path):
    path = tmp_path / "a.tar.bz2"
    with tarfile.open(path, "w:bz2", format=form) as archive:
        for name in ("nl", "nl/å.xml"):
            (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "in" / name).mkdir() if name == "nl" else (tmp_path / "in" / name).write_text("ja")
            archive.add(tmp_path / "in" / name, name, recursive=False)
    assert [(one.name, one.data) for one in read_archive(path)] == [("nl/å.xml", b"ja")]


@pytest.mark.parametrize("name", ["../ut.xml", "nl/../../ut.xml", "/etc/passwd", "nl\\ut.xml", "nl/a\nb.xml", ".."])
def test_a_path_that_leads_out_is_refused(name, tmp_path):
    path = pack(tmp_path / "a.tar.bz2", [("nl/a.xml", "a"), (name, "b")])
    with pytest.raises(ArchiveRefused, match="utrygg sti"):
        list(read_archive(path))


def test_a_long_name_given_beside_the_file_is_looked_at_too(tmp_path):
    path = tmp_path / "a.tar.bz2"
    with tarfile.open(path, "w:bz2", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo("nl/a.xml")
        info.pax_headers = {"path": "../" + "x" * 120}
        archive.addfile(info)
    with pytest.raises(ArchiveRefused, match="utrygg sti"):
        list(read_archive(path))


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_are_refused(kind, tmp_path):
    path = pack(tmp_path / "a.tar.bz2", [("nl/a.xml", "")], kind)
    with pytest.raises(ArchiveRefused, match="ikkje er ei vanleg fil"):
        list(read_archive(path))


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(packed=10), "på meir enn 10 byte. Fila er ikkje lesen"),
        (Limits(unpacked=2_000), "på meir enn 2000 byte utpakka"),
        (Limits(member=1_000), "ei fil på meir enn 1000 byte"),
        (Limits(members=1), "meir enn 1 filer"),
    ],
)
def test_what_is_too_large_is_refused_before_it_is_read(limits, said, tmp_path):
    path = pack(tmp_path / "a.tar.bz2", [("nl/a.xml", "a" * 900), ("nl/b.xml", "b" * 1_100)])
    with pytest.raises(ArchiveRefused, match=said):
        list(read_archive(path, limits))


def test_a_small_file_that_unpacks_to_a_giant_is_refused(tmp_path):
    path = tmp_path / "a.tar.bz2"
    info = tarfile.TarInfo("nl/a.xml")
    info.size = 3_000_000_000
    path.write_bytes(bz2.compress(info.tobuf(tarfile.GNU_FORMAT) + bytes(20_000_000)))
    assert path.stat().st_size < 1_000
    with pytest.raises(ArchiveRefused, match="på meir enn 8 MB"):
        list(read_archive(path))


@pytest.mark.parametrize("part", [0.2, 0.5, 0.95])
def test_a_torn_archive_is_refused_wherever_it_is_torn(part, tmp_path):
    path = pack(tmp_path / "a.tar.bz2", [(f"nl/{n}.xml", str(n) * 5_000) for n in range(50)])
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * part)])
    with pytest.raises(ArchiveRefused, match=r"avkorta|kan ikkje lesast"):
        list(read_archive(path))
    path.write_bytes(bz2.compress(bz2.decompress(data)[: int(100_000 * part)]))
    with pytest.raises(ArchiveRefused, match="avkorta"):
        list(read_archive(path))


@pytest.mark.parametrize("data", [b"", b"PK\3\4", b"BZh9" + bytes(40), bz2.compress(b"x" * 2_000)])
def test_what_is_no_archive_is_refused(data, tmp_path):
    path = tmp_path / "a.tar.bz2"
    path.write_bytes(data)
    with pytest.raises(ArchiveRefused, match=r"\.$"):
        list(read_archive(path))


# --- the whole check ---


@pytest.fixture(scope="module")
def acts(fjordvik):
    """The files of every act that applies, as Fjordvik's registry says they are."""
    return {law.id: (law.lovdata, from_registry(law)) for law in fjordvik.all("law") if law.state != "repealed"}


@pytest.fixture
def publish(tmp_path, acts):
    """Give `publish({act: (old, new)}, more files)`: write the archives anew, with words put in place of others."""

    def write(changes=(), also=()):
        files = {"nl": [], "sf": []}
        for id, (lovdata, text) in acts.items():
            old, new = dict(changes).get(id, ("", ""))
            assert old in text
            files[file_of(lovdata)[:2]].append((file_of(lovdata), text.replace(old, new) if old else text))
        pack(tmp_path / "lovdata/gjeldende-lover.tar.bz2", [*files["nl"], *also])
        pack(tmp_path / "lovdata/gjeldende-sentrale-forskrifter.tar.bz2", files["sf"])

    return write


@pytest.fixture
def home(tmp_path, publish):
    """A small handbook with all of Fjordvik's acts, and archives that say exactly what its registry says."""
    shutil.copytree(ROOT / "tests/cases/base", tmp_path, dirs_exist_ok=True)
    shutil.rmtree(tmp_path / "data/laws")
    shutil.copytree(ROOT / "data/laws", tmp_path / "data/laws")
    (tmp_path / "lovdata").mkdir()
    publish()
    return tmp_path


def checked(home: Path, today: date = TODAY) -> str:
    handbook, problems = load(home / "data", "data")
    assert not problems
    return report(
        law_check(home / "lovdata", home / "index.json", Checked(handbook, home / "content", "content", today))
    )


def test_a_registry_that_says_what_lovdata_says_has_nothing_to_report(home):
    assert checked(home) == "Ingen feil."
    index = load_index(home / "index.json")
    assert index.taken == TODAY
    assert index.acts["LOV-2021-06-18-97"].sections["§13-2"].heading == "Plikt til å melde fra til barnevernstjenesten"
    assert (home / "index.json").stat().st_size < 100_000


HEADING = ">Plikt til å melde fra til barnevernstjenesten<"


@pytest.mark.parametrize(
    ("law", "change", "said"),
    [
        ("barnevernsloven", (HEADING, ">Noko anna<"), "§ 13-2 i barnevernsloven heiter no «Noko anna»"),
        ("barnevernsloven", (HEADING, ">(Opphevet)<"), "§ 13-2 i barnevernsloven er oppheva, seier Lovdata."),
        ("barnevernsloven", ('data-name="§13-2"', 'data-name="§13-99"'), "§ 13-2 i barnevernsloven finst ikkje"),
        ("helse-og-omsorgstjenesteloven", (">(Opphevet)<", ">Ny<"), "§ 3-7 i helse- og omsorgstjenesteloven er ikkje"),
        ("forvaltningsloven-2025", (KONGEN, "2026-10-01"), "forvaltningsloven tok til å gjelde 2026-10-01"),
        ("barnehageloven", (">2006-01-01<", ">Kongen bestemmer<"), "barnehageloven er ikkje i kraft, seier Lovdata."),
        ("barnehageloven", (">2006-01-01<", ">2006-02-01<"), "barnehageloven er i kraft frå 2006-02-01"),
        ("barnehageloven", ("</h1>", f"</h1>{on_top('Loven <strong>oppheves</strong> ved lov.')}"), "«Loven oppheves"),
        ("barnevernsloven", ("<strong>Endres</strong>", "<strong>Endret</strong>"), "at ei endring ventar"),
        ("barnelova", ("For ny barnelov", "Om barnelov"), "Lovdata seier ikkje lenger at ei ny lov er vedteken."),
        ("helsepersonelloven", ("Kapittel 5. Taushetsplikt", "Kapittel 5. Noko"), "kapittel 5 i helsepersonelloven"),
    ],
)  # fmt: skip
def test_what_changed_is_told_where_the_registry_says_otherwise(law, change, said, home, publish):
    publish({law: change})
    lines = [line for line in checked(home).splitlines() if line.startswith(f"data/laws/{law}.yml:")]
    assert len(lines) == 1
    assert said in lines[0]
    assert lines[0].endswith("[law-differs]")


def test_a_change_is_told_also_wherever_the_section_is_cited(home, publish):
    page = home / "content/hjelp.nn.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nSjå barnevernsloven § 13-2.\n", encoding="utf-8")
    publish({"barnevernsloven": (HEADING, ">Noko anna<")})
    found = checked(home)
    assert "data/laws/barnevernsloven.yml:" in found
    assert "data/measures/lesekurs.yml:20:5: laws[0]: § 13-2 i barnevernsloven heiter no «Noko anna»" in found
    line = page.read_text(encoding="utf-8").count("\n")
    assert f"content/hjelp.nn.md:{line}:5: § 13-2 i barnevernsloven heiter no «Noko anna»" in found


def test_a_change_to_come_is_a_warning(home, publish):
    url = url_of("LOV-2005-06-17-64")
    old = section("§44", "Taushetsplikt", history(), url=url)
    publish({"barnehageloven": (old, section("§44", "Taushetsplikt", pending(), url=url))})
    found = checked(home)
    assert "§ 44 i barnehageloven: Lovdata skriv «Endres ved lov 1 nov 2099 nr. 7 (i kraft 1 juli 2100).»" in found
    assert "[law-change-pending]" in found
    assert "[law-differs]" not in found


def test_an_act_that_changed_after_it_was_checked_is_told(home, publish):
    old = '"lastChangeInForce"><'
    publish(
        {"barnehageloven": (old, '"lastChangeInForce">2026-11-23<'), "straffeloven": (old, old[:-1] + "2026-11-22<")}
    )
    assert re.findall(r"(\S+):\d+:\d+: .*\[law-changed\]", checked(home)) == ["data/laws/barnehageloven.yml"]


def test_the_day_of_the_last_change_is_read_where_there_is_one():
    assert seen("", changed="2024-01-01, 2026-07-01").changed == "2026-07-01"
    assert seen("", changed="Kongen bestemmer").changed == ""


def test_an_act_that_is_gone_is_told_and_a_repealed_one_that_stays_is_not(home, publish):
    publish(also=[(file_of("LOV-1992-12-04-126"), act("LOV-1992-12-04-126", ""))])
    assert checked(home) == "Ingen feil."
    path = home / "data/laws/straffeloven.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("2005-05-20-28", "2005-05-20-29"), encoding="utf-8")
    assert "straffeloven (LOV-2005-05-20-29) er ikkje blant det Lovdata gir ut." in checked(home)


def test_old_files_are_told(home):
    assert "[law-index-old]" in checked(home, date(2027, 1, 10))
    assert "[law-index-old]" not in checked(home, date(2027, 1, 5))


BAD = {
    "torn": lambda path: path.write_bytes(path.read_bytes()[:-500]),
    "leading out": lambda path: pack(path, [("nl/../../a.xml", "")]),
    "an entity bomb": lambda path: pack(path, [(file_of("LOV-2021-06-18-97"), BOMB)]),
    "another layout": lambda path: pack(path, [(file_of("LOV-2021-06-18-97"), "<html/>")]),
    "another act in the file": lambda path: pack(path, [(file_of("LOV-2021-06-18-97"), act(ID, ""))]),
    "sections without names": lambda path: pack(
        path, [(file_of("LOV-2021-06-18-97"), act("LOV-2021-06-18-97", "<p>Ein paragraf</p>"))] * 1
    ),
    "other names": lambda path: pack(path, [("lover/barnevern.xml", act(ID, ""))]),
    "most files unreadable": lambda path: pack(path, [(f"nl/nl-2001010{n}-001.xml", "<html/>") for n in range(9)]),
    "far fewer acts": lambda path: pack(path, [(f"nl/nl-2001010{n}-001.xml", act(ID, "")) for n in range(9)]),
    "no archive": lambda path: path.unlink(),
}


@pytest.mark.parametrize("what", BAD)
def test_an_archive_that_cannot_be_trusted_leaves_the_index_as_it_was(what, home):
    checked(home)
    before = (home / "index.json").read_bytes()
    (home / "lovdata/gjeldende-sentrale-forskrifter.tar.bz2").unlink()
    BAD[what](home / "lovdata/gjeldende-lover.tar.bz2")
    command = ["law-check", str(home / "lovdata"), "--index", str(home / "index.json"), "--data", str(home / "data")]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 2
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert re.fullmatch(r".+\.\n", done.stderr)
    assert (home / "index.json").read_bytes() == before
    assert not list(home.glob(".index*"))


def test_a_file_of_another_act_may_be_unreadable(home, publish):
    publish(also=[("nl/nl-20010101-001.xml", "<html/>"), ("lti/2020/nl-20200101-001.xml", "x"), ("les.txt", "x")])
    assert checked(home) == "Ingen feil."


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 2}', '{"format": 1, "taken": "i dag"}', "\0"])
def test_an_index_that_cannot_be_read_is_as_none(text, home):
    (home / "index.json").write_text(text)
    assert load_index(home / "index.json") is None
    assert checked(home) == "Ingen feil."


def test_an_index_is_read_as_it_was_written(home):
    index = build_index(home / "lovdata", {"LOV-2021-06-18-97"}, None)
    save_index(index, home / "again.json")
    assert load_index(home / "again.json") == index


def test_the_command_answers_for_people_programs_and_github(home, publish):
    data = ["--index", str(home / "i.json"), "--data", str(home / "data")]
    assert CliRunner().invoke(main, ["law-check", str(home / "lovdata"), *data]).exit_code == 0
    publish({"barnehageloven": (">2006-01-01<", ">2006-02-01<")})
    done = CliRunner().invoke(main, ["law-check", str(home / "lovdata"), *data, "--format", "github"])
    assert done.exit_code == 1
    assert done.stdout.startswith("::error file=")
    done = CliRunner().invoke(main, ["law-check", str(home / "lovdata"), *data, "--format", "json"])
    assert [each["code"] for each in json.loads(done.stdout)["problems"]] == ["law-differs"]
    done = CliRunner().invoke(main, ["law-check", str(home / "ingen"), *data, "--format", "json"])
    assert done.exit_code == 2
    assert json.loads(done.stdout)["stopped"].startswith("Fann inga fil")
    done = CliRunner().invoke(main, ["law-check", str(home / "ingen"), *data, "--format", "github"])
    assert done.stdout.startswith("::error::Fann inga fil")
