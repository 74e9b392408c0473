"""Says in nynorsk what a model refused, and what to write instead. Knows pydantic's error types, no files."""

from difflib import get_close_matches
from textwrap import shorten
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from handbook.models.cadence_text import propose
from handbook.models.cadence_written import Written
from handbook.problems import Location

M = TypeVar("M", bound=BaseModel)

_NAMES_A_KEY = ("missing", "extra_forbidden")
_PARTS = {
    "missing": ("missing-field", "Feltet manglar. Legg det til."),
    "model_attributes_type": ("wrong-shape", "Her skal det stå ei samling felt («nøkkel: verdi»)."),
    "dict_type": ("wrong-shape", "Her skal det stå ei samling felt («nøkkel: verdi»)."),
    "tuple_type": ("wrong-shape", "Her skal det stå ei liste. Set «- » (strek og mellomrom) framfor kvart punkt."),
    "list_type": ("wrong-shape", "Her skal det stå ei liste. Set «- » (strek og mellomrom) framfor kvart punkt."),
    "string_type": ("wrong-shape", "Her skal det stå ein tekst."),
    "string_too_short": ("empty-text", "Teksten er tom. Skriv noko, eller ta feltet bort."),
    "union_tag_not_found": ("missing-field", "Feltet kind manglar. Det seier kva slag dette er."),
}


class Fault(NamedTuple):
    """One thing a model refused: where, whether the key (not the value) is wrong, the sentence and the code."""

    location: Location
    at_key: bool
    message: str
    code: str


def validate(model: type[M], value: Any) -> tuple[M | None, list[Fault]]:
    """Make a model of plain values. Gives the model, or None and every fault."""
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=True)
        return None, [_fault(fault, value, model) for fault in faults]


def _fault(fault: dict[str, Any], value: Any, model: type[BaseModel]) -> Fault:
    location = _real(fault["loc"], value, fault["type"] in _NAMES_A_KEY)
    code, message = _say(fault, location, model)
    return Fault(location, fault["type"] == "extra_forbidden", message, code)


def _real(location: Location, value: Any, keep_last: bool) -> Location:
    """Drop the steps that pydantic adds for the branch of a union; a key that is missing or too much is kept."""
    real: list[str | int] = []
    for index, step in enumerate(location):
        if (isinstance(value, dict) and step in value) or (isinstance(value, list) and isinstance(step, int)):
            value = value[step] if not isinstance(value, list) or step < len(value) else None
            real.append(step)
        elif keep_last and index == len(location) - 1:
            real.append(step)
    return tuple(real)


def _say(fault: dict[str, Any], location: Location, model: type[BaseModel]) -> tuple[str, str]:
    kind, context, given = fault["type"], fault.get("ctx", {}), fault["input"]
    if kind == "extra_forbidden":
        return "unknown-field", _unknown_field(str(location[-1]), fault["loc"], model)
    if kind in ("literal_error", "union_tag_invalid"):
        given = given.get("kind") if kind == "union_tag_invalid" else given
        return _not_a_word(given, context.get("expected") or context["expected_tags"])
    if kind == "model_attributes_type" and _is_text(given) and _is_cadence(model, fault["loc"]):
        return "cadence-as-text", _cadence_as_text(given)
    if kind == "model_type":
        return "wrong-shape", _fields_wanted(given, _model_at(model, fault["loc"]))
    if kind == "string_pattern_mismatch":
        return "wrong-pattern", f"«{given}» {wanted(context['pattern'])}"
    if kind in ("greater_than_equal", "less_than_equal"):
        limit = context.get("ge", context.get("le"))
        return "out-of-range", f"«{given}» er {'for lite' if 'ge' in context else 'for stort'}. Grensa er {limit}."
    if kind == "string_too_long":
        return "too-long", f"Teksten er på {len(given)} teikn; grensa er {context['max_length']}. Kort han ned."
    kind = "string_too_short" if kind == "string_type" and given is None else kind
    code, message = _PARTS.get(kind, (kind, fault["msg"]))
    shown = f"«{given}»: " if isinstance(given, str) and given and kind not in _PARTS else ""
    return code, f"{shown}{message}"


