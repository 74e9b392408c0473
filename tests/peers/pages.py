"""A data folder as Markdown pages, for stock MkDocs: it reads no data, so its user writes or generates such pages."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

KINDS = {
    "service": ("services", "kontakt"),
    "group": ("groups", "grupper"),
    "meeting": ("meetings", "kalender"),
    "measure": ("measures", "tiltak"),
    "law": ("laws", "lover"),
    "law_question": ("law-questions", "plikter"),
    "level": ("levels", "niva"),
    "form": ("forms", "skjema"),
    "role": ("roles", "roller"),
}
"""Kind → its place in a data folder, and its folder on the site."""

FACTS = ("target", "for_whom", "cost", "location", "waiting", "sessions", "group_size", "languages")
REFERENCES = {
    "services": "service", "service": "service", "groups": "group", "group": "group", "forms": "form", "form": "form",
    "levels": "level", "roles": "role", "role": "role", "owner": "role", "laws": "law",
}  # fmt: skip
PRINTED_APART = {"name", "title", "summary", "body", "aliases", "how_to_contact", *FACTS}

Record = dict[str, Any]
Names = dict[tuple[str, str], str]

_REFERENCE = re.compile(r"\[\[(\w+):([^\]| ]+)[^\]|]*(?:\|([^\]]+))?\]\]")


def write_pages(data: Path, docs: Path, language: str) -> None:
    """Write the pages of one language below `docs`, with the suffix that static-i18n reads."""
    records = {kind: list(_records(data, stem)) for kind, (stem, _) in KINDS.items()}
    names = {(kind, one["id"]): _name(one, language) for kind, ones in records.items() for one in ones}
    words = {word: text[language] for word, text in _read(data / "interface.yml").items()}
    for kind, ones in records.items():
        folder = docs / KINDS[kind][1]
        folder.mkdir(parents=True, exist_ok=True)
        for one in ones:
            (folder / f"{one['id']}.{language}.md").write_text(_page(kind, one, language, names, words))
        rows = [f"- [{names[kind, one['id']]}]({one['id']}.md): {_text(one, 'summary', language)}" for one in ones]
        heading = words[f"section_{KINDS[kind][1]}"]
        (folder / f"index.{language}.md").write_text("\n".join([f"# {heading}", "", *rows]))
    links = [f"- [{words[f'section_{folder}']}]({folder}/index.md)" for _, folder in KINDS.values()]
    (docs / f"index.{language}.md").write_text("\n".join(["# Saman om barn og unge", "", *links]))


def _page(kind: str, one: Record, language: str, names: Names, words: dict[str, str]) -> str:
    access = one["access"] if isinstance(one.get("access"), dict) else {}
    parts = [f"# {names[kind, one['id']]}", _text(one, "summary", language)]
    parts += [_text(access, "how", language) or _text(one, "how_to_contact", language)]
    rows = [f"| {words.get(field, field)} | {_text(one, field, language)} |" for field in FACTS if field in one]
    if rows:
        parts += [f"## {words['in_short']}", "\n".join(["| | |", "|---|---|", *rows])]
    if "body" in one:
        parts += [f"## {words['how_it_goes']}", _text(one, "body", language)]
    for field, value in one.items():
        texts = [each[language].strip().replace("\n", "\n  ") for each in _list(value) if _is_text(each)]
        if texts and field not in PRINTED_APART:
            parts += [f"## {words.get(field, field)}", "\n".join(f"- {text}" for text in texts)]
    for heading, links in _links(kind, one, names, words):
        parts += [f"## {heading}", "\n".join(links)]
    parts.append(f"{words['last_reviewed']} {one.get('reviewed', '')}")
    return _linked("\n\n".join(filter(None, parts)), names) + "\n"


def _links(kind: str, one: Record, names: Names, words: dict[str, str]) -> Iterator[tuple[str, list[str]]]:
    for field, other in (*REFERENCES.items(), ("related", kind)):
        ids = [each.split(" ")[0] for each in _list(one.get(field)) if isinstance(each, str)]
        links = [f"- [[{other}:{id}]]" for id in ids if (other, id) in names]
        if links:
            yield words.get(field, field), links


def _linked(text: str, names: Names) -> str:
    def link(found: re.Match[str]) -> str:
        kind, id, said = found.groups()
        known = names.get((kind, id))
        return f"[{said or known}](../{KINDS[kind][1]}/{id}.md)" if known else said or id

    return _REFERENCE.sub(link, text)


def _records(data: Path, stem: str) -> Iterator[Record]:
    if (data / f"{stem}.yml").exists():
        yield from _read(data / f"{stem}.yml")
    yield from map(_read, sorted((data / stem).glob("*.yml")))


def _name(one: Record, language: str) -> str:
    name = one.get("name") or one.get("title") or one.get("short_title") or one["id"]
    return name[language] if _is_text(name) else name


def _text(one: Record, field: str, language: str) -> str:
    return one[field][language].strip() if _is_text(one.get(field)) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _is_text(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("nn"), str)


def _read(path: Path) -> Any:
    return yaml.load(path.read_bytes(), yaml.CBaseLoader)
