"""Characters that no text of the handbook may hold: control characters, and those that hide or turn text round."""

import re

# C0 and C1 without tab and newline, DEL, the byte order mark inside a text, and what is no character at all.
_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff"
# Characters that hide or turn text round (Unicode TR 36, section 3; "Trojan Source"), and private-use characters.
_HIDDEN = "\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ue000-\uf8ff"
FORBIDDEN = re.compile(f"[{_CONTROL}{_HIDDEN}]")


def describe(character: str) -> tuple[str, str]:
    """Say what is wrong with a forbidden character, as a sentence and a code."""
    shown = f"U+{ord(character):04X}"
    if re.match(f"[{_HIDDEN}]", character):
        return f"Eit usynleg teikn ({shown}) kan snu eller skjule tekst. Slett det.", "hidden-character"
    return f"Eit styreteikn ({shown}) høyrer ikkje heime i tekst. Slett det.", "control-character"
