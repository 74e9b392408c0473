"""The fields of every kind as pages for editors, in Markdown, one in each written form; from the schemas alone.

Gives texts; writes nothing.
"""

import json
import re
from collections.abc import Callable, Container, Iterator

from handbook.manual.schema import ALONE, schemas
from handbook.models.base import Entry, Record
from handbook.models.json_schema import LARGEST, Schema
from handbook.models.kinds import KINDS

_PHRASES = {
    "nn": {
        "title": "Felta i handboka",
        "lead": "Her står alle felta du kan fylle ut i `data/`, og kva dei tyder. Sida er laga av "
        "`python -m handbook schema` frå dei same orda som VS Code viser medan du skriv. Rett derfor aldri her: orda "
        "står i `hooks/handbook/models/fields/`.",
        "star": "Felt med ★ må fyllast ut.",
        "Entry": "Felt alle har",
        "Record": "Felt dei fleste har",
        "shared": "Her kan du òg bruke [felta alle har](#felt-alle-har-entry){more}.",
        "more": " og [felta dei fleste har](#felt-dei-fleste-har-record)",
        "parts": "Deler",
        "parts_lead": "Somme felt er sette saman av fleire. Her står kva dei kan ha.",
        "or": "eller",
        "head": ("Felt", "Kva det er", "Slik skriv du det", "Døme"),
        "many": "liste: {one}",
        "reference": "id frå {kind}",
        "word": "eit ord frå `{kind}` i `vocabulary.yml`",
        "number": "heilt tal",
        "between": "heilt tal frå {low} til {high}",
        "at_least": "heilt tal frå {low}",
        "flag": "`true` eller `false`",
        "day": "dato, år-månad-dag",
        "imprecise_day": "dato, månad, årstid eller år",
        "clock": "klokkeslett med fire siffer",
        "url": "nettadresse",
        "colour": "farge i hermeteikn",
        "phone": "siffer og mellomrom",
        "email": "felles e-postadresse",
        "law_reference": "id-en til lova, og gjerne paragrafen",
        "id": "a–z, tal og bindestrek",
        "place": "paragraf eller kapittel",
        "line": "tekst som er lik i begge målformer",
    },
    "nb": {
        "title": "Feltene i håndboka",
        "lead": "Her står alle feltene du kan fylle ut i `data/`, og hva de betyr. Siden er laget av "
        "`python -m handbook schema` fra de samme ordene som VS Code viser mens du skriver. Rett derfor aldri her: "
        "ordene står i `hooks/handbook/models/fields/`.",
        "star": "Felter med ★ må fylles ut.",
        "Entry": "Felter alle har",
        "Record": "Felter de fleste har",
        "shared": "Her kan du også bruke [feltene alle har](#felter-alle-har-entry){more}.",
        "more": " og [feltene de fleste har](#felter-de-fleste-har-record)",
        "parts": "Deler",
        "parts_lead": "Noen felter er satt sammen av flere. Her står hva de kan ha.",
        "or": "eller",
        "head": ("Felt", "Hva det er", "Slik skriver du det", "Eksempel"),
        "many": "liste: {one}",
        "reference": "id fra {kind}",
        "word": "et ord fra `{kind}` i `vocabulary.yml`",
        "number": "helt tall",
        "between": "helt tall fra {low} til {high}",
        "at_least": "helt tall fra {low}",
        "flag": "`true` eller `false`",
        "day": "dato, år-måned-dag",
        "imprecise_day": "dato, måned, årstid eller år",
        "clock": "klokkeslett med fire siffer",
        "url": "nettadresse",
        "colour": "farge i anførselstegn",
        "phone": "siffer og mellomrom",
        "email": "felles e-postadresse",
        "law_reference": "id-en til loven, og gjerne paragrafen",
        "id": "a–z, tall og bindestrek",
        "place": "paragraf eller kapittel",
        "line": "tekst som er lik i begge målformer",
    },
}


def field_reference(language: str) -> str:
    """Give the page in one written form."""
    return "\n".join(_Page(language).lines()) + "\n"


