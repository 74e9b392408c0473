"""The page of a form: what it is for, who fills it in, where it goes, and its questions to be filled in and printed."""

from handbook.language.dates import long_date
from handbook.models.form import Field, Form
from handbook.views.edition import Edition
from handbook.views.parts import Page
from handbook.views.record import block, law_blocks, outside_links, page, prose


def form_page(edition: Edition, form: Form) -> Page:
    """Give the page of one form."""
    files = outside_links(edition, (form.file,)) if form.file else ()
    return page(
        edition,
        "form",
        form,
        shown=set(),
        template="form",
        badge=edition.term("form_kind", form.kind),
        facts=(
            edition.fact("purpose", "target", form.purpose),
            edition.fact("who_fills_in", "user", form.who_fills_in),
            edition.fact("where_it_goes", "arrow-right", form.where_it_goes),
            edition.fact("version", "calendar", long_date(form.version) if form.version else None),
        ),
        blocks=prose(edition, "about", form.body),
        more={
            "questions": tuple(_question(edition, number, one) for number, one in enumerate(form.fields, 1)),
            "can_be_filled_in": any(one.input != "heading" for one in form.fields),
            "after": (*block(edition, "file", "links", files), *law_blocks(edition, form)),
        },
    )


def _question(edition: Edition, number: int, field: Field) -> dict[str, object]:
    """Give one question. Its id is its number: an id in words could make a browser offer a name or an address."""
    return {
        "id": f"felt-{number}",
        "label": edition.text(field.label),
        "help": edition.text(field.help),
        "input": field.input,
        "choices": edition.texts(field.choices),
        "required": field.required,
    }
