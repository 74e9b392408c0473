"""Guards the form editor: what its forms hold, that it writes the canonical form, and that only known programs run."""

import gzip
import io
import json
import re
import shutil
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_records import values

from handbook.canonical import arranged, record_text
from handbook.commands.editor import CACHE
from handbook.editor import bundle
from handbook.editor.bundle import FILES, PACKAGES, BundleRefused, Package
from handbook.editor.config import Desk, backend, hosts
from handbook.editor.widgets import Form
from handbook.files.source import read
from handbook.files.yaml_text import yaml_text
from handbook.manual.schema import schema_alone, schema_of
from handbook.models.kinds import KINDS
from handbook.models.municipality import Editor, Municipality
from handbook.models.order_tables import tables
from handbook.policy import HOSTS, editor_headers, editor_policy

ROOT = Path(__file__).parents[1]
ON_GITHUB = Editor(backend="github", repository="fjordvik/handbok", auth_url="https://innlogging.fjordvik.example")
KIND_SCHEMAS = {name: schema_of(kind) for name, kind in KINDS.items()}
SCHEMAS = KIND_SCHEMAS | {"municipality": schema_alone("municipality")}


def desk(handbook, language: str = "nn") -> Desk:
    return Desk(ON_GITHUB, handbook, SCHEMAS, language)


def every_field(fields: list[dict]) -> Iterator[dict]:
    for field in fields:
        yield field
        yield from every_field([*field.get("fields", ()), *([field["field"]] if "field" in field else ())])


def collections(handbook, language: str = "nn") -> dict[str, dict]:
    return {each["name"]: each for each in desk(handbook, language).document()["cms"]["collections"]}


def fields_of(collection: dict) -> list[dict]:
    if "fields" in collection:
        return collection["fields"]
    (file,) = collection["files"]
    listed = file["fields"][0]
    return listed["fields"] if listed["name"] == "records" else file["fields"]


# --- the forms ---


def test_every_kind_with_a_file_of_its_own_has_a_form(fjordvik):
    kept = {name for name, kind in KINDS.items() if kind.stem and fjordvik.all(name)}
    assert set(collections(fjordvik)) == kept | {"municipality"}


def test_what_no_form_can_show_is_known_and_nothing_can_be_made_without_it(fjordvik):
    left_out = {
        name: Form(schema, "nn", lambda kind: {"widget": "select"}).left_out(schema) for name, schema in SCHEMAS.items()
    }
    assert {name: fields for name, fields in left_out.items() if fields} == {
        "meeting": ["cadence"],
        "plan": ["revision"],
    }
    can_be_made = {name: each.get("create") for name, each in collections(fjordvik).items() if "folder" in each}
    assert [name for name, create in can_be_made.items() if not create] == ["meeting"]
    assert [name for name, each in collections(fjordvik).items() if "description" in each] == ["meeting"]


@pytest.mark.parametrize("language", ["nn", "nb"])
def test_no_hint_speaks_of_what_only_a_file_has(language, fjordvik):
    hints = [
        (name, field["hint"])
        for name, collection in collections(fjordvik, language).items()
        for field in every_field(fields_of(collection))
        if "hint" in field
    ]
    assert len(hints) > 300
    assert not [each for each in hints if re.search(r"\.yml|\btrue\b|hermeteikn|anførselstegn|[Ff]ilna[mv]", each[1])]
    assert ("measure", {"nn": "Kvar tiltaket går føre seg.", "nb": "Hvor tiltaket foregår."}[language]) in hints


def test_the_municipality_is_changed_in_its_one_file_but_not_what_the_form_hangs_on(fjordvik):
    (file,) = collections(fjordvik)["municipality"]["files"]
    assert file["file"] == "data/municipality.yml"
    shown = {field["name"] for field in file["fields"]}
    assert {"contact", "foot_note", "reviewed"} <= shown
    assert not {"editor", "shared"} & shown


def test_every_text_shows_the_mark_of_a_draft_below_both_forms(fjordvik):
    texts = [
        field["fields"]
        for collection in collections(fjordvik).values()
        for field in every_field(fields_of(collection))
        if field["widget"] == "object" and field["fields"][0]["name"] == "nn"
        if field["fields"][0]["widget"] != "list"
    ]
    assert len(texts) > 100
    assert all([each["name"] for each in fields[:3]] == ["nn", "nb", "pending"] for fields in texts)
    assert {each["value"]: each["label"] for each in texts[0][2]["options"]}["nb"] == "Ingen har lese bokmålet enno"


