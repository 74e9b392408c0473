"""Guards `rename`: whatever gets another id, all that named it still does, and nothing else has changed."""

import shutil
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_cases import put_together

from handbook.__main__ import main
from handbook.files.document import Document
from handbook.files.editing import CannotEdit, Edits
from handbook.files.source import parse
from handbook.formatting import formatted, yaml_files
from handbook.handbook import Handbook
from handbook.models.kinds import KINDS
from handbook.reading import read_all
from handbook.rename import rename

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 26)


def _read(folder: Path):
    return read_all(folder / "data", folder / "content", (str(folder / "data"), str(folder / "content")), TODAY)


@cache
def _fjordvik() -> Handbook:
    return _read(ROOT)[0]


@pytest.mark.parametrize("kind", list(_fjordvik().records))
def test_a_renamed_record_passes_the_check_and_leads_on_from_its_old_address(kind, tmp_path):
    """One of each kind: the one that most others name."""
    before, named = _fjordvik(), Counter(each.id for _, _, each in _fjordvik().references() if each.kind == kind)
    old = max(before.records[kind], key=lambda id: named[id])
    for part in ("data", "content"):
        shutil.copytree(ROOT / part, tmp_path / part)
    for file in rename(before, ROOT / "content", kind, old, f"ny-{old}"):
        (tmp_path / file.path.relative_to(ROOT)).unlink()
        (tmp_path / file.new_path.relative_to(ROOT)).write_bytes(file.data)
    after, problems = _read(tmp_path)
    assert [str(each) for each in problems] == []
    assert old not in after.records[kind]
    assert kind not in KINDS or kind == "step" or after.get(kind, f"ny-{old}").former_ids[-1] == old
    assert sum((each.kind, each.id) == (kind, f"ny-{old}") for _, _, each in after.references()) == named[old]
    assert list(formatted(tmp_path / "data", yaml_files(tmp_path / "data"))) == []


def _run(folder: Path, *arguments: str):
    return CliRunner().invoke(main, ["rename", *arguments, "--data", str(folder / "data")])


def _measure(folder: Path, id: str, text: bytes) -> Path:
    path = folder / "data" / "measures" / f"{id}.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text)
    return path


BEGUN = b"""\
id:   tur  # id-en
name: {nn: Tur, nb: Tur}   # namnet

summary:
    nn: "Ut p\xc3\xa5 tur"
    nb: 'Ut pa tur'
target: {nn: Alle, nb: Alle}
prevention: [universal]
services:
- skule
access: {kind: open, how: {nn: Kom, nb: Kom}}
note: tur og tur"""


@pytest.fixture
def folder(tmp_path):
    put_together(tmp_path)
    shutil.copy(ROOT / "data" / "vocabulary.yml", tmp_path / "data")
    return tmp_path


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
def test_everything_else_is_untouched_byte_for_byte(ends, tmp_path):
    for part in ("data", "content"):
        shutil.copytree(ROOT / part, tmp_path / part)
    mark = b"\xef\xbb\xbf"
    _measure(tmp_path, "tur", (mark + BEGUN).replace(b"\n", ends))
    other = b"""\
- id: tur-mal
  name: {nn: Mal, nb: Mal}  # [[measure:tur]] i ein kommentar
  body:
    nn: >
      Sj\xc3\xa5 [[measure:tur]], [[measure:tur|turen]] og [[measure:turlag]].
    nb: "Se [[measure:tur]]"
"""
    roles = tmp_path / "data" / "roles.yml"
    roles.write_bytes(roles.read_bytes() + other)
    _measure(tmp_path, "turlag", BEGUN.replace(b"tur  #", b"turlag #").replace(b"note:", b"related: [tur]\nnote:"))
    page = tmp_path / "content" / "hjelp" / "nabo.nn.md"
    page.write_bytes(page.read_bytes() + b"\n[[measure:tur|Tur]] og [[service:skule]]\n")
    before = _files(tmp_path)
    result = _run(tmp_path, "tiltak", "tur", "skogstur")
    assert result.exit_code == 0, result.output
    after = _files(tmp_path)
    expected = before | {"data/measures/skogstur.yml": before["data/measures/tur.yml"]}
    del expected["data/measures/tur.yml"]
    changes = {
        "data/measures/skogstur.yml": [
            (b"id:   tur ", b"id:   skogstur "),
            (b"note: tur og tur", b"former_ids:" + ends + b"  - tur" + ends + b"note: tur og tur"),
        ],
        "data/measures/turlag.yml": [(b"[tur]", b"[skogstur]")],
        "data/roles.yml": [
            (b"Sj\xc3\xa5 [[measure:tur]], [[measure:tur|", b"Sj\xc3\xa5 [[measure:skogstur]], [[measure:skogstur|"),
            (b'"Se [[measure:tur]]"', b'"Se [[measure:skogstur]]"'),
        ],
        "content/hjelp/nabo.nn.md": [(b"[[measure:tur|", b"[[measure:skogstur|")],
    }
    for name, pairs in changes.items():
        for old, new in pairs:
            expected[name] = expected[name].replace(old, new)
    assert after == expected
    assert _run(tmp_path, "measure", "skogstur", "tur").exit_code == 0  # and back again: the old id is free for its own
    assert b"former_ids:" + ends + b"  - skogstur" in (tmp_path / "data/measures/tur.yml").read_bytes()


