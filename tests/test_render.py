"""Guards that words stay words: nothing in a record can become markup, script or code on a page."""

import dataclasses
import re
import shutil
from datetime import date
from html import escape
from html.parser import HTMLParser

import jinja2
import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.joins import Joins
from handbook.models.base import Text
from handbook.problems import ProblemsFound
from handbook.render import Renderer
from handbook.shell import MARKS, Shell
from handbook.views.edition import Edition
from handbook.views.form import form_page
from handbook.views.frame import frame, home
from handbook.views.group import group_page
from handbook.views.law import law_page
from handbook.views.law_question import law_question_page
from handbook.views.level import level_page
from handbook.views.measure import measure_page
from handbook.views.meeting import meeting_page
from handbook.views.pages import pages
from handbook.views.programme import framework_page, plan_page
from handbook.views.role import role_page
from handbook.views.service import service_page

HOSTILE = [
    "<script>alert(1)</script>",
    '"onmouseover="alert(1)',
    "'onfocus='alert(1)",
    "{{7*7}}",
    "{% include 'main.html' %}",
    "{0.__class__} {n}",
    "javascript:alert(1)",
    "</title></p></main><img src=x onerror=alert(1)>",
    "<!-- --><![CDATA[x]]>",
    "[klikk](javascript:alert(1))",
    "[[measure:pmto|<img src=x onerror=alert(1)>]]",
    "&lt;script&gt;",
]
PAGES = {
    "measure": measure_page,
    "service": service_page,
    "group": group_page,
    "meeting": meeting_page,
    "law": law_page,
    "law_question": law_question_page,
    "level": level_page,
    "form": form_page,
    "role": role_page,
    "framework": framework_page,
    "plan": plan_page,
}
# Names and words that are not translated, and the words of a glossary term.
UNTRANSLATED = {"short_title", "full_title", "as_written", "acronym", "code", "abbreviations", "nn", "nb"}
# The Markdown subset, and what mistune makes of a line break.
SUBSET = {"p", "ul", "ol", "li", "strong", "em", "a", "br"}


