"""An editor's errands in the form editor: changed in Chromium, saved by Decap's local back end, read back from git.

What a branch holds must be the bytes that the same change by hand gives, and pass `check`.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Locator, Page, expect

from handbook.__main__ import main
from handbook.canonical import arranged
from handbook.editor.config import hosts
from handbook.editor.site import write_editor
from handbook.files.source import read
from handbook.files.yaml_text import yaml_text
from handbook.load import load
from handbook.models.kinds import KINDS
from handbook.models.municipality import Editor
from handbook.policy import editor_headers

ROOT = Path(__file__).parents[2]
SERVER = Path(__file__).parent / "editor" / "node_modules" / "decap-server" / "dist" / "index.js"
REFUSED = "undefined"
"""What Decap throws, to nobody, when a form cannot be saved as it stands."""
GIT = ("git", "-c", "user.name=Redaktør", "-c", "user.email=redaktor@fjordvik.example", "-c", "commit.gpgsign=false")


class Desk(NamedTuple):
    """The editor as it is served, the repository it writes to, and every address that its pages asked for."""

    address: str
    repository: Path
    allowed: tuple[str, ...]

    def git(self, *arguments: str) -> str:
        command = [*GIT, "-C", str(self.repository), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def canonical_data(folder: Path) -> None:
    """Copy the data of Fjordvik, every record in its canonical form, so that a diff holds the change alone."""
    shutil.copytree(ROOT / "data", folder)
    for kind in KINDS.values():
        for path in (folder / kind.stem).glob("*.yml") if kind.stem else ():
            path.write_text(yaml_text(arranged(kind.model, read(path, path.name)[0].value)), encoding="utf-8")
        path = folder / f"{kind.stem}.yml"
        if kind.stem and path.exists():
            value = arranged(tuple[kind.model, ...], read(path, path.name)[0].value)
            path.write_text(yaml_text(value), encoding="utf-8")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def _wait_for(address: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(address, timeout=1)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"{address} does not answer")


@pytest.fixture(scope="module")
def desk(tmp_path_factory, fjordvik, edition, renderer, serve) -> Iterator[Desk]:
    """The form editor over a repository of its own, with the back end that Decap gives to developers."""
    assert SERVER.exists(), "The test of the form editor needs decap-server: make editor-server"
    folder, port = tmp_path_factory.mktemp("editor"), _free_port()
    repository = folder / "repository"
    canonical_data(repository / "data")
    settings = Editor(backend="local", api_url=f"http://127.0.0.1:{port}/api/v1")
    handbook, _ = load(repository / "data", "data")
    handbook.municipality = handbook.municipality.model_copy(update={"editor": settings})
    write_editor(folder / "site", handbook, renderer(edition(fjordvik)), "nn")
    shutil.copytree(ROOT / "overrides" / "assets", folder / "site" / "assets")
    with serve(folder / "site", editor_headers(hosts(settings))) as address:
        made = Desk(f"{address}admin/", repository, (address, f"http://127.0.0.1:{port}/"))
        made.git("init", "--quiet", "--initial-branch=main")
        made.git("config", "user.name", "Redaktør")
        made.git("config", "user.email", "redaktor@fjordvik.example")
        made.git("add", ".")
        made.git("commit", "--quiet", "--message=Fjordvik")
        own = {"MODE": "git", "GIT_REPO_DIRECTORY": str(repository), "PORT": str(port), "BIND_HOST": "127.0.0.1"}
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        with subprocess.Popen([shutil.which("node"), SERVER], env=os.environ | own, **quiet) as server:
            try:
                _wait_for(f"http://127.0.0.1:{port}/api/v1")
                yield made
            finally:
                server.terminate()


@pytest.fixture
def page(desk: Desk, chromium: Browser) -> Iterator[Page]:
    """An editor's window, signed in. It may speak to its own host and the back end, and has nothing to complain of."""
    complaints = []
    with chromium.new_context(locale="nn-NO", viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.on("request", lambda each: complaints.append(each.url) if not _is_allowed(desk, each.url) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)) if str(error) != REFUSED else None)
        page.on("console", lambda each: complaints.append(each.text) if "Content Security" in each.text else None)
        page.goto(desk.address)
        page.get_by_role("button", name="Logg inn").click()
        page.get_by_role("heading", name="Samlingar", exact=True).wait_for()
        yield page
    assert complaints == []


