"""Single values: numbers, days, clock times, addresses, ids and references. Every YAML scalar arrives as text."""

import re
from datetime import date
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from handbook.places import NOTED, SECTION

LANGUAGES = ("nn", "nb")
Language = Literal["nn", "nb"]
SEASONS = ("spring", "summer", "autumn", "winter")


def refusal(code: str, message: str) -> PydanticCustomError:
    """Make the error of a rule of ours: a code, and in nynorsk what was expected and the remedy."""
    return PydanticCustomError(code, message.replace("{", "{{").replace("}", "}}"))


def _whole(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"-?(0|[1-9]\d{0,8})", value):
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise refusal("whole-number", "Her skal det stå eit heilt tal, til dømes 3.")


def _flag(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return value == "true"
    raise refusal("true-or-false", "Her skal det stå true (ja) eller false (nei).")


def _day(value: Any) -> Any:
    day = value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise refusal("invalid-date", "Denne dagen finst ikkje i kalenderen. Rett månad eller dag.") from None
    if not isinstance(day, date):
        raise refusal("invalid-date", "Skriv datoen som år-månad-dag, til dømes 2026-11-22.")
    if not 1600 <= day.year < 2400:
        raise refusal("invalid-date", "Året må liggje mellom 1600 og 2400. Rett året.")
    return day


def _imprecise_day(value: Any) -> Any:
    year, _, rest = value.partition("-") if isinstance(value, str) else ("", "", "")
    if re.fullmatch(r"\d{4}", year) and (not rest or rest in SEASONS or re.fullmatch(r"0[1-9]|1[0-2]", rest)):
        return value
    try:
        return date.fromisoformat(value).isoformat() if re.fullmatch(r"\d\d-\d\d", rest) else date.fromisoformat("")
    except ValueError:
        message = "Skriv året, månaden eller dagen, til dømes 2021, 2021-04, 2021-04-15 eller 2021-autumn."
        raise refusal("invalid-date", message) from None


def _clock(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
        return value
    raise refusal("invalid-time", "Skriv klokkeslettet med fire siffer, til dømes 08:30.")


def _address(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"https?://[^\s<>\"'\\]+", value):
        return value
    raise refusal("invalid-url", "Skriv heile nettadressa, til dømes https://www.fjordvik.example/.")


def _colour(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"#[0-9A-Fa-f]{6}", value):
        return value.lower()
    raise refusal("invalid-colour", 'Skriv fargen med seks siffer og i hermeteikn, til dømes "#0b4a58".')


def _phone(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"\+?\d[\d ]{1,18}\d", value):
        return value
    raise refusal("invalid-phone", "Skriv telefonnummeret med siffer og mellomrom, til dømes 116 117.")


def _email(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"[a-z0-9._-]+@[a-z0-9-]+(\.[a-z0-9-]+)+", value):
        return value
    raise refusal("invalid-email", "Skriv ein felles postkasse med små bokstavar, til dømes ppt@fjordvik.example.")


Number = Annotated[int, BeforeValidator(_whole)]
Count = Annotated[int, BeforeValidator(_whole), Field(ge=1)]
Months = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=240)]
"""An interval between reviews; twenty years at most."""
Flag = Annotated[bool, BeforeValidator(_flag)]
Day = Annotated[date, BeforeValidator(_day)]
ImpreciseDay = Annotated[str, BeforeValidator(_imprecise_day)]
"""2020-04-15, 2020-04, 2020 or 2022-autumn: the precision is what is written."""
Clock = Annotated[str, BeforeValidator(_clock)]
Url = Annotated[str, BeforeValidator(_address)]
Colour = Annotated[str, BeforeValidator(_colour)]
"""Without quotation marks a YAML file takes it for a comment, and nothing is left: that is refused too."""
Phone = Annotated[str, BeforeValidator(_phone)]
Email = Annotated[str, BeforeValidator(_email)]
Month = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=12)]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
LONGEST_ID = 80
_ID = StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=LONGEST_ID)
Id = Annotated[str, _ID]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
"""A text that is not translated: a name, a code, an official title."""


# --- references between records ---


def _not_empty(items: tuple[Any, ...]) -> tuple[Any, ...]:
    if not items:
        raise refusal("empty-list", "Lista er tom. Skriv minst eitt punkt.")
    return items


def some(item: Any) -> Any:
    """Give the type of a list that holds at least one item."""
    return Annotated[tuple[item, ...], AfterValidator(_not_empty)]


class RefersTo(NamedTuple):
    """Marks a field as the id of a record of a kind; `checks` and the joins of the pages follow it."""

    kind: str


def ref(kind: str) -> Any:
    """Give the type of a field that holds the id of a record of that kind."""
    return Annotated[str, _ID, RefersTo(kind)]


def is_id(text: str) -> bool:
    """Say whether a text can be an id."""
    return len(text) <= LONGEST_ID and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text) is not None


def _law_reference(value: Any) -> Any:
    if isinstance(value, str) and LAW_REFERENCE.fullmatch(value):
        return value
    raise refusal("law-reference", "Skriv id-en til lova og paragrafen, til dømes «barnevernsloven §13-2».")


LAW_REFERENCE = re.compile(rf"(?P<law>[a-z0-9]+(?:-[a-z0-9]+)*)(?: (?P<place>{NOTED}))?")
LawRef = Annotated[str, BeforeValidator(_law_reference), RefersTo("law")]
"""`<law id>`, `<law id> §13-2`, `<law id> §§13–13f` or `<law id> kap.5`."""
SectionNumber = Annotated[str, StringConstraints(pattern=rf"^({SECTION})$")]
PlaceNumber = Annotated[str, StringConstraints(pattern=rf"^({NOTED})$")]
"""A section, a chapter or a range of sections, without an act."""
