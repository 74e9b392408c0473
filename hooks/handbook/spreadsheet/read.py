"""A spreadsheet file, of whatever format → a table."""

from pathlib import Path

from handbook.spreadsheet.delimited import read_csv
from handbook.spreadsheet.table import MAX_BYTES, Table, TableRefused, tabled
from handbook.spreadsheet.workbook import read_xlsx


def read_table(path: Path, sheet: str | None = None) -> Table:
    """Read a file that ends in .xlsx, .csv, .tsv or .txt; raises TableRefused where it cannot be read."""
    try:
        data = path.read_bytes() if path.stat().st_size <= MAX_BYTES else None
    except OSError as error:
        raise TableRefused(f"Fila kan ikkje lesast: {error.strerror}.") from None
    if data is None:
        raise TableRefused(f"Fila er større enn {MAX_BYTES // 1_000_000} MB. Del ho opp, eller ta bort bilete.")
    if path.suffix.lower() in (".csv", ".tsv", ".txt"):
        return tabled(path.name, read_csv(data))
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        raise TableRefused(f"Vi les .xlsx og .csv, ikkje «{path.suffix}». Lagre reknearket som .xlsx.")
    title, rows, remarks = read_xlsx(data, sheet)
    table = tabled(f"{path.name}[{title}]", rows)
    numbers = {row.number for row in table.rows}
    table.problems += [
        table.problem(row, column, message, "odd-cell") for row, column, message in remarks if row in numbers
    ]
    return table
