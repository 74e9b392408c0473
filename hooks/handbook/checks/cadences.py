"""Rules on when meetings are held: what is written in words can be read by all that counts days."""

from collections.abc import Iterator
from datetime import date

from handbook.handbook import Handbook
from handbook.models.base import Text
from handbook.models.cadence_text import Proposal, propose
from handbook.problems import Problem

_CADENCES = (("meeting", "cadence"), ("plan", "revision"))


def cadences_are_read(handbook: Handbook, today: date) -> Iterator[Problem]:
    """A cadence whose wording can be understood is not left as unknown."""
    for kind, field in _CADENCES:
        for record in handbook.all(kind):
            cadence = getattr(record, field)
            if cadence and cadence.kind == "unknown" and (proposal := _proposal(cadence.text)):
                message = f"Teksten ser ut til å bety: {proposal} Stemmer det, så skriv det."
                origin = handbook.origins[kind, record.id]
                yield origin.problem((field, "kind"), message, "cadence-understood")


def _proposal(text: Text | None) -> Proposal | None:
    """Give what either written form seems to mean; that it is unknown is no proposal."""
    wordings = (text.nn, text.nb) if text else ()
    proposals = [proposal for wording in wordings if wording and (proposal := propose(wording))]
    return next((proposal for proposal in proposals if proposal.cadence["kind"] != "unknown"), None)


RULES = (cadences_are_read,)
