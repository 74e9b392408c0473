"""What the forms say beside the words of the fields, in nynorsk and bokmål. Knows no field and no file."""

import re

LABELS = {
    "measure": ("Tiltak", "Tiltak"),
    "service": ("Tenester", "Tjenester"),
    "meeting": ("Møte", "Møter"),
    "group": ("Grupper", "Grupper"),
    "level": ("Nivå og steg", "Nivå og steg"),
    "form": ("Skjema", "Skjema"),
    "role": ("Roller", "Roller"),
    "emergency_number": ("Naudnummer", "Nødnummer"),
    "safety_rule": ("Tryggleiksreglar", "Trygghetsregler"),
    "glossary_term": ("Ordliste", "Ordliste"),
    "law_question": ("Spørsmål om lova", "Spørsmål om loven"),
    "law": ("Lover", "Lover"),
    "framework": ("Modell", "Modell"),
    "plan": ("Planar", "Planer"),
    "milestone": ("Milepælar", "Milepæler"),
    "criterion": ("Suksesskriterium", "Suksesskriterier"),
    "organisation": ("Organisasjonar", "Organisasjoner"),
    "school_year": ("Skuleår", "Skoleår"),
    "municipality": ("Kommunen", "Kommunen"),
}
"""Every kind of a file of its own and the municipality, in the order of the menu: what is changed most, first."""

MADE_IN_THE_FILE = (
    "Noko nytt her blir laga i fila, for skjemaet kan ikkje vise alt som må vere med. Spør den som driv handboka.",
    "Noe nytt her blir laget i filen, for skjemaet kan ikke vise alt som må være med. Spør den som driver håndboka.",
)
"""Said where something new cannot be made in the form."""

LANGUAGES = {"nn": ("Nynorsk", "Nynorsk"), "nb": ("Bokmål", "Bokmål")}
"""The written forms by their names, to an editor who writes nynorsk or bokmål."""

STATES = {"unknown": ("Ikkje kjent", "Ikke kjent"), "not_applicable": ("Gjeld ikkje", "Gjelder ikke")}

UNREAD = {
    "nn": ("Ingen har lese nynorsken enno", "Ingen har lest nynorsken ennå"),
    "nb": ("Ingen har lese bokmålet enno", "Ingen har lest bokmålet ennå"),
}
"""The written form that awaits a reader, as the mark of a draft says it."""
READ_IT = (
    "Les teksten, og rett han. Tøm så dette feltet.",
    "Les teksten, og rett den. Tøm så dette feltet.",
)

_OF_THE_FILE = re.compile(r"\.yml\b|[Ff]ilnam|[Ff]ilnav|hermeteikn|anførselstegn")
"""A sentence with one of these tells how to write in the file: in the form there is nothing to write so."""
_SET_TRUE = re.compile(r"\bSett? true\b")


def hint(told: str) -> str:
    """Give an explanation as one reads it beside a form, where words are picked and a flag is switched on."""
    sentences = re.split(r"(?<=\.) ", _SET_TRUE.sub("Slå på", told))
    return " ".join(each for each in sentences if not _OF_THE_FILE.search(each))
