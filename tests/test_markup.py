"""Guards the short way from the Markdown subset to HTML: it gives what mistune gives."""

import mistune
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.markup import to_html

_PIECES = (
    "Ein setning her. ", "«Sitat» og meir", "- punkt", "\n", "\n\n", "\n\n\n", " ", "  ", "[[measure:pmto]]",
    "[her](https://www.x.no/a-b)", "[her](", "**feit**", "*k*", "1. ", "Å (d)", "\t", "\\", '"hei"', "'a'", ":",
    "[a]: x", "(", ")", "[[", "]]", "=", "---", "e\u00a0f", "\u2028x", "Sjå [[service:a]]. ", "é", "<b>", "&amp;",
    "{", "- ",
)  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=10).map("".join))
def test_the_short_way_gives_what_mistune_gives(text):
    assert to_html(text) == mistune.create_markdown(escape=True)(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ein tekst.\n\nEin annan, på\nto linjer.",
        "Før:\n\n- ein\n- to «sitat»\n\nEtter.",
        "Sjå [[measure:pmto]], [[service:ppt]] og [her](https://www.fjordvik.example/).",
    ],
)
def test_what_most_texts_are_takes_the_short_way(text, monkeypatch):
    expected = mistune.create_markdown(escape=True)(text)
    monkeypatch.setattr("handbook.markup._html", lambda text: "the long way")
    assert to_html(text) == expected
