"""How words are cut and folded for search, and which passage of a text a query is met by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Document
from sayso.store.search import Query, passage, plain, words
from sayso.text.paragraph import paragraphs


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The ferries’ crews", ["the", "ferry", "crew"]),
        ("Marrowby's boat", ["marrowby", "boat"]),
        ("Île d'Ostel", ["ile", "d", "ostel"]),
        ("I\u0302le", ["ile"]),
        ("3.5 million, 12-year-old_B2", ["3", "5", "million", "12", "year", "old", "b2"]),
        ("STRASSE straße ﬁnal", ["strasse", "strasse", "final"]),
        ("a\0b '\"\\ () * :", ["a", "b"]),
        ("glass bus taxes shoes", ["glass", "bus", "taxe", "shoes"]),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    """Words are letters and figures, without capitals, accents and plurals."""
    assert words(text) == found


@given(st.text())
def test_words_hold_nothing_that_an_engine_could_mistake(text: str) -> None:
    """Whatever a text holds, its words are letters and figures alone, and folding them again changes no letter's
    kind."""
    for word in words(text):
        assert word.isalnum()
        assert 0 < len(word) <= 64


def test_queries() -> None:
    """Quotation marks hold words together; each part is asked for once, and not endlessly many."""
    assert Query.of('gates "river board" GATE «at sea» "').parts == (("gate",), ("river", "board"), ("at", "sea"))
    assert Query.of('"" " " -- ()').parts == ()
    assert len(Query.of(" ".join(f"w{n}" for n in range(1000))).parts) == 32
    assert plain("The  River-Board") == " the river board "


def test_passages() -> None:
    """The sentence that meets as much as its paragraph is the passage; else the paragraph; else there is none."""
    text = "The quay is closed. The crane is not. \n\nThe crane stands on the quay; it is old. Crane. Quay."
    document = Document("d", text, paragraphs(text))

    def found(typed: str) -> str | None:
        span = passage(document, Query.of(typed))
        return span and span.of(text)

    assert found("crane") == "The crane is not."
    assert found("crane quay") == "The quay is closed. The crane is not."
    assert found("crane old") == "The crane stands on the quay; it is old."
    assert found("quay crane old closed") == "The quay is closed. The crane is not."
    assert found('"crane quay"') == "The crane stands on the quay; it is old. Crane. Quay."
    assert found("canal") is None
