"""Progress is told on a terminal when the work takes time, and leaves no trace; elsewhere nothing is said."""

import io

import pytest

from handbook import progress
from handbook.progress import told


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Half a second for each look at the clock."""
    ticks = iter(range(1000))
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(ticks) / 2)


def test_a_terminal_is_told_and_the_line_is_wiped():
    out = Terminal()
    assert list(told(range(5), "Sider", out)) == [0, 1, 2, 3, 4]
    said = out.getvalue()
    assert said.startswith("\rSider: 2\r")
    assert said.endswith("\r        \r")
    assert "\n" not in said


def test_short_work_says_nothing():
    out = Terminal()
    assert list(told(range(1), "Sider", out)) == [0]
    assert out.getvalue() == ""


def test_what_is_not_a_terminal_is_told_nothing():
    out = io.StringIO()
    assert list(told(range(5), "Sider", out)) == [0, 1, 2, 3, 4]
    assert out.getvalue() == ""
