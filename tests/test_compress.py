"""Compressed copies: they hold the file's bytes, are the same each time, and never outlive what they were made of."""

import gzip
from pathlib import Path

import brotli
import pytest
from click.testing import CliRunner

from handbook.__main__ import main
from handbook.compress import SUFFIXES, compress, compressible
from handbook.site import publish

PAGE = "<p>Ein lang tekst om hjelp til barn og unge.</p>\n" * 40


@pytest.fixture
def site(tmp_path):
    return built(tmp_path / "site")


def built(folder: Path, page: str = PAGE) -> Path:
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text(page)
    (folder / "assets/look.css").write_text("a { color: black }\n" * 60)
    (folder / "assets/font.woff2").write_bytes(bytes(2000))
    (folder / "short.txt").write_text("kort")
    return folder


def copies(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.suffix in SUFFIXES}


def test_only_text_of_some_length_is_worth_a_copy(site):
    assert [path.name for path in compressible(site)] == ["look.css", "index.html"]


def test_copies_hold_the_bytes_of_the_file_and_are_the_same_each_time(site, tmp_path):
    list(compress(compressible(site)))
    assert gzip.decompress((site / "index.html.gz").read_bytes()).decode() == PAGE
    assert brotli.decompress((site / "index.html.br").read_bytes()).decode() == PAGE
    other = built(tmp_path / "other")
    list(compress(compressible(other)))
    assert copies(site) == copies(other)
    assert copies(site).keys() == {f"{name}{suffix}" for name in ("index.html", "look.css") for suffix in SUFFIXES}


def test_a_new_build_takes_the_copies_of_changed_and_gone_files_away_and_keeps_the_rest(site, tmp_path):
    list(compress(compressible(site)))
    fresh = built(tmp_path / "built", PAGE + "<p>Nytt.</p>")
    (fresh / "short.txt").unlink()
    (site / "short.txt.gz").write_bytes(b"left over")
    publish(fresh, site)
    assert copies(site).keys() == {"look.css.gz", "look.css.br"}


def test_nothing_half_made_is_left_for_a_server_to_send(site, tmp_path):
    (site / "index.html.gz.new").write_bytes(b"torn")
    publish(built(tmp_path / "built"), site)
    assert not list(site.rglob("*.new"))


def test_the_command_says_how_much_it_saved(site):
    said = CliRunner().invoke(main, ["compress", str(site)])
    assert said.exit_code == 0
    assert said.output.splitlines()[-1].startswith("2 filer: 0,0 MB")
