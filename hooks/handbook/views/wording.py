"""Matters of wording that need no handbook: capitals, and the table of interface words."""

from handbook.problems import Problem, ProblemsFound


class Words(dict[str, str]):
    """The interface words; one that is missing is told as an editor's problem."""

    def __missing__(self, key: str) -> str:
        message = "Ordet manglar. Kopier det frå interface.yml i ei anna handbok."
        raise ProblemsFound([Problem("interface.yml", 1, 1, key, message, "missing-word")])


def capital(text: str) -> str:
    """Give a text with a capital first."""
    return text[:1].upper() + text[1:]


def within(name: str) -> str:
    """Give a name of a role as it stands within a sentence: «rektor», but «PPT-leiar» and «Nav-rettleiar»."""
    first = name.partition(" ")[0]
    return name if "-" in first or first[1:] != first[1:].lower() else name[:1].lower() + name[1:]
