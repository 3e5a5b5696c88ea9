"""Paragraphs and sentence starts."""

from __future__ import annotations

import pytest

from sayso.model import Span
from sayso.text.paragraph import Sentences, paragraphs, sentence_starts


def sentences(text: str) -> list[str]:
    starts = sentence_starts(text, Span(0, len(text)))
    return [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


def test_paragraphs_are_trimmed_lines_with_words() -> None:
    """Blank lines part paragraphs and are none themselves."""
    text = "  One. \n\n\t\nTwo.\r\nThree.\u2029Four."
    assert [p.of(text) for p in paragraphs(text)] == ["One.", "Two.", "Three.", "Four."]
    assert paragraphs(" \n ") == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The bridge closed. The ferry runs.", ["The bridge closed.", "The ferry runs."]),
        ("Mr. Orrin and Dr. Pell met.", ["Mr. Orrin and Dr. Pell met."]),
        ("“Closed.” She left.", ["“Closed.”", "She left."]),
        ("Why? “Because.” Who?", ["Why?", "“Because.”", "Who?"]),
        ("J. R. Orrin left.", ["J. R. Orrin left."]),
        ("It cost 3.5 marks. 12 boats sank.", ["It cost 3.5 marks.", "12 boats sank."]),
    ],
)
def test_sentences_begin_where_a_reader_begins_them(text: str, wanted: list[str]) -> None:
    """Stops end sentences, abbreviations and decimals do not."""
    assert sentences(text) == wanted


def test_sentence_starts_stay_within_their_paragraph() -> None:
    """Only starts inside the given span are told, its own first."""
    text = "One. Two. Three."
    assert sentence_starts(text, Span(5, 9)) == [5]


def test_a_place_is_in_one_sentence_and_a_stretch_reaches_into_several() -> None:
    """Sentences are found over paragraphs, and what stands between two belongs to the one before."""
    text = "One. Two.\n\nThree. Four."
    sentences = Sentences(text, paragraphs(text))
    assert [s.of(text).strip() for s in sentences] == ["One.", "Two.", "Three.", "Four."]
    two, three = text.index("Two"), text.index("Three")
    assert sentences.at(two + 1).start == two
    assert sentences.at(three - 1).start == two
    assert sentences.before(three) == two
    assert sentences.before(0) == 0
    assert [s.start for s in sentences.over(two + 1, three + 1)] == [two, three]
    assert [s.start for s in sentences.over(two, three)] == [two]
    assert Sentences("", ()).before(3) == 0
    assert not Sentences("", ()).over(0, 3)
