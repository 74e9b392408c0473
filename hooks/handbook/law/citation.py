"""What people write when they point at the law: finds each citation in a text and reads its act and its places.

Knows titles and the grammar of places; whether an act is in force is not its business.
"""

import re
from bisect import bisect_left
from typing import NamedTuple

from handbook.law.titles import Titled, Titles
from handbook.law.written import Group, Written, groups

_GAP = re.compile(r"[\s,:/–—-]*(?:(?:sine?|si|sitt)\b)?[\s,]*")
_JOINT = re.compile(
    r"\s*(?:,|\(|og|eller|samt|jf\.?|jfr\.?|sjå|se|,\s*(?:og|eller|samt|jf\.?|jfr\.?))?\s*", re.IGNORECASE
)
_IN = re.compile(r"\s+(?:i|etter)\s+(?:den\s+)?(?:(?:tidlegare|tidligere|gamle|nye|ny|ei|en)\s+)*", re.IGNORECASE)
_YEAR = re.compile(r",?\s+(?:(?:av|frå|fra)\s+)?(?P<year>(?:19|20)\d\d)(?![\d-])", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\((?P<inner>[^()§]{1,80})\)")
_ABOUT = re.compile(r"\s+om\s+[^§()\n.;:]{1,80}?(?=\s*(?:\(|§|,?\s*kap\b|kap\.|[.,;:\n]|$))", re.IGNORECASE)
_GONE = re.compile(r"\b(?:oppheva|opphevet|opphevd|avløyst|avløst)\b", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?:tidlegare|tidligere|dåverande|daværende|gamle|eldre|oppheva|opphevde|opphevede)\s+(?:lov\s+)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s{0,3},?\s{0,3}\(?(?:som\s+)?(?:no\s+|nå\s+)?(?:er\s+|vart\s+|ble\s+|blei\s+)?(?=opphev)", re.IGNORECASE
)
_HEADING = re.compile(r"\s{0,3}[:–—-]?\s{0,3}\(?«(?P<heading>[^«»\n]{3,200})»")
_OTHER_ACT = re.compile(
    r"(?P<name>(?<![\w-])\w[\w-]*(?:lov|lova|loven|lovas|lovens|forskrifta|forskriften)|lov\s+om\s+[\w\s-]{3,60}?)"
    r"(?:\s+sine?)?[\s,:]*(?:\(?\d{4}\)?\s*)?$",
    re.IGNORECASE,
)
_WIDEST = 80
"""No joining words are longer."""
_NO_ACT = re.compile(r"(?:grunn)?(?:lov|lova|loven|lovas|lovens|forskrifta|forskriften)$", re.IGNORECASE)


class Citation(NamedTuple):
    """A citation in a text: where, the words, the acts that the title may mean, and the places."""

    start: int
    end: int
    text: str
    acts: tuple[str, ...] = ()
    """Ids of acts; none where no act is named, or one that the registry does not hold."""
    places: tuple[Written, ...] = ()
    stranger: str = ""
    """The title of an act that the registry does not hold."""
    heading: str = ""
    """The heading that the writer gives the section, in «…»."""
    says_repealed: bool = False
    """The text itself says that the act is repealed or former."""


class _Act(NamedTuple):
    start: int
    end: int
    acts: tuple[str, ...]
    dated: bool
    is_short: bool
    says_repealed: bool


def citations(text: str, titles: Titles) -> list[Citation]:
    """Find every citation in a text, in order."""
    if not titles.may_stand_in(text):
        return []
    acts, places = _acts(text, titles), list(groups(text))
    starts = [one.start for one in places]
    found, used = [], set()
    for number, act in enumerate(acts):
        between = places[bisect_left(starts, act.end) : bisect_left(starts, _start(acts, number + 1, text))]
        before = places[bisect_left(starts, acts[number - 1].end if number else 0) : bisect_left(starts, act.start)]
        own = _after(text, act, between, acts[number + 1 : number + 2])
        own = own or _ahead(text, act, [one for one in before if one.start not in used])
        used |= {one.start for one in own}
        if own or not act.is_short:
            found.append(_citation(text, act, own))
    found += [_without_act(text, one) for one in places if one.start not in used]
    return sorted(found)


def _start(acts: list[_Act], number: int, text: str) -> int:
    return acts[number].start if number < len(acts) else len(text) + 1


# --- acts ---


def _acts(text: str, titles: Titles) -> list[_Act]:
    """Give the acts named, each with its year and its other names in brackets taken in."""
    found: list[_Act] = []
    for titled in titles.find(text):
        if found and titled.start < found[-1].end:
            continue  # the same act again, in brackets
        found.append(_qualified(text, titled, titles))
    return found


def _qualified(text: str, titled: Titled, titles: Titles) -> _Act:
    acts, end = titled.acts, titled.end
    gone = bool(_BEFORE.search(text, max(0, titled.start - 24), titled.start))
    if titled.dated and (about := _ABOUT.match(text, end)):
        end = about.end()
    while match := _ASIDE.match(text, end) or _YEAR.match(text, end):
        inner = match.groupdict().get("inner")
        year = match["year"] if inner is None else next(iter(re.findall(r"\b(?:19|20)\d\d\b", inner)), "")
        named = titles.find(inner) if inner else []
        says = bool(inner and _GONE.search(inner))
        if inner is not None and not (year or named or says):
            break
        acts = _narrowed(acts, year, named, titles) if not titled.dated else acts
        gone, end = gone or says, match.end()
    if (after := _AFTER.match(text, end)) and _GONE.match(text, after.end()):
        gone = True
    return _Act(titled.start, end, acts, titled.dated, titled.is_short, gone)


def _narrowed(acts: tuple[str, ...], year: str, named: list[Titled], titles: Titles) -> tuple[str, ...]:
    """Keep the acts of a year (of the act, or of its entry into force), and those that a second name also means."""
    for each in named:
        acts = tuple(id for id in acts if id in each.acts) or acts
    if not year:
        return acts
    laws = [titles.laws[id] for id in acts]
    return tuple(law.id for law in laws if year in law.lovdata.split("-")[1:2]) or tuple(
        law.id for law in laws if law.in_force and str(law.in_force.year) == year
    )


# --- joining ---


def _after(text: str, act: _Act, places: list[Group], following: list[_Act]) -> list[Group]:
    """Give the groups that belong to the act before them; the last goes to «… i <act>» where such an act follows."""
    own: list[Group] = []
    end = act.end
    for group in places:
        if not _joins(_JOINT if own else _GAP, text, end, group.start):
            break
        own.append(group)
        end = group.end
    if own and following and _joins(_IN, text, own[-1].end, following[0].start):
        is_apart = len(own) > 1 or "," in text[act.end : own[0].start]
        return own[:-1] if is_apart else own
    return own


def _joins(words: re.Pattern, text: str, start: int, end: int) -> bool:
    """Say whether nothing but joining words stands between two places in a text."""
    return end - start <= _WIDEST and words.fullmatch(text, start, end) is not None


def _ahead(text: str, act: _Act, places: list[Group]) -> list[Group]:
    """Give the groups in «§§ 18 og 19 i forvaltningsloven»."""
    own: list[Group] = []
    end, between = act.start, _IN
    for group in reversed(places):
        if not _joins(between, text, group.end, end):
            break
        own.insert(0, group)
        end, between = group.start, _JOINT
    return own


def _citation(text: str, act: _Act, places: list[Group]) -> Citation:
    start = min([act.start, *(one.start for one in places)])
    end = max([act.end, *(one.end for one in places)])
    written = tuple(each for group in places for each in group.places)
    heading = _HEADING.match(text, end) if len(written) == 1 and end > act.end else None
    return Citation(
        start,
        end,
        text[start:end],
        act.acts,
        written,
        stranger="" if act.acts else text[act.start : act.end],
        heading=heading["heading"] if heading else "",
        says_repealed=act.says_repealed,
    )


def _without_act(text: str, group: Group) -> Citation:
    """Give a place without a known act; the title that stands before it is kept where it looks like one."""
    match = _OTHER_ACT.search(text, max(0, group.start - 80), group.start)
    if match is None or _NO_ACT.fullmatch(match["name"]):
        return Citation(group.start, group.end, text[group.start : group.end], (), group.places)
    start = match.start("name")
    return Citation(start, group.end, text[start : group.end], (), group.places, stranger=match["name"])
