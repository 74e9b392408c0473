"""From how often to which days: holidays, weeks, school years, rules, series. Knows no clock, no words and no pages."""
