"""A question people have about the law («Kan eg dele dette?»): who is bound, what the acts say, and what to do.

The sections that answer it are those of its topics; they stand in the acts' own records.
"""

from handbook.models.base import Record, Text
from handbook.models.scalars import Count, ref, some


class LawQuestion(Record):
    """One question, answered in plain words. It names nothing local, so that every municipality can share it."""

    question: Text
    order: Count
    topics: some(ref("law_topic"))
    binds: some(Text)
    """Who has the duty, or who must honour the right."""
    says: some(Text)
    actions: some(Text)
    """What to do, the most important first."""
