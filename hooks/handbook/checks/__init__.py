"""All rules across records. A rule is a function from a Handbook and a day to problems; its docstring is the rule."""

from collections.abc import Callable, Iterator, Set
from dataclasses import replace
from datetime import date
from typing import Any

from handbook.beside import in_two
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
from handbook.collector import collector_at_rest
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


_ON_TEXTS = (laws.texts_apply, *texts.RULES)
"""Rules that look at each text by itself."""
_HALF = len((*references.RULES, *laws.RULES, texts.allowed_markup))
"""So many of the rules take about as long as all the others."""


def check(handbook: Handbook, today: date, may_fork: bool = False) -> list[Problem]:
    """Run every rule. `today` decides what is overdue; nothing here reads a clock."""
    with collector_at_rest():
        handbook.wordings()  # walked once, before the process divides
        halves = (RULES[:_HALF], RULES[_HALF:])
        found = in_two(lambda number, _: _found(halves[number], handbook, today)) if may_fork else None
        problems = [*found[0], *found[1]] if found else _found(RULES, handbook, today)
        handbook.forget_wordings()
        return problems


def check_records(handbook: Handbook, keys: Set[tuple[str, str]], today: date) -> list[Problem]:
    """Run the rules on texts on some records, and every other rule on the whole; all others were checked before."""
    records: dict[str, dict[str, Any]] = {"law": handbook.records.get("law", {})}
    for kind, id in keys:
        records.setdefault(kind, {})[id] = handbook.get(kind, id)
    origins = {key: origin for key, origin in handbook.origins.items() if key in keys or key[0] in ("law", "interface")}
    part = replace(handbook, records=records, origins=origins)
    rest = tuple(rule for rule in RULES if rule not in _ON_TEXTS)
    return [*_found(_ON_TEXTS, part, today), *_found(rest, handbook, today)]


def _found(rules: tuple[Rule, ...], handbook: Handbook, today: date) -> list[Problem]:
    return [problem for rule in rules for problem in rule(handbook, today)]
