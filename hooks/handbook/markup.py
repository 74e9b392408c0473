"""The Markdown subset of the texts: what an editor may write, and its HTML. The only door to mistune."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import mistune

REFERENCE = re.compile(r"\[\[(?P<kind>[a-z_]+):(?P<target>[^\]|]+)(?:\|(?P<label>[^\]|]+))?\]\]")
"""`[[measure:pmto]]`, `[[law:barnevernsloven §13-2]]` or, with words of one's own, `[[form:samtykke|samtykke]]`."""

_HTML = re.compile(r"<[a-zA-Z/!?][^>\n]*>?|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")
_MARKUP = re.compile(r"\*\*[^*\n]+\*\*|\[[^\]\n]+\]\(|\[\[[^\]\n]*\]{0,2}|^[-*] ", re.MULTILINE)
_LINK = re.compile(r"\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(\s*<?([^)\s>]*)[^)]*\)")
_LINK_BELOW = re.compile(r"^[ ]{0,3}(?P<below>\[[^\]\n]+\]:)", re.MULTILINE)
_SAFE_TARGET = re.compile(r"(https?://|mailto:|tel:)[^\s<>\"']+")
_DOUBLE_BRACKET = re.compile(r"\[\[[^\]\n]*\]{0,2}")
_BEYOND = re.compile(
    r"^(?:[ ]*(?:[-*+]|\d+[.)])[ ]+)?(?P<block>#{1,6}[ ]|>|```|~~~|\|.*\|[ \t]*$)"
    r"|^[ ]{0,3}(?P<rule>=+|-{3,}|(?:\*[ ]*){3,}|(?:_[ ]*){3,})[ \t]*$"
    r"|(?P<image>!\[[^\]\n]*\]\()",
    re.MULTILINE,
)
_PLAIN_BLOCKS = frozenset({"paragraph", "list", "list_item", "block_text", "blank_line"})
_PLAIN_WORDS = frozenset({"text", "strong", "emphasis", "link", "softbreak", "linebreak"})
_MAY_HIDE_MORE = re.compile(r"[`~|\\\[]|^[ ]*[>#=]|^ {4}|__|\*\*\*", re.MULTILINE)
_SENTENCE = (
    r"[^\W\d_«(][^\n\t*_`\[\]<>#\\!~|&]*"
    r"(?:(?:\[\[[a-z_]+:[a-z0-9-]+\]\]|\[[^\n\t*_`\[\]<>#\\!~|&\"]+\]\(https?://[a-zA-Z0-9./-]+\))"
    r"(?![\[(:])[^\n\t*_`\[\]<>#\\!~|&]*)*(?<! )"
)
_FINE = re.compile(
    r"\[(?<!!\[)(?:\[[a-z_]+:[a-z0-9-]+\]\]|[^\n*_`\[\]<>#\\!~|&\"]+\]\(https?://[a-zA-Z0-9./-]+\))(?![\[(:])"
)
_SIGNS = {False: re.compile(r"[<&\[*]"), True: re.compile(r"[<>&\[`~|\\#=_]")}
_SIGNS_TOGETHER = {False: ("\n- ",), True: ("---", "***", "* *", "\n    ")}
_SENTENCES = re.compile(rf"{_SENTENCE}(?:\n{_SENTENCE})*")
_POINTS = re.compile(rf"- {_SENTENCE}(?:\n- {_SENTENCE})*")
_WHOLE_LINK = re.compile(r"\[([^\[\]]+)\]\((https?://[a-zA-Z0-9./-]+)\)")
_ONE_PARAGRAPH = re.compile(r"[^\n*_`\[\]<>#\\!~|&]+")

_SUBSET = "Her kan du bruke avsnitt, lister, feit skrift, kursiv og lenkjer, ikkje anna."

_parts = mistune.HTMLRenderer()
_html = mistune.create_markdown(escape=True)
_tokens = mistune.create_markdown(renderer="ast")


class Finding(NamedTuple):
    """Words at fault in a text: where they start, the words, the sentence and the code."""

    start: int
    words: str
    message: str
    code: str


def to_html(text: str) -> str:
    """Give the HTML of a text in the subset. References are left as they are written.

    Paragraphs and lists of plain sentences, as most are, take the short way; it gives what mistune gives.
    """
    html: list[str] = []
    rest: list[str] = []
    for block in text.split("\n\n"):
        if _SENTENCES.fullmatch(block):
            html += [*_of_rest(rest), _parts.paragraph(_inline(block))]
            rest = []
        else:
            rest.append(block)
    return "".join([*html, *_of_rest(rest)])


