"""Single values as people write them in a cell: ages, days, clock times, numbers. What is not understood is told."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

_DAY = re.compile(
    r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)|(?P<dd>\d{1,2})\.\s?(?P<mm>\d{1,2})\.\s?(?P<yy>\d{4}|\d\d)(?!\d)"
)
_CLOCK = re.compile(r"(?<!\d)(\d{1,2})(?:[.:](\d\d))?(?!\d)")
_AGE_WORDS = re.compile(
    r"\b(?:ca\.?|frå|fra|alder(?:en)?|barn|born|unge|ungdom|i alderen|åringar|åringer|år|årige)\b\.?"
)
_EVERYBODY = ("alle", "alle aldrar", "alle aldre", "alle aldersgrupper", "uansett alder")
_TRUE, _FALSE = ("ja", "true", "x", "1", "sann"), ("nei", "false", "0", "usann")
_EXCEL = date(1899, 12, 30)
"""Day 0 of Excel's count, for every day after February 1900."""


class NotUnderstood(Exception):
    """Raised where a cell cannot be the value of its field; says in nynorsk what was expected.

    `value` is what could be taken of it all the same.
    """

    def __init__(self, message: str, value: Any = None):
        super().__init__(message)
        self.value = value


def age(text: str) -> dict[str, str] | None:
    """Read an age: «0–5 år», «frå 13 år», «under 6», «gravide»; None for everybody."""
    said = text.lower().strip(" .")
    if said in _EVERYBODY:
        return None
    if said in ("gravid", "gravide", "i svangerskapet"):
        return {"minimum": "0", "maximum": "0", "expecting": "true"}
    if re.fullmatch(r"\d{4}-\d\d-\d\d", said):
        raise NotUnderstood("Excel har gjort alderen om til ein dato. Skriv han som tekst, til dømes «6–12 år».")
    plain = re.sub(r"\s+", " ", _AGE_WORDS.sub(" ", said.replace("-åringar", "").replace("-åringer", ""))).strip(" .-")
    for pattern, ages in _AGES:
        if match := re.fullmatch(pattern, plain):
            return ages(*match.groups())
    if re.fullmatch(r"\d{1,3}", plain):
        return {"minimum": plain} if re.search(r"\bfr[åa]\b", said) else _ordered(plain, plain)
    raise NotUnderstood(f"Vi forstår ikkje alderen «{text}». Skriv til dømes «0–5 år», «frå 13 år» eller «alle».")


def _ordered(low: str, high: str) -> dict[str, str]:
    if int(high) < int(low) or int(high) > 120:
        raise NotUnderstood(f"Alderen {low}–{high} kan ikkje stemme. Skriv den lågaste først.")
    return {"minimum": str(int(low)), "maximum": str(int(high))}


_AGES: tuple[tuple[str, Callable[..., dict[str, str]]], ...] = (
    (r"(\d{1,3})\s*(?:[-–—/]|til|t\.o\.m\.?)\s*(\d{1,3})", _ordered),
    (r"(\d{1,3})\s*(?:\+|og (?:oppover|eldre)|og over)", lambda low: {"minimum": low}),
    (r"(?:under|inntil)\s+(\d{1,3})", lambda high: _ordered("0", str(int(high) - 1))),
    (r"(?:opp ?til|til og med|t\.o\.m\.)\s*(\d{1,3})", lambda high: _ordered("0", high)),
)


def _day(text: str) -> str:
    if re.fullmatch(r"[2-7]\d{4}", text):  # a day as Excel counts it: 1954 to 2119
        return (_EXCEL + timedelta(days=int(text))).isoformat()
    days = _days(text)
    if len(days) != 1 or not _DAY.fullmatch(text.strip()):
        raise NotUnderstood(f"«{text}» er ikkje ein dato. Skriv til dømes 2026-11-22 eller 22.11.2026.")
    return days[0]


def _days(text: str) -> list[str]:
    found = []
    for match in _DAY.finditer(text):
        year = match["y"] or match["yy"]
        year = f"20{year}" if len(year) == 2 else year
        try:
            day = date(int(year), int(match["m"] or match["mm"]), int(match["d"] or match["dd"]))
        except ValueError:
            raise NotUnderstood(f"Dagen «{match.group()}» finst ikkje i kalenderen. Rett han.") from None
        found.append(day.isoformat())
    return found


def _dates(text: str) -> list[dict[str, str]]:
    """Give the days a cell lists, as proposals: a spreadsheet decides nothing."""
    days = [_day(text)] if re.fullmatch(r"[2-7]\d{4}", text) else _days(text)
    rest = re.sub(r"[\s,;]|og|kl\.?", "", _DAY.sub("", text)) if not text.isdigit() else ""
    found = [{"day": day, "status": "proposed"} for day in dict.fromkeys(days)]
    if rest or not days:
        raise NotUnderstood(f"Dette er ikkje datoar: «{rest or text}». Skriv til dømes 22.11.2026, 13.01.2027.", found)
    return found


def _clock(text: str) -> str:
    match = _CLOCK.search(text)
    if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
        raise NotUnderstood(f"«{text}» er ikkje eit klokkeslett. Skriv til dømes 08:30.")
    return f"{int(match[1]):02d}:{match[2] or '00'}"


def clocks(text: str) -> list[str]:
    """Give every clock time in a text: «12.30–14.00» has two."""
    return [_clock(match.group()) for match in _CLOCK.finditer(text)]


def _number(text: str) -> str:
    if re.fullmatch(r"-?\d+", text):
        return text
    match = re.fullmatch(r"(\d+(?:,5)?)\s*(min(?:utt|utter|\.)?|tim(?:e|ar|er)|t)\.?", text.lower())
    if match is None or (match[2].startswith("min") and "," in match[1]):
        raise NotUnderstood(f"«{text}» er ikkje eit heilt tal.")
    return match[1] if match[2].startswith("min") else str(int(float(match[1].replace(",", ".")) * 60))


def _flag(text: str) -> str:
    if text.lower() in _TRUE + _FALSE:
        return "true" if text.lower() in _TRUE else "false"
    raise NotUnderstood(f"«{text}» er korkje ja eller nei.")


def _parts(text: str) -> Any:
    raise NotUnderstood("Dette feltet har fleire delar. Skriv det i fila etterpå.")


READERS: dict[str, Callable[[str], Any]] = {
    "parts": _parts,
    "age": age,
    "dates": _dates,
    "day": _day,
    "clock": _clock,
    "number": _number,
    "flag": _flag,
    "name": str,
}
