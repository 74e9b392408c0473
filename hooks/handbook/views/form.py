"""The page of a form: what it is for, who fills it in, where it goes, and its questions."""

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
        badge=edition.term("form_kind", form.kind),
        facts=(
            edition.fact("purpose", "target", form.purpose),
            edition.fact("who_fills_in", "user", form.who_fills_in),
            edition.fact("where_it_goes", "arrow-right", form.where_it_goes),
            edition.fact("version", "calendar", long_date(form.version) if form.version else None),
        ),
        blocks=(
            *prose(edition, "about", form.body),
            *block(edition, "questions", "questions", tuple(_field(edition, one) for one in form.fields)),
            *block(edition, "file", "links", files),
            *law_blocks(edition, form),
        ),
    )


def _field(edition: Edition, field: Field) -> dict[str, object]:
    return {
        "id": field.id,
        "label": edition.text(field.label),
        "help": edition.text(field.help),
        "input": field.input,
        "choices": edition.texts(field.choices),
        "required": field.required,
    }
