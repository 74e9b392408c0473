"""The small parts that pages are made of. A path is from the root of a language; a url leads elsewhere."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Link(NamedTuple):
    """A link to a page of the handbook (`path`) or elsewhere (`url`)."""

    text: str
    path: str = ""
    url: str = ""
    note: str = ""
    """One line under or after the link."""
    kind: str = ""


class LawLink(NamedTuple):
    """A link to an act or section, with the state a reader must know."""

    text: str
    path: str
    heading: str
    state: str
    """in_force, pending (a change of the section), repeal_adopted, successor_adopted, adopted or repealed."""
    state_text: str
    checked: str
    """The day somebody last compared the act with its source."""
    url: str


class Item(NamedTuple):
    """One value of a fact or list: words, perhaps a link, perhaps a quiet second line."""

    text: str
    link: Link | None = None
    detail: str = ""
    state: str = "stated"
    """stated, unknown, not_applicable, not_stated or awaited."""


class Fact(NamedTuple):
    """A labelled answer in a facts panel."""

    label: str
    items: tuple[Item, ...]
    icon: str = ""
    on_screen: bool = False
    """Whether it only leads to other pages of the site, and says nothing on paper."""


class Block(NamedTuple):
    """A part of a page under its own heading. `form` says which macro prints it."""

    title: str
    form: str
    """prose, list, links, laws, facts, agenda, seats, rows."""
    content: Any
    id: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Freshness:
    """When a record was last looked at, by whom, and when it is due."""

    reviewed: str
    owner: str
    due: str
    overdue: bool
    interval: str
    """How often it is to be looked at, in words."""
    sources: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page in one language, ready to print."""

    path: str
    section: str
    template: str
    title: str
    lead: str
    description: str
    crumbs: tuple[Link, ...] = ()
    lead_is_official: bool = False
    """The lead is a title that belongs to no written form."""
    badge: str = ""
    notices: tuple[str, ...] = ()
    """Said on top: the record is a draft, planned, paused or ended; a text is awaited or an unread draft."""
    facts: tuple[Fact, ...] = ()
    blocks: tuple[Block, ...] = ()
    staff: tuple[Block, ...] = ()
    joined: tuple[Block, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()
    """(day, what was changed), for readers."""
    freshness: Freshness | None = None
    safety: tuple[Any, ...] = ()
    internal: bool = False
    """For those who keep the handbook: robots are asked to stay away, and nothing for readers lists the page."""
    edit_form: str = ""
    """The record in the form editor, from the root of the site; "" where there is none."""
    more: dict[str, Any] = field(default_factory=dict)
    """What only this template prints."""

    @property
    def head_title(self) -> str:
        """The title in the reader's list of tabs: a role and a service may share a name."""
        return f"{self.title} – {self.crumbs[-1].text}" if len(self.crumbs) > 1 else self.title

    @property
    def depth(self) -> int:
        """How many folders below the root of the language the page stands."""
        return self.path.count("/")


def tel(number: str) -> str:
    """Give the address of a telephone number (RFC 3966, without spaces)."""
    return f"tel:{number.replace(' ', '')}"
