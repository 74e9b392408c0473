"""How a group works a matter: raised by whom and how, with what consent, and what is written down. For the pages of
groups and of their meetings."""

from handbook.models.group import Group, Minutes, Submission
from handbook.views.edition import Edition
from handbook.views.parts import Block
from handbook.views.record import block, deadline
from handbook.views.wording import capital


def submission_block(edition: Edition, group: Group) -> tuple[Block, ...]:
    """Give who may raise a matter, how, by when and with what; nothing where the group does not say."""
    raised = group.submission
    if raised is None:
        return ()
    rows = [
        (edition.word("who_may_submit"), edition.texts(raised.who)),
        (edition.word("channels"), _channels(edition, raised)),
        (edition.word("deadline"), tuple(capital(deadline(edition, each)) for each in raised.deadlines)),
        (edition.word("minimum_information"), edition.texts(raised.minimum_information)),
        (edition.word("clearance"), (edition.text(raised.clearance),) if raised.clearance else ()),
    ]
    content = {
        "text": edition.text(raised.text),
        "rows": tuple((label, values) for label, values in rows if values),
        "form": edition.link("form", raised.form) if raised.form else None,
    }
    return (Block(edition.word("submit"), "submission", content, icon="clipboard-list"),)


def _channels(edition: Edition, raised: Submission) -> tuple[str, ...]:
    return (*((edition.word("in_writing"),) if raised.written else ()), *edition.texts(raised.channels))


def consent_block(edition: Edition, group: Group) -> tuple[Block, ...]:
    """Give what consent is needed, and the form; nothing where the group does not say."""
    consent = group.consent
    if consent is None:
        return ()
    no_form = edition.word("consent_without_form") if consent.form_unknown else ""
    content = {
        "text": edition.word(f"consent_{consent.required}"),
        "detail": " ".join(filter(None, (edition.text(consent.text), no_form))),
        "age": edition.word("consent_age", n=consent.age) if consent.age else "",
        "form": edition.link("form", consent.form) if consent.form else None,
    }
    return (Block(edition.word("consent"), "consent", content, icon="file-pen"),)


def minutes_block(edition: Edition, minutes: Minutes | None) -> tuple[Block, ...]:
    """Give who writes the minutes, what they may hold and who gets them; nothing where the group does not say."""
    if minutes is None:
        return ()
    named = ("writer", "system", "may_hold", "may_not_hold", "recipients")
    rows = [(edition.word(f"minutes_{name}"), edition.text(getattr(minutes, name))) for name in named]
    rows += [(edition.word("deadline"), capital(deadline(edition, each))) for each in minutes.deadlines]
    return block(edition, "minutes", "rows", tuple(row for row in rows if row[1]))
