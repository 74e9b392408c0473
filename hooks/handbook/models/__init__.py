"""One module per kind of record: fields, types and the rules inside one record. The only door to pydantic."""
