"""Guards what others made: each vendored file is the one that VENDORED.md tells of, and none is left untold."""

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOLD = (ROOT / "VENDORED.md").read_text(encoding="utf-8")
TABLE = re.findall(r"^\| `([^`]+)` \| `[^`]+` \| ([\d.]+) \| ([^|]+) \| `([0-9a-f]{64})` \| \[", TOLD, re.MULTILINE)
LIST = dict(re.findall(r"^(\S+)  ([0-9a-f]{64})$", TOLD, re.MULTILINE))
FOLDERS = (
    "overrides/assets/fonts",
    "overrides/assets/icons",
    "tests/browser/vendor",
    "tests/readers/vendor",
    "tests/search/vendor",
)


@pytest.mark.parametrize("path", LIST)
def test_a_vendored_file_is_the_one_that_is_told_of(path):
    assert hashlib.sha256((ROOT / path).read_bytes()).hexdigest() == LIST[path]


def test_no_vendored_file_is_left_untold():
    found = {path.relative_to(ROOT).as_posix() for folder in FOLDERS for path in (ROOT / folder).rglob("*")}
    assert found == LIST.keys()


def test_the_table_and_the_list_say_the_same():
    assert {path: checksum for path, _, _, checksum in TABLE} == LIST
    assert all(version and licence.strip() for _, version, licence, _ in TABLE)


def test_every_folder_with_vendored_files_holds_a_licence():
    for folder in FOLDERS:
        names = [path.name for path in (ROOT / folder).iterdir()]
        assert [name for name in names if re.search("LICENSE|OFL", name)], folder


def test_the_icons_in_use_are_in_the_sprite():
    sprite = (ROOT / "overrides/assets/icons/sprite.svg").read_text(encoding="utf-8")
    ids = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    templates = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "overrides").rglob("*.html"))
    used = set(re.findall(r'icon\("([^"]+)"', templates)) | set(re.findall(r"sprite\.svg#([a-z-]+)", templates))
    assert used
    assert used <= ids
