"""CSV as Norwegian spreadsheets write it: any of three separators, any of four encodings."""

import csv
import io
from itertools import islice

from handbook.spreadsheet.table import MAX_COLUMNS, MAX_ROWS, Row, TableRefused

_SEPARATORS = ";\t,"


def read_csv(data: bytes) -> list[Row]:
    """Give the rows of a CSV file. A row is numbered by the line it begins on."""
    text = _decoded(data)
    if "\x00" in text:
        raise TableRefused("Fila er ikkje CSV. Lagre ho frå reknearket som «CSV UTF-8».")
    separator = max(_SEPARATORS, key=lambda each: _evenness(text, each))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows, line = [], 1
    try:
        for cells in reader:
            rows.append(Row(line, cells))
            line = reader.line_num + 1
            if len(rows) > MAX_ROWS or len(cells) > MAX_COLUMNS:
                raise TableRefused(f"Fila har meir enn {MAX_ROWS} rader eller {MAX_COLUMNS} kolonnar. Del ho opp.")
    except csv.Error as error:
        raise TableRefused(f"Linje {reader.line_num} kan ikkje lesast som CSV ({error}).") from None
    return rows


def write_csv(rows: list[list[str]]) -> bytes:
    """Give rows as a file that Excel opens with its letters and columns right: UTF-8 with a mark, semicolons."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _evenness(text: str, separator: str) -> tuple[float, int]:
    """Say how well a separator divides the first rows: the share of them with as many columns as most, and how many."""
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        counts = [len(cells) for cells in islice(reader, 20) if cells]
    except csv.Error:
        return 0, 0
    common = max(set(counts), key=counts.count, default=1)
    return (counts.count(common) / len(counts) if common > 1 else 0), common
