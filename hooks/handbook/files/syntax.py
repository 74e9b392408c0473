"""What an editor does about a fault of YAML syntax, from what libyaml says about it."""

# What libyaml says → what an editor does about it.
_REMEDIES = (
    (
        "mapping values are not allowed",
        "Kolon midt i ein tekst, eller feil innrykk. Set hermeteikn rundt teksten, eller rett innrykket.",
    ),
    (
        "found character that cannot start any token",
        "Dette teiknet kan ikkje stå først. Bruk mellomrom, ikkje tabulator; set hermeteikn rundt teksten.",
    ),
    ("found a tab character", "Tabulator i innrykket. Bruk to mellomrom."),
    (
        "did not find expected key",
        "Innrykket stemmer ikkje med linjene over, eller teksten held fram etter eit hermeteikn. Rett innrykket, eller "
        "skriv «…» i teksten.",
    ),
    ("did not find expected '-' indicator", "Innrykket stemmer ikkje: her skulle det stå eit nytt punkt («- »)."),
    ("could not find expected ':'", "Her manglar kolon etter nøkkelen."),
    ("found unexpected end of stream", "Eit hermeteikn eller ein parentes blir opna her, og aldri lukka."),
    ("did not find expected ',' or", "Lista eller samlinga som tek til her, er ikkje lukka, eller eit komma manglar."),
    (
        "block sequence entries are not allowed",
        "Eit listepunkt kan ikkje stå her. Set lista på ei ny linje under nøkkelen.",
    ),
    ("did not find expected hexdecimal number", "Skråstrek bakover (\\) i doble hermeteikn. Bruk enkle hermeteikn."),
    ("found unknown escape character", "Skråstrek bakover (\\) i doble hermeteikn. Bruk enkle hermeteikn."),
    ("did not find expected alphabetic", "«&» eller «*» først i teksten. Set hermeteikn rundt teksten."),
)


def remedy(said: str) -> str:
    """Give the remedy in nynorsk for one of libyaml's sentences."""
    return next((remedy for start, remedy in _REMEDIES if start in said), "Sjå på innrykk, kolon og hermeteikn her.")
