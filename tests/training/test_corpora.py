"""The invented corpora that training is tried on say what their marked-up articles say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mark_up import corpora, unmarked, written

HERE = Path(__file__).parent


@pytest.mark.parametrize("name", sorted(corpora()))
def test_files_are_up_to_date(name: str) -> None:
    """A corpus file is what the mark-up makes: after a change, `python tests/training/mark_up.py`."""
    assert (HERE / "corpora" / name).read_text(encoding="utf8") == written(corpora()[name])


def test_spans_hold_the_marked_words() -> None:
    """The spans cover the words between the marks, whatever stands inside them."""
    text, rows, names = unmarked("{S1:The {O:Board}} {C1:said} {Q1:it} and {Q1:so on}.")
    assert text == "The Board said it and so on."
    assert {role: [text[a:b] for a, b in spans] for role, spans in rows[1].items()} == {
        "S": ["The Board"],
        "C": ["said"],
        "Q": ["it", "so on"],
    }
    assert [(text[a:b], kind) for a, b, kind in names] == [("Board", "ORGANIZATION")]


def test_no_mark_is_left() -> None:
    """No brace of the mark-up is left in a text, and every span lies inside it."""
    for records in corpora().values():
        for record in records:
            if text := record.get("text"):
                assert "{" not in text
                assert "}" not in text
                numbers = map(int, re.findall(r"\d+", str(record["attributions"])))
                assert max(numbers) <= len(text)
