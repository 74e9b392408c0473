"""Guards `mkdocs build` as a whole: same input, same bytes; and a failed build leaves the last good site alone."""

import base64
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

import pytest

ROOT = Path(__file__).parents[1]
PARTS = ("mkdocs.yml", "content", "data", "hooks", "overrides")
COMPILED = shutil.ignore_patterns("__pycache__")

SMALL = {
    "data/municipality.yml": """\
name: {nn: Vesle kommune, nb: Lille kommune}
handbook: {nn: Handboka, nb: Håndboken}
lead: {nn: Her er hjelpa., nb: Her er hjelpen.}
accessibility_statement: https://uustatus.lillevik.example/
""",
    "data/emergency.yml": """\
- id: barnevernvakt
  name: {nn: Barnevernvakta, nb: Barnevernvakten}
  number: 00 00 00 00
  when: {nn: Når eit barn er i fare., nb: Når et barn er i fare.}
  scope: local
  kind: child_protection
  verified: 2026-11-02
""",
    "data/safety.yml": """\
- id: vald
  trigger: violence
  name: {nn: Mistanke om vald, nb: Mistanke om vold}
  summary: {nn: Ring barnevernvakta., nb: Ring barnevernvakten.}
  rule: {nn: Ring barnevernvakta., nb: Ring barnevernvakten.}
  call: [barnevernvakt]
""",
    "data/services/ppt.yml": """\
id: ppt
name: {nn: PPT, nb: PPT}
summary: {nn: Hjelper skulen., nb: Hjelper skolen.}
kind: partner
for_whom: {nn: Alle., nb: Alle.}
former_ids: [pp-tenesta]
""",
    "data/measures/samtale.yml": """\
id: samtale
name: {nn: Samtale, nb: Samtale}
summary: {nn: Ein samtale., nb: En samtale.}
target: {nn: Alle., nb: Alle.}
prevention: [universal]
access: {kind: open, how: {nn: Berre ring., nb: Bare ring.}}
services: [ppt]
""",
    "data/measures/kurs.yml": """\
id: kurs
name: {nn: Kurs, nb: Kurs}
summary: {nn: Eit kurs., nb: Et kurs.}
target: {nn: Alle., nb: Alle.}
prevention: [universal]
access: {kind: open, how: {nn: Berre ring., nb: Bare ring.}}
services: [ppt]
""",
    "data/levels/uro.yml": """\
id: uro
former_ids: [nivaa-1]
code: "1"
order: 1
name: {nn: Uro, nb: Bekymring}
steps:
  - id: samtale
    former_ids: [prat]
    name: {nn: Snakk saman, nb: Snakk sammen}
    what: {nn: Spør., nb: Spør.}
    outcomes: [{name: {nn: Alt er bra., nb: Alt er bra.}, end: closed}]
""",
    "content/index.nn.md": "---\ntitle: Handboka\n---\n\nVelkomen.\n",
    "content/index.nb.md": "---\ntitle: Håndboken\n---\n\nVelkommen.\n",
    "content/om/index.nn.md": "---\ntitle: Om handboka\n---\n\nSjå [[measure:samtale]].\n",
    "content/om/index.nb.md": "---\ntitle: Om håndboken\n---\n\nSe [[measure:samtale]].\n",
}
"""A handbook with next to nothing in it."""


