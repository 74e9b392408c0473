"""Where terms stand in one field of the entries, packed as the index has it. Knows no words."""

from collections import defaultdict

ONCE = 4
"""What a word that stands alone counts, in quarters; a part of a compound counts half, so does a wider concept."""
Terms = dict[str, int]
"""Terms, and how often each stands somewhere, in quarters."""


class Column:
    """Where terms stand in one field of all entries, which are added in order.

    The row of a term is the field's number, then for each entry twice the step from the one before; an odd number is
    followed by how often in quarters, an even one means once.
    """

    def __init__(self, at: int):
        self.lengths: list[int] = []
        self._rows: defaultdict[str, list[int]] = defaultdict(lambda: [at, -1])  # the entry before stands last

    def add(self, number: int, terms: Terms, length: int) -> None:
        """Add the field of an entry: its terms, and how many words it has."""
        self.lengths.append(length)
        for term, count in terms.items():
            row = self._rows[term]
            step = 2 * (number - row[-1])
            if count == ONCE:
                row[-1] = step
            else:
                row[-1:] = step + 1, count
            row.append(number)

    def done(self) -> dict[str, list[int]]:
        """Give the row of each term, when all entries are added; once."""
        for row in self._rows.values():
            row.pop()
        return self._rows
