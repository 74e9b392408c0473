"""A file of YAML as text, values and places, and back again. Knows no records."""
