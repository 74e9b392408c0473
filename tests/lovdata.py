"""Makes files in the format of Lovdata's open data for the tests and the bench. Every act in them is made up, or made
from a handbook's own registry; no text of a real act stands here."""

import bz2
import io
import tarfile
from collections.abc import Iterable
from html import escape
from pathlib import Path

from handbook.models.law import Law

KONGEN = "Kongen bestemmer"
WRITTEN = 1795305600


def section(number: str, heading: str, *more: str, repealed: str = "", url: str = "") -> str:
    """An article: its number without space, its heading, what stands below it, the day of its repeal."""
    day = f' data-repealeddate="{repealed}"' if repealed else ""
    return (
        f'<article class="legalArticle" data-lovdata-URL="{url}/{number}" data-name="{number}"{day} id="kapittel-9-'
        f'paragraf-9"><h3 class="legalArticleHeader"><span class="legalArticleValue">{number}</span>. '
        f'<span class="legalArticleTitle">{escape(heading)}</span></h3><article class="legalP">Tekst.</article>'
        f"{''.join(more)}</article>"
    )


def pending(words: str = "Endres") -> str:
    """The note under a section that will change."""
    return (
        f'<article class="changesToParent"><strong>{words}</strong> ved lov <a href="lov/2099-11-01-7">1 nov 2099 '
        "nr. 7</a> (i kraft 1 juli 2100).</article>"
    )


def history() -> str:
    """The note under a section that was changed."""
    return '<article class="changesToParent">Endret ved lov 1 juni 2020 nr. 5 (i kraft 1 juli 2020).</article>'


def in_other_act(number: str) -> str:
    """A section of another act inside an amending act: it has no address."""
    return (
        '<article class="change" data-change-part="x"><article class="futureLegalArticle legalArticle" '
        f'data-name="{number}"><h3><span class="legalArticleTitle">I ei anna lov</span></h3></article></article>'
    )


def chapter(name: str, heading: str, body: str) -> str:
    """A chapter; its id and its address count, its name does not."""
    return f'<section class="section" data-name="kap{name}" id="kapittel-99"><h2>{escape(heading)}</h2>{body}</section>'


def act(
    id: str, body: str, dates: str = "2020-01-01", title: str = "Lov om døme", on_top: str = "", changed: str = ""
) -> str:
    """A whole file."""
    return (
        f'<!DOCTYPE html><html lang="nn"><head><title>{escape(title)}</title><base href="https://lovdata.no/" /></head>'
        '<body><header class="documentHeader" id="hode"><dl class="data-document-key-info">'
        f'<dt class="legacyID">Datokode</dt><dd class="legacyID">{id}</dd><dt class="dateInForce">I kraft</dt>'
        f'<dd class="dateInForce">{dates}</dd><dt class="lastChangeInForce">Sist endra</dt>'
        f'<dd class="lastChangeInForce">{changed}</dd>'
        f'<dt class="title">Tittel</dt><dd class="title">{escape(title)}</dd></dl>'
        f'</header><main class="documentBody" data-lovdata-URL="{url_of(id)}" id="dokument"><h1>{escape(title)}</h1>'
        f"{on_top}{body}</main></body></html>"
    )


def on_top(words: str) -> str:
    """A note on the act as a whole."""
    return f'<article class="defaultP" data-text-size="small">{words}</article>'


def url_of(id: str) -> str:
    """The address of an act inside the files: NL/lov/2021-06-18-97."""
    kind, _, number = id.partition("-")
    return f"NL/lov/{number}" if kind == "LOV" else f"SF/forskrift/{number}"


def file_of(id: str) -> str:
    """The name of an act's file: nl/nl-20210618-097.xml, nl/nl-19670210-000.xml."""
    kind, year, month, day, *number = id.split("-")
    stem, digits = ("nl", 3) if kind == "LOV" else ("sf", 4)
    return f"{stem}/{stem}-{year}{month}{day}-{int(number[0]) if number else 0:0{digits}}.xml"


def from_registry(law: Law) -> str:
    """An act as its record in a handbook says it is."""
    url = url_of(law.lovdata)
    numbers = [one for one in law.sections if one.number.startswith("§")]
    body = "".join(
        section(
            one.number,
            "(Opphevet)" if one.repealed else one.heading or "",
            pending() if one.pending_change else history(),
            url=url,
        )
        for one in numbers
    )
    chapters = "".join(
        chapter(one.number[4:], f"Kapittel {one.number[4:]}. {one.heading or ''}", "")
        for one in law.sections
        if one not in numbers
    )
    dates = str(law.in_force) if law.in_force else KONGEN if law.state == "adopted" else "2000-01-01"
    note = {
        "repeal_adopted": "Loven <strong>oppheves</strong> ved lov 20 juni 2025 nr. 81 (i kraft fra den tiden Kongen "
        "bestemmer).",
        "successor_adopted": "For ny barnelov sjå lov 20 juni 2025 nr. 40 (i kraft frå den tid Kongen fastset).",
    }.get(law.state)
    return act(law.lovdata, chapters + body, dates, law.full_title, on_top(note) if note else "")


def pack(path: Path, files: Iterable[tuple[str, str | bytes]], kind: bytes = tarfile.REGTYPE) -> Path:
    """Write an archive; every file was written on the same day."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for name, text in files:
            data = text.encode() if isinstance(text, str) else text
            info = tarfile.TarInfo(name)
            info.mtime, info.type = WRITTEN, kind
            info.size = len(data) if kind == tarfile.REGTYPE else 0
            archive.addfile(info, io.BytesIO(data))
    path.write_bytes(bz2.compress(buffer.getvalue()))
    return path