def _of_rest(blocks: list[str]) -> Iterator[str]:
    """Give the HTML of blocks that stand together: a list alone, or what mistune must read."""
    if len(blocks) == 1 and _POINTS.fullmatch(blocks[0]):
        points = [_parts.list_item(_inline(one.removeprefix("- "))) for one in blocks[0].split("\n")]
        yield _parts.list("".join(points), ordered=False)
    elif blocks:
        yield _html("\n\n".join(blocks))


def _inline(text: str) -> str:
    """Give the HTML of sentences that hold no other markup than references and links to whole addresses."""
    return _WHOLE_LINK.sub(lambda match: _parts.link(match[1], match[2]), mistune.escape(text))


def is_one_plain_paragraph(text: str) -> bool:
    """Say whether a text has no markup at all, so that it needs no Markdown."""
    return _ONE_PARAGRAPH.fullmatch(text) is not None


def may_be_at_fault(text: str, is_prose: bool) -> bool:
    """Say at a glance whether `prose_faults` or `plain_faults` can find anything, in a text or in some of its lines."""
    rest = "\n" + (_FINE.sub("", text) if is_prose and "[" in text else text)
    return bool(_SIGNS[is_prose].search(rest)) or any(signs in rest for signs in _SIGNS_TOGETHER[is_prose])


def plain_faults(text: str) -> Iterator[Finding]:
    """Give what a plain text may not hold: HTML and any markup."""
    yield from html_faults(text)
    message = "Dette feltet er rein tekst. Ta bort teikna for lenkje, feit skrift eller liste."
    for match in _MARKUP.finditer(text):
        yield Finding(match.start(), match.group(), message, "markup-in-plain-text")


def prose_faults(text: str) -> Iterator[Finding]:
    """Give what a text in the subset may not hold."""
    found = [*html_faults(text), *link_faults(text), *reference_faults(text)]
    for match in _BEYOND.finditer(text):
        start = match.start(match.lastgroup)
        found.append(Finding(start, match[match.lastgroup], _SUBSET, "unsupported-markup"))
    if not found and _MAY_HIDE_MORE.search(_LINK.sub("", REFERENCE.sub("", text))) and _beyond_subset(_tokens(text)):
        found.append(Finding(0, text.split("\n")[0], _SUBSET, "unsupported-markup"))
    yield from found


def html_faults(text: str) -> Iterator[Finding]:
    """Give raw HTML and character entities."""
    for match in _HTML.finditer(text):
        yield Finding(match.start(), match.group(), f"«{match.group()}» er HTML. Skriv vanleg tekst.", "raw-html")


def link_faults(text: str, others: str = "") -> Iterator[Finding]:
    """Give links that lead elsewhere than https, http, mailto and tel; `others` is a pattern of more targets."""
    for match in _LINK.finditer(text):
        target = match[1]
        if "[[" in match.group():
            message = "Ei tilvising kan ikkje stå inni ei lenkje. Skriv [[slag:id|eigne ord]] åleine."
            yield Finding(match.start(), match.group(), message, "malformed-reference")
            continue
        if _SAFE_TARGET.fullmatch(target) or (others and re.fullmatch(others, target)):
            continue
        message = f"Lenkja går til «{target}». Bruk https://, mailto: eller tel:, eller [[slag:id]]."
        yield Finding(match.start(), match.group(), message, "unsafe-link")
    for match in _LINK_BELOW.finditer(text):
        yield Finding(match.start("below"), match["below"], _SUBSET, "unsupported-markup")


def reference_faults(text: str) -> Iterator[Finding]:
    """Give double brackets that are no reference."""
    for match in _DOUBLE_BRACKET.finditer(text):
        if not REFERENCE.fullmatch(match.group()):
            message = f"«{match.group()}» er ikkje ei gyldig tilvising. Skriv [[slag:id]], til dømes [[measure:pmto]]."
            yield Finding(match.start(), match.group(), message, "malformed-reference")


def _beyond_subset(tokens: list[dict]) -> bool:
    """Say whether Markdown would make anything of a text that is not in the subset."""
    for token in tokens:
        if token["type"] not in _PLAIN_BLOCKS | _PLAIN_WORDS:
            return True
        if token["type"] == "link" and not _SAFE_TARGET.fullmatch(token["attrs"]["url"]):
            return True
        if _beyond_subset(token.get("children", [])):
            return True
    return False
