"""Guards what the handbook is for: each reader finds the answer in at most three clicks from the home page, with the
mouse and with the keyboard alone; and an editor changes a phone number in one file."""

import re
import shutil
from pathlib import Path

import pytest
from conftest import ROOT, TODAY, build_site
from playwright.sync_api import Locator, Page

from browser.conftest import FOLDERS, AddressOf
from handbook.problems import report
from handbook.reading import read_all

pytestmark = pytest.mark.browser

MOST_CLICKS = 3
MOST_TABS = 200

TASKS = {
    "a teacher is unsure about a pupil": {
        "nn": (
            ["Kva gjer eg no? Nivå for nivå", "Er det grunn til uro?"],
            ["Skriv ned kva du har sett og høyrt", "Innan 5 arbeidsdagar", "Drøft med leiaren din", "Undringsnotat"],
        ),
        "nb": (
            ["Hva gjør jeg nå? Nivå for nivå", "Grunn til bekymring?"],
            ["Skriv ned hva du har sett og hørt", "Innen 5 arbeidsdager", "Drøft med lederen din", "Undringsnotat"],
        ),
    },
    "a nurse suspects violence": {
        "nn": (
            ["Kva gjer eg no? Nivå for nivå"],
            ["Ring barnevernvakta eller politiet med ein gong. Ikkje snakk med foreldra først.",
             "du treng ikkje samtykke", "går føre teieplikta", "112"],
        ),
        "nb": (
            ["Hva gjør jeg nå? Nivå for nivå"],
            ["Ring barnevernvakten eller politiet med en gang. Ikke snakk med foreldrene først.",
             "du trenger ikke samtykke", "går foran taushetsplikten", "112"],
        ),
    },
    "a parent wants a course this week": {
        "nn": (
            ["Alt du kan få utan tilvising", "Du har barn som er 0–5 år"],
            ["Tryggleikssirkelen: foreldrekurs", "Ring familiesenteret, eller sei frå på neste kontroll",
             "Berre kom. Du treng ikkje ringje først.", "Ring 00 00 00 00 Familiesenter"],
        ),
        "nb": (
            ["Alt du kan få uten henvisning", "Du har barn på 0–5 år"],
            ["Trygghetssirkelen: foreldrekurs", "Ring familiesenteret, eller si fra på neste kontroll",
             "Bare kom. Du trenger ikke å ringe først.", "Ring 00 00 00 00 Familiesenter"],
        ),
    },
    "a parent wonders when the course starts": {
        "nn": (
            ["Alt du kan få utan tilvising", "Du har barn som er 0–5 år", "Tryggleikssirkelen: foreldrekurs (COS-P)"],
            ["Neste start", "Dagen er ikkje fastsett.", "Gratis", "Åtte samlingar", "Ring 00 00 00 00"],
        ),
        "nb": (
            ["Alt du kan få uten henvisning", "Du har barn på 0–5 år", "Trygghetssirkelen: foreldrekurs (COS-P)"],
            ["Neste start", "Dagen er ikke fastsatt.", "Gratis", "Åtte samlinger", "Ring 00 00 00 00"],
        ),
    },
    "a head must call a meeting of the resource team": {
        "nn": (
            ["Kva gruppe tek saka?", "Ressursteamet"],
            ["Neste dato", "Meld inn saker: 7 dagar før møtet", "Leiaren kallar inn dei faste medlemmene",
             "Tilmelding til ressursteamet", "Gruppa treng samtykke", "Sakliste"],
        ),
        "nb": (
            ["Hvilken gruppe tar saken?", "Ressursteamet"],
            ["Neste dato", "Meld inn saker: 7 dager før møtet", "Lederen kaller inn de faste medlemmene",
             "Tilmelding til ressursteamet", "Gruppen trenger samtykke", "Saksliste"],
        ),
    },
    "a head cannot wait for the next meeting": {
        "nn": (
            ["Kva gruppe tek saka?", "Ressursteamet", "Ekstra møte i ressursteamet"],
            ["Treng du eit ekstra møte, ringjer du familiesenterleiaren", "2 arbeidsdagar før møtet"],
        ),
        "nb": (
            ["Hvilken gruppe tar saken?", "Ressursteamet", "Ekstra møte i ressursteamet"],
            ["Trenger du et ekstra møte, ringer du familiesenterlederen", "2 arbeidsdager før møtet"],
        ),
    },
    "a youth asks who may see what is written": {
        "nn": (
            ["Eg er ung og vil snakke med nokon"],
            ["Kven kan lese det som blir skrive om deg?", "Du kan be om å få lese det.",
             "berre når du, eller foreldra dine, har sagt ja"],
        ),
        "nb": (
            ["Jeg er ung og vil snakke med noen"],
            ["Hvem kan lese det som blir skrevet om deg?", "Du kan be om å få lese det.",
             "bare når du, eller foreldrene dine, har sagt ja"],
        ),
    },
    "a new employee has the first day": {
        "nn": (
            ["Er du ny i jobben? Start her"],
            ["Dette gjer du den første dagen", "BTI-kontakt", "BTI-kurs for nytilsette", "Sjå, lytt og skriv ned",
             "ringjer du barnevernet eller politiet med ein gong"],
        ),
        "nb": (
            ["Er du ny i jobben? Start her"],
            ["Dette gjør du den første dagen", "BTI-kontakt", "BTI-kurs for nyansatte", "Se, lytt og skriv ned",
             "ringer du barnevernet eller politiet med en gang"],
        ),
    },
}  # fmt: skip
"""For each reader and language: the words that are clicked, one after another, and the answer they lead to."""

