"""A municipality's handbook: a folder of YAML in, a bilingual site out. Knows nothing of MkDocs."""
