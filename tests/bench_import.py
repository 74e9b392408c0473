"""Measures how long a spreadsheet of 2,000 rows takes from file to checked proposals: `make bench`."""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from handbook.spreadsheet.delimited import write_csv
from handbook.spreadsheet.workbook import write_xlsx

ROOT = Path(__file__).parents[1]
ROWS = 2000
LIMIT = 10.0
HEADINGS = [
    "Tiltak",
    "Kort om",
    "Målgruppe",
    "Alder",
    "Ansvarleg",
    "Kontakt",
    "Når",
    "Type tiltak",
    "Tilgang",
    "Korleis ta kontakt",
]


def made(chance: random.Random) -> list[list[str]]:
    """Make rows with the dirt of real ones: names, numbers, unknown services, odd ages."""
    services = ["PPT", "Helsestasjonen", "Skulen", "barnevern, PPT", "Biblioteket", "NAV"]
    ages = ["0–5 år", "6-12", "alle", "frå 13 år", "1.–4. trinn", "under 6"]
    contacts = ["", "Kari Nordmann, PPT", "tlf 21 00 00 00", "ola.nordmann@fjordvik.example"]
    return [
        [
            f"Tilbod nummer {number}",
            "Vi hjelper barnet og heile familien heime, på skulen og i fritida." * chance.randint(1, 4),
            "Barn og unge som treng hjelp",
            chance.choice(ages),
            chance.choice(services),
            chance.choice(contacts),
            chance.choice(["kvar veke", "6 gonger", "etter avtale"]),
            chance.choice(["Universell", "Selektiv", "Indikert"]),
            chance.choice(["Tilvising", "Open", "Vedtak"]),
            "Ring oss, eller møt opp.",
        ]
        for number in range(ROWS)
    ]


def main() -> None:
    rows = [HEADINGS, *made(random.Random(1))]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "data", folder / "data")
        (folder / "tiltak.xlsx").write_bytes(write_xlsx(rows, "Tiltak"))
        (folder / "tiltak.csv").write_bytes(write_csv(rows))
        for file in ("tiltak.xlsx", "tiltak.csv"):
            begun, used = time.perf_counter(), os.times().children_user
            command = [sys.executable, "-m", "handbook", "import", file, "measure", "--lang", "nn"]
            done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
            took, used = time.perf_counter() - begun, os.times().children_user - used
            assert "heile framlegg" in done.stdout, done.stderr
            print(f"import of {ROWS} rows, {file}: {took:.1f} s, of it {used:.1f} s of CPU (limit {LIMIT:.0f} s)")
            assert used < LIMIT


if __name__ == "__main__":
    main()
