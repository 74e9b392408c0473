"""How many times a year: a promise in words, and the yearly load of a role or service in a sentence."""

from handbook.calendar.clashes import seats
from handbook.calendar.promise import Range, account
from handbook.models.meeting import Meeting
from handbook.views.edition import Edition
from handbook.views.seats import Sits, seats_of


def range_words(edition: Edition, value: Range | None) -> str:
    """Give «4», «5–6», «minst 2», or that no number is given."""
    if value is None:
        return edition.word("not_counted")
    if value.most is None:
        return edition.word("at_least", n=value.least)
    return str(value.least) if value.least == value.most else f"{value.least}–{value.most}"


def yearly_load(edition: Edition, meetings: list[Meeting], sits: Sits) -> str:
    """Give in a sentence how many series somebody sits in, and between how many times a year they are called."""
    meetings = [one for one in meetings if one.status == "current"]
    if not meetings:
        return ""
    found = [(account(edition.timetable, one).promised, _must(edition, one, sits)) for one in meetings]
    counted = [(value, must) for value, must in found if value is not None]
    series = edition.word(f"load_series_{'one' if len(meetings) == 1 else 'many'}", n=len(meetings))
    if not counted:
        return edition.word("load_unknown", series=series)
    said = edition.word("load", series=series, meetings=_sum(edition, counted))
    unknown = len(found) - len(counted)
    return f"{said} {edition.word('load_uncounted', n=unknown)}" if unknown else said


def _must(edition: Edition, meeting: Meeting, sits: Sits) -> bool:
    """Say whether they always attend; who is called when needed may never be."""
    return any(each.attendance in ("fixed", "first-part") for each in seats_of(seats(edition.handbook, meeting), sits))


def _sum(edition: Edition, counted: list[tuple[Range, bool]]) -> str:
    least = sum(value.least for value, must in counted if must)
    most = None if any(value.most is None for value, _ in counted) else sum(value.most for value, _ in counted)
    return range_words(edition, Range(least, most))