RUNNING_TEXT = re.compile(r"\s+")


def seen(tab: Page) -> str:
    """Give the words of the page that can be seen."""
    return RUNNING_TEXT.sub(" ", tab.locator("main").inner_text())


def named(tab: Page, words: str) -> Locator:
    """Give what a reader would click: the one link or fold whose words these are, else the first that holds them."""
    each = tab.locator("main").locator("a:visible, summary:visible")
    exact = each.filter(has_text=re.compile(rf"^\s*{re.escape(words)}\s*$"))
    return exact.first if exact.count() else each.filter(has_text=words).first


def click(tab: Page, target: Locator) -> None:
    target.click()


def press(tab: Page, target: Locator) -> None:
    """Tab to it from where the focus is, and press Enter."""
    element = target.element_handle()
    for _ in range(MOST_TABS):
        tab.keyboard.press("Tab")
        if tab.evaluate("element => element === document.activeElement", element):
            break
    else:
        pytest.fail(f"{MOST_TABS} tabs do not lead to {target.inner_text()}")
    tab.keyboard.press("Enter")


def follow(tab: Page, words: str, by: object) -> None:
    target = named(tab, words)
    if target.evaluate("each => each.localName") == "summary":
        by(tab, target)
        return
    with tab.expect_navigation():
        by(tab, target)


@pytest.mark.parametrize("by", [click, press])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", list(FOLDERS))
@pytest.mark.parametrize("task", TASKS)
def test_the_answer_is_at_most_three_clicks_away(tab: Page, address: AddressOf, task, language, width, by):
    clicks, answer = TASKS[task][language]
    assert len(clicks) <= MOST_CLICKS
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(address("home", language))
    before = seen(tab)
    for words in clicks:
        follow(tab, words, by)
    assert [words for words in answer if words not in seen(tab)] == []
    assert [words for words in answer if words not in before], "the home page says it all: nothing is tested"
    assert tab.locator("html").get_attribute("lang") == language


# --- the editor ---

EDITED = "data/services/helsestasjon.yml"
OLD, NEW = "phone: 00 00 00 00", "phone: 00 00 00 17"
SHOWN_ON = ("kontakt/helsestasjon/", "roller/helsesjukepleiar/", "tiltak/barselgruppe/", "tiltak/direkte/")


def test_an_editor_changes_a_phone_number_in_one_file(tmp_path: Path):
    for part in ("data", "content", "overrides", "hooks"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    text = (tmp_path / EDITED).read_text(encoding="utf-8")
    assert text.count(OLD) == 1
    (tmp_path / EDITED).write_text(text.replace(OLD, NEW), encoding="utf-8")

    _, problems = read_all(tmp_path / "data", tmp_path / "content", ("data", "content"), TODAY)
    assert report(problems) == "Ingen feil."

    site = tmp_path / "site"
    built = build_site(tmp_path / "mkdocs.yml", site, "--strict")
    assert built.returncode == 0, built.stdout + built.stderr
    for folder in FOLDERS.values():
        for path in SHOWN_ON:
            html = (site / folder / path / "index.html").read_text(encoding="utf-8")
            assert 'href="tel:00000017"' in html, folder + path
            assert "00 00 00 17" in html, folder + path
