"""Guards how a page is joined with its frame: every mark found as often as agreed, words escaped, nothing more."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.files.characters import FORBIDDEN
from handbook.shell import MARKS, Shell, ShellError

FRAME = (
    f"<title>{MARKS['title']} – Handboka</title>"
    f'<meta content="{MARKS["description"]}">'
    f'<a href="/{MARKS["path"]}">nn</a><a href="/nb/{MARKS["path"]}">nb</a>'
    f"<main>{MARKS['content']}</main>"
)
EXPECTED = {"title": 1, "description": 1, "path": 2, "content": 1}


def test_a_page_is_the_frame_with_its_own_words_in_place_of_the_marks():
    html = Shell(FRAME, EXPECTED).join("PMTO", "Hjelp til foreldre", "tiltak/pmto/", "<h1>PMTO</h1>")
    assert html.decode() == (
        "<title>PMTO – Handboka</title>"
        '<meta content="Hjelp til foreldre">'
        '<a href="/tiltak/pmto/">nn</a><a href="/nb/tiltak/pmto/">nb</a>'
        "<main><h1>PMTO</h1></main>"
    )


_words = st.text(st.characters(exclude_categories=["Cs", "Co"]))


@given(_words, _words, st.permutations([*MARKS, "path", "content"]), st.data())
def test_marks_are_replaced_wherever_and_in_whatever_order_they_stand(title, content, order, data):
    """The oracle is plain replacement, which is right because no word holds a mark."""
    glue = [data.draw(_words) for _ in range(len(order) + 1)]
    frame = glue[0] + "".join(MARKS[name] + between for name, between in zip(order, glue[1:], strict=True))
    own = {"title": escape(title), "description": escape(title), "path": "a/b/", "content": content}
    wanted = frame
    for name, mark in MARKS.items():
        wanted = wanted.replace(mark, own[name])
    shell = Shell(frame, {name: order.count(name) for name in MARKS})
    assert shell.join(title, title, "a/b/", content).decode() == wanted


def test_a_mark_among_the_words_of_a_page_is_left_as_it_is():
    html = Shell(FRAME, EXPECTED).join(MARKS["content"], "", "", "x").decode()
    assert html.count(MARKS["content"]) == 1
    assert html.count("x</main>") == 1


def test_a_shell_can_be_joined_again_and_again():
    shell = Shell(FRAME, EXPECTED)
    first = shell.join("a", "b", "c/", "d")
    shell.join("e", "f", "g/", "h")
    assert shell.join("a", "b", "c/", "d") == first


@pytest.mark.parametrize("name", MARKS)
def test_a_frame_without_a_mark_or_with_one_too_many_is_refused(name):
    for html in (FRAME.replace(MARKS[name], "", 1), FRAME + MARKS[name]):
        with pytest.raises(ShellError, match=name):
            Shell(html, EXPECTED)


@pytest.mark.parametrize("mark", MARKS.values())
def test_no_data_can_hold_a_mark(mark):
    assert FORBIDDEN.search(mark)


def test_no_mark_is_part_of_another():
    assert not [(one, other) for one in MARKS.values() for other in MARKS.values() if one != other and one in other]
