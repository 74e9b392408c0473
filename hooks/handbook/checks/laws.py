"""Rules on the law: whatever cites it, in a field or in running text, cites what applies today."""

from collections.abc import Iterator
from datetime import date

from handbook.handbook import Handbook
from handbook.law.citation import Citation as Written
from handbook.law.registry import Judgement, Registry
from handbook.law.running_text import all_citations, read_text
from handbook.law.sentences import CODES, sentence
from handbook.markup import Finding
from handbook.models.base import Citation
from handbook.models.law import Law
from handbook.models.references import Reference
from handbook.problems import Problem


def registry_of(handbook: Handbook, today: date) -> Registry:
    """Make the registry of a handbook's acts; they count as checked for the months that municipality.yml sets."""
    months = handbook.municipality.laws_check_months if handbook.municipality else 12
    return Registry(handbook.all("law"), today, months)


def references_apply(handbook: Handbook, today: date) -> Iterator[Problem]:
    """A reference names an act that is in force and a section that its registry holds; what meant something once need
    only exist."""
    registry = registry_of(handbook, today)
    for record, origin, reference in handbook.references():
        is_history = type(record) is Law or _is_history(reference)
        if complaint := reference_fault(registry, reference, is_history):
            message, code = complaint
            yield origin.problem(reference.location, message, code, snippet=reference.link or reference.written)


def reference_fault(registry: Registry, reference: Reference, is_history: bool = False) -> tuple[str, str] | None:
    """Say what is wrong with a reference to a known act, as a sentence and a code; None when it is fine."""
    if reference.kind != "law" or reference.id not in registry.laws:
        return None
    judgement = registry.judge_reference(reference.written)
    code = CODES.get(judgement.verdict)
    if is_history and code != "unknown-section":
        return None
    return (sentence(judgement), code) if code else None


def _is_history(reference: Reference) -> bool:
    return "citations" in reference.location and "means" in reference.location


def texts_apply(handbook: Handbook, today: date) -> Iterator[Problem]:
    """A text that cites a repealed act says so itself, as «barnevernloven (1992, oppheva)»; other citations apply."""
    for placed in all_citations(handbook, registry_of(handbook, today)):
        if complaint := _fault(placed.citation, placed.judgements, handbook):
            yield placed.problem(*complaint)


def text_faults(text: str, registry: Registry, handbook: Handbook) -> Iterator[Finding]:
    """Give the citations in a page of prose that need mending."""
    for citation, judgements in read_text(text, registry):
        if complaint := _fault(citation, judgements, handbook):
            yield Finding(citation.start, citation.text, *complaint)


def _fault(citation: Written, judgements: tuple[Judgement, ...], handbook: Handbook) -> tuple[str, str] | None:
    """Say what is wrong with the first place of a citation that is wrong, as a sentence and a code.

    While the file of an act cannot be read, no act is called unknown: it may be that one.
    """
    for judgement in judgements:
        if judgement.verdict == "unknown-act" and handbook.is_broken("law"):
            return None
        gone = judgement.verdict in ("repealed-act", "repealed-section") and citation.says_repealed
        if judgement.verdict in CODES and not gone:
            return sentence(judgement, citation), CODES[judgement.verdict]
    return None


def citations_say_what_applies(handbook: Handbook, today: date) -> Iterator[Problem]:
    """What a source wrote about a repealed act stands beside what applies today, and today's section is not just the
    old number in the new act."""
    registry = registry_of(handbook, today)
    for _, record, origin in handbook.entries():
        for index, each in enumerate(getattr(record, "citations", ())):
            for judgement in _judged(each, registry):
                if judgement.verdict in ("repealed-act", "repealed-section") and not each.today:
                    message, code = sentence(judgement), CODES[judgement.verdict]
                    yield origin.problem(("citations", index, "as_written"), message, code)
                elif (wrong := _swapped(judgement)) in each.today:
                    message = f"Her er berre lova bytt ut, ikkje nummeret. {sentence(judgement)}"
                    yield origin.problem(("citations", index, "today", each.today.index(wrong)), message, "swapped-law")


def _judged(citation: Citation, registry: Registry) -> Iterator[Judgement]:
    if citation.means:
        if citation.means.split(" ")[0] in registry.laws:
            yield registry.judge_reference(citation.means)
        return
    for _, judgements in registry.read(citation.as_written):
        yield from judgements


def _swapped(judgement: Judgement) -> str:
    """Give the reference that a mere exchange of the act makes, where the registry knows that it is wrong."""
    if judgement.verdict != "repealed-act" or not judgement.former or not judgement.law.replaced_by:
        return ""
    swapped = f"{judgement.law.replaced_by} {judgement.place}"
    return "" if swapped in judgement.today else swapped


RULES = (references_apply, texts_apply, citations_say_what_applies)
