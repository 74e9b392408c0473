"""Whole numbers between two bounds as a pattern, for those that are written in quotation marks."""


def pattern_of_range(low: int, high: int) -> str:
    """Give a pattern that matches the whole numbers from low to high, written without leading noughts."""
    if high < 0:
        return f"-({pattern_of_range(-high, -low)})"
    if low < 0:
        return f"{pattern_of_range(low, -1)}|{pattern_of_range(0, high)}"
    widths = range(len(str(low)), len(str(high)) + 1)
    return "|".join(
        _between(str(max(low, 10 ** (width - 1) if width > 1 else 0)), str(min(high, 10**width - 1)))
        for width in widths
    )


def _between(low: str, high: str) -> str:
    """Give a pattern of the numbers between two of the same width."""
    rest = len(low) - 1
    if set(low[1:]) <= {"0"} and set(high[1:]) <= {"9"}:
        first = low[0] if low[0] == high[0] else f"[{low[0]}-{high[0]}]"
        return first + ("[0-9]" + (f"{{{rest}}}" if rest > 1 else "") if rest else "")
    if low[0] == high[0]:
        return f"{low[0]}({_between(low[1:], high[1:])})"
    ends = low[0] + "9" * rest, high[0] + "0" * rest
    parts = [] if set(low[1:]) <= {"0"} else [_between(low, ends[0])]
    start = low if not parts else str(int(ends[0]) + 1).zfill(len(low))
    stop = high if set(high[1:]) <= {"9"} else str(int(ends[1]) - 1).zfill(len(low))
    parts += [_between(start, stop)] if int(start) <= int(stop) else []
    return "|".join([*parts, *([] if stop == high else [_between(ends[1], high)])])
