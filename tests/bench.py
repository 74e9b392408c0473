"""Measures how fast a large handbook is built (`make bench`). Reports figures; asserts none but the number of pages.

Takes Fjordvik as it stands, puts N made measures in place of its own, and builds that with the project's own settings,
each time in a fresh process and into a new folder. A made measure is one of Fjordvik's with its texts put together
anew from sentences of all of them: as long as a real one, right in both written forms, no two alike, and the same bytes
on every machine.
"""

import argparse
import copy
import json
import os
import platform
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from itertools import cycle, pairwise
from math import log
from pathlib import Path
from statistics import mean, median
from typing import Any

import yaml
from measured import Run, run, scratch

ROOT = Path(__file__).parents[1]
SECTION_PAGES = 6
"""In tiltak/ beside the measures: all of them, what one can get without a referral, the comparison, and the lists of
themes, ages and services. The page of one theme, age or service is counted apart: there are as many as are in use."""

PARTS = ("mkdocs.yml", "content", "data", "hooks", "overrides")
LIBRARIES = (
    "mkdocs", "mkdocs-material", "mkdocs-static-i18n", "jinja2", "mistune", "pydantic", "pydantic-core", "pyyaml",
)  # fmt: skip
SEED = 2026
BUILD = ("-m", "mkdocs", "build", "--strict", "-q", "-d")
CHECK = ("-m", "handbook", "check")
READ = (
    "-c",
    "import pathlib, time; from handbook.load import load; start = time.perf_counter(); load(pathlib.Path('data'));"
    "print(time.perf_counter() - start)",
)
COLUMNS = ("measures", "pages", "build, s (min–max)", "CPU, s", "peak, MB", "pages/s", "check, s", "read, s")

Pair = dict[str, str]
"""The same words in nynorsk (nn) and bokmål (nb)."""


