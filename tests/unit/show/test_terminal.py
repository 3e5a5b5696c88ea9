"""The table: who says what, on a screen of any width and in a pipe."""

import io
import re
from dataclasses import replace

import pytest

from sayso.model import Article, Attribution
from sayso.show.terminal import print_view
from sayso.show.view import view


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def printed(article: Article, width: int | None = None) -> str:
    out = io.StringIO()
    print_view(view(article), out, width)
    return out.getvalue()


def test_plain_in_a_pipe(harbour: Article) -> None:
    """What is piped has no escape sequence."""
    assert "\x1b" not in printed(harbour)


def test_colours_on_a_screen(harbour: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not styled away is the same on a screen as in a pipe."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    out = Screen()
    print_view(view(harbour), out, 80)
    assert "\x1b[" in out.getvalue()
    assert re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue()) == printed(harbour, 80)


@pytest.mark.parametrize("width", [60, 80, 100, 140, 200])
def test_fits(harbour: Article, width: int) -> None:
    """No line is wider than the screen."""
    assert max(map(len, printed(harbour, width).splitlines())) <= width


def test_rows(harbour: Article) -> None:
    """A row names source, cue, content, form and score; weak and nested ones show it in characters."""
    lines = [" ".join(line.split()) for line in printed(harbour, 160).splitlines()]
    assert "2 the harbour master told The storm gates of Port Calder … four hinges indirect 0.96" in lines
    assert any(line.startswith("└ 5 the regional water board had assured") for line in lines)
    assert any(line.startswith("8 The board’s spokeswoman") and line.endswith("0.46 ?") for line in lines)
    assert "13 (nobody named) “Nobody asked us.” direct 0.58" in lines
    assert "Set aside: 1 byline, 1 disclaimer, 2 related, 1 widget, 1 comments" in lines


def flat(article: Article, width: int) -> str:
    return " ".join(printed(article, width).split())


@pytest.mark.parametrize("width", [60, 80, 100, 140, 200])
def test_everything_known_fits(resolved: Article, width: int) -> None:
    """With all that can be known, no line is wider than the screen either."""
    assert max(map(len, printed(resolved, width).splitlines())) <= width


def test_who_is_behind_a_row(resolved: Article) -> None:
    """A row says who the source is where its words do not, of what kind, through whom, and what it does."""
    out = flat(resolved, 200)
    assert "the harbour master told The storm gates of Port Calder … four hinges indirect 0.96 = Tomas Reyl" in out
    assert "= Tomas Reyl, who" not in out
    assert "via Harbour Radio → Ms Okafor-Lind" in out
    assert "for the regional water board" in out
    lines = [" ".join(line.split()) for line in printed(resolved, 200).splitlines()]
    assert "10 it denied that any report had been withheld denies 0.90" in lines
    assert any(line.endswith("hedged “likely”: about 70%") for line in lines)
    assert "↳ disputed by the author: “Nobody asked us.”" in out
    assert "states" not in out


def test_check_and_card(resolved: Article) -> None:
    """The headline check stands above the rows and the card below them, findings with the rows they rest on."""
    out = printed(resolved, 100)
    assert out.index("HEADLINE CHECK") < out.index("source  ") < out.index("SOURCING")
    shown = flat(resolved, 140)
    assert "rests on Tomas Reyl (2, 3)" in shown
    assert "! The headline says until spring; the text says through the winter. (2)" in shown
    assert "sources 2 named people, 3 unnamed sources, 1 organisation, 1 document" in shown
    assert "Tomas Reyl ▇▇▇▇▇▇▇ 41 words in 3 statements" in shown
    assert "! A main statement rests on unnamed people alone. (6, 7)" in shown


def test_long_contents_are_shortened(harbour: Article) -> None:
    """A content of many lines is cut in its middle, so that a table stays a table."""
    whole: Attribution = harbour.attributions[1]
    long = replace(whole, content=replace(whole.content, text="begin " + "word " * 2000 + "end"))
    out = printed(replace(harbour, attributions=(long,)), 80)
    assert "begin" in out
    assert "…" in out
    assert "end" in out
    assert len(out.splitlines()) < 20
