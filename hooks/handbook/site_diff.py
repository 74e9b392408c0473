"""Two built sites → which addresses are new, changed and gone, as Markdown for a reviewer. Knows files, no records.

What pages say comes from a change that nobody has read yet: all of it stands in code spans and fences, cut to a size.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import unified_diff
from fnmatch import fnmatchcase
from html.parser import HTMLParser
from pathlib import Path

MOST_ROWS = 100
MOST_DIFFS = 25
MOST_LINES = 40
MOST_LINE = 300
MOST_BYTES = 55_000
"""A comment on GitHub holds 65,536 characters."""

LASTING = ("*.ics", "feed.xml", "*/feed.xml")
"""Files that others have stored the address of, beside the pages."""

_SILENT = frozenset({"script", "style", "template"})
_INLINE = frozenset({"a", "span", "strong", "em", "b", "i", "small", "code", "time", "abbr", "sub", "sup"})


class _Text(HTMLParser):
    """The lines of text in <main>, the title of the page, and where it sends the reader on to."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = [""]
        self.title = self.moved_to = ""
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "meta" and (given.get("http-equiv") or "").lower() == "refresh":
            self.moved_to = (given.get("content") or "").partition("url=")[2] or "?"
        if tag in _SILENT or tag in ("main", "title"):
            self._open.append(tag)
        elif tag not in _INLINE:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            del self._open[self._open.index(tag) :]
        elif tag not in _INLINE:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if "title" in self._open and not self.title:
            self.title = " ".join(data.split())
        if "main" in self._open and not _SILENT & set(self._open):
            self.lines[-1] += data


@dataclass(frozen=True, slots=True)
class Page:
    """What one address shows."""

    title: str
    lines: tuple[str, ...]
    moved_to: str
    bytes: bytes


def _read(path: Path) -> Page:
    content = path.read_bytes()
    if path.suffix != ".html":
        return Page("", (), "", content)
    text = _Text()
    text.feed(content.decode("utf-8", "replace"))
    text.close()
    lines = (" ".join(line.split()) for line in text.lines)
    return Page(text.title, tuple(line for line in lines if line), text.moved_to, content)


def _is_lasting(name: str) -> bool:
    return name.endswith("index.html") or any(fnmatchcase(name, pattern) for pattern in LASTING)


def read_site(folder: Path) -> dict[str, Page]:
    """Give every lasting address of a built site with what it shows."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {re.sub(r"(^|/)index\.html$", r"\1", name): _read(folder / name) for name in names if _is_lasting(name)}


@dataclass(slots=True)
class SiteDiff:
    """Which addresses differ between two sites. `gone` have no redirect and were not said to be removed."""

    base: dict[str, Page]
    head: dict[str, Page]
    removed: tuple[str, ...] = ()
    """Patterns of addresses that somebody has decided to remove, from the root of a language."""
    added: list[str] = field(init=False)
    changed: list[str] = field(init=False)
    redirected: list[str] = field(init=False)
    framed: int = field(init=False)
    """How many pages differ only outside their text."""
    decided: list[str] = field(init=False)
    gone: list[str] = field(init=False)

    def __post_init__(self) -> None:
        both = [path for path in self.base if path in self.head]
        self.added = [path for path, page in self.head.items() if path not in self.base and not page.moved_to]
        self.redirected = [path for path in both if self.head[path].moved_to and not self.base[path].moved_to]
        self.changed = [
            path for path in both if self.base[path].lines != self.head[path].lines and path not in self.redirected
        ]
        same = (path for path in both if path not in self.changed and path not in self.redirected)
        self.framed = sum(self.base[path].bytes != self.head[path].bytes for path in same)
        missing = [path for path in self.base if path not in self.head]
        self.decided = [path for path in missing if self._is_decided(path)]
        self.gone = [path for path in missing if path not in self.decided]

    def _is_decided(self, path: str) -> bool:
        return any(fnmatchcase(path.removeprefix("nb/").removeprefix("nn/"), pattern) for pattern in self.removed)


def read_removed(path: Path) -> tuple[str, ...]:
    """Give the patterns of a list of removed addresses: one a line, what follows # is a comment; () without a file."""
    if not path.is_file():
        return ()
    lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(line for line in lines if line)


def span(text: str) -> str:
    """Give text as a code span that stands in a table: nothing in it is markup, a mention or a link."""
    plain = " ".join(text.replace("`", "'").replace("|", "\\|").split())
    return f"`{plain[:MOST_LINE]}`" if plain else "–"


def to_markdown(diff: SiteDiff) -> str:
    """Tell a reviewer what a change does to the pages: counts, addresses, and the text of changed pages as diffs."""
    parts = [_counts(diff)]
    lists = (
        ("Adresser som blir borte utan vidaresending", diff.gone, diff.base),
        ("Nye sider", diff.added, diff.head),
        ("Sider som sender vidare", diff.redirected, diff.base),
        ("Sider som er tekne bort med vilje", diff.decided, diff.base),
        ("Endra sider", diff.changed, diff.head),
    )
    parts += [_table(title, paths, site) for title, paths, site in lists if paths]
    size = sum(len(part.encode()) for part in parts)
    shown = 0
    for part in (_text_diff(path, diff) for path in diff.changed[:MOST_DIFFS]):
        size += len(part.encode())
        if size > MOST_BYTES:
            break
        parts.append(part)
        shown += 1
    if shown < len(diff.changed):
        parts.append(f"Teksten på {len(diff.changed) - shown} endra sider til er ikkje vist her. Sjå i den bygde sida.")
    return "\n\n".join(parts) + "\n"


def _counts(diff: SiteDiff) -> str:
    counts = (
        ("nye", diff.added),
        ("endra", diff.changed),
        ("sende vidare", diff.redirected),
        ("tekne bort", diff.decided),
        ("borte utan vidaresending", diff.gone),
    )
    said = ", ".join(f"{len(paths)} {word}" for word, paths in counts if paths)
    framed = f" På {diff.framed} sider er berre det rundt teksten endra." if diff.framed else ""
    return f"## Kva endringa gjer med sidene\n\nAdresser: {said}.{framed}" if said else (
        f"## Kva endringa gjer med sidene\n\nIngen tekst på sidene er endra.{framed}"
    )  # fmt: skip


def _table(title: str, paths: list[str], site: dict[str, Page]) -> str:
    rows = [f"| {span('/' + path)} | {span(site[path].title)} |" for path in paths[:MOST_ROWS]]
    rest = [f"\nOg {len(paths) - MOST_ROWS} til."] if len(paths) > MOST_ROWS else []
    return "\n".join([f"### {title}", "", "| Adresse | Tittel |", "|---|---|", *rows, *rest])


def _text_diff(path: str, diff: SiteDiff) -> str:
    lines = list(_diff_lines(diff.base[path].lines, diff.head[path].lines))
    more = [f"… og {len(lines) - MOST_LINES} linjer til"] if len(lines) > MOST_LINES else []
    body = "\n".join([*lines[:MOST_LINES], *more])
    fence = "~" * (max([3, *(len(run) for run in re.findall("~+", body))]) + 1)
    return f"#### {span('/' + path)}\n\n{fence}diff\n{body}\n{fence}"


def _diff_lines(base: tuple[str, ...], head: tuple[str, ...]) -> Iterator[str]:
    for number, line in enumerate(unified_diff(base, head, lineterm="", n=1)):
        if number >= 2 and not line.startswith("@@"):
            yield line[:MOST_LINE]