def _is_allowed(desk: Desk, url: str) -> bool:
    return url.startswith((*desk.allowed, "data:", "blob:"))


def open_record(page: Page, kind: str, id: str) -> None:
    """Open a record as an editor does, from the list of its collection."""
    page.locator(f"a[href='#/collections/{kind}']").first.click()
    page.locator(f"a[href='#/collections/{kind}/entries/{id}']").first.click()
    page.get_by_role("button", name="Lagre").first.wait_for()


def part(within: Page | Locator, name: str) -> Locator:
    """Find a field and all that belongs to it by its key."""
    return within.locator(f"div:has(> div > label[for^='{name}-field-'])").first


def write(within: Page | Locator, name: str, text: str) -> None:
    """Write as with a keyboard: Decap sets the mark itself, and what is filled in at once lands beside the old."""
    box = within.locator(f"[id^='{name}-field-']").first
    box.press("Control+a")
    box.press("Delete")
    box.press_sequentially(text)
    expect(box).to_have_value(text, timeout=20_000)


def save(page: Page) -> None:
    page.get_by_role("button", name="Lagre").first.click()
    expect(page.get_by_text("Innlegg lagra")).to_be_visible(timeout=20_000)


def by_hand(desk: Desk, file: str, old: str, new: str) -> str:
    text = desk.git("show", f"main:{file}")
    assert text.count(old) == 1
    return text.replace(old, new)


def check_branch(desk: Desk, branch: str, file: str, expected: str) -> None:
    """The branch differs from main in one file, which is what the change by hand gives; and it passes `check`."""
    assert desk.git("diff", "--name-only", "main", branch).split() == [file]
    assert desk.git("show", f"{branch}:{file}") == expected
    work = desk.repository.parent / branch.replace("/", "-")
    desk.git("worktree", "add", "--quiet", "--detach", str(work), branch)
    result = CliRunner().invoke(main, ["check", str(work / "data")])
    assert result.exit_code == 0, result.output


def test_the_text_of_a_measure_is_changed_side_by_side_and_only_that(desk, page):
    open_record(page, "measure", "art")
    summary = part(page, "summary")
    boxes = [summary.locator(f"[id^='{form}-field-']").bounding_box() for form in ("nn", "nb")]
    assert boxes[0]["y"] == boxes[1]["y"]
    assert boxes[0]["x"] < boxes[1]["x"]
    old = summary.locator("[id^='nn-field-']").input_value()
    write(summary, "nn", "Ei lita gruppe øver: slik styrer du sinnet.")
    save(page)
    expected = by_hand(desk, "data/measures/art.yml", f"nn: {old}", "nn: 'Ei lita gruppe øver: slik styrer du sinnet.'")
    check_branch(desk, "cms/measure/art", "data/measures/art.yml", expected)
    expect(page.get_by_role("button", name="Publiser", exact=True)).to_have_count(0)


def test_the_phone_number_of_a_service_is_changed_and_a_wrong_one_refused(desk, page):
    open_record(page, "service", "barnehage")
    contact = part(page, "contact")
    contact.get_by_role("button").first.click()
    write(contact, "phone", "ring oss")
    page.get_by_role("button", name="Lagre").first.click()
    expect(contact.get_by_text("Skriv telefonnummeret")).to_be_visible()
    write(contact, "phone", "00 00 00 01")
    expect(contact.get_by_text("Skriv telefonnummeret")).to_be_hidden()
    save(page)
    expected = by_hand(desk, "data/services/barnehage.yml", "phone: 00 00 00 00", "phone: 00 00 00 01")
    check_branch(desk, "cms/service/barnehage", "data/services/barnehage.yml", expected)


def test_an_emptied_field_is_left_out_and_a_cadence_that_no_form_can_show_is_kept(desk, page):
    open_record(page, "meeting", "barnehageteam-mote")
    write(page, "reviewed", "")
    save(page)
    file = "data/meetings/barnehageteam-mote.yml"
    before = desk.git("show", f"main:{file}")
    assert "cadence:" in before
    expected = re.sub(r"^reviewed: .*\n", "", before, flags=re.MULTILINE)
    check_branch(desk, "cms/meeting/barnehageteam-mote", file, expected)


