"""What is known of the two written forms: their words, dates and plurals. Knows no records."""
