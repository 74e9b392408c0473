"""Excel's files. The only module that imports openpyxl; refuses what could be made to harm before it is unpacked.

A sheet is not read in openpyxl's read-only mode, which tells nothing of merged cells; what may be unpacked is capped
instead.
"""

import io
import re
import zipfile
from datetime import date, datetime, time
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from handbook.spreadsheet.table import MAX_COLUMNS, MAX_ROWS, Row, TableRefused

_MAX_UNPACKED = 30_000_000
_MAX_MEMBERS = 500
_CHUNK = 1 << 16
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)

Remark = tuple[int, int, str]
"""What was odd about a cell: its row from 1, its column from 0, and the sentence."""


def read_xlsx(data: bytes, sheet: str | None = None) -> tuple[str, list[Row], list[Remark]]:
    """Give the name of a sheet, its rows and what was odd; the first sheet that is not hidden where none is named."""
    _refuse_harm(data)
    try:
        book = load_workbook(io.BytesIO(data), rich_text=False, keep_links=False)
        values = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except Exception as error:  # whatever a torn file makes openpyxl raise
        raise TableRefused(f"Arbeidsboka kan ikkje lesast ({type(error).__name__}). Lagre ho på nytt.") from None
    chosen = _choose(book, sheet)
    if chosen.max_row > MAX_ROWS or chosen.max_column > MAX_COLUMNS:
        raise TableRefused(
            f"Arket «{chosen.title}» strekkjer seg over {chosen.max_row} rader og {chosen.max_column} kolonnar; grensa "
            f"er {MAX_ROWS} og {MAX_COLUMNS}. Slett tomme rader og kolonnar, eller del arket opp."
        )
    remarks = [(row, 0, "Rada er gøymd i arket, men er teken med.") for row in _hidden_rows(chosen)]
    counted = values[chosen.title]
    rows = [
        Row(number, [_text(cell, counted, remarks) for cell in cells])
        for number, cells in enumerate(chosen.iter_rows(), 1)
    ]
    remarks += _fill_merged(chosen, rows)
    return chosen.title, rows, remarks


def write_xlsx(rows: list[list[str]], title: str) -> bytes:
    """Give rows as a workbook in which every cell is text: no formula, and no number that loses its zeros."""
    book = Workbook()
    sheet = book.active
    sheet.title = title[:31]
    sheet.freeze_panes = "B2"
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.value, cell.data_type, cell.number_format = text, "s", "@"
    # Not when it was made: the same records give the same bytes.
    book.properties.created = book.properties.modified = datetime(2000, 1, 1)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _refuse_harm(data: bytes) -> None:
    """Refuse what unpacks to far more than it is, and XML that declares anything of its own."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > _MAX_MEMBERS or sum(each.file_size for each in members) > _MAX_UNPACKED:
                raise TableRefused("Arbeidsboka er for stor når ho blir pakka ut. Kopier arket til ei ny arbeidsbok.")
            if any(each.flag_bits & 1 for each in members):
                raise TableRefused("Arbeidsboka har passord. Lagre ho utan.")
            left = _MAX_UNPACKED
            for member in members:
                left = _unpack(archive, member, left)
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError) as error:
        message = "Fila er ikkje ei arbeidsbok i formatet .xlsx. Lagre ho på nytt som «Excel-arbeidsbok (.xlsx)»."
        raise TableRefused(message) from error


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> int:
    """Read a member as it truly is, whatever its header says, and give how much may still be unpacked."""
    is_xml = member.filename.endswith((".xml", ".rels", ".vml"))
    with archive.open(member) as stream:
        tail = b""
        while chunk := stream.read(_CHUNK):
            left -= len(chunk)
            # A null byte is another encoding than UTF-8, in which a declaration could hide.
            if left < 0 or (is_xml and (b"\0" in chunk or _DECLARES.search(tail + chunk))):
                raise TableRefused("Arbeidsboka er ikkje trygg å opne. Kopier arket til ei ny arbeidsbok.")
            tail = chunk[-16:]
    return left


def _choose(book: Workbook, name: str | None) -> Worksheet:
    sheets = book.worksheets
    shown = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
    wanted = [sheet for sheet in (sheets if name else shown) if name in (None, sheet.title)]
    if not wanted:
        titles = ", ".join(f"«{sheet.title}»" for sheet in shown)
        raise TableRefused(
            f"Arket «{name}» finst ikkje. Vel mellom {titles}." if name else "Arbeidsboka har ingen ark."
        )
    return wanted[0]


def _hidden_rows(sheet: Worksheet) -> list[int]:
    return [number for number, row in sheet.row_dimensions.items() if row.hidden and number <= sheet.max_row]


def _text(cell: Cell, counted: Worksheet, remarks: list[Remark]) -> str:
    value = cell.value
    if getattr(cell, "data_type", "") == "f":
        value = counted.cell(cell.row, cell.column).value
        seen = "Her står ein formel. Vi tek verdien Excel sist rekna ut; sjå etter at han er rett."
        missing = "Her står ein formel som ikkje er rekna ut. Opne arket i Excel, lagre det, og prøv igjen."
        remarks.append((cell.row, cell.column - 1, missing if value is None else seen))
    if isinstance(value, str) and value.startswith("#") and value.endswith(("!", "?", "/A")):
        remarks.append((cell.row, cell.column - 1, f"Formelen gir {value}. Cella er rekna som tom."))
        return ""
    return written(value)


def written(value: Any) -> str:
    """Give a value of a cell as a person would write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nei"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _fill_merged(sheet: Worksheet, rows: list[Row]) -> list[Remark]:
    """Let what stands in a merged cell stand on every row it covers, in its first column."""
    remarks = []
    for area in sorted(sheet.merged_cells.ranges, key=lambda each: each.bounds):
        value = rows[area.min_row - 1].cells[area.min_col - 1] if area.min_row <= len(rows) else ""
        last = min(area.max_row, len(rows))
        for row in rows[area.min_row : last]:
            row.cells[area.min_col - 1] = value
        if value and last > area.min_row:
            seen = f"Cella er slått saman over radene {area.min_row}–{last}. «{value[:40]}» gjeld alle."
            remarks.append((area.min_row, area.min_col - 1, seen))
    return remarks
