"""What personal data looks like in a text, and what to write instead. Knows texts only: no files and no records."""
