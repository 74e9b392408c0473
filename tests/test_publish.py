"""Guards docs/deploy/publish.sh: releases shown whole, moved in one step, with a way back. By rsync, on this host."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / "docs" / "deploy" / "publish.sh"
SSH = """#!/usr/bin/env bash
# Stands in for ssh: the host is this machine. Keeps which host it was asked for.
while [ "${1#-}" != "$1" ]; do case $1 in -l) shift ;; esac; shift; done
echo "$1" >> "$ASKED"
shift
exec bash -c "$*"
"""


@pytest.fixture(params=["", "web:"], ids=["here", "ssh"])
def publish(request, tmp_path):
    """Give `publish(*arguments)`; TARGET stands for the target's folder, on this machine and on a host."""
    assert shutil.which("rsync"), "The tests of publishing need rsync (Debian: apt-get install rsync)."
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/ssh").write_text(SSH)
    (tmp_path / "bin/ssh").chmod(0o755)
    (tmp_path / "site/tiltak").mkdir(parents=True)
    (tmp_path / "site/tiltak/index.html").write_text("tiltak")
    folder = tmp_path / "srv" / "hand bok"

    def run(*arguments, text=None):
        if text is not None:
            (tmp_path / "site/index.html").write_text(text)
        env = os.environ | {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "ASKED": str(tmp_path / "asked")}
        given = [f"{request.param}{folder}" if each == "TARGET" else each for each in arguments]
        return subprocess.run([SCRIPT, *given], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)

    run.folder = folder
    run.shown = lambda: (folder / "current/index.html").read_text()
    return run


def test_a_release_is_shown_whole_and_the_five_newest_are_kept(publish):
    for number in range(7):
        done = publish("site", "TARGET", f"r{number}", text=f"utgåve {number}")
        assert (done.returncode, done.stderr) == (0, "")
        assert publish.shown() == f"utgåve {number}"
        os.utime(publish.folder / "releases" / f"r{number}", (number, number))
    assert sorted(path.name for path in (publish.folder / "releases").iterdir()) == ["r2", "r3", "r4", "r5", "r6"]
    assert os.readlink(publish.folder / "current") == "releases/r6"
    assert sorted(path.name for path in publish.folder.iterdir()) == ["current", "releases"]


def test_there_is_a_way_back_and_what_is_shown_is_never_thrown_away(publish):
    for name in ("a", "b"):
        publish("site", "TARGET", name, text=name)
    assert publish("--show", "TARGET", "a").returncode == 0
    assert publish.shown() == "a"
    assert "* a" in publish("--list", "TARGET").stdout
    os.utime(publish.folder / "releases/a", (0, 0))
    assert publish("--show", "TARGET", "z").returncode == 1
    assert publish.shown() == "a"


def test_what_was_taken_out_of_the_site_is_out_of_the_release(publish, tmp_path):
    publish("site", "TARGET", "a", text="a")
    (tmp_path / "site/tiltak/index.html").unlink()
    publish("site", "TARGET", "b", text="b")
    assert not (publish.folder / "current/tiltak/index.html").exists()
    assert (publish.folder / "releases/a/tiltak/index.html").exists()


def test_a_transfer_that_breaks_shows_nothing_new(publish, tmp_path):
    publish("site", "TARGET", "a", text="a")
    (tmp_path / "bin/rsync").write_text("#!/bin/sh\nexit 12\n")
    (tmp_path / "bin/rsync").chmod(0o755)
    assert publish("site", "TARGET", "b", text="b").returncode == 12
    assert publish.shown() == "a"


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("site",),
        ("nope", "TARGET", "a"),
        ("site", "srv/handbok", "a"),
        ("site", "/", "a"),
        ("site", "TARGET", "../a"),
        ("site", "TARGET", "a; rm"),
        ("--show", "TARGET"),
        ("--delete", "TARGET"),
    ],
)
def test_wrong_use_is_told_and_nothing_is_touched(arguments, publish):
    done = publish(*arguments, text="a")
    assert done.returncode == 2
    assert done.stderr
    assert not publish.folder.exists()


def test_the_release_that_is_shown_is_not_written_over(publish):
    publish("site", "TARGET", "a", text="a")
    done = publish("site", "TARGET", "a", text="b")
    assert done.returncode == 1
    assert "blir vist alt" in done.stderr
    assert publish.shown() == "a"
