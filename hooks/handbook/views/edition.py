"""One handbook in one language on one day: the words, names and addresses that every view needs."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from handbook.calendar.timetable import Timetable
from handbook.checks.laws import registry_of
from handbook.handbook import Handbook
from handbook.joins import Joins
from handbook.language.dates import long_date
from handbook.law.registry import Judgement, Registry
from handbook.models.base import Fact as FactValue
from handbook.models.base import Text
from handbook.models.kinds import KINDS
from handbook.models.law import Law, Section
from handbook.models.parts import Age
from handbook.problems import Problem, ProblemsFound
from handbook.views.parts import Fact, Item, LawLink, Link
from handbook.views.wording import Words


@dataclass(frozen=True)
class Edition:
    """What views read from. `today` decides what is overdue and which dates are past."""

    handbook: Handbook
    joins: Joins
    language: str
    today: date

    @cached_property
    def words(self) -> Words:
        """The interface words of this language; one that is awaited says so."""
        said = {key: getattr(text, self.language) for key, text in self.handbook.interface.items()}
        return Words((key, text or said["awaited"] or "") for key, text in said.items())

    def word(self, key: str, **fill: Any) -> str:
        """Give an interface word with its braces filled; ProblemsFound where the word or its braces are wrong."""
        if not fill:
            return self.words[key]
        try:
            return self.words[key].format(**fill)
        except (LookupError, ValueError):
            braces = ", ".join(f"{{{name}}}" for name in fill)
            message = f"«{self.words[key]}» har andre klammer enn {braces}. Rett teksten."
            raise ProblemsFound([Problem("interface.yml", 1, 1, key, message, "word-braces")]) from None

    def text(self, text: Text | None) -> str:
        """Give a text in this language; where it is awaited, say so; never the other form."""
        if text is None:
            return ""
        return getattr(text, self.language) or self.word("awaited")

    def texts(self, texts: tuple[Text, ...]) -> tuple[str, ...]:
        """Give several texts in this language."""
        return tuple(map(self.text, texts))

    def joined_words(self, words: list[str] | tuple[str, ...]) -> str:
        """Give «a, b og c»."""
        *most, last = words or [""]
        return f"{', '.join(most)} {self.word('and')} {last}" if most else last

    @cached_property
    def timetable(self) -> Timetable:
        """The days of all meetings, as they stand today."""
        return Timetable(self.handbook, self.today)

    # --- names and addresses ---

    def name(self, kind: str, id: str) -> str:
        """Give what a record is called."""
        record = self.handbook.get(kind, id)
        if isinstance(record, Law):
            elsewhere = record.disambiguation and record.state in ("repealed", "adopted")
            return f"{record.short_title} ({record.disambiguation})" if elsewhere else record.short_title
        if kind == "glossary_term":
            return getattr(record, self.language)[0]
        if kind == "level" and record.code:
            return self.word("level_title", code=record.code, name=self.text(record.name))
        return self.text(record.name)

    def path(self, kind: str, id: str) -> str:
        """Give the address of a record from the root of a language; "" where it has none."""
        if kind == "step":
            return f"{KINDS['level'].section}/{self.level_of_step[id]}/{id}/"
        section = KINDS[kind].section if kind in KINDS else ""
        if not section:
            return ""
        return f"{section}/{id}/" if KINDS[kind].own_pages else f"{section}/#{id}"

    @cached_property
    def level_of_step(self) -> dict[str, str]:
        """For each step the level it stands in."""
        return {step.id: level.id for level in self.handbook.all("level") for step in level.steps}

    def link(self, kind: str, id: str, note: bool = False) -> Link:
        """Give the link to a record, with its summary as a note when asked."""
        key, links = (kind, id, note), self.made["link"]
        if key not in links:
            summary = getattr(self.handbook.get(kind, id), "summary", None) if note else None
            links[key] = Link(self.name(kind, id), self.path(kind, id), note=self.text(summary), kind=kind)
        return links[key]

    @cached_property
    def made(self) -> dict[str, dict[Any, Any]]:
        """What stands in many places and is made once: by what it is, then by what it is made of."""
        return defaultdict(dict)

    def links(self, kind: str, ids: tuple[str, ...] | list[str], note: bool = False) -> tuple[Link, ...]:
        """Give links to several records."""
        return tuple(self.link(kind, id, note) for id in ids)

    def near(self, kind: str, id: str, other: str, note: bool = False) -> tuple[Link, ...]:
        """Give links to the records of another kind that are joined with this one."""
        return self.links(other, self.joins.of(kind, id, other), note)

    def term(self, vocabulary: str, id: str) -> str:
        """Give a word of an open list."""
        return self.text(self.handbook.get(vocabulary, id).name)

    def terms(self, vocabulary: str, ids: tuple[str, ...]) -> str:
        """Give several words of an open list as one phrase."""
        return self.joined_words([self.term(vocabulary, id) for id in ids])

    # --- laws ---

    @cached_property
    def registry(self) -> Registry:
        """The acts of the handbook, as they stand on this day."""
        return registry_of(self.handbook, self.today)

    def law(self, written: str) -> LawLink:
        """Give the link to an act or section, with its heading (a range has none) and the state a reader must know."""
        if written not in self.made["law"]:
            self.made["law"][written] = self._law(written)
        return self.made["law"][written]

    def _law(self, written: str) -> LawLink:
        judged = self.registry.judge_reference(written)
        law, section = judged.law, judged.section
        state, state_text = self._law_state(judged)
        return LawLink(
            text=f"{self.name('law', law.id)} {judged.place.spelled() if judged.place else ''}".strip(),
            path=f"lover/{law.id}/" + (f"#{judged.place.anchor()}" if section else ""),
            heading=law.full_title if section is None else "" if judged.place.last else section.heading or "",
            state=state,
            state_text=state_text,
            checked=long_date(law.checked),
            url=judged.address,
        )

    def _law_state(self, judged: Judgement) -> tuple[str, str]:
        """Give the state of a section where it has one of its own, else that of its act."""
        if judged.section and judged.section.repealed:
            return "repealed", self.word("law_section_repealed")
        state = self.law_state(judged.law)
        if judged.section and judged.section.pending_change and judged.law.state == "in_force":
            return "pending", f"{state} {self.word('law_section_pending')}"
        if judged.section and judged.section.unread_change and judged.law.state == "in_force":
            return "pending", self.unread_change(judged.section)
        return judged.law.state, state

    def unread_change(self, section: Section) -> str:
        """Say from which day a section may have changed unread; "" where it has not."""
        day = section.unread_change
        return self.word("law_section_unread", day=long_date(day)) if day else ""

    def law_state(self, law: Law) -> str:
        """Say whether an act is in force, since when it is not, and when that was checked."""
        fill = {"day": long_date(law.repealed)} if law.repealed else {}
        if law.state == "in_force" and law.in_force and law.in_force > self.today:
            return self.word("law_state_not_yet", day=long_date(law.in_force))
        return self.word(f"law_state_{law.state}", **fill)

    def laws(self, written: tuple[str, ...]) -> tuple[LawLink, ...]:
        """Give several links to laws."""
        return tuple(map(self.law, written))

    # --- facts ---

    def age(self, age: Age | None) -> str:
        """Give an age in words: «0–6 år», «frå 16 år», «gravide og 0–2 år»."""
        if age is None:
            return ""
        if age.maximum is None:
            years = self.word("age_from", minimum=age.minimum) if age.minimum else ""
        elif age.minimum == age.maximum:
            years = self.word("age_one", years=age.minimum)
        else:
            years = self.word("age_range", minimum=age.minimum, maximum=age.maximum)
        if not age.expecting:
            return years or self.word("age_all")
        return self.word("age_expecting_and", years=years) if years else self.word("age_expecting")

    def fact(self, label: str, icon: str, value: FactValue | Text | str | None, detail: str = "") -> Fact:
        """Give a fact; what nobody has stated says so."""
        if isinstance(value, FactValue) and value.state != "stated":
            item = Item(self.word(value.state), state=value.state)
        elif value is None or value == "":
            item = Item(self.word("not_stated"), state="not_stated")
        else:
            text = value.text if isinstance(value, FactValue) else value
            item = Item(text if isinstance(text, str) else self.text(text), detail=detail)
        return Fact(self.word(label), (item,), icon)

    def link_fact(self, label: str, icon: str, links: tuple[Link, ...]) -> Fact:
        """Give a fact whose values are links."""
        return Fact(self.word(label), tuple(Item(link.text, link) for link in links), icon)
