"""Acts and sections: what each is called, whether it is in force, and when somebody last checked."""

from typing import Annotated, Literal

from pydantic import StringConstraints, model_validator

from handbook.models.base import Entry, Model, Text
from handbook.models.scalars import Day, Flag, LawRef, Name, PlaceNumber, SectionNumber, Url, ref, refusal

State = Literal["in_force", "repeal_adopted", "successor_adopted", "adopted", "repealed"]


class Section(Model):
    """One section or chapter with the heading it is expected to have; a number alone proves nothing."""

    number: SectionNumber
    heading: Name | None = None
    repealed: Flag = False
    """A repealed section keeps its place in an act that is in force."""
    topics: tuple[ref("law_topic"), ...] = ()
    chief_sections: tuple[SectionNumber, ...] = ()
    """In a chapter: the sections to look up first."""
    summary: Text | None = None
    pending_change: Text | None = None
    unread_change: Day | None = None
    """The day a change may have taken effect whose wording nobody has read."""
    unverified: Text | None = None


class FormerSection(Model):
    """A number that once held another rule: what it was about, where the rule is now, and the trap of the number."""

    number: SectionNumber
    about: Text
    today: tuple[LawRef, ...]
    trap: Text | None = None


class FutureSection(Model):
    """Where sections of this act will stand once its successor is in force."""

    number: PlaceNumber
    becomes: tuple[LawRef, ...]


class Law(Entry):
    """One act or regulation, by its identity in Lovdata."""

    lovdata: Annotated[str, StringConstraints(pattern=r"^(LOV|FOR)-[0-9]{4}-[0-9]{2}-[0-9]{2}(-[0-9]+)?$")]
    short_title: Name
    """The official short title; quoted unchanged in both written forms."""
    disambiguation: Name | None = None
    """What tells it from another act with the same short title, such as a year."""
    full_title: Name
    abbreviations: tuple[Name, ...] = ()
    aliases: tuple[Name, ...] = ()
    """Other titles it is recognised by; never shown."""
    former_titles: tuple[Name, ...] = ()
    state: State
    in_force: Day | None = None
    repealed: Day | None = None
    replaced_by: ref("law") | None = None
    replaces: tuple[ref("law"), ...] = ()
    url: Url
    summary: Text | None = None
    remark: Text | None = None
    unverified: Text | None = None
    """What in this record nobody could verify."""
    checked: Day
    checked_against: Text
    chief_sections: tuple[SectionNumber, ...] = ()
    """The sections to look up first when the act is cited as a whole."""
    sections: tuple[Section, ...] = ()
    former_sections: tuple[FormerSection, ...] = ()
    future_sections: tuple[FutureSection, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> "Law":
        if self.state == "repealed" and self.repealed is None:
            raise refusal("repealed-without-date", "Ei oppheva lov treng feltet repealed (datoen ho vart oppheva).")
        if self.state == "adopted" and self.in_force is not None:
            raise refusal("adopted-in-force", "Lova har dato i in_force, men state er adopted. Rett det eine.")
        return self
