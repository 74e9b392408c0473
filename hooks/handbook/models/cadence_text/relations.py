"""Rules for what hangs on something else: Easter, the school year, a meeting, an event, an age. See `rules`."""

import re

from handbook.language.forms import foreign_words
from handbook.models.cadence_text.line import Fields, Line

_COUNTED = r"(?:ordinal|number)=(\d+) (hour|day|working_day|week|month)"
_WHERE = "(before|after)"
_MEETING = "(?:meeting|named_meeting)"
_SCHOOL = r"(?:(start|end)(?: in)? school_year|break=(\w+))"


def before_easter(line: Line) -> Fields | None:
    """«siste onsdag før påske», «siste onsdag før påskeferien»."""
    match = line.take(r"(?:ordinal=-1 )?weekday=(\w+) (?:in week )?before (easter|break=easter_break)")
    if not match:
        return None
    if "week" in match[0].split():
        line.guess()
    line.take("every year")
    reading = {} if match[2] == "easter" else {"reading": "before_school_break"}
    return {"kind": "relative_to_easter", "weekday": match[1], **reading}


def of_school_year(line: Line) -> Fields | None:
    """«i starten av skuleåret», «to veker etter skulestart», «ei veke før haustferien»."""
    match = line.take(rf"(?:(?:ordinal|number)=(\d+) )?week {_WHERE} {_SCHOOL}")
    weeks, where, edge, school_break = match.groups() if match else (None, None, None, None)
    if not match:
        place = line.take(rf"(?:in |every )*{_SCHOOL}")
        if not place or line.find("before|after|not|except|number=.*|weekday=.*"):
            return None
        edge, school_break = place.groups()
    line.take("every year")
    fields = {"kind": "relative_to_school_year", "event": edge or school_break}
    return fields | ({"offset_weeks": f"{'-' if where == 'before' else ''}{weeks or 1}"} if where else {})


def of_meeting(line: Line) -> Fields | None:
    """«ei veke før møtet», «måndagen før ressursteamet». The text's own word stands for the meeting's id."""
    chain = rf"(?:every )?{_MEETING}(?: in (?:every )?{_MEETING})*"
    line.guess()
    if match := line.take(rf"weekday=(\w+) before {chain}"):
        return {"kind": "relative_to_meeting", "meeting": _id(line.behind(match)[-1].said), "weekday": match[1]}
    match = line.take(rf"(within )?{_COUNTED} {_WHERE} {chain}")
    if not match:
        return None
    within, amount, unit, where = match.groups()
    named = line.behind(match)[-1].said
    direction = "within" if within and where == "after" else where
    deadline = {"amount": amount, "unit": f"{unit}s", "direction": direction, "trigger": _in_its_form(line, named)}
    return {"kind": "relative_to_meeting", "meeting": _id(named), "deadline": deadline}


def after_trigger(line: Line) -> Fields | None:
    """«innan 14 dagar etter at uroa kom»: what follows is what starts the time."""
    match = line.take(rf"(within )?{_COUNTED} after(?= other)")
    if not match:
        return None
    trigger = line.take_after(match)
    direction = "within" if match[1] else "after"
    deadline = {"amount": match[2], "unit": f"{match[3]}s", "direction": direction}
    return {"kind": "after_trigger", "deadline": {**deadline, "trigger": _in_its_form(line, trigger)}}


def by_age(line: Line) -> Fields | None:
    """«når barnet er 4 år»; ages are whole years, so that weeks, school years and pregnancy have no field."""
    if not line.find("child|old|stage"):
        return None
    match = line.take(r"number=(\d+)(?: to number=(\d+))? year")
    if not match and not line.find(r"(?:number|ordinal)=\d+ (?:week|month)|stage"):
        return None
    line.take("when")
    line.take("child")
    line.take("old")
    if not match:
        return {"kind": "by_age"}
    return {"kind": "by_age", "age": {"minimum": match[1], "maximum": match[2] or match[1]}}


def _id(word: str) -> str:
    plain = word.replace("ø", "o").replace("å", "a").replace("æ", "ae").replace("é", "e")
    return re.sub("[^a-z0-9]+", "-", plain).strip("-") or "mote"


def _in_its_form(line: Line, words: str) -> Fields:
    """Give words of the text as a text that awaits the other written form; nynorsk where both would do."""
    bokmal = len(list(foreign_words(line.text, "nn"))) > len(list(foreign_words(line.text, "nb")))
    return {"nb": words, "pending": "nn"} if bokmal else {"nn": words, "pending": "nb"}