def main() -> None:
    """Build each size, and print one table."""
    options = _options()
    taken_on = machine()
    with tempfile.TemporaryDirectory(prefix="handbook-bench-", dir=scratch()) as folder:
        project = Path(folder)
        for part in PARTS:
            (shutil.copytree if (ROOT / part).is_dir() else shutil.copy2)(ROOT / part, project / part)
        real = read_measures(project / "data/measures")
        too_small = [size for size in options.sizes if size < len(real)]
        if too_small:
            sys.exit(f"{too_small[0]} measures are too few: the rest of Fjordvik names {len(real)}.")
        rows = [measured(project, len(real), options.runs)]  # Fjordvik itself
        for size in options.sizes:
            write_measures(project / "data/measures", real, size)
            rows.append(
                measured(project, size, options.runs, expected=rows[0]["other_pages"] + 2 * (size + SECTION_PAGES))
            )
    if options.json:
        print(json.dumps({"machine": taken_on, "rows": rows}, indent=2))
    else:
        print(table(rows), "", *growth(rows[1:]), "", *taken_on, sep="\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure how fast a large handbook is built.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 500, 2000], help="how many measures")
    parser.add_argument("--runs", type=int, default=3, help="builds of each size, after one to warm up")
    parser.add_argument("--json", action="store_true", help="print JSON in place of a table")
    options = parser.parse_args()
    if options.runs < 1:
        parser.error("--runs must be 1 or more")
    return options


# --- the made measures ---


def project_of(folder: Path, size: int) -> Path:
    """Copy the project to a folder, with so many made measures in place of Fjordvik's own."""
    for part in PARTS:
        (shutil.copytree if (ROOT / part).is_dir() else shutil.copy2)(ROOT / part, folder / part)
    write_measures(folder / "data/measures", read_measures(folder / "data/measures"), size)
    return folder


def read_measures(folder: Path) -> list[dict[str, Any]]:
    """Give Fjordvik's measures as plain values, each with the size of its file."""
    paths = sorted(folder.glob("*.yml"))
    return [read(path) | {"size": path.stat().st_size} for path in paths]


def read(path: Path) -> dict[str, Any]:
    """Give one record as plain values."""
    return yaml.load(path.read_bytes(), yaml.CBaseLoader)


def write_measures(folder: Path, real: list[dict[str, Any]], count: int) -> None:
    """Replace the measures of a handbook; their mean size must be that of the real ones, or the figures say nothing."""
    shutil.rmtree(folder)
    folder.mkdir()
    sizes = []
    for measure in made_measures(real, count):
        data = dump(measure)
        (folder / f"{measure['id']}.yml").write_bytes(data)
        sizes.append(len(data))
    wanted, found = mean(one["size"] for one in real), mean(sizes)
    say(f"{count} measures of {found:.0f} bytes on average; Fjordvik's own have {wanted:.0f}")
    if abs(found - wanted) > wanted / 10:
        sys.exit("The made measures differ from the real ones by more than 10 %.")


def made_measures(real: list[dict[str, Any]], count: int) -> Iterator[dict[str, Any]]:
    """Give so many measures. The first take over the ids of the real ones, which the rest of the handbook names."""
    chance = random.Random(SEED)
    stock = {field: [pair for one in real for pair in sentences(one[field])] for field in ("summary", "body")}
    goals = [goal for one in real for goal in one["goals"]]
    ids = [one["id"] for one in real] + [f"tilbod-{number}" for number in range(len(real) + 1, count + 1)]
    for number, id in enumerate(ids, 1):
        made = copy.deepcopy(chance.choice(real))
        made |= {
            "id": id,
            "name": added(chance.choice(real)["name"], {"nn": f", tilbod {number}", "nb": f", tilbud {number}"}),
            "summary": joined(chance.sample(stock["summary"], 2), " "),
            "aliases": added_all(made["aliases"], f" {number}"),
            "goals": chance.sample(goals, len(made["goals"])),
            "related": [other for other in chance.sample(ids[max(0, number - 60) :][:120], 3) if other != id],
        }
        made["access"]["how"] = chance.choice(real)["access"]["how"]
        for field in ("former_ids", "replaces"):
            made.pop(field, None)
        made["body"] = body(made, stock["body"], goals, chance)
        del made["size"]
        yield made


def body(made: dict[str, Any], stock: list[Pair], goals: list[Pair], chance: random.Random) -> Pair:
    """Give three paragraphs, a list and a line of links, as long as it takes to reach the size of the model."""
    points = joined([added({"nn": "- ", "nb": "- "}, goal) for goal in chance.sample(goals, 3)], "\n")
    links = f"[[measure:{made['related'][0]}]], [[service:{made['services'][0]}]]"
    site = "[Fjordvik kommune](https://www.fjordvik.example/)"
    more = {"nn": f"Sjå òg {links} og {site}.", "nb": f"Se også {links} og {site}."}
    left = made["size"] - len(dump(made | {"body": joined([points, more], "\n\n")}))
    paragraphs: list[list[Pair]] = [[], [], []]
    for paragraph, sentence in zip(cycle(paragraphs), chance.sample(stock, 60), strict=False):
        cost = sum(len(text.encode()) + 1 for text in sentence.values())
        if cost > left and paragraphs[-1]:
            break
        paragraph.append(sentence)
        left -= cost
    return joined([*(joined(each, " ") for each in paragraphs), points, more], "\n\n")


def sentences(text: Pair) -> Iterator[Pair]:
    """Give the sentences of a text in both forms, where they stand one to one and hold no markup or quotation."""
    for nn, nb in zip(text["nn"].split("\n\n"), text["nb"].split("\n\n"), strict=False):
        halves = [re.split(r"(?<=[.!?])\s+", half.strip()) for half in (nn, nb)]
        if len(halves[0]) == len(halves[1]) and not re.search(r"[«»\[*]|^[-\d]", nn + nb, re.MULTILINE):
            yield from ({"nn": one, "nb": other} for one, other in zip(*halves, strict=True))


def joined(pairs: list[Pair], by: str) -> Pair:
    """Join texts, each form by itself."""
    return {form: by.join(pair[form] for pair in pairs) for form in ("nn", "nb")}


def added(one: Pair, other: Pair) -> Pair:
    """Put one text after another."""
    return joined([one, other], "")


def added_all(pairs: list[Pair], words: str) -> list[Pair]:
    """Put the same words after each text."""
    return [added(pair, {"nn": words, "nb": words}) for pair in pairs]


class _Dumper(yaml.CSafeDumper):
    """Writes long texts as the editors do."""


_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None),
)


def dump(measure: dict[str, Any]) -> bytes:
    """Give a measure as the bytes of its file."""
    kept = {field: value for field, value in measure.items() if field != "size"}
    return yaml.dump(kept, Dumper=_Dumper, encoding="utf-8", allow_unicode=True, sort_keys=False, width=100_000)


# --- the measuring ---


def run_ours(project: Path, command: tuple[str, ...]) -> Run:
    """Run Python in a project folder."""
    return run(project, (sys.executable, *command), {"PYTHONPATH": str(project / "hooks"), "NO_MKDOCS_2_WARNING": "1"})


