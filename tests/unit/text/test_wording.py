"""Words that count as the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Span
from sayso.text.wording import Wording, key, plain_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("negotiates", "negotiations"),
        ("talks", "negotiating"),
        ("surrender", "surrendered"),
        ("eastern", "east"),
        ("killed", "deaths"),
        ("gates", "Gate’s"),
        ("1,200", "1200"),
        ("companies", "company"),
    ],
)
def test_inflections_and_kindred_words_are_one(one: str, other: str) -> None:
    assert key(one) == key(other) is not None


@pytest.mark.parametrize(("one", "other"), [("police", "policy"), ("governor", "government"), ("12", "120")])
def test_other_words_are_not(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_little_words_have_no_content() -> None:
    assert [key(word) for word in ("the", "said", "Would", "it’s", "a")] == [None] * 5


def test_a_name_counts_as_what_it_names_whatever_its_words() -> None:
    text = "Port Marrow fell. The harbour city fell."
    words = Wording(text, [(Span(0, 11), "marrow"), (Span(18, 34), "marrow")])
    assert words.row(Span(0, len(text))) == ["marrow", key("fell")]
    assert words.of([Span(18, 34)]) == {"marrow"}


@given(st.text(max_size=80), st.integers(0, 80), st.integers(1, 80))
def test_what_stands_in_a_part_stands_in_the_whole(text: str, start: int, length: int) -> None:
    words = Wording(text)
    part, whole = words.of([Span(start, start + length)]), words.of([Span(0, len(text) + 1)])
    assert part <= whole


def test_a_name_is_the_same_with_and_without_its_article_and_marks() -> None:
    assert plain_name("The Port-Harlow Courier") == plain_name("port harlow courier") == "portharlowcourier"
    assert plain_name(None) == plain_name(" ") == ""
