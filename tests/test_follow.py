"""Guards what a server shows after a change: the same bytes as a build from the start, whatever was edited in a row."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_build import change, files_of, small_copy

from handbook.addresses import Addresses
from handbook.build import Build
from handbook.follow import Follower
from handbook.memory import Memory
from handbook.problems import errors
from handbook.prose import prose_sections, read_prose
from handbook.reading import read_all

TODAY = date(2026, 11, 22)


class Theme:
    """The frame as far as a page's own words go; the real one takes all else from the handbook's frame."""

    def get_template(self, name: str) -> "Theme":
        """Give a template: they are all alike."""
        return self

    def render(self, **given: object) -> str:
        """Print what was given."""
        said = given | {"page": "", "more": ""}
        paths = str(given.get("path")) * 6
        head = "|".join(str(said.get(key)) for key in ("language", "title", "description"))
        return f"{head}<main>{said.get('content')}</main>{paths}"


def whole(folder: Path, site: Path, memory: Memory) -> Build | None:
    """Build a handbook from the start, prose included; None where it is refused."""
    content = folder / "content"
    handbook, problems = read_all(folder / "data", content, ("data", "content"), TODAY, memory=memory)
    if errors(problems):
        return None
    build = Build(
        handbook=handbook,
        addresses=Addresses("https://handbok.example/", "nn"),
        today=TODAY,
        out=site.with_name(f".{site.name}.building"),
        site=site,
        templates=folder / "overrides",
        prose_sections=prose_sections(content),
        prose=tuple(read_prose(content)[0]),
    )
    for language in build.addresses.languages:
        build.enter(language)
        build.lend_theme(language, Theme())
        for page in (page for page in build.prose if page.language == language):
            target = build.out / build.addresses.folder(language) / page.path / "index.html"
            target.parent.mkdir(parents=True, exist_ok=True)
            html = build.resolve(page.body, page.path, language)
            said = build.prose_variables(language, page.path, page.title, page.description, html)
            target.write_text(f"<main>{said.get('content', html)}</main>", encoding="utf-8")
        build.write_records(language)
    build.finish()
    return build


class Served:
    """A folder and the site that a server would show of it."""

    def __init__(self, folder: Path):
        self.folder, self.site = folder, folder / "served"
        self.places = (folder / "content", folder / "overrides")
        self.follower = Follower()
        self.followed = 0
        self.build = self._whole()

    def _whole(self) -> Build | None:
        self.follower.begin(*self.places)
        return whole(self.folder, self.site, self.follower.memory)

    def changed(self) -> None:
        """Do what the hook does when a file was saved, and wait for what is done behind."""
        data = (self.folder / "data", "data")
        made = self.follower.show(self.build, data, TODAY, *self.places) if self.build else None
        if made:
            made.show_all()
            self.followed += 1
        self.build = made or self._whole()

    def is_as_from_the_start(self) -> bool:
        """Compare the site with one that is built of the same folder by somebody who knows nothing of what was."""
        with TemporaryDirectory() as other:
            built = whole(self.folder, Path(other) / "site", Memory())
            if built is None or self.build is None:
                return built is None and self.build is None
            return files_of(self.site) == files_of(Path(other) / "site")


@pytest.fixture
def served(tmp_path: Path) -> Served:
    return Served(small_copy(tmp_path))


def test_a_changed_record_is_followed_and_its_pages_come_first(served: Served):
    path = served.folder / "data/measures/samtale.yml"
    change_text(path, "summary", "Samtale i ro.")
    made = served.follower.show(served.build, (served.folder / "data", "data"), TODAY, *served.places)
    assert made is not None
    assert "i ro" in (served.site / "tiltak/samtale/index.html").read_text(encoding="utf-8")
    before = (served.site / "tiltak/index.html").read_text(encoding="utf-8")
    assert made.show_all()
    assert (served.site / "tiltak/index.html").read_text(encoding="utf-8") != before
    served.build = made
    assert served.is_as_from_the_start()


def test_a_change_that_says_nothing_changes_nothing(served: Served):
    before = files_of(served.site)
    path = served.folder / "data/measures/samtale.yml"
    path.write_text(f"{path.read_text(encoding='utf-8')}# Ein merknad.\n", encoding="utf-8")
    served.changed()
    assert served.followed == 1
    assert files_of(served.site) == before


def test_a_fault_is_not_followed(served: Served):
    change(served.folder, "data/measures/samtale.yml", "[ppt]", "[pppt]")
    before = files_of(served.site)
    assert served.follower.show(served.build, (served.folder / "data", "data"), TODAY, *served.places) is None
    assert files_of(served.site) == before


def test_a_word_of_the_other_written_form_is_not_followed(served: Served):
    change_text(served.folder / "data/measures/samtale.yml", "summary", "Vi snakker ikke.")
    assert served.follower.show(served.build, (served.folder / "data", "data"), TODAY, *served.places) is None


@pytest.mark.parametrize("name", ["content/om/index.nn.md", "overrides/handbook/measure.html"])
def test_what_is_not_data_asks_for_a_whole_build(served: Served, name: str):
    path = served.folder / name
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert served.follower.show(served.build, (served.folder / "data", "data"), TODAY, *served.places) is None


def change_text(path: Path, field: str, words: str) -> None:
    """Give a record's field other words in both written forms."""
    record = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)
    record[field] = {"nn": words, "nb": words}
    path.write_text(yaml.dump(record, allow_unicode=True, sort_keys=False), encoding="utf-8")


WORDS = st.sampled_from(["Ro og mat.", "Du og vi.", "Ein <b> & «ting».", "Kom i dag.", "Vi ser."])


def records(folder: Path) -> list[Path]:
    """Give the files of single records."""
    return sorted(path for path in (folder / "data").glob("*/*.yml"))


@st.composite
def edits(draw: st.DrawFn) -> list[tuple[str, int, str]]:
    """Give some edits in a row: what, on which record, with which words."""
    what = st.sampled_from(["summary", "name", "reviewed", "same", "add", "remove", "rename", "municipality", "word"])
    return draw(st.lists(st.tuples(what, st.integers(0, 99), WORDS), min_size=1, max_size=4))


def _do(folder: Path, what: str, number: int, words: str) -> None:
    found = records(folder)
    path = found[number % len(found)]
    text = path.read_text(encoding="utf-8")
    if what in ("summary", "name"):
        change_text(path, what, words)
    elif what == "reviewed":
        kept = [line for line in text.splitlines() if not line.startswith("reviewed:")]
        path.write_text("\n".join([*kept, f"reviewed: 2026-0{1 + number % 9}-01", ""]), encoding="utf-8")
    elif what == "same":
        path.write_text(f"# {words}\n{text}", encoding="utf-8")
    elif what == "add":
        path.with_stem(f"ny-{number}").write_text(text.replace(path.stem, f"ny-{number}", 1), encoding="utf-8")
    elif what == "remove":
        path.unlink()
    elif what == "rename":
        path.rename(path.with_stem(f"anna-{number}"))
    else:
        name, key = ("municipality", "lead") if what == "municipality" else ("interface", "home")
        change_text(folder / f"data/{name}.yml", key, words)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(edits())
def test_after_any_edits_the_site_is_as_built_from_the_start(made: list[tuple[str, int, str]]):
    with TemporaryDirectory() as folder:
        served = Served(small_copy(Path(folder)))
        for what, number, words in made:
            if records(served.folder):
                _do(served.folder, what, number, words)
                served.changed()
        assert served.is_as_from_the_start()
