"""Measures how well the search finds (`make search-eval`): any records and queries, our glossary, the real engine.

Every query runs on the index of both languages. A run succeeds when an expected record is the first (S@1) or among the
first five (S@5), sure or near; MRR is the mean of one over its place. An unrelated query fails when it gets a sure hit.
"""

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from handbook.load import load
from handbook.search.engine import Answers, ask
from handbook.search.index import Entry, make_indexes, to_bytes
from handbook.search.thesaurus import Thesaurus

ROOT = Path(__file__).parents[1]
LANGUAGES = ("nn", "nb")
LOOK_AT = 50
"""How far down the results an expected record is looked for."""


def main() -> None:
    """Measure, and print a table or one JSON object."""
    parser = argparse.ArgumentParser(description="Measure how well the search finds.")
    parser.add_argument("--records", type=Path, default=ROOT / "tests/search/records.json")
    parser.add_argument("--queries", type=Path, default=ROOT / "tests/search/queries.json")
    parser.add_argument("--times", type=int, default=1, help="each record so many times, under ids of its own")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    records, queries = (json.loads(path.read_text(encoding="utf-8")) for path in (options.records, options.queries))
    found = evaluate(multiplied(records, options.times), queries)
    print(json.dumps(found, ensure_ascii=False, indent=2) if options.json else table(found))


def multiplied(records: list[dict[str, Any]], times: int) -> list[dict[str, Any]]:
    """Give every record so many times; a copy has its number in its id and title, as a made-up branch would."""
    copies = list(records)
    for number in range(2, times + 1):
        for record in records:
            title = {language: f"{text}, avdeling {number}" for language, text in record["title"].items()}
            copies.append({**record, "id": f"{record['id']}-{number}", "title": title})
    return copies


def indexes(records: list[dict[str, Any]]) -> dict[str, bytes]:
    """Give the index of each language over records, with the product's own glossary."""
    handbook, _ = load(ROOT / "data", "data")
    entries = {language: [_entry(record, language) for record in records] for language in LANGUAGES}
    made = make_indexes(entries, Thesaurus(handbook.all("glossary_term")))
    return {language: to_bytes(index) for language, index in made.items()}


def _entry(record: dict[str, Any], language: str) -> Entry:
    title, text = record["title"], record["desc"]
    other = title["nb" if language == "nn" else "nn"]
    words = [*record.get("theme", ()), record.get("service", "")]
    fields = {
        "title": [tuple(title.values())],
        "tags": [(word,) for word in words if word],
        "text": [tuple(text.values())],
    }
    return Entry(
        kind="measure",
        id=record["id"],
        path=f"tiltak/{record['id']}/",
        title=title[language],
        other=other if other != title[language] else "",
        note=text[language],
        fields=lambda: fields,
    )


def evaluate(records: list[dict[str, Any]], queries: dict[str, Any] | list[dict[str, Any]]) -> dict[str, Any]:
    """Give every measure of the search over records, for queries with what they are expected to find."""
    given = queries if isinstance(queries, dict) else {"queries": queries}
    files = indexes(records)
    runs = [(language, one) for one in given["queries"] for language in LANGUAGES]
    unrelated = [(language, text) for text in given.get("negatives", ()) for language in LANGUAGES]
    asked = [*((language, one["q"]) for language, one in runs), *unrelated]
    options = {"limit": LOOK_AT}
    answers = ask(files, [{"ask": "search", "index": each, "q": text, "options": options} for each, text in asked])
    places = [_place(said, one) for (_, one), said in zip(runs, answers.said, strict=False)]
    return {
        **_scores(places),
        "zero": _share(not said for said in answers.said[: len(runs)]),
        "negative_hits": _share(any(hit["strong"] for hit in said) for said in answers.said[len(runs) :]),
        "negative_near": _share(bool(said) for said in answers.said[len(runs) :]),
        "by_type": {kind: _scores(chosen) for kind, chosen in _by_type(runs, places)},
        **_cost(files, answers),
        "records": len(records),
        "runs": len(runs),
        "missed": [one["q"] for (_, one), at in zip(runs, places, strict=True) if not 0 < at <= 5],
    }


def _place(said: list[dict[str, Any]], one: dict[str, Any]) -> int:
    """Give the place of the first expected record, from 1; 0 where there is none."""
    return next((at for at, hit in enumerate(said, 1) if hit["id"] in one["expect"]), 0)


def _scores(places: list[int]) -> dict[str, float]:
    return {
        "s1": _share(at == 1 for at in places),
        "s5": _share(0 < at <= 5 for at in places),
        "mrr": round(sum(1 / at for at in places if at) / max(len(places), 1), 4),
    }


def _share(found: Iterator[bool]) -> float:
    values = list(found)
    return round(sum(values) / max(len(values), 1), 4)


def _by_type(runs: list[tuple[str, dict[str, Any]]], places: list[int]) -> Iterator[tuple[str, list[int]]]:
    for kind in sorted({kind for _, one in runs for kind in one.get("types", ())}):
        yield kind, [at for (_, one), at in zip(runs, places, strict=True) if kind in one.get("types", ())]


def _cost(files: dict[str, bytes], answers: Answers) -> dict[str, float]:
    """Give bytes of both languages' files together, and times in node."""
    times = sorted(answers.took_ms)
    return {
        "index_bytes": sum(map(len, files.values())),
        "index_gzip": sum(len(gzip.compress(made, 9, mtime=0)) for made in files.values()),
        "load_ms": round(max(answers.load_ms.values()), 2),
        "p50_ms": round(times[len(times) // 2], 2),
        "p95_ms": round(times[int(len(times) * 0.95)], 2),
    }


def table(found: dict[str, Any]) -> str:
    """Give the measures as a table in Markdown."""
    rows = [("all", found), *found["by_type"].items()]
    lines = ["| queries | S@1 | S@5 | MRR |", "|---|---|---|---|"]
    lines += [f"| {name} | {each['s1']:.1%} | {each['s5']:.1%} | {each['mrr']:.3f} |" for name, each in rows]
    return "\n".join(
        [
            *lines,
            "",
            f"{found['runs']} runs on {found['records']} records. Without any hit: {found['zero']:.1%}. Unrelated "
            f"queries with a sure hit: {found['negative_hits']:.1%}, with near hits only: "
            f"{found['negative_near'] - found['negative_hits']:.1%}.",
            f"Index, both languages: {found['index_bytes'] / 1000:.0f} kB, {found['index_gzip'] / 1000:.1f} kB gzip. "
            f"Made ready in "
            f"{found['load_ms']} ms; a query takes {found['p50_ms']} ms (half) to {found['p95_ms']} ms (95 %).",
            *([f"Not among the first five: {', '.join(dict.fromkeys(found['missed']))}."] if found["missed"] else []),
        ]
    )


if __name__ == "__main__":
    main()