def of_measures(size: int) -> int:
    """Give how many pages tiltak/ has in both languages."""
    return 2 * (size + SECTION_PAGES)


def measured(project: Path, size: int, runs: int, expected: int | None = None) -> dict[str, Any]:
    """Build, check and read one handbook, and give its row of the table."""
    builds, checks, reads = [], [], []
    for number in range(runs + 1):
        site = f"site-{size}-{number}"  # a new one each time: ext4 is slow just after many files were deleted
        builds.append(run_ours(project, (*BUILD, site)))
        say(f"{size} measures, {f'build {number} of {runs}' if number else 'warm-up'}: {builds[-1].wall:.2f} s")
        pages, measures, lists = count_pages(project / site)
        counted = pages - lists
        if measures != of_measures(size) or expected not in (None, counted):
            sys.exit(
                f"The build of {size} measures wrote {counted} pages, {measures} of them for measures; "
                f"expected {expected or counted - measures + of_measures(size)} and {of_measures(size)}."
            )
    for _ in range(runs):
        checks.append(run_ours(project, CHECK).wall)
        reads.append(float(run_ours(project, READ).said))
    say(f"{size} measures, check: {median(checks):.2f} s, of it reading: {median(reads):.2f} s")
    walls = [build.wall for build in builds[1:]]
    return {
        "measures": size,
        "pages": pages,
        "other_pages": counted - measures,
        "wall": median(walls),
        "wall_min": min(walls),
        "wall_max": max(walls),
        "cpu": median(build.cpu for build in builds[1:]),
        "peak_mb": median(build.peak for build in builds[1:]),
        "pages_per_second": pages / median(walls),
        "check": median(checks),
        "read": median(reads),
    }


def count_pages(site: Path) -> tuple[int, int, int]:
    """Count the pages of a site, those of its measures (the section's own pages and one for each, in two forms), and
    the lists of one theme, age or service."""
    found = [path.relative_to(site) for path in site.rglob("*.html")]
    pages = [path for path in found if "skriv-ut" not in path.parts]  # a long chapter has more than one sheet
    below = [page.parts[page.parts.index("tiltak") :] for page in pages if "tiltak" in page.parts[:2]]
    lists = sum(len(parts) == 4 for parts in below)  # tiltak/tema/rus/index.html
    return len(pages), len(below) - lists, lists


# --- the report ---


def table(rows: list[dict[str, Any]]) -> str:
    """Give the figures as a Markdown table that also reads well as plain text. The first row is Fjordvik itself."""
    cells = [COLUMNS]
    for row in rows:
        wall = f"{row['wall']:.2f} ({row['wall_min']:.2f}–{row['wall_max']:.2f})"
        size = f"{row['measures']}{' (Fjordvik)' if row is rows[0] else ''}"
        rest = (f"{row['cpu']:.2f}", f"{row['peak_mb']:.0f}", f"{row['pages_per_second']:.0f}")
        cells.append((size, str(row["pages"]), wall, *rest, f"{row['check']:.2f}", f"{row['read']:.2f}"))
    return markdown(cells)


def markdown(cells: list[tuple[str, ...]]) -> str:
    """Give rows of cells, the first of them the heads, as a Markdown table that also reads well as plain text."""
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = ["| " + " | ".join(map(str.rjust, line, widths)) + " |" for line in cells]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 1) + ":" for width in widths) + "|", *lines[1:]])


def growth(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Say how the cost grows between sizes, as the exponent of the number of measures: 1.0 is in step with it."""
    for less, more in pairwise(rows):
        exponents = (
            log(more[what] / less[what]) / log(more["measures"] / less["measures"]) for what in ("cpu", "check")
        )
        build, check = (f"{exponent:.2f}" for exponent in exponents)
        sizes = f"{less['measures']} to {more['measures']} measures"
        yield f"{sizes}: the CPU of a build grows with exponent {build}, the time of check with {check}"


def machine() -> list[str]:
    """Say on what the figures were taken, and how busy it was with other work at the start."""
    return [
        f"{os.cpu_count()} CPUs, {platform.system()} {platform.machine()}, Python {platform.python_version()}, "
        f"load at the start {os.getloadavg()[0]:.1f}, "
        f"sites on {'a disk in memory' if scratch() else 'the disk'}",
        ", ".join(f"{name} {version(name)}" for name in LIBRARIES),
    ]


def say(line: str) -> None:
    """Show how far it has come."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
