"""All rules across records. A rule is a function from a Handbook and a day to problems; its docstring is the rule."""

from collections.abc import Callable, Iterator
from datetime import date

from handbook.checks import (
    cadences,
    calendar,
    forms,
    freshness,
    groups,
    guide,
    laws,
    municipality,
    personal,
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
    *personal.RULES,
    *safety.RULES,
    *forms.RULES,
    *groups.RULES,
    *guide.RULES,
    *cadences.RULES,
    *calendar.RULES,
    *freshness.RULES,
    *municipality.RULES,
)


def check(handbook: Handbook, today: date) -> list[Problem]:
    """Run every rule. `today` decides what is overdue; nothing here reads a clock."""
    return [problem for rule in RULES for problem in rule(handbook, today)]
