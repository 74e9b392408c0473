"""The municipality itself: names, addresses, choices that hold for the whole handbook."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from handbook.models.base import Model, Text
from handbook.models.parts import Contact
from handbook.models.scalars import Colour, Count, Day, Months, Name, Url, ref, refusal

HOUSE_COLOUR = "#0b4a58"


class Shared(Model):
    """Kinds that are taken unchanged from another data folder, so that nothing national is typed twice."""

    folder: Name
    kinds: tuple[Name, ...]


class ReviewIntervals(Model):
    """How many months the records of a kind may go unreviewed, where that is not as for the rest."""

    service: Months | None = None
    group: Months | None = None
    meeting: Months | None = None
    measure: Months | None = None
    law_question: Months | None = None
    level: Months | None = None
    form: Months | None = None
    role: Months | None = None
    framework: Months | None = None
    plan: Months | None = None


class Editor(Model):
    """The form editor: where the handbook is kept, and who signs editors in. Without it the site has no /admin/."""

    backend: Literal["github", "gitlab", "local"]
    """`local` is for trying it on one machine, with decap-server."""
    repository: Annotated[str, StringConstraints(pattern=r"^[\w.-]+(/[\w.-]+)+$")] | None = None
    branch: Annotated[str, StringConstraints(pattern=r"^[\w.-]+(/[\w.-]+)*$")] = "main"
    folder: Annotated[str, StringConstraints(pattern=r"^[\w.-]+(/[\w.-]+)*$")] = "data"
    """The data folder, from the root of the repository."""
    auth_url: Url | None = None
    """The sign-in that the municipality runs."""
    api_url: Url | None = None
    """Where the backend answers, when that is not its public address."""

    @model_validator(mode="after")
    def _complete(self) -> "Editor":
        if self.backend != "local" and (self.repository is None or self.auth_url is None):
            raise refusal("editor", "Skjemaredigeringa treng både repository (eigar/namn) og auth_url (innlogginga).")
        return self


class Municipality(Model):
    """One municipality and its handbook."""

    number: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$")] | None = None
    name: Text
    handbook: Text
    """What the handbook is called."""
    lead: Text
    county: Name | None = None
    owner: ref("role") | None = None
    contact: Contact = Field(default_factory=Contact)
    website: Url | None = None
    edit_url: Url | None = None
    """Where files are edited, such as `https://…/edit/main/`: the way to a file is put after it."""
    accessibility_statement: Url | None = None
    coat_of_arms: Name | None = None
    colour: Colour = HOUSE_COLOUR
    """Stands for links, buttons and headings; all tones of it follow from it."""
    example: Text | None = None
    """Where set, every page says on top that this is an example, and search engines are asked to stay away."""
    foot_note: Text | None = None
    """A sentence in the foot of every page."""
    adoption: ref("phase") | None = None
    adopted_year: Count | None = None
    programme_years: Count | None = None
    planning_year: Literal["school", "calendar"] = "school"
    """Whether meetings are planned from August to July, or from January to December."""
    review_interval_months: Months = 12
    review_intervals: ReviewIntervals = Field(default_factory=ReviewIntervals)
    numbers_check_months: Months = 12
    laws_check_months: Months = 12
    reviewed: Day | None = None
    shared: Shared | None = None
    editor: Editor | None = None
    menu: tuple[Name, ...] = ("hjelp", "niva", "tiltak", "grupper", "kalender", "lover", "roller")
