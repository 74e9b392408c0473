"""Rules on the guide: outcomes lead to every step, and from every step. Owns the ways between steps."""

from collections.abc import Iterable, Iterator
from datetime import date

from handbook.handbook import Handbook
from handbook.models.level import Level, Outcome, Step
from handbook.problems import Problem

_COMMON = (None, "common")


def guides(handbook: Handbook) -> Iterator[list[Level]]:
    """Give, for each framework whose steps have outcomes, its levels that have steps, the lowest first."""
    found: dict[str | None, list[Level]] = {}
    for level in sorted(handbook.all("level"), key=lambda level: level.order):
        if level.steps:
            found.setdefault(level.framework, []).append(level)
    yield from (levels for levels in found.values() if any(step.outcomes for step in _steps(levels)))


def entrances(level: Level) -> tuple[Step, ...]:
    """Give where a level begins: at its first common step, and at the first step of each other variant."""
    return _first_of_each(level.steps)


def starts(levels: list[Level]) -> tuple[Step, ...]:
    """Give where a guide begins: where its lowest level does, and each other variant at its own first step.

    Who works in the arena of a variant starts there, on whatever level that is: nothing needs to lead to it.
    """
    own = _first_of_each(step for step in _steps(levels) if step.variant not in _COMMON)
    return tuple({step.id: step for step in (*entrances(levels[0]), *own)}.values())


def leads_to(handbook: Handbook, outcome: Outcome) -> tuple[Step, ...]:
    """Give the steps an outcome leads to: one, those where a level begins, or none."""
    level = handbook.records["level"].get(outcome.level)
    step = handbook.records["step"].get(outcome.step)
    return entrances(level) if level else (step,) if step else ()


def reached(handbook: Handbook) -> set[str]:
    """Give the ids of all steps of guides that a path leads to from where a guide begins."""
    own = {step.id for levels in guides(handbook) for step in _steps(levels)}
    return own & _reached(handbook, [step for levels in guides(handbook) for step in starts(levels)])


def _reached(handbook: Handbook, steps: Iterable[Step]) -> set[str]:
    after, found, waiting = _after(handbook), set(), list(steps)
    while waiting:
        step = waiting.pop()
        if step.id not in found:
            found.add(step.id)
            waiting += [each for outcome in step.outcomes for each in leads_to(handbook, outcome)]
            # A step without outcomes is told on its own account, and is here read on from.
            waiting += after.get(step.id, ()) if not step.outcomes else ()
    return found


def _after(handbook: Handbook) -> dict[str, tuple[Step, ...]]:
    pairs = (zip(level.steps, level.steps[1:], strict=False) for level in handbook.all("level"))
    return {step.id: (following,) for each in pairs for step, following in each}


def _steps(levels: list[Level]) -> Iterator[Step]:
    yield from (step for level in levels for step in level.steps)


def _first_of_each(steps: Iterable[Step]) -> tuple[Step, ...]:
    first: dict[str | None, Step] = {}
    for step in steps:
        first.setdefault(None if step.variant in _COMMON else step.variant, step)
    return tuple(first.values())


def _somewhere_unknown(handbook: Handbook) -> bool:
    """Say whether a step or level is missing: what no path reaches is then a consequence of a fault told elsewhere."""
    outcomes = [outcome for step in handbook.all("step") for outcome in step.outcomes]
    steps, levels = handbook.records.get("step", {}), handbook.records.get("level", {})
    return handbook.is_broken("level") or any(
        (each.step and each.step not in steps) or (each.level and each.level not in levels) for each in outcomes
    )


def _told(handbook: Handbook, levels: list[Level]) -> Iterator[Step]:
    """The steps that can be told about by their id: one whose id is taken has another fault."""
    yield from (step for step in _steps(levels) if handbook.records["step"][step.id] is step)


def steps_are_reached(handbook: Handbook, today: date) -> Iterator[Problem]:
    """A path of outcomes leads to every step from the first step of the lowest level of its framework."""
    found = reached(handbook)
    for levels in guides(handbook) if not _somewhere_unknown(handbook) else ():
        first = starts(levels)[0]
        for step in _told(handbook, levels):
            if step.id not in found:
                message = (
                    f"Ingen veg fører frå det første steget, «{first.id}», til «{step.id}». "
                    f"Legg «step: {step.id}» til som utfall av eit anna steg."
                )
                yield handbook.origins["step", step.id].problem((), message, "unreachable-step")
                found |= _reached(handbook, [step])  # what comes after it is not told again


def steps_lead_on(handbook: Handbook, today: date) -> Iterator[Problem]:
    """In a guide that says what may come of its steps, every step does."""
    for levels in guides(handbook):
        for step in _told(handbook, levels):
            if not step.outcomes:
                message = f"Steget «{step.id}» seier ikkje kva som skjer så. Legg til outcomes med minst eitt utfall."
                yield handbook.origins["step", step.id].problem((), message, "dead-end-step")


RULES = (steps_are_reached, steps_lead_on)
