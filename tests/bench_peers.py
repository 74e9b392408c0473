"""Measures this project beside what a municipality might take instead (`make bench-peers`). Asserts that each wrote
every page it was asked for; reports the rest.

All build the same made records in the same run, taking turns: this project, Hugo and Eleventy from the same YAML, stock
MkDocs with Material and static-i18n from Markdown pages made of it beforehand (it reads no data), up to --stock-up-to.
The projects of the peers are in peers/: the same blocks on every page, as their informed user would set them up. They
have no calendar, feeds, checks or search that knows Norwegian, which this project builds in its time.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import bench
from measured import Run, peak_of_all, run, scratch
from peers.pages import write_pages

ROOT = Path(__file__).parents[1]
PEERS = Path(__file__).parent / "peers"
ASSETS = ("favicon.svg", "handbook.css", "measures.css", "frame.js", "fonts", "icons", "search")
COLUMNS = ("measures", "generator", "wall, s (min–max)", "CPU, s", "peak, MB", "pages", "HTML, MB", "times ours")


@dataclass(frozen=True)
class Generator:
    """One generator: how its project is written from a data folder, and the command that builds it into a folder."""

    name: str
    version: str
    write: Callable[[Path, Path], None]
    command: Callable[[str], tuple[str, ...]]
    environment: dict[str, str]
    most: int = sys.maxsize


def main() -> None:
    """Build every size with every generator there is, and print one table; a generator that is missing is named."""
    options = _options()
    found, missing = generators(options)
    with tempfile.TemporaryDirectory(prefix="handbook-peers-", dir=scratch()) as folder:
        rows = [row for size in options.sizes for row in measured(Path(folder) / str(size), size, found, options.runs)]
    lines = [*bench.machine(), *missing]
    if options.json:
        print(json.dumps({"machine": lines, "rows": rows}, indent=2))
    else:
        print(table(rows), "", *lines, sep="\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure this project beside other generators.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 500, 2000, 10000], help="how many measures")
    parser.add_argument("--runs", type=int, default=3, help="builds of each, taking turns, after one to warm up")
    parser.add_argument("--stock-up-to", type=int, default=500, help="the most measures that stock MkDocs builds")
    parser.add_argument("--hugo", default=os.environ.get("HUGO", "hugo"), help="Hugo's program")
    parser.add_argument("--eleventy", type=Path, default=ROOT / ".cache/peers/node_modules", help="its node_modules")
    parser.add_argument("--json", action="store_true", help="print JSON in place of a table")
    return parser.parse_args()


# --- the generators ---


def generators(options: argparse.Namespace) -> tuple[list[Generator], list[str]]:
    """Give those that can run here, ours first, and a line on each that cannot."""
    mkdocs = (sys.executable, "-m", "mkdocs", "build", "-q", "-d")
    quiet = {"NO_MKDOCS_2_WARNING": "1"}
    found = [
        Generator("this project", "", write_ours, lambda site: (*mkdocs[:-1], "--strict", "-d", site), quiet),
        Generator(
            "stock MkDocs",
            "with Material and static-i18n",
            write_stock,
            lambda site: (*mkdocs, site),
            quiet,
            options.stock_up_to,
        ),
    ]
    missing = []
    if hugo := shutil.which(options.hugo):
        hugo = str(Path(hugo).resolve())
        version = run(ROOT, (hugo, "version"), {}).said.split("hugo v")[-1].split("-")[0]
        found.append(Generator("Hugo", version, write_hugo, lambda site: (hugo, "--quiet", "-d", site), {}))
    else:
        missing.append("Hugo is not here: `make bench-peers` fetches it, or name it with --hugo.")
    modules = options.eleventy
    program = modules / "@11ty/eleventy/cmd.cjs"
    if program.exists() and shutil.which("node"):
        version = json.loads((program.parent / "package.json").read_text())["version"]
        found.append(
            Generator(
                "Eleventy",
                version,
                lambda project, data: write_eleventy(project, data, modules),
                lambda site: ("node", "node_modules/@11ty/eleventy/cmd.cjs", "--quiet", f"--output={site}"),
                {"NODE_OPTIONS": "--max-old-space-size=12000"},
            )
        )
    else:
        missing.append("Eleventy is not here: `make bench-peers` fetches it; it needs node.")
    return found, missing


def write_ours(project: Path, data: Path) -> None:
    """Write this project with a data folder."""
    for part in bench.PARTS:
        if part != "data":
            (shutil.copytree if (ROOT / part).is_dir() else shutil.copy2)(ROOT / part, project / part)
    shutil.copytree(data, project / "data")


def write_stock(project: Path, data: Path) -> None:
    """Write the project of stock MkDocs."""
    shutil.copytree(PEERS / "stock", project, dirs_exist_ok=True)
    for language in ("nn", "nb"):
        write_pages(data, project / "docs", language)


def write_hugo(project: Path, data: Path) -> None:
    """Write Hugo's project."""
    shutil.copytree(PEERS / "hugo", project, dirs_exist_ok=True)
    shutil.copytree(data, project / "data")
    _copy_assets(project / "static/assets")


