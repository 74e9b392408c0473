"""The guide as a whole: the way from step to step on one page («Kvar går eg no?»), and its levels as a picture."""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from handbook.checks.guide import entrances, guides, leads_to, reached, starts
from handbook.models.level import Level, Outcome, Step
from handbook.views.edition import Edition
from handbook.views.parts import Link, Page
from handbook.views.record import crumbs
from handbook.views.safety import safety
from handbook.views.step import COMPASS, SECTION, variant, ways

# --- «Kvar går eg no?» ---


def compass_path(edition: Edition, level: Level | None = None) -> str:
    """Give where the ways stand, or the questions of one level; "" where there are none."""
    on_the_way = reached(edition.handbook)
    if level is None:
        return COMPASS if on_the_way else ""
    return f"{COMPASS}#{_anchor(level)}" if any(step.id in on_the_way for step in level.steps) else ""


def _anchor(level: Level) -> str:
    """A level with one entrance starts at its first step; else the reader chooses below its heading."""
    doors = entrances(level)
    return doors[0].id if len(doors) == 1 else f"{SECTION}-{level.id}"


def compass_pages(edition: Edition) -> Iterator[Page]:
    """Give the one page on which each step is a question and its outcomes lead to the next; none without outcomes."""
    found = list(guides(edition.handbook))
    if found:
        on_the_way = reached(edition.handbook)
        levels = [level for levels in found for level in levels if any(each.id in on_the_way for each in level.steps)]
        yield Page(
            path=COMPASS,
            section=SECTION,
            template="compass",
            title=edition.word("compass"),
            lead=edition.word("compass_lead"),
            description=edition.word("compass_lead"),
            crumbs=crumbs(edition, SECTION),
            safety=safety(edition),
            more={
                "starts": tuple(_start(edition, step) for levels in found for step in starts(levels)),
                "levels": tuple(_questions(edition, level, on_the_way) for level in levels),
            },
        )


def _start(edition: Edition, value: Step) -> Link:
    return Link(edition.text(value.name), f"{COMPASS}#{value.id}", note=variant(edition, value))


def _questions(edition: Edition, level: Level, on_the_way: set[str]) -> dict[str, Any]:
    return {
        "id": f"{SECTION}-{level.id}",
        "title": edition.name("level", level.id),
        "questions": tuple(
            _question(edition, level, step, on_the_way) for step in level.steps if step.id in on_the_way
        ),
    }


def _question(edition: Edition, level: Level, value: Step, on_the_way: set[str]) -> dict[str, Any]:
    pairs = zip(ways(edition, level, value), value.outcomes, strict=True)
    return {
        "id": value.id,
        "name": edition.text(value.name),
        "title": edition.word("compass_question", step=edition.text(value.name)),
        "variant": variant(edition, value),
        "page": edition.path("step", value.id),
        "ways": tuple({**way, "link": _on_this_page(edition, way["link"], each, on_the_way)} for way, each in pairs),
    }


def _on_this_page(edition: Edition, link: Link, outcome: Outcome, on_the_way: set[str]) -> Link:
    """Lead to the next question, where there is one, rather than to the page of the step or level it is about."""
    if not any(step.id in on_the_way for step in leads_to(edition.handbook, outcome)):
        return link
    anchor = outcome.step or _anchor(edition.handbook.get("level", outcome.level))
    return link._replace(path=f"{COMPASS}#{anchor}")


# --- the levels as a picture ---

WIDTH, HEIGHT, GAP, MARGIN = 720, 560, 10, 16
CODE, LINE, LETTER = 52, 24, 10.4
"""The height of a code above its name, of a line of a name, and the width of a letter, generously."""


@dataclass(frozen=True, slots=True)
class Words:
    """One line of words in a picture, from its left end and its foot."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Stair:
    """One stair: its rectangle, its code and the lines of its name. `shade` is 1 for the lowest, at most 4."""

    x: float
    y: float
    width: float
    height: float
    shade: int
    code: Words
    name: tuple[Words, ...]

    @property
    def canvas(self) -> str:
        """The view box that all stairs share, with room for their outline."""
        return f"-1 -1 {WIDTH + 2} {HEIGHT + 2}"


def stairs(rungs: list[tuple[str, str]]) -> tuple[Stair, ...]:
    """Draw levels, given as (code, name) from the lowest up; nothing where a word is wider than its stair."""
    width = (WIDTH - GAP * (len(rungs) - 1)) / max(len(rungs), 1)
    letters = int((width - 2 * MARGIN) / LETTER)
    names = [wrap(name, max(letters, 1), break_long_words=False) for _, name in rungs]
    if len(rungs) < 2 or any(len(line) > letters for lines in names for line in lines):
        return ()
    lowest = MARGIN * 2 + CODE + LINE * max(map(len, names))
    rise = (HEIGHT - lowest) / (len(rungs) - 1)
    return tuple(
        _stair(at, round(at * (width + GAP), 1), round(lowest + at * rise, 1), round(width, 1), rungs[at][0], lines)
        for at, lines in enumerate(names)
    )


def _stair(at: int, x: float, height: float, width: float, code: str, lines: list[str]) -> Stair:
    left, top = round(x + MARGIN, 1), round(HEIGHT - height, 1)
    name = (Words(left, round(top + MARGIN + CODE + LINE * (row + 0.6), 1), line) for row, line in enumerate(lines))
    return Stair(x, top, width, height, min(at + 1, 4), Words(left, round(top + MARGIN + 30, 1), code), tuple(name))
