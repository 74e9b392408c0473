"""Matters of wording that need no handbook: capitals, section signs, anchors; and the table of interface words."""

from handbook.problems import Problem, ProblemsFound


class Words(dict[str, str]):
    """The interface words; one that is missing is told as an editor's problem."""

    def __missing__(self, key: str) -> str:
        message = "Ordet manglar. Kopier det frå interface.yml i ei anna handbok."
        raise ProblemsFound([Problem("interface.yml", 1, 1, key, message, "missing-word")])


def capital(text: str) -> str:
    """Give a text with a capital first."""
    return text[:1].upper() + text[1:]


def spell_section(place: str) -> str:
    """Write a section as it is read: «§ 7-2 a», «§§ 13–13 f», «kapittel 5»."""
    if place.startswith("kap."):
        return f"kapittel {place[4:]}"
    signs, numbers = ("§§", place[2:]) if place.startswith("§§") else (place[:1], place[1:])
    parts = [number if number[-1:].isdigit() else f"{number[:-1]} {number[-1:]}" for number in numbers.split("–")]
    return f"{signs} {'–'.join(parts)}".strip()


def anchor_of(number: str) -> str:
    """Give the anchor of a section on its act's page: `p13-2`."""
    return "p" + number.removeprefix("§").replace("kap.", "kap")
