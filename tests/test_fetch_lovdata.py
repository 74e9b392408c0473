"""Guards the script that fetches Lovdata's files, which stands outside every build."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / ".github" / "fetch-lovdata.sh"
LIST = [
    {"filename": "gjeldende-lover.tar.bz2", "sizeBytes": "7"},
    {"filename": "gjeldende-sentrale-forskrifter.tar.bz2", "sizeBytes": "7"},
    {"filename": "lovtidend-avd1-2026.tar.bz2", "sizeBytes": "7"},
    {"filename": "../gjeldende-lover.tar.bz2", "sizeBytes": "7"},
    {"filename": "gjeldende-lover.tar.bz2; touch ut", "sizeBytes": "7"},
]
CURL = """#!/usr/bin/env bash
# Stands in for curl: keeps what it was asked, and gives the list or seven bytes.
printf '%s\\n' "$*" >> "$ASKED"
while [ $# -gt 1 ]; do [ "$1" != --output ] || out=$2; shift; done
case $1 in */list) cp "$LIST" "$out" ;; *) [ "$FAIL" = 0 ] || exit 22; printf 'BZh9abc' > "$out" ;; esac
"""


@pytest.fixture
def fetch(tmp_path):
    """Give `fetch(list)`: run the script with a curl that asks nobody."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/curl").write_text(CURL)
    (tmp_path / "bin/curl").chmod(0o755)

    def run(found, fail: int = 0):
        (tmp_path / "list.json").write_text(found if isinstance(found, str) else json.dumps(found))
        asked = {"ASKED": str(tmp_path / "asked"), "LIST": str(tmp_path / "list.json"), "FAIL": str(fail)}
        env = os.environ | asked | {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"}
        command = [str(SCRIPT), str(tmp_path / "lovdata")]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=False, cwd=tmp_path)

    return run


def test_the_files_that_apply_are_found_in_the_list_and_fetched_with_a_cap(fetch, tmp_path):
    done = fetch(LIST)
    assert done.returncode == 0, done.stdout + done.stderr
    assert sorted(path.name for path in (tmp_path / "lovdata").iterdir()) == [
        "gjeldende-lover.tar.bz2",
        "gjeldende-sentrale-forskrifter.tar.bz2",
        "list.json",
    ]
    asked = (tmp_path / "asked").read_text().splitlines()
    assert len(asked) == 3
    for line in asked:
        for option in ("--fail", "--proto =https", "--max-filesize", "--max-time"):
            assert option in line
        assert line.split(" ")[-1].startswith("https://api.lovdata.no/v1/publicData/")
    assert not (tmp_path / "ut").exists()


@pytest.mark.parametrize(
    ("found", "fail", "said"),
    [
        (LIST, 22, "Lovdata gav ikkje"),
        ("<html>", 0, "kan ikkje lesast"),
        ('{"files": 1}', 0, "kan ikkje lesast"),
        ([], 0, "har inga fil"),
        ([{"filename": "lover.zip"}], 0, "har inga fil"),
    ],
)
def test_what_goes_wrong_is_told_in_a_sentence_and_leaves_no_archive(found, fail, said, fetch, tmp_path):
    done = fetch(found, fail)
    assert done.returncode == 1
    assert re.search(rf"::error::.*{said}.*\.$", done.stdout, re.MULTILINE)
    assert not list((tmp_path / "lovdata").glob("*.tar.bz2"))
