"""Single values: numbers, days, clock times, addresses, ids and references. Every YAML scalar arrives as text."""

import re
from datetime import date
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from handbook.places import NOTED, SECTION

LANGUAGES = ("nn", "nb")
Language = Literal["nn", "nb"]
_ID = "[a-z0-9]+(-[a-z0-9]+)*"
SEASONS = ("spring", "summer", "autumn", "winter")


def refusal(code: str, message: str) -> PydanticCustomError:
    """Make the error of a rule of ours: a code, and in nynorsk what was expected and the remedy."""
    return PydanticCustomError(code, message.replace("{", "{{").replace("}", "}}"))


def _in_yaml(form: str, pattern: str, sentence: str, *types: str, **keywords: Any) -> WithJsonSchema:
    """Give what an editor's schema says of a scalar. `form` is what it is called there; `types` are what YAML 1.2 may
    make of it when it is unquoted."""
    return WithJsonSchema(
        {
            "type": ["string", *types] if types else "string",
            "x-form": form,
            "pattern": f"^({pattern})$",
            "errorMessage": sentence,
        }
        | keywords
    )


def _matching(form: str, pattern: str, code: str, sentence: str, *types: str, **keywords: Any) -> Any:
    """Give the type of a text that matches a pattern as a whole, with a sentence of ours where it does not."""
    wanted = re.compile(pattern)

    def matched(value: Any) -> Any:
        if isinstance(value, str) and wanted.fullmatch(value):
            return value
        raise refusal(code, sentence)

    return Annotated[str, BeforeValidator(matched), _in_yaml(form, pattern, sentence, *types, **keywords)]


# --- numbers, flags and days ---

_WHOLE = "0|-?[1-9][0-9]{0,8}"
_WHOLE_WANTED = "Her skal det stå eit heilt tal, til dømes 3."
_FLAG_WANTED = "Her skal det stå true (ja) eller false (nei)."
_DAY_WANTED = "Skriv datoen som år-månad-dag, til dømes 2026-11-22."
_IMPRECISE_WANTED = "Skriv året, månaden eller dagen, til dømes 2021, 2021-04, 2021-04-15 eller 2021-autumn."

_YEAR = r"(1[6-9]|2[0-3])[0-9]{2}"
_LEAP_YEAR = r"((1[6-9]|2[0-3])(0[48]|[2468][048]|[13579][26])|(16|20)00)"
_DAY_OF_MONTH = (
    r"((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
)
_DAY = rf"{_YEAR}-{_DAY_OF_MONTH}|{_LEAP_YEAR}-02-29"
_IMPRECISE_DAY = rf"{_YEAR}(-({'|'.join(SEASONS)}|0[1-9]|1[0-2]))?|{_DAY}"


def _whole(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(_WHOLE, value):
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise refusal("whole-number", _WHOLE_WANTED)


def _flag(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return value == "true"
    raise refusal("true-or-false", _FLAG_WANTED)


def _day(value: Any) -> Any:
    day = value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise refusal("invalid-date", "Denne dagen finst ikkje i kalenderen. Rett månad eller dag.") from None
    if not isinstance(day, date):
        raise refusal("invalid-date", _DAY_WANTED)
    if not 1600 <= day.year < 2400:
        raise refusal("invalid-date", "Året må liggje mellom 1600 og 2400. Rett året.")
    return day


Number = Annotated[int, BeforeValidator(_whole), _in_yaml("number", _WHOLE, _WHOLE_WANTED, "integer")]
Count = Annotated[Number, Field(ge=1)]
Months = Annotated[Number, Field(ge=1, le=240)]
"""An interval between reviews; twenty years at most."""
Flag = Annotated[bool, BeforeValidator(_flag), _in_yaml("flag", "true|false", _FLAG_WANTED, "boolean")]
Day = Annotated[date, BeforeValidator(_day), _in_yaml("day", _DAY, _DAY_WANTED)]
ImpreciseDay = _matching(
    "imprecise_day", _IMPRECISE_DAY, "invalid-date", _IMPRECISE_WANTED, "integer", minimum=1600, maximum=2399
)
"""2020-04-15, 2020-04, 2020 or 2022-autumn: the precision is what is written."""
Clock = _matching(
    "clock", r"([01][0-9]|2[0-3]):[0-5][0-9]", "invalid-time", "Skriv klokkeslettet med fire siffer, til dømes 08:30."
)
Url = _matching(
    "url",
    r"https?://[^\x00-\x20\s<>\"'\\]+",
    "invalid-url",
    "Skriv heile nettadressa, til dømes https://www.fjordvik.example/.",
)
Colour = Annotated[
    _matching(
        "colour",
        "#[0-9A-Fa-f]{6}",
        "invalid-colour",
        'Skriv fargen med seks siffer og i hermeteikn, til dømes "#0b4a58".',
    ),
    AfterValidator(str.lower),
]
"""Without quotation marks a YAML file takes it for a comment, and nothing is left: that is refused too."""
Phone = _matching(
    "phone",
    r"\+?[0-9][0-9 ]{1,18}[0-9]",
    "invalid-phone",
    "Skriv telefonnummeret med siffer og mellomrom, til dømes 116 117.",
    "integer",
    minimum=0,
)
Email = _matching(
    "email",
    r"[a-z0-9._-]+@[a-z0-9-]+(\.[a-z0-9-]+)+",
    "invalid-email",
    "Skriv ein felles postkasse med små bokstavar, til dømes ppt@fjordvik.example.",
)
Month = Annotated[Number, Field(ge=1, le=12)]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Id = Annotated[str, StringConstraints(pattern=f"^{_ID}$", max_length=80)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
"""A text that is not translated: a name, a code, an official title."""


# --- references between records ---


def _not_empty(items: tuple[Any, ...]) -> tuple[Any, ...]:
    if not items:
        raise refusal("empty-list", "Lista er tom. Skriv minst eitt punkt.")
    return items


def some(item: Any) -> Any:
    """Give the type of a list that holds at least one item."""
    return Annotated[tuple[item, ...], AfterValidator(_not_empty), WithJsonSchema({"minItems": 1})]


class RefersTo(NamedTuple):
    """Marks a field as the id of a record of a kind; `checks` and the joins of the pages follow it."""

    kind: str


def ref(kind: str) -> Any:
    """Give the type of a field that holds the id of a record of that kind."""
    return Annotated[str, StringConstraints(pattern=f"^{_ID}$", max_length=80), RefersTo(kind)]


LAW_REFERENCE = re.compile(rf"(?P<law>{_ID})(?: (?P<place>{NOTED}))?")
LawRef = Annotated[
    _matching(
        "law_reference",
        rf"{_ID}( ({NOTED}))?",
        "law-reference",
        "Skriv id-en til lova og paragrafen, til dømes «barnevernsloven §13-2».",
        "integer",
        minimum=0,
    ),
    RefersTo("law"),
]
"""`<law id>`, `<law id> §13-2`, `<law id> §§13–13f` or `<law id> kap.5`."""
SectionNumber = Annotated[str, StringConstraints(pattern=rf"^({SECTION})$")]
PlaceNumber = Annotated[str, StringConstraints(pattern=rf"^({NOTED})$")]
"""A section, a chapter or a range of sections, without an act."""
