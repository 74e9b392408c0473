"""How one reaches somebody. A number is typed once, where it belongs: what a record does not say, its service does."""

from handbook.models.parts import Contact
from handbook.views.edition import Edition
from handbook.views.parts import Link, tel


def reached(edition: Edition, own: Contact | None, service: str | None) -> Contact | None:
    """Give a record's contact, the phone and e-mail it leaves out taken from who answers.

    That is the service the contact names, else its role where the role has a number of its own, else `service`.
    """
    of_service = edition.handbook.get("service", service).contact if service else None
    if own is None:
        return of_service
    role = edition.handbook.get("role", own.role).contact if own.role else None
    named = edition.handbook.get("service", own.service).contact if own.service else None
    places = [place for place in (own, named, role, of_service) if place]
    answering = next((place for place in places if place.phone), own)
    email = next((place.email for place in places if place.email), None)
    return own.model_copy(update={"phone": answering.phone, "hours": own.hours or answering.hours, "email": email})


def call_link(edition: Edition, contact: Contact | None) -> Link | None:
    """Give the link that calls a contact, or nothing where there is no number."""
    if contact is None or contact.phone is None:
        return None
    return Link(edition.word("call", number=contact.phone), url=tel(contact.phone))