def write_eleventy(project: Path, data: Path, modules: Path) -> None:
    """Write Eleventy's project."""
    shutil.copytree(PEERS / "eleventy", project, dirs_exist_ok=True)
    shutil.copytree(data, project / "data")
    (project / "node_modules").symlink_to(modules.resolve())
    _copy_assets(project / "content/assets")


def _copy_assets(target: Path) -> None:
    for name in ASSETS:
        source = ROOT / "overrides/assets" / name
        target.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, target / name)


# --- the records ---


def write_data(folder: Path, size: int) -> None:
    """Write Fjordvik with so many measures, and services and meetings in proportion: one for 10 and one for 20.

    The acts stay as they are, for a country has one set of laws; the made measures cite them as the real ones do.
    """
    shutil.copytree(ROOT / "data", folder)
    real = bench.read_measures(folder / "measures")
    bench.write_measures(folder / "measures", real, size)
    services = copied(folder / "services", size // 10)
    copied(folder / "meetings", size // 20)
    spread(folder / "measures", services)


def copied(folder: Path, count: int) -> dict[str, list[str]]:
    """Fill a folder of records up to `count` with copies under new ids and names. Gives id → itself and its copies."""
    records = [bench.read(path) for path in sorted(folder.glob("*.yml"))]
    ids = {one["id"]: [one["id"]] for one in records}
    for number in range(len(records) + 1, count + 1):
        one = dict(records[number % len(records)])
        ids[one["id"]].append(f"{one['id']}-{number}")
        name = "name" if "name" in one else "title"
        one |= {"id": f"{one['id']}-{number}", name: bench.added_all([one[name]], f" {number}")[0]}
        for field in ("former_ids", "dates"):  # two meetings on one day would be told of
            one.pop(field, None)
        (folder / f"{one['id']}.yml").write_bytes(bench.dump(one))
    return ids


def spread(folder: Path, ids: dict[str, list[str]]) -> None:
    """Let the measures name the copies of a service as often as the service itself."""
    for number, path in enumerate(sorted(folder.glob("*.yml"))):
        one = bench.read(path)
        one["services"] = [ids[id][number % len(ids[id])] for id in one["services"]]
        path.write_bytes(bench.dump(one))


# --- the measuring ---


def measured(folder: Path, size: int, found: list[Generator], runs: int) -> list[dict[str, Any]]:
    """Build one size with every generator in turn, and give its rows."""
    write_data(folder / "data", size)
    able = [one for one in found if size <= one.most]
    projects = {one.name: folder / one.name.replace(" ", "-") for one in able}
    for one in able:
        projects[one.name].mkdir()
        one.write(projects[one.name], folder / "data")
    timed: dict[str, list[Run]] = {one.name: [] for one in able}
    for number in range(runs + 1):
        for one in able:
            site = str(projects[one.name] / f"site-{number}")
            took = run(projects[one.name], one.command(site), environment(one, projects[one.name]))
            bench.say(f"{size} measures, {one.name}, {number or 'warm-up'}: {took.wall:.2f} s, CPU {took.cpu:.2f} s")
            timed[one.name].append(took)
            if number:
                shutil.rmtree(site)
    rows = [row(one, size, timed[one.name][1:], projects[one.name]) for one in able]
    shutil.rmtree(folder)
    return [each | {"times": each["wall"] / rows[0]["wall"]} for each in rows]


def environment(one: Generator, project: Path) -> dict[str, str]:
    """Give what a generator finds in its environment."""
    return one.environment | {"PYTHONPATH": str(project / "hooks"), "HANDBOOK_DATA": "data"}


def row(one: Generator, size: int, timed: list[Run], project: Path) -> dict[str, Any]:
    """Give the figures of one generator, when it has written the pages of every measure."""
    pages = list((project / "site-0").rglob("*.html"))
    for language in ("", "nb/"):
        below = {page.parent.name for page in (project / f"site-0/{language}tiltak").glob("*/index.html")}
        lacking = [path.stem for path in (project.parent / "data/measures").glob("*.yml") if path.stem not in below]
        if lacking:
            sys.exit(f"{one.name} left out {len(lacking)} measures of {size}, {lacking[0]} the first.")
    return {
        "measures": size,
        "generator": f"{one.name} {one.version}".strip(),
        "wall": median(each.wall for each in timed),
        "wall_min": min(each.wall for each in timed),
        "wall_max": max(each.wall for each in timed),
        "cpu": median(each.cpu for each in timed),
        "peak_mb": peak_of_all(project, one.command(str(project / "site-peak")), environment(one, project)),
        "pages": len(pages),
        "html_mb": sum(page.stat().st_size for page in pages) / 1_000_000,
    }


def table(rows: list[dict[str, Any]]) -> str:
    """Give the figures as a Markdown table."""
    cells = [
        (
            str(each["measures"]),
            each["generator"],
            f"{each['wall']:.2f} ({each['wall_min']:.2f}–{each['wall_max']:.2f})",
            f"{each['cpu']:.2f}",
            f"{each['peak_mb']:.0f}",
            str(each["pages"]),
            f"{each['html_mb']:.1f}",
            f"{each['times']:.2f}",
        )
        for each in rows
    ]
    return bench.markdown([COLUMNS, *cells])


if __name__ == "__main__":
    main()
