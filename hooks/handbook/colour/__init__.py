"""The municipality's colour: contrast, and the tones of the site that follow from it. Knows no records and no files."""
