"""Checking in two, or by verdicts, finds what one that looks at all does, after any edits."""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handbook import verdicts
from handbook.__main__ import main
from handbook.beside import in_two
from handbook.halves import PassingBy, read_in_halves
from handbook.models.measure import Measure
from handbook.reading import read_all
from handbook.verdicts import Verdicts, check_all

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 26)
SHOWN = ("data", "content")


@pytest.fixture(autouse=True)
def few_are_enough(monkeypatch):
    monkeypatch.setattr(verdicts, "WORTH_IT", 5)


@pytest.fixture
def folder(tmp_path):
    return made(tmp_path / "handbook")


def made(folder: Path) -> Path:
    shutil.copytree(ROOT / "data", folder / "data")
    return folder


def checked(folder: Path) -> list[str]:
    found = check_all(folder / "data", folder / "content", SHOWN, TODAY, False, folder / "cache.json")[1]
    assert in_halves(folder) == sorted(map(str, found))
    return sorted(map(str, found))


def in_halves(folder: Path) -> list[str]:
    memory = PassingBy(folder / "data/measures", {})
    found = read_in_halves(memory, Measure, folder / "data", folder / "content", SHOWN, TODAY)[1]
    return sorted(map(str, found))


def all_looked_at(folder: Path) -> list[str]:
    return sorted(map(str, read_all(folder / "data", folder / "content", SHOWN, TODAY)[1]))


def test_two_processes_take_what_the_other_gives():
    assert in_two(lambda number, exchange: (number, exchange(["one", "other"][number] * 100_000)[:5])) == (
        (0, "other"),
        (1, "oneon"),
    )


@pytest.mark.parametrize("early", [True, False])
def test_where_the_other_process_fails_all_is_done_here(folder, early, monkeypatch):
    edit(folder / "data/measures/pmto.yml", "cost:\n  nn: Gratis", "cost:\n  nn: Gratis ikke")
    wanted = all_looked_at(folder)
    here, take = os.getpid(), PassingBy.take

    def taken(memory: PassingBy, told: dict) -> None:
        take(memory, told)
        if os.getpid() != here:
            os._exit(1)

    monkeypatch.setattr(PassingBy, "read_ahead" if early else "take", _fails(here) if early else taken)
    assert in_halves(folder) == wanted != []


def _fails(here: int):
    whole = PassingBy.read_ahead
    return lambda *given: whole(*given) if os.getpid() == here else os._exit(1)


def passed_by(folder: Path) -> int:
    memory = Verdicts(folder / "data", TODAY, folder / "cache.json")
    read_all(folder / "data", folder / "content", SHOWN, TODAY, False, memory)
    return len(memory.passed_by)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_only_what_changed_is_looked_at(folder):
    assert checked(folder) == []
    count = len(list((folder / "data/measures").glob("*.yml")))
    assert passed_by(folder) == count
    edit(folder / "data/measures/pmto.yml", "cost:\n  nn: Gratis", "cost:\n  nn: Gratis ikke")
    assert passed_by(folder) == count - 1
    assert checked(folder) == all_looked_at(folder) != []
    assert passed_by(folder) == count - 1, "a file with a fault is never passed by"


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("services/bup.yml", "id: bup\n", "id: bup-1\n"),
        ("vocabulary.yml", "- id: indicated\n", "- id: indicated-1\n"),
        ("laws/barnevernsloven.yml", "- number: §15-1\n", "- number: §15-1b\n"),
        ("municipality.yml", "review_interval_months: 12\n", "review_interval_months: 1\n"),
    ],
)
def test_a_change_that_measures_lean_on_lets_all_be_looked_at(folder, name, old, new):
    assert checked(folder) == []
    edit(folder / "data" / name, old, new)
    assert passed_by(folder) == 0
    assert checked(folder) == all_looked_at(folder) != []


def test_another_day_lets_all_be_looked_at(folder):
    checked(folder)
    memory = Verdicts(folder / "data", date(2026, 11, 27), folder / "cache.json")
    assert memory.clean == {}