def test_the_items_of_a_list_are_told_apart_without_words_in_english(fjordvik):
    fields = {field["name"]: field for field in fields_of(collections(fjordvik)["meeting"])}
    assert fields["dates"]["summary"] == "{{fields.day}}"
    summaries = [
        (field["summary"], inner["name"])
        for collection in collections(fjordvik).values()
        for field in every_field(fields_of(collection))
        for inner in (field.get("fields", ()) if "summary" in field else ())
        if inner["widget"] == "select"
    ]
    assert summaries
    assert not [name for summary, name in summaries if f"fields.{name}}}" in summary]


@pytest.mark.parametrize("language", ["nn", "nb"])
def test_every_field_is_named_in_the_language_of_the_editor(language, fjordvik):
    for name, collection in collections(fjordvik, language).items():
        for field in every_field(fields_of(collection)):
            assert not re.fullmatch(r"[a-z]+(_[a-z]+)*", field["label"]), (name, field["name"])


def test_the_form_of_bokmal_is_in_bokmal(fjordvik):
    document = desk(fjordvik, "nb").document()["cms"]
    assert document["locale"] == "nb_no"
    service = next(each for each in document["collections"] if each["name"] == "service")
    assert service["label"] == "Tjenester"
    assert {field["name"]: field["label"] for field in service["fields"]}["name"] == "Navn"


def test_a_reference_is_picked_from_its_kind_and_several_where_it_is_a_list(fjordvik):
    fields = {field["name"]: field for field in fields_of(collections(fjordvik)["measure"])}
    services, themes, owner = fields["services"], fields["themes"], fields["owner"]
    assert (services["widget"], services["collection"], services["multiple"]) == ("relation", "service", True)
    assert services["display_fields"] == ["name.nn"]
    assert themes["widget"] == "select"
    assert {"value": "behaviour", "label": "åtferd"} in themes["options"]
    assert (owner["value_field"], owner["multiple"]) == ("records.*.id", False)


def test_what_another_folder_lends_is_picked_and_not_edited(vindafjord):
    made = collections(vindafjord)
    assert "law" not in made
    assert "glossary_term" not in made
    assert "meeting" in made


def test_a_change_is_a_proposal_and_nothing_is_deleted_in_the_form(fjordvik):
    config = desk(fjordvik).document()["cms"]
    assert config["publish_mode"] == "editorial_workflow"
    assert not any(each.get("delete") or each["publish"] for each in config["collections"])
    assert config["backend"] == {
        "name": "github",
        "repo": "fjordvik/handbok",
        "branch": "main",
        "base_url": "https://innlogging.fjordvik.example",
    }


def test_who_tries_it_on_one_machine_needs_no_sign_in():
    assert backend(Editor(backend="local"))["proxy_url"].startswith("http://localhost:")


# --- what it writes ---


@pytest.fixture(scope="module")
def written() -> Iterator[Callable[..., dict]]:
    """Give `written(model, text=… or values=…)`: what the editor reads and writes. One node answers them all."""
    assert (ROOT / CACHE / "js-yaml.min.js").exists(), "The form editor is not fetched: make editor"
    order = json.dumps(tables([*(kind.model for kind in KINDS.values()), Municipality]))
    parts = (
        ROOT / "tests/node/record-text.mjs",
        ROOT / "overrides/admin/record-text.js",
        ROOT / CACHE / "js-yaml.min.js",
    )
    command = [shutil.which("node"), *map(str, parts), order]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as process:

        def answer(model: str, **given: object) -> dict:
            process.stdin.write(json.dumps({"model": model, **given}) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield answer
        process.stdin.close()


def files() -> Iterator[tuple[str, Path]]:
    for name, kind in KINDS.items():
        if kind.stem:
            yield from ((name, path) for path in sorted((ROOT / "data" / kind.stem).glob("*.yml")))
            if (ROOT / "data" / f"{kind.stem}.yml").exists():
                yield name, ROOT / "data" / f"{kind.stem}.yml"


def test_the_municipality_saved_unchanged_keeps_every_byte(written):
    text = (ROOT / "data" / "municipality.yml").read_text(encoding="utf-8")
    editor = "editor:\n  backend: local\n"
    assert written("Municipality", text=text)["text"] == text
    assert written("Municipality", text=f"{text}{editor}")["text"] == f"{text}{editor}"


@pytest.mark.parametrize(("name", "path"), list(files()), ids=lambda each: getattr(each, "name", ""))
def test_a_file_saved_unchanged_is_its_canonical_form(name, path, written):
    model = KINDS[name].model
    value = read(path, path.name)[0].value
    canonical = yaml_text(arranged(tuple[model, ...] if isinstance(value, list) else model, value))
    assert written(model.__name__, text=path.read_text(encoding="utf-8"))["text"] == canonical


def as_a_form_leaves_it(value):
    """Without what is empty, and without spaces at the end of a line."""
    if isinstance(value, dict):
        left = {key: as_a_form_leaves_it(each) for key, each in value.items()}
        return {key: each for key, each in left.items() if each not in ([], {})}
    if isinstance(value, list):
        return [each for each in map(as_a_form_leaves_it, value) if each not in ([], {})]
    return value.rstrip() if isinstance(value, str) else value


@given(
    st.sampled_from(sorted(KIND_SCHEMAS)).flatmap(
        lambda name: st.tuples(st.just(name), values(KIND_SCHEMAS[name], KIND_SCHEMAS[name]))
    )
)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_record_saved_unchanged_stays_the_same_bytes(made):
    name, record = made
    text = record_text(KINDS[name], as_a_form_leaves_it(record))
    assert WRITTEN[0](KINDS[name].model.__name__, text=text)["text"] == text


LINES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda text: text.strip() == text)
PROSE = st.lists(LINES, min_size=1, max_size=4).map("\n\n".join)