class _Page:
    """One page in the making."""

    def __init__(self, language: str):
        self.language = language
        self.says = _PHRASES[language]
        self.schemas = schemas()
        self.parts = {name: part for schema in self.schemas.values() for name, part in schema.get("$defs", {}).items()}

    def lines(self) -> Iterator[str]:
        yield from (f"# {self.says['title']}", "", self.says["lead"], "", self.says["star"], "")
        yield from (f"- {self.link(name)}" for name in (*KINDS, *ALONE))
        for name, kind in KINDS.items():
            shared = Record if issubclass(kind.model, Record) else Entry
            places = (f"`data/{kind.stem}/….yml` {self.says['or']} `data/{kind.stem}.yml`",) if kind.stem else ()
            yield from self.section(name, self.schemas[f"{name}.json"], places, shared.model_fields)
            more = self.says["more"] if shared is Record else ""
            yield from ("", self.says["shared"].format(more=more))
        for name in ALONE:
            yield from self.section(name, self.schemas[f"{name}.json"], (f"`data/{name}.yml`",))
        for model, own in ((Entry, Entry.model_fields), (Record, Record.model_fields.keys() - Entry.model_fields)):
            yield from ("", f"## {self.says[model.__name__]} (`{model.__name__}`)", "")
            yield from self.table(self.schemas["measure.json"], lambda field, own=own: field in own)
        yield from ("", f"## {self.says['parts']}", "", self.says["parts_lead"])
        for name in sorted(self.parts.keys() - {kind.model.__name__ for kind in KINDS.values()}, key=self.title):
            yield from self.section(name, self.parts[name], (), level="###")

    def section(
        self, name: str, schema: Schema, places: tuple[str, ...], shared: Container[str] = (), level: str = "##"
    ) -> Iterator[str]:
        """Give the heading of a kind or a part, what it is, where it stands, and the table of its own fields."""
        words = schema if self.language == "nn" else schema.get("x-nb", {})
        yield from ("", f"{level} {self.title(name)} (`{self.written(name)}`)", "")
        yield " ".join(filter(None, (words.get("description"), *places)))
        if schema.get("properties"):
            yield ""
            yield from self.table(schema, lambda field: field not in shared)

    def title(self, name: str) -> str:
        """Give what a kind, a file or a part is called."""
        schema = self.schemas.get(f"{name}.json") or self.parts[name]
        words = schema if self.language == "nn" else schema.get("x-nb", {})
        return words.get("title", self.says.get(name, name))

    def written(self, name: str) -> str:
        """Give what a kind or a part is called in the files: a cadence is known by the word of its `kind`."""
        kind = self.parts.get(name, {}).get("properties", {}).get("kind", {}).get("enum", ())
        return kind[0] if len(kind) == 1 else name

    def link(self, name: str) -> str:
        """Give a link to the section of a kind, a file or a part; its anchor is made as GitHub makes it."""
        anchor = re.sub(r"[^\w -]", "", f"{self.title(name)} {self.written(name)}".lower()).replace(" ", "-")
        return f"[{self.title(name)}](#{anchor})"

    def table(self, schema: Schema, wanted: Callable[[str], bool]) -> Iterator[str]:
        """Give the rows of the fields that are wanted."""
        yield f"| {' | '.join(self.says['head'])} |"
        yield "|---|---|---|---|"
        for field, one in schema["properties"].items():
            if wanted(field):
                words = one if self.language == "nn" else one.get("x-nb", {})
                told = f"**{words.get('title', '')}.** {words.get('description', '')}".strip()
                star = " ★" if field in schema.get("required", ()) else ""
                yield f"| `{field}`{star} | {told} | {self.form(one)} | {self.example(one)} |"

    def form(self, schema: Schema) -> str:
        """Give how a value is written."""
        if "anyOf" in schema:
            return self.form(schema["anyOf"][0])
        if "$ref" in schema:
            return self.link(schema["$ref"].rpartition("/")[2])
        if schema.get("type") == "array":
            return self.says["many"].format(one=self.form(schema["items"]))
        if "enum" in schema:
            return ", ".join(self.word(schema, word) for word in schema["enum"])
        if "x-reference" in schema and schema["x-form"] == "id":
            kind = schema["x-reference"]
            phrase = self.says["reference" if kind in KINDS else "word"]
            return phrase.format(kind=self.link(kind) if kind in KINDS else kind)
        return self.scalar(schema)

    def word(self, schema: Schema, word: str) -> str:
        """Give one of the words that may stand in a field, and what it means."""
        meaning = schema.get("x-values", {}).get(word, {}).get(self.language, "")
        return f"`{word}` {meaning}".strip()

    def scalar(self, schema: Schema) -> str:
        """Give how a single value is written, and the bounds of a number."""
        low, high = schema.get("minimum", 0), schema.get("maximum", LARGEST)
        if schema["x-form"] != "number" or (low == -LARGEST and high == LARGEST):
            return self.says[schema["x-form"]]
        return self.says["at_least" if high == LARGEST else "between"].format(low=low, high=high)

    def example(self, schema: Schema) -> str:
        """Give the example, as it is written in the file; one in both written forms as its text."""
        if "x-example" in schema:
            return f"«{schema['x-example'][self.language]}»"
        if "examples" not in schema:
            return ""
        example = schema["examples"][0]
        return f"`{example if isinstance(example, str) else json.dumps(example, ensure_ascii=False)}`".replace('"', "")
