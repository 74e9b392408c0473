"""Rules on groups, meetings and the guide: what they promise must be possible to do."""

from collections.abc import Iterator
from datetime import date

from handbook.handbook import Handbook
from handbook.problems import Problem


def consent_has_form(handbook: Handbook, today: date) -> Iterator[Problem]:
    """A group that requires consent says with which form, or that its source names none."""
    for group in handbook.all("group"):
        consent = group.consent
        if consent and consent.required != "never" and not (consent.form or consent.form_unknown):
            message = "Gruppa krev samtykke, men seier ikkje på kva skjema. Legg til form under consent."
            yield handbook.origins["group", group.id].problem(("consent",), message, "consent-without-form")


def scope_is_kept(handbook: Handbook, today: date) -> Iterator[Problem]:
    """A group for system matters only neither asks for consent in individual cases nor invites users to their case."""
    for group in handbook.all("group"):
        if group.case_scope != "system":
            continue
        if group.consent and group.consent.required == "individual_cases":
            message = "Gruppa tek berre systemsaker, men har samtykke for enkeltsaker. Rett case_scope eller consent."
            yield handbook.origins["group", group.id].problem(("consent", "required"), message, "scope-conflict")


def ended_groups(handbook: Handbook, today: date) -> Iterator[Problem]:
    """A group that has ended holds no meetings that are still current."""
    ended = {group.id for group in handbook.all("group") if group.status == "ended"}
    for meeting in handbook.all("meeting"):
        if meeting.group in ended and meeting.status == "current":
            message = (
                f"Gruppa «{meeting.group}» er avslutta. Set status: ended på møtet, eller flytt det til ei anna gruppe."
            )
            yield handbook.origins["meeting", meeting.id].problem(("group",), message, "meeting-of-ended-group")


def somebody_attends(handbook: Handbook, today: date) -> Iterator[Problem]:
    """A meeting says who takes part: by its group, its seats or in words."""
    for meeting in handbook.all("meeting"):
        if not (meeting.group or meeting.seats or meeting.participants):
            message = "Møtet seier ikkje kven som er med. Legg til group, seats eller participants."
            yield handbook.origins["meeting", meeting.id].problem((), message, "meeting-without-participants")


def seats_are_named(handbook: Handbook, today: date) -> Iterator[Problem]:
    """Every seat names a role, a service, an organisation or says in words who sits there."""
    for kind in ("group", "meeting"):
        for record in handbook.all(kind):
            for index, seat in enumerate(record.seats):
                if not (seat.role or seat.service or seat.organisation or seat.name):
                    message = "Plassen seier ikkje kven som sit der. Legg til role, service, organisation eller name."
                    yield handbook.origins[kind, record.id].problem(("seats", index), message, "empty-seat")


def codes_are_unique(handbook: Handbook, today: date) -> Iterator[Problem]:
    """No two levels of the same framework share a code or a place in the order."""
    seen: dict[tuple[str | None, str, object], str] = {}
    for level in handbook.all("level"):
        for name in ("code", "order") if level.code else ("order",):
            key = (level.framework, name, getattr(level, name))
            first = seen.setdefault(key, level.id)
            if first != level.id:
                message = f"«{key[2]}» er alt brukt av nivået «{first}». Vel noko anna."
                yield handbook.origins["level", level.id].problem((name,), message, "duplicate-level-code")


def nobody_is_above_itself(handbook: Handbook, today: date) -> Iterator[Problem]:
    """A group, an organisation or a framework does not lie under itself, near or far."""
    for kind, field in (("group", "parent"), ("organisation", "parent"), ("framework", "part_of")):
        above = {record.id: getattr(record, field) for record in handbook.all(kind)}
        for id in above:
            seen, step = {id}, above[id]
            while step in above and step not in seen:
                seen.add(step)
                step = above[step]
            if step == id:
                message = f"«{id}» ligg til slutt under seg sjølv. Rett {field}."
                yield handbook.origins[kind, id].problem((field,), message, "above-itself")


RULES = (
    consent_has_form,
    scope_is_kept,
    ended_groups,
    somebody_attends,
    seats_are_named,
    codes_are_unique,
    nobody_is_above_itself,
)