class Reader(HTMLParser):
    """What a browser meets: each element with its attributes, and the text."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.text = [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    @property
    def tags(self):
        return [tag for tag, _ in self.elements]


def _poisoned(record, words):
    """A record with every text replaced; ids, dates and closed lists are let be."""

    def replaced(value, key=""):
        if key in UNTRANSLATED:
            return [words] if isinstance(value, list) else words
        if isinstance(value, dict):
            if value.keys() & {"nn", "nb"} and not any(isinstance(each, list) for each in value.values()):
                return {"nn": words, "nb": words}
            return {key: replaced(each, key) for key, each in value.items()}
        return [replaced(each) for each in value] if isinstance(value, list) else value

    return type(record).model_validate(replaced(record.model_dump(mode="json", by_alias=True, exclude_none=True)))


def _printed(handbook, edition, renderer):
    made = edition(handbook)
    shown = renderer(made)
    return {kind: Reader(shown.page(PAGES[kind](made, handbook.all(kind)[0]))) for kind in PAGES}


@pytest.fixture(scope="module")
def usual(fjordvik, edition, renderer):
    """The first page of each kind as it is."""
    return _printed(fjordvik, edition, renderer)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_in_every_text_of_a_record_stay_words(words, usual, fjordvik, edition, renderer):
    records = {
        kind: {id: _poisoned(record, words) for id, record in found.items()} if kind in PAGES else found
        for kind, found in fjordvik.records.items()
    }
    printed = _printed(dataclasses.replace(fjordvik, records=records), edition, renderer)
    known = SUBSET.union(*(page.tags for page in usual.values()))
    for kind, page in printed.items():
        assert words in page.text, f"{kind}: the words did not come out at all"
        assert set(page.tags) <= known, kind
        assert "49" not in page.text.replace("{{7*7}}", "") or "49" in usual[kind].text, kind
        for tag, attributes in page.elements:
            assert not [name for name in attributes if name.startswith("on")], (kind, tag, attributes)
            assert not attributes.get("href", "").lower().lstrip().startswith("javascript:"), (kind, attributes)


def test_no_page_of_a_handbook_full_of_hostile_words_holds_an_element_of_theirs(fjordvik, edition, renderer):
    words = "<script>alert(1)</script><b>\"' onclick=x"
    records = {
        kind: {id: _poisoned(record, words) for id, record in found.items()}
        for kind, found in fjordvik.records.items()
        if kind != "step"
    } | {"step": fjordvik.records["step"]}
    made = edition(dataclasses.replace(fjordvik, records=records))
    shown = renderer(made)
    printed = {page.path: Reader(shown.page(page)) for page in pages(made)}
    printed["home"] = Reader(shown.home(home(made, frozenset({"hjelp"})), ""))
    assert len(printed) > 200
    for path, page in printed.items():
        # A list of ages names no record, and the search has no words but its own.
        assert words in page.text or path in ("tiltak/alder/", "sok/"), path
        assert not {"script", "b"} & set(page.tags), path
        assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")], path


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_in_the_title_and_description_of_the_frame_stay_words(words):
    frame = f'<title>{MARKS["title"]}</title><meta content="{MARKS["description"]}"><p>{MARKS["content"]}</p>'
    shell = Shell(frame, {"title": 1, "description": 1, "path": 0, "content": 1})
    html = shell.join(words, words, "tiltak/pmto/", "").decode()
    assert Reader(html).tags == ["title", "meta", "p"]
    assert Reader(html).elements[1] == ("meta", {"content": words})
    title = re.search("<title>(.*?)</title>", html)[1]
    assert Reader(title).text == words
    assert not Reader(title).elements


@pytest.fixture(scope="module")
def print_role(fjordvik, edition, renderer):
    """Give a function that prints the page of a role whose name, summary and text are the given words."""
    made = edition(fjordvik)
    shown = renderer(made)
    page = role_page(made, fjordvik.get("role", "stafetthaldar"))

    def show(plain, prose):
        blocks = (page.blocks[0]._replace(form="prose", content=prose), *page.blocks[1:])
        own = {"title": plain, "lead": plain, "badge": plain, "notices": (plain,), "blocks": blocks}
        return shown.page(dataclasses.replace(page, **own))

    return show


_any = st.text(st.characters(exclude_categories=["Cs"]), min_size=1) | st.text(
    "<>&\"'`[](){}:/!*_#- \n\tabc", min_size=1
)


@given(_any)
@settings(deadline=None)  # the first page compiles its templates
def test_no_plain_words_add_an_element_to_a_page(print_role, words):
    """But the one that the heading puts round what follows a colon."""
    rest = ("span", {"class": "title-rest"})
    elements = Reader(print_role(words, "x")).elements
    assert elements.count(rest) == (": " in words and words.partition(": ")[2] != "")
    assert [each for each in elements if each != rest] == Reader(print_role("x", "x")).elements


@given(_any)
@settings(deadline=None)
def test_prose_adds_no_element_beyond_markdown_and_no_address_that_runs(print_role, words):
    added = Reader(print_role("x", words))
    usual = Reader(print_role("x", "x"))
    markdown = SUBSET | {"h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "code", "hr", "img"}
    assert set(added.tags) <= set(usual.tags) | markdown
    for _, attributes in added.elements:
        assert not [name for name in attributes if name.startswith("on")]
        for name in ("href", "src"):
            assert not re.match(r"\s*(javascript|data|vbscript|file):", attributes.get(name) or "", re.I)


def _prose(print_role, text):
    html = print_role("x", text)
    return html.split('<div class="prose">', 1)[1].split("</div>", 1)[0].strip()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Éi setning. Ei til.", "<p>Éi setning. Ei til.</p>"),
        ("Eitt.\n\nTo.", "<p>Eitt.</p>\n<p>To.</p>"),
        ("- ein\n- to", "<ul>\n<li>ein</li>\n<li>to</li>\n</ul>"),
        ("1. ein\n2. to", "<ol>\n<li>ein</li>\n<li>to</li>\n</ol>"),
        ("Ring **116 117** *no*.", "<p>Ring <strong>116 117</strong> <em>no</em>.</p>"),
        ("[Sjå](https://x.example/?a=1&b=2)", '<p><a href="https://x.example/?a=1&amp;b=2">Sjå</a></p>'),
        ("a & b < c", "<p>a &amp; b &lt; c</p>"),
        ("[x](javascript:alert(1))", '<p><a href="#harmful-link">x</a></p>'),
        ("[x](JaVaScRiPt:alert(1))", '<p><a href="#harmful-link">x</a></p>'),
        ("[x](data:text/html,x)", '<p><a href="#harmful-link">x</a></p>'),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
    ],
)
def test_the_markdown_subset(print_role, text, html):
    assert _prose(print_role, text) == html


@pytest.mark.parametrize(
    ("written", "nn", "nb"),
    [
        ("[[measure:pmto]]", "Foreldrerettleiing med PMTO", "Foreldreveiledning med PMTO"),
        ("[[law:barnevernsloven §13-2]]", "barnevernsloven § 13-2", "barnevernsloven § 13-2"),
        ("[[form:samtykke|ja & <nei>]]", "ja &amp; &lt;nei&gt;", "ja &amp; &lt;nei&gt;"),
    ],
)
def test_a_reference_becomes_a_link_in_the_language_of_the_page(written, nn, nb, fjordvik, edition, renderer):
    paths = {"measure": "tiltak/pmto/", "law": "lover/barnevernsloven/#p13-2", "form": "skjema/samtykke/"}
    path = paths[written[2:].split(":")[0]]
    escaped = escape(written, quote=False)
    for language, text in (("nn", nn), ("nb", nb)):
        html = renderer(edition(fjordvik, language)).resolve(escaped, "../")
        assert html == f'<a href="../{path}">{text}</a>'


@pytest.mark.parametrize("written", ["[[step:0-sja]]", "[[glossary_term:aktivitetsplan]]"])
def test_a_reference_to_a_step_or_a_term_goes_to_its_place(written, fjordvik, edition, renderer):
    html = renderer(edition(fjordvik)).resolve(written, "")
    assert re.fullmatch(r'<a href="(niva/0/0-sja/|ord/#aktivitetsplan)">[^<]+</a>', html)


@pytest.mark.parametrize(
    "text",
    [
        '[x](https://x.example/ "[[measure:pmto]]")',
        "[x [[measure:pmto]] y](https://x.example/)",
        "[x](https://x.example/[[measure:pmto]])",
    ],
)
def test_a_reference_inside_another_link_makes_no_link_within_the_link(print_role, text):
    html = _prose(print_role, text)
    assert not re.search(r"<a [^>]*<a |<a [^>]*>(?:(?!</a>).)*<a ", html, re.S)
    assert html.count("<a ") == html.count("</a>")


def test_a_name_that_a_template_lacks_stops_the_page(fjordvik, edition, renderer):
    made = edition(fjordvik)
    page = dataclasses.replace(law_page(made, fjordvik.all("law")[0]), more={})
    with pytest.raises(jinja2.UndefinedError):
        renderer(made).page(page)


@pytest.mark.parametrize(
    ("key", "text", "code"), [("home", None, "missing-word"), ("age_from", "frå {x} år", "word-braces")]
)
def test_a_wrong_interface_word_is_told_as_a_problem(fjordvik, key, text, code):
    interface = {name: word for name, word in fjordvik.interface.items() if name != key}
    if text:
        interface[key] = Text(nn=text, nb=text)
    broken = Edition(dataclasses.replace(fjordvik, interface=interface), Joins(fjordvik), "nn", date(2026, 11, 22))
    with pytest.raises(ProblemsFound) as found:
        broken.word(key, **({"minimum": 3} if text else {}))
    assert [problem.code for problem in found.value.problems] == [code]


# --- the code of templates, kept between builds ---


@pytest.fixture
def templates(tmp_path):
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    return tmp_path / "overrides"


def _measure(edition, fjordvik, templates):
    one = edition(fjordvik)
    made = Renderer(one, frame(one, frozenset(), ""), templates)
    return made.page(next(page for page in pages(one) if page.path == "tiltak/pmto/"))


def test_a_template_is_compiled_once_and_again_when_its_text_is_another(edition, fjordvik, templates, monkeypatch):
    first = _measure(edition, fjordvik, templates)
    compiled = []
    compile_it = jinja2.Environment.compile

    def noted(self, text, name, *rest):
        compiled.append(name)
        return compile_it(self, text, name, *rest)

    monkeypatch.setattr(jinja2.Environment, "compile", noted)
    assert _measure(edition, fjordvik, templates) == first
    assert compiled == []
    path = templates / "handbook/record.html"
    path.write_text(path.read_text(encoding="utf-8").replace("<article", "<article data-new"), encoding="utf-8")
    assert _measure(edition, fjordvik, templates) == first.replace("<article", "<article data-new")
    assert compiled == ["handbook/record.html"]


def test_where_code_cannot_be_kept_all_is_printed_as_ever(edition, fjordvik, templates):
    (templates.parent / ".cache").write_text("a file, not a folder")
    assert "<article" in _measure(edition, fjordvik, templates)


def test_what_was_kept_in_part_is_made_again(edition, fjordvik, templates):
    first = _measure(edition, fjordvik, templates)
    kept = list((templates.parent / ".cache/templates").iterdir())
    assert kept
    for path in kept:
        path.write_bytes(path.read_bytes()[:200])
    assert _measure(edition, fjordvik, templates) == first