@given(LINES, PROSE, st.integers(0, 120), st.booleans())
@settings(max_examples=200, deadline=None)
def test_any_text_is_written_as_python_writes_it(line, prose, number, flag):
    prose = prose + "\n" if "\n" in prose else prose
    values = {
        "statutory": flag,
        "name": {"nb": line, "nn": line},
        "id": "a",
        "body": {"nn": prose, "nb": prose},
        "age": {"minimum": number},
        "abbreviations": [line, str(number), str(flag).lower()],
    }
    assert WRITTEN[0]("Measure", values=values)["text"] == record_text(KINDS["measure"], values)


WRITTEN: list[Callable[..., dict]] = []


@pytest.fixture(autouse=True, scope="module")
def _shared(written):
    WRITTEN[:] = [written]


def test_a_fact_that_is_only_a_word_is_a_choice_in_the_form_and_a_word_in_the_file(written):
    text = "id: a\nwaiting: unknown\ncost:\n  nn: Gratis.\n  nb: Gratis.\n"
    read_back = written("Measure", text=text)
    assert read_back["values"]["waiting"] == {"state": "unknown"}
    assert read_back["text"] == "id: a\ncost:\n  nn: Gratis.\n  nb: Gratis.\nwaiting: unknown\n"


def test_what_is_emptied_in_the_form_is_left_out_of_the_file(written):
    values = {
        "id": "a",
        "note": "",
        "contact": {"phone": " ", "hours": {"nn": "", "nb": None}},
        "aliases": [{"nn": ""}],
    }
    assert written("Service", values=values)["text"] == "id: a\n"


# --- its programs ---


def _archive(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as zipped, tarfile.open(fileobj=zipped, mode="w") as tar:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return packed.getvalue()


def test_an_archive_with_another_checksum_is_not_looked_into():
    with pytest.raises(BundleRefused, match=r"decap-cms 3\.16\.3 har feil kontrollsum"):
        list(bundle.unpacked(PACKAGES[0], b"not even an archive"))


def test_a_file_with_another_checksum_is_not_used():
    archive = _archive({"package/dist/decap-cms.js": b"another program"})
    package = Package("decap-cms", "3.16.3", bundle._checksum("sha512", archive), PACKAGES[0].files)
    with pytest.raises(BundleRefused, match=r"decap-cms\.js i decap-cms har feil kontrollsum"):
        list(bundle.unpacked(package, archive))


def test_a_program_that_was_changed_after_it_was_fetched_is_not_published(tmp_path):
    shutil.copytree(ROOT / CACHE, tmp_path / "cache")
    (tmp_path / "site").mkdir()
    bundle.copy(tmp_path / "cache", tmp_path / "site")
    assert {path.name for path in (tmp_path / "site").iterdir()} == {file.name for file in FILES}
    with (tmp_path / "cache" / "decap-cms.js").open("ab") as program:
        program.write(b" ")
    with pytest.raises(BundleRefused, match="python -m handbook fetch-editor"):
        bundle.copy(tmp_path / "cache", tmp_path / "site")


def test_without_npm_the_command_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(bundle.shutil, "which", lambda name: None)
    with pytest.raises(BundleRefused, match="krev npm"):
        bundle.fetch(tmp_path)


# --- what a browser may do ---


def test_the_policy_allows_no_code_from_text_and_no_host_but_the_one_that_keeps_the_handbook():
    directives = dict(each.split(" ", 1) for each in editor_policy(hosts(ON_GITHUB)).split("; "))
    assert directives["connect-src"] == "'self' https://api.github.com"
    assert directives["script-src"] == "'self'"
    loosened = {name for name, value in directives.items() if "unsafe" in value}
    assert loosened == {"style-src"}


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_sends_the_editor_its_own_headers(host):
    headers = editor_headers(hosts(ON_GITHUB))
    printed = HOSTS[host](headers)
    for name, value in headers.items():
        assert re.search(rf"{name}:? \"?{re.escape(value)}", printed), name
    assert "/admin/" in printed
    assert "/admin/" not in HOSTS[host](None)