def test_a_measure_that_is_gone_is_missed_by_those_that_name_it(folder):
    checked(folder)
    (folder / "data/measures/mst.yml").unlink()
    assert checked(folder) == all_looked_at(folder) != []


def test_a_former_id_that_is_taken_again_is_told_where_it_stands(folder):
    edit(folder / "data/measures/mst.yml", "id: mst\n", "id: mst\nformer_ids:\n  - mst-0\n")
    assert checked(folder) == []
    measure = (folder / "data/measures/art.yml").read_text(encoding="utf-8").replace("id: art\n", "id: mst-0\n", 1)
    (folder / "data/measures/mst-0.yml").write_text(measure, encoding="utf-8")
    assert checked(folder) == all_looked_at(folder) != []


@pytest.mark.parametrize("torn", [b"", b"{", b"[]", b'{"context": 1}', b"\x00\xff"])
def test_a_cache_that_is_torn_is_no_cache(folder, torn):
    (folder / "cache.json").write_bytes(torn)
    assert checked(folder) == []
    assert passed_by(folder) > 0


def test_a_cache_that_somebody_changed_is_no_cache(folder):
    checked(folder)
    edit(folder / "cache.json", '"pmto"', '"pmt0"')
    assert passed_by(folder) == 0


def test_a_cache_that_cannot_be_written_is_done_without(folder):
    (folder / "cache.json").mkdir()
    assert checked(folder) == []


def test_nothing_is_kept_while_a_record_cannot_be_read(folder):
    edit(folder / "data/laws/barnevernsloven.yml", "state: in_force", "state: in_farce")
    assert checked(folder) == all_looked_at(folder) != []
    assert not (folder / "cache.json").exists()


def test_the_command_keeps_its_verdicts_beside_the_data(folder, monkeypatch):
    monkeypatch.chdir(folder)
    for _ in range(2):
        assert CliRunner().invoke(main, ["check"]).output == "Ingen feil.\n"
    assert (folder / ".cache/check-data.json").is_file()


EDITS = (
    ("measures/pmto.yml", "Gratis", "Gratis."),
    ("measures/pmto.yml", "- familiesenter\n", "- familisenter\n"),
    ("measures/art.yml", "name:\n", "name:\n  pending: nb\n"),
    ("measures/link.yml", "audience:\n", "audienc:\n"),
    ("measures/mst.yml", "id: mst\n", "id: mst\nformer_ids:\n  - art\n"),
    ("measures/fact-ung.yml", "how:\n    nn: ", "how:\n    nn: Ring Kari Nordmann. "),
    ("measures/familierad.yml", "reviewed: ", "reviewed: 20"),
    ("services/ppt.yml", "name:\n", "nam:\n"),
    ("services/bup.yml", "nn: ", "nn: Ny "),
    ("roles.yml", "- id: ", "- id: x"),
    ("laws/barnehageloven.yml", "state: in_force", "state: repealed"),
)
HARMLESS = {("measures/pmto.yml", "Gratis."), ("services/bup.yml", "nn: Ny ")}
GONE = ("measures/mst.yml", "measures/pmto-gruppe.yml", "services/bup.yml")


@pytest.mark.parametrize(("name", "old", "new"), EDITS)
def test_an_edit_is_a_fault_or_known_to_be_none(folder, name, old, new):
    edit(folder / "data" / name, old, new)
    assert bool(all_looked_at(folder)) == ((name, new) not in HARMLESS)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.sampled_from([*EDITS, *GONE]), min_size=1, max_size=3), min_size=1, max_size=4))
def test_after_any_edits_the_problems_are_the_same(tmp_path_factory, rounds):
    folder = made(tmp_path_factory.mktemp("handbook") / "x")
    checked(folder)
    for edits in rounds:
        for one in edits:
            name, old, new = one if isinstance(one, tuple) else (one, "", "")
            path = folder / "data" / name
            if not old:
                path.unlink(missing_ok=True)
            elif path.is_file() and (text := path.read_text(encoding="utf-8")) and old in text:
                path.write_text(text.replace(old, new, 1), encoding="utf-8")
        assert checked(folder) == all_looked_at(folder)
