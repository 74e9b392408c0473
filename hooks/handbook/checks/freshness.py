"""Rules on age: what should have been looked at again by now. All are warnings."""

from collections.abc import Iterator
from datetime import date

from handbook.handbook import Handbook
from handbook.language.dates import add_months
from handbook.models.base import Entry
from handbook.models.law import Law
from handbook.models.municipality import Municipality
from handbook.problems import Problem


def review_interval(kind: str, entry: Entry, municipality: Municipality) -> int:
    """Give how many months a record may go unreviewed: its own, else its kind's, else the municipality's."""
    of_kind = getattr(municipality.review_intervals, kind, None)
    return entry.review_interval_months or of_kind or municipality.review_interval_months


def next_review(kind: str, entry: Entry, municipality: Municipality) -> date | None:
    """Give the day a record is due for review; None when it has never been reviewed."""
    if entry.reviewed is None:
        return None
    return add_months(entry.reviewed, review_interval(kind, entry, municipality))


def law_check_due(law: Law, municipality: Municipality) -> date:
    """Give the last day that an act counts as checked."""
    return add_months(law.checked, municipality.laws_check_months)


def reviews_are_due(handbook: Handbook, today: date) -> Iterator[Problem]:
    """A record is reviewed within its interval, and never in the future."""
    if handbook.municipality is None:
        return
    for kind, record, origin in handbook.entries():
        if not isinstance(record, Entry) or record.reviewed is None or origin.shared:
            continue
        if record.reviewed > today:
            message = f"{record.reviewed} er ein dag som ikkje har vore. Skriv dagen innhaldet vart gjennomgått."
            yield origin.problem(("reviewed",), message, "reviewed-in-future")
        elif (due := next_review(kind, record, handbook.municipality)) and due < today:
            message = f"Skulle vore gjennomgått seinast {due}. Les gjennom, rett, og skriv ny dato."
            yield origin.problem(("reviewed",), message, "review-overdue")


def numbers_are_verified(handbook: Handbook, today: date) -> Iterator[Problem]:
    """Each emergency number was verified within the months that municipality.yml sets, or says that it was not."""
    if handbook.municipality is None:
        return
    for entry in handbook.all("emergency_number"):
        if entry.number is None or entry.unverified:
            continue
        if entry.verified and entry.verified > today:
            message = f"{entry.verified} er ein dag som ikkje har vore. Skriv dagen nummeret vart kontrollert."
            yield handbook.origins["emergency_number", entry.id].problem(("verified",), message, "reviewed-in-future")
            continue
        due = entry.verified and add_months(entry.verified, handbook.municipality.numbers_check_months)
        if due is None or due < today:
            message = "Nummeret er ikkje kontrollert på lenge. Ring eller slå opp, og skriv dagen i verified."
            origin = handbook.origins["emergency_number", entry.id]
            yield origin.problem(("verified",), message, "number-not-verified")


def laws_are_checked(handbook: Handbook, today: date) -> Iterator[Problem]:
    """Each act was checked within the months that municipality.yml sets."""
    if handbook.municipality is None:
        return
    for law in handbook.all("law"):
        if law.checked > today:
            message = f"{law.checked} er ein dag som ikkje har vore. Skriv dagen lova vart kontrollert."
            yield handbook.origins["law", law.id].problem(("checked",), message, "reviewed-in-future")
        elif law_check_due(law, handbook.municipality) < today:
            message = f"{law.short_title} vart sist kontrollert {law.checked}. Sjå etter hos Lovdata, og skriv ny dato."
            yield handbook.origins["law", law.id].problem(("checked",), message, "law-not-checked")


RULES = (reviews_are_due, numbers_are_verified, laws_are_checked)
