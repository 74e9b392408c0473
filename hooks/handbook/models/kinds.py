"""The list of all kinds of record: model, place in a data folder, place on the site, and noun in messages."""

from dataclasses import dataclass

from handbook.models.base import Entry
from handbook.models.form import Form
from handbook.models.group import Group
from handbook.models.law import Law
from handbook.models.law_question import LawQuestion
from handbook.models.level import Level, Step
from handbook.models.measure import Measure
from handbook.models.meeting import Meeting
from handbook.models.organisation import Organisation
from handbook.models.programme import Criterion, Framework, Milestone, Plan
from handbook.models.reference import EmergencyNumber, GlossaryTerm, SafetyRule
from handbook.models.role import Role
from handbook.models.school_year import SchoolYear
from handbook.models.service import Service
from handbook.models.vocabulary import Term, Vocabulary


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record.

    `stem` names both `stem.yml` (a list) and `stem/` (one file a record); "" where the records stand inside others.
    `section` is the folder word of its pages, the same in both written forms; "" where it has none.
    `own_pages` is false where all records stand on the section's own page.
    `noun` is the definite plural in nynorsk, for messages.
    """

    name: str
    model: type[Entry] | type[Term]
    stem: str
    section: str
    noun: str
    own_pages: bool = True


KINDS = {
    kind.name: kind
    for kind in (
        Kind("service", Service, "services", "kontakt", "tenestene"),
        Kind("group", Group, "groups", "grupper", "gruppene"),
        Kind("meeting", Meeting, "meetings", "kalender", "møta"),
        Kind("measure", Measure, "measures", "tiltak", "tiltaka"),
        Kind("law", Law, "laws", "lover", "lovene"),
        Kind("law_question", LawQuestion, "law-questions", "plikter", "spørsmåla om lova"),
        Kind("level", Level, "levels", "niva", "nivåa"),
        Kind("form", Form, "forms", "skjema", "skjemaa"),
        Kind("role", Role, "roles", "roller", "rollene"),
        Kind("framework", Framework, "frameworks", "modell", "modellane"),
        Kind("plan", Plan, "plans", "plan", "planane"),
        Kind("glossary_term", GlossaryTerm, "glossary", "ord", "orda i ordlista", own_pages=False),
        Kind("organisation", Organisation, "organisations", "", "organisasjonane"),
        Kind("emergency_number", EmergencyNumber, "emergency", "ring", "naudnummera", own_pages=False),
        Kind("safety_rule", SafetyRule, "safety", "", "tryggleiksreglane"),
        Kind("milestone", Milestone, "milestones", "", "milepælane"),
        Kind("criterion", Criterion, "criteria", "", "suksesskriteria"),
        Kind("school_year", SchoolYear, "school-year", "", "skuleåra"),
        Kind("step", Step, "", "", "stega"),
    )
}

VOCABULARIES = tuple(Vocabulary.model_fields)
"""Each open list is a kind that references may point at; its records are `Term`s."""


def noun(kind: str) -> str:
    """Give the definite plural in nynorsk of any kind, open lists included: «tenestene», «orda i access»."""
    return KINDS[kind].noun if kind in KINDS else f"orda i vocabulary.yml, {kind}"


LINKED_KINDS = tuple(kind.name for kind in KINDS.values() if kind.section or kind.name == "step")
"""The kinds that running text may link to."""

OVERVIEWS = {
    "matrix": ("group", "matrise"),
    "direct": ("measure", "direkte"),
    "compass": ("level", "kompass"),
    "months": ("meeting", "rutenett"),
    "wheel": ("meeting", "arshjul"),
    "planned": ("meeting", "oppsett"),
    "subscribe": ("meeting", "abonner"),
    "theme": ("measure", "tema"),
    "age": ("measure", "alder"),
    "service": ("measure", "hos"),
    "coverage": ("measure", "dekning"),
}
"""Overviews that lie in a kind's section: the kind, and an address that none of its records may bear as its id."""


def overview_path(name: str) -> str:
    """Give the address of an overview from the root of a language: «grupper/matrise/»."""
    kind, address = OVERVIEWS[name]
    return f"{KINDS[kind].section}/{address}/"


SECTIONS = tuple(kind.section for kind in KINDS.values() if kind.section)
PROSE_SECTIONS = ("hjelp", "tilsett", "om")
"""Folders of content/ that the frame of every page may link to."""