def _unknown_field(name: str, location: Location, model: type[BaseModel]) -> str:
    near = get_close_matches(name, _fields_at(model, location[:-1]), n=1)
    return f"Feltet «{name}» finst ikkje. {f'Meinte du «{near[0]}»?' if near else 'Ta det bort, eller rett namnet.'}"


def _fields_wanted(given: Any, model: type[BaseModel]) -> str:
    """Name the fields that a model must have, or the first that it may have, where something else stands."""
    fields = {field.alias or name: field.is_required() for name, field in model.model_fields.items()}
    names = [name for name, required in fields.items() if required] or [name for name in fields if name != "pending"]
    shown = ", ".join(f"«{name}: …»" for name in names[:4])
    if given is None:
        return f"Feltet er tomt. Skriv ei samling felt under det, kvart på si linje ({shown}), eller ta det bort."
    instead = "ei liste" if isinstance(given, list) else "ein enkelt tekst"
    return f"Her skal det stå ei samling felt, kvart på si linje ({shown}), ikkje {instead}."


def _fields_at(model: type[BaseModel], location: Location) -> list[str]:
    """Give the names of the fields of the model that stands at a location."""
    return [field.alias or name for name, field in _model_at(model, location).model_fields.items()]


def _model_at(model: type[BaseModel], location: Location) -> type[BaseModel]:
    for step in location:
        models = _models_in(model.model_fields[step].annotation) if step in model.model_fields else ()
        model = next((inner for inner in models if _tag_of(inner) in (None, *location)), model)
    return model


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in getattr(annotation, "__args__", ()) for model in _models_in(part)]


def _tag_of(model: type[BaseModel]) -> str | None:
    kind = model.model_fields.get("kind")
    words = getattr(kind.annotation, "__args__", ()) if kind else ()
    return words[0] if len(words) == 1 and isinstance(words[0], str) else None


def _is_text(given: Any) -> bool:
    return isinstance(given, str) and bool(given.strip())


def _is_cadence(model: type[BaseModel], location: Location) -> bool:
    field = _model_at(model, location[:-1]).model_fields.get(str(location[-1]))
    return field is not None and any(issubclass(inner, Written) for inner in _models_in(field.annotation))


def _cadence_as_text(given: str) -> str:
    """Say which fields a cadence written as text seems to mean, or where the kinds are told."""
    if proposal := propose(given):
        return f"Skriv rytmen som felt. Teksten ser ut til å bety: {proposal}"
    said = shorten(given, 60, placeholder=" …")
    return f"Skriv rytmen som felt, med kind først. Vi forstår ikkje «{said}». Sjå «Skriv kor ofte» i CONTRIBUTING.md."


def _not_a_word(given: Any, expected: str) -> tuple[str, str]:
    """Say that a value is not one of the words that may stand here; `expected` is pydantic's list of them."""
    if not isinstance(given, str):
        return _PARTS["string_too_short" if given is None else "string_type"]
    wanted = [word.strip("' ") for word in expected.replace(" or ", ", ").split(", ")]
    near = get_close_matches(given, wanted, n=1)
    meant = f" Meinte du «{near[0]}»?" if near else ""
    return "unknown-value", f"«{given}» kan ikkje stå her. Vel mellom {', '.join(wanted)}.{meant}"


def wanted(pattern: str) -> str:
    """Say in nynorsk what a text that does not match a pattern is not, and what to write instead."""
    if pattern.startswith("^[a-z0-9]+(-"):
        return "er ikkje ein gyldig id. Bruk små bokstavar a–z, tal og bindestrek, til dømes «open-barnehage»."
    if pattern.startswith("^(LOV|FOR)"):
        return "er ikkje eit datokodenummer hos Lovdata. Skriv til dømes LOV-2021-06-18-97."
    if pattern.startswith("^(§"):
        return "er ikkje ein paragraf. Skriv til dømes §13-2, §7-2a eller kap.5, utan mellomrom."
    return "er ikkje eit kommunenummer. Skriv fire siffer."