REFUSED = {
    "unknown": (("role", "rektr", "x"), "«rektr» finst ikkje blant rollene. Meinte du «rektor»?"),
    "before": (("role", "gamal", "x"), "«gamal» finst ikkje blant rollene. No heiter det «rektor»."),
    "taken": (("role", "rektor", "ppt-leiar"), "«ppt-leiar» er i bruk. Vel ein annan id."),
    "itself": (("role", "rektor", "rektor"), "«rektor» er i bruk. Vel ein annan id."),
    "taken before": (
        ("role", "ppt-leiar", "gamal"),
        "«gamal» er i bruk: «rektor» heitte det før. Vel ein annan id.",
    ),
    "letters": (
        ("role", "rektor", "Rektør"),
        "«Rektør» kan ikkje vere id. Bruk a–z, tal og bindestrek, høgst 80 teikn.",
    ),
    "length": (("role", "rektor", "x" * 81), "kan ikkje vere id."),
    "overview": (("measure", "art", "tema"), "«tema» er adressa til ei oversiktsside. Vel ein annan id."),
}


@pytest.mark.parametrize("why", REFUSED)
def test_a_rename_that_cannot_be_is_refused_and_nothing_changes(why, tmp_path):
    for part in ("data", "content"):
        shutil.copytree(ROOT / part, tmp_path / part)
    roles = tmp_path / "data" / "roles.yml"
    text = roles.read_text(encoding="utf-8")
    roles.write_text(text.replace("- id: rektor\n", "- id: rektor\n  former_ids: [gamal]\n"), encoding="utf-8")
    before = _files(tmp_path)
    arguments, message = REFUSED[why]
    result = _run(tmp_path, *arguments)
    assert message in result.output
    assert result.exit_code == 1
    assert _files(tmp_path) == before


def test_what_another_folder_lends_is_renamed_there():
    result = _run(ROOT / "examples" / "sande", "law", "barnevernsloven", "bvl")
    assert result.exit_code == 1
    assert "er lånt frå" in result.output


def test_a_folder_with_errors_is_not_renamed_in(tmp_path):
    put_together(tmp_path)
    (tmp_path / "data" / "criteria.yml").write_text("- id: [", encoding="utf-8")
    assert _run(tmp_path, "role", "a", "b").exit_code == 1
    assert _run(tmp_path, "rolla", "a", "b").exit_code == 2


def _document(text: str) -> Document:
    return parse(text, "x.yml")[0]


def test_a_key_is_added_at_its_place():
    edits = Edits(_document("- nb: |\n    Tekst\n\n    to\n# slutt\n- {nb: b}\n- nn: a\n  pending: nb"))
    for at, key in ((0, "nn"), (1, "nn"), (2, "nb")):
        edits.add((at,), key, "ein\nto", ("nn", "nb", "pending"))
    assert edits.text() == (
        "- nn: |-\n    ein\n    to\n  nb: |\n    Tekst\n\n    to\n# slutt\n"
        '- {nn: "ein\\nto", nb: b}\n'
        "- nn: a\n  nb: |-\n    ein\n    to\n  pending: nb"
    )


def test_an_item_is_added_to_a_list():
    edits = Edits(_document("a:\n- x # ved\nb: [y]\nc: []\nd:\n  - - z"))
    for key in "abc":
        edits.append((key,), "ny")
    edits.append(("d", 0), "ny")
    assert edits.text() == 'a:\n- x # ved\n- ny\nb: [y, "ny"]\nc: ["ny"]\nd:\n  - - z\n    - ny\n'


def test_what_cannot_be_done_safely_is_not_done():
    edits = Edits(_document('a: "ein \\\n  to"'))
    edits.substitute(("a",), lambda text: text.replace("ein to", "tre"))
    with pytest.raises(CannotEdit):
        edits.text()
    edits = Edits(_document("nn: a\nnb: b"))
    edits.add((), "nn", "c", ("nn", "nb"))
    with pytest.raises(CannotEdit):
        edits.text()
