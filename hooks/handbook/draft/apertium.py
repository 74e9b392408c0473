"""Asks Apertium for the other written form, with all that is no words kept out of its hands. Knows no records.

Apertium is a program of its own (GPL): nothing of it, or of its dictionaries, is part of the handbook.
"""

import re
import shutil
import subprocess
from collections.abc import Iterator

MODES = {"nn": "nob-nno_e", "nb": "nno-nob"}
"""To nynorsk with e-infinitive and «vi», as the handbook is written; to bokmål."""
HOW_TO_INSTALL = (
    "Omsetjinga treng Apertium med nynorsk og bokmål. På Debian og Ubuntu: "
    "sudo apt-get install apertium apertium-nno-nob. Elles: sjå apertium.org. Du kan alltid skrive teksten sjølv."
)

# What is kept: references and links without their labels, addresses, braces, numbers with what belongs to them,
# and every character that means something to Apertium or to Markdown.
_KEPT = re.compile(
    r"\[\[\w+:[^\]|]*(?:\||(?=\]\]))|\]\]|\]\([^)\s]*\)|https?://\S*[\w/]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\{\w*\}"
    r"|§+ ?\d[\w–-]*|\d[\d.,:–-]*\d|\d|[*_`\[\]{}<>^$/\\@#|~]"
)
_LINE = re.compile(r"^(?P<lead>\s*(?:[-*] |\d+\. )?)(?P<words>.*?)(?P<end>\s*)$")
_ANSWER = re.compile(r"(.*?)\.\[\]\[S(\d+)\]\n", re.DOTALL)


class NoApertium(Exception):
    """There is no Apertium with these languages on this machine."""


def translate(texts: list[str], language: str) -> list[str | None]:
    """Give texts in another written form, in order; None for one that did not come back whole."""
    program = shutil.which("apertium")
    if program is None:
        raise NoApertium
    given = [(number, line) for number, text in enumerate(texts) for line in text.split("\n")]
    masked = [_masked(_LINE.fullmatch(line)["words"]) for _, line in given]
    asked = "".join(f"{words}.[][S{at}]\n" for at, (words, _) in enumerate(masked))
    done = subprocess.run(
        [program, "-u", "-f", "none", MODES[language]], input=asked, capture_output=True, encoding="utf-8"
    )
    if done.returncode != 0:
        raise NoApertium
    answers = {int(at): words for words, at in _ANSWER.findall(done.stdout)}
    lines: list[list[str | None]] = [[] for _ in texts]
    for at, ((number, line), (_, kept)) in enumerate(zip(given, masked, strict=True)):
        parts = _LINE.fullmatch(line)
        words = _restored(answers.get(at), kept)
        lines[number].append(None if words is None else f"{parts['lead']}{words}{parts['end']}")
    return [None if None in each else "\n".join(each) for each in lines]


def _masked(words: str) -> tuple[str, list[str]]:
    """Give words with everything that is to be kept as numbered blanks, and what was kept."""
    kept: list[str] = []

    def put(match: re.Match) -> str:
        kept.append(match.group())
        return f"[{len(kept) - 1}]"

    return _KEPT.sub(put, words), kept


def _restored(words: str | None, kept: list[str]) -> str | None:
    """Put back what was kept; None where some of it is lost, doubled or has changed places."""
    if words is None or list(_numbers(words)) != list(range(len(kept))):
        return None
    return re.sub(r"\[(\d+)\]", lambda match: kept[int(match[1])], words).strip()


def _numbers(words: str) -> Iterator[int]:
    yield from (int(number) for number in re.findall(r"\[(\d+)\]", words))
