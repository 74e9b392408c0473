"""Guards the comparison of two built sites: nothing vanishes unseen, nothing a page says becomes markup, all is cut."""

import dataclasses
import re

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from handbook.__main__ import main
from handbook.addresses import Addresses
from handbook.site import write_calendars
from handbook.site_diff import MOST_BYTES, MOST_DIFFS, Page, SiteDiff, read_removed, read_site, span, to_markdown


def page(*lines, title="Tittel", frame="a"):
    body = "".join(f"<p>{line}</p>" for line in lines)
    return f"<!doctype html><title>{title}</title><nav>{frame}</nav><main><h1>{title}</h1>{body}</main>"


MOVED = '<!doctype html><meta http-equiv="refresh" content="0; url=../ny/"><title>Flytta</title>'


@pytest.fixture
def compare(tmp_path):
    """Give `compare(base, head)`: two sites, each {address: HTML}, written and read."""

    def run(base, head, removed=()):
        for name, site in (("base", base), ("head", head)):
            for path, html in site.items():
                file = (
                    tmp_path / name / path / "index.html" if not path or path.endswith("/") else tmp_path / name / path
                )
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(html, encoding="utf-8")
            (tmp_path / name).mkdir(exist_ok=True)
        return SiteDiff(read_site(tmp_path / "base"), read_site(tmp_path / "head"), removed)

    return run


def test_added_changed_redirected_removed_and_gone_are_told_apart(compare):
    base = {
        "": page("heim"), "a/": page("likt"), "b/": page("før"), "c/": page("flytta"), "d/": page("bort"),
        "e/": page("bort med vilje"), "nb/e/": page("borte med vilje"), "f/": page("ramme"), "g.ics": "x", "h.css": "x",
    }  # fmt: skip
    head = {"": page("heim"), "a/": page("likt"), "b/": page("etter"), "c/": MOVED, "ny/": page("ny"),
            "f/": page("ramme", frame="b"), "i/": MOVED}  # fmt: skip
    diff = compare(base, head, ("e/",))
    assert (diff.added, diff.changed, diff.redirected) == (["ny/"], ["b/"], ["c/"])
    assert (diff.decided, diff.gone, diff.framed) == (["e/", "nb/e/"], ["d/", "g.ics"], 1)
    text = to_markdown(diff)
    assert "-før\n+etter" in text
    assert "| `/d/` | `Tittel` |" in text


def test_a_redirect_that_stays_is_no_change_and_one_that_goes_is_gone(compare):
    diff = compare({"a/": MOVED, "b/": MOVED}, {"a/": MOVED})
    assert (diff.changed, diff.redirected, diff.gone) == ([], [], ["b/"])


def test_sites_that_are_alike_differ_in_nothing(compare):
    diff = compare({"a/": page("x")}, {"a/": page("x")})
    assert to_markdown(diff) == "## Kva endringa gjer med sidene\n\nIngen tekst på sidene er endra.\n"


def test_text_in_scripts_and_outside_main_is_not_what_a_page_says(compare):
    html = page("x") + "<footer>fot</footer>"
    other = html.replace("<p>x", "<script>var a</script><p>x").replace("fot", "bein")
    diff = compare({"a/": html}, {"a/": other})
    assert (diff.changed, diff.framed) == ([], 1)


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "@everyone",
    "[x](javascript:alert(1))",
    "~~~\n# Ut",
    "` | a | b",
    "![x](//y)",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_what_a_page_says_stays_words(words):
    base = {"a/": Page(words, (words,), "", b"1"), f"{words}/": Page(words, (), "", b"1")}
    head = {"a/": Page(words, (words, words, "ny"), "", b"2")}
    text = to_markdown(SiteDiff(base, head))
    fence = re.search(r"^(~{4,})diff$", text, re.MULTILINE)[1]
    before, inside, after = re.split(rf"^{fence}(?:diff)?$", text, flags=re.MULTILINE)
    assert not re.search(rf"^ {{0,3}}~{{{len(fence)},}}\s*$", inside, re.MULTILINE)
    assert after.strip() == ""
    outside = re.sub(r"`[^`\n]*`", "", before)
    assert not re.search(r"[<>@\[\]`!]", outside)
    for row in re.findall(r"^\|.*$", before, re.MULTILINE):
        assert len(re.findall(r"(?<!\\)\|", row)) == 3


@given(st.text())
def test_a_span_is_one_code_span_on_one_line(text):
    made = span(text)
    assert made == "–" or re.fullmatch(r"`[^`\n\r]+`", made)
    assert len(made) <= 302


def test_a_change_of_every_page_is_cut_and_says_so():
    long = tuple(f"linje {n} " + "ord " * 60 for n in range(200))
    base = {f"side-{n}/": Page("T", long, "", b"1") for n in range(3000)}
    head = {path: Page("T", tuple(line + "!" for line in long), "", b"2") for path in base}
    text = to_markdown(SiteDiff(base, head))
    assert len(text.encode()) < MOST_BYTES + 500
    assert "Og 2900 til." in text
    assert re.search(r"Teksten på \d+ endra sider til er ikkje vist her", text)
    assert text.count("#### ") <= MOST_DIFFS


def test_the_list_of_removed_addresses_has_comments_and_patterns(tmp_path, compare):
    file = tmp_path / "removed.txt"
    file.write_text("# om lista\n\ntiltak/a/ # slutta\ntiltak/tema/*\n", encoding="utf-8")
    assert read_removed(file) == ("tiltak/a/", "tiltak/tema/*")
    assert read_removed(tmp_path / "nope") == ()
    diff = compare(
        {"tiltak/a/": page("x"), "nb/tiltak/tema/b/": page("x"), "tiltak/c/": page("x")}, {}, read_removed(file)
    )
    assert diff.gone == ["tiltak/c/"]


def test_the_command_names_what_is_gone_and_its_remedy(tmp_path, compare):
    compare({"a/": page("x")}, {"b/": page("x")})
    command = ["site-diff", str(tmp_path / "base"), str(tmp_path / "head"), "--out", str(tmp_path / "ut.md")]
    done = CliRunner().invoke(main, [*command, "--format", "github"])
    assert done.exit_code == 1
    assert re.search(
        r"^::error::Adressa /a/ er borte\. .*former_ids.*removed-addresses\.txt\.$", done.output, re.MULTILINE
    )
    assert (tmp_path / "ut.md").read_text(encoding="utf-8").startswith("## Kva endringa gjer")
    alike = [*command[:2], str(tmp_path / "base"), *command[3:]]
    assert CliRunner().invoke(main, alike).exit_code == 0


def test_a_feed_is_to_be_had_at_the_former_address_of_its_record(fjordvik, edition, tmp_path):
    meeting = fjordvik.get("meeting", "ressursteam-mote").model_copy(update={"former_ids": ("teammote",)})
    records = fjordvik.records | {"meeting": fjordvik.records["meeting"] | {meeting.id: meeting}}
    made = edition(dataclasses.replace(fjordvik, records=records))
    write_calendars(tmp_path, Addresses("https://handbok.fjordvik.example/", "nn"), made)
    now = (tmp_path / "kalender/ressursteam-mote/kalender.ics").read_bytes()
    assert (tmp_path / "kalender/teammote/kalender.ics").read_bytes() == now
