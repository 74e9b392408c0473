"""A municipality's spreadsheets: tables → proposed records, and records → tables. Writes nothing in a data folder."""
