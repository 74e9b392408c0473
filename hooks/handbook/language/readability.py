"""How hard a text is to read: words, sentences and LIX. Knows text with or without Markdown, no records."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONG_WORD = 6
"""A word with more letters is long (Björnsson)."""
LONG_SENTENCE = 25
"""A sentence with more words is long."""

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_LETTER = re.compile(r"[^\W\d_]")
_REFERENCE = re.compile(r"\[\[\w+:([^\]|]*)(?:\|([^\]]*))?\]\]")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_ADDRESS = re.compile(r"https?://\S+|\S+@\S+")
_HEADING = re.compile(r"^(#.*)$", re.MULTILINE)
_BLOCK = re.compile(r"\n\s*\n|\n(?=[ ]*(?:[-*+][ ]|\d+[.)][ ]|#))")
_MARK = re.compile(r"^[ ]*(?:[-*+]|\d+[.)]|#{1,6})[ ]+|[*_`]")
_END = re.compile(r"(?<=[.!?…])[»”\")]*\s+(?=[«“\"(]?[A-ZÀ-Þ0-9])")
_ABBREVIATION = re.compile(r"(?:^|[\s(«])(?:[a-zæøå]\.[a-zæøå]|jfr?|kap|nr|kl|pkt|art|ca|bl\.a|f\.eks|evt|tlf|iht)\.$")
"""What ends with a full stop and is followed by more; «osv.» before a capital ends its sentence."""


@dataclass(frozen=True, slots=True)
class Readability:
    """What was counted in a text."""

    words: int
    long_words: int
    sentences: tuple[str, ...]

    @property
    def lix(self) -> float:
        """The words of a sentence, and of a hundred words the long ones, added; 0 where there is no word."""
        if not self.words:
            return 0.0
        return self.words / len(self.sentences) + 100 * self.long_words / self.words

    @property
    def long_sentences(self) -> tuple[str, ...]:
        """The long sentences, the longest first."""
        found = [sentence for sentence in self.sentences if count_words(sentence) > LONG_SENTENCE]
        return tuple(sorted(found, key=count_words, reverse=True))


def read(texts: list[str]) -> Readability:
    """Count texts; a heading and a point of a list are each a sentence."""
    sentences = tuple(sentence for text in texts for sentence in split(text))
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    long_words = sum(len(_LETTER.findall(word)) > LONG_WORD for word in words)
    return Readability(len(words), long_words, sentences)


def split(text: str) -> Iterator[str]:
    """Give the sentences of a text, without its markup."""
    shown = _ADDRESS.sub(" ", _LINK.sub(r"\1", _REFERENCE.sub(lambda found: found[2] or found[1], text)))
    for block in _BLOCK.split(_HEADING.sub(r"\1\n", shown)):
        yield from _sentences(" ".join(_MARK.sub("", block).split()))


def _sentences(block: str) -> Iterator[str]:
    start = 0
    for end in _END.finditer(block):
        if not _ABBREVIATION.search(block[start : end.start()]):
            yield block[start : end.end()].strip()
            start = end.end()
    if _WORD.search(block[start:]):
        yield block[start:]


def count_words(text: str) -> int:
    """Give the number of words."""
    return len(_WORD.findall(text))