def small_copy(folder: Path) -> Path:
    """Make a working copy of the project with next to nothing in its handbook."""
    for part in ("mkdocs.yml", "data/interface.yml", "data/vocabulary.yml"):
        (folder / part).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / part, folder / part)
    for part in ("hooks", "overrides"):
        shutil.copytree(ROOT / part, folder / part, ignore=COMPILED)
    for name, text in SMALL.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def environment(folder: Path, **more: str) -> dict[str, str]:
    own = {
        "PYTHONPATH": str(folder / "hooks"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "NO_MKDOCS_2_WARNING": "1",
        "SOURCE_DATE_EPOCH": "1795305600",  # 22 November 2026
        "TMPDIR": str(folder.parent),
    }
    return os.environ | own | more


def build(folder: Path, *options: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", *options]
    env = environment(folder, **more)
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False)


def build_well(folder: Path, *options: str, **more: str) -> dict[str, bytes]:
    """Build, and give the site's files."""
    done = build(folder, *options, **more)
    assert done.returncode == 0, done.stdout + done.stderr
    return files_of(folder / "site")


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = small_copy(tmp_path_factory.mktemp("small") / "copy")
    build_well(folder, "--strict")
    return folder


@pytest.fixture
def copy(built_once: Path, tmp_path: Path) -> Path:
    """A small working copy whose site is built."""
    return shutil.copytree(built_once, tmp_path / "copy")


def test_the_municipality_s_own_colour_is_a_stylesheet_that_every_page_asks_for(copy: Path):
    assert not (copy / "site" / "assets" / "municipality.css").exists()
    change(copy, "data/municipality.yml", "lead:", 'colour: "#7A1F2B"\nlead:')
    files = build_well(copy, "--strict")
    assert b"--fjord: #7a1f2b;" in files["assets/municipality.css"]
    asked = {name for name, page in files.items() if b'assets/municipality.css">' in page}
    assert asked == {name for name, page in files.items() if b'assets/handbook.css">' in page}
    assert {"index.html", "404.html", "nb/tiltak/kurs/index.html"} <= asked
    page = files["nb/tiltak/kurs/index.html"]
    assert page.index(b"assets/handbook.css") < page.index(b"../../../assets/municipality.css")


def test_the_same_input_gives_the_same_bytes_anywhere(tmp_path: Path):
    surroundings = {
        "one": {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"},
        # A machine whose files are ASCII unless somebody says otherwise.
        "an other/på ein «annan» stad": {
            "PYTHONHASHSEED": "2",
            "TZ": "America/Anchorage",
            "LC_ALL": "C",
            "PYTHONUTF8": "0",
            "PYTHONCOERCECLOCALE": "0",
            "PYTHONIOENCODING": "utf-8",
        },
    }
    sites = []
    for name, more in surroundings.items():
        folder = tmp_path / name
        folder.mkdir(parents=True)
        for part in PARTS:
            # Not copy2: the files have other times.
            if (ROOT / part).is_file():
                shutil.copy(ROOT / part, folder / part)
            else:
                shutil.copytree(ROOT / part, folder / part, ignore=COMPILED, copy_function=shutil.copy)
        sites.append(build_well(folder, "--strict", **more))
    first, second = sites
    assert len(first) > 400
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def no_such_service(folder: Path) -> None:
    change(folder, "data/measures/samtale.yml", "[ppt]", "[pppt]")


def no_such_measure(folder: Path) -> None:
    change(folder, "content/om/index.nb.md", "measure:samtale", "measure:samtalen")


def no_twin(folder: Path) -> None:
    (folder / "content/om/index.nb.md").unlink()


MISTAKES = {
    no_such_service: "data/measures/samtale.yml:7:12: services[0]: «pppt»",
    no_such_measure: "content/om/index.nb.md:5:4: «samtalen»",
    no_twin: "content/om/index.nn.md:1:1: Sida manglar på bokmål.",
}


@pytest.mark.parametrize("strict", [(), ("--strict",)], ids=["plain", "strict"])
@pytest.mark.parametrize(("mistake", "said"), MISTAKES.items(), ids=lambda value: getattr(value, "__name__", ""))
def test_a_mistake_is_told_with_its_place_and_the_site_is_left_alone(
    copy: Path, mistake: Callable[[Path], None], said: str, strict: tuple[str, ...]
):
    site = files_of(copy / "site")
    mistake(copy)
    done = build(copy, *strict)
    assert done.returncode != 0
    told = done.stdout + done.stderr
    assert said in told
    assert re.search(r"^1 feil i 1 fil\.$", told, re.MULTILINE)
    assert "Traceback" not in told
    assert_left_alone(copy, site)


def assert_left_alone(folder: Path, site: dict[str, bytes]) -> None:
    assert files_of(folder / "site") == site
    assert {path.name for path in folder.iterdir()} == {*PARTS, "site", ".cache"}


@pytest.mark.parametrize("language", ["nn", "nb"])
def test_a_dead_link_in_prose_stops_a_strict_build_and_leaves_the_site_alone(copy: Path, language: str):
    site = files_of(copy / "site")
    change(copy, f"content/om/index.{language}.md", "\n\nS", "\n\n[Her](finst-ikkje.md). S")
    done = build(copy, "--strict")
    assert done.returncode != 0
    assert "finst-ikkje.md" in done.stdout + done.stderr
    assert_left_alone(copy, site)


def test_a_broken_template_stops_the_build_and_leaves_the_site_alone(copy: Path):
    site = files_of(copy / "site")
    (copy / "overrides" / "handbook" / "measure.html").write_text("{{ nobody.knows }}", encoding="utf-8")
    assert build(copy).returncode != 0
    assert_left_alone(copy, site)


def test_a_plain_build_publishes_in_spite_of_a_warning(copy: Path):
    change(copy, "content/om/index.nn.md", "\n\nS", "\n\n[Her](finst-ikkje.md). S")
    assert "finst-ikkje.md" in build_well(copy)["om/index.html"].decode()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kontakt/pp-tenesta/", "kontakt/ppt/"),
        ("niva/nivaa-1/", "niva/uro/"),
        ("niva/uro/prat/", "niva/uro/samtale/"),
        ("niva/nivaa-1/samtale/", "niva/uro/samtale/"),
        ("niva/nivaa-1/prat/", "niva/uro/samtale/"),
    ],
)
@pytest.mark.parametrize(
    ("language", "folder", "moved"), [("nn", "", "Sida er flytta"), ("nb", "nb/", "Siden er flyttet")]
)
def test_a_former_id_leads_to_the_page_of_today(copy: Path, language, folder, moved, old, new):
    html = (copy / "site" / folder / old / "index.html").read_text(encoding="utf-8")
    (target,) = re.findall(r'content="0; url=([^"]+)"', html)
    assert urljoin(f"/{folder}{old}", target) == f"/{folder}{new}"
    assert f'<html lang="{language}">' in html
    assert moved in html
    assert "<h1" in (copy / "site" / folder / new / "index.html").read_text(encoding="utf-8")
    assert old not in (copy / "site" / "sitemap.xml").read_text(encoding="utf-8")


