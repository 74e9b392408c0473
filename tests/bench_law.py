"""Measures the law engine (`make bench`): how fast citations are read, and what a full archive costs. Reports only."""

import random
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from lovdata import act, chapter, file_of, from_registry, history, pack, pending, section, url_of

from handbook.law.citation import citations
from handbook.law.registry import Registry
from handbook.load import load

ROOT = Path(__file__).parents[1]
CITATIONS = 10_000
ACTS = 800
SECTIONS = 120
PARAGRAPH = (
    "Den som har ansvaret etter denne paragrafen, skal gjere det som trengst, og skrive ned kva som vart gjort. "
)
WRITTEN = (
    "barnevernloven § 3-1 annet ledd", "Lov om helsetjenesten i kommunene § 6-6", "bvl. § 13-2 andre ledd bokstav a",
    "forvaltningslova sin §§ 18 og 19", "Lov om behandlingsmåten i forvaltningssaker §§ 13 til 13 f",
    "opplæringslova (1998) § 9 A-3", "§ 33 i helsepersonelloven", "helse- og omsorgstjenesteloven § 7-2 a",
    "lov 18. juni 2021 nr. 97 om barnevern (barnevernsloven) § 13-4", "barnehagelova §§ 44-46", "jordlova § 3",
)  # fmt: skip

# What the system counts for a child starts at the size of its parent; the child itself knows better.
CHECK = """
import re, runpy, sys
try:
    runpy.run_module("handbook", run_name="__main__")
finally:
    print(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1], file=sys.stderr)
"""


def main() -> None:
    """Print both figures."""
    handbook, _ = load(ROOT / "data", "data")
    registry = Registry(handbook.all("law"), date(2026, 11, 22))
    random.seed(2026)
    texts = [f"Vi viser til {random.choice(WRITTEN)} og det som står der." for _ in range(CITATIONS)]
    registry.titles  # noqa: B018 - made once, as in a build
    whole = "\n".join(texts)
    for what, do in {
        "parsed one by one": lambda: sum(len(citations(text, registry.titles)) for text in texts),
        "parsed in one text": lambda: len(citations(whole, registry.titles)),
        "parsed and judged one by one": lambda: sum(len(registry.read(text)) for text in texts),
    }.items():
        start, used = time.perf_counter(), time.process_time()
        found = do()
        spent, used = time.perf_counter() - start, time.process_time() - used
        print(f"{found} citations {what}: {spent:.2f} s, {used:.2f} s of it on the processor")
    with tempfile.TemporaryDirectory(prefix="handbook-bench-") as folder:
        size = _publish(Path(folder), handbook)
        command = [sys.executable, "-c", CHECK, "law-check", folder, "--index", f"{folder}/index.json"]
        start = time.perf_counter()
        done = subprocess.run([*command, "--data", str(ROOT / "data")], capture_output=True, text=True, check=False)
        spent = time.perf_counter() - start
        peak = int(done.stderr.split()[-1]) / 1024
        index = (Path(folder) / "index.json").stat().st_size / 1000
    print(f"law-check, {ACTS} acts of {size / ACTS / 1000:.0f} kB: {spent:.1f} s, {peak:.0f} MB at most")
    print(f"index: {index:.0f} kB; answer {done.returncode}: {done.stdout.splitlines()[-1]}")


def _publish(folder: Path, handbook) -> int:
    """Write an archive of so many acts, those of the registry among them. Gives its size unpacked."""
    files = [
        (file_of(law.lovdata), from_registry(law))
        for law in handbook.all("law")
        if law.state != "repealed" and law.lovdata.startswith("LOV")
    ]
    files += [_made(number) for number in range(ACTS - len(files))]
    pack(folder / "gjeldende-lover.tar.bz2", files)
    rest = [law for law in handbook.all("law") if law.lovdata.startswith("FOR")]
    pack(
        folder / "gjeldende-sentrale-forskrifter.tar.bz2", [(file_of(one.lovdata), from_registry(one)) for one in rest]
    )
    return sum(len(text.encode()) for _, text in files)


def _made(number: int) -> tuple[str, str]:
    """Make an act as large as a real one: some 100 kB."""
    id = f"LOV-19{number % 90 + 10}-01-02-{number + 1}"
    body = f'<article class="legalP">{PARAGRAPH * 5}</article>'
    sections = (
        section(
            f"§{n // 10 + 1}-{n % 10 + 1}",
            f"Overskrift {n}",
            body,
            pending() if n % 50 == 0 else history(),
            url=url_of(id),
        )
        for n in range(SECTIONS)
    )
    return file_of(id), act(id, chapter("1", "Kapittel 1. Først", "".join(sections)))


if __name__ == "__main__":
    main()
