"""Drafts of the other written form: what awaits one, how it is translated, and how it comes into the files."""
