"""Small kinds that stand in lists: glossary, emergency numbers, safety rules, interface words."""

from typing import Literal

from pydantic import Field, RootModel

from handbook.models.base import Entry, Model, Prose, Text
from handbook.models.scalars import Day, Flag, LawRef, Name, Phone, Url, ref, some


class Words(Model):
    """Words of one term in one or both written forms."""

    nn: tuple[Name, ...] = ()
    nb: tuple[Name, ...] = ()


class OutdatedWord(Model):
    """A word no longer used, and since when if known."""

    word: Name
    replaced: Name | None = None


class GlossaryTerm(Entry):
    """One concept: what it is called in each form, what it means, and what people call it otherwise."""

    nn: some(Name)
    nb: some(Name)
    definition: Text | None = None
    synonyms: Words = Field(default_factory=Words)
    outdated: tuple[OutdatedWord, ...] = ()
    searches: tuple[Name, ...] = ()
    """What people write in the search field when they mean this, in any written form; shown nowhere."""
    broader: tuple[ref("glossary_term"), ...] = ()
    """The wider terms that this is an example of: whoever searches for one of them, finds this too."""


class EmergencyNumber(Entry):
    """A number to call. The local barnevernvakt is required; only an example may lack its number."""

    number: Phone | None = None
    name: Text
    when: Text
    scope: Literal["national", "local"] = "national"
    kind: Literal[
        "fire", "police", "medical", "doctor", "child_protection", "children", "violence", "mental_health", "other"
    ]  # fmt: skip
    free: Flag | None = None
    hours: Text | None = None
    url: Url | None = None
    verified: Day | None = None
    verified_against: Text | None = None
    unverified: Text | None = None
    """Said on the page instead of a day: nobody could verify the number."""
    strip: Flag = False
    """True where the number stands in the strip on every page."""


class SafetyRule(Entry):
    """A rule that goes before every other text on the page."""

    trigger: Literal["violence", "danger"]
    name: Text
    summary: Text
    """The rule in two or three short sentences; stands on every page where it applies."""
    rule: Prose
    """The rule in full; stands on the guide's front page."""
    call: tuple[ref("emergency_number"), ...]
    overrides: tuple[Text, ...] = ()
    terms: tuple[ref("glossary_term"), ...] = ()
    """A search for one of these shows the rule before everything else."""
    laws: tuple[LawRef, ...] = ()


class Interface(RootModel[dict[str, Text]]):
    """The words of the pages themselves: headings, buttons, labels. Names in braces are filled in."""