def test_only_what_changed_is_written_and_what_is_gone_disappears(copy: Path):
    site, before = copy / "site", files_of(copy / "site")
    (site / "gammal").mkdir()
    (site / "gammal" / "index.html").write_text("stray", encoding="utf-8")
    for name in before:
        os.utime(site / name, (1_000_000_000, 1_000_000_000))
    (copy / "data/measures/kurs.yml").unlink()
    after = build_well(copy, "--strict")
    assert before.keys() - after.keys() == {"tiltak/kurs/index.html", "nb/tiltak/kurs/index.html"}
    assert after.keys() <= before.keys()
    assert not (site / "tiltak" / "kurs").exists()
    assert not (site / "gammal").exists()
    written = {name for name in after if (site / name).stat().st_mtime != 1_000_000_000}
    assert written == {name for name in after if after[name] != before[name]}
    assert {"tiltak/index.html", "kontakt/ppt/index.html", "sitemap.xml"} <= written
    assert "tiltak/samtale/index.html" not in written


def test_bokmal_may_come_first_wherever_it_stands_in_the_list(copy: Path):
    change(copy, "mkdocs.yml", "          name: Nynorsk\n          default: true\n", "          name: Nynorsk\n")
    change(copy, "mkdocs.yml", "          name: Bokmål\n", "          name: Bokmål\n          default: true\n")
    site = build_well(copy)
    assert b'<html lang="nb"' in site["index.html"]
    assert b'<html lang="nn"' in site["nn/index.html"]
    assert {name for name in site if name.startswith("tiltak/")} == {
        name.removeprefix("nn/") for name in site if name.startswith("nn/tiltak/")
    }


# --- the form editor ---

SWITCHED_ON = "editor: {backend: local}\nlead:"
CACHE = ROOT / ".cache" / "editor"


def test_a_site_has_no_form_editor_where_nobody_switched_it_on(copy: Path):
    assert not (copy / "site" / "admin").exists()
    assert "/admin/" not in (copy / "site" / "_headers").read_text(encoding="utf-8")


def test_an_editor_that_is_not_fetched_stops_the_build_and_leaves_the_last_good_site(copy: Path):
    before = files_of(copy / "site")
    change(copy, "data/municipality.yml", "lead:", SWITCHED_ON)
    done = build(copy)
    assert done.returncode
    assert "data/municipality.yml:3:1: editor: " in done.stdout + done.stderr
    assert "python -m handbook fetch-editor [editor-not-fetched]" in done.stdout + done.stderr
    assert files_of(copy / "site") == before


def test_an_editor_that_is_switched_on_stands_beside_the_handbook_and_each_record_leads_to_its_form(copy: Path):
    change(copy, "data/municipality.yml", "lead:", SWITCHED_ON)
    shutil.copytree(CACHE, copy / ".cache" / "editor")
    files = build_well(copy, "--strict")
    page = unescape(files["admin/index.html"].decode())
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert "connect-src 'self' http://localhost:8081" in page
    for name, integrity in re.findall(r'<script src="([a-z-]+\.[a-z.]*js)" integrity="(sha384-[^"]+)"', page):
        digest = base64.b64encode(hashlib.sha384(files[f"admin/{name}"]).digest()).decode()
        assert integrity == f"sha384-{digest}"
    assert set(re.findall(r'(?:src|href)="([a-z-]+\.[a-z.]+)"', page)) <= {
        name.removeprefix("admin/") for name in files if name.startswith("admin/")
    }
    assert b"/admin/" not in files["sitemap.xml"]
    assert b"/admin/*" in files["_headers"]
    assert b'href="../../admin/#/collections/measure/entries/kurs"' in files["tiltak/kurs/index.html"]
    assert b'href="../../../admin/#/collections/measure/entries/kurs"' in files["nb/tiltak/kurs/index.html"]
