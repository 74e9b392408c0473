"""All rules across records. A rule is a function from a Handbook and a day to problems; its docstring is the rule."""

from collections.abc import Callable, Iterator
from datetime import date

from handbook.beside import both
from handbook.checks import (
    cadences,
    calendar,
    forms,
    freshness,
    groups,
    guide,
    laws,
    municipality,
    references,
    safety,
    texts,
)
from handbook.handbook import Handbook
from handbook.problems import Problem

Rule = Callable[[Handbook, date], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    *references.RULES,
    *laws.RULES,
    *texts.RULES,
    *safety.RULES,
    *forms.RULES,
    *groups.RULES,
    *guide.RULES,
    *cadences.RULES,
    *calendar.RULES,
    *freshness.RULES,
    *municipality.RULES,
)


_HALF = len((*references.RULES, *laws.RULES))
"""So many of the rules take about as long as all the others."""


def check(handbook: Handbook, today: date, may_fork: bool = False) -> list[Problem]:
    """Run every rule. `today` decides what is overdue; nothing here reads a clock."""
    if not may_fork:
        return _found(RULES, handbook, today)
    handbook.texts()  # walked once, before the process divides
    first, second = both(lambda: _found(RULES[:_HALF], handbook, today), lambda: _found(RULES[_HALF:], handbook, today))
    return [*first, *second]


def _found(rules: tuple[Rule, ...], handbook: Handbook, today: date) -> list[Problem]:
    return [problem for rule in rules for problem in rule(handbook, today)]
