"""Rules on safety: the violence rule and the numbers to call must be there."""

from collections.abc import Iterator
from datetime import date

from handbook.handbook import Handbook
from handbook.problems import Problem


def violence_rule(handbook: Handbook, today: date) -> Iterator[Problem]:
    """The handbook has a rule for suspicion of violence or abuse, with somebody to call; it goes before all else."""
    rules = [rule for rule in handbook.all("safety_rule") if rule.trigger == "violence"]
    if not rules and handbook.municipality and not handbook.is_broken("safety_rule"):
        message = "Regelen for mistanke om vald eller overgrep manglar. Legg «trigger: violence» til i safety.yml."
        yield handbook.settings["municipality"].problem((), message, "missing-violence-rule")
    for rule in rules:
        if not rule.call:
            message = "Regelen seier ikkje kven ein skal ringje. Legg til minst eitt nummer i call."
            yield handbook.origins["safety_rule", rule.id].problem(("call",), message, "safety-rule-without-number")


def local_child_protection(handbook: Handbook, today: date) -> Iterator[Problem]:
    """The local barnevernvakt stands among the emergency numbers, with its number unless this is an example."""
    local = [number for number in handbook.all("emergency_number") if number.kind == "child_protection"]
    if not local and handbook.municipality and not handbook.is_broken("emergency_number"):
        message = "Nummeret til barnevernvakta manglar. Legg det til i emergency.yml med «kind: child_protection»."
        yield handbook.settings["municipality"].problem((), message, "missing-child-protection-number")
    example = handbook.municipality and handbook.municipality.example
    for entry in handbook.all("emergency_number"):
        if entry.number is None and not (example and entry.scope == "local"):
            message = "Nummeret manglar. Berre ei eksempelhandbok kan late eit lokalt nummer stå ope."
            yield handbook.origins["emergency_number", entry.id].problem((), message, "missing-number")


RULES = (violence_rule, local_child_protection)