def test_a_record_in_a_list_is_changed_in_its_place(desk, page):
    open_record(page, "organisation", "organisations")
    records = part(page, "records")
    records.get_by_role("button").nth(2).click()  # after «unfold all» and «add»: unfold the first
    name = records.locator("[id^='nn-field-']:visible").first
    name.press("End")
    name.press("X")
    expect(name).to_have_value("Fjordvik kommuneX", timeout=20_000)
    save(page)
    file = "data/organisations.yml"
    expected = by_hand(desk, file, "    nn: Fjordvik kommune\n", "    nn: Fjordvik kommuneX\n")
    check_branch(desk, "cms/organisation/organisations", file, expected)


def test_the_mark_of_a_draft_is_taken_away_by_whoever_has_read_it(desk, page):
    """It is shown only where it is set; where it is emptied by keyboard, it stays until one goes on."""
    file = "data/measures/pmto.yml"
    text = desk.git("show", f"main:{file}")
    draft = re.sub(r"^(summary:\n  nn: .*\n  nb: .*\n)", r"\1  pending: nb\n", text, flags=re.MULTILINE)
    (desk.repository / file).write_text(draft, encoding="utf-8")
    desk.git("commit", "--all", "--quiet", "--message=Utkast")
    page.reload()
    open_record(page, "measure", "pmto")
    marks = page.locator("input[id^='pending-field-']:visible")
    expect(marks).to_have_count(1)
    mark = part(page, "summary").locator("input[id^='pending-field-']")
    mark.press("Backspace")
    expect(part(page, "summary").get_by_text("Ingen har lese bokmålet enno")).to_have_count(0)
    expect(marks).to_have_count(1)
    mark.press("Escape")
    mark.blur()
    expect(marks).to_have_count(0)
    save(page)
    check_branch(desk, "cms/measure/pmto", file, text)


def test_the_telephone_of_the_municipality_is_changed_and_nothing_else(desk, page):
    open_record(page, "municipality", "municipality")
    contact = part(page, "contact")
    contact.get_by_role("button").first.click()
    write(contact, "phone", "00 00 00 02")
    save(page)
    file = "data/municipality.yml"
    expected = by_hand(desk, file, "phone: 00 00 00 00", "phone: 00 00 00 02")
    check_branch(desk, "cms/municipality/municipality", file, expected)


NOT_MET = (
    "auth.",
    "mediaLibrary.",
    "editor.editorWidgets.markdown",
    "editor.editorWidgets.image",
    "editor.editorWidgets.file",
    "editor.editorControlPane.i18n",
    "editor.editorInterface.toggleI18n",
)
"""What an editor of this form never meets: other ways to sign in, pictures, files, and Decap's own two languages."""


@pytest.mark.parametrize("locale", ["nn_no", "nb_no"])
def test_no_word_of_the_form_is_left_in_english(locale, desk, page):
    every = """locale => {
      const keys = (o, start) => Object.entries(o).flatMap(([key, each]) =>
        typeof each === "object" ? keys(each, `${start}${key}.`) : [`${start}${key}`]);
      return keys(window.CMS.getLocale(locale), "");
    }"""
    own = json.loads((ROOT / "overrides/admin/words.json").read_text(encoding="utf-8"))
    wanted, theirs = set(page.evaluate(every, "en")), set(page.evaluate(every, locale))
    assert set(own) <= wanted
    assert not [key for key in sorted(wanted - theirs - set(own)) if not key.startswith(NOT_MET)]


def test_what_is_added_is_said_in_nynorsk_and_what_cannot_be_made_is_told(desk, page):
    open_record(page, "service", "barnehage")
    expect(part(page, "aliases").get_by_role("button", name="Legg til andre namn")).to_be_visible()
    expect(page.get_by_text(re.compile(r"^Add "))).to_have_count(0)
    expect(page.get_by_text("førehandsvisning")).to_be_hidden()
    page.goto(f"{desk.address}#/collections/meeting")
    expect(page.get_by_text("Noko nytt her blir laga i fila")).to_be_visible()


def test_decap_finds_no_fault_in_its_configuration(desk, chromium):
    """On the site, before.js says yes in the place of Decap's own check; here that check is made."""
    with chromium.new_context(locale="nn-NO", bypass_csp=True) as context:
        page = context.new_page()
        started = {"content_type": "text/javascript", "body": "window.CMS_MANUAL_INIT = true"}
        page.route("**/before.js", lambda route: route.fulfill(**started))
        page.goto(desk.address)
        expect(page.get_by_role("button", name="Logg inn")).to_be_visible(timeout=20_000)
