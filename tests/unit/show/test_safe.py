"""What may be written to a screen, and what may be linked to."""

import pytest

from sayso.show.safe import json_text, link, one_line, shortened, visible


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("\x1b[31mred", "�[31mred"),
        ("\x9b31mred", "�31mred"),
        ("safe\u202egnp.exe", "safe�gnp.exe"),
        ("a\u2066b\u2069c", "abc"),
        ("half \ud800", "half �"),
        ("tab\tline\r\nend", "tab line  end"),
        ("naïve 🜚 שלום", "naïve 🜚 שלום"),
    ],
)
def test_visible(given: str, shown: str) -> None:
    """Controls are shown as replacement characters, direction marks are left out, all else stays."""
    assert visible(given) == shown


def test_one_line() -> None:
    """White space of any kind is one space."""
    assert one_line("  a\n\n b\u2028c ") == "a b c"


def test_shortened_in_the_middle() -> None:
    """A long text keeps its beginning and its end, cut between words."""
    assert shortened("one two three four five six seven eight", 24) == "one two … eight"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,<b>",
        "//ledger.example/x",
        "file:///etc/passwd",
        "https://",
        "https://[broken",
        "https://ledger.example/a b",
        "https://ledger.example/\u202egpj",
        "",
        None,
    ],
)
def test_no_link(url: str | None) -> None:
    """Only whole http and https addresses are linked to."""
    assert link(url) is None


def test_link() -> None:
    """An address of the web is linked to as it is."""
    assert link("https://ledger.example/a?b=c&d") == "https://ledger.example/a?b=c&d"


def test_json_escapes_what_acts_on_a_screen() -> None:
    """JSON stays readable, and what a terminal would act on is escaped."""
    assert json_text("é\x9b\u202e\ud800") == '"é\\u009b\\u202e\\ud800"'
