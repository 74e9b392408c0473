"""When a record was last looked at, by which role, when it is due again, and where its facts come from."""

from handbook.checks.freshness import next_review, review_interval
from handbook.language.dates import long_date, month_and_year
from handbook.models.base import Entry, Source
from handbook.views.edition import Edition
from handbook.views.parts import Freshness, Link


def freshness(edition: Edition, kind: str, record: Entry) -> Freshness | None:
    """Give when a record was reviewed, by which role, and when it is due again; None where nothing is known."""
    municipality = edition.handbook.municipality
    due = next_review(kind, record, municipality)
    sources = tuple(_source(edition, source) for source in record.source)
    if due is None and not sources:
        return None
    return Freshness(
        reviewed=long_date(record.reviewed) if record.reviewed else "",
        owner=edition.name("role", record.owner) if record.owner else "",
        due=month_and_year(due) if due else "",
        overdue=bool(due and due < edition.today),
        interval=_interval(edition, review_interval(kind, record, municipality)) if due else "",
        sources=sources,
    )


def overdue_notice(edition: Edition, fresh: Freshness | None) -> str:
    """Give what a reader must know of a page that was to be reviewed by now; "" where it was not."""
    return edition.word("overdue_notice", day=fresh.reviewed, due=fresh.due) if fresh and fresh.overdue else ""


def _interval(edition: Edition, months: int) -> str:
    return edition.word("review_every", n=months) if months > 1 else edition.word("review_monthly")


def _source(edition: Edition, source: Source) -> Link:
    said = [source.page] if source.page else []
    said += [f"{edition.word('retrieved')} {long_date(source.retrieved)}"] if source.retrieved else []
    return Link(source.name, url=source.url or "", note=", ".join(said))
